"""The pages of a kind of fact: of the whole library, and of each place. A kind that has no table of its own is shown
field by field.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from itertools import islice

from tiaowen.kinds import KINDS, Kind
from tiaowen.render import deadlines, long_tables, words
from tiaowen.render.library import Library
from tiaowen.render.rows import (
    LISTED,
    FactRow,
    facts_at,
    facts_of,
    how_many,
    incentive_row,
    newest_day,
    of_any,
    places_with,
    target_row,
)

Look = Callable[[Library, str], dict[str, object]]
# and their templates
OWN: Mapping[str, Look] = {"targets": long_tables.targets, "incentives": long_tables.incentives,
                           "deadlines": deadlines.deadlines}
OWN_ROWS: Mapping[str, Callable[[Library, str, Iterable[str]], Sequence[object]]] = {  # and what their tables show
    "targets": lambda library, page, policies: long_tables.by_document(
        (target_row(*told, library, page) for told in islice(facts_of("targets", library, policies=policies), LISTED)),
        library, page),
    "incentives": lambda library, page, policies: long_tables.largest_first(
        (incentive_row(*told, library, page)
         for told in islice(facts_of("incentives", library, policies=policies), LISTED)),
        newest_day(library, policies=policies)),
}


class PlainRow(FactRow, frozen=True, kw_only=True):
    """One fact, its fields in words."""

    cells: tuple[str, ...]


def fact_rows(kind: Kind, library: Library, page: str, policies: Iterable[str] | None = None) -> Iterator[PlainRow]:
    """The facts of the library or of those documents; documents newest first and each in its own order."""
    for policy, fact, concerned in facts_of(kind.name, library, policies=policies):
        yield PlainRow(**of_any(policy, fact, concerned, library, page),
                       cells=tuple(words.plain(getattr(fact, field)) for field in _heads(kind)))


def _heads(kind: Kind) -> Mapping[str, str]:
    """Field → the head of its column."""
    return kind.shown or {"quote": kind.title}


def view_of(kind: Kind) -> Look:
    """What the page of the kind shows."""
    return OWN.get(kind.name) or (lambda library, page: _of_library(kind, library, page))


def _of_library(kind: Kind, library: Library, page: str) -> dict[str, object]:
    return {
        "kind": kind, "heads": tuple(_heads(kind).values()),
        "rows": tuple(islice(fact_rows(kind, library, page), LISTED)),
        "count": how_many(kind.name, library),
        "places": places_with(kind.name, library, page) if kind.of_places else (),
    }


def of_place(place_id: str, kind: Kind, library: Library, page: str) -> dict[str, object]:
    """Every fact of the kind in a place's own documents."""
    own = library.corpus.policies_at.get(place_id, ())
    count = facts_at(place_id, library)[kind.name]
    return {
        "kind": kind, "name": library.place_name(place_id), "shown": min(count, LISTED),
        "rows": OWN_ROWS[kind.name](library, page, own) if kind.name in OWN_ROWS
        else tuple(islice(fact_rows(kind, library, page, own), LISTED)),
        "table": f"{kind.room}_table" if kind.name in OWN_ROWS else "", "heads": tuple(_heads(kind).values()),
        "count": count,
        "above": tuple(library.place_link(i, page) for i in library.place_chain(place_id)),
    }


def sections(place_id: str, library: Library) -> tuple[tuple[Kind, int], ...]:
    """The kinds of which the place's own documents hold facts, with how many."""
    counted = facts_at(place_id, library)
    return tuple((kind, counted[kind.name]) for kind in KINDS if counted.get(kind.name))
