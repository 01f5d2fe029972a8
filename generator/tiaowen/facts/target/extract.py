"""Targets: what is to be reached by when, with metric, comparator, value, unit and deadline (contract, "inspect")."""

from __future__ import annotations

from collections.abc import Iterator

from tiaowen.catalog import Catalog
from tiaowen.diagnostics import finding
from tiaowen.facts.target import kinds as target_kinds
from tiaowen.facts.target.deadlines import Year, year_of
from tiaowen.facts.target.dues import dues
from tiaowen.facts.target.numbers import numbers
from tiaowen.facts.target.scope import Setting, settings
from tiaowen.facts.target.tables import indicator_rows, of_row, points_tables
from tiaowen.language.amounts import OFFERED, amounts
from tiaowen.language.damage import is_damaged, losses
from tiaowen.language.quantity import plain
from tiaowen.language.sentences import read
from tiaowen.model import Clause, Diagnostic, Policy, Target


def extract(policy: Policy, catalog: Catalog) -> tuple[Target, ...]:
    """The targets of a policy, in document order.

    1. ``quote`` is ``full[span.start:span.end]`` of its clause. 2. A damaged target has no value. 3. A deadline that the text does not
    print is marked as inferred. 4. Clauses that look back (工作回顾) and numbers of benefits give none.
    """
    words = catalog.quantities
    year = year_of(policy, words)
    damaged_document = is_damaged(policy)
    found: list[Target] = []
    announcing = policy.document_type in words.entries["announcing_types"].words
    rows = indicator_rows(policy, year)
    scored = points_tables(policy)
    for clause, setting in settings(policy, words, year):
        if clause.path in rows:
            columns = rows[clause.path]
            found += of_row(clause, columns, words) if columns else ()
            continue
        if setting.past or not clause.full or clause.kind == "row" and clause.parent in scored:
            continue
        if announcing:  # a reply or an announcement plans nothing, unless it says by when
            setting = setting._replace(standard=True)
        found += sorted(_of_clause(clause, setting, year, catalog, damaged_document), key=lambda t: (t.span, t.metric))
    return tuple(found)


def _of_clause(clause: Clause, setting: Setting, year: Year, catalog: Catalog, damaged_document: bool) -> Iterator[Target]:
    words = catalog.quantities
    reading = read(clause, words)
    due = dues(reading, setting, year, words)
    taken = {reading.segments[a.segment].item for a in amounts(reading) if a.role in OFFERED}
    lost = losses(reading.text, words, damaged=damaged_document)
    yield from numbers(clause, reading, setting, due, taken, lost, words)
    yield from target_kinds.without_numbers(clause, reading, setting, due, taken, lost, words)
    yield from target_kinds.damaged(clause, reading, due, lost, words)


def damaged(policy: Policy, catalog: Catalog) -> tuple[Diagnostic, ...]:
    """A P003 finding for every number whose digits are missing in the source."""
    damaged_document = is_damaged(policy)
    found = []
    for clause in policy.clauses:
        text = plain(clause.full)
        for loss in losses(text, catalog.quantities, damaged=damaged_document):
            example = clause.full[max(0, loss.start - 12):loss.end + 6]
            found.append(finding("P003", path=policy.source.path, line=clause.line, example=example.replace("\n", "")))
    return tuple(found)

