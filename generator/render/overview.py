"""Pages about the whole library: home, and the quality of its texts."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable

from msgspec import Struct

from generator.model import Diagnostic, Policy
from generator.render import words
from generator.render.apparatus import QUIET
from generator.render.library import Library, Link, title_of
from generator.render.lists import industry_refs, policy_rows
from generator.render.rows import in_yuan, incentive_row, target_row

NEWEST = 8
MOST = 12


class QualityRow(Struct, frozen=True, kw_only=True):
    """What is known to be wrong with one published text, and what was mended."""

    policy: Link
    gaps: int
    doubtful: int
    repaired: int
    damaged: int
    left_out: int
    findings: tuple[Diagnostic, ...]


class Unpublished(Struct, frozen=True, kw_only=True):
    """A file that is not published, and why."""

    title: str
    file: str
    status: str
    findings: tuple[Diagnostic, ...]


def home(library: Library, page: str) -> dict[str, object]:
    """The front page: how much there is, what is new, and ways in by place, agency, industry, money and deadline."""
    corpus = library.corpus
    newest = library.newest_first(library.policies)
    targets = [(p, fact) for p in newest for fact in p.facts.targets]
    incentives = [(p, fact) for p in newest for fact in p.facts.incentives]
    dated = sorted(((p, fact) for p, fact in targets if fact.deadline and not fact.damaged), key=lambda item: item[1].deadline or "", reverse=True)
    paid = sorted(((p, fact, value) for p, fact in incentives if (value := in_yuan(fact.amount, fact.unit))), key=lambda item: -float(item[2]))
    years = Counter((target.deadline or "")[:4] for _, target in dated)
    return {
        "counts": {"policies": len(library.policies), "clauses": sum(len(p.clauses) for p in corpus.policies), "agencies": len(corpus.agencies),
                   "duties": sum(len(p.facts.duties) for p in corpus.policies), "targets": len(targets), "incentives": len(incentives)},
        "newest": policy_rows(newest[:NEWEST], library, page),
        "places": _most([(i, len(library.policies_within(i))) for i in corpus.places], library.place_link, page),
        "agencies": _agencies(library, page),
        "industries": _most([(i, len(industry_refs(i, library))) for i in library.industries_below.get("", ())], library.industry_link, page),
        "deadlines": tuple(target_row(policy, target, library, page) for policy, target in dated[:NEWEST]),
        "years": tuple(sorted(years.items(), reverse=True)),
        "incentives": tuple(incentive_row(policy, incentive, library, page) for policy, incentive, _ in paid[:NEWEST]),
    }


def _most(counted: list[tuple[str, int]], link_of: Callable[[str, str], Link], page: str) -> tuple[Link, ...]:
    best = sorted((item for item in counted if item[1]), key=lambda item: (-item[1], item[0]))[:MOST]
    return tuple(Link(text=link_of(i, page).text, address=link_of(i, page).address, note=str(count)) for i, count in best)


def _agencies(library: Library, page: str) -> tuple[Link, ...]:
    """The agencies with most duties."""
    best = sorted(library.corpus.duties_of.items(), key=lambda item: (-len(item[1]), item[0]))[:MOST]
    return tuple(
        Link(text=library.agency_title(i), address=library.agency_link(i, page).address, note=str(len(refs))) for i, refs in best
    )


def quality(library: Library, page: str) -> dict[str, object]:
    """Gaps, repairs and damage of every text, those with most doubts first, and the files that are not published."""
    rows = [_quality_row(policy, library, page) for policy in library.newest_first(library.policies)]
    return {
        "rows": tuple(sorted(rows, key=lambda r: (-(r.gaps + r.doubtful + r.damaged), -r.repaired))),
        "unpublished": tuple(
            Unpublished(title=title_of(policy), file=policy.source.path, status=words.STATUS[policy.status],
                        findings=tuple(d for d in policy.diagnostics if d.severity != "info" or policy.status == "held"))
            for policy in library.corpus.unpublished
        ),
        "findings": library.corpus.diagnostics,
    }


def _quality_row(policy: Policy, library: Library, page: str) -> QualityRow:
    repairs = [repair for repair in policy.repairs if repair.rule not in QUIET]
    return QualityRow(
        policy=library.policy_link(policy.id, page), gaps=len(policy.gaps), doubtful=sum(not r.certain for r in repairs), repaired=len(repairs),
        damaged=sum(target.damaged for target in policy.facts.targets), left_out=len(policy.furniture),
        findings=tuple(d for d in policy.diagnostics if d.severity != "info"),
    )
