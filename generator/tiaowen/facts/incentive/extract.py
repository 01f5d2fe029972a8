"""Incentives: money or another benefit on offer, to whom, on what condition, from whom (contract, "inspect")."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache

from tiaowen.catalog import Catalog
from tiaowen.facts.incentive import tables
from tiaowen.facts.incentive.dealing import dealt_to
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
        if _announces(text):
            promised[clause.path] = party(text[len(clause.label):], len(text), headings[clause.path], None,
                                          catalog.quantities)
            promised[clause.path] = promised[clause.path]._replace(labelled=False)
            kinds[clause.path] = "ceiling" if CEILING.search(text[-60:]) else "benefit"
        elif lead is not None and not clause.label:
            promised[clause.path], kinds[clause.path] = lead, kinds.get(clause.parent, "benefit")
        found += sorted(_of_clause(clause, headings[clause.path], catalog, lead, kinds.get(clause.parent, "")),
                        key=_order)
    return tuple(found)


def _order(fact: Incentive | Mention) -> tuple[Span, bool]:
    return fact.span, not (isinstance(fact, Incentive) and fact.amount is not None)


def _announces(text: str) -> bool:
    """Whether a clause ends by announcing a list of benefits: 按以下标准给予补助： or 可以按照以下标准定额扣除："""
    end = text.rstrip()[-60:]
    return end.endswith("：") and any(cue.kind in GIVING for cue in cues(end, 0, len(end))[-2:])


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
    costs = sorted({a.segment for a in found if a.role == "cost"})
    yield from _money(clause, reading, offered, costs, headings, lead, catalog)
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


def _money(
    clause: Clause, reading: Reading, offered: tuple[Offer, ...], costs: list[int], headings: tuple[str, ...],
    lead: Party | None, catalog: Catalog
) -> Iterator[Incentive | Mention]:
    """The tiers of money. A tier that names nobody takes the party of the tier before it, of the sentence before it, or
    of the announcing clause.
    """
    before, said = lead, 0
    used: set[int] = set()
    told: set[int] = set()  # segments that a mention leads to
    beside: dict[int, list[Amount]] = {}
    for offer in offered:
        beside.setdefault(offer.amount.segment, []).append(offer.amount)
    for offer in offered:
        amount = offer.amount
        span = stretch(reading, amount, offer.until or offer.ceiling, used)
        peers = beside[amount.segment]
        sentence = reading.segments[amount.segment].sentence
        at = peers[0].quantity.start - span.start
        if sentence != said and at > TIER:  # a sentence that says what must be done is no tier of the one before
            before = lead
        lead_in, at = _without_costs(reading, span, at, costs)
        who = party(lead_in, at, headings, before,
                    catalog.quantities, cared=amount.quantity.measure == "percent" or amount.cue is not None
                    and amount.cue.kind == "fund_pays")
        if (
            who.kind == "unknown" and (earlier := reading.sentence(sentence - 1))
            and not who.condition.startswith(("未", "不", "经"))
        ):
            who = _of_sentence(reading, earlier, who, catalog)
        if lead is not None and before is lead:
            who = _listed(who, lead)
        if paid := _PAID_TO.match(reading.text, reading.segments[amount.segment].end):
            who = who._replace(name=paid[1], kind=kind_of(paid[1], catalog.quantities))
        if (
            amount.role == "relief" and amount.cue is not None and amount.cue.kind in ("price", "lower")
            and _charges(who.name, lead_in)
        ):
            who = who._replace(name="", kind="unknown")  # 担保公司收取的费率不超过1%: who charges receives nothing
        before, said = who, sentence
        dealt = dealt_to(reading, who, amount, peers, clause.full[span.start:span.end], catalog)
        used |= {amount.segment, offer.ceiling.segment if offer.ceiling else amount.segment}
        if dealt is not None and not doubtful(dealt):
            yield _incentive(clause, reading, offer, span, dealt)
        elif amount.segment not in told:
            told.add(amount.segment)
            yield _mention(clause, span)


def _charges(name: str, text: str) -> bool:
    """Whether a party is the subject of a price: no preposition hands anything to it (对…企业, 给企业)."""
    return _SUPPLIER.search(name) is not None and re.search(f"[对向给为][^，。；]*{re.escape(name)}", text) is None


def _without_costs(reading: Reading, span: Span, at: int, costs: list[int]) -> tuple[str, int]:
    """The quote without the segments that say what somebody pays, and where its amount then stands."""
    text = reading.text[span.start:span.end]
    for segment in (reading.segments[number] for number in reversed(costs)):
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
    given = [cue for cue in cues(text, 0, len(text)) if cue.kind in GIVING]
    if len(text) > LONGEST_SENTENCE or len(given) == 0 or any(segment.found for segment in earlier[1:]):
        return who
    named = party(text, len(text), (), None, catalog.quantities)
    return named._replace(condition=who.condition or named.condition) if named.kind != "unknown" else who


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
