"""Duties: which bodies must act on a clause (issue 4, 1).

Four places are read: tails in brackets after sentences, paragraphs and clauses; lines 责任单位：…; columns of tables;
and prose (…负责, 由…牵头), a separate kind of lower certainty.

Postconditions: 1. ``quote`` is the clause's ``full`` at ``span``; 2. ``agency_ids`` is aligned with ``agencies``, empty
for a group and only for one; 3. ``lead`` and ``generic`` are among ``agencies``; 4. nobody leads unless the text says
so; 5. order is that of the document.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from typing import Literal

from tiaowen.catalog import Catalog
from tiaowen.catalog.agencies import UNKNOWN
from tiaowen.diagnostics import finding
from tiaowen.facts.agencies import Naming
from tiaowen.facts.duty.elided import Name
from tiaowen.facts.duty.leads import Leading, said_in_bold
from tiaowen.facts.duty.lists import CLOSE, OPEN, names_in
from tiaowen.facts.duty.prose import prose
from tiaowen.facts.duty.subjects import is_sure
from tiaowen.facts.duty.tables import columns
from tiaowen.facts.duty.tails import Part, heading_tails, inline_tails, parts, unfinished
from tiaowen.facts.table_heads import cell_spans, header_words
from tiaowen.language.roles import charges
from tiaowen.model import Clause, Diagnostic, Duty, DutyRole, Mention, Policy, Span
from tiaowen.spans import Spans


def extract(policy: Policy, catalog: Catalog) -> tuple[Duty, ...]:
    """The duties of every clause, in document order."""
    naming = Naming(policy, catalog)
    leading = Leading()
    for clause in policy.clauses:  # a note outside a tail is about the whole document
        if not clause.tails:
            leading.learn(clause.full)
    heads = columns(policy.clauses)
    found: list[Duty] = []
    before: Clause | None = None
    for clause in policy.clauses:
        found += _of_tails(clause, naming, leading)
        found += _of_rest(before, clause, naming, leading)
        found += _of_cells(clause, heads, naming, leading)
        found += _of_prose(clause, naming)
        before = clause
    return tuple(found)


def _of_tails(clause: Clause, naming: Naming, leading: Leading) -> Iterator[Duty]:
    tails = [(tail.span, tail.scope) for tail in clause.tails]
    tails += [pair for pair in inline_tails(clause)
              if not any(pair[0].start < span.end and span.start < pair[0].end for span, _ in tails)]
    for span, scope in heading_tails(clause, [span for span, _ in tails]):
        lists = [names_in(clause.full, run.start, run.end, naming)
                 for part in parts(clause.full, span.start + 1, span.end - 1) for run in part.runs]
        named = [name.name for one in lists for name in one.names]
        whole = all(one.whole for one in lists) and all(is_sure(name, naming) for name in named)
        if whole and any(not naming.is_group(name) for name in named):
            tails.append((span, scope))
    for span, scope in sorted(tails):
        leading.learn(clause.full[span.start:span.end])
        of_tail = list(parts(clause.full, *_inside(clause.full, span)))
        for part in of_tail:
            yield from _duty(clause, part, span if len(of_tail) == 1 else part.quote, scope, naming, leading)


def _of_rest(before: Clause | None, clause: Clause, naming: Naming, leading: Leading) -> Iterator[Duty]:
    """A paragraph that goes on with the list of the one before: 责任单位： | 市财政局、市教育局."""
    role = (
        unfinished(before.tails[-1].text) if before and before.tails and not clause.tails
        and clause.kind == "paragraph" else None
    )
    end = len(clause.full.rstrip(" 。）)"))
    if role and end:
        lists = [names_in(clause.full, run.start, run.end, naming) for part in parts(clause.full, 0, end, role)
                 for run in part.runs]
        if lists and all(one.whole for one in lists):
            for part in parts(clause.full, 0, end, role):
                yield from _duty(clause, part, Span(0, end), Span(0, end), naming, leading)


def _inside(text: str, span: Span) -> tuple[int, int]:
    """The span without its outer brackets and a closing full stop."""
    start, end = span.start, span.end
    while end > start and (text[end - 1].isspace() or text[end - 1] in "。；;"):
        end -= 1
    if text[start] in OPEN:
        start += 1
        end -= text[end - 1] in CLOSE and end > start
    while end > start and (text[end - 1].isspace() or text[end - 1] in "。；;"):
        end -= 1
    return start, end


def _duty(clause: Clause, part: Part, quote: Span, scope: Span, naming: Naming, leading: Leading) -> Iterator[Duty]:
    lists = [names_in(clause.full, run.start, run.end, naming) for run in part.runs]
    names = [name for one in lists for name in one.names]
    if names:
        lead = leading.of([list(one.names) for one in lists], part.role, clause.bold)
        is_open = any(one.is_open for one in lists)
        yield make(clause, names, naming, role=part.role, lead=lead, is_open=is_open, where="tail",
                   quote=quote, scope=scope)


def make(clause: Clause, names: list[Name], naming: Naming, *, role: DutyRole, lead: tuple[str, ...], is_open: bool,
         where: Literal["tail", "prose", "table"], quote: Span, scope: Span) -> Duty:
    """The fact, each body once."""
    agencies = tuple(dict.fromkeys(name.name for name in names))
    classes = {name.name for name in names if name.group}
    ids = tuple("" if name in classes else naming.id_of(name) for name in agencies)
    return Duty(
        path=clause.path, anchor=clause.anchor, role=role, agencies=agencies, agency_ids=ids, lead=lead,
        generic=tuple(name for name, i in zip(agencies, ids, strict=True) if not i), open_list=is_open, where=where,
        quote=clause.full[quote.start:quote.end], span=quote, scope=scope, line=clause.line)


def _of_cells(clause: Clause, heads: dict[str, dict[int, DutyRole]], naming: Naming,
              leading: Leading) -> Iterator[Duty]:
    roles = heads.get(clause.parent, {}) if clause.kind == "row" else {}
    spans = cell_spans(clause.full)
    for index, role in roles.items():
        if index >= len(spans) or charges(header_words(clause.full[spans[index].start:spans[index].end])):
            continue
        for part in parts(clause.full, spans[index].start, spans[index].end, role):
            lists = [names_in(clause.full, run.start, run.end, naming) for run in part.runs]
            names = [name for one in lists for name in one.names]
            if names:
                lead = leading.of([list(one.names) for one in lists], part.role, clause.bold)
                yield make(clause, names, naming, role=part.role, lead=lead,
                           is_open=any(one.is_open for one in lists), where="table",
                           quote=spans[index], scope=Span(0, len(clause.full)))


def _of_prose(clause: Clause, naming: Naming) -> Iterator[Duty]:
    if clause.kind in ("row", "table", "annex"):
        return
    for item in prose(clause, naming):
        lead = tuple(name.name for name in item.names) if item.role == "lead" else ()
        for role, names, leaders in ((item.role, item.names, lead), ("joint", item.joint, ())):
            if names:
                yield make(clause, list(names), naming, role=role, lead=tuple(dict.fromkeys(leaders)),
                           is_open=item.is_open and role == item.role,
                           where="prose", quote=item.quote, scope=item.quote)


def mentions(policy: Policy, _catalog: Catalog) -> tuple[Mention, ...]:
    """The brackets and lines that say who must act and in which no body could be read; who is a person, or when, is
    said by others.
    """
    ends: dict[str, list[Span]] = defaultdict(list)  # first and last character of what was read
    for duty in policy.facts.duties:
        if duty.where == "tail":
            ends[duty.path] += (Span(at, at + 1) for at in (duty.span.start, duty.span.end - 1))
    read = {path: Spans(spans) for path, spans in ends.items()}
    return tuple(
        Mention(path=clause.path, anchor=clause.anchor, quote=tail.text, span=tail.span, kind="duty", line=clause.line)
        for clause in policy.clauses for tail in clause.tails
        if not (clause.path in read and any(True for _ in read[clause.path].touching(tail.span.start, tail.span.end)))
        and unfinished(tail.text) is None
        and any(part.runs for part in parts(clause.full, *_inside(clause.full, tail.span)))
    )


def unregistered(policy: Policy, catalog: Catalog) -> tuple[Diagnostic, ...]:
    """A finding for every body of the duties that no entry covers, once, at the clause where it is first met; none for
    those that could be any city's, of which the missing place is told.
    """
    naming = Naming(policy, catalog)
    seen: dict[str, int] = {}
    for duty in policy.facts.duties:
        for name, agency_id in zip(duty.agencies, duty.agency_ids, strict=True):
            if agency_id and not agency_id.startswith(f"{UNKNOWN}-") and naming.is_unregistered(name):
                seen.setdefault(name, duty.line)
    return tuple(finding("F001", path=policy.source.path, line=line, name=name) for name, line in seen.items())


def without_bold(policy: Policy, _catalog: Catalog) -> tuple[Diagnostic, ...]:
    """A finding where a note says that those in bold lead and the text has no bold type: plain text has lost it."""
    notes = ((clause, note) for clause in policy.clauses if (note := said_in_bold(clause.full)))
    clause, note = next(notes, (None, ""))
    if clause is None or any(clause.bold for clause in policy.clauses):
        return ()
    return (finding("F004", path=policy.source.path, line=clause.line, note=note),)
