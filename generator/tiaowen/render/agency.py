"""The page of an agency: what it must do, as one table; its predecessors and successors; the documents it issued."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable

from markupsafe import Markup
from msgspec import Struct

from tiaowen.model import Duty, IsoDate, Policy
from tiaowen.model.corpus import AgencyRecord, DutyRef
from tiaowen.render import words
from tiaowen.render.concerned import bodies_of
from tiaowen.render.dialect import own_address
from tiaowen.render.feed import feed_of, is_followed
from tiaowen.render.library import ClauseLine, Library, Link, href
from tiaowen.render.lists import WHOLE, ClauseGroup, policy_rows


class DutyRow(Struct, frozen=True, kw_only=True):
    """What an agency must do under a clause. ``roles`` are the words before its name; ``days`` are those by which it is
    due; ``anchor``: the first row of its document has one.
    """

    clause: ClauseLine
    task: str
    roles: tuple[str, ...]
    days: tuple[IsoDate, ...]
    others: tuple[Link, ...]
    anchor: Markup

    @property
    def years(self) -> tuple[str, ...]:
        """The years of its days."""
        return tuple(dict.fromkeys(day[:4] for day in self.days))


def agency(agency_id: str, library: Library, page: str) -> dict[str, object]:
    """An agency: its duties, those of the newest documents row by row; its kin; the documents it issued."""
    record = library.corpus.agencies[agency_id]
    refs = library.corpus.duties_of.get(agency_id, ())
    of_policy: dict[str, list[DutyRef]] = defaultdict(list)
    for ref in refs:
        of_policy[ref.clause.policy_id].append(ref)
    ordered = library.newest_first(of_policy)
    known = record.place_id in library.corpus.places
    return {
        "record": record,
        "place": library.place_link(record.place_id, page) if known else Link(text=library.place_name(record.place_id)),
        "above": tuple(library.place_link(i, page) for i in library.place_chain(record.place_id)),
        "succession": _succession(record, library, page),
        "duties": tuple(row for p in ordered[:WHOLE] for row in _rows(p, of_policy[p.id], agency_id, library, page)),
        "earlier": tuple(ClauseGroup(policy=library.policy_link(p.id, page), anchor=own_address(f"in-{p.id}"),
                                     count=len(of_policy[p.id])) for p in ordered[WHOLE:]),
        "leads": sum(ref.leads for ref in refs),
        "issued": policy_rows(library.newest_first(library.issued_by.get(agency_id, ())), library, page),
        "count": len(refs), "documents": len(ordered),
        "feed": href(feed_of(page), page) if is_followed(agency_id, library.corpus) else "",
    }


def _rows(policy: Policy, refs: list[DutyRef], agency_id: str, library: Library, page: str) -> Iterable[DutyRow]:
    """The duties in one document, in its order. The same words said twice of the agency, as who leads and as one of
    many, are one row.
    """
    said: dict[tuple[str, str], list[int]] = defaultdict(list)
    for ref in sorted(refs, key=lambda ref: ref.duty):
        duty = policy.facts.duties[ref.duty]
        clause = library.clauses[policy.id][ref.clause.path]
        said[ref.clause.path, clause.full[duty.scope.start:duty.scope.end].strip()].append(ref.duty)
    anchor = own_address(f"in-{policy.id}")
    for (path, task), numbers in said.items():
        duties = [policy.facts.duties[number] for number in numbers]
        days = sorted({day for number in numbers for day in library.dues.get((policy.id, number), ())})
        yield DutyRow(
            clause=library.clause_line(policy.id, path, page), task=task, anchor=anchor,
            roles=tuple(dict.fromkeys(words.ROLES[duty.role] for duty in duties)), days=tuple(days),
            others=_others(duties, agency_id, library, page),
        )
        anchor = Markup()


def _others(duties: list[Duty], agency_id: str, library: Library, page: str) -> tuple[Link, ...]:
    """Who else acts, each once, as printed."""
    named = dict.fromkeys(pair for duty in duties for pair in bodies_of(duty, library.corpus))
    return tuple(Link(text=name, address=library.agency_link(i, page).address if i else "")
                 for name, i in named if i != agency_id)


def _succession(record: AgencyRecord, library: Library, page: str) -> tuple[tuple[str, Link, str, bool], ...]:
    return tuple(
        ("前身" if item.direction == "predecessor" else "后继",
         library.agency_link(item.agency_id, page, item.name) if item.agency_id in library.corpus.agencies
         else Link(text=item.name),
         " ".join(part for part in (words.date(item.date), item.source) if part), item.certain)
        for item in record.succession
    )
