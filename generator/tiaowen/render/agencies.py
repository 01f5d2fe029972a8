"""The list of all agencies: by level, place and kind; in a large library by place alone, with a file of names for
whoever types one.
"""

from __future__ import annotations

from collections.abc import Iterable

from markupsafe import Markup
from msgspec import Struct

from tiaowen import anchors
from tiaowen.model import OutputFile
from tiaowen.render import words
from tiaowen.render.dialect import own_address
from tiaowen.render.json_text import script_file
from tiaowen.render.library import Library, Link, href
from tiaowen.render.rows import LISTED

FILE = "data/agencies.js"
PAGE = "agencies.html"


class AgencyEntry(Struct, frozen=True, kw_only=True):
    """An agency of a list: its short name with the count of its duties, and the other names by which it is looked
    for.
    """

    link: Link
    names: str


class KindEntry(Struct, frozen=True, kw_only=True):
    """The agencies of one kind at a place."""

    name: str
    agencies: tuple[AgencyEntry, ...]


class AgenciesAt(Struct, frozen=True, kw_only=True):
    """The agencies of a place: those with duties by kind, and those without, which are folded."""

    kinds: tuple[KindEntry, ...] = ()
    idle: tuple[AgencyEntry, ...] = ()
    count: int = 0


class PlaceEntry(Struct, frozen=True, kw_only=True):
    """The agencies of a place; none: its own page lists them."""

    title: Link
    anchor: Markup
    agencies: AgenciesAt


class LevelEntry(Struct, frozen=True, kw_only=True):
    """The places of a level of administration."""

    name: str
    anchor: Markup
    places: tuple[PlaceEntry, ...]
    count: int


def agencies(library: Library, page: str) -> dict[str, object]:
    """Every agency by level and place, those with most duties first; where they are too many for one page, the places
    that list them.
    """
    whole = not is_long(library)
    return {"levels": tuple(_levels(library, page, whole)), "count": len(library.corpus.agencies),
            "idle": sum(i not in library.corpus.duties_of for i in library.corpus.agencies), "whole": whole,
            "names": FILE}


def is_long(library: Library) -> bool:
    """Whether the agencies are too many for one page, so that names are looked up in the file."""
    return len(library.corpus.agencies) > LISTED


def agency_names(library: Library) -> OutputFile:
    """``tiaowenAgencies([[place, [[id, name, count, other names], …]], …])``, for the field on the list of agencies."""
    rows = [
        [library.place_name(place_id),
         [[i, entry.link.text, entry.link.note, entry.names] for i in busiest(library.agencies_at[place_id], library)
          for entry in (agency_entry(i, library, PAGE),)]]
        for place_id in sorted(library.agencies_at, key=library.place_order)
    ]
    return script_file(FILE, "tiaowenAgencies", rows)


def busiest(agency_ids: Iterable[str], library: Library) -> list[str]:
    """The agencies, those with most duties first."""
    return sorted(agency_ids, key=lambda i: (-len(library.corpus.duties_of.get(i, ())), i))


def _levels(library: Library, page: str, whole: bool) -> Iterable[LevelEntry]:
    known = library.corpus.places
    at: dict[str, list[str]] = {level: [] for level in words.LEVELS}
    for place_id in sorted(library.agencies_at, key=library.place_order):
        at[known[place_id].level if place_id in known else ""].append(place_id)
    for level, place_ids in at.items():
        if place_ids:
            places = tuple(_place(i, library, page, whole or i not in known) for i in place_ids)
            count = sum(len(library.agencies_at[i]) for i in place_ids)
            yield LevelEntry(name=words.LEVELS[level], anchor=own_address(f"level-{level or 'unknown'}"),
                             places=places, count=count)


def _place(place_id: str, library: Library, page: str, listed: bool) -> PlaceEntry:
    """A place with its agencies, or as a link to its page, which lists them; a place that has no page has them here."""
    ids = library.agencies_at[place_id]
    address = "" if listed else href(f"{anchors.place_page(place_id)}#agencies", page)
    known = library.corpus.places.get(place_id)
    name = words.LEVELS["centre"] if known and known.level == "centre" else library.place_name(place_id)
    return PlaceEntry(
        title=Link(text=name, address=address, note=str(len(ids))),
        anchor=own_address(f"place-{place_id or 'unknown'}"),
        agencies=agencies_at(place_id, library, page) if listed else AgenciesAt(),
    )


def agencies_at(place_id: str, library: Library, page: str) -> AgenciesAt:
    """The agencies of a place as its lists show them, those with most duties first in each kind."""
    ids = library.agencies_at.get(place_id, ())
    of_kind: dict[str, list[AgencyEntry]] = {kind: [] for kind in words.BODIES}
    idle: list[AgencyEntry] = []
    for agency_id in busiest(ids, library):
        kind = library.corpus.agencies[agency_id].kind if library.corpus.duties_of.get(agency_id) else None
        (idle if kind is None else of_kind[kind]).append(agency_entry(agency_id, library, page))
    return AgenciesAt(kinds=tuple(KindEntry(name=words.BODIES[kind], agencies=tuple(found))
                                  for kind, found in of_kind.items() if found), idle=tuple(idle), count=len(ids))


def agency_entry(agency_id: str, library: Library, page: str) -> AgencyEntry:
    """An agency as it stands in a list."""
    record = library.corpus.agencies[agency_id]
    others = dict.fromkeys(name for name in (record.full_name, *record.aliases) if name and name not in record.name)
    count = len(library.corpus.duties_of.get(agency_id, ()))
    link = Link(text=record.name, address=library.agency_link(agency_id, page).address,
                note=str(count) if count else "")
    return AgencyEntry(link=link, names="；".join(others))
