"""Times in the brackets that say who must act: （牵头单位：市科技局；完成时限：2023年9月）.

A bracket speaks of the sentences since the one before it; one that is a paragraph of its own, of the paragraphs above
it, up to the number that they stand under.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

from tiaowen.facts.deadline.columns import WHEN, day_of
from tiaowen.facts.target.deadlines import Year
from tiaowen.language.quantity import plain
from tiaowen.language.roles import fields
from tiaowen.model import Clause, Path, Policy, Span, Tail


class Term(NamedTuple):
    """A time in a bracket: its field with the label in ``full`` of ``clause``, its date, and the bracket."""

    clause: Clause
    tail: Tail
    span: Span
    date: str


def governed(policy: Policy) -> dict[Path, Clause]:
    """The paragraphs without a bracket by path, each with the paragraph below it that is nothing but one."""
    found: dict[Path, Clause] = {}
    bracket: Clause | None = None
    for clause in reversed(policy.clauses):
        if _is_bracket(clause):
            bracket = clause
            continue
        if bracket is not None and not clause.tails:
            found[clause.path] = bracket
        if clause.label or clause.tails or clause.kind in ("row", "table"):
            bracket = None
    return found


def _is_bracket(clause: Clause) -> bool:
    return len(clause.tails) == 1 and not clause.label and clause.full.strip(" 。") == clause.tails[0].text.strip(" 。")


def terms(policy: Policy, year: Year) -> dict[Path, tuple[Term, ...]]:
    """The times in the brackets of every clause that has one, by its path."""
    return {clause.path: found for clause in policy.clauses if clause.tails
            and (found := tuple(term for tail in clause.tails for term in _of_tail(clause, tail, year)))}


def _of_tail(clause: Clause, tail: Tail, year: Year) -> Iterator[Term]:
    named = list(fields(clause.full, tail.span.start, tail.span.end))
    ends = [*(field.start for field in named[1:]), tail.span.end]
    for field, end in zip(named, ends, strict=False):
        value = clause.full[field.value:end].rstrip("；;，,。）)]〕 ")
        date = day_of(plain(value), year) if WHEN.search(field.label) else None
        if date:
            yield Term(clause, tail, Span(field.start, field.value + len(value)), date)


def due_of(policy: Policy, year: Year) -> dict[Path, str]:
    """The one time that the brackets of a clause print for what it asks, by its path; its own, or that of the paragraph
    below it.
    """
    printed = {path: {term.date for term in found} for path, found in terms(policy, year).items()}
    below = {path: printed[bracket.path] for path, bracket in governed(policy).items() if bracket.path in printed}
    return {path: next(iter(dates)) for path, dates in (below | printed).items() if len(dates) == 1}
