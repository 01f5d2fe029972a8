"""Incentives: money or another benefit on offer, to whom, on what condition, from whom (contract, "inspect")."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache

from tiaowen.catalog import Catalog
from tiaowen.facts.incentive import tables
from tiaowen.facts.incentive.conditions import condition
from tiaowen.facts.incentive.context import is_scheme
from tiaowen.facts.incentive.names import kind_of
from tiaowen.facts.incentive.offers import Offer, offers
from tiaowen.facts.incentive.parties import Party, party
from tiaowen.facts.incentive.quoting import cap_text
from tiaowen.facts.incentive.receivers import Around
from tiaowen.facts.incentive.services import Service, services
from tiaowen.facts.incentive.tiers import read_tiers
from tiaowen.facts.target.deadlines import year_of
from tiaowen.facts.target.scope import settings
from tiaowen.language.amounts import CEILING, Promise, amounts
from tiaowen.language.governing import GIVING, cues
from tiaowen.language.governor import Amount
from tiaowen.language.lexicon import pattern, words_of
from tiaowen.language.quantity import plain
from tiaowen.language.sentences import Reading, read
from tiaowen.model import BenefitKind, Clause, Incentive, Mention, Policy, Span

_OWN = re.compile(r"[对凡]")  # a quote that says itself whom it is for
TITLE = 20  # characters of a clause that is no more than a title: 三、补贴标准
# how a text that is whole ends; a sum or a benefit at the end of a line is whole without a stop
_ENDED = re.compile(r"[。；：！？…”）]$|(?:元|[%％]|奖励|补助|补贴|资助|支持|执行|办理)$")
_BEGINS = re.compile(r"对|凡|鼓励|支持|符合|\d|[（“]")
_BAND = re.compile(r"\d[\d.]*(?:万|亿)?元(?:（含）)?(?:以[上下]|至)")  # ¶18万元以上部分: of which of the classes above
_THRESHOLD = pattern(r"\d|{criterion}")
_YEARLY = re.compile(r"\s*每年(?:对|给予|安排|奖励|补助|补贴)")
_KINDS: tuple[tuple[str, BenefitKind], ...] = (("扣除", "deduction"), ("奖", "award"),
                                               ("补|贴|助|费|金|经费|资金", "subsidy"))


def extract(policy: Policy, catalog: Catalog) -> tuple[Incentive, ...]:
    """The incentives of a policy, in document order: one for each tier of money, and one for each benefit without an
    amount.

    1. ``quote`` is ``full[span.start:span.end]`` of its clause. 2. A threshold, a cost or a ceiling is never an amount,
       unless the ceiling is
    all that is said (最高奖励500万元). 3. A public body receives only where the text hands it something; who pays is
    ``payer``.
    """
    return tuple(fact for fact in _read(_Asked(policy, catalog)) if isinstance(fact, Incentive))


def mentions(policy: Policy, catalog: Catalog) -> tuple[Mention, ...]:
    """Where a policy speaks of a benefit whose roles could not be read for certain, in document order."""
    return tuple(fact for fact in _read(_Asked(policy, catalog)) if isinstance(fact, Mention))


class _Asked:
    """A policy compared by its clauses, so that both extractors share one reading though facts were added between
    them.
    """

    def __init__(self, policy: Policy, catalog: Catalog) -> None:
        self.policy, self.catalog = policy, catalog

    def __hash__(self) -> int:
        return id(self.policy.clauses)

    def __eq__(self, other: object) -> bool:
        return (
            isinstance(other, _Asked) and self.policy.clauses is other.policy.clauses and self.catalog is other.catalog
        )


@lru_cache(maxsize=1)
def _read(asked: _Asked) -> tuple[Incentive | Mention, ...]:
    policy, catalog = asked.policy, asked.catalog
    found: list[Incentive | Mention] = []
    promised: dict[str, Party] = {}
    introduced: dict[str, Party | None] = {}
    kinds: dict[str, Promise] = {}
    schemes: dict[str, str] = {}  # what the paragraphs below a clause are about
    headings: dict[str, tuple[str, ...]] = {}
    rows = tables.columns(policy)
    before, above_it, labelled = "", "", ""
    for clause, setting in settings(policy, catalog.quantities, year_of(policy, catalog.quantities)):
        if setting.past or not clause.full:
            continue
        above = headings.get(clause.parent, ())
        headings[clause.path] = (plain(clause.heading), *above) if clause.heading else above
        if clause.path in rows:
            found += _of_row(clause, rows[clause.path], catalog)
            continue
        if clause.kind in ("chapter", "section"):
            continue
        lead = promised.get(clause.parent) or introduced.get(clause.parent if clause.label else "-")
        text = plain(clause.full)
        after_items = above_it.startswith(f"{clause.parent}.") and bool(labelled)
        goes_on = not clause.label and (_goes_on(before, text) or after_items and _BAND.match(text) is not None)
        before, above_it, labelled = text[clause.body_start:].strip(), clause.path, clause.label
        if announced := _announced(clause, text, lead, headings[clause.path], catalog):
            promised[clause.path] = announced
            kinds[clause.path] = "ceiling" if CEILING.search(text[-60:]) else kinds.get(clause.parent, "benefit")
        if not clause.label:  # a paragraph that announces the numbered list after it
            introduced[clause.parent] = announced
        promise = kinds.get(clause.parent, "" if lead is None else "benefit")
        reading = read(clause, catalog.quantities)
        around = Around(clause, reading, headings[clause.path], lead, (), catalog, goes_on,
                        "" if clause.label else schemes.get(clause.parent, ""))
        last = text[clause.body_start:].strip(" 。：；").rpartition("。")[2]
        if clause.label and is_scheme(last) and not re.search(r"\d[\d.]*(?:万?元|%)", last):
            schemes[clause.path] = last
        found += sorted(_of_clause(around, promise), key=_order)
    return tuple(found)


def _goes_on(before: str, text: str) -> bool:
    """Whether a paragraph goes on with a sentence that the one before it began: a line cut by a page or a margin."""
    begun = (len(before) > TITLE or "，" in before) and not _ENDED.search(before)
    tier = before.endswith("；") and _THRESHOLD.match(text) is not None  # 投资1000万元的，奖励…；¶投资5000万元以上的，…
    return begun and not _BEGINS.match(text) or tier


def _order(fact: Incentive | Mention) -> tuple[Span, bool]:
    return fact.span, not (isinstance(fact, Incentive) and fact.amount is not None)


def _announced(clause: Clause, text: str, lead: Party | None, headings: tuple[str, ...],
               catalog: Catalog) -> Party | None:
    """Whom a clause announces a list of benefits for (按以下标准给予补助：, 三、补贴标准); what was announced to it,
    where it goes on with it.
    """
    end = text.rstrip()[-60:]
    given = cues(end, 0, len(end))[-2:]
    if end.endswith("：") and any(cue.kind in GIVING for cue in given):
        said = text[max(len(clause.label), text.rfind("。") + 1):]
        return party(said, len(said), headings, None, catalog.quantities)._replace(labelled=False)
    if len(text) <= TITLE and given and given[-1].kind == "level" and given[-1].end == len(end):
        return Party()
    if lead is not None and clause.label and end.endswith("："):  # （一）在三级医院发生的医疗费用：
        own = condition(text[len(clause.label):].strip("： "))
        return lead._replace(condition="，".join(part for part in (lead.condition, own) if part))
    return lead if not clause.label else None


def _of_row(clause: Clause, column: tables.Column | None, catalog: Catalog) -> Iterator[Incentive]:
    """The incentive of a table's row: the amount of the column of benefits, for what its other cells name."""
    cell = tables.of_row(clause, column, catalog) if column else None
    if cell is None or column is None:
        return
    kind = kind_of(cell.what, catalog.quantities)
    ceiling = column.ceiling
    yield Incentive(
        path=clause.path, anchor=clause.anchor, line=clause.line, quote=clause.full, span=Span(0, len(clause.full)),
        beneficiary=cell.what if kind != "unknown" else "", beneficiary_type=kind,
        condition="" if kind != "unknown" else cell.what,
        amount=cell.quantity.value, amount_max=cell.quantity.value_max, unit=cell.quantity.unit, per=cell.quantity.per,
        bound="at_most" if ceiling else "exact", cap=clause.cells[column.place].strip() if ceiling else "",
        kind=_named_kind(column.head),
    )


def _of_clause(around: Around, promise: Promise) -> Iterator[Incentive | Mention]:
    reading = around.reading
    found = amounts(reading, promised=promise)
    costs = tuple(a for a in found if a.role == "cost")
    yield from _money(around._replace(costs=costs), offers(found, reading))
    taken = frozenset(reading.segments[a.segment].item for a in found if a.role != "threshold")
    for service in services(reading, taken, around.headings, around.catalog):
        yield _service(around.clause, service)


def _service(clause: Clause, service: Service) -> Incentive | Mention:
    """A benefit without an amount; one that does not say to whom is a mention."""
    span, who = service.span, service.who
    quote = clause.full[span.start:span.end]
    if not service.certain:
        return _mention(clause, span)
    return Incentive(
        path=clause.path, anchor=clause.anchor, line=clause.line, quote=quote, span=span, beneficiary=who.name,
        beneficiary_type=who.kind,
        condition=who.condition, payer=who.payer, kind=service.kind, recurring=_is_yearly(quote, quote),
    )


def _money(around: Around, offered: tuple[Offer, ...]) -> Iterator[Incentive | Mention]:
    """The tiers of money, each a row when it is earned, else a mention; half of a dealt list gives no row."""
    tiers = list(read_tiers(around, offered))
    half = {tier.offer.amount.segment for tier in tiers if tier.who is None and (tier.dealt or tier.leads)}
    told: set[int] = set()  # segments that a mention leads to
    for tier in tiers:
        segment = tier.offer.amount.segment
        if tier.who is not None and segment not in half:
            yield _incentive(around.clause, around.reading, tier.offer, tier.span, tier.who)
        elif segment not in told:
            told.add(segment)
            yield _mention(around.clause, tier.span)


def _incentive(clause: Clause, reading: Reading, offer: Offer, span: Span, who: Party) -> Incentive:
    amount, text = offer.amount, clause.full[span.start:span.end]
    benefit = text[max(0, reading.segments[amount.segment].start - span.start):]
    return Incentive(
        path=clause.path, anchor=clause.anchor, line=clause.line, quote=text, span=span, beneficiary=who.name,
        beneficiary_type=who.kind,
        condition=who.condition, amount=amount.quantity.value, amount_max=amount.quantity.value_max, bound=amount.bound,
        unit=amount.unit,
        per=amount.per, period=amount.period,
        base=clause.full[amount.base.start:amount.base.end] if amount.base else "",
        cap=cap_text(reading, amount, offer.ceiling, clause.full, offer.until), payer=who.payer,
        kind=_kind(amount, reading),
        recurring=amount.period in ("年", "月", "学年", "学期", "季度", "日", "天") or _is_yearly(benefit, text),
    )


def _kind(amount: Amount, reading: Reading) -> BenefitKind:
    if amount.role == "relief" or amount.role == "loan":
        return amount.role
    if amount.cue is not None and amount.cue.kind == "fund_pays":
        return "reimbursement"
    here = reading.segments[amount.segment]
    return _named_kind(
        reading.text[max(here.start, amount.quantity.start - 20):min(here.end, amount.quantity.end + 20)])


def _named_kind(text: str) -> BenefitKind:
    return next((kind for words, kind in _KINDS if re.search(words, text)), "subsidy")


def _is_yearly(benefit: str, quote: str) -> bool:
    """Whether a benefit comes again: 每年 in its own words, or before 对, not in its condition
    (每年组织活动200天以上的).
    """
    again = words_of("yearly").search(benefit) is not None or _YEARLY.match(quote) is not None
    return again and not words_of("once").search(quote)


def _mention(clause: Clause, span: Span) -> Mention:
    quote = clause.full[span.start:span.end]
    return Mention(path=clause.path, anchor=clause.anchor, line=clause.line, quote=quote, span=span, kind="incentive")
