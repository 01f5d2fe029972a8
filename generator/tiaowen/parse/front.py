"""The lines before a part's body: title over several lines, number, issuers, date, notes of adoption, contents,
addressees (GB/T 9704: 版头).
"""

from __future__ import annotations

import re
from collections.abc import Collection, Sequence

from tiaowen.catalog.document_types import DocumentTypes
from tiaowen.document_names import issued_title
from tiaowen.parse.adoption import history, is_broken_note, open_note
from tiaowen.parse.decrees import enacted
from tiaowen.parse.front_title import title_again, title_lines
from tiaowen.parse.header_lines import (
    BRACKETED,
    PLACE_OF_SPEECH,
    Front,
    day_and_issuer,
    keep,
    keep_all,
    number_and_day,
)
from tiaowen.parse.lines import FILE_NAME, LineKind, Piece, is_title_like
from tiaowen.text import squeeze

_ROLES: dict[LineKind, str] = {
    "number": "number", "order": "issuer", "date": "date", "release": "note", "imprint": "imprint",
    "revision": "revision",
    "signer": "note", "issuer": "issuer", "contents": "contents", "addressee": "addressee",
}
_LONGEST_NAME = 120
_PAGE_NOTE = re.compile(
    r"^(?:来源|时间|日期|发布时间|发布日期|发布单位|信息来源|文章来源|作者|编辑|责任编辑|浏览次数|阅读次数|字号|字体"
    r"|索引号)\s*[：:].{0,60}$"
)
_ORDER_WORD = re.compile("令|公告|通告|命令")
_SPEAKER = re.compile(
    "^(?:(?:省|市|县|区|州|盟|旗|乡|镇|自治区)长|主席)?\\s*[\u4e00-\u9fff·](?:\\s*[\u4e00-\u9fff·]){1,5}$")


def read_front(pieces: Sequence[Piece], types: DocumentTypes, names: Collection[str] = ()) -> Front:
    """Read header lines from the start until text begins. Every piece before ``body`` is one header line.

    ``names``: titles that another part has named; a line that is one of them is the whole title.
    """
    front = Front()
    index = 0
    while index < len(pieces) and (not pieces[index].table or _is_framed(pieces[index])):
        piece = pieces[index]
        kind = piece.kind
        taken = (title_again(pieces, index, front, types) if front.title
                 else title_lines(pieces, index, front, types, names))
        if taken:
            index += taken
        elif front.issuers and _ORDER_WORD.fullmatch(squeeze(piece.text)):  # 某某市财政局│某某市商务局│令│第3号
            front.orders.append("、".join(squeeze(name) for name in front.issuers) + squeeze(piece.text))
            index = keep(front, piece, "issuer", index)
        elif notes := _notes(pieces, index):
            index = keep_all(front, pieces[index:index + notes], "note", index)
        elif kind == "revision" or open_note(pieces, index):
            index = _revisions(front, pieces, index)
        elif is_broken_note(pieces, index):
            front.revisions.append(pieces[index].text + pieces[index + 1].text)
            index = keep_all(front, pieces[index:index + 2], "revision", index)
        elif after := _dated(front, piece, index):
            index = after
        elif _SPEAKER.match(piece.text) and any(PLACE_OF_SPEECH.match(line.text) for line in front.header[-2:]):
            index = keep(front, piece, "note", index)
        elif kind in _ROLES and _may_be_header(kind, piece, pieces, index, front):
            _record(front, kind, piece)
            index = keep(front, piece, _ROLES[kind], index)
            if kind == "addressee":
                break
        elif _is_note(pieces, index, front, types):
            index = keep(front, piece, "note", index)
        else:
            break
    front.body = index
    return front


def _dated(front: Front, piece: Piece, index: int) -> int:
    """Keep a line that is the day of issue beside the number, or beside who issued it; the index of the next one, 0
    when it is none.
    """
    if dated := number_and_day(piece.text):
        front.numbers.append(dated[0])
        front.dates += [dated[1]] if dated[1] else []
        return keep(front, piece, "number", index)
    issued = day_and_issuer(piece.text) if front.title else None
    if not issued:
        return 0
    front.dates.append(issued[0])
    front.issuers.append(issued[1])
    return keep(front, piece, "issuer", index)


def _revisions(front: Front, pieces: Sequence[Piece], index: int) -> int:
    """Keep the lines that tell how the document came about; a note in brackets over several lines is one."""
    end = history(pieces, index, front.title)
    lines = [note.text for note in pieces[index:end]]
    front.revisions += ["".join(lines)] if open_note(pieces, index) == end else lines
    return keep_all(front, pieces[index:end], "revision", index)


def _notes(pieces: Sequence[Piece], index: int) -> int:
    """How many lines are notes of the page: where a speech was made, 来源：…, the files that it offers
    (附件：│布局图.pdf).
    """
    if PLACE_OF_SPEECH.match(pieces[index].text) or _PAGE_NOTE.match(pieces[index].text):
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
        return BRACKETED.match(pieces[index].text) is not None and len(pieces[index].text) < 30
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


