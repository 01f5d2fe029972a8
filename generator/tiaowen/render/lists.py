"""Pages that list: all documents, industries."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping
from typing import Any

from msgspec import Struct

from tiaowen import anchors
from tiaowen.document_names import mark_of
from tiaowen.model import Path, Policy
from tiaowen.model.corpus import IndustryRef
from tiaowen.render import words
from tiaowen.render.beside import side_by_side
from tiaowen.render.dialect import own_address
from tiaowen.render.feed import feed_of
from tiaowen.render.library import Library, Link, day, href, title_of
from tiaowen.render.long_tables import by_document, largest_first
from tiaowen.render.rows import LISTED, ClausesOf, facts_of, incentive_row, newest_day, target_row

# documents of an industry or cited document shown clause by clause, the newest; the others by name and count
WHOLE = 50
NAMED = 200  # of these others; of what is left a page tells how much each place has
NAMING = 20  # documents that only name an industry shown clause by clause
# targets and incentives on an industry's page, of the newest documents; all are on the page of the document and in the
# CSV
ROWS = 200


class PolicyRow(Struct, frozen=True, kw_only=True):
    """A document as a row of a list."""

    title: str
    address: str
    doc_number: str
    issuers: str
    place: Link
    date: str
    day: str
    year: str
    type: str
    validity: str
    mark: str
    clauses: int


class Group(Struct, frozen=True, kw_only=True):
    """Links under a heading, each with a count as its note."""

    title: Link
    links: tuple[Link, ...]
    groups: tuple[Group, ...] = ()


class ClauseGroup(Struct, frozen=True, kw_only=True):
    """Clauses of one document, as the page lists them. No lines: only their number is told."""

    policy: Link
    count: int
    lines: tuple[Any, ...] = ()
    place: Link | None = None
    anchor: str = ""


class ClauseGroups(Struct, frozen=True, kw_only=True):
    """Clauses by document, the newest documents; ``rest`` documents more hold ``rest_count`` clauses, at ``places``
    with how many documents.
    """

    shown: tuple[ClauseGroup, ...]
    rest: int
    rest_count: int
    places: tuple[Link, ...]


def policy_rows(policies: Iterable[Policy], library: Library, page: str) -> tuple[PolicyRow, ...]:
    """The documents as rows, in their order."""
    return tuple(
        PolicyRow(
            title=title_of(policy), address=href(anchors.policy_page(policy.id), page), doc_number=policy.doc_number,
            issuers="、".join(policy.issuers), place=place_of(policy, library, page),
            date=words.date(day(policy)) or "日期未知",
            day=day(policy), year=day(policy)[:4], type=policy.document_type, validity=policy.validity or "",
            mark=mark_of(policy),
            clauses=len(policy.clauses),
        )
        for policy in policies
    )


def place_of(policy: Policy, library: Library, page: str) -> Link:
    """The place of a document."""
    place_id = policy.jurisdiction.place_id
    return library.place_link(place_id, page) if place_id in library.corpus.places else Link(text="未知")


def all_policies(library: Library, page: str) -> dict[str, object]:
    """The documents, newest first; where they are too many for one table, the newest, and a page for each year."""
    counted = Counter(day(policy)[:4] for policy in library.policies.values())
    at = sorted(((i, ids) for i, ids in library.corpus.policies_at.items() if i in library.corpus.places),
                key=lambda item: (-len(item[1]), library.place_order(item[0])))
    return {
        "rows": policy_rows(library.newest_first(library.policies)[:LISTED], library, page),
        "count": len(library.policies),
        "places": tuple(Link(text=library.place_name(i), address=href(anchors.place_page(i), page), note=str(len(ids)))
                        for i, ids in at),
        "years": tuple(Link(text=year_name(year), address=href(anchors.year_page(year), page), note=str(counted[year]))
                       for year in years(library)),
    }


def years(library: Library) -> list[str]:
    """The years that have a page of their own, newest first, empty for the documents without a date: none while one
    table holds all.
    """
    if len(library.policies) <= LISTED:
        return []
    return sorted({day(policy)[:4] for policy in library.policies.values()}, reverse=True)


def year_name(year: str) -> str:
    """2023年, or that the date is unknown."""
    return f"{year}年" if year else "日期未知"


def of_year(year: str, library: Library, page: str) -> dict[str, object]:
    """The documents of one year, or those without a date."""
    found = [policy for policy in library.policies.values() if day(policy)[:4] == year]
    return {"rows": policy_rows(library.newest_first(policy.id for policy in found), library, page),
            "name": year_name(year)}


def industries(library: Library, page: str) -> dict[str, object]:
    """Every industry with its branches and the count of clauses."""

    def counted(industry_id: str) -> Link:
        link = library.industry_link(industry_id, page)
        return Link(text=link.text, address=link.address, note=str(len(industry_refs(industry_id, library))))
    below = library.industries_below
    groups = (Group(title=counted(i), links=tuple(counted(j) for j in below.get(i, ()))) for i in below.get("", ()))
    return {"groups": tuple(sorted(groups, key=lambda g: -int(g.title.note)))}


def industry_refs(industry_id: str, library: Library) -> tuple[IndustryRef, ...]:
    """The mentions of an industry and of its branches, in order of the library."""
    found = list(library.corpus.clauses_of.get(industry_id, ()))
    for branch in library.industries_below.get(industry_id, ()):
        found += library.corpus.clauses_of.get(branch, ())
    return tuple(sorted(set(found), key=lambda ref: (ref.clause.policy_id, ref.mention)))


def industry(industry_id: str, library: Library, page: str) -> dict[str, object]:
    """An industry: the clauses about it by document, those that only name it apart, its targets and incentives."""
    record = library.corpus.industries[industry_id]
    about: dict[str, dict[Path, int]] = defaultdict(dict)
    named: dict[str, dict[Path, int]] = defaultdict(dict)
    for ref in industry_refs(industry_id, library):
        mention = library.policies[ref.clause.policy_id].facts.industries[ref.mention]
        group = about if mention.role == "subject" else named
        group[ref.clause.policy_id].setdefault(ref.clause.path, mention.spans[0].start if mention.spans else 0)
    clauses: ClausesOf = {policy_id: set(paths) for policy_id, paths in about.items()}
    inside = {industry_id, *library.industries_below.get(industry_id, ())}
    aims = [(policy, fact, concerned) for policy, fact, concerned in facts_of("targets", library, clauses)
            if not inside.isdisjoint(concerned.industry_ids(fact))]
    offers = list(facts_of("incentives", library, clauses))
    only_named = {k: {p: at for p, at in v.items() if p not in about.get(k, ())} for k, v in named.items()}
    beside = side_by_side(industry_id, library, page)
    held = (("about", "专门规定", sum(map(len, about.values()))), ("compare", "各地对照", len(beside.columns)),
            ("incentives", "奖补与优惠", len(offers)), ("targets", "目标", len(aims)),
            ("named", "提到的条款", sum(map(len, only_named.values()))))
    return {
        "record": record, "above": (library.industry_link(record.parent, page),)
        if record.parent in library.corpus.industries else (),
        "branches": tuple(library.industry_link(i, page) for i in library.industries_below.get(industry_id, ())),
        "sections": tuple(Link(text=text, address=own_address(f"#{name}"), note=str(count))
                          for name, text, count in held if count),
        "about": _by_document(about, library, page, WHOLE), "named": _by_document(only_named, library, page, NAMING),
        "beside": beside, "aims": len(aims[:ROWS]), "targets_held": len(aims), "incentives_held": len(offers),
        "targets": by_document((target_row(*told, library, page) for told in aims[:ROWS]), library, page),
        "incentives": largest_first((incentive_row(*told, library, page) for told in offers[:ROWS]),
                                    newest_day(library, clauses)),
        "feed": href(feed_of(page), page) if library.corpus.clauses_of.get(industry_id) else "",
    }


def _by_document(found: Mapping[str, Mapping[Path, int]], library: Library, page: str, whole: int) -> ClauseGroups:
    """The clauses by document, newest first, ``whole`` of them in full; each clause with where in it the words stand
    for which it is listed.
    """
    documents = library.newest_first(i for i, paths in found.items() if paths)
    rest = documents[whole + NAMED:]
    left = Counter(p.jurisdiction.place_id for p in rest)
    return ClauseGroups(
        shown=tuple(
            ClauseGroup(
                policy=library.policy_link(p.id, page), place=place_of(p, library, page), count=len(found[p.id]),
                lines=tuple(library.clause_line(p.id, path, page, at) for path, at in found[p.id].items())
                if number < whole else (),
            )
            for number, p in enumerate(documents[:whole + NAMED])
        ),
        rest=len(rest), rest_count=sum(len(found[p.id]) for p in rest),
        places=tuple(
            Link(text=f"{library.place_name(i)} {left[i]} 份",
                 address=href(anchors.place_page(i), page) if i in library.corpus.places else "")
            for i in sorted(left, key=lambda i: (-left[i], library.place_order(i)))
        ),
    )
