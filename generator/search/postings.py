"""Posting lists: for each pair of neighbouring characters, every clause where it stands, as text that a script can hold.

A clause's key is cut into UTF-16 units (what JavaScript's strings are made of, so both sides cut alike); ``|`` is no unit but a property of
the pair that it separates. A place is a clause with the ranks of the pair's two units in it: the how-manieth such unit of the clause each is.
Two places in one clause adjoin when the rank of the unit they share is the same, so a phrase is found exactly by following its pairs, and
ranks, most of them 0, take a fifth of the room of offsets.

A pair belongs to the rarer of its units (``Heat``), so that both pairs of a rare character in the middle of a phrase stand in one shard.
A clause where a unit owns no pair is in the unit's own list: together they answer a single character.

A list is written as numbers without separators: the digits of the difference to the clause before, the last of them from an alphabet of its
own; then, unless it is 0, a value that tells the two ranks and whether the pair stands in the clause's heading. Upper-case V to Z, which no
fold holds, are marks: ``X`` owner, then for each of its pairs a mark for side and separation, the other unit, and the list.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from math import isqrt
from typing import NamedTuple

import numpy as np

from generator.search.fold import SEPARATOR

SYMBOLS = "".join(chr(code) for code in range(33, 127) if chr(code) not in '"\\VWXYZ')
LAST, MORE, VALUE = SYMBOLS[:45], SYMBOLS[45:65], SYMBOLS[65:]
OWNER = "X"
MARKS = "VWYZ"  # owner first or second, times adjoining or separated
_LETTERS = {symbol: (number, value) for number, alphabet in enumerate((LAST, MORE, VALUE)) for value, symbol in enumerate(alphabet)}


class Pair(NamedTuple):
    """A pair as the shards order it: by the unit it belongs to."""

    owner: int
    other: int
    mark: int


class Begin(NamedTuple):
    """Where a shard of pairs begins: at an owner (other unit 0), or at one of its pairs."""

    owner: int
    other: int


class Place(NamedTuple):
    """Where a pair stands: clause number, ranks of its first and its second unit there, and whether in the clause's heading."""

    clause: int
    first: int
    second: int
    heading: bool


class Heat:
    """Which unit of a pair owns it: units not among the hot ones before these, then by number; hot ones from the least hot."""

    def __init__(self, hot: str) -> None:
        units = units_of(hot)
        self._order = {unit: len(units) - place for place, unit in enumerate(units)}

    def of(self, unit: int) -> tuple[int, int]:
        """The unit's place in the order; the smaller owns."""
        return self._order.get(unit, 0), unit

    def pairs(self, key: str) -> list[Pair]:
        """The pairs of a key, in order."""
        units, separated = cut(key)
        found = []
        for first, second, apart in zip(units, units[1:], separated, strict=False):
            owned_by_first = self.of(first) <= self.of(second)
            owner, other = (first, second) if owned_by_first else (second, first)
            found.append(Pair(owner, other, (0 if owned_by_first else 2) + apart))
        return found


def units_of(text: str) -> list[int]:
    """The UTF-16 units of a text."""
    return list(memoryview(text.encode("utf-16-le", "surrogatepass")).cast("H"))


def text_of(units: Iterable[int]) -> str:
    """The text of UTF-16 units, halves of surrogate pairs included."""
    return np.fromiter(units, np.uint16).tobytes().decode("utf-16-le", "surrogatepass")


def cut(key: str) -> tuple[list[int], list[bool]]:
    """The units of a key without ``|``, and for each but the last whether ``|`` follows."""
    units: list[int] = []
    separated: list[bool] = []
    for unit in units_of(key):
        if unit != ord(SEPARATOR):
            units.append(unit)
            separated.append(False)
        elif separated:
            separated[-1] = True
    return units, separated[:-1]


def read_begins(text: str) -> list[Begin]:
    """The inverse of ``write_begins``."""
    owner, begins = 0, list[Begin]()
    at = 0
    while at < len(text):
        if text[at] == OWNER:
            owner = ord(text[at + 1])
            at += 2
        begins.append(Begin(owner, 0 if text[at] == " " else ord(text[at])))
        at += 1
    return begins


def read_pair(shard: str, pair: Pair) -> list[Place]:
    """The places of a pair, in order of clauses."""
    start = shard.find(OWNER + chr(pair.owner))
    after = shard.find(OWNER, start + 1)
    found = shard.find(MARKS[pair.mark] + chr(pair.other), start, after if after >= 0 else len(shard)) if start >= 0 else -1
    if found < 0:
        return []
    places = []
    for clause, value in _numbers(shard, found + 2):
        first, second = _ranks_of(value >> 1)
        places.append(Place(clause, first, second, bool(value & 1)))
    return places


def read_unit(shard: str, unit: int) -> set[int]:
    """The clauses of all lists of a unit in a shard of either kind."""
    at = shard.find(OWNER + chr(unit))
    after = shard.find(OWNER, at + 1) if at >= 0 else 0
    end = after if after >= 0 else len(shard)
    clauses: set[int] = set()
    at = at + 2 if at >= 0 else end
    while at < end:
        if shard[at] in MARKS:
            at += 2
        clauses.update(clause for clause, _ in _numbers(shard, at))
        at = next((index for index in range(at, end) if shard[index] in MARKS), end)
    return clauses


def _ranks_of(value: int) -> tuple[int, int]:
    top = isqrt(value)
    rest = value - top * top
    return (rest, top) if rest <= top else (top, 2 * top - rest)


def _numbers(shard: str, at: int) -> Iterator[tuple[int, int]]:
    """Clause and value of each entry of the list that begins here."""
    clause, more, value, begun = -1, 0, 0, False
    for index in range(at, len(shard)):
        alphabet, digit = _LETTERS.get(shard[index], (3, 0))
        if alphabet == 2:
            value = value * len(VALUE) + digit
            continue
        if begun:
            yield clause, value
            value, begun = 0, False
        if alphabet == 1:
            more = more * len(MORE) + digit
        elif alphabet == 0:
            clause, more, begun = clause + more * len(LAST) + digit, 0, True
        else:
            return
    if begun:
        yield clause, value
