"""What the lines of a title say once they are put together: the title without its line ends, and a number printed on
it.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from tiaowen.catalog.document_types import DocumentTypes
from tiaowen.document_names import find_numbers, normal_number
from tiaowen.parse.lines import is_issuer
from tiaowen.text import SPACE

# 第二 我省对打赢…的要求: the place of a text in a compilation
_EXTRACT = re.compile(r"^第[一二三四五六七八九十]{1,3}\s+(?![次届批期轮个号部章节编条篇类])(?=[^，。；：]{6,60}$)")
# a collection's own words: …的决定 附：修正本
_WITH = re.compile(r"(?<=\S)\s*[（(]?附[：:]?\s*(?:修正本|修订本|修正文本|全文|原文)[）)]?$")
_TITLE_AFTER = re.compile("(?!文件|精神|通知|的)[\u4e00-\u9fff“][^。；]{5,}")
_WHOLLY_NAMED = re.compile("《(?:[^《》]|《[^《》]*》)+》")


def split_number(text: str, types: DocumentTypes) -> tuple[str, str]:
    """A line's title and the number that is printed before or behind it without brackets: …的通知 某政办发〔2021〕18号;
    else line and nothing.
    """
    text = _WITH.sub("", text)
    found = find_numbers(text) if len(text) < 200 and "号" in text else []
    if len(found) != 1:
        return text, ""
    before, after = text[:found[0].start].strip(), text[found[0].end:].strip()
    if not before and _TITLE_AFTER.match(after):
        return after, found[0].text
    if after:
        return text, ""
    opening = re.search(r"[^\u4e00-\u9fff\s]+\s*\d{4}", text[found[0].start:])
    for end in range(found[0].start + opening.start() - 2, 5, -1) if opening else ():  # …工作的通知某政办发〔2021〕18号
        if types.of_title(text[:end]) and (text[end:end + 1].isspace() or end >= found[0].start):
            return text[:end].strip(), normal_number(text[end:])
    return text, ""


def without_number(title: str) -> tuple[str, list[str]]:
    """The title and the number that is printed on its line: 某政发〔2014〕20号《…的意见》,
    …的通知（某办发〔2017〕2号）.
    """
    found = find_numbers(title)
    bare = title
    if found and found[0].start == 0 and title[found[0].end:].strip().startswith("《"):
        bare = title[found[0].end:].strip()
    elif found and found[-1].end == len(title) - 1 and title[found[-1].start - 1:found[-1].start] in ("（", "("):
        bare = title[:found[-1].start - 1].strip()
    numbers = [] if bare == title else [found[0 if bare.startswith("《") else -1].text]
    return (bare[1:-1] if _WHOLLY_NAMED.fullmatch(bare) else bare), numbers


def is_open(title: str) -> bool:
    """Whether a bracket or 《 of the title is still open: …重点任务（2023年6│月30日）."""
    return any(title.count(opening) > title.count(closing) for opening, closing in ("（）", "《》", "〔〕"))


def join_title(parts: Sequence[str]) -> str:
    """Title lines joined without spaces; a space stays, or is put, only between two issuers (中共威海市委
    威海市人民政府).
    """
    out = ""
    for part in parts:
        part = _EXTRACT.sub("", part.strip())
        part = _closed(re.sub(r"^\d{1,3}\s*(?=中共|中国|[\u4e00-\u9fff]{2,12}(?:人民政府|委员会|办公厅|办公室|委、))",
                              "", part))
        both = out and is_issuer(out.split(" ")[-1]) and is_issuer(part.split(" ")[0]) and is_issuer(part)
        out = f"{out} {part}" if both else out + part
    return out.strip()


def _closed(text: str) -> str:
    words = [word for word in SPACE.split(text.strip()) if word]
    out = words[0] if words else ""
    for word in words[1:]:
        issuer = re.split("关于|印发|转发|[“《]", word)[0]
        kept = (
            len(out) > 2 and is_issuer(out.split(" ")[-1]) and len(issuer) > 2
            and (is_issuer(issuer) or issuer == "国务院")
        )
        out += f" {word}" if kept or out[-1:].isascii() and word[:1].isascii() else word
    return out
