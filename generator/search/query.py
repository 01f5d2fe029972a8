"""Answers from the index of a built site: the same clauses in the same order as the search page, from the same files (search-engine.js)."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable, Iterator
from functools import cached_property
from pathlib import Path
from typing import Any, Literal

from msgspec import Struct

from generator.anchors import path_of
from generator.search.fold import find
from generator.search.index import FOLDER, data_of
from generator.search.postings import Begin, Heat, Pair, Place, cut, read_begins, read_pair, read_unit, units_of
from generator.search.segments import Header, Row
from generator.search.terms import Term, parse

IN_HEADING = 4  # points for a term in a clause's heading; besides, each doubling of its count gives one
NEAR_SHARE = 0.5  # of a query's pairs that a clause must hold to be shown as near
NEAR_COUNT = 50
BEFORE, LENGTH = 24, 120  # characters of a snippet before the first place, and in all

Near = Literal["", "document", "partial"]


class Hit(Struct, frozen=True):
    """A clause that was found; ``path`` and ``anchor`` as in the contract."""

    policy: str
    title: str
    anchor: str
    path: str
    label: str
    heading: str
    snippet: str
    score: int
    full: str


class Answer(Struct, frozen=True):
    """All hits, best first. ``near``: nothing matches; hits are clauses of documents that hold all terms, or clauses that hold parts of them."""

    terms: tuple[Term, ...]
    near: Near
    hits: tuple[Hit, ...]


class Index:
    """The index of a built site. Raises FileNotFoundError when there is none."""

    def __init__(self, site: Path) -> None:
        self._folder = site / FOLDER
        self.segments = [_Segment(self._folder / entry["name"]) for entry in data_of((self._folder / "index.js").read_bytes())["segments"]]

    def search(self, query: str) -> Answer:
        """What the query finds. A query without a term to find finds nothing."""
        terms = parse(query)
        wanted = [term for term in terms if not term.exclude]
        if not wanted:
            return Answer(terms, "", ())
        near: Near = ""
        found = [segment.clauses(terms) for segment in self.segments]
        if len(wanted) > 1 and not any(found):
            near, found = "document", [segment.in_documents(terms) for segment in self.segments]
        if not any(found):
            near, found = "partial", _best([segment.partial(terms) for segment in self.segments])
        ranked = [(-best, number, document, -points, clause)
                  for number, (segment, points_of) in enumerate(zip(self.segments, found, strict=True))
                  for best, document, points, clause in segment.ranked(points_of)]
        rows = [segment.rows(points_of) for segment, points_of in zip(self.segments, found, strict=True)]
        keys = list(marked(wanted, near))
        hits = [_hit(*rows[number][clause], -points, keys) for _, number, _, points, clause in sorted(ranked)]
        return Answer(terms, near if hits else "", tuple(hits))


def marked(wanted: Iterable[Term], near: Near) -> Iterator[str]:
    """The keys that are highlighted: those of the terms, or, for parts, every two characters of them."""
    for term in wanted:
        if near != "partial":
            yield term.key
            continue
        units = list(term.key)
        for at in range(len(units) - 1):
            yield "".join(units[at : at + 2])


def snippet(full: str, keys: Iterable[str]) -> str:
    """The text around the first place, cut to length."""
    places = [place for key in keys for place in find(full, key)]
    first = min(places, default=(0, 0))
    start = first[0] - BEFORE if first[0] > LENGTH // 2 else 0
    end = min(len(full), max(start + LENGTH, first[1]))
    return ("…" if start else "") + full[start:end] + ("…" if end < len(full) else "")


def _hit(header: Header, row: Row, points: int, keys: list[str]) -> Hit:
    return Hit(header.id, header.title, row.anchor, path_of(row.anchor), row.label, row.heading, snippet(row.full, keys), points, row.full)


def _best(shares: list[dict[int, int]]) -> list[dict[int, int]]:
    ranked = sorted(((-share, number, clause) for number, found in enumerate(shares) for clause, share in found.items()))[:NEAR_COUNT]
    best: list[dict[int, int]] = [{} for _ in shares]
    for share, number, clause in ranked:
        best[number][clause] = -share
    return best


class _Segment:
    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._loaded: dict[str, Any] = {}
        manifest = self._load("m")
        self._heat = Heat(manifest["hot"])
        self._pairs: list[Begin] = read_begins(manifest["pairs"])
        self._units = units_of(manifest["units"])
        self._chunks: list[int] = manifest["chunks"]
        self._documents: list[int] = manifest["documents"]

    def _load(self, name: str) -> Any:
        if name not in self._loaded:
            self._loaded[name] = data_of((self._folder / f"{name}.js").read_bytes())
        return self._loaded[name]

    @cached_property
    def _document_of(self) -> list[int]:
        return [number for number, count in enumerate(self._documents) for _ in range(count)]

    def clauses(self, terms: tuple[Term, ...]) -> dict[int, int]:
        """The clauses that match all terms, with their points."""
        found: dict[int, int] | None = None
        for term in sorted(terms, key=lambda term: term.exclude):
            places = self._places(term.key)
            if found is None:
                found = places
            elif term.exclude:
                found = {clause: points for clause, points in found.items() if clause not in places}
            else:
                found = {clause: points + places[clause] for clause, points in found.items() if clause in places}
        return found or {}

    def in_documents(self, terms: tuple[Term, ...]) -> dict[int, int]:
        """The clauses with any of the terms, of documents that have all of them in some clause; none with an excluded term."""
        places = [self._places(term.key) for term in terms if not term.exclude]
        documents = set.intersection(*({self._document_of[clause] for clause in found} for found in places))
        excluded = {clause for term in terms if term.exclude for clause in self._places(term.key)}
        return {clause: sum(found.get(clause, 0) for found in places)
                for clause in set().union(*places) - excluded if self._document_of[clause] in documents}

    def partial(self, terms: tuple[Term, ...]) -> dict[int, int]:
        """The clauses that hold at least half of the terms' pairs, with how many."""
        pairs = {pair for term in terms if not term.exclude for pair in self._heat.pairs(term.key)}
        held: dict[int, int] = {}
        for pair in pairs:
            for clause in {place.clause for place in self._of(pair)}:
                held[clause] = held.get(clause, 0) + 1
        excluded = {clause for term in terms if term.exclude for clause in self._places(term.key)}
        return {clause: count for clause, count in held.items() if count >= NEAR_SHARE * len(pairs) and clause not in excluded}

    def _places(self, key: str) -> dict[int, int]:
        """The clauses that hold the key, with the points it gives them."""
        pairs = self._heat.pairs(key)
        if not pairs:
            return dict.fromkeys(self._of_unit(cut(key)[0][0]), 1)
        ends = self._of(pairs[0])
        for pair in pairs[1:]:
            before = {(place.clause, place.second) for place in ends}
            ends = [place for place in self._of(pair) if (place.clause, place.first) in before]
        counts: dict[int, int] = {}
        headed = set()
        for place in ends:
            counts[place.clause] = counts.get(place.clause, 0) + 1
            if place.heading:
                headed.add(place.clause)
        return {clause: count.bit_length() + (IN_HEADING if clause in headed else 0) for clause, count in counts.items()}

    def _of(self, pair: Pair) -> list[Place]:
        shard = bisect_right(self._pairs, (pair.owner, pair.other)) - 1
        return read_pair(self._load(f"p{shard}"), pair) if shard >= 0 else []

    def _of_unit(self, unit: int) -> set[int]:
        first = max(bisect_right(self._pairs, (unit, 0)) - 1, 0)
        last = bisect_right(self._pairs, (unit, 0x10000))
        found: set[int] = set()
        for shard in range(first, last):
            found |= read_unit(self._load(f"p{shard}"), unit)
        alone = bisect_right(self._units, unit) - 1
        return found | read_unit(self._load(f"u{alone}"), unit) if alone >= 0 else found

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
        held, first = set(wanted), 0
        found: dict[int, tuple[Header, Row]] = {}
        for number, count in enumerate(self._chunks):
            if not held.isdisjoint(range(first, first + count)):
                rows = [(header, row) for _, header, part in self._load(f"t{number}") for row in part]
                found |= {first + at: (Header(*header), Row.read(row)) for at, (header, row) in enumerate(rows) if first + at in held}
            first += count
        return found
