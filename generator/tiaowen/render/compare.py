"""Comparing places: which of them speak of an industry or give a function to an agency, and what they say side by
side.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterator

from markupsafe import Markup
from msgspec import Struct, structs

from tiaowen import anchors
from tiaowen.model import Clause, Policy
from tiaowen.render import charts, words
from tiaowen.render.library import ClauseLine, Library, Link, day, href, title_of
from tiaowen.render.tables import data_csv

PLACES = 12  # columns of the overview: those with most clauses on industries
FUNCTIONS = 40
SIDE_BY_SIDE = 6  # places side by side on an industry's page, one document each
CLAUSES = 8  # of a document there


class Saying(Struct, frozen=True, kw_only=True):
    """One clause as it stands beside those of other places: what it says, what it aims at, what it pays."""

    clause: ClauseLine
    targets: tuple[str, ...]
    incentives: tuple[str, ...]


class Column(Struct, frozen=True, kw_only=True):
    """One place: its newest document on the matter, with its clauses; ``more`` of them are on the document's page."""

    place: str
    policy: Link
    date: str
    sayings: tuple[Saying, ...]
    more: int


class Row(Struct, frozen=True, kw_only=True):
    """A row of the overview: an industry or a function, and a count for each place."""

    name: Link
    counts: tuple[Link | None, ...]


def overview(library: Library, page: str) -> dict[str, object]:
    """Industry × place and function × place: how many clauses, each number a link."""
    clauses = {industry_id: _by_place(industry_id, library) for industry_id in library.industries_below.get("", ())}
    said = Counter({place: sum(len(found[place]) for found in clauses.values() if place in found)
                    for place in library.corpus.policies_at})
    order = sorted(library.corpus.policies_at, key=lambda i: (-said[i], -len(library.corpus.policies_at[i]), i))
    place_ids = order[:PLACES]
    industries = _industries(clauses, library, page, place_ids)
    functions = _functions(library, page, place_ids)
    names = [library.place_name(i) for i in place_ids]
    acting = [column for column in range(len(place_ids)) if any(row.counts[column] for row in functions)]
    functions = tuple(structs.replace(row, counts=tuple(row.counts[column] for column in acting)) for row in functions)
    places = tuple(library.place_link(i, page) for i in place_ids)
    return {
        "places": places, "acting": tuple(places[column] for column in acting), "others": len(order) - len(place_ids),
        "industries": industries, "functions": functions,
        "chart": _chart(industries, names) if industries else "",
        "industries_csv": _csv("产业", industries, names),
        "functions_csv": _csv("机关", functions, [names[column] for column in acting]),
    }


def _about(industry_id: str, library: Library) -> Iterator[tuple[Policy, str, int]]:
    """The clauses whose subject is the industry or a branch of it: document, path, where in the clause the words
    stand.
    """
    for branch in (industry_id, *library.industries_below.get(industry_id, ())):
        for ref in library.corpus.clauses_of.get(branch, ()):
            policy = library.policies[ref.clause.policy_id]
            mention = policy.facts.industries[ref.mention]
            if mention.role == "subject":
                yield policy, ref.clause.path, mention.spans[0].start if mention.spans else 0


def _by_place(industry_id: str, library: Library) -> dict[str, set[tuple[str, str]]]:
    found: dict[str, set[tuple[str, str]]] = defaultdict(set)
    for policy, path, _ in _about(industry_id, library):
        found[policy.jurisdiction.place_id].add((policy.id, path))
    return found


def _industries(clauses: dict[str, dict[str, set[tuple[str, str]]]], library: Library, page: str,
                place_ids: list[str]) -> tuple[Row, ...]:
    rows = []
    for industry_id, found in clauses.items():
        if sum(i in found for i in place_ids) > 1:
            link = library.industry_link(industry_id, page)
            target = href(f"{anchors.industry_page(industry_id)}#compare", page)
            counts = tuple(Link(text=str(len(found[i])), address=target) if i in found else None for i in place_ids)
            rows.append((sum(map(len, found.values())), Row(name=Link(text=link.text, address=target), counts=counts)))
    return tuple(row for _, row in sorted(rows, key=lambda item: (-item[0], item[1].name.text)))


def _functions(library: Library, page: str, place_ids: list[str]) -> tuple[Row, ...]:
    """Agencies of one short name in several places, those with most duties first."""
    by_name: dict[str, dict[str, str]] = defaultdict(dict)
    for agency_id in library.corpus.duties_of:
        record = library.corpus.agencies[agency_id]
        by_name[record.name][record.place_id] = agency_id
    rows = []
    for name, agencies in by_name.items():
        if sum(i in agencies for i in place_ids) < 2:
            continue
        counts = tuple(_duties(agencies[i], library, page) if i in agencies else None for i in place_ids)
        rows.append((sum(int(c.text) for c in counts if c), Row(name=Link(text=name), counts=counts)))
    return tuple(row for _, row in sorted(rows, key=lambda item: (-item[0], item[1].name.text))[:FUNCTIONS])


def _duties(agency_id: str, library: Library, page: str) -> Link:
    return Link(text=str(len(library.corpus.duties_of[agency_id])), address=href(anchors.agency_page(agency_id), page))


def _csv(first: str, rows: tuple[Row, ...], places: list[str]) -> Markup:
    """The same numbers to download."""
    return data_csv((first, *places),
                    ((row.name.text, *(count.text if count else "0" for count in row.counts)) for row in rows))


def _chart(rows: tuple[Row, ...], places: list[str]) -> object:
    cells = [
        charts.Cell(row=y, column=x, mark=charts.Mark(name=f"{row.name.text}，{places[x]}", value=int(count.text),
                                                      address=count.address))
        for y, row in enumerate(rows) for x, count in enumerate(row.counts) if count
    ]
    return charts.heat_map([row.name.text for row in rows], places, cells, "各地专门规定各产业的条款数", "条")


def side_by_side(industry_id: str, library: Library, page: str) -> tuple[tuple[Column, ...], tuple[Link, ...]]:
    """What the newest document of each place says on an industry, the places that say most; the documents of the other
    places.

    Nothing when fewer than two places say anything.
    """
    found: dict[str, dict[str, int]] = defaultdict(dict)
    for policy, path, at in _about(industry_id, library):
        found[policy.id].setdefault(path, at)
    newest: dict[str, Policy] = {}
    for policy in sorted((library.policies[i] for i in found), key=lambda p: (day(p), p.id)):
        newest[policy.jurisdiction.place_id] = policy
    if len(newest) < 2:
        return (), ()
    order = sorted(newest.values(),
                   key=lambda p: (-min(len(found[p.id]), CLAUSES), library.place_name(p.jurisdiction.place_id)))
    columns = tuple(_column(policy, found[policy.id], library, page) for policy in order[:SIDE_BY_SIDE])
    return columns, tuple(
        Link(text=library.place_name(policy.jurisdiction.place_id), address=href(anchors.policy_page(policy.id), page),
             note=title_of(policy))
        for policy in order[SIDE_BY_SIDE:]
    )


def _column(policy: Policy, paths: dict[str, int], library: Library, page: str) -> Column:
    order = {clause.path: index for index, clause in enumerate(policy.clauses)}
    ordered = sorted(paths, key=lambda path: order[path])
    return Column(
        place=library.place_name(policy.jurisdiction.place_id), date=words.date(day(policy)),
        policy=Link(text=title_of(policy), address=href(anchors.policy_page(policy.id), page), note=policy.doc_number),
        sayings=tuple(_saying(library.clauses[policy.id][path], paths[path], policy, library, page)
                      for path in ordered[:CLAUSES]),
        more=max(0, len(ordered) - CLAUSES),
    )


def _saying(clause: Clause, at: int, policy: Policy, library: Library, page: str) -> Saying:
    aims = (t for t in policy.facts.targets if t.path == clause.path and not t.damaged)
    targets = (f"{t.metric} {words.amount(t)} {words.date(t.deadline)}".strip() for t in aims)
    paid = (i for i in policy.facts.incentives if i.path == clause.path)
    incentives = (f"{words.beneficiary(i)} {words.amount(i) or i.quote}".strip() for i in paid)
    return Saying(clause=library.clause_line(policy.id, clause.path, page, at), targets=tuple(targets),
                  incentives=tuple(incentives))
