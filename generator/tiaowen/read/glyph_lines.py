"""Characters on a printed page → visual lines: same height, from left to right, with the spaces that the gaps show
(PDF, OFD, scans).
"""

from __future__ import annotations

from collections.abc import Sequence

from msgspec import Struct

from tiaowen.model import Span
from tiaowen.text import FULL_WIDTH


class Glyph(Struct, kw_only=True):
    """A character where it is printed, or a run of characters set together (OFD); positions in points from the top left
    of the page.
    """

    text: str
    x0: float
    x1: float
    top: float
    bottom: float
    size: float
    bold: bool | None = False
    rotated: bool = False


class VisualLine(Struct, kw_only=True):
    """One line as printed; positions in points from the top left of the page."""

    top: float
    left: float
    right: float
    size: float
    text: str
    bold: tuple[Span, ...] = ()
    table: int = 0
    rotated: bool = False
    gaps: tuple[float, ...] = ()


def visual_lines(chars: Sequence[Glyph]) -> list[VisualLine]:
    """The lines of a page from top to bottom; rotated characters (watermarks) are lines of their own."""
    lines = [_line(row) for row in _rows([char for char in chars if not char.rotated])]
    rotated = [char for char in chars if char.rotated]
    if any(char.text.strip() for char in rotated):
        first, text = rotated[0], "".join(char.text for char in rotated)
        lines.append(VisualLine(top=first.top, left=first.x0, right=first.x1, size=first.size, text=text, rotated=True))
    return [line for line in sorted(lines, key=lambda line: line.top) if line.text.strip()]


def _rows(chars: Sequence[Glyph]) -> list[list[Glyph]]:
    """Characters whose middles lie within half a character of each other stand on one line."""
    rows: list[list[Glyph]] = []
    middle = -1e9
    for char in sorted(chars, key=lambda c: ((c.top + c.bottom) / 2, c.x0)):
        here = (char.top + char.bottom) / 2
        if rows and abs(here - middle) < 0.5 * min(char.size, rows[-1][0].size):
            rows[-1].append(char)
        else:
            rows.append([char])
            middle = here
    return [sorted(row, key=lambda c: c.x0) for row in rows]


def _line(row: Sequence[Glyph]) -> VisualLine:
    pieces: list[str] = []
    bold: list[Span] = []
    gaps: list[float] = []
    length = 0
    before: Glyph | None = None
    spaced = False
    for char in row:
        if not char.text.strip():
            spaced = True
            continue
        gap = char.x0 - before.x1 if before else 0.0
        if before and (gap > _usual_gap(before, char) or spaced and gap > 0.1 * char.size):
            pieces.append(" ")
            length += 1
        if before and gap > 2.5 * char.size:
            gaps.append((before.x1 + char.x0) / 2)
        if char.bold:
            if bold and bold[-1].end == length:
                bold[-1] = Span(bold[-1].start, length + len(char.text))
            else:
                bold.append(Span(length, length + len(char.text)))
        pieces.append(char.text)
        length += len(char.text)
        before, spaced = char, False
    visible = [char for char in row if char.text.strip()] or list(row)
    return VisualLine(
        top=visible[0].top, left=visible[0].x0, right=visible[-1].x1, size=visible[0].size,
        text="".join(pieces), bold=tuple(bold), gaps=tuple(gaps),
    )


def _usual_gap(before: Glyph, char: Glyph) -> float:
    """The widest gap that is no space: justified Han text stretches, Latin words do not."""
    wide = FULL_WIDTH.match(before.text) or FULL_WIDTH.match(char.text)
    return float(char.size) * (0.7 if wide else 0.2)


def is_two_columns(lines: Sequence[VisualLine]) -> bool:
    """Whether most lines of a page have a wide gap at the same place near the middle: text set in two columns."""
    full = [line for line in lines if len(line.text) > 20 and not line.rotated]
    if len(full) < 8:
        return False
    left, right = min(line.left for line in full), max(line.right for line in full)
    middle, reach = (left + right) / 2, (right - left) * 0.12
    split = sum(1 for line in full if any(abs(gap - middle) < reach for gap in line.gaps))
    return split * 2 > len(full)
