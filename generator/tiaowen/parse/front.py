"""The lines before a part's body: title over several lines, number, issuers, date, notes of adoption, contents,
addressees (GB/T 9704: 版头).
"""

from __future__ import annotations

import re
from collections.abc import Collection, Sequence

from msgspec import Struct, structs

from tiaowen.catalog.document_types import DocumentTypes
from tiaowen.document_names import find_numbers, issued_title
from tiaowen.model import HeaderLine
from tiaowen.numbering import match_label
from tiaowen.parse.adoption import history, is_broken_note, open_note
from tiaowen.parse.decrees import enacted
from tiaowen.parse.issuers import issuers_of_title
from tiaowen.parse.lines import DATE, FILE_NAME, LineKind, Piece, is_issuer, is_title_like, kind_of
from tiaowen.parse.titles import is_open, join_title, split_number, without_number
from tiaowen.text import squeeze

_ROLES: dict[LineKind, str] = {
    "number": "number", "order": "issuer", "date": "date", "release": "note", "imprint": "imprint",
    "revision": "revision",
    "signer": "note", "issuer": "issuer", "contents": "contents", "addressee": "addressee",
}
_LONGEST_NAME = 120
_MOST_TITLE_LINES = 7
_NO_TITLE = {"number", "date", "addressee", "revision", "contents", "release", "imprint", "signer"}
_PLACE_OF_SPEECH = re.compile(
    r"^[—-]*\s*[（(]?(?:(?:19|20)\d\d年.{2,12}日)?在.{4,60}(?:会议|大会|全会|会)上"
    r"(?:的(?:工作)?(?:报告|讲话|发言|致辞|致词|说明))?[）)]?$")
_PAGE_NOTE = re.compile(
    r"^(?:来源|时间|日期|发布时间|发布日期|发布单位|信息来源|文章来源|作者|编辑|责任编辑|浏览次数|阅读次数|字号|字体"
    r"|索引号)\s*[：:].{0,60}$"
)
_DATED = re.compile(rf"[（(]{DATE.pattern}[）)]$")
_UNFINISHED = re.compile("(?:关于|印发|转发|发布|的|和|与|、)$")
_ORDER_WORD = re.compile("令|公告|通告|命令")
_ISSUED_ON = re.compile(
    rf"(?:(?:颁布|发布|印发|成文|发文)(?:时间|日期)[:：])?({DATE.pattern}|(?:19|20)\d\d-\d{{1,2}}-\d{{1,2}})")
_SPEAKER = re.compile(
    "^(?:(?:省|市|县|区|州|盟|旗|乡|镇|自治区)长|主席)?\\s*[\u4e00-\u9fff·](?:\\s*[\u4e00-\u9fff·]){1,5}$")
_PAGE_WORDS = re.compile("^(?!.*(?:关于|[省市县区州委局厅部办院会府国]))[^。，；：]{2,16}$")
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
    while index < len(pieces) and (not pieces[index].table or _is_framed(pieces[index])):
        piece = pieces[index]
        kind = piece.kind
        taken = _again(pieces, index, front, types) if front.title else _title(pieces, index, front, types, names)
        if taken:
            index += taken
        elif front.issuers and _ORDER_WORD.fullmatch(squeeze(piece.text)):  # 某某市财政局│某某市商务局│令│第3号
            front.orders.append("、".join(squeeze(name) for name in front.issuers) + squeeze(piece.text))
            index = _keep(front, piece, "issuer", index)
        elif notes := _notes(pieces, index):
            index = _keep_all(front, pieces[index:index + notes], "note", index)
        elif kind == "revision" or open_note(pieces, index):
            index = _revisions(front, pieces, index)
        elif is_broken_note(pieces, index):
            front.revisions.append(pieces[index].text + pieces[index + 1].text)
            index = _keep_all(front, pieces[index:index + 2], "revision", index)
        elif dated := _number_and_more(piece.text):
            front.numbers.append(dated[0])
            front.dates += [dated[1]] if dated[1] else []
            index = _keep(front, piece, "number", index)
        elif _SPEAKER.match(piece.text) and any(_PLACE_OF_SPEECH.match(line.text) for line in front.header[-2:]):
            index = _keep(front, piece, "note", index)
        elif kind in _ROLES and _may_be_header(kind, piece, pieces, index, front):
            _record(front, kind, piece)
            index = _keep(front, piece, _ROLES[kind], index)
            if kind == "addressee":
                break
        elif _is_note(pieces, index, front, types):
            index = _keep(front, piece, "note", index)
        else:
            break
    front.body = index
    return front


def _revisions(front: Front, pieces: Sequence[Piece], index: int) -> int:
    """Keep the lines that tell how the document came about; a note in brackets over several lines is one."""
    end = history(pieces, index, front.title)
    lines = [note.text for note in pieces[index:end]]
    front.revisions += ["".join(lines)] if open_note(pieces, index) == end else lines
    return _keep_all(front, pieces[index:end], "revision", index)


def _notes(pieces: Sequence[Piece], index: int) -> int:
    """How many lines are notes of the page: where a speech was made, 来源：…, the files that it offers
    (附件：│布局图.pdf).
    """
    if _PLACE_OF_SPEECH.match(pieces[index].text) or _PAGE_NOTE.match(pieces[index].text):
        return 1
    end = index + 1 if re.fullmatch("附件[:：]?", squeeze(pieces[index].text)) else len(pieces)
    while end < len(pieces) and FILE_NAME.search(pieces[end].text) and len(pieces[end].text) <= _LONGEST_NAME:
        end += 1
    return end - index if index + 1 < end < len(pieces) else 0


def _is_framed(piece: Piece) -> bool:
    """Whether a row is no table but the frame around a head: one cell that is an order or a number."""
    return "\t" not in piece.text and piece.kind in ("order", "number")


def _is_note(pieces: Sequence[Piece], index: int, front: Front, types: DocumentTypes) -> bool:
    """Whether the line is a note: in brackets below the title, or a sentence above it."""
    if front.title:
        return _BRACKETED.match(pieces[index].text) is not None and len(pieces[index].text) < 30
    return not front.header and _is_note_above(pieces, index, types)


def _is_note_above(pieces: Sequence[Piece], index: int, types: DocumentTypes) -> bool:
    """Whether a sentence of whoever registered or reprinted the text stands above its title: the next line names a kind
    of document, and what follows it is a number, a note of adoption, an addressee or the first article. A decree's own
    sentence is none.
    """
    text = squeeze(pieces[index].text)
    if (
        len(text) > 120 or not text.endswith("。") or pieces[index].label or enacted(text)[0]
        or index + 2 >= len(pieces)
    ):
        return False
    title, after = pieces[index + 1].text, pieces[index + 2]
    begins = after.kind in ("number", "revision", "addressee") or after.label is not None and after.label.number == (1,)
    return begins and is_title_like(title) and bool(types.of_title(title)) and not issued_title(title)


def _number_and_more(text: str) -> tuple[str, str] | None:
    """A line that is a number and the day of issue, as collections print them (1989年12月19日 国发[1989]83号), or
    letterhead and number read as one (某某市人民政府文件某政发〔2021〕3号); the day may be empty.
    """
    plain = squeeze(text) if len(text) < 80 else ""
    found = find_numbers(plain)
    rest = plain[:found[0].start] + plain[found[0].end:] if len(found) == 1 else ""
    day = _ISSUED_ON.fullmatch(rest)
    letterhead = rest.endswith("文件") and found[0].end == len(plain) and is_issuer(rest.removesuffix("文件"))
    return (found[0].text, day[1] if day else "") if day or letterhead else None


def _keep(front: Front, piece: Piece, role: str, index: int) -> int:
    front.header.append(HeaderLine(line=piece.number, text=piece.text, role=role))  # type: ignore[arg-type]
    return index + 1


def _keep_all(front: Front, pieces: Sequence[Piece], role: str, index: int) -> int:
    for piece in pieces:
        index = _keep(front, piece, role, index)
    return index


def _record(front: Front, kind: LineKind, piece: Piece) -> None:
    target = {
        "number": front.numbers, "order": front.orders, "issuer": front.issuers, "addressee": front.addressees,
        "date": front.dates,
        "revision": front.revisions,
    }.get(kind)
    if target is not None:
        target.append(piece.text)


def _may_be_header(kind: LineKind, piece: Piece, pieces: Sequence[Piece], index: int, front: Front) -> bool:
    """An addressee or a body's name may also begin the text; it is header when the text goes on after it."""
    if kind == "imprint" and not front.header:
        return False
    return piece.label is None and index + 1 < len(pieces)


def _again(pieces: Sequence[Piece], index: int, front: Front, types: DocumentTypes) -> int:
    """Number of pieces that print the title once more, or that of the notice which issues the text (工资支付暂行规定 /
    关于印发《工资…》的通知), or the document's own title below a short one of the page (支持渔业实施意见 / 中共某县委
    某县人民政府 / 关于支持…的实施意见).
    """
    printed = squeeze(pieces[index].text)
    if _is_own_head(pieces, index, front) or not types.of_title(front.title) and _is_typed(pieces, index, types):
        above, front.title = [line for line in front.header if line.role == "title"], ""
        front.header = [structs.replace(line, role="note") if line in above else line for line in front.header]
        return _title(pieces, index, front, types, ())
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


def _is_own_head(pieces: Sequence[Piece], index: int, front: Front) -> bool:
    """Whether a title that names its issuers on a line of their own begins here, below a title without 关于."""
    if (
        "关于" in front.title or issuers_of_title(front.title) or index + 1 >= len(pieces)
        or front.header[-1].role != "title"
    ):
        return False
    return (
        is_issuer(pieces[index].text) and pieces[index + 1].text.startswith("关于") and pieces[index + 1].kind == "text"
    )


def _is_typed(pieces: Sequence[Piece], index: int, types: DocumentTypes) -> bool:
    """Whether a title that names a kind of document begins here: the words above it that name none were the page's
    (政策文件_市级).
    """
    if (
        pieces[index].kind != "text" or pieces[index].table
        or "关于" not in "".join(piece.text for piece in pieces[index:index + 3])
    ):
        return False
    trial = Front(header=[HeaderLine(line=0, text="", role="note")])
    return bool(_title(pieces, index, trial, types, ())) and bool(types.of_title(trial.title)) and "关于" in trial.title


def _title(pieces: Sequence[Piece], index: int, front: Front, types: DocumentTypes, names: Collection[str]) -> int:
    """Number of pieces from index on that are the title; 0 when none begins here."""
    parts: list[str] = []
    numbers: list[str] = []
    best = 0
    for piece in pieces[index:index + _MOST_TITLE_LINES]:
        text, own = split_number(piece.text, types)
        if piece.table or _number_and_more(text) or not _may_continue(text, parts, types) or _is_over(parts, text):
            break
        parts.append(text)
        numbers.append(own)
        if squeeze("".join(parts)).strip("《》") in names:
            best = len(parts)
            break
        if types.of_title(join_title(parts)):
            best = len(parts)
    plain = not front.header and len(pieces) > index + 1 and bool(parts) and not all(is_issuer(part) for part in parts)
    if not best and plain and kind_of(parts[0]) == "text":
        best = _until_speech(pieces, index, len(parts)) or (len(parts) if _UNFINISHED.search(parts[0]) else 1)
    while 0 < best < len(parts) and is_open(join_title(parts[:best])):
        best += 1
    if not best:
        return 0
    above = _above_title(parts[:best])
    for note in pieces[index:index + above]:
        _keep(front, note, "note", 0)
    title, bracketed = without_number(join_title(parts[above:best]))
    front.numbers += [*(number for number in numbers[above:best] if number), *bracketed]
    dated = _DATED.search(title)
    if dated:  # …的通知（2023年5月17日）: a collection adds the date
        title = title[:dated.start()]
        front.dates.append(dated[0].strip("（()）"))
    if not front.title:
        front.title = title
    for line in pieces[index + above:index + best]:
        _keep(front, line, "title", 0)
    return best


def _until_speech(pieces: Sequence[Piece], index: int, lines: int) -> int:
    """How many lines stand before the place of a speech or report (——在…大会上的报告): all of them are its title; 0:
    there is none.
    """
    following = range(index + 1, min(index + lines + 1, len(pieces)))
    return next((at - index for at in following if _PLACE_OF_SPEECH.match(pieces[at].text)), 0)


def _above_title(parts: Sequence[str]) -> int:
    """How many of the lines stand above the title: words of a page before a line that names its issuer itself
    (公告栏│某某县人民政府关于…的通知).
    """
    for start in range(1, len(parts)):
        begins = issuers_of_title(join_title(parts[start:])) and not is_issuer(parts[start])
        if begins and all(_PAGE_WORDS.match(part) and not _UNFINISHED.search(part) for part in parts[:start]):
            return start
    return 0


def _is_over(parts: Sequence[str], text: str) -> bool:
    """Whether the title ends before the line: it says the title again, or a collection has put its date there
    (…条例（2023年3月31日）).
    """
    title = join_title(parts)
    return bool(parts) and (squeeze(text) == squeeze(title) or _DATED.search(title) is not None)


def _may_continue(text: str, parts: Sequence[str], types: DocumentTypes) -> bool:
    """Whether the line may be the next piece of a title; after a complete title only what completes a longer one."""
    kind = kind_of(text)
    unfinished = bool(parts) and not types.of_title(join_title(parts))
    if unfinished and len(text) == 1 and text in "知见法案划定则例施":  # …的通│知
        return True
    if not is_title_like(text) or match_label(text) or kind in _NO_TITLE:
        return False
    if _BRACKETED.match(text):
        return (
            unfinished and len(text) < 12 or bool(parts)
            and bool(re.search("试行|暂行|草案|征求意见|年|稿|版|修订|节选|摘要", text))
        )
    if kind == "order":  # …关于全面推行行政合同文件│备案审查机制的指导意见 is no letterhead
        return "关于" in text or bool(parts) and "关于" in parts[0]
    if parts and types.of_title(join_title(parts)):
        return bool(types.of_title(text)) and not is_issuer(text) and "关于" not in text
    return True
