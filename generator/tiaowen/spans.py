"""Ranges of one text, found by where they stand: a clause of thousands of brackets costs what its length costs, not its
square.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterable, Iterator
from itertools import accumulate

from tiaowen.model.facts import Span


class Spans:
    """Ranges in any order, which may overlap; empty ones touch nothing."""

    def __init__(self, spans: Iterable[Span]) -> None:
        self._spans = sorted(span for span in spans if span.start < span.end)
        self._reach = list(accumulate((span.end for span in self._spans), max))  # the furthest end up to each

    def touching(self, start: int, end: int) -> Iterator[Span]:
        """Those that share a character with the range, the last first."""
        at = bisect_left(self._spans, end, key=lambda span: span.start) if start < end else 0
        while at and self._reach[at - 1] > start:
            at -= 1
            if self._spans[at].end > start:
                yield self._spans[at]
