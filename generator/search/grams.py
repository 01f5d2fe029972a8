"""Which runs of neighbouring units have lists, the grams, and for each place the longest that begins there (postings.py says which), with numpy."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from generator.search.fold import SEPARATOR
from generator.search.postings import COMMON, DEPTH, FEW

Numbers = NDArray[np.int64]
Small = NDArray[np.int32]  # of clauses, places and grams, of which a segment has millions
Units = NDArray[np.uint16]


class Text(NamedTuple):
    """All keys end to end as small numbers of their units (0: the end of a key); the unit of each number; where units other than ``|`` stand."""

    numbers: Units
    units: Numbers
    at: Small
    clauses: Small


class Grams(NamedTuple):
    """The grams that have a list: the gram without its last unit (−1 before a single one), the last unit, the length; each after its parent."""

    parent: Numbers
    unit: Numbers
    length: Numbers

    def path(self, gram: int) -> str:
        """The units of a gram."""
        units = []
        while gram >= 0:
            units.append(int(self.unit[gram]))
            gram = int(self.parent[gram])
        return "".join(map(chr, reversed(units)))


def read(keys: Sequence[str]) -> Text:
    """The keys as numbers."""
    every = np.frombuffer(("\n".join(keys) + "\n" * (DEPTH + 1)).encode("utf-16-le", "surrogatepass"), dtype=np.uint16)
    counts = np.bincount(every, minlength=0x10000)
    counts[ord("\n")] = 0
    units = np.flatnonzero(counts)
    numbers = np.zeros(0x10000, np.uint16)
    numbers[units] = np.arange(1, len(units) + 1)
    ends = every == ord("\n")
    at = np.flatnonzero(~ends & (every != ord(SEPARATOR))).astype(np.int32)
    return Text(numbers[every], np.append(0, units), at, np.cumsum(ends, dtype=np.int32)[at])


def grow(text: Text) -> tuple[Grams, Small]:
    """The grams, longer from shorter ones, and for each place the longest that begins there."""
    count = len(text.units)
    at, longest, whole = text.at, np.zeros(len(text.numbers), np.int32), _document_numbers(text)  # all by where it begins in the text
    parent, total = text.numbers[at].astype(np.int32) - 1, count - 1
    longest[at] = parent
    found = [(np.full(total, -1), text.units[1:], np.ones(total, np.int64))]
    for length in range(2, DEPTH + 1):
        unit = text.numbers[at + (length - 1)]
        going = unit > 0
        at, codes = at[going], parent[going].astype(np.int64)
        codes *= count
        codes += unit[going]
        order, codes = _sorted(codes)
        at = at[order]
        starts = starts_of(codes)
        sizes = np.diff(np.append(starts, len(codes)))
        large = sizes > FEW
        large |= np.logical_or.reduceat(whole[at] >= length, starts) if len(starts) else False
        if length > 2:
            at, starts, sizes = at[np.repeat(large, sizes)], starts[large], sizes[large]
        codes = codes[starts]
        found.append((codes // count, text.units[codes % count], np.full(len(codes), length)))
        parent = np.repeat(np.arange(total, total + len(codes), dtype=np.int32), sizes)
        longest[at] = parent
        total += len(codes)
        if length == 2:
            growing = np.repeat(large, sizes)
            at, parent = at[growing], parent[growing]
    return Grams(*(np.concatenate(column) for column in zip(*found, strict=True))), longest[text.at]


def _document_numbers(text: Text) -> NDArray[np.uint8]:
    """How long the number of a document is that begins at a place, 0 where none does: characters, year and number, 鲁政发202315号, 政发202315号, ….

    A number is the query that most often has one answer, and its beginnings have many: as a gram of its own it needs neither a second shard nor text.
    """
    found = np.zeros(len(text.numbers), np.uint8)
    kind = np.zeros(len(text.units), np.uint8)  # 1: a digit, 2: a Han character, 3: 号
    kind[(text.units >= ord("0")) & (text.units <= ord("9"))] = 1
    kind[text.units >= COMMON] = 2
    kind[text.units == ord("号")] = 3
    kinds = kind[text.numbers]
    ends = np.flatnonzero((kinds[1:] == 3) & (kinds[:-1] == 1)) + 1
    ends = ends[ends >= DEPTH]
    before = kinds[ends[:, np.newaxis] - np.arange(1, DEPTH)]  # of each 号 the kinds of the places before it, backwards
    digits = np.argmin(before == 1, axis=1)
    for back in range(6, DEPTH):
        some = (back > digits) & (digits > 4) & (digits < 9)
        some &= np.logical_and.accumulate((before > 1) | (np.arange(1, DEPTH) <= digits[:, np.newaxis]), axis=1)[:, back - 1]
        found[ends[some] - back] = back + 1
    return found


def preorder(grams: Grams) -> Numbers:
    """The number of each gram when every one stands before those that it begins, and these in order."""
    weight, number = np.ones(len(grams.parent), np.int64), np.empty(len(grams.parent), np.int64)
    levels = np.searchsorted(grams.length, np.arange(1, DEPTH + 2))
    spans = [slice(first, last) for first, last in zip(levels, levels[1:], strict=False)]
    for span in spans[:0:-1]:
        weight += np.bincount(grams.parent[span], weight[span], len(weight)).astype(np.int64)
    for span in spans:
        before, siblings = np.cumsum(weight[span]) - weight[span], starts_of(grams.parent[span])
        number[span] = before - np.repeat(before[siblings], np.diff(np.append(siblings, len(before))))
        if span is not spans[0]:
            number[span] += number[grams.parent[span]] + 1
    return number


def _sorted(codes: Numbers) -> tuple[Small, Numbers]:
    """A stable order of the codes, and the same array in it.

    Code above and index below in one number, since numbers sort many times faster than indexes.
    """
    bits = max(len(codes), 1).bit_length()
    codes <<= bits
    codes |= np.arange(len(codes))
    codes.sort()
    order = codes.astype(np.int32)
    order &= (1 << bits) - 1
    codes >>= bits
    return order, codes


def starts_of(codes: Numbers | Small) -> Numbers:
    """Where runs of equal numbers begin."""
    return np.flatnonzero(np.append(True, codes[1:] != codes[:-1])) if len(codes) else np.empty(0, np.int64)
