"""A body that a page prints twice is published once: where a search index holds each body two times over.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Sequence
from itertools import accumulate

from tiaowen.model import Line
from tiaowen.text import squeeze

REASON = "正文重复"
_LONG = 30
_SHORTEST = 50
_FEWEST = 3
_WINDOW = 20
_MOST = 0.95


def second_copy(lines: Sequence[Line]) -> range:
    """Indices of the lines that say again, in order, what all the lines right before them say; an empty range when none
    do.

    Compared character by character without white space: the copies may be cut into lines differently.
    """
    texts = [squeeze(line.text) for line in lines]
    starts = [0, *accumulate(len(text) for text in texts)]
    whole = "".join(texts)
    for index in [i for i, text in enumerate(texts) if len(text) >= _LONG][:3]:
        first = starts[index]
        again = whole.find(texts[index], first + 1)
        length = again - first
        while again > 0 and first > 0 and again > starts[index] and whole[first - 1] == whole[again - 1]:
            first, again = first - 1, again - 1
        if again < 0 or length < _SHORTEST or not _is_same(whole, first, length):
            continue
        copy = range(bisect_left(starts, first + length),
                     bisect_left(starts, min(first + 2 * length, len(whole)) + 1) - 1)
        if len(copy) >= _FEWEST and starts[copy.start] == first + length:
            return copy
    return range(0)


def _is_same(text: str, start: int, length: int) -> bool:
    """Whether the characters from start and those ``length`` later are the same but for one in twenty windows."""
    windows = range(start, start + length, _WINDOW)
    same = sum(text[i:min(i + _WINDOW, start + length)] == text[i + length:min(i + _WINDOW, start + length) + length]
               for i in windows)
    return start + 2 * length <= len(text) + _WINDOW and same >= len(windows) * _MOST
