"""Pages about the whole library: home, how to cite it, and the quality of its texts."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable

from msgspec import Struct, structs

from tiaowen import anchors
from tiaowen.catalog.quantities import QuantityWords
from tiaowen.model import Diagnostic, Incentive, Policy
from tiaowen.render import words
from tiaowen.render.apparatus import QUIET
from tiaowen.render.citations import cited_elsewhere
from tiaowen.render.cite import STYLE_NAMES
from tiaowen.render.library import Library, Link, choosing, day, title_of
from tiaowen.render.lists import industry_refs, policy_rows
from tiaowen.render.next_due import last_day, next_due
from tiaowen.render.rows import LISTED, Told, facts_of, incentive_row
from tiaowen.render.sources import source
from tiaowen.render.sums import most_in_yuan
from tiaowen.render.validity import standing

NEWEST = 5
CANDIDATES = 12  # sums from which the page's script takes those whose document is not over on the reader's day
OF_ONE = 2  # rows of one document among the best, so that one text does not fill the front page
MOST = 12


class QualityRow(Struct, frozen=True, kw_only=True):
    """What is known to be wrong with one published text, and what was mended: words, and spelling habits (half-width
    marks, spaces).
    """

    policy: Link
    gaps: int
    doubtful: int
    repaired: int
    respelled: int
    damaged: int
    left_out: int
    findings: tuple[Diagnostic, ...]


class Unpublished(Struct, frozen=True, kw_only=True):
    """A document that is not published: what it is, where else it can be read, and why, for readers; what editors do
    about it is said at the console.
    """

    title: str
    told: tuple[str, ...]
    url: str
    status: str
    reasons: tuple[str, ...]


def home(library: Library, page: str) -> dict[str, object]:
    """The front page: how much there is, what is new, and ways in by place, agency, industry, money and deadline."""
    corpus = library.corpus
    newest = library.newest_first(library.policies)
    held = [policy for policy in newest if policy.validity != "已废止"]
    incentives = list(facts_of("incentives", library))
    return {
        "counts": {"policies": len(library.policies), "clauses": sum(len(p.clauses) for p in corpus.policies),
                   "agencies": len(corpus.duties_of),
                   "targets": sum(len(p.facts.targets) for p in newest), "incentives": len(incentives),
                   "cited": len({target for p in newest for target, _ in cited_elsewhere(p)})},
        "newest": policy_rows(newest[:NEWEST], library, page),
        **most(library, page, MOST),
        "due": next_due(held, library, page), "ended": last_day(held),
        "since": words.date(day(newest[0])) if newest else "",
        "money": tuple(incentive_row(*told, library, page)
                       for told in _spread(_largest(incentives, library.catalog.quantities))),
        "who": _receivers(incentives, page),
    }


def most(library: Library, page: str, count: int) -> dict[str, tuple[Link, ...]]:
    """The places with most documents, the agencies with most duties and the industries with most clauses, each with how
    many.
    """
    corpus = library.corpus
    asked: dict[str, tuple[dict[str, int], Callable[[str], Link]]] = {
        "places": ({i: len(library.policies_within(i)) for i in corpus.places}, lambda i: library.place_link(i, page)),
        "agencies": ({i: len(refs) for i, refs in corpus.duties_of.items()},
                     lambda i: library.agency_link(i, page, library.agency_title(i))),
        "industries": ({i: len(industry_refs(i, library)) for i in library.industries_below.get("", ())},
                       lambda i: library.industry_link(i, page)),
    }
    return {name: tuple(structs.replace(link_of(i), note=str(counted[i]))
                        for i in sorted(filter(counted.get, counted), key=lambda i: (-counted[i], i))[:count])
            for name, (counted, link_of) in asked.items()}


def _largest(incentives: list[Told[Incentive]], known: QuantityWords) -> list[Told[Incentive]]:
    """Those that name for certain a sum and who receives it or when, of documents that are not over, of those in force
    first, the largest of each first. The documents stand newest first.
    """
    today = day(incentives[0][0]) if incentives else ""
    valued = [(standing(p.validity or "", p.expiry_date or "", today), most_in_yuan(fact, known), (p, fact, concerned))
              for p, fact, concerned in incentives if (fact.beneficiary or fact.condition) and not fact.uncertain]
    order = sorted((item for item in valued if item[1] and item[0] < 2), key=lambda item: (item[0], -float(item[1])))
    return [told for _, _, told in order]


def _receivers(incentives: list[Told[Incentive]], page: str) -> tuple[Link, ...]:
    """The kinds of receivers, each with how many incentives it has and where these are listed, those with most
    first.
    """
    counted = Counter(fact.beneficiary_type for _, fact, _ in incentives if fact.beneficiary_type != "unknown")
    return tuple(Link(text=words.BENEFICIARIES[kind], note=str(count),
                      address=choosing("对象类别", words.BENEFICIARIES[kind], "incentives.html", page))
                 for kind, count in counted.most_common())


def _spread(facts: list[Told[Incentive]]) -> list[Told[Incentive]]:
    """The first of the facts, few of any one document while others have some."""
    taken: Counter[str] = Counter()
    order = []
    for place, (policy, _, _) in enumerate(facts):
        taken[policy.id] += 1
        order.append((taken[policy.id] > OF_ONE, place))
    return [facts[place] for _, place in sorted(order)[:CANDIDATES]]


def how_to_cite(library: Library, page: str) -> dict[str, object]:
    """The styles of citation, and an address with what it is made of."""
    return {"styles": tuple(STYLE_NAMES.values()), **clause_to_cite(library, page)}


def clause_to_cite(library: Library, page: str) -> dict[str, object]:
    """A numbered clause of the newest document that has one, and its address; None in a library without."""
    for policy in library.newest_first(library.policies):
        for clause in policy.clauses:
            if clause.kind in {"heading", "article"} and clause.label and policy.doc_number and clause.level > 1:
                return {"example": library.clause_line(policy.id, clause.path, page),
                        "address": anchors.clause_address(policy.id, clause.anchor)}
    return {"example": None, "address": ""}


def quality(library: Library, page: str) -> dict[str, object]:
    """Gaps, repairs and damage of every text, those with most doubts first, and the files that are not published."""
    rows = [_quality_row(policy, library, page) for policy in library.newest_first(library.policies)]
    return {
        "rows": tuple(sorted(rows, key=lambda r: (-(r.gaps + r.doubtful + r.damaged), -r.repaired))[:LISTED]),
        "count": len(rows),
        "unpublished": tuple(_unpublished(policy) for policy in library.corpus.unpublished
                             if policy.status != "removed"),
    }


def _unpublished(policy: Policy) -> Unpublished:
    told = (policy.doc_number, "、".join(policy.issuers), words.date(policy.issue_date or policy.publish_date))
    return Unpublished(title=title_of(policy), told=tuple(filter(None, told)), url=source(policy).url,
                       status=words.STATUS[policy.status],
                       reasons=words.withheld(policy.status, [item.code for item in policy.diagnostics]))


def _quality_row(policy: Policy, library: Library, page: str) -> QualityRow:
    repairs = [repair for repair in policy.repairs if repair.rule not in QUIET]
    return QualityRow(
        policy=library.policy_link(policy.id, page), gaps=len(policy.gaps),
        doubtful=sum(not r.certain for r in policy.repairs), repaired=len(repairs),
        respelled=len(policy.repairs) - len(repairs),
        damaged=sum(target.damaged for target in policy.facts.targets), left_out=len(policy.furniture),
        findings=tuple(d for d in policy.diagnostics if d.severity != "info"),
    )
