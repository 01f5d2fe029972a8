"""What was before a body and what came after it (institutional reforms: agencies_reforms.yml)."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Literal

from msgspec import Struct

from tiaowen.catalog.agency_entries import AgencyEntry, Successor
from tiaowen.catalog.agency_index import AgencyIndex, at_level
from tiaowen.catalog.places import Place

Direction = Literal["predecessor", "successor"]


class Step(Struct, frozen=True):
    """One step of succession: the other body, which way, when, how sure and who says so."""

    other: AgencyEntry
    direction: Direction
    date: str
    certain: bool
    source: str


def steps(index: AgencyIndex, entry: AgencyEntry, place: Place | None) -> Iterator[Step]:
    """The bodies before the entry's body at that place (None: the centre), then those after it."""
    if index.named(entry.short, place) is entry:
        for before, link in index.taken_over.get(entry.short, ()):
            if index.named(before.short, place) is before and _holds(link, before, place):
                yield _step(index, before, link, place, "predecessor")
    for link in entry.successors:
        after = index.named(link.to, place)
        if after and _holds(link, entry, place):
            yield _step(index, after, link, place, "successor")


def _holds(link: Successor, entry: AgencyEntry, place: Place | None) -> bool:
    if place is None:
        return True
    if (
        not at_level(entry, place) or link.levels and place.level not in link.levels
        and not (place.municipality and "city" in link.levels)
    ):
        return False
    return (not link.only_in or place.id in link.only_in) and place.id not in link.not_in


def _step(index: AgencyIndex, other: AgencyEntry, link: Successor, place: Place | None, direction: Direction) -> Step:
    reform = index.reforms.get(link.reform)
    level = place.level if place else "centre"
    source = "；".join(part for part in (link.source or (reform.source if reform else ""), link.note) if part)
    return Step(other, direction, link.date or (reform.dates.get(level, "") if reform else ""), link.certain, source)
