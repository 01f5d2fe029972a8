"""Pages that list: all documents, places, agencies, industries, documents cited and not held."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Collection, Iterable, Mapping
from itertools import islice

from markupsafe import Markup
from msgspec import Struct

from generator import anchors
from generator.corpus import AgencyRecord, ClauseRef, IndustryRef
from generator.model import Path, Policy
from generator.render import charts, words
from generator.render.compare import side_by_side
from generator.render.dialect import own_address
from generator.render.library import ClauseLine, Library, Link, day, href, title_of
from generator.render.rows import ClausesOf, incentive_rows, target_rows, values

WHOLE = 50  # documents of an agency, industry or cited document shown clause by clause, the newest; the others by name and count
ROWS = 300  # targets and incentives on an industry's page, of the newest documents; all are on the page of the document and in the CSV
MAP_ROWS, MAP_COLUMNS = 16, 12  # of the picture of duties of a place


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
    clauses: int


class Group(Struct, frozen=True, kw_only=True):
    """Links under a heading, each with a count as its note."""

    title: Link
    links: tuple[Link, ...]
    anchor: str = ""
    groups: tuple[Group, ...] = ()


class DutyLine(Struct, frozen=True, kw_only=True):
    """A duty of an agency: the clause, the role, the words, and who else acts."""

    clause: ClauseLine
    role: str
    task: str
    others: tuple[Link, ...]


class DutyGroup(Struct, frozen=True, kw_only=True):
    """An agency's duties in one document; ``anchor`` is empty when another group of the page has it. No lines: only their number is told."""

    policy: Link
    anchor: Markup
    lines: tuple[DutyLine, ...]
    count: int


class ClauseGroup(Struct, frozen=True, kw_only=True):
    """Clauses of one document. No lines: only their number is told."""

    policy: Link
    place: Link
    lines: tuple[ClauseLine, ...]
    count: int
    anchor: str = ""


def policy_rows(policies: Iterable[Policy], library: Library, page: str) -> tuple[PolicyRow, ...]:
    """The documents as rows, in their order."""
    return tuple(
        PolicyRow(
            title=title_of(policy), address=href(anchors.policy_page(policy.id), page), doc_number=policy.doc_number,
            issuers="、".join(policy.issuers), place=_place(policy, library, page), date=words.date(day(policy)) or "日期未知",
            day=day(policy), year=day(policy)[:4], type=policy.document_type, validity=policy.validity or "",
            clauses=len(policy.clauses),
        )
        for policy in policies
    )


def _place(policy: Policy, library: Library, page: str) -> Link:
    place_id = policy.jurisdiction.place_id
    return library.place_link(place_id, page) if place_id in library.corpus.places else Link(text="未知")


def all_policies(library: Library, page: str) -> dict[str, object]:
    """Every document, newest first."""
    rows = policy_rows(library.newest_first(library.policies), library, page)
    return {"rows": rows, "places": values(r.place.text for r in rows), "years": values(r.year for r in rows)[::-1],
            "types": values(r.type for r in rows)}


def places(library: Library, page: str) -> dict[str, object]:
    """Every place with documents, nested, with the count of documents in it."""
    return {"groups": tuple(_place_group(i, library, page) for i in library.places_below.get("", ()) if i in library.corpus.places)}


def _place_group(place_id: str, library: Library, page: str) -> Group:
    count = len(library.policies_within(place_id))
    link = library.place_link(place_id, page)
    below = tuple(_place_group(i, library, page) for i in library.places_below.get(place_id, ()) if i != place_id)
    return Group(title=Link(text=link.text, address=link.address, note=f"{count} 份文件"), links=(), groups=below)


def place(place_id: str, library: Library, page: str) -> dict[str, object]:
    """A place: its documents and those of the places in it, its agencies."""
    record = library.corpus.places[place_id]
    return {
        "name": record.name, "code": record.code,
        "chain": tuple(library.place_link(i, page) for i in library.place_chain(place_id)[:-1]),
        "below": tuple(library.place_link(i, page) for i in library.places_below.get(place_id, ())),
        "rows": policy_rows(library.newest_first(library.policies_within(place_id)), library, page),
        "agencies": tuple(_agency_count(i, library, page) for i in _busiest(library.agencies_at.get(place_id, ()), library)),
        **_duty_map(place_id, library, page),
    }


def _duty_map(place_id: str, library: Library, page: str) -> dict[str, object]:
    """Which agency has how many duties in which document of a place: a picture and its table, the busiest and the newest of them."""
    agency_ids = _busiest((i for i in library.agencies_at.get(place_id, ()) if library.corpus.duties_of.get(i)), library)[:MAP_ROWS]
    count = Counter((i, ref.clause.policy_id) for i in agency_ids for ref in library.corpus.duties_of[i])
    policies = library.newest_first({policy_id for _, policy_id in count})[:MAP_COLUMNS]
    if len(policies) < 2 or len(agency_ids) < 2:
        return {"map": "", "map_rows": (), "map_columns": ()}
    names = [library.corpus.agencies[i].name for i in agency_ids]
    cells = [
        charts.Cell(row=y, column=x, mark=charts.Mark(name=f"{names[y]}，{title_of(p)}", value=count[i, p.id],
                                                      address=href(f"{anchors.agency_page(i)}#in-{p.id}", page)))
        for y, i in enumerate(agency_ids) for x, p in enumerate(policies) if count[i, p.id]
    ]
    chart = charts.heat_map(names, [str(n + 1) for n in range(len(policies))], cells, "各机关在各文件中承担的事项数", "项")
    rows = tuple((library.agency_link(i, page), tuple(count[i, p.id] for p in policies)) for i in agency_ids)
    return {"map": chart, "map_rows": rows, "map_columns": tuple(library.policy_link(p.id, page) for p in policies)}


def _busiest(agency_ids: Iterable[str], library: Library) -> list[str]:
    return sorted(agency_ids, key=lambda i: (-len(library.corpus.duties_of.get(i, ())), i))


def _agency_count(agency_id: str, library: Library, page: str) -> Link:
    link = library.agency_link(agency_id, page)
    count = len(library.corpus.duties_of.get(agency_id, ()))
    return Link(text=link.text, address=link.address, note=str(count) if count else "")


def agencies(library: Library, page: str) -> dict[str, object]:
    """Every agency, by place, those with most duties first."""
    return {
        "groups": tuple(
            Group(title=_title(place_id, library, page), anchor=f"place-{place_id or 'unknown'}",
                  links=tuple(_agency_count(i, library, page) for i in _busiest(ids, library)))
            for place_id, ids in sorted(library.agencies_at.items())
        ),
        "count": len(library.corpus.agencies),
    }


def _title(place_id: str, library: Library, page: str) -> Link:
    return library.place_link(place_id, page) if place_id in library.corpus.places else Link(text=library.place_name(place_id))


def agency(agency_id: str, library: Library, page: str) -> dict[str, object]:
    """An agency: its duties by document, those it leads apart, its predecessors and successors, the documents it issued."""
    record = library.corpus.agencies[agency_id]
    refs = library.corpus.duties_of.get(agency_id, ())
    leads, others = ([(ref.clause, ref.duty) for ref in refs if ref.leads is wanted] for wanted in (True, False))
    return {
        "record": record, "place": _title(record.place_id, library, page),
        "chain": tuple(library.place_link(i, page) for i in library.place_chain(record.place_id)),
        "succession": _succession(record, library, page),
        "leads": _duty_groups(leads, agency_id, library, page, frozenset()),
        "supports": _duty_groups(others, agency_id, library, page, frozenset(ref.policy_id for ref, _ in leads)),
        "issued": policy_rows(library.newest_first(library.issued_by.get(agency_id, ())), library, page),
        "count": len(refs), "documents": len({ref.clause.policy_id for ref in refs}),
    }


def _succession(record: AgencyRecord, library: Library, page: str) -> tuple[tuple[str, Link, str, bool], ...]:
    return tuple(
        ("前身" if item.direction == "predecessor" else "后继",
         library.agency_link(item.agency_id, page, item.name) if item.agency_id in library.corpus.agencies else Link(text=item.name),
         " ".join(part for part in (words.date(item.date), item.source) if part), item.certain)
        for item in record.succession
    )


def _duty_groups(refs: list[tuple[ClauseRef, int]], agency_id: str, library: Library, page: str, elsewhere: frozenset[str]) -> tuple[DutyGroup, ...]:
    by_policy: dict[str, list[tuple[ClauseRef, int]]] = defaultdict(list)
    for ref, index in refs:
        by_policy[ref.policy_id].append((ref, index))
    return tuple(
        DutyGroup(
            policy=library.policy_link(p.id, page), anchor=own_address("" if p.id in elsewhere else f"in-{p.id}"), count=len(by_policy[p.id]),
            lines=tuple(_duty_line(ref, index, agency_id, library, page) for ref, index in by_policy[p.id]) if number < WHOLE else (),
        )
        for number, p in enumerate(library.newest_first(by_policy))
    )


def _duty_line(ref: ClauseRef, index: int, agency_id: str, library: Library, page: str) -> DutyLine:
    duty = library.policies[ref.policy_id].facts.duties[index]
    clause = library.clauses[ref.policy_id][ref.path]
    ids = duty.agency_ids or ("",) * len(duty.agencies)
    return DutyLine(
        clause=library.clause_line(ref.policy_id, ref.path, page), role=words.duty_role(duty),
        task=clause.full[duty.scope.start:duty.scope.end].strip(),
        others=tuple(Link(text=name, address=library.agency_link(i, page).address if i in library.corpus.agencies else "")
                     for name, i in zip(duty.agencies, ids, strict=False) if i != agency_id),
    )


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
    about: dict[str, dict[Path, None]] = defaultdict(dict)
    named: dict[str, dict[Path, None]] = defaultdict(dict)
    for ref in industry_refs(industry_id, library):
        mention = library.policies[ref.clause.policy_id].facts.industries[ref.mention]
        group = about if mention.role == "subject" else named
        group[ref.clause.policy_id][ref.clause.path] = None
    clauses: ClausesOf = {policy_id: set(paths) for policy_id, paths in about.items()}
    return {
        "record": record, "parent": library.industry_link(record.parent, page) if record.parent in library.corpus.industries else None,
        "branches": tuple(library.industry_link(i, page) for i in library.industries_below.get(industry_id, ())),
        "about": _by_document(about, library, page),
        "named": _by_document({k: [p for p in v if p not in about.get(k, ())] for k, v in named.items()}, library, page),
        "columns": side_by_side(industry_id, library, page),
        "targets": tuple(islice(target_rows(library, page, clauses), ROWS)),
        "incentives": tuple(islice(incentive_rows(library, page, clauses), ROWS)),
        "rows": ROWS,
    }


def _by_document(found: Mapping[str, Collection[Path]], library: Library, page: str) -> tuple[ClauseGroup, ...]:
    """The clauses by document, newest first."""
    used = [i for i, paths in found.items() if paths]
    return tuple(
        ClauseGroup(
            policy=library.policy_link(p.id, page), place=_place(p, library, page), count=len(found[p.id]),
            lines=tuple(library.clause_line(p.id, path, page) for path in found[p.id]) if number < WHOLE else (),
        )
        for number, p in enumerate(library.newest_first(used))
    )


def cited(cited_id: str, library: Library, page: str) -> dict[str, object]:
    """A document that is cited and not held: what is known of it and every clause that cites it."""
    record = library.corpus.cited[cited_id]
    paths: dict[str, list[Path]] = defaultdict(list)
    for ref in record.cited_by:
        paths[ref.policy_id].append(ref.path)
    return {"record": record, "kind": words.CITATION_KINDS.get(record.kind, ""), "groups": _by_document(paths, library, page)}
