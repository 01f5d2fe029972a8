"""Writes posting lists (postings.py says what they hold) with numpy, and cuts them into shards."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import chain, pairwise
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from generator.search.bits import Code, Items, Writer, code_of, items, write
from generator.search.grams import Grams, Numbers, Small, Text, Units, grow, preorder, read, starts_of
from generator.search.postings import ADDED, COMMON, COUNT, GAP, KEPT, SIBLING, SIZE, UNIT, spread

LISTED = 48  # so many of the most frequent units have lists of their own: the places of each would be in many shards
GROUP = 2000  # places in a group of grams, which is read as a whole
LABEL = 8  # places that a label counts for


class Lists(NamedTuple):
    """Texts one after the other: text i is ``text[bounds[i]:bounds[i + 1]]``, and its first gram ``paths[i]`` shares ``kept[i]`` units with the one
    before it."""

    text: str
    bounds: Numbers
    kept: Numbers
    paths: Sequence[str]


class Postings(NamedTuple):
    """The lists of a segment: groups of grams, and of the units ``listed`` one each; the code that all are written in."""

    listed: str
    grams: Lists
    units: Lists
    code: Code


class _Lists(NamedTuple):
    """Lists to write: what stands before each, of how many numbers; their places, how many each has; the first list of each text."""

    labels: Items
    of_label: Numbers
    places: Items
    sizes: Numbers
    firsts: Numbers


def encode(keys: Sequence[str], headings: Sequence[int]) -> Postings:
    """The lists of clauses with these keys (folded, without ``|`` at either end) and so many units of heading at their beginning."""
    text = read(keys)
    grams, of_place = grow(text)
    counts = np.bincount(text.numbers[text.at])
    listed = np.sort(np.argsort(-counts, kind="stable")[: min(LISTED, np.count_nonzero(counts))])
    found, kept, paths = _of_grams(text, grams, of_place, _in_heading(text.clauses, headings), len(keys))
    single = _of_units(text, listed, len(keys))
    code = code_of((found.labels, found.places, single.labels, single.places))
    units = text_of(text.units[listed].astype(np.uint16))
    return Postings(units, Lists(*_laid(found, code), kept, paths), Lists(*_laid(single, code), np.zeros(len(listed), np.int64), spread(units)), code)


def _in_heading(clauses: Small, headings: Sequence[int]) -> NDArray[np.bool_]:
    limits = np.asarray(headings, np.int32)
    if not limits.any():
        return np.zeros(len(clauses), bool)
    starts = starts_of(clauses)
    firsts = np.repeat(starts, np.diff(np.append(starts, len(clauses))))
    return np.arange(len(clauses)) - firsts < limits[clauses]


def _of_grams(text: Text, grams: Grams, of_place: Small, headed: NDArray[np.bool_], clauses: int) -> tuple[_Lists, Numbers, Sequence[str]]:
    """The lists of grams in groups, and of the first gram of each how many units it shares with the one before, and it."""
    number = preorder(grams)
    at = np.empty(len(number), np.int64)  # the gram of each number
    at[number] = np.arange(len(number))
    of, places, headed = _sorted_places(number[of_place], text.clauses, headed)
    starts = starts_of(of)
    listed, sizes = of[starts], np.diff(np.append(starts, len(of)))
    shared = grams.length[at] - 1  # of each gram with the one before it
    kept = np.minimum.reduceat(shared[: int(listed[-1]) + 1], np.append(0, listed[:-1] + 1)) if len(listed) else shared
    firsts = np.fromiter(_cuts(np.append(0, np.cumsum(sizes + LABEL)), kept, GROUP), np.int64)
    labels, of_label = _labels(grams, at[listed], kept, sizes, firsts)
    return _Lists(labels, of_label, _gaps(places, sizes, clauses, headed), sizes, firsts), kept[firsts], _Paths(grams, at[listed[firsts]])


def _sorted_places(of: Numbers, clauses: Small, headed: NDArray[np.bool_]) -> tuple[Small, Small, NDArray[np.bool_]]:
    """Places by list, and in each by clause."""
    bits = int(clauses.max(initial=0)).bit_length()
    codes = of << bits
    codes |= clauses
    codes <<= 1
    codes |= headed
    codes.sort()
    headed = (codes & 1).astype(bool)
    codes >>= 1
    clauses = codes.astype(np.int32) & ((1 << bits) - 1)
    codes >>= bits
    return codes.astype(np.int32), clauses, headed


def _of_units(text: Text, listed: Numbers, clauses: int) -> _Lists:
    """The lists of these units, clauses alone."""
    chosen = np.zeros(len(text.units), bool)
    chosen[listed] = True
    numbers = text.numbers[text.at]
    some = chosen[numbers]
    bits = int(text.clauses.max(initial=0)).bit_length()
    codes = np.sort(numbers[some].astype(np.int64) << bits | text.clauses[some])
    codes = codes[starts_of(codes)]
    sizes = np.diff(np.append(starts_of(codes >> bits), len(codes)))
    return _alone(codes.astype(np.int32) & ((1 << bits) - 1), sizes, clauses)


def _alone(places: Small, sizes: Numbers, clauses: int) -> _Lists:
    """Lists of clauses without labels, each a text."""
    counts = items(COUNT, (sizes - 1).astype(np.int32))
    return _Lists(counts, np.ones(len(sizes), np.int64), _gaps(places, sizes, clauses), sizes, np.arange(len(sizes)))


def write_clauses(lists: Sequence[Sequence[int]], clauses: int) -> tuple[Code, list[str]]:
    """Lists of some of so many clauses, each in order and none empty, as texts with the code they are written in."""
    found = _alone(np.fromiter(chain.from_iterable(lists), np.int32), np.fromiter(map(len, lists), np.int64), clauses)
    code = code_of((found.labels, found.places))
    text, bounds = _laid(found, code)
    return code, [text[first:last] for first, last in pairwise(bounds.tolist())]


class _Paths(Sequence[str]):
    def __init__(self, grams: Grams, numbers: Numbers) -> None:
        self._grams, self._numbers = grams, numbers

    def __len__(self) -> int:
        return len(self._numbers)

    def __getitem__(self, index: int) -> str:  # type: ignore[override]
        return self._grams.path(int(self._numbers[index]))


def _labels(grams: Grams, listed: Numbers, kept: Numbers, sizes: Numbers, firsts: Numbers) -> tuple[Items, Numbers]:
    """What stands before each list (postings.py), and how many numbers it is."""
    first = np.zeros(len(listed), bool)
    first[firsts] = True
    shares = np.where(first, 0, kept)
    added = grams.length[listed] - shares
    counts = added + 3
    starts = np.cumsum(counts) - counts
    kinds, values = np.full(int(counts.sum()), UNIT, np.uint8), np.empty(int(counts.sum()), np.int32)
    kinds[starts], values[starts] = np.where(first, SIZE, KEPT), shares
    values[starts[firsts]] = np.diff(np.append(firsts, len(listed))) - 1
    kinds[starts + 1], values[starts + 1] = ADDED, added - 1
    kinds[starts + counts - 1], values[starts + counts - 1] = COUNT, sizes - 1
    gram, at, left = listed, starts + 1 + added, added
    while len(gram):
        values[at] = (grams.unit[gram] - COMMON) & 0xFFFF
        more = left > 1
        gram, at, left = grams.parent[gram[more]], at[more] - 1, left[more] - 1
    besides = np.flatnonzero(~first & (np.append(0, grams.length[listed])[:-1] > kept))
    above, wanted = listed[besides - 1], kept[besides] + 1
    while len(long := np.flatnonzero(grams.length[above] > wanted)):
        above[long] = grams.parent[above[long]]
    at = starts[besides] + 2
    kinds[at], values[at] = SIBLING, ((values[at] + COMMON) & 0xFFFF) - grams.unit[above] - 1
    return items(kinds, values), counts


def _gaps(places: Small, sizes: Numbers, clauses: int, headed: NDArray[np.bool_] | int = 0) -> Items:
    """The clauses of lists as differences, the first from 0."""
    starts = np.cumsum(sizes) - sizes
    gaps = np.diff(places, prepend=np.int32(0))
    gaps[starts] = places[starts]
    kinds = (GAP + np.frexp((clauses // sizes).astype(np.float64))[1]).astype(np.uint8)
    return items(np.repeat(kinds, sizes), gaps, headed)


def _laid(lists: _Lists, code: Code) -> tuple[str, Numbers]:
    """The texts end to end, and where each begins: in each the labels of its lists, then their places."""
    labels, label_lengths = write(lists.labels, code)
    places, place_lengths = write(lists.places, code)
    numbers_before, places_before = (np.append(0, np.cumsum(of)) for of in (lists.of_label, lists.sizes))
    bounds = np.append(lists.firsts, len(lists.sizes))
    label_ends, place_ends = np.cumsum(label_lengths, dtype=np.int64), np.cumsum(place_lengths, dtype=np.int64)
    labels_before = np.append(0, label_ends)[numbers_before[bounds]]
    lists_before = np.append(0, place_ends)[places_before[bounds]]
    sizes = (np.diff(labels_before) + np.diff(lists_before) + 5) // 6 * 6
    starts = np.append(0, np.cumsum(sizes))
    label_ends += np.repeat(starts[:-1] - labels_before[:-1], np.diff(numbers_before[bounds]))
    place_ends += np.repeat(starts[:-1] + np.diff(labels_before) - lists_before[:-1], np.diff(places_before[bounds]))
    writer = Writer(int(starts[-1]))
    writer.put(labels, label_ends)
    writer.put(places, place_ends)
    return writer.text()[: int(starts[-1]) // 6], starts // 6


def text_of(units: Units) -> str:
    """The text of UTF-16 units, halves of surrogate pairs included."""
    return units.tobytes().decode("utf-16-le", "surrogatepass")


def shards(lists: Lists, size: int) -> Iterator[tuple[str, list[str]]]:
    """The texts in shards of up to ``size`` characters, each with the least key that it can know more of than the one before."""
    cuts = [*_cuts(lists.bounds, lists.kept, size), len(lists.kept)]
    for first, last in pairwise(cuts):
        bounds = lists.bounds[first : last + 1].tolist()
        yield lists.paths[first][: int(lists.kept[first]) + 1], [lists.text[start:end] for start, end in pairwise(bounds)]


def _cuts(bounds: Numbers, kept: Numbers, size: int) -> Iterator[int]:
    """Where to cut what lies between the bounds into parts of seven eighths to the whole of this size: where grams share least."""
    first, count = 0, len(kept)
    while first < count:
        yield first
        start = int(bounds[first])
        least, most = np.searchsorted(bounds, (start + size * 7 // 8, start + size + 1))
        if most > count:
            return
        least, most = max(int(least), first + 1), int(most)
        first = least + int(np.argmin(kept[least:most])) if least < most else max(most - 1, first + 1)
