"""The place that a person writes down: which one is meant, and what is wrong where none can be told."""

from __future__ import annotations

from collections.abc import Sequence
from difflib import get_close_matches

from tiaowen.catalog.places import CENTRE, Place, PlaceRegistry
from tiaowen.model import Jurisdiction

_SHOWN = 6  # places of one name that a finding lists


def stated(said: Jurisdiction, places: PlaceRegistry) -> Jurisdiction | None:
    """The place that a person names by province, city or county, in full or short; None when no such place is known or
    several may be meant, or the names contradict each other. A person who names none says the centre.
    """
    names = _names(said)
    if not names:
        place_id = said.place_id or CENTRE
        return places.jurisdiction(place_id) if places.get(place_id) else None
    fitting = _fitting(names, places)
    # a county-level city may stand where cities do
    best = [place for place in fitting if (place.level == "county") == bool(said.county)] or fitting
    return places.jurisdiction(best[0].id) if len(best) == 1 else None


def doubt(said: Jurisdiction, places: PlaceRegistry) -> str:
    """Why ``stated`` knows no such place: a name is misspelt, it is that of several, or they lie elsewhere. Words to
    put behind what was said; empty when there is nothing to tell.
    """
    names = _names(said)
    unknown = next((name for name in names if name not in places.names), "")
    if unknown:
        near = get_close_matches(unknown, sorted({place.name for place in places}), n=1)
        return f"：没有“{unknown}”" + (f"，是不是{near[0]}？" if near else "")
    found = (_fitting(names, places) or places.find(names[-1])) if names else ()
    where = ["".join(above.name for above in reversed(places.chain(place.id))) for place in found]
    return f"：有 {'、'.join(where[:_SHOWN])}{'等' if len(where) > _SHOWN else ''}" if where else ""


def _names(said: Jurisdiction) -> list[str]:
    return [name for name in (said.province, said.city, said.county) if name]


def _fitting(names: Sequence[str], places: PlaceRegistry) -> list[Place]:
    """The places of the last name that lie in all that are named before it."""
    return [place for place in places.find(names[-1])
            if {*names} <= {name for above in places.chain(place.id)
                            for name in (above.name, above.short, *above.aliases)}]
