"""Times in the brackets that say who must act: （牵头单位：市科技局；完成时限：2023年9月）.

A bracket speaks of the sentences since the one before it; one that is a paragraph of its own, of the paragraphs above
it, up to the number that they stand under.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import NamedTuple

from tiaowen.facts.deadline.columns import WHEN, day_of
from tiaowen.facts.target.deadlines import Mention, Year, mentions
from tiaowen.language.quantity import plain
from tiaowen.language.roles import fields
from tiaowen.model import Clause, Path, Policy, Span
from tiaowen.spans import Spans

_LONGEST_LINE = 60
_ALONE = re.compile(r"[（(〔][\u4e00-\u9fff]{2,6}[：:][^（）()〔〕：:]{2,24}[）)〕]")
_DONE = re.compile(r"(?:之?前)?(?:完成|到位|办结)?(?:[）)〕\]。；]*|。[^）)〕\]]*[）)〕\]]?)")
_LEADS_ON = re.compile(r"[\u4e00-\u9fff]{2,6}[：:]")  # （市财政局负责）具体举措：


class Term(NamedTuple):
    """A time beside bodies: its field with the label in ``full`` of ``clause``, its date, what it speaks of."""

    clause: Clause
    scope: Span
    span: Span
    date: str


def governed(policy: Policy) -> dict[Path, tuple[Clause, ...]]:
    """The paragraphs without a bracket by path, each with the paragraphs below it that are nothing but brackets, or
    lines 责任单位：…, 完成时限：…; such a line itself with all that stand together with it.
    """
    found: dict[Path, tuple[Clause, ...]] = {}
    block: list[Clause] = []
    over = True  # the paragraph above the block has been met
    for clause in reversed(policy.clauses):
        if _is_bracket(clause):
            block = [clause] if over else [clause, *block]
            over = False
            continue
        if not over:
            found |= {line.path: tuple(block) for line in block}
        over = True
        if block and not clause.tails:
            found[clause.path] = tuple(block)
        if clause.label or clause.tails or clause.kind in ("row", "table"):
            block = []
    return found


def _is_bracket(clause: Clause) -> bool:
    text = clause.full.strip(" 。（）()〔〕" if not clause.tails else " 。")
    if clause.label or not text:
        return False
    if clause.tails:
        borders = [0, *(at for tail in clause.tails for at in (tail.span.start, tail.span.end)), len(clause.full)]
        outside = zip(borders[::2], borders[1::2], strict=True)
        rest = "".join(clause.full[start:end] for start, end in outside).strip(" 。")
        return not rest or _LEADS_ON.fullmatch(rest) is not None
    first = next(fields(text), None) if len(text) < _LONGEST_LINE else None
    return first is not None and first.start == 0 and bool(WHEN.search(first.label))


def terms(policy: Policy, year: Year) -> dict[Path, tuple[Term, ...]]:
    """The times in the brackets and lines of every clause that has one, by its path."""
    return {clause.path: found for clause in policy.clauses if (found := tuple(_of_clause(clause, year)))}


def _of_clause(clause: Clause, year: Year) -> Iterator[Term]:
    if not clause.tails and not clause.label and _is_bracket(clause):
        yield from _of_span(clause, Span(0, len(clause.full)), Span(0, 0), year)
        return
    for tail in clause.tails:
        yield from _of_span(clause, tail.span, tail.scope, year)
    begin, read = clause.body_start, Spans(tail.span for tail in clause.tails)
    scopes = {tail.span.end: tail.scope for tail in clause.tails}
    for match in _ALONE.finditer(clause.full):  # （完成时限：6月底前）, after the bracket of bodies or without one
        if not any(True for _ in read.touching(match.start(), match.start() + 1)):
            scope = scopes.get(match.start(), Span(begin, match.start()))
            yield from _of_span(clause, Span(*match.span()), scope, year)
        begin = match.end()


def _of_span(clause: Clause, span: Span, scope: Span, year: Year) -> Iterator[Term]:
    named = list(fields(clause.full, span.start, span.end))
    ends = [*(field.start for field in named[1:]), span.end]
    found = False
    for field, end in zip(named, ends, strict=False):
        value = clause.full[field.value:end].rstrip("；;，,。）)]〕 ")
        date = day_of(plain(value), year) if WHEN.search(field.label) else None
        if date:
            found = True
            yield Term(clause, scope, Span(field.start, field.value + len(value)), date)
    if not found and (done := _done_by(clause.full[span.start:span.end], year)):  # （市人社局负责，11月底前完成）
        yield Term(clause, scope, Span(span.start + done.start, span.start + done.end), done.date or "")


def _done_by(bracket: str, year: Year) -> Mention | None:
    """The one time of a bracket that ends in it, or in that it is done by then."""
    text = plain(bracket)
    times = [m for m in mentions(text, year) if m.kind == "by" and m.date and not m.inferred]
    last = times[-1] if len(times) == 1 else None
    return last if last and _DONE.fullmatch(text, last.end) and text[last.start - 1:last.start] in "，；、" else None


def due_of(policy: Policy, year: Year) -> dict[Path, str]:
    """The one time that the brackets of a clause print for what it asks, by its path; its own, or that of the paragraph
    below it.
    """
    printed = {path: {term.date for term in found} for path, found in terms(policy, year).items()}
    below = {path: {date for line in block for date in printed.get(line.path, ())}
             for path, block in governed(policy).items()}
    return {path: next(iter(dates)) for path, dates in (below | printed).items() if len(dates) == 1}
