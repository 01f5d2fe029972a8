"""Writes the posting lists (postings.py says what they hold) with numpy, and cuts them into shards."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from generator.search.fold import SEPARATOR
from generator.search.postings import LAST, MARKS, MORE, OWNER, VALUE, Begin, text_of

HOT = 512  # units that the manifest names as hot

Numbers = NDArray[np.int64]


class Lists(NamedTuple):
    """Posting lists one after the other in ``text``; list i is ``text[bounds[i]:bounds[i + 1]]`` and of what ``codes[i]`` says."""

    codes: Numbers
    bounds: Numbers
    text: bytes


class Postings(NamedTuple):
    """The lists of a segment: of pairs (code: owner, other unit, mark) and of units that own no pair (code: the unit)."""

    hot: str
    pairs: Lists
    units: Lists


def encode(keys: Sequence[str], headings: Sequence[int]) -> Postings:
    """The lists of clauses with these keys (folded, without ``|`` at either end) and so many units of heading at their beginning."""
    every = np.frombuffer(("\n".join(keys) + "\n").encode("utf-16-le", "surrogatepass"), dtype=np.uint16)
    ends = every == ord("\n")
    at = np.flatnonzero(~ends & (every != ord(SEPARATOR)))
    clauses = (np.cumsum(ends, dtype=np.int64) - ends)[at]
    units = every[at].astype(np.int64)
    counts = np.bincount(units, minlength=0x10000)
    hottest = np.argsort(-counts, kind="stable")[:HOT]
    hottest = hottest[counts[hottest] > 0]
    heat = np.arange(0x10000)
    heat[hottest] = 0x10000 + np.arange(len(hottest))[::-1]

    left = np.flatnonzero(clauses[1:] == clauses[:-1])  # the first of each pair
    first_owns = heat[units[left]] <= heat[units[left + 1]]
    owner, other = np.where(first_owns, left, left + 1), np.where(first_owns, left + 1, left)
    codes = units[owner] << 18 | units[other] << 2 | np.where(first_owns, 0, 2) | (np.diff(at)[left] == 2)
    ranks, groups = _ranks(clauses, units)
    values = _values(ranks[left], ranks[left + 1]) << 1 | _in_heading(clauses, headings)[left + 1]
    order, codes = _sorted(codes)
    owns = np.zeros(len(units), bool)
    owns[owner] = True
    alone = groups.starts[~np.logical_or.reduceat(owns[groups.order], groups.starts)] if len(units) else groups.starts
    alone = groups.order[alone]
    alone_order, alone_units = _sorted(units[alone])
    return Postings(text_of(hottest.tolist()), _write(codes, clauses[left][order], values[order]),
                    _write(alone_units, clauses[alone][alone_order], np.zeros(len(alone), np.int64)))


class _Groups(NamedTuple):
    order: Numbers
    starts: Numbers


def _sorted(codes: Numbers) -> tuple[Numbers, Numbers]:
    """A stable order of the codes, and the codes in it: code above, index below in one number, since numbers sort many times faster than indexes."""
    bits = max(len(codes), 1).bit_length()
    both = np.sort(codes << bits | np.arange(len(codes)))
    return both & ((1 << bits) - 1), both >> bits


def _starts(codes: Numbers) -> Numbers:
    return np.flatnonzero(np.append(True, codes[1:] != codes[:-1])) if len(codes) else np.empty(0, np.int64)


def _ranks(clauses: Numbers, units: Numbers) -> tuple[Numbers, _Groups]:
    """How many equal units of the clause stand before each; and the places grouped by clause and unit."""
    order, codes = _sorted(clauses << 16 | units)
    starts = _starts(codes)
    ranks = np.empty(len(units), np.int64)
    ranks[order] = np.arange(len(units)) - np.repeat(starts, np.diff(np.append(starts, len(units))))
    return ranks, _Groups(order, starts)


def _values(first: Numbers, second: Numbers) -> Numbers:
    """Two ranks as one number, small for small ranks (the Rosenberg–Strong pairing)."""
    top = np.maximum(first, second)
    return top * top + top + first - second


def _in_heading(clauses: Numbers, headings: Sequence[int]) -> NDArray[np.bool_]:
    starts = _starts(clauses)
    lengths = np.diff(np.append(starts, len(clauses)))
    offsets = np.arange(len(clauses)) - np.repeat(starts, lengths)
    return offsets < np.asarray(headings, np.int64)[clauses] if len(clauses) else np.empty(0, bool)


def _write(codes: Numbers, clauses: Numbers, values: Numbers) -> Lists:
    """A first difference counts from −1, so that 0 only says: the same clause again."""
    starts = _starts(codes)
    deltas = np.diff(clauses, prepend=0)
    deltas[starts] = clauses[starts] + 1
    rest = deltas // len(LAST)
    more, value = _digits(rest, len(MORE)), _digits(values, len(VALUE))
    ends = np.cumsum(more + 1 + value)
    text = np.empty(int(ends[-1]) if len(ends) else 0, np.uint8)
    text[ends - value - 1] = np.frombuffer(LAST.encode(), np.uint8)[deltas - rest * len(LAST)]
    _put(text, rest, ends - value - 2, MORE)
    _put(text, values, ends - 1, VALUE)
    return Lists(codes[starts], np.append(0, ends)[np.append(starts, len(codes))], text.tobytes())


def write_clauses(clauses: Sequence[int]) -> str:
    """A posting list of clauses alone, in order."""
    numbers = np.asarray(clauses, np.int64)
    return _write(np.zeros(len(numbers), np.int64), numbers, np.zeros(len(numbers), np.int64)).text.decode("ascii")


def _digits(numbers: Numbers, base: int) -> Numbers:
    """How many digits each number has; 0 has none."""
    count = (numbers > 0).astype(np.int64)
    limit, top = base, int(numbers.max(initial=0))
    while limit <= top:
        count += numbers >= limit
        limit *= base
    return count


def _put(text: NDArray[np.uint8], numbers: Numbers, at: Numbers, alphabet: str) -> None:
    """Writes the digits of each number so that the last stands at its place."""
    symbols = np.frombuffer(alphabet.encode(), np.uint8)
    while True:
        some = np.flatnonzero(numbers)
        if not len(some):
            return
        numbers, at = numbers[some], at[some]
        rest = numbers // len(alphabet)
        text[at] = symbols[numbers - rest * len(alphabet)]
        numbers, at = rest, at - 1


def pair_shards(lists: Lists, size: int) -> Iterator[tuple[Begin, str]]:
    """The lists of pairs cut into texts of up to ``size`` characters, each with where it begins; what is longer has a shard of its own.

    Cuts between two owners are preferred: they make a shorter manifest. The lists of one owner and other unit are never cut apart.
    """
    text, bounds = lists.text.decode("ascii"), lists.bounds.tolist()
    begin, last, held, parts = Begin(0, 0), Begin(-1, 0), 0, list[str]()
    for number, code in enumerate(lists.codes.tolist()):
        start, end = bounds[number], bounds[number + 1]
        here = Begin(code >> 18, code >> 2 & 0xFFFF)
        if held and here != last and (held + end - start > size or (held > size * 3 // 4 and here.owner != last.owner)):
            yield begin, "".join(parts)
            begin = Begin(here.owner, 0) if here.owner != last.owner else here
            last, held, parts = Begin(-1, 0), 0, []
        if here.owner != last.owner:
            parts.append(OWNER + chr(here.owner))
        parts += MARKS[code & 3], chr(here.other), text[start:end]
        held += end - start + 3
        last = here
    if parts:
        yield begin, "".join(parts)


def write_begins(begins: Iterable[Begin]) -> str:
    """Where the shards begin: ``X`` owner, then for each shard that begins there the other unit, or a space for the owner itself."""
    owner, parts = -1, list[str]()
    for begin in begins:
        if begin.owner != owner:
            owner = begin.owner
            parts.append(OWNER + chr(owner))
        parts.append(chr(begin.other) if begin.other else " ")
    return "".join(parts)


def unit_shards(lists: Lists, size: int) -> Iterator[tuple[int, str]]:
    """The lists of units cut likewise, each shard with its first unit."""
    text, bounds = lists.text.decode("ascii"), lists.bounds.tolist()
    begin, held, parts = 0, 0, list[str]()
    for number, unit in enumerate(lists.codes.tolist()):
        start, end = bounds[number], bounds[number + 1]
        if held and held + end - start > size:
            yield begin, "".join(parts)
            held, parts = 0, []
        if not parts:
            begin = unit
        parts += OWNER, chr(unit), text[start:end]
        held += end - start + 2
    if parts:
        yield begin, "".join(parts)
