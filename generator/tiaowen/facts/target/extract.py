"""Targets: what is to be reached by when, with metric, comparator, value, unit and deadline (contract, "inspect")."""

from __future__ import annotations

from collections.abc import Iterator
from functools import lru_cache

from tiaowen.catalog import Catalog
from tiaowen.diagnostics import finding
from tiaowen.facts.asked import Asked
from tiaowen.facts.deadline.brackets import due_of
from tiaowen.facts.target import kinds as target_kinds
from tiaowen.facts.target.deadlines import Year, year_of
from tiaowen.facts.target.dues import dues
from tiaowen.facts.target.numbers import numbers
from tiaowen.facts.target.readable import readable
from tiaowen.facts.target.scope import Setting, settings
from tiaowen.facts.target.tables import indicator_rows, of_row, points_tables
from tiaowen.language.amounts import amounts
from tiaowen.language.damage import is_damaged, losses
from tiaowen.language.governing import OFFERED
from tiaowen.language.quantity import plain
from tiaowen.language.sentences import read
from tiaowen.model import Clause, Diagnostic, Mention, Policy, Target


def extract(policy: Policy, catalog: Catalog) -> tuple[Target, ...]:
    """The targets of a policy that say what is measured, in document order."""
    return tuple(target for target in _read(Asked(policy, catalog)) if readable(target, catalog.quantities))


def mentions(policy: Policy, catalog: Catalog) -> tuple[Mention, ...]:
    """The numbers to be reached of which the text does not say, or we could not read, what they measure: 下降15%."""
    return tuple(
        Mention(path=target.path, anchor=target.anchor, quote=target.quote, span=target.span, kind="target",
                line=target.line)
        for target in _read(Asked(policy, catalog)) if not readable(target, catalog.quantities)
    )


@lru_cache(maxsize=1)
def _read(asked: Asked) -> tuple[Target, ...]:
    """All that sets something to be reached, in document order.

    1. ``quote`` is ``full[span.start:span.end]`` of its clause. 2. A damaged target has no value. 3. A deadline that
       the text does not
    print is marked as inferred. 4. Clauses that look back (工作回顾) and numbers of benefits give none.
    """
    policy, catalog = asked.policy, asked.catalog
    words = catalog.quantities
    year = year_of(policy, words)
    damaged_document = is_damaged(policy)
    found: list[Target] = []
    announcing = policy.document_type in words.entries["announcing_types"].words
    rows = indicator_rows(policy, year)
    scored = points_tables(policy)
    printed = due_of(policy, year)
    for clause, setting in settings(policy, words, year):
        if clause.path in rows:
            columns = rows[clause.path]
            found += of_row(clause, columns, words) if columns else ()
            continue
        if setting.past or not clause.full or clause.kind == "row" and clause.parent in scored:
            continue
        if clause.path in printed and clause.kind != "article":  # （责任单位：…；完成时限：2023年9月）
            setting = setting._replace(due=printed[clause.path], due_inferred=False)
        if announcing:  # a reply or an announcement plans nothing, unless it says by when
            setting = setting._replace(standard=True)
        found += sorted(_of_clause(clause, setting, year, catalog, damaged_document), key=lambda t: (t.span, t.metric))
    return tuple(found)


def _of_clause(clause: Clause, setting: Setting, year: Year, catalog: Catalog,
               damaged_document: bool) -> Iterator[Target]:
    words = catalog.quantities
    reading = read(clause, words)
    due = dues(reading, setting, year, words)
    taken = {reading.segments[a.segment].item for a in amounts(reading, "") if a.role in OFFERED}
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

