"""Answers from the index of a built site: the same clauses in the same order as the search page, from the same files
(search-engine.js).
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path
from typing import Any, Literal

from msgspec import Struct

from tiaowen.anchors import path_of
from tiaowen.search.fold import find
from tiaowen.search.index import FOLDER, data_of
from tiaowen.search.meaning import Reader
from tiaowen.search.pointed import pointed
from tiaowen.search.segment import Segment
from tiaowen.search.segments import Header, Row
from tiaowen.search.terms import Term, parse

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
    """All hits, best first. ``near``: nothing matches; hits are clauses of documents that hold all terms, or clauses
    that hold parts of them.
    """

    terms: tuple[Term, ...]
    near: Near
    hits: tuple[Hit, ...]


class MeantHit(Struct, frozen=True):
    """A clause of an answer by meaning. ``near``: it does not hold the query as it stands; ``why`` says what it holds
    instead.
    """

    hit: Hit
    near: bool
    why: str


class Index:
    """The index of a built site. Raises FileNotFoundError when there is none."""

    def __init__(self, site: Path) -> None:
        self.folder = site / FOLDER
        self._parts = data_of((self.folder / "index.js").read_bytes())
        self.segments = [Segment(self.folder / entry["name"]) for entry in self._parts["segments"]]
        self._reader: Reader | None = None

    @property
    def meaning(self) -> Reader:
        """Understands and answers queries by meaning."""
        if self._reader is None:
            self._reader = Reader(self.segments, self._part)
        return self._reader

    def _part(self, name: str) -> Any:
        """What a part of the index holds; nothing where the site was built before there was such a part."""
        return data_of((self.folder / f"{self._parts[name]}.js").read_bytes()) if name in self._parts else []

    def answer(self, query: str) -> list[MeantHit]:
        """All clauses that answer the query, in the page's order; those that do not hold it as it stands are ``near``
        and say why they are there.
        """
        meaning = self.meaning.answer(query)
        exact = self.search(query)
        literal = () if exact.near else exact.hits
        if meaning is not None and not meaning.hits and meaning.documents:
            return self._pointed(meaning.documents, query)
        if meaning is None or not meaning.hits:
            return [MeantHit(hit, near=False, why="") for hit in literal]
        found = []
        for number, segment in enumerate(self.segments):
            rows = segment.rows(hit.clause for hit in meaning.hits if hit.segment == number)
            found += [(hit, rows[hit.clause]) for hit in meaning.hits if hit.segment == number]
        order = {id(hit): at for at, hit in enumerate(meaning.hits)}
        found.sort(key=lambda item: order[id(item[0])])
        keys = [term.key for term in exact.terms]
        hits = [MeantHit(_hit(*row, hit.points, list(hit.marks) or keys), near=meaning.near or not hit.literal,
                         why=hit.why) for hit, row in found]
        there = {(hit.hit.policy, hit.hit.anchor) for hit in hits}
        rest = () if meaning.near or meaning.used else literal
        return hits + [MeantHit(hit, near=False, why="") for hit in rest if (hit.policy, hit.anchor) not in there]

    def _pointed(self, documents: Sequence[tuple[int, int]], query: str) -> list[MeantHit]:
        found = pointed(self.segments, documents, query)
        return [MeantHit(_hit(*self.segments[segment].rows([clause])[clause], 0, []), near=True, why=why)
                for segment, clause, why in found]

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
    return Hit(header.id, header.title, row.anchor, path_of(row.anchor), row.label, row.heading,
               snippet(row.full, keys), points, row.full)


def _best(shares: list[dict[int, int]]) -> list[dict[int, int]]:
    ranked = sorted(((-share, number, clause) for number, found in enumerate(shares) for clause,
                     share in found.items()))[:NEAR_COUNT]
    best: list[dict[int, int]] = [{} for _ in shares]
    for share, number, clause in ranked:
        best[number][clause] = -share
    return best
