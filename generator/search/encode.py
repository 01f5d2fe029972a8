"""Writes posting lists (postings.py says what they hold) with numpy, and cuts them into shards."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from generator.search.fold import SEPARATOR
from generator.search.postings import DEPTH, FEW, LAST, LONG, MARKS, MORE, TITLED

LISTED = 48  # so many of the most frequent units have lists of their own: the places of each would be in many shards

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
    """Lists with their labels one after the other: list i is ``text[bounds[i]:bounds[i + 1]]`` and shares ``kept[i]`` units with the one before."""

    text: Units
    bounds: Numbers
    kept: Numbers
    paths: Sequence[str]


class Postings(NamedTuple):
    """The lists of a segment: of grams, and of the units ``listed``."""

    listed: str
    grams: Lists
    units: Lists


def encode(keys: Sequence[str], headings: Sequence[int]) -> Postings:
    """The lists of clauses with these keys (folded, without ``|`` at either end) and so many units of heading at their beginning."""
    text = _read(keys)
    grams, of_place = _grow(text)
    counts = np.bincount(text.numbers[text.at])
    listed = np.sort(np.argsort(-counts, kind="stable")[: min(LISTED, np.count_nonzero(counts))])
    return Postings(text_of(text.units[listed].astype(np.uint16)), _write(text, grams, of_place, _in_heading(text.clauses, headings)),
                    _write_units(text, listed))


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
    at, longest = text.at, np.zeros(len(text.numbers), np.int32)  # by where it begins in the text
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
        starts = _starts(codes)
        sizes = np.diff(np.append(starts, len(codes)))
        if length > 2:
            large = sizes > FEW
            order, starts, sizes = order[np.repeat(large, sizes)], starts[large], sizes[large]
        codes = codes[starts]
        found.append((codes // count, text.units[codes % count], np.full(len(codes), length)))
        at, parent = at[order], np.repeat(np.arange(total, total + len(codes), dtype=np.int32), sizes)
        longest[at] = parent
        total += len(codes)
        if length == 2:
            growing = np.repeat(sizes > FEW, sizes)
            at, parent = at[growing], parent[growing]
    return _Grams(*(np.concatenate(column) for column in zip(*found, strict=True))), longest[text.at]


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


def _write(text: _Text, grams: _Grams, of_place: Small, headed: NDArray[np.bool_]) -> Lists:
    number = _preorder(grams)
    at = np.empty(len(number), np.int64)  # the gram of each number
    at[number] = np.arange(len(number))
    bits = int(text.clauses.max(initial=0)).bit_length()
    codes = number[of_place]
    codes <<= bits
    codes |= text.clauses
    codes <<= 1
    codes |= headed
    codes.sort()
    headed = (codes & 1).astype(bool)
    codes >>= 1
    clauses = codes.astype(np.int32) & ((1 << bits) - 1)
    codes >>= bits
    of = codes.astype(np.int32)
    listed = of[_starts(of)]
    shared = grams.length[at] - 1  # of each gram with the one before it
    kept = np.minimum.reduceat(shared[: int(listed[-1]) + 1], np.append(0, listed[:-1] + 1)) if len(listed) else shared
    return Lists(*_lists(of, clauses, headed, _labels(grams, at[listed], kept)), kept, _Paths(grams, at[listed]))


def _write_units(text: _Text, listed: Numbers) -> Lists:
    """The lists of these units, clauses alone."""
    chosen = np.zeros(len(text.units), bool)
    chosen[listed] = True
    numbers = text.numbers[text.at]
    some = chosen[numbers]
    bits = int(text.clauses.max(initial=0)).bit_length()
    codes = np.sort(numbers[some].astype(np.int64) << bits | text.clauses[some])
    codes = codes[_starts(codes)]
    of, clauses = (codes >> bits).astype(np.int32), codes.astype(np.int32) & ((1 << bits) - 1)
    units = text.units[of[_starts(of)]].astype(np.uint16)
    labels = np.stack((np.full(len(units), ord(MARKS[0]), np.uint16), units), axis=1).ravel()
    lists = _lists(of, clauses, np.zeros(len(of), bool), (labels, np.full(len(units), 2)))
    return Lists(*lists, np.zeros(len(units), np.int64), list(map(chr, units.tolist())))


class _Paths(Sequence[str]):
    def __init__(self, grams: _Grams, numbers: Numbers) -> None:
        self._grams, self._numbers = grams, numbers

    def __len__(self) -> int:
        return len(self._numbers)

    def __getitem__(self, index: int) -> str:  # type: ignore[override]
        return self._grams.path(int(self._numbers[index]))


def _labels(grams: _Grams, listed: Numbers, kept: Numbers) -> tuple[Units, Numbers]:
    """The labels of the lists end to end, and the length of each."""
    added = grams.length[listed] - kept
    lengths = np.where(added == 1, 2, added + 3)
    ends = np.cumsum(lengths)
    text = np.empty(int(ends[-1]) if len(ends) else 0, np.uint16)
    marks, digits = (np.frombuffer(symbols.encode(), np.uint8) for symbols in (MARKS, LAST))
    long = added > 1
    text[ends - lengths] = np.where(long, ord(LONG), marks[kept])
    text[(ends - lengths)[long] + 1] = digits[kept[long]]
    text[(ends - lengths)[long] + 2] = digits[added[long]]
    gram, at = listed, ends - 1
    while len(gram):
        text[at] = grams.unit[gram]
        more = added > 1
        gram, at, added = grams.parent[gram[more]], at[more] - 1, added[more] - 1
    return text, lengths


def _lists(of: Small, clauses: Small, headed: NDArray[np.bool_], labels: tuple[Units, Numbers]) -> tuple[Units, Numbers]:
    """Lists of clauses, in order, each behind its label. A first difference counts from −1, so that 0 only says: the same clause again."""
    starts = _starts(of)
    deltas = np.diff(clauses, prepend=np.int32(0))
    deltas[starts] = clauses[starts] + 1
    rest = deltas // np.int32(len(LAST))
    deltas -= rest * np.int32(len(LAST))
    lengths = _digits(rest, len(MORE))
    lengths += headed
    label_text, label_lengths = labels
    ends = np.cumsum(lengths + np.uint8(1), dtype=np.int64)
    ends += np.repeat(np.cumsum(label_lengths), np.diff(np.append(starts, len(of))))
    text = np.empty(int(ends[-1]) if len(ends) else 0, np.uint16)
    begins = ends[starts] - lengths[starts] - 1 - label_lengths
    label_starts = np.cumsum(label_lengths) - label_lengths
    text[np.repeat(begins - label_starts, label_lengths) + np.arange(len(label_text))] = label_text
    text[ends[headed] - 1] = ord(TITLED)
    ends -= headed
    text[ends - 1] = np.frombuffer(LAST.encode(), np.uint8)[deltas]
    _put(text, rest, ends - 2)
    return text, np.append(begins, len(text))


def write_clauses(clauses: Sequence[int]) -> str:
    """A posting list of clauses alone, in order."""
    numbers = np.asarray(clauses, np.int32)
    none = (np.empty(0, np.uint16), np.zeros(min(len(numbers), 1), np.int64))
    return text_of(_lists(np.zeros(len(numbers), np.int32), numbers, np.zeros(len(numbers), bool), none)[0])


def _digits(numbers: Small, base: int) -> NDArray[np.uint8]:
    """How many digits each number has; 0 has none."""
    count = (numbers > 0).astype(np.uint8)
    limit, top = base, int(numbers.max(initial=0))
    while limit <= top:
        count += numbers >= limit
        limit *= base
    return count


def _put(text: Units, numbers: Small, at: Numbers) -> None:
    """Writes the further digits of each number so that the last stands at its place."""
    symbols = np.frombuffer(MORE.encode(), np.uint8)
    while True:
        some = np.flatnonzero(numbers)
        if not len(some):
            return
        numbers, at = numbers[some], at[some]
        rest = numbers // np.int32(len(MORE))
        text[at] = symbols[numbers - rest * np.int32(len(MORE))]
        numbers, at = rest, at - 1


def text_of(units: Units) -> str:
    """The text of UTF-16 units, halves of surrogate pairs included."""
    return units.tobytes().decode("utf-16-le", "surrogatepass")


def shards(lists: Lists, size: int) -> Iterator[tuple[str, str]]:
    """The lists cut into texts of up to ``size`` units, each with the least key that it can know more of than the one before."""
    first, count = 0, len(lists.kept)
    while first < count:
        start = int(lists.bounds[first])
        least, most = np.searchsorted(lists.bounds, (start + size * 3 // 4, start + size + 1))
        last = count
        if most <= count:
            some = lists.kept[max(int(least), first + 1) : max(int(most), first + 2)]
            last = max(int(least), first + 1) + int(np.argmin(some)) if len(some) else first + 1
        path, kept = lists.paths[first], int(lists.kept[first])
        end = start + (2 if len(path) - kept == 1 else 3 + len(path) - kept)
        label = MARKS[0] if len(path) == 1 else LONG + LAST[0] + LAST[len(path)]
        yield path[: kept + 1], label + path + text_of(lists.text[end : int(lists.bounds[last])])
        first = last
