"""The place that a person writes down: which one is meant, and what is wrong where none can be told."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from difflib import get_close_matches

from opencc import OpenCC

from tiaowen.catalog.places import CENTRE, Place, PlaceRegistry
from tiaowen.model import Jurisdiction

_SHOWN = 6  # places of one name that a finding lists
_COUNTRY = frozenset({"全国", "中央", "国家"})  # what people write for the centre besides the registry's names for it


def stated(said: Jurisdiction, places: PlaceRegistry) -> Jurisdiction | None:
    """The place that a person names by province, city or county: in full or short, as one name or several written
    together (山东省威海市), in Traditional characters too.

    None when no such place is known, when several may be meant, or when the names contradict each other or the id. A
    person who names nothing says the centre; a name that is left blank says nothing.
    """
    names = _names(said, places)
    if not names:
        blank = any(name is not None for name in (said.province, said.city, said.county))
        place_id = said.place_id or ("" if blank else CENTRE)
        return places.jurisdiction(place_id) if places.get(place_id) else None
    fitting = [place for place in _fitting(names, places) if said.place_id in {"", place.id}]
    # a county-level city may stand where cities do
    best = [place for place in fitting if (place.level == "county") == bool(said.county)] or fitting
    return places.jurisdiction(best[0].id) if len(best) == 1 else None


def doubt(said: Jurisdiction, places: PlaceRegistry) -> str:
    """Why ``stated`` knows no such place: a name is misspelt, it is that of several, or they lie elsewhere. Words to
    put behind what was said; empty when there is nothing to tell.
    """
    names = _names(said, places)
    if not names:
        return "：名称是空的" if not said.place_id else f"：没有 {said.place_id} 这个 place_id"
    unknown = next((name for name in names if name not in places.names and not _is_country(name, places)), "")
    if unknown:
        near = _near(unknown, _fitting(names[:names.index(unknown)], places), places)
        return f"：没有“{unknown}”" + (f"，是不是{near}？" if near else "")
    found = _fitting(names, places) or places.find(names[-1])
    if said.place_id and said.place_id not in {place.id for place in found}:
        return f"：place_id 写的是 {said.place_id}，{names[-1]}是 {'、'.join(place.id for place in found[:_SHOWN])}"
    where = ["".join(above.name for above in reversed(places.chain(place.id))) for place in found]
    return f"：有 {'、'.join(where[:_SHOWN])}{'等' if len(where) > _SHOWN else ''}" if where else ""


def _near(unknown: str, around: Sequence[Place], places: PlaceRegistry) -> str:
    """The name that may be meant: of the place with that id or code, else the likest of those in the places named
    before it.
    """
    of_the_id = next((place for place in places if unknown.lower() in {place.id, place.code}), None)
    if of_the_id:
        return of_the_id.name
    inside = {place.name for place in places
              if not around or any(above in around for above in places.chain(place.id)[1:])}
    return next(iter(get_close_matches(unknown, sorted(inside), n=1)), "")


def _names(said: Jurisdiction, places: PlaceRegistry) -> list[str]:
    """The names in Simplified characters, widest first, each alone."""
    given = [name.strip() for name in (said.province, said.city, said.county) if name and name.strip()]
    return [part for name in given for part in _taken_apart(name, places)]


def _taken_apart(name: str, places: PlaceRegistry) -> Iterator[str]:
    """Names written together: 山东省威海市 → 山东省, 威海市. What is no row of places stays as it is."""
    plain = name if name in places.names else OpenCC("t2s").convert(name)
    named = list(places.mentions(plain)) if plain not in places.names else []
    if named and named[0][1] == 0 and named[0][2] == len(plain):
        outer = [above.name for above in reversed(places.chain(named[0][0].id)) if above.name in plain]
        yield from outer if "".join(outer) == plain else [plain]
    else:
        yield plain


def _is_country(name: str, places: PlaceRegistry) -> bool:
    centre = places.get(CENTRE)
    return name in _COUNTRY or centre is not None and name in {centre.name, centre.short, *centre.aliases}


def _fitting(names: Sequence[str], places: PlaceRegistry) -> list[Place]:
    """The places of the last name that lie in all that are named before it."""
    if not names:
        return []
    if len(names) == 1 and _is_country(names[0], places):
        return [place for place in places if place.id == CENTRE]
    return [place for place in places.find(names[-1])
            if {*names} <= {name for above in places.chain(place.id)
                            for name in (above.name, above.short, *above.aliases)}]
