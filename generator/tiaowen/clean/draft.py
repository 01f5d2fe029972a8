"""A line while it is being repaired: every change is recorded, bold ranges move with the characters.

Changes come in batches (one rule over one line), so that a line of two megabytes costs one pass a rule.
"""

from __future__ import annotations

import bisect
import re
from collections.abc import Callable, Iterable, Sequence

from tiaowen.model import Line, Repair, Span

Edit = tuple[int, int, str]
"""Start, end and the characters that take their place."""


class Draft:
    """One source line under repair. ``text`` may come to hold line breaks (a flattened text taken apart)."""

    def __init__(self, line: Line) -> None:
        self.source = line
        self.text = line.text
        self.bold: tuple[Span, ...] = line.bold
        self.repairs: list[Repair] = []

    def doubt(self) -> None:
        """Record what the reader recognised without being sure, as repairs that change nothing; called before any other
        change.
        """
        for span in self.source.doubtful:
            words = self.text[span.start:span.end]
            self.repairs.append(Repair(rule="recognised", certain=False, line=self.source.number, col=span.start,
                                       before=words, after=words))

    def edit(self, rule: str, edits: Iterable[Edit], *, certain: bool = True) -> None:
        """Apply edits that are in order and do not overlap; those that change nothing are no repair."""
        changes = [(start, end, after) for start, end, after in edits if self.text[start:end] != after]
        if not changes:
            return
        pieces: list[str] = []
        done = shift = 0
        for start, end, after in changes:
            before = self.text[start:end]
            self.repairs.append(Repair(rule=rule, certain=certain, line=self.source.number, col=start + shift,
                                       before=before, after=after))
            pieces += (self.text[done:start], after)
            done, shift = end, shift + len(after) - len(before)
        self.text = "".join(pieces) + self.text[done:]
        if self.bold:
            self.bold = _moved(self.bold, changes)

    def sub(self, rule: str, pattern: re.Pattern[str], after: str | Callable[[re.Match[str]], str], *,
            certain: bool = True) -> None:
        """Replace every match; ``after`` may use groups (\\1) or be a function of the match."""
        expand = after if callable(after) else lambda match: match.expand(after)
        self.edit(rule, [(m.start(), m.end(), expand(m)) for m in pattern.finditer(self.text)], certain=certain)


def _moved(spans: Iterable[Span], changes: Sequence[Edit]) -> tuple[Span, ...]:
    """Where the spans stand after the changes; a bound inside a change goes to that side of it which keeps the change
    whole.
    """
    ends = [end for _, end, _ in changes]
    shifts = [0]
    for start, end, after in changes:
        shifts.append(shifts[-1] + len(after) - (end - start))

    def place(offset: int, *, closing: bool) -> int:
        index = bisect.bisect_right(ends, offset)
        moved = offset + shifts[index]
        if index < len(changes) and changes[index][0] < offset:
            start, end, after = changes[index]
            return start + shifts[index] + (len(after) if closing else 0)
        return moved

    merged: list[Span] = []
    for span in (Span(place(s.start, closing=False), place(s.end, closing=True)) for s in spans):
        if merged and merged[-1].end == span.start:
            merged[-1] = Span(merged[-1].start, span.end)
        elif span.end > span.start:
            merged.append(span)
    return tuple(merged)


def within(line: Line, start: int, end: int) -> Line:
    """The part of a line from start to end without outer white space; bold ranges move with it."""
    piece = line.text[start:end]
    piece = piece.rstrip()
    # a row keeps the tabs of its empty cells before the first word
    text = piece.lstrip(" \n\u00a0\u3000" if line.table else None)
    start += len(piece) - len(text)
    end = start + len(text)
    cut = (Span(max(s.start, start) - start, min(s.end, end) - start) for s in line.bold)
    return Line(number=line.number, text=text, table=line.table,
                bold=tuple(span for span in cut if span.end > span.start))
