"""Labels that a page ran into the line before and that the printed sequence proves: the very numbers missing between
two lines (三、健全制度体系│（六）加强立法。 after a line （五）, before a line （七）).
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from tiaowen.numbering import COUNTED, FAMILY, RANK, Label, match_label
from tiaowen.parse.borders import LABEL_START, broken, is_refused
from tiaowen.parse.lines import Piece
from tiaowen.text import HAN

_MOST = 5  # a longer run that is missing is lost, and not in the lines around
_BEFORE = re.compile(rf"[{HAN}。；：！”）)〕】\]]\s*$")
_REFERRING = re.compile(r"(?:[第、和至到与或及按照依据见本前上下述《“]|附件|附表|表|图|选项)\s*$")
_BEGINS = re.compile(rf"\s*[{HAN}“《]{{2}}")


def split_in_gaps(pieces: Sequence[Piece]) -> list[Piece]:
    """The pieces cut before each label inside a line that fills a gap: between the labels of two lines, or between a
    higher unit and the first of its lines. Where not all that is missing is found, in its order and once each, nothing
    is cut.
    """
    borders: dict[int, list[int]] = {}
    last: dict[str, tuple[int, int]] = {}  # kind: index of the piece, number
    for index, piece in enumerate(pieces):
        label = None if piece.table else piece.label
        if label is None or label.kind not in COUNTED or len(label.number) != 1:
            continue
        begin, before = last.get(label.kind, (0, 0))
        if before >= label.number[0] or not before:
            higher = [at for kind, (at, _) in last.items() if RANK[kind] < RANK[label.kind]]
            begin, before = max([begin, *higher]), 0
        missing = range(before + 1, label.number[0])
        if 0 < len(missing) <= _MOST:
            for at, offset in _filling(pieces, begin, index, label.kind, missing):
                borders.setdefault(at, []).append(offset)
        last[label.kind] = (index, label.number[0])
    return [part for index, piece in enumerate(pieces) for part in broken(piece, sorted(borders.get(index, ())))]


def _filling(pieces: Sequence[Piece], begin: int, end: int, kind: str,
             missing: Sequence[int]) -> list[tuple[int, int]]:
    """Where the missing numbers stand inside the lines from ``begin`` to before ``end``: index and offset of each."""
    found = [(index, offset, label.number[0]) for index in range(begin, end)
             if not pieces[index].table and pieces[index].kind != "annex"
             for offset, label in _inside(pieces[index]) if label.kind == kind and label.number[0] in missing]
    return [(index, offset) for index, offset, _ in found] if [n for _, _, n in found] == [*missing] else []


def _inside(piece: Piece) -> Iterator[tuple[int, Label]]:
    """The labels in a line that may begin a unit: what stands before is no reference, and words follow."""
    text = piece.text
    for match in LABEL_START.finditer(text, piece.label.end if piece.label else 1):
        label = match_label(text, match.start())
        left = text[max(0, match.start() - 4):match.start()]
        if (
            label and len(label.number) == 1 and not FAMILY[label.kind].legislative and not is_refused(text, label)
            and _BEGINS.match(text, label.end) and _BEFORE.search(left) and not _REFERRING.search(left)
        ):
            yield match.start(), label
