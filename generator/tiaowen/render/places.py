"""Pages of places: the tree of places, and one place."""

from __future__ import annotations

from collections import Counter

from tiaowen import anchors
from tiaowen.render.agencies import agencies_at, busiest
from tiaowen.render.compare import Field, Row, shaded
from tiaowen.render.fact_pages import sections
from tiaowen.render.feed import feed_of
from tiaowen.render.library import Library, Link, href, title_of
from tiaowen.render.lists import Group, policy_rows
from tiaowen.render.rows import LISTED
from tiaowen.render.tables import data_csv

MAP_ROWS, MAP_COLUMNS = 16, 12  # of the picture of duties of a place


def places(library: Library, page: str) -> dict[str, object]:
    """Every place with documents, nested, with the count of documents in it."""
    return {"groups": tuple(_place_group(i, library, page)
                            for i in below("", library))}


def below(place_id: str, library: Library) -> list[str]:
    """The places that have a page in a place, in their order."""
    return sorted((i for i in library.places_below.get(place_id, ()) if i in library.corpus.places and i != place_id),
                  key=library.place_order)


def _place_group(place_id: str, library: Library, page: str) -> Group:
    count = len(library.policies_within(place_id))
    link = library.place_link(place_id, page)
    groups = tuple(_place_group(i, library, page) for i in below(place_id, library))
    return Group(title=Link(text=link.text, address=link.address, note=f"{count} 份文件" if count else ""),
                 links=(), groups=groups)


def place(place_id: str, library: Library, page: str) -> dict[str, object]:
    """A place: its documents and those of the places in it, its agencies, and how many facts its own documents hold."""
    record = library.corpus.places[place_id]
    within = library.policies_within(place_id)
    return {
        "name": record.name, "code": record.code, "count": len(within),
        "feed": href(feed_of(page), page) if within else "",
        "above": tuple(library.place_link(i, page) for i in library.place_chain(place_id)[:-1]),
        "below": tuple(library.place_link(i, page) for i in below(place_id, library)),
        "rows": policy_rows(library.newest_first(within)[:LISTED], library, page),
        "sections": tuple(Link(text=kind.title, address=href(anchors.place_facts_page(place_id, kind.name), page),
                               note=str(count))
                          for kind, count in sections(place_id, library)),
        "agencies": agencies_at(place_id, library, page),
        **_duty_map(place_id, library, page),
    }


def _duty_map(place_id: str, library: Library, page: str) -> dict[str, object]:
    """Which agency has how many duties in which document of a place: the busiest and the newest of them.
    """
    agency_ids = busiest((i for i in library.agencies_at.get(place_id, ()) if library.corpus.duties_of.get(i)),
                         library)[:MAP_ROWS]
    count = Counter((i, ref.clause.policy_id) for i in agency_ids for ref in library.corpus.duties_of[i])
    policies = library.newest_first({policy_id for _, policy_id in count})[:MAP_COLUMNS]
    if len(policies) < 2 or len(agency_ids) < 2:
        return {"map": (), "map_csv": "", "map_columns": ()}
    rows = shaded(Row(name=library.agency_link(i, page), fields=tuple(
        Field(count=count[i, p.id], address=href(f"{anchors.agency_page(i)}#in-{p.id}", page)) if count[i, p.id]
        else None for p in policies)) for i in agency_ids)
    table = data_csv(("机关", *(p.doc_number or title_of(p) for p in policies)),
                     ((row.name.text, *(field.count if field else 0 for field in row.fields)) for row in rows))
    return {"map": rows, "map_csv": table, "map_columns": tuple(
        Link(text=p.doc_number or title_of(p), note=title_of(p), address=href(anchors.policy_page(p.id), page))
        for p in policies)}
