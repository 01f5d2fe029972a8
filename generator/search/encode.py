"""Writes posting lists (postings.py says what they hold) with numpy, and cuts them into shards."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import chain, pairwise
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from generator.search.bits import Code, Items, Writer, code_of, items, write
from generator.search.fold import SEPARATOR
from generator.search.postings import ADDED, COMMON, COUNT, DEPTH, FEW, GAP, KEPT, SIBLING, SIZE, UNIT, spread

LISTED = 48  # so many of the most frequent units have lists of their own: the places of each would be in many shards
GROUP = 2000  # places in a group of grams, which is read as a whole
LABEL = 8  # places that a label counts for

Numbers = NDArray[np.int64]
Small = NDArray[np.int32]  # of clauses, places and grams, of which a segment has millions
Units = NDArray[np.uint16]


class _Text(NamedTuple):
    """All keys end to end as small numbers of their units (0: the end of a key); the unit of each number; where units other than ``|`` stand."""

    numbers: Units
    units: Numbers
    at: Small
    clauses: Small


class _Grams(NamedTuple):
    """The grams that have a list: the gram without its last unit (−1 before a single one), the last unit, the length; each after its parent."""

    parent: Numbers
    unit: Numbers
    length: Numbers

    def path(self, gram: int) -> str:
        units = []
        while gram >= 0:
            units.append(int(self.unit[gram]))
            gram = int(self.parent[gram])
        return "".join(map(chr, reversed(units)))


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
    text = _read(keys)
    grams, of_place = _grow(text)
    counts = np.bincount(text.numbers[text.at])
    listed = np.sort(np.argsort(-counts, kind="stable")[: min(LISTED, np.count_nonzero(counts))])
    found, kept, paths = _of_grams(text, grams, of_place, _in_heading(text.clauses, headings), len(keys))
    single = _of_units(text, listed, len(keys))
    code = code_of((found.labels, found.places, single.labels, single.places))
    units = text_of(text.units[listed].astype(np.uint16))
    return Postings(units, Lists(*_laid(found, code), kept, paths), Lists(*_laid(single, code), np.zeros(len(listed), np.int64), spread(units)), code)


def _read(keys: Sequence[str]) -> _Text:
    every = np.frombuffer(("\n".join(keys) + "\n" * (DEPTH + 1)).encode("utf-16-le", "surrogatepass"), dtype=np.uint16)
    counts = np.bincount(every, minlength=0x10000)
    counts[ord("\n")] = 0
    units = np.flatnonzero(counts)
    numbers = np.zeros(0x10000, np.uint16)
    numbers[units] = np.arange(1, len(units) + 1)
    ends = every == ord("\n")
    at = np.flatnonzero(~ends & (every != ord(SEPARATOR))).astype(np.int32)
    return _Text(numbers[every], np.append(0, units), at, np.cumsum(ends, dtype=np.int32)[at])


def _grow(text: _Text) -> tuple[_Grams, Small]:
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
        starts = _starts(codes)
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
    return _Grams(*(np.concatenate(column) for column in zip(*found, strict=True))), longest[text.at]


def _document_numbers(text: _Text) -> NDArray[np.uint8]:
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


def _preorder(grams: _Grams) -> Numbers:
    """The number of each gram when every one stands before those that it begins, and these in order."""
    weight, number = np.ones(len(grams.parent), np.int64), np.empty(len(grams.parent), np.int64)
    levels = np.searchsorted(grams.length, np.arange(1, DEPTH + 2))
    spans = [slice(first, last) for first, last in zip(levels, levels[1:], strict=False)]
    for span in spans[:0:-1]:
        weight += np.bincount(grams.parent[span], weight[span], len(weight)).astype(np.int64)
    for span in spans:
        before, siblings = np.cumsum(weight[span]) - weight[span], _starts(grams.parent[span])
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


def _starts(codes: Numbers | Small) -> Numbers:
    return np.flatnonzero(np.append(True, codes[1:] != codes[:-1])) if len(codes) else np.empty(0, np.int64)


def _in_heading(clauses: Small, headings: Sequence[int]) -> NDArray[np.bool_]:
    limits = np.asarray(headings, np.int32)
    if not limits.any():
        return np.zeros(len(clauses), bool)
    starts = _starts(clauses)
    firsts = np.repeat(starts, np.diff(np.append(starts, len(clauses))))
    return np.arange(len(clauses)) - firsts < limits[clauses]


def _of_grams(text: _Text, grams: _Grams, of_place: Small, headed: NDArray[np.bool_], clauses: int) -> tuple[_Lists, Numbers, Sequence[str]]:
    """The lists of grams in groups, and of the first gram of each how many units it shares with the one before, and it."""
    number = _preorder(grams)
    at = np.empty(len(number), np.int64)  # the gram of each number
    at[number] = np.arange(len(number))
    of, places, headed = _sorted_places(number[of_place], text.clauses, headed)
    starts = _starts(of)
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


def _of_units(text: _Text, listed: Numbers, clauses: int) -> _Lists:
    """The lists of these units, clauses alone."""
    chosen = np.zeros(len(text.units), bool)
    chosen[listed] = True
    numbers = text.numbers[text.at]
    some = chosen[numbers]
    bits = int(text.clauses.max(initial=0)).bit_length()
    codes = np.sort(numbers[some].astype(np.int64) << bits | text.clauses[some])
    codes = codes[_starts(codes)]
    sizes = np.diff(np.append(_starts(codes >> bits), len(codes)))
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
    def __init__(self, grams: _Grams, numbers: Numbers) -> None:
        self._grams, self._numbers = grams, numbers

    def __len__(self) -> int:
        return len(self._numbers)

    def __getitem__(self, index: int) -> str:  # type: ignore[override]
        return self._grams.path(int(self._numbers[index]))


def _labels(grams: _Grams, listed: Numbers, kept: Numbers, sizes: Numbers, firsts: Numbers) -> tuple[Items, Numbers]:
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
