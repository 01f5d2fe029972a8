"""What a segment knows of its documents and clauses beside their text; the same as the page's (search-facts.js)."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date
from functools import cached_property
from typing import Any

from msgspec import Struct

from tiaowen.document_names import state_of
from tiaowen.search.bits import readable
from tiaowen.search.fold import SEPARATOR, fold
from tiaowen.search.postings import Lists
from tiaowen.search.segment import Segment
from tiaowen.search.understand import Concept

FACT, OF_YEAR = 0.95, 0.6
EXPIRED, PLACE_BELOW, PLACE_ABOVE = 0.9, 0.9, 0.45


class Met(Struct):
    """How a clause meets a concept: how well, whether in its heading, by which key or fact, whether only by a part of
    the word.
    """

    strength: float
    headed: bool = False
    key: str = ""
    part: bool = False
    fact: str = ""


class Facts:
    """What a segment knows of its documents and clauses beside their text."""

    def __init__(self, segment: Segment) -> None:
        file = segment.facets()
        self._segment, self._today = segment, date.today().isoformat()
        self._documents: dict[str, Any] = file["documents"]
        self._clauses: dict[str, Any] = file["clauses"]
        self._shards = {f"{facet}/{value}": shard for facet, values in self._clauses.items()
                        for value, _, shard in values}
        self._lists = Lists(readable(file["code"]), segment.count)

    @cached_property
    def _titles(self) -> list[str]:
        return [fold(title.title).replace(SEPARATOR, "") for title in self._segment.titles]

    def titled(self, concept: Concept) -> set[int]:
        """The documents whose title holds a concept."""
        keys = [key.replace(SEPARATOR, "") for key, _ in concept.keys if len(key) > 1]
        return {document for document, title in enumerate(self._titles) if any(key in title for key in keys)}

    def names(self, facet: str) -> dict[str, str]:
        """The names of a facet's values by id."""
        return {value: name for value, name, *_ in self._clauses[facet]}

    def _value(self, facet: str, document: int) -> str:
        distinct, column = self._documents[facet]
        return str(distinct[column[document]][0])

    def meets(self, concept: Concept, met: dict[int, Met]) -> None:
        """Adds the clauses that meet a concept by a fact or by their document's year."""
        if concept.facet == "year":
            for document in range(self._segment.documents):
                if self._value("year", document) in concept.ids:
                    for clause in range(self._segment.first_of(document), self._segment.first_of(document + 1)):
                        met.setdefault(clause, Met(OF_YEAR, fact="year"))
            return
        for value in concept.ids:
            shard = self._shards.get(f"{concept.facet}/{value}")
            text = "" if shard is None else self._segment.facet(shard, f"{concept.facet}/{value}")
            for clause in self._lists.read(text) if text else ():
                held = met.get(clause)
                if held is None:
                    met[clause] = Met(FACT, fact=concept.facet)
                else:
                    held.strength, held.fact = max(held.strength, FACT) + 0.1, concept.facet

    def local(self, document: int, places: Sequence[Concept], above: Mapping[str, Sequence[str]]) -> float:
        """Whether a document is of one of the places: 1, less for one below or above them, 0 for another."""
        own, best = self._value("place", document), 0.0
        for place in (value for concept in places for value in concept.ids):
            if own == place:
                best = 1.0
            elif place in above.get(own, ()):
                best = max(best, PLACE_BELOW)
            elif not own or own == "cn" or own in above.get(place, ()):
                best = max(best, PLACE_ABOVE)
        return best

    def standing(self, document: int) -> float:
        """Less for a document that is repealed, amended, past its term or not yet in force."""
        return EXPIRED if state_of(self._segment.titles[document].mark, self._today) else 1.0
