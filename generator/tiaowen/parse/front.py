"""The lines before a part's body: title over several lines, number, issuers, date, notes of adoption, contents, addressees (GB/T 9704: 版头)."""

from __future__ import annotations

import re
from collections.abc import Collection, Sequence

from msgspec import Struct

from tiaowen.catalog.document_types import DocumentTypes
from tiaowen.document_names import find_numbers, issued_title
from tiaowen.model import HeaderLine
from tiaowen.numbering import match_label
from tiaowen.parse.issuers import issuers_of_title
from tiaowen.parse.lines import DATE, LineKind, Piece, is_issuer, is_title_like, kind_of
from tiaowen.text import SPACE, squeeze

_ROLES: dict[LineKind, str] = {
    "number": "number", "order": "issuer", "date": "date", "release": "note", "imprint": "imprint", "revision": "revision",
    "signer": "note", "issuer": "issuer", "contents": "contents", "addressee": "addressee",
}
_MOST_TITLE_LINES = 7
_MOST_NOTES = 60
_NO_TITLE = {"number", "date", "addressee", "revision", "contents", "release", "imprint", "signer"}
_PLACE_OF_SPEECH = re.compile(r"^[—-]*\s*(?:[（(])?(?:(?:19|20)\d\d年.{2,12}日)?在.{4,60}(?:会议|大会|全会|全体会议)上(?:[）)])?$")
_PAGE_NOTE = re.compile(
    r"^(?:来源|时间|日期|发布时间|发布日期|发布单位|信息来源|文章来源|作者|编辑|责任编辑|浏览次数|阅读次数|字号|字体|索引号)\s*[：:].{0,60}$"
)
_AMENDED = re.compile("第[一二三四五六七八九十]次修正[）)]?$")
# 第二 我省对打赢…的要求: the place of a text in a compilation
_EXTRACT = re.compile(r"^第[一二三四五六七八九十]{1,3}\s+(?![次届批期轮个号部章节编条篇类])(?=[^，。；：]{6,60}$)")
_DATED = re.compile(rf"[（(]{DATE.pattern}[）)]$")
_UNFINISHED = re.compile("(?:关于|印发|转发|发布|的|和|与|、)$")
_ISSUED_ON = re.compile(rf"(?:(?:颁布|发布|印发|成文|发文)(?:时间|日期)[:：])?({DATE.pattern}|(?:19|20)\d\d-\d{{1,2}}-\d{{1,2}})")
_SPEAKER = re.compile("^(?:(?:省|市|县|区|州|盟|旗|乡|镇|自治区)长|主席)?\\s*[\u4e00-\u9fff·](?:\\s*[\u4e00-\u9fff·]){1,5}$")
_PAGE_WORDS = re.compile("^(?!.*(?:关于|[省市县区州委局厅部办院会府国]))[^。，；：]{2,16}$")
_WHOLLY_NAMED = re.compile("《(?:[^《》]|《[^《》]*》)+》")
_BRACKETED = re.compile(r"^[（(〔\[].{1,40}[）)〕\]]$")


class Front(Struct, kw_only=True):
    """What the lines before the body say. ``body`` is the index of the first piece that is text."""

    header: list[HeaderLine] = []
    body: int = 0
    title: str = ""
    numbers: list[str] = []
    orders: list[str] = []
    issuers: list[str] = []
    addressees: list[str] = []
    dates: list[str] = []
    revisions: list[str] = []


def read_front(pieces: Sequence[Piece], types: DocumentTypes, names: Collection[str] = ()) -> Front:
    """Read header lines from the start until text begins. Every piece before ``body`` is one header line.

    ``names``: titles that another part has named; a line that is one of them is the whole title.
    """
    front = Front()
    index = 0
    while index < len(pieces) and not pieces[index].table:
        piece = pieces[index]
        kind = piece.kind
        taken = _again(pieces, index, front) if front.title else _title(pieces, index, front, types, names)
        if taken:
            index += taken
        elif _PLACE_OF_SPEECH.match(piece.text) or _PAGE_NOTE.match(piece.text):
            index = _keep(front, piece, "note", index)
        elif kind == "revision":
            end = _history(pieces, index)
            for note in pieces[index:end]:
                _keep(front, note, "revision", 0)
                front.revisions.append(note.text)
            index = end
        elif dated := _number_and_date(piece.text):
            front.numbers.append(dated[0])
            front.dates.append(dated[1])
            index = _keep(front, piece, "number", index)
        elif _SPEAKER.match(piece.text) and front.header and _PLACE_OF_SPEECH.match(front.header[-1].text):
            index = _keep(front, piece, "note", index)
        elif kind in _ROLES and _may_be_header(kind, piece, pieces, index, front):
            _record(front, kind, piece)
            index = _keep(front, piece, _ROLES[kind], index)
            if kind == "addressee":
                break
        elif front.title and _BRACKETED.match(piece.text) and len(piece.text) < 30:
            index = _keep(front, piece, "note", index)
        else:
            break
    front.body = index
    return front


def _number_and_date(text: str) -> tuple[str, str] | None:
    """A line that is number and day of issue, as collections print them: 1989年12月19日 国发[1989]83号, 国发[1989]83号颁布时间：1989-12-19."""
    plain = squeeze(text) if len(text) < 80 else ""
    found = find_numbers(plain)
    rest = plain[:found[0].start] + plain[found[0].end:] if len(found) == 1 else ""
    day = _ISSUED_ON.fullmatch(rest)
    return (found[0].text, day[1]) if day else None


def _keep(front: Front, piece: Piece, role: str, index: int) -> int:
    front.header.append(HeaderLine(line=piece.number, text=piece.text, role=role))  # type: ignore[arg-type]
    return index + 1


def _record(front: Front, kind: LineKind, piece: Piece) -> None:
    target = {
        "number": front.numbers, "order": front.orders, "issuer": front.issuers, "addressee": front.addressees, "date": front.dates,
        "revision": front.revisions,
    }.get(kind)
    if target is not None:
        target.append(piece.text)


def _may_be_header(kind: LineKind, piece: Piece, pieces: Sequence[Piece], index: int, front: Front) -> bool:
    """An addressee or a body's name may also begin the text; it is header when the text goes on after it."""
    if kind == "imprint" and not front.header:
        return False
    return piece.label is None and index + 1 < len(pieces)


def _again(pieces: Sequence[Piece], index: int, front: Front) -> int:
    """Number of pieces that print the title once more, or that of the notice which issues the text (工资支付暂行规定 / 关于印发《工资…》的通知)."""
    printed = squeeze(pieces[index].text)
    if printed == f"《{squeeze(front.title)}》":
        _keep(front, pieces[index], "title", 0)
        return 1
    if squeeze(issued_title(printed)) == squeeze(front.title):
        front.title = join_title([pieces[index].text])
        _keep(front, pieces[index], "title", 0)
        return 1
    title, joined = squeeze(front.title), ""
    for count, piece in enumerate(pieces[index:index + _MOST_TITLE_LINES], 1):
        joined += squeeze(piece.text)
        if joined == title:
            for again in pieces[index:index + count]:
                _keep(front, again, "title", 0)
            return count
        if not title.startswith(joined):
            break
    cut_short = 8 <= len(printed) < len(title) and title.startswith(printed) and len(pieces) > index + 1
    if cut_short and pieces[index + 1].kind in ("number", "addressee"):  # a heading that the page has cut off
        _keep(front, pieces[index], "note", 0)
        return 1
    return 0


def _history(pieces: Sequence[Piece], index: int) -> int:
    """Index after a law's notes of adoption and revision that begin here; their broken lines are part of them."""
    last = index
    for at in range(index + 1, min(index + _MOST_NOTES, len(pieces))):
        text = pieces[at].text
        if pieces[at].table or match_label(text) or "。" in text:
            break
        goes_on = at == last + 1 and _AMENDED.search(text)
        if kind_of(text) == "revision" or goes_on:
            last = at
    return last + 1


def _title(pieces: Sequence[Piece], index: int, front: Front, types: DocumentTypes, names: Collection[str]) -> int:
    """Number of pieces from index on that are the title; 0 when none begins here."""
    parts: list[str] = []
    best = 0
    for piece in pieces[index:index + _MOST_TITLE_LINES]:
        if piece.table or not _may_continue(piece.text, parts, types) or _is_over(parts, piece.text):
            break
        parts.append(piece.text)
        if squeeze("".join(parts)).strip("《》") in names:
            best = len(parts)
            break
        if types.of_title(join_title(parts)):
            best = len(parts)
    plain = not front.header and len(pieces) > index + 1 and bool(parts) and not all(is_issuer(part) for part in parts)
    if not best and plain and kind_of(parts[0]) == "text":
        best = len(parts) if _UNFINISHED.search(parts[0]) else 1
    while 0 < best < len(parts) and _is_open(join_title(parts[:best])):
        best += 1
    if not best:
        return 0
    above = _above_title(parts[:best])
    for note in pieces[index:index + above]:
        _keep(front, note, "note", 0)
    title, numbers = without_number(join_title(parts[above:best]))
    front.numbers += numbers
    dated = _DATED.search(title)
    if dated:  # …的通知（2023年5月17日）: a collection adds the date
        title = title[:dated.start()]
        front.dates.append(dated[0].strip("（()）"))
    if not front.title:
        front.title = title
    for line in pieces[index + above:index + best]:
        _keep(front, line, "title", 0)
    return best


def _above_title(parts: Sequence[str]) -> int:
    """How many of the lines stand above the title: words of a page before a line that names its issuer itself (公告栏│某某县人民政府关于…的通知)."""
    for start in range(1, len(parts)):
        begins = issuers_of_title(join_title(parts[start:])) and not is_issuer(parts[start])
        if begins and all(_PAGE_WORDS.match(part) and not _UNFINISHED.search(part) for part in parts[:start]):
            return start
    return 0


def without_number(title: str) -> tuple[str, list[str]]:
    """The title and the number that is printed on its line: 某政发〔2014〕20号《…的意见》, …的通知（某办发〔2017〕2号）."""
    found = find_numbers(title)
    bare = title
    if found and found[0].start == 0 and title[found[0].end:].strip().startswith("《"):
        bare = title[found[0].end:].strip()
    elif found and found[-1].end == len(title) - 1 and title[found[-1].start - 1:found[-1].start] in ("（", "("):
        bare = title[:found[-1].start - 1].strip()
    numbers = [] if bare == title else [found[0 if bare.startswith("《") else -1].text]
    return (bare[1:-1] if _WHOLLY_NAMED.fullmatch(bare) else bare), numbers


def _is_over(parts: Sequence[str], text: str) -> bool:
    """Whether the title ends before the line: it says the title again, or a collection has put its date there (…条例（2023年3月31日）)."""
    title = join_title(parts)
    return bool(parts) and (squeeze(text) == squeeze(title) or _DATED.search(title) is not None)


def _is_open(title: str) -> bool:
    """Whether a bracket or 《 of the title is still open: …重点任务（2023年6│月30日）."""
    return any(title.count(opening) > title.count(closing) for opening, closing in ("（）", "《》", "〔〕"))


def _may_continue(text: str, parts: Sequence[str], types: DocumentTypes) -> bool:
    """Whether the line may be the next piece of a title; after a complete title only what completes a longer one."""
    kind = kind_of(text)
    unfinished = bool(parts) and not types.of_title(join_title(parts))
    if unfinished and len(text) == 1 and text in "知见法案划定则例施":  # …的通│知
        return True
    if not is_title_like(text) or match_label(text) or kind in _NO_TITLE:
        return False
    if _BRACKETED.match(text):
        return unfinished and len(text) < 12 or bool(parts) and bool(re.search("试行|暂行|草案|征求意见|年|稿|版|修订|节选|摘要", text))
    if kind == "order":
        return bool(types.of_title(text)) and not text.endswith(("令", "文件")) and "关于" in text or bool(parts) and "关于" in parts[0]
    if parts and types.of_title(join_title(parts)):
        return bool(types.of_title(text)) and not is_issuer(text) and "关于" not in text
    return True


def join_title(parts: Sequence[str]) -> str:
    """Title lines joined without spaces; a space stays, or is put, only between two issuers (中共威海市委 威海市人民政府)."""
    out = ""
    for part in parts:
        part = _EXTRACT.sub("", part.strip())
        part = _closed(re.sub(r"^\d{1,3}\s*(?=中共|中国|[\u4e00-\u9fff]{2,12}(?:人民政府|委员会|办公厅|办公室|委、))", "", part))
        both = out and is_issuer(out.split(" ")[-1]) and is_issuer(part.split(" ")[0]) and is_issuer(part)
        out = f"{out} {part}" if both else out + part
    return out.strip()


def _closed(text: str) -> str:
    words = [word for word in SPACE.split(text.strip()) if word]
    out = words[0] if words else ""
    for word in words[1:]:
        issuer = re.split("关于|印发|转发|[“《]", word)[0]
        kept = len(out) > 2 and is_issuer(out.split(" ")[-1]) and len(issuer) > 2 and (is_issuer(issuer) or issuer == "国务院")
        out += f" {word}" if kept or out[-1:].isascii() and word[:1].isascii() else word
    return out

