"""Writes posting lists (postings.py says what they hold) with numpy, and cuts them into shards."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from itertools import pairwise
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from tiaowen.search.bits import Code, Items, Writer, code_of, items, write
from tiaowen.search.grams import Grams, Numbers, Part, Small, Text, Units, grow, parts, preorder, read, starts_of
from tiaowen.search.postings import ADDED, COMMON, COUNT, GAP, KEPT, SIBLING, SIZE, UNIT, spread
from tiaowen.search.word_lists import places_of

LISTED = 48  # so many of the most frequent units have lists of their own: the places of each would be in many shards
GROUP = 2000  # places in a group of grams, which is read as a whole
LABEL = 8  # places that a label counts for


class Lists(NamedTuple):
    """Texts one after the other: text i is ``text[bounds[i]:bounds[i + 1]]``, and its first gram shares ``kept[i]``
    units with the one before it; these and its next one are ``begins[i]``.
    """

    text: str
    bounds: Numbers
    kept: Numbers
    begins: list[str]


class Postings(NamedTuple):
    """The lists of a segment: groups of grams, of the units ``listed`` one each, and of the words that stand there; the
    code that all are written in.
    """

    listed: str
    grams: Lists
    units: Lists
    words: dict[str, str]
    code: Code


class _Lists(NamedTuple):
    """Lists to write: what stands before each, of how many numbers; their places, how many each has; the first list of
    each text; as in Lists.
    """

    labels: Items
    of_label: Numbers
    places: Items
    sizes: Numbers
    firsts: Numbers
    kept: Numbers
    begins: list[str]


def encode(keys: Sequence[str], headings: Sequence[int], words: Sequence[str] = ()) -> Postings:
    """The lists of clauses with these keys (folded, without ``|`` at either end) and so many units of heading at their
    beginning; ``words`` have lists of their own besides.
    """
    text = read(keys)
    marked = _marked(text, headings)
    listed = np.sort(np.argsort(-text.counts, kind="stable")[: min(LISTED, np.count_nonzero(text.counts))])
    found, clauses = list[_Lists](), list[Small]()
    for part in parts(text):
        found.append(_of_grams(*grow(text, part), marked, len(keys)))
        clauses += _of_units(text, part, listed)
    units = text_of(text.units[listed].astype(np.uint16))
    single = _alone(clauses, len(keys))._replace(begins=list(spread(units)))
    held = {word: marked[at] for word, at in zip(words, places_of(text, words), strict=True) if len(at)}
    listed_words = _alone([places >> 1 for places in held.values()], len(keys),
                          np.concatenate([np.empty(0, bool), *((places & 1).astype(bool) for places in held.values())]))
    code = code_of(items for lists in (*found, single, listed_words) for items in (lists.labels, lists.places))
    return Postings(units, _written(found, code), _written([single], code),
                    dict(zip(held, _apart(listed_words, code), strict=True)), code)


def _marked(text: Text, headings: Sequence[int]) -> Small:
    """The clause of each unit, doubled, and one more where it stands in the heading."""
    marked, limits = text.clauses * np.int32(2), np.asarray(headings, np.int32)
    if limits.any():
        clauses = text.clauses[text.at]
        starts = starts_of(clauses)
        firsts = np.repeat(starts, np.diff(np.append(starts, len(clauses))))
        marked[text.at] += np.arange(len(clauses)) - firsts < limits[clauses]
    return marked


def _of_grams(grams: Grams, of: Numbers, at: Numbers, marked: Small, clauses: int) -> _Lists:
    """The lists of these grams in groups; of each the places."""
    number = preorder(grams)
    gram = np.empty(len(number), np.int64)  # of each number
    gram[number] = np.arange(len(number))
    lists, places, headed = _sorted_places(number[of], marked.take(at))
    starts = starts_of(lists)
    listed, sizes = lists[starts], np.diff(np.append(starts, len(lists)))
    shared = grams.length[gram] - 1  # of each gram with the one before it
    kept = np.minimum.reduceat(shared[: int(listed[-1]) + 1], np.append(0, listed[:-1] + 1))
    firsts = np.fromiter(_cuts(np.append(0, np.cumsum(sizes + LABEL)), kept, GROUP), np.int64)
    labels, of_label = _labels(grams, gram[listed], kept, sizes, firsts)
    begins = [grams.path(first)[: length + 1] for first,
              length in zip(gram[listed[firsts]].tolist(), kept[firsts].tolist(), strict=True)]
    return _Lists(labels, of_label, _gaps(places, sizes, clauses, headed), sizes, firsts, kept[firsts], begins)


def _sorted_places(of: Numbers, marked: Small) -> tuple[Small, Small, NDArray[np.bool_]]:
    """Places by list, and in each by clause."""
    bits = int(marked.max(initial=0)).bit_length()
    codes = of << bits
    codes |= marked
    codes.sort()
    marked = codes.astype(np.int32)
    marked &= (1 << bits) - 1
    codes >>= bits
    return codes.astype(np.int32), marked >> 1, (marked & 1).astype(bool)


def _of_units(text: Text, part: Part, listed: Numbers) -> Iterator[Small]:
    """The clauses of each listed unit in a part, each once."""
    numbers = text.numbers.take(part.at)
    for number in listed[(listed >= part.first) & (listed <= part.last)].tolist():
        clauses = text.clauses.take(part.at[numbers == number])
        yield clauses[starts_of(clauses)]


def _alone(lists: Sequence[Small], clauses: int, headed: NDArray[np.bool_] | int = 0) -> _Lists:
    """Lists of some of so many clauses without labels, each a text; which of all places stand in a heading."""
    sizes = np.fromiter(map(len, lists), np.int64)
    counts = items(COUNT, (sizes - 1).astype(np.int32))
    places = _gaps(np.concatenate([np.empty(0, np.int32), *lists]), sizes, clauses, headed)
    return _Lists(counts, np.ones(len(sizes), np.int64), places, sizes, np.arange(len(sizes)),
                  np.zeros(len(sizes), np.int64), [])


def write_clauses(lists: Sequence[Sequence[int]], clauses: int) -> tuple[Code, list[str]]:
    """Lists of some of so many clauses, each in order and none empty, as texts with the code they are written in."""
    found = _alone([np.asarray(places, np.int32) for places in lists], clauses)
    code = code_of((found.labels, found.places))
    return code, _apart(found, code)


def _apart(lists: _Lists, code: Code) -> list[str]:
    text, bounds = _laid(lists, code)
    return [text[first:last] for first, last in pairwise(bounds.tolist())]


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


def _written(several: Iterable[_Lists], code: Code) -> Lists:
    """All these lists, one after the other."""
    texts, bounds, kept, begins = list[str](), [np.zeros(1, np.int64)], [np.zeros(0, np.int64)], list[str]()
    for lists in several:
        text, ends = _laid(lists, code)
        texts.append(text)
        bounds.append(ends[1:] + bounds[-1][-1])
        kept.append(lists.kept)
        begins += lists.begins
    return Lists("".join(texts), np.concatenate(bounds), np.concatenate(kept), begins)


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
    """The texts in shards of up to ``size`` characters, each with the least key that it can know more of than the one
    before.
    """
    cuts = [*_cuts(lists.bounds, lists.kept, size), len(lists.kept)]
    for first, last in pairwise(cuts):
        bounds = lists.bounds[first : last + 1].tolist()
        yield lists.begins[first], [lists.text[start:end] for start, end in pairwise(bounds)]


def _cuts(bounds: Numbers, kept: Numbers, size: int) -> Iterator[int]:
    """Where to cut what lies between the bounds into parts of seven eighths to the whole of this size: where grams
    share least.
    """
    first, count = 0, len(kept)
    while first < count:
        yield first
        start = int(bounds[first])
        least, most = np.searchsorted(bounds, (start + size * 7 // 8, start + size + 1))
        if most > count:
            return
        least, most = max(int(least), first + 1), int(most)
        first = least + int(np.argmin(kept[least:most])) if least < most else max(most - 1, first + 1)
