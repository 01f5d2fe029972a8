"""Incentives: money or another benefit on offer, to whom, on what condition, from whom (contract, "inspect")."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache
from typing import NamedTuple

from tiaowen.catalog import Catalog
from tiaowen.facts.incentive import tables
from tiaowen.facts.incentive.dealing import dealt_to
from tiaowen.facts.incentive.earned import Award, earned
from tiaowen.facts.incentive.names import kind_of
from tiaowen.facts.incentive.offers import Offer, offers
from tiaowen.facts.incentive.parties import Party, doubtful, party
from tiaowen.facts.incentive.quoting import cap_text, stretch
from tiaowen.facts.incentive.services import Service, services
from tiaowen.facts.target.deadlines import year_of
from tiaowen.facts.target.scope import settings
from tiaowen.language.amounts import CEILING, Amount, Promise, amounts
from tiaowen.language.governing import GIVING, cues
from tiaowen.language.lexicon import words_of
from tiaowen.language.quantity import plain
from tiaowen.language.sentences import Reading, Segment, read
from tiaowen.model import BenefitKind, Clause, Incentive, Mention, Policy, Span

TIER = 8  # characters before the amount of a sentence that leans on the one before: 四星级的给予50万元奖励。
TITLE = 20  # characters of a clause that is no more than a title: 三、补贴标准
LONGEST_SENTENCE = 400  # characters; a longer one does not say who is meant
# 按每人800元计算，补助给承训单位
_PAID_TO = re.compile(r"，(?:补助|补贴|奖励|发放|拨付|支付)给([^，。；、\d]{2,14})(?=[，。；]|$)")
_SUPPLIER = re.compile(r"(?:公司|机构|银行|中心|单位|医院|景区|学校)$")
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


class _Around(NamedTuple):
    """What the sums of one clause are read with."""

    clause: Clause
    reading: Reading
    headings: tuple[str, ...]
    lead: Party | None  # whom the clause that announces a list names
    costs: tuple[Amount, ...]
    catalog: Catalog


@lru_cache(maxsize=1)
def _read(asked: _Asked) -> tuple[Incentive | Mention, ...]:
    policy, catalog = asked.policy, asked.catalog
    found: list[Incentive | Mention] = []
    promised: dict[str, Party] = {}
    kinds: dict[str, Promise] = {}
    headings: dict[str, tuple[str, ...]] = {}
    rows = tables.columns(policy)
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
        lead = promised.get(clause.parent)
        text = plain(clause.full)
        if announced := _announced(clause, text, lead, headings[clause.path], catalog):
            promised[clause.path] = announced
            kinds[clause.path] = "ceiling" if CEILING.search(text[-60:]) else kinds.get(clause.parent, "benefit")
        found += sorted(_of_clause(clause, headings[clause.path], catalog, lead, kinds.get(clause.parent, "")),
                        key=_order)
    return tuple(found)


def _order(fact: Incentive | Mention) -> tuple[Span, bool]:
    return fact.span, not (isinstance(fact, Incentive) and fact.amount is not None)


def _announced(clause: Clause, text: str, lead: Party | None, headings: tuple[str, ...],
               catalog: Catalog) -> Party | None:
    """Whom a clause announces a list of benefits for (按以下标准给予补助：, 三、补贴标准); what was announced to it, where
    it goes on with it.
    """
    end = text.rstrip()[-60:]
    given = cues(end, 0, len(end))[-2:]
    if end.endswith("：") and any(cue.kind in GIVING for cue in given):
        return party(text[len(clause.label):], len(text), headings, None, catalog.quantities)._replace(labelled=False)
    if len(text) <= TITLE and given and given[-1].kind == "level" and given[-1].end == len(end):
        return Party()
    return lead if not clause.label or end.endswith("：") else None


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


def _of_clause(clause: Clause, headings: tuple[str, ...], catalog: Catalog, lead: Party | None,
               promise: Promise) -> Iterator[Incentive | Mention]:
    reading = read(clause, catalog.quantities)
    found = amounts(reading, promised=promise)
    offered = offers(found, reading)
    costs = tuple(a for a in found if a.role == "cost")
    yield from _money(_Around(clause, reading, headings, lead, costs, catalog), offered)
    taken = frozenset(reading.segments[a.segment].item for a in found if a.role != "threshold")
    for service in services(reading, taken, headings, catalog):
        yield _service(clause, service)


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


def _money(around: _Around, offered: tuple[Offer, ...]) -> Iterator[Incentive | Mention]:
    """The tiers of money, each a row when it is earned, else a mention of its segment."""
    reading, clause = around.reading, around.clause
    before, last = around.lead, None
    used: set[int] = set()
    told: set[int] = set()  # segments that a mention leads to
    beside: dict[int, list[Amount]] = {}
    for offer in offered:
        beside.setdefault(offer.amount.segment, []).append(offer.amount)
    for offer in offered:
        amount, peers = offer.amount, beside[offer.amount.segment]
        span = stretch(reading, amount, offer.until or offer.ceiling, used)
        who = _who(around, amount, peers[0].quantity.start - span.start, span, before, last)
        before, last = who, amount
        dealt = dealt_to(reading, who, amount, peers, clause.full[span.start:span.end], around.catalog)
        used |= {amount.segment, offer.ceiling.segment if offer.ceiling else amount.segment}
        award = Award(reading, peers, peers.index(amount), span.start, around.costs)
        party_of = dealt and not doubtful(dealt) and earned(award, dealt, who, around.catalog.quantities)
        if party_of:
            yield _incentive(clause, reading, offer, span, party_of)
        elif amount.segment not in told:
            told.add(amount.segment)
            yield _mention(clause, span)


def _who(around: _Around, amount: Amount, at: int, span: Span, before: Party | None, last: Amount | None) -> Party:
    """The party of an award that stands ``at`` in its quote. One that names nobody takes the party of the tier before
    it, of the sentence before it, or of the announcing clause.
    """
    reading, words, lead = around.reading, around.catalog.quantities, around.lead
    before = _tier_before(reading, amount, at, before, last, lead)
    lead_in, at = _without_costs(reading, span, at, around.costs)
    fund = amount.cue is not None and amount.cue.kind == "fund_pays"
    who = party(lead_in, at, around.headings, before, words, cared=amount.quantity.measure == "percent" or fund)
    earlier = reading.sentence(reading.segments[amount.segment].sentence - 1)
    if who.kind == "unknown" and earlier and not who.condition.startswith(("未", "不", "经")):
        who = _of_sentence(reading, earlier, who, around.catalog)
    if lead is not None and before is lead:
        who = _listed(who, lead)
    if paid := _PAID_TO.match(reading.text, reading.segments[amount.segment].end):
        who = who._replace(name=paid[1], kind=kind_of(paid[1], words), condition=who.name + who.condition)
    priced = amount.role == "relief" and amount.cue is not None and amount.cue.kind in ("price", "lower")
    if priced and _charges(who.name, lead_in):
        return who._replace(name="", kind="unknown")  # 担保公司收取的费率不超过1%: who charges receives nothing
    return who


def _tier_before(reading: Reading, amount: Amount, at: int, before: Party | None, last: Amount | None,
                 lead: Party | None) -> Party | None:
    """The party that a tier may take over: of another ；-item not its condition; of another sentence nothing, unless the
    tier is a few words (四星级的给予50万元奖励。).
    """
    if last is None or before is None or before is lead:
        return before
    here, there = reading.segments[amount.segment], reading.segments[last.segment]
    if here.sentence != there.sentence and at > TIER:
        return lead
    return before if here.item == there.item else before._replace(condition="")


def _charges(name: str, text: str) -> bool:
    """Whether a party is the subject of a price: no preposition hands anything to it (对…企业, 给企业)."""
    return _SUPPLIER.search(name) is not None and re.search(f"[对向给为][^，。；]*{re.escape(name)}", text) is None


def _without_costs(reading: Reading, span: Span, at: int, costs: tuple[Amount, ...]) -> tuple[str, int]:
    """The quote without the segments that say what somebody pays, and where its amount then stands."""
    text = reading.text[span.start:span.end]
    for segment in (reading.segments[number] for number in sorted({cost.segment for cost in costs}, reverse=True)):
        if span.start <= segment.start and segment.end < span.start + at:
            cut = slice(segment.start - span.start, segment.end + 1 - span.start)
            text, at = text[:cut.start] + text[cut.stop:], at - (cut.stop - cut.start)
    return text, at


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


def _of_sentence(reading: Reading, earlier: tuple[Segment, ...], who: Party, catalog: Catalog) -> Party:
    """The party of the sentence before: 对…的旅行社进行奖励。每满一万人奖励一万元。"""
    text = reading.text[earlier[0].start:earlier[-1].end]
    given = [cue for cue in cues(text, 0, len(text)) if cue.kind in GIVING and len(text) - cue.end <= 1]
    if len(text) > LONGEST_SENTENCE or not given or any(segment.found for segment in earlier[1:]):
        return who
    named = party(text, len(text), (), None, catalog.quantities)
    both = "，".join(part for part in (named.condition, who.condition) if part)
    return named._replace(condition=both) if named.kind != "unknown" else who


def _listed(who: Party, lead: Party) -> Party:
    """The party of a list's item: whom its lead announced, on the lead's condition and its own
    (直辖市、省会城市，扣除标准为每月1500元).
    """
    if who.kind == "government" and lead.kind not in ("government", "unknown"):
        who = lead._replace(condition=f"{who.condition}的{who.name}" if who.condition else who.name)
    if who.name != lead.name or lead.condition in who.condition:
        return who
    return who._replace(condition="，".join(part for part in (lead.condition, who.condition) if part))


def _mention(clause: Clause, span: Span) -> Mention:
    quote = clause.full[span.start:span.end]
    return Mention(path=clause.path, anchor=clause.anchor, line=clause.line, quote=quote, span=span, kind="incentive")
