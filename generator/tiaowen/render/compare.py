"""Comparing places: how many clauses each has on an industry and how many duties it gives to a kind of agency, as
tables whose fields are the darker the more they hold.
"""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator

from markupsafe import Markup
from msgspec import Struct, structs

from tiaowen import anchors
from tiaowen.model import OutputFile, Policy
from tiaowen.render import words
from tiaowen.render.concerned import Concerned
from tiaowen.render.json_text import script_file
from tiaowen.render.library import Library, Link, href
from tiaowen.render.sums import most_in_yuan
from tiaowen.render.tables import data_csv

PLACES = 12  # columns of the overview: those with most clauses on industries
SIDE_BY_SIDE = 6  # on the page of an industry, one document each (beside.py)
FUNCTIONS = 40
FILE = "data/compare.js"
_MOST = re.compile("^但?(?:最高|最多)?")  # said before the cap already
SHADES = 5  # of the fields, the darker the more


class Field(Struct, frozen=True, kw_only=True):
    """A number of the table, where it leads, how dark it stands (1 to ``SHADES``), and what else those clauses hold."""

    count: int
    address: str
    shade: int = 1
    told: tuple[str, ...] = ()


class Row(Struct, frozen=True, kw_only=True):
    """A row of the table: an industry or a kind of agency, and a field for each place; None where it has nothing."""

    name: Link
    fields: tuple[Field | None, ...]


def overview(library: Library, page: str) -> dict[str, object]:
    """Industry × place and function × place: how many clauses, each number a link."""
    clauses, order = _clauses(library)
    place_ids = order[:PLACES]
    industries = _industries(clauses, library, page, place_ids)
    functions = _functions(library, page, place_ids)[:FUNCTIONS]
    names = [library.place_name(i) for i in place_ids]
    acting = [column for column in range(len(place_ids)) if any(row.fields[column] for row in functions)]
    functions = tuple(structs.replace(row, fields=tuple(row.fields[column] for column in acting)) for row in functions)
    places = tuple(library.place_link(i, page) for i in place_ids)
    return {
        "every": tuple(library.place_name(i) for i in order) if has_choices(library) else (), "file": FILE,
        "places": places, "acting": tuple(places[column] for column in acting), "others": len(order) - len(place_ids),
        "industries": industries, "functions": functions,
        "industries_csv": _csv("产业", industries, names),
        "functions_csv": _csv("机关", functions, [names[column] for column in acting]),
    }


def has_choices(library: Library) -> bool:
    """Whether there are more places than the page of an industry has side by side: then a reader chooses some."""
    return len(library.corpus.policies_at) > SIDE_BY_SIDE


def every_place(library: Library, page: str) -> OutputFile:
    """``tiaowenCompare({places: [name, …], tables: [rows by industry, rows by kind of agency]})``, for the places that
    a reader chooses on the page (compare.js).

    A row is its name, its address, and its fields by the number of the place: ``{number: [count, the address where it
    is another than the row's, what else]}``.
    """
    clauses, order = _clauses(library)
    tables = (_industries(clauses, library, page, order), _functions(library, page, order))
    told = {"places": [library.place_name(i) for i in order], "tables": [[
        [row.name.text, row.name.address, {at: _told(field, row) for at, field in enumerate(row.fields) if field}]
        for row in rows] for rows in tables]}
    return script_file(FILE, "tiaowenCompare", told)


def _told(field: Field, row: Row) -> list[int | str]:
    return [field.count, "" if field.address == row.name.address else field.address, *field.told]


def _clauses(library: Library) -> tuple[dict[str, dict[str, set[tuple[str, str]]]], list[str]]:
    """The clauses on each industry of the first level by place, and the places, those with most of them first."""
    clauses = {industry_id: _by_place(industry_id, library) for industry_id in library.industries_below.get("", ())}
    said = Counter({place: sum(len(found[place]) for found in clauses.values() if place in found)
                    for place in library.corpus.policies_at})
    return clauses, sorted(library.corpus.policies_at,
                           key=lambda i: (-said[i], -len(library.corpus.policies_at[i]), library.place_order(i)))


def about(industry_id: str, library: Library) -> Iterator[tuple[str, Policy, str, int]]:
    """The clauses whose subject is the industry or a branch of it: which of them, document, path, where in the clause
    the words stand.
    """
    for branch in (industry_id, *library.industries_below.get(industry_id, ())):
        for ref in library.corpus.clauses_of.get(branch, ()):
            policy = library.policies[ref.clause.policy_id]
            mention = policy.facts.industries[ref.mention]
            if mention.role == "subject":
                yield branch, policy, ref.clause.path, mention.spans[0].start if mention.spans else 0


def _by_place(industry_id: str, library: Library) -> dict[str, set[tuple[str, str]]]:
    found: dict[str, set[tuple[str, str]]] = defaultdict(set)
    for _, policy, path, _ in about(industry_id, library):
        found[policy.jurisdiction.place_id].add((policy.id, path))
    return found


def _industries(clauses: dict[str, dict[str, set[tuple[str, str]]]], library: Library, page: str,
                place_ids: list[str]) -> tuple[Row, ...]:
    rows = []
    holding = _Holding(library)
    for industry_id, found in clauses.items():
        if sum(i in found for i in place_ids) > 1:
            target = href(f"{anchors.industry_page(industry_id)}#compare", page)
            fields = tuple(
                Field(count=len(found[i]), address=target, told=holding.told(found[i], industry_id))
                if i in found else None for i in place_ids)
            name = library.industry_link(industry_id, page).text
            rows.append((sum(map(len, found.values())), Row(name=Link(text=name, address=target), fields=fields)))
    return shaded(row for _, row in sorted(rows, key=lambda item: (-item[0], item[1].name.text)))


class _Holding:
    """What clauses hold besides words: how many targets, how many benefits and the largest sum of them."""

    def __init__(self, library: Library) -> None:
        self._library = library
        self._targets: dict[str, Counter[tuple[str, str]]] = {}
        self._paid: dict[str, dict[str, list[tuple[float, str]]]] = {}

    def told(self, clauses: set[tuple[str, str]], industry_id: str) -> tuple[str, ...]:
        """In words, each a line of its field; of the targets those of the industry. A document of which it is stated
        that it is over or not, counts as it stands: a build has no day.
        """
        targets = sum(self._of(policy_id)[path, industry_id] for policy_id, path in clauses)
        paid = [item for policy_id, path in clauses for item in self._paid[policy_id].get(path, ())]
        most = max(paid, default=(0.0, ""), key=lambda item: (item[0], item[1]))
        return tuple(filter(None, (f"目标 {targets}" if targets else "", f"奖补 {len(paid)}" if paid else "",
                                   f"最大 {most[1]}" if most[0] else "")))

    def _of(self, policy_id: str) -> Counter[tuple[str, str]]:
        if policy_id not in self._targets:
            policy, corpus = self._library.policies[policy_id], self._library.corpus
            concerned = Concerned(policy, corpus)
            self._targets[policy_id] = Counter((fact.path, top) for fact in policy.facts.targets if not fact.damaged
                                               for top in concerned.tops(fact))
            paid = self._paid[policy_id] = defaultdict(list)
            for fact in policy.facts.incentives:
                most = float(most_in_yuan(fact, self._library.catalog.quantities) or 0)
                paid[fact.path].append((most, _MOST.sub("", words.cap(fact)) or words.amount(fact)))
        return self._targets[policy_id]


def shaded(rows: Iterable[Row]) -> tuple[Row, ...]:
    """The rows with the shades of their fields, by the largest number of all."""
    rows = tuple(rows)
    top = max((field.count for row in rows for field in row.fields if field), default=1)
    return tuple(structs.replace(row, fields=tuple(
        field and structs.replace(field, shade=1 + (SHADES - 1) * (field.count - 1) // max(top - 1, 1))
        for field in row.fields)) for row in rows)


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
        fields = tuple(_duties(agencies[i], library, page) if i in agencies else None for i in place_ids)
        rows.append((sum(field.count for field in fields if field), Row(name=Link(text=name), fields=fields)))
    return shaded(row for _, row in sorted(rows, key=lambda item: (-item[0], item[1].name.text)))


def _duties(agency_id: str, library: Library, page: str) -> Field:
    return Field(count=len(library.corpus.duties_of[agency_id]), address=href(anchors.agency_page(agency_id), page))


def _csv(first: str, rows: tuple[Row, ...], places: list[str]) -> Markup:
    """The same numbers to download."""
    return data_csv((first, *places),
                    ((row.name.text, *(field.count if field else 0 for field in row.fields)) for row in rows))
