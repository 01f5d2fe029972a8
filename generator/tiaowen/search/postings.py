"""Posting lists: for each gram, a run of neighbouring units, the clauses where it stands, as text that a script can
hold.

A clause's key is cut into UTF-16 units (what JavaScript's strings are made of, so both sides cut alike). Every place
where a unit other than ``|`` stands is in exactly one list: that of the longest gram beginning there among all single
units, all pairs, and those longer grams, of up to ``DEPTH`` units, that begin at more than ``FEW`` places of the
segment. So for a key looked for there are two cases:

* grams that begin with the key have lists: these lists together are its places, exactly;
* none has: the key stands at no more than ``FEW`` places, or is longer than ``DEPTH``. Those are among the list of the
  longest gram that begins the key, and also, each shifted, among those of the grams that begin any of its later parts.

The number of a document is such a gram too, wherever it stands and from each of its characters before the year on
(政发202315号).

A shard is a run of grams in order, each after those that begin it, in groups, each of which is a text of numbers
(bits.py). First stand the labels of all its lists: how many units the gram shares with the one before it (of the first
instead how many more lists the group has), how many more than one it has besides, these, and how many more than one
places. A unit is counted from the first Han character, or, when the gram before has another unit there, from the one
after that. Then come the lists: the differences between clauses (0: the same clause again), each with a flag that says
that the place is in the clause's heading. How large differences are depends on how many there are: each magnitude of
clauses ÷ places is a kind of number.
"""

from __future__ import annotations

from collections.abc import Sequence
from itertools import accumulate
from typing import NamedTuple

from tiaowen.search.bits import Reader

DEPTH = 16
FEW = 12
COMMON = 0x4E00
SIZE, KEPT, ADDED, UNIT, SIBLING, COUNT, GAP = range(7)  # kinds of numbers; GAP is the first of several


class Place(NamedTuple):
    """One place of a gram: the number of the clause, and whether it stands in the clause's heading."""

    clause: int
    heading: bool


class Found(NamedTuple):
    """``shared``: how many units of the key the gram has whose places these are; when it is the whole key, they are the
    key's own.
    """

    shared: int
    places: list[Place]


def spread(text: str) -> str:
    """The text with one character for each UTF-16 unit."""
    return (
        text if text.isascii() else "".join(map(chr, memoryview(text.encode("utf-16-le", "surrogatepass")).cast("H")))
    )


def joined(units: str) -> str:
    """The inverse of ``spread``: two halves that stand together are one character again."""
    return units.encode("utf-16-le", "surrogatepass").decode("utf-16-le", "surrogatepass")


class _Group(NamedTuple):
    """The grams of a group, how many places each has, and a reader that stands before the first list."""

    paths: list[str]
    counts: list[int]
    reader: Reader


class Lists:
    """Reads lists of some of so many clauses, written in a code; remembers the grams that it has read."""

    def __init__(self, code: Sequence[dict[str, int]], clauses: int) -> None:
        self._code, self._clauses = code, clauses
        self._groups: dict[str, _Group] = {}

    def find(self, shard: Sequence[str], key: str) -> Found:
        """What a shard knows of a key (in units): its places in these grams, or those of the longest gram that begins
        it.
        """
        places, best = list[Place](), ""
        begins = {key[:length] for length in range(1, len(key))}
        longest: _Group | None = None
        for text in shard:
            group = self._groups.get(text) or self._group(text)
            some = [path.startswith(key) for path in group.paths]
            if any(some):
                places += self._places(group, some)
            elif places:
                break
            begun = max(begins.intersection(group.paths), key=len, default="")
            if len(begun) > len(best):
                best, longest = begun, group
        if places or not longest:
            return Found(len(key) if places else 0, places)
        return Found(len(best), self._places(longest, [path == best for path in longest.paths]))

    def read(self, text: str) -> list[int]:
        """The clauses of a list without a label."""
        return [place.clause for place in self.places(text)]

    def places(self, text: str) -> list[Place]:
        """The places of a list without a label."""
        reader = Reader(text, self._code)
        return self._list(reader, reader.number(COUNT)[0] + 1)

    def _places(self, group: _Group, wanted: Sequence[bool]) -> list[Place]:
        reader = group.reader.again()
        last = max(number for number, want in enumerate(wanted) if want)
        lists = [self._list(reader, count) for count in group.counts[: last + 1]]
        return [place for places, want in zip(lists, wanted, strict=False) if want for place in places]

    def _group(self, text: str) -> _Group:
        reader = Reader(text, self._code)
        number = reader.number
        paths, counts = list[str](), list[int]()
        path, kept, more = "", 0, number(SIZE)[0]
        while True:
            added = number(ADDED)[0]
            first = number(SIBLING)[0] + ord(path[kept]) + 1 if len(path) > kept else _unit(reader)
            path = path[:kept] + chr(first) + "".join(chr(_unit(reader)) for _ in range(added))
            paths.append(path)
            counts.append(number(COUNT)[0] + 1)
            if len(paths) > more:
                self._groups[text] = group = _Group(paths, counts, reader)
                return group
            kept = number(KEPT)[0]

    def _list(self, reader: Reader, count: int) -> list[Place]:
        kind = GAP + (self._clauses // count).bit_length()
        gaps = [reader.number(kind) for _ in range(count)]
        return [Place(clause, heading > 0) for clause,
                (_, heading) in zip(accumulate(gap for gap, _ in gaps), gaps, strict=True)]


def _unit(reader: Reader) -> int:
    return reader.number(UNIT)[0] + COMMON & 0xFFFF
