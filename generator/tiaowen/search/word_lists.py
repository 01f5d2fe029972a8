"""Where the words of the synonyms stand in a segment: one list for each word, those of a group side by side.

A question in other words looks up every word of some groups; in the lists of grams (postings.py) each would be in a
shard of its own. ``segment.py`` and the page (search-segment.js) read them.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence

import numpy as np

from tiaowen.search.grams import Numbers, Text
from tiaowen.search.postings import spread

SHARD = 20_000  # characters of six bits

Groups = Sequence[Sequence[str]]


def homes(groups: Iterable[Sequence[str]]) -> dict[str, int]:
    """For each word of two units or more the first group that has it: there its list is."""
    found: dict[str, int] = {}
    for number, words in enumerate(groups):
        for word in words:
            if len(spread(word)) > 1:
                found.setdefault(word, number)
    return found


def places_of(text: Text, words: Sequence[str]) -> list[Numbers]:
    """For each word, of two units or more, where it begins in a text, in order."""
    number_of = {int(unit): number for number, unit in enumerate(text.units.tolist()) if number}
    spelt = [[number_of.get(ord(unit), 0) for unit in spread(word)] for word in words]
    count = len(text.units)
    begun = _begun(text, {numbers[0] * count + numbers[1] for numbers in spelt if all(numbers)})
    found = []
    for numbers in spelt:
        at = begun.get(numbers[0] * count + numbers[1], _NOWHERE) if all(numbers) else _NOWHERE
        for further, number in enumerate(numbers[2:], 2):
            at = at[text.numbers[at + further] == number]
        found.append(at)
    return found


_NOWHERE = np.empty(0, np.int64)


def _begun(text: Text, pairs: set[int]) -> dict[int, Numbers]:
    """Where each of these pairs of units stands, in order."""
    count = len(text.units)
    wanted = np.zeros(count * count, bool)
    wanted[list(pairs)] = True
    places, codes = list[Numbers](), list[Numbers]()
    for start in range(0, len(text.numbers) - 1, 1_000_000):
        part = text.numbers[start : start + 1_000_001].astype(np.int64)
        code = part[:-1] * count + part[1:]
        at = np.flatnonzero(wanted[code])
        places.append(at + start)
        codes.append(code[at])
    code, at = np.concatenate(codes), np.concatenate(places)
    order = np.argsort(code, kind="stable")
    code, at = code[order], at[order]
    ends = np.append(np.flatnonzero(np.diff(code)) + 1, len(code))
    spans = zip(np.append(0, ends).tolist(), ends.tolist(), strict=False)
    return {int(code[last - 1]): at[first:last] for first, last in spans if last > first}


def shards(lists: Mapping[str, str], groups: Groups) -> Iterator[tuple[int, dict[str, str]]]:
    """Lists that are not empty, by word, in shards of whole groups, each with the number of its first group."""
    first, size = 0, 0
    shard: dict[str, str] = {}
    by_group: list[list[str]] = [[] for _ in groups]
    for word, group in homes(groups).items():
        if lists.get(word):
            by_group[group].append(word)
    for group, words in enumerate(by_group):
        more = sum(len(lists[word]) for word in words)
        if shard and size + more > SHARD:
            yield first, shard
            first, size, shard = group, 0, {}
        shard |= {word: lists[word] for word in words}
        size += more
    yield first, shard
