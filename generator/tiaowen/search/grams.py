"""Which runs of neighbouring units have lists, the grams, and for each place the longest that begins there (postings.py
says which), with numpy.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import pairwise
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from tiaowen.search.fold import SEPARATOR
from tiaowen.search.postings import COMMON, DEPTH, FEW

Numbers = NDArray[np.int64]
Small = NDArray[np.int32]  # of clauses, places and grams, of which a segment has millions
Units = NDArray[np.uint16]

PART = 1000000


class Text(NamedTuple):
    """All keys end to end as small numbers of their units (0: the end of a key); the unit of each number; where units
    other than ``|`` stand, and at how many places each; the clause that each stands in.
    """

    numbers: Units
    units: Numbers
    at: Small
    counts: Numbers
    clauses: Small


class Part(NamedTuple):
    """Places by what stands there: the first and last number of some units; where these stand, in order, and where
    numbers of documents begin with them.
    """

    first: int
    last: int
    at: Numbers
    numbered: Numbered


class Grams(NamedTuple):
    """The grams that have a list: the gram without its last unit (−1 before a single one), the last unit, the length;
    each after its parent.
    """

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


class Numbered(NamedTuple):
    """Places where the number of a document begins: how long it is, and the group of places that the place is in."""

    at: Numbers
    length: Numbers
    group: Numbers

    def of(self, some: NDArray[np.bool_]) -> Numbered:
        """Some of these."""
        return Numbered(self.at[some], self.length[some], self.group[some])


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
    counts[ord(SEPARATOR)] = 0
    return Text(numbers[every], np.append(0, units), at, np.append(0, counts[units]), np.cumsum(ends, dtype=np.int32))


def parts(text: Text) -> Iterator[Part]:
    """All places in parts of about PART, which stay near the processor and need no memory of their own from the
    system.
    """
    part_of = ((np.cumsum(text.counts) - text.counts) // PART).astype(np.int32)
    bounds = np.append(starts_of(part_of), len(part_of))
    of_place, numbered = part_of[text.numbers[text.at]], _document_numbers(text)
    for first, last in pairwise(bounds.tolist()):
        at = text.at[of_place == part_of[first]].astype(np.int64)
        if len(at):
            some = numbered.of((numbered.group >= first) & (numbered.group < last))
            yield Part(first, last - 1, at, some._replace(group=some.group - first))


def grow(text: Text, part: Part) -> tuple[Grams, Numbers, Numbers]:
    """The grams, longer from shorter ones; the longest that begins at each place, and these places, in no order.

    Each turn sorts the places whose gram may go on by that gram, the next unit and where they stand, all in one number,
    since numbers sort many times faster than indexes. A place is left behind when no longer gram begins there.
    """
    count, bits, total = len(text.units), len(text.numbers).bit_length(), part.last - part.first + 1
    at, numbered, gram = part.at, part.numbered, np.arange(total)
    group = text.numbers[at].astype(np.int64) - part.first  # the places of one gram
    found: list[tuple[Numbers, Numbers, Numbers]] = [(np.full(total, -1), text.units[part.first : part.last + 1],
                                                      np.ones(total, np.int64))]
    left: list[tuple[Numbers, Numbers]] = []
    for length in range(2, DEPTH + 1):
        codes = group * count
        codes += text.numbers.take(at + (length - 1))
        codes <<= bits
        codes |= at
        codes.sort()
        at = codes & ((1 << bits) - 1)
        codes >>= bits
        starts = starts_of(codes)
        sizes, codes = np.diff(np.append(starts, len(codes))), codes[starts]
        above, unit = gram[codes // count], codes % count
        numbered = numbered.of(numbered.length >= length)
        own = np.searchsorted(codes, numbered.group * count + text.numbers[numbered.at + (length - 1)])
        large = sizes > FEW
        large[own] = True
        large &= unit > 0  # 0: the key ends
        listed = unit > 0 if length == 2 else large
        gram = np.where(listed, total - 1 + np.cumsum(listed), above)
        found.append((above[listed], text.units[unit[listed]], np.full(np.count_nonzero(listed), length)))
        total += len(found[-1][0])
        going = np.repeat(large, sizes)
        left.append((np.repeat(gram[~large], sizes[~large]), at[~going]))
        at, gram, group = at[going], gram[large], np.repeat(np.arange(np.count_nonzero(large)), sizes[large])
        numbered = numbered._replace(group=(np.cumsum(large) - 1)[own])
    left.append((gram[group], at))
    of, places = (np.concatenate(column) for column in zip(*left, strict=True))
    return Grams(*(np.concatenate(column) for column in zip(*found, strict=True))), of, places


def _document_numbers(text: Text) -> Numbered:
    """Where the number of a document begins: characters, year and number, 鲁政发202315号, 政发202315号, …; by its first
    unit.

    A number is the query that most often has one answer, and its beginnings have many: as a gram of its own it needs
    neither a second shard nor text.
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
        some &= np.logical_and.accumulate((before > 1) | (np.arange(1, DEPTH) <= digits[:, np.newaxis]),
                                          axis=1)[:, back - 1]
        found[ends[some] - back] = back + 1
    at = np.flatnonzero(found)
    return Numbered(at, found[at].astype(np.int64), text.numbers[at].astype(np.int64))


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


def starts_of(codes: Numbers | Small) -> Numbers:
    """Where runs of equal numbers begin."""
    return np.flatnonzero(np.append(True, codes[1:] != codes[:-1])) if len(codes) else np.empty(0, np.int64)
