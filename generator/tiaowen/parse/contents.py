"""A table of contents is no text: its entries are the headings once more (目录, dot leaders, page numbers)."""

from __future__ import annotations

import re
from collections.abc import Sequence

from tiaowen.model import HeaderLine
from tiaowen.numbering import match_label
from tiaowen.parse.lines import Piece, kind_of
from tiaowen.text import squeeze

_LEADER = re.compile(r"(?:[.…·．_•]\s*){4,}\d{1,4}\s*$")
_PAGE = re.compile(r"(?<![\s.…·．_•-])[\s.…·．_•-]*[（(]?\d{0,4}[）)]?\s*$")
_PREFACE = re.compile("序言|序|前言|引言|导言")
_LONGEST = 80
_LONGEST_LINE = 200  # with its dots
_MOST_ENTRIES = 300
_FEWEST_REPEATED = 3
_FURTHEST = 3000  # pieces after the contents in which all headings come again


def take_contents(pieces: Sequence[Piece]) -> tuple[list[Piece], list[HeaderLine]]:
    """The pieces without tables of contents, and the lines of these."""
    kept: list[Piece] = []
    taken: list[HeaderLine] = []
    index = 0
    while index < len(pieces):
        end = _end(pieces, index) if not pieces[index].table else index
        if end == index:
            kept.append(pieces[index])
            index += 1
            continue
        taken += [HeaderLine(line=piece.number, text=piece.text, role="contents") for piece in pieces[index:end]]
        index = end
    return kept, taken


def _end(pieces: Sequence[Piece], index: int) -> int:
    """Index after the contents that begin here; the same index when none do."""
    text = pieces[index].text
    if kind_of(text) == "contents":
        return _listed(pieces, index + 1) or index
    preface = _PREFACE.fullmatch(squeeze(text)) is not None and index + 1 < len(pieces)
    repeated = _repeated(pieces, index + 1 if preface else index)
    if preface and repeated and squeeze(pieces[repeated].text) != squeeze(text):
        repeated = 0
    if repeated:
        return repeated
    return index + 1 if _has_leader(text) else index


def _repeated(pieces: Sequence[Piece], start: int) -> int:
    """第一章 总则 … 第五章 附则 with nothing between, then 第一章 总则 again: contents without the word (1 总则, 1.1
    目的 too).

    The text may open with paragraphs of its own before the first heading comes again: then every entry comes again,
    in its order.
    Index after the contents, 0 when none.
    """
    label = pieces[start].label
    if label is None or label.kind not in ("bian", "chapter", "bare", "han") or label.number != (1,):
        return 0
    entries = [_entry(pieces[start])]
    end = start + 1
    while end < min(start + _MOST_ENTRIES, len(pieces)) and _is_short_entry(pieces[end]):
        if _entry(pieces[end]) == entries[0]:
            return end if end > start + 2 else 0
        entries.append(_entry(pieces[end]))
        end += 1
    return end if len(entries) >= _FEWEST_REPEATED and _come_again(entries, pieces[end:end + _FURTHEST]) else 0


def _has_leader(text: str) -> bool:
    """Whether dots lead to a page; a line longer than one of contents is not searched, from each of its dots on."""
    return len(text) < _LONGEST_LINE and _LEADER.search(text) is not None


def _entry(piece: Piece) -> str:
    return squeeze(_PAGE.sub("", piece.text[:2 * _LONGEST]))


def _is_short_entry(piece: Piece) -> bool:
    return len(piece.text) <= 60 and not piece.table and _is_entry(piece.text) and not re.search("[。；]", piece.text)


def _come_again(entries: Sequence[str], pieces: Sequence[Piece]) -> bool:
    """Whether each entry begins one of the pieces, in the same order."""
    waiting = list(reversed(entries))
    for piece in pieces:
        if squeeze(piece.text[:2 * _LONGEST]).startswith(waiting[-1]):
            waiting.pop()
            if not waiting:
                return True
    return False


def _is_entry(text: str) -> bool:
    # 3监测预警: the space is lost
    return match_label(text) is not None or re.match(r"\d{1,2}(?![年月日])[\u4e00-\u9fff]", text) is not None


def _listed(pieces: Sequence[Piece], start: int) -> int:
    """Index after the entries: before the first entry printed again, or at the first line that is none; 0 when it is no
    contents.
    """
    first = ""
    index = start
    while index < len(pieces) and not pieces[index].table:
        text = pieces[index].text
        entry = squeeze(_PAGE.sub("", text))
        label = match_label(text)
        if first and entry == first:
            return index
        if len(entry) > _LONGEST or re.search("[。；]", entry) or label and label.kind == "article" and len(entry) > 40:
            break
        first = first or entry
        index += 1
    leaders = sum(1 for piece in pieces[start:index] if _has_leader(piece.text)
                  or re.search(r"\s\d{1,3}$", piece.text))
    while leaders * 2 >= index - start > 0 and not re.search(r"\d$", pieces[index - 1].text):
        index -= 1  # the headings of the text itself, after the last entry with a page number
    return index if index > start and leaders * 2 >= index - start else start if index == start else 0
