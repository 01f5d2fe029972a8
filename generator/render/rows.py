"""Targets and incentives as rows of a table, each citing its clause."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator
from itertools import islice

from markupsafe import Markup
from msgspec import Struct

from generator.model import Incentive, IsoDate, Path, Policy, Target
from generator.render import charts, words
from generator.render.library import ClauseLine, Library

ROWS = 2000  # of the lists of all targets and all incentives, those of the newest documents; the CSV has all
ClausesOf = dict[str, set[Path]]


class TargetRow(Struct, frozen=True, kw_only=True):
    """One target. ``deadline`` in words, ``due`` as ISO for sorting."""

    clause: ClauseLine
    path: Path
    place: str
    year: str
    metric: str
    amount: str
    value: str
    deadline: str
    due: IsoDate
    inferred: bool
    damaged: bool
    kind: str
    quote: str


class IncentiveRow(Struct, frozen=True, kw_only=True):
    """One incentive. ``value`` in yuan for sorting, where the unit is money."""

    clause: ClauseLine
    path: Path
    place: str
    beneficiary: str
    type: str
    condition: str
    amount: str
    value: str
    cap: str
    recurring: bool
    quote: str


def target_rows(library: Library, page: str, clauses: ClausesOf | None = None) -> Iterator[TargetRow]:
    """The targets of the library, or of those clauses, documents newest first and each in its own order."""
    for policy in _policies(library, clauses):
        for fact in policy.facts.targets:
            if _wanted(clauses, policy, fact.path):
                yield target_row(policy, fact, library, page)


def target_row(policy: Policy, fact: Target, library: Library, page: str) -> TargetRow:
    """One target as a row."""
    return TargetRow(
        clause=library.clause_line(policy.id, fact.path, page), path=fact.path, place=_place(policy, library),
        year=(fact.deadline or "")[:4], metric=fact.metric, amount=words.amount(fact), value=words.number(fact.value),
        deadline=words.date(fact.deadline), due=fact.deadline or "", inferred=fact.deadline_inferred, damaged=fact.damaged,
        kind=words.TARGET_KINDS[fact.kind], quote=fact.quote,
    )


def incentive_rows(library: Library, page: str, clauses: ClausesOf | None = None) -> Iterator[IncentiveRow]:
    """The incentives of the library, or of those clauses, documents newest first and each in its own order."""
    for policy in _policies(library, clauses):
        for fact in policy.facts.incentives:
            if _wanted(clauses, policy, fact.path):
                yield incentive_row(policy, fact, library, page)


def incentive_row(policy: Policy, fact: Incentive, library: Library, page: str) -> IncentiveRow:
    """One incentive as a row."""
    return IncentiveRow(
        clause=library.clause_line(policy.id, fact.path, page), path=fact.path, place=_place(policy, library),
        beneficiary=fact.beneficiary, type=words.BENEFICIARIES[fact.beneficiary_type], condition=fact.condition,
        amount=words.amount(fact), value=in_yuan(fact.amount, fact.unit), cap=fact.cap, recurring=fact.recurring, quote=fact.quote,
    )


def targets(library: Library, page: str) -> dict[str, object]:
    """The targets of the newest documents, and how many of all fall due in each year; each bar leads to the rows of its year."""
    facts = [fact for policy in library.policies.values() for fact in policy.facts.targets]
    years = sorted(Counter(fact.deadline[:4] for fact in facts if fact.deadline).items())
    here = page.rpartition("/")[2]
    marks = [charts.Mark(name=f"{year}年", value=count, address=Markup(f"{here}?%E5%B9%B4%E4%BB%BD={year}")) for year, count in years]  # 年份=
    chart = charts.bars(marks, "各年到期的目标数", "项") if len(marks) > 1 else ""
    rows = tuple(islice(target_rows(library, page), ROWS))
    return {"rows": rows, "count": len(facts), "chart": chart, "years": tuple((f"{year}年", count) for year, count in years)}


def incentives(library: Library, page: str) -> dict[str, object]:
    """The incentives of the newest documents."""
    count = sum(len(policy.facts.incentives) for policy in library.policies.values())
    return {"rows": tuple(islice(incentive_rows(library, page), ROWS)), "count": count}


def in_yuan(amount: float | None, unit: str) -> str:
    """The amount in yuan as digits, for sorting; empty when the unit is no money."""
    factors = {"元": 1, "万元": 10**4, "亿元": 10**8, "百万元": 10**6, "千元": 10**3}
    base = unit.partition("/")[0].removesuffix("人民币")
    return words.number(amount * factors[base]) if amount is not None and base in factors else ""


def _policies(library: Library, clauses: ClausesOf | None) -> Iterator[Policy]:
    yield from library.newest_first(library.policies if clauses is None else clauses)


def _wanted(clauses: ClausesOf | None, policy: Policy, path: Path) -> bool:
    return clauses is None or path in clauses.get(policy.id, set())


def _place(policy: Policy, library: Library) -> str:
    return library.place_name(policy.jurisdiction.place_id)


def values(found: Iterable[str]) -> tuple[str, ...]:
    """The different values that are not empty, sorted: the choices of a filter."""
    return tuple(sorted({value for value in found if value}))
