"""One segment of the index of a built site, read: which clauses hold a key, and what to show of them (segments.py
writes them).
"""

from __future__ import annotations

from bisect import bisect_right
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from functools import cached_property
from itertools import accumulate
from os.path import commonprefix
from pathlib import Path
from typing import Any

from tiaowen.search.bits import readable
from tiaowen.search.fold import SEPARATOR, fold
from tiaowen.search.index import data_of
from tiaowen.search.named import Title
from tiaowen.search.postings import Found, Lists, spread
from tiaowen.search.segments import Header, Row
from tiaowen.search.terms import Term

IN_HEADING = 4  # points for a term in a clause's heading; besides, each doubling of its count gives one
NEAR_SHARE = 0.5  # of a query's pairs that a clause must hold to be shown as near
READ = 10  # so many chunks of text, which results show anyway, are read rather than another shard


def pairs_of(units: str) -> set[str]:
    """The neighbouring units of a key that no ``|`` parts."""
    return {units[at : at + 2] for at in range(len(units) - 1) if SEPARATOR not in units[at : at + 2]}


def points_in(whole: str, key: str, heading_units: int) -> int:
    """The points that a key gives a clause with this whole key; 0 when it does not hold it."""
    starts = []
    at = whole.find(key)
    while at >= 0:
        starts.append(at)
        at = whole.find(key, at + 1)
    headed = starts and len(spread(whole[: starts[0]].replace(SEPARATOR, ""))) < heading_units
    return len(starts).bit_length() + (IN_HEADING if headed else 0)


class Segment:
    """One segment of the index (segments.py): which clauses hold a key, and what to show of them."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._loaded: dict[str, Any] = {}
        manifest = self._load("m")
        self._listed = spread(manifest["listed"])
        self._grams: list[str] = list(map(spread, manifest["grams"]))
        self._units: list[str] = list(map(spread, manifest["units"]))
        self._lists = Lists(readable(manifest["code"]), sum(manifest["documents"]))
        self._first_of_chunk = [0, *accumulate(manifest["chunks"])]
        self._documents: list[int] = manifest["documents"]
        self._first_of_document: list[int] = [0, *accumulate(self._documents)]
        self._known: dict[str, tuple[dict[int, int], set[int]]] = {}
        self._words: list[int] = manifest["words"]
        self._homes: Mapping[str, int] = {}

    @property
    def count(self) -> int:
        """How many clauses it has."""
        return self._first_of_document[-1]

    @property
    def documents(self) -> int:
        """How many documents it has."""
        return len(self._documents)

    def first_of(self, document: int) -> int:
        """The first clause of a document; of the number after the last one, how many clauses there are."""
        return self._first_of_document[document]

    def document_of(self, clause: int) -> int:
        """The document of a clause."""
        return self._document_of[clause]

    @cached_property
    def titles(self) -> list[Title]:
        """By what its documents are named."""
        return [Title(*values) for values in data_of((self._folder / "d.js").read_bytes())]

    def facets(self) -> dict[str, Any]:
        """What facets.py wrote."""
        facets: dict[str, Any] = self._load("f")
        return facets

    def places(self, key: str) -> tuple[dict[int, int], set[int]]:
        """How often clauses hold a key, and which have it in their heading, by the lists alone: no text is read. Of a
        rare or long key these are the clauses that hold all its parts.
        """
        if key not in self._known:
            self._known[key] = self._listed_places(key) if key in self._homes else self._places(spread(key))
        return self._known[key]

    def learn(self, homes: Mapping[str, int]) -> None:
        """For each word that has a list of its own its group (word_lists.py)."""
        self._homes = homes

    def facet(self, shard: int, value: str) -> str:
        """The list of a value of a facet (facets.py), empty when it has none."""
        lists: dict[str, str] = self._load(f"k{shard}")
        return lists[value]

    def _listed_places(self, key: str) -> tuple[dict[int, int], set[int]]:
        shard: dict[str, str] = self._load(f"s{bisect_right(self._words, self._homes[key]) - 1}")
        places = self._lists.places(shard[key]) if key in shard else []
        return dict(Counter(place.clause for place in places)), {place.clause for place in places if place.heading}

    def _places(self, units: str) -> tuple[dict[int, int], set[int]]:
        if len(units) == 1:
            return self._holding(units), set()
        found = self._lookup(units)
        counts = Counter(place.clause for place in found.places) if found.shared >= 2 else Counter[int]()
        at = found.shared - 1
        while at < len(units) - 1 and counts:
            if units[at] == SEPARATOR:
                at += 1
                continue
            part = self._lookup(units[at:])
            others = {place.clause for place in part.places} if part.shared >= 2 else set()
            counts = Counter({clause: count for clause, count in counts.items() if clause in others})
            at += max(part.shared - 1, 1)
        return dict(counts), {place.clause for place in found.places if place.heading}

    def _load(self, name: str) -> Any:
        if name not in self._loaded:
            data = data_of((self._folder / f"{name}.js").read_bytes())
            self._loaded[name] = spread(data) if isinstance(data, str) else data
        return self._loaded[name]

    @cached_property
    def _document_of(self) -> list[int]:
        return [number for number, count in enumerate(self._documents) for _ in range(count)]

    def clauses(self, terms: tuple[Term, ...]) -> dict[int, int]:
        """The clauses that match all terms, with their points."""
        found: dict[int, int] | None = None
        for term in sorted(terms, key=lambda term: term.exclude):
            held = self._holding(term.key)
            if found is None:
                found = held
            elif term.exclude:
                found = {clause: points for clause, points in found.items() if clause not in held}
            else:
                found = {clause: points + held[clause] for clause, points in found.items() if clause in held}
        return found or {}

    def in_documents(self, terms: tuple[Term, ...]) -> dict[int, int]:
        """The clauses with any of the terms, of documents that have all of them in some clause; none with an excluded
        term.
        """
        held = [self._holding(term.key) for term in terms if not term.exclude]
        documents = set.intersection(*({self._document_of[clause] for clause in found} for found in held))
        excluded = {clause for term in terms if term.exclude for clause in self._holding(term.key)}
        return {clause: sum(found.get(clause, 0) for found in held)
                for clause in set().union(*held) - excluded if self._document_of[clause] in documents}

    def partial(self, terms: tuple[Term, ...]) -> dict[int, int]:
        """The clauses that hold at least half of the terms' pairs, with how many."""
        pairs = {pair for term in terms if not term.exclude for pair in pairs_of(spread(term.key))}
        held: dict[int, int] = {}
        for pair in pairs:
            for clause in {place.clause for place in self._lookup(pair).places}:
                held[clause] = held.get(clause, 0) + 1
        excluded = {clause for term in terms if term.exclude for clause in self._holding(term.key)}
        return {clause: count for clause,
                count in held.items() if count >= NEAR_SHARE * len(pairs) and clause not in excluded}

    def _holding(self, key: str) -> dict[int, int]:
        """The clauses that hold the key, with the points it gives them."""
        units = spread(key)
        if len(units) == 1 and units in self._listed:
            first = bisect_right(self._units, units) - 1
            shard = self._load(f"u{first}")
            return dict.fromkeys(
                self._lists.read(shard[self._listed.index(units) - self._listed.index(self._units[first])]), 1)
        found = self._lookup(units)
        if found.shared < len(units):
            return self._confirmed(key, self._narrowed(units, found))
        if len(units) == 1:
            return dict.fromkeys((place.clause for place in found.places), 1)
        counts = Counter(place.clause for place in found.places)
        headed = {place.clause for place in found.places if place.heading}
        return {clause: count.bit_length() + (IN_HEADING if clause in headed else 0) for clause,
                count in counts.items()}

    def _lookup(self, units: str) -> Found:
        """The places of a key, or of the longest gram that begins it."""
        number = bisect_right(self._grams, units) - 1
        if number < 0:
            return Found(0, [])
        found = self._lists.find(self._load(f"g{number}"), units)
        if found.shared == len(units):
            while number + 1 < len(self._grams) and self._grams[number + 1].startswith(units):
                number += 1
                found.places.extend(self._lists.find(self._load(f"g{number}"), units).places)
            return found
        for length in range(len(commonprefix((self._grams[number], units))), found.shared, -1):
            earlier = self._lists.find(self._load(f"g{bisect_right(self._grams, units[:length]) - 1}"), units)
            if earlier.shared > found.shared:
                return earlier
        return found

    def _narrowed(self, units: str, found: Found) -> set[int]:
        """Of the clauses of the gram that begins the key those that its other parts leave, until few chunks of text
        tell the rest.

        The next part begins with the last unit that the gram before it has: where that one ended, what follows is rare.
        """
        candidates = {place.clause for place in found.places}
        starts = [at for at in range(1, len(units) - 1) if units[at] != SEPARATOR]
        at = found.shared - 1
        while starts and len(self._chunks_of(candidates)) > READ:
            start = max((start for start in starts if start <= at), default=starts[0])
            starts.remove(start)
            found = self._lookup(units[start:])
            candidates.intersection_update(place.clause for place in found.places)
            at = start + max(found.shared - 1, 1)
        return candidates

    def _confirmed(self, key: str, candidates: set[int]) -> dict[int, int]:
        """Of the candidates those whose text holds the key."""
        points = {clause: points_in(fold(row.full).strip(SEPARATOR), key, row.heading_units)
                  for clause, (_, row) in self.rows(candidates).items()}
        return {clause: value for clause, value in points.items() if value}

    def _chunks_of(self, clauses: set[int]) -> set[int]:
        """The numbers of the chunks of text that hold the clauses."""
        return {bisect_right(self._first_of_chunk, clause) - 1 for clause in clauses}

    def ranked(self, points: dict[int, int]) -> Iterator[tuple[int, int, int, int]]:
        """For each clause the points of its document, the document, its own points, and the clause."""
        of_document: dict[int, list[int]] = {}
        for clause, value in points.items():
            of_document.setdefault(self._document_of[clause], []).append(value)
        best = {document: max(values) + len(values).bit_length() for document, values in of_document.items()}
        for clause, value in points.items():
            document = self._document_of[clause]
            yield best[document], document, value, clause

    def rows(self, wanted: Iterable[int]) -> dict[int, tuple[Header, Row]]:
        """What to show of clauses and their documents."""
        held = set(wanted)
        found: dict[int, tuple[Header, Row]] = {}
        for number in sorted(self._chunks_of(held)):
            rows = [(header, row) for _, header, part in self._load(f"t{number}") for row in part]
            first = self._first_of_chunk[number]
            found |= {first + at: (Header(*header), Row.read(row)) for at,
                      (header, row) in enumerate(rows) if first + at in held}
        return found
