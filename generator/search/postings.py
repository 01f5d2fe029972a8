"""Posting lists: for each gram, a run of neighbouring units, the clauses where it stands, as text that a script can hold.

A clause's key is cut into UTF-16 units (what JavaScript's strings are made of, so both sides cut alike). Every place where a unit other than
``|`` stands is in exactly one list: that of the longest gram beginning there among all single units, all pairs, and those longer grams, of up to
``DEPTH`` units, that begin at more than ``FEW`` places of the segment. So for a key looked for there are two cases:

* grams that begin with the key have lists: these lists together are its places, exactly;
* none has: the key stands at no more than ``FEW`` places, or is longer than ``DEPTH``. Those are among the list of the longest gram that begins
  the key, and also, each shifted, among those of the grams that begin any of its later parts.

A shard is a run of grams in order, each after those that begin it. A gram is a mark that says how many units it shares with the one before it
(``A`` none, ``B`` one, …), its last unit, and its list; one that differs in more than the last unit is ``Q``, how many it shares and how many it
has besides, and these. The first gram of a shard shares nothing.

A list is written as numbers without separators: the digits of the difference to the clause before (0: the same clause again; the first counts
from −1), the last of them from an alphabet of its own, then ``TITLED`` when the place stands in the clause's heading.
"""

from __future__ import annotations

from collections.abc import Iterator
from itertools import pairwise
from typing import NamedTuple

DEPTH = 16
FEW = 10
MARKS = "ABCDEFGHIJKLMNOP"  # no fold holds upper-case letters
LONG = "Q"
SYMBOLS = "".join(chr(code) for code in range(33, 127) if chr(code) not in '"\\' + MARKS + LONG)
TITLED, LAST, MORE = SYMBOLS[0], SYMBOLS[1:46], SYMBOLS[46:]
_LAST = {symbol: value for value, symbol in enumerate(LAST)}
_MORE = {symbol: value for value, symbol in enumerate(MORE)}


class Place(NamedTuple):
    """One place of a gram: the number of the clause, and whether it stands in the clause's heading."""

    clause: int
    heading: bool


class Found(NamedTuple):
    """``shared``: how many units of the key the gram has whose places these are; when it is the whole key, they are the key's own."""

    shared: int
    places: list[Place]


def spread(text: str) -> str:
    """The text with one character for each UTF-16 unit."""
    return text if text.isascii() else "".join(map(chr, memoryview(text.encode("utf-16-le", "surrogatepass")).cast("H")))


def joined(units: str) -> str:
    """The inverse of ``spread``: two halves that stand together are one character again."""
    return units.encode("utf-16-le", "surrogatepass").decode("utf-16-le", "surrogatepass")


def find(shard: str, key: str) -> Found:
    """What a shard (in units) knows of a key (in units): its places in these grams, or those of the longest gram that begins it."""
    path, found, best = "", list[Place](), Found(0, [])
    for label, text in _grams(shard):
        kept, units = label
        path = path[:kept] + units
        if path.startswith(key):
            found += read_list(text)
        elif found:
            break
        elif len(path) > best.shared and key.startswith(path):
            best = Found(len(path), list(read_list(text)))
    return Found(len(key), found) if found else best


def _grams(shard: str) -> Iterator[tuple[tuple[int, str], str]]:
    """Of each gram in a shard how much of the path it keeps and what it adds, and its list."""
    marks = [at for at, symbol in enumerate(shard) if "A" <= symbol <= LONG]
    for start, end in pairwise([*marks, len(shard)]):
        if shard[start] == LONG:
            kept, count = LAST.index(shard[start + 1]), LAST.index(shard[start + 2])
            yield (kept, shard[start + 3 : start + 3 + count]), shard[start + 3 + count : end]
        else:
            yield (MARKS.index(shard[start]), shard[start + 1]), shard[start + 2 : end]


def read_list(text: str) -> Iterator[Place]:
    """The places of a list, in order."""
    clause, more, begun = -1, 0, False
    for symbol in text:
        if symbol == TITLED:
            yield Place(clause, True)
            begun = False
            continue
        if begun:
            yield Place(clause, False)
            begun = False
        if symbol in _MORE:
            more = more * len(MORE) + _MORE[symbol]
        else:
            clause, more, begun = clause + more * len(LAST) + _LAST[symbol], 0, True
    if begun:
        yield Place(clause, False)


def read_unit(shard: str, unit: str) -> set[int]:
    """The clauses of a unit in a shard of units: ``A``, the unit, its list."""
    at = shard.find(MARKS[0] + unit)
    end = shard.find(MARKS[0], at + 1)
    return {place.clause for place in read_list(shard[at + 2 : end if end >= 0 else len(shard)])} if at >= 0 else set()
