"""Facts of a site about a document (发布时间：…, 来源：…): lines at a page's head and foot, by the keys in the registry
of noise.
"""

from __future__ import annotations

import re
from collections.abc import Collection

from msgspec.structs import replace

from tiaowen.catalog.noise import NoiseRule
from tiaowen.clean.metadata import MetadataKeys, fills
from tiaowen.clean.page import FACT, LONGEST_TITLE, TITLE_END, Page, is_labelled
from tiaowen.document_names import find_numbers

_UNKNOWN_KEY = re.compile(
    r"^[*•·\s-]*(?:(?!附|主送|抄送|抄报|签发|经办|题注)[\u4e00-\u9fff]{2,8}\s*[：:]"
    r"|【(?!题注)[\u4e00-\u9fff]{2,8}】)\s*[^。；\s][^。；]{0,80}$")
_FIRST = 4
_ADDRESS = re.compile("(?:https?://|www\\.)[!-~…]+")
_SIGNED_BY = re.compile("签发人\\s*[：:]")
_ADDRESSED = re.compile("(?<=[^：:])(?=各[^。；：:]{1,60}[：:]$)")


def take_facts(page: Page) -> None:
    """Let the lines go that are such facts, and keep them as the page's metadata (``take_furniture``)."""
    keys = MetadataKeys(page.catalog.noise)
    _address(page)
    _glued_addressees(page, keys)
    _glued_facts(page, keys)
    _keys_and_values(page, keys)
    edges = [i for i in range(len(page.lines)) if not page.reasons[i]
             and (i < page.head_end or i >= page.tail_start)]
    found = {i: keys.entries(page.folded[i]) for i in edges}
    block = [i for i in edges if i < page.head_end and (found[i] or keys.glued(page.folded[i]))]
    for index in block:  # one such line may be a sentence's beginning; two together are the facts of a site
        if not found[index] and (index - 1 in block or index + 1 in block):
            found[index] = list(filter(None, [keys.glued(page.folded[index])]))
    found = {i: entries for i, entries in found.items() if any(page.applies(rule, i) for rule, _ in entries)}
    _other_facts(page, found)
    for index, entries in found.items():
        rule, value = entries[-1]
        page.reasons[index] = entries[0][0].reason
        line = replace(page.lines[index], text=page.folded[index])
        if not keys.entries(line.text):  # 发文日期2023年4月11日, as a reader of metadata knows it
            line = replace(line, text=f"{line.text.removesuffix(value)}：{value}")
        if not value and _value_below(page, index, rule, found):
            page.reasons[index + 1] = page.reasons[index + 1] or rule.reason
            line = replace(line, text=f"{line.text}{page.folded[index + 1]}")
        page.metadata.append(line)


def _address(page: Page) -> None:
    """The address that a page was printed from, alone on one of its first lines."""
    first = [i for i in range(page.front_end) if not page.reasons[i]][:_FIRST]
    for index in first:
        if _ADDRESS.fullmatch(page.folded[index]):
            page.reasons[index] = FACT
            page.metadata.append(replace(page.lines[index], text=f"网址：{page.folded[index]}"))


def _glued_addressees(page: Page, keys: MetadataKeys) -> None:
    """来源：市交通局│各县交通局：, a fact of the site with the addressee of the text on its line: cut in two."""
    for index in reversed(range(page.head_end)):
        glued = _ADDRESSED.search(page.folded[index]) if not page.reasons[index] else None
        if glued and keys.entries(page.folded[index][:glued.start()]):
            page.split(index, glued.start(), "", "")


def _glued_facts(page: Page, keys: MetadataKeys) -> None:
    """某政农〔2024〕15号　发布时间：2024-06-03　浏览次数：3次: the document's number, then facts of the page; or
    who signed, at the right of a report's number (GB/T 9704, 7.2.6): cut in two.
    """
    for index in reversed(range(page.head_end)):
        text = page.folded[index]
        numbers = find_numbers(text) if not page.reasons[index] and len(text) <= LONGEST_TITLE else []
        end = numbers[0].end if numbers and not numbers[0].start else 0
        rest = text[end:].strip()
        if end and rest and (keys.entries(rest) or _SIGNED_BY.match(rest)):
            page.split(index, end, "", "")


def _keys_and_values(page: Page, keys: MetadataKeys) -> None:
    """The box of an encyclopedia: 中文名│某某条例│施行时间│2018年5月1日, keys without a colon, each with its value on
    the line below; two pairs together, or it is text.
    """
    known = [not page.reasons[i] and keys.names_field(page.folded[i]) for i in range(page.front_end)]
    index = 0
    while index + 3 < page.front_end:
        pairs = 0
        while index + 2 * pairs + 1 < page.front_end and known[index + 2 * pairs] \
                and len(page.folded[index + 2 * pairs + 1]) <= LONGEST_TITLE:
            pairs += 1
        for at in range(index, index + 2 * pairs, 2) if pairs > 1 else ():
            page.reasons[at] = page.reasons[at + 1] = FACT
            page.metadata.append(replace(page.lines[at], text=f"{page.folded[at]}：{page.folded[at + 1]}"))
        index += 2 * pairs if pairs > 1 else 1


def _other_facts(page: Page, keys: Collection[int]) -> None:
    """Facts of a site whose names no rule knows, in the lines right below two that are known (检索关键词：…)."""
    for index in range(2, page.head_end):
        known = all(above in keys or page.reasons[above] == FACT for above in (index - 2, index - 1))
        if known and index not in keys and not page.reasons[index] and _UNKNOWN_KEY.match(page.folded[index]):
            page.reasons[index] = FACT


def _value_below(page: Page, index: int, rule: NoiseRule, keys: Collection[int]) -> bool:
    """Whether the value of a key stands on the next line (发文字号：│镇政发〔2024〕7号): by its form, or because
    another key follows.
    """
    below = index + 1
    if below >= len(page.lines) or below in keys or is_labelled(page.folded[below]):
        return False
    text = page.folded[below]
    plain = len(text) <= 60 and not TITLE_END.search(text) and not page.reasons[below]
    plain = plain and (rule.field == "title" or not page.is_title(below))
    return len(text) <= LONGEST_TITLE and fills(rule, text) or below + 1 in keys and plain
