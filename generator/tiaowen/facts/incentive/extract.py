"""Incentives: money or another benefit on offer, to whom, on what condition, from whom (contract, "inspect")."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache

from msgspec.structs import replace

from tiaowen.catalog import Catalog
from tiaowen.facts.asked import Asked
from tiaowen.facts.incentive import tables
from tiaowen.facts.incentive.frame import party_of
from tiaowen.facts.incentive.handed_out import is_handed_out
from tiaowen.facts.incentive.leaning import Leads, lead_of
from tiaowen.facts.incentive.names import kind_of
from tiaowen.facts.incentive.offers import Offer, offers
from tiaowen.facts.incentive.parties import Party
from tiaowen.facts.incentive.quoting import cap_text, stretch, widened
from tiaowen.facts.incentive.services import Service, services
from tiaowen.facts.incentive.tiers import listed_of, sibling_of, tier_of
from tiaowen.facts.incentive.told import is_nobody, partly
from tiaowen.facts.target.deadlines import year_of
from tiaowen.facts.target.scope import settings
from tiaowen.language.amounts import CEILING, Promise, amounts
from tiaowen.language.governing import GIVING, cues
from tiaowen.language.governor import Amount
from tiaowen.language.lexicon import words_of
from tiaowen.language.quantity import plain
from tiaowen.language.sentences import Reading, read
from tiaowen.model import BenefitKind, Clause, Incentive, Mention, Policy, Span

TITLE = 20  # characters of a clause that is no more than a title: 三、补贴标准
_OF = re.compile("[的，、对]|[级类档][^别]")  # 本科的补贴标准, A类奖励标准: a case
_YEARLY = re.compile(r"\s*每年(?:对|给予|安排|奖励|补助|补贴)")
# 按投资额的70%│抵扣应纳税所得额
_FROM_INCOME = re.compile("[^，。；]{0,12}(?:应纳税所得额|加计扣除)")
_KINDS: tuple[tuple[str, BenefitKind], ...] = (("扣除(?![^，]{0,6}后)", "deduction"), ("奖", "award"),
                                               ("补|贴|助|费|金|经费|资金", "subsidy"))


def extract(policy: Policy, catalog: Catalog) -> tuple[Incentive, ...]:
    """The incentives of a policy, in document order: one for each tier of money, and one for each benefit without an
    amount.

    1. ``quote`` is ``full[span.start:span.end]`` of its clause. 2. A threshold, a cost or a ceiling is never an amount,
       unless the ceiling is
    all that is said (最高奖励500万元). 3. A public body receives only where the text hands it something; who pays is
    ``payer``.
    """
    return tuple(fact for fact in _read(Asked(policy, catalog)) if isinstance(fact, Incentive))


def mentions(policy: Policy, catalog: Catalog) -> tuple[Mention, ...]:
    """Where a policy speaks of a benefit whose roles could not be read for certain, in document order."""
    return tuple(fact for fact in _read(Asked(policy, catalog)) if isinstance(fact, Mention))


@lru_cache(maxsize=1)
def _read(asked: Asked) -> tuple[Incentive | Mention, ...]:
    policy, catalog = asked.policy, asked.catalog
    found: list[Incentive | Mention] = []
    kinds: dict[str, Promise] = {}  # what clauses announce to the list below them
    introduced: dict[str, Promise] = {}  # what the last paragraph announces to the numbered list after it
    headings: dict[str, tuple[str, ...]] = {}
    titles: set[str] = set()  # clauses that are but the title of the list below: （二）奖励标准
    leads = Leads()
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
        promise = kinds.get(clause.parent) or introduced.get(clause.parent if clause.label else "-", "")
        announced = _announced(clause, plain(clause.full), promise)
        if announced:
            kinds[clause.path] = announced
            if _is_title(clause, headings[clause.path], catalog):
                titles.add(clause.path)
        if not clause.label:
            introduced[clause.parent] = announced
            titles.discard(clause.parent)
        reading = read(clause, catalog.quantities)
        leans = leads.leans(clause)
        listed = promise != "" and clause.parent not in titles
        facts = _of_clause(clause, reading, promise, headings[clause.path], catalog, listed=listed)
        found += sorted((_uncertain(fact) if leans else fact for fact in facts), key=_order)
    return tuple(found)


def _uncertain(fact: Incentive | Mention) -> Incentive | Mention:
    """A benefit whose case a clause above goes on with is not whole in itself."""
    return replace(fact, uncertain=True) if isinstance(fact, Incentive) else fact


def _order(fact: Incentive | Mention) -> tuple[Span, bool]:
    return fact.span, not (isinstance(fact, Incentive) and fact.amount is not None)


def _announced(clause: Clause, text: str, promise: Promise) -> Promise:
    """What a clause announces to a list (按以下标准给予补助：, 三、补贴标准); what was announced to it, where it goes
    on with it (（一）在三级医院发生的医疗费用：).
    """
    end = text.rstrip()[-60:]
    leads, short = end.endswith("："), len(text) <= TITLE
    given = cues(end, 0, len(end))[-2:] if leads or short else ()
    gives = leads and any(cue.kind in GIVING for cue in given)
    title = short and bool(given) and given[-1].kind == "level" and given[-1].end == len(end)
    goes_on = promise and (not clause.label or leads)
    if not (gives or title or goes_on):
        return ""
    return "ceiling" if CEILING.search(end) else promise or "benefit"


def _is_title(clause: Clause, headings: tuple[str, ...], catalog: Catalog) -> bool:
    """Whether a clause, and the headings around it, name nobody and no case that its items could lean on."""
    said = plain(clause.full).rstrip("：。 ")
    return len(said) <= TITLE and not _OF.search(said) and all(
        is_nobody(text, catalog.quantities) for text in (said, *headings))


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


def _of_clause(clause: Clause, reading: Reading, promise: Promise, headings: tuple[str, ...], catalog: Catalog, *,
               listed: bool) -> Iterator[Incentive | Mention]:
    found = amounts(reading, promise)
    yield from _money(clause, reading, found, catalog, listed=listed)
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


def _money(clause: Clause, reading: Reading, found: tuple[Amount, ...],
           catalog: Catalog, *, listed: bool) -> Iterator[Incentive | Mention]:
    """The awards of a clause: each a row, uncertain where it is not whole in itself; a mention where it may be none."""
    offered, words = offers(found, reading), catalog.quantities
    awards: dict[int, list[Amount]] = {}  # and costs, by sentence
    for award in (*(offer.amount for offer in offered), *(a for a in found if a.role == "cost")):
        awards.setdefault(reading.segments[award.segment].sentence, []).append(award)
    heads = tuple(next(iter(awards.values()), ()))
    lead = lead_of(reading.text)
    used: set[int] = set()  # segments of earlier awards
    told: set[int] = set()  # segments that a mention leads to
    for offer in offered:
        amount = offer.amount
        span = stretch(reading, amount, offer.until or offer.ceiling, used)
        used |= {amount.segment, offer.ceiling.segment if offer.ceiling else amount.segment}
        if is_handed_out(reading, amount):
            peers = tuple(awards[reading.segments[amount.segment].sentence])
            whole = party_of(reading, amount, peers, words, listed=listed)
            who = whole or tier_of(reading, amount, peers, words, listed=listed)
            who = who or listed_of(reading, amount, peers, words)
            who = who or (sibling_of(reading, amount, heads, words, listed=listed) if peers[0] is amount else None)
            quoted = span if whole else widened(reading, span, clause.body_start)
            begin = reading.sentence(reading.segments[amount.segment].sentence)[0].start
            who = who if begin <= lead else None
            told_of = who or partly(reading, amount, words)
            yield _incentive(clause, reading, offer, (span, quoted), told_of, certain=who is not None)
        elif amount.segment not in told:
            told.add(amount.segment)
            yield _mention(clause, span)


def _incentive(clause: Clause, reading: Reading, offer: Offer, spans: tuple[Span, Span], who: Party, *,
               certain: bool) -> Incentive:
    """The row of an award; ``spans``: the stretch of its own words, and of those it leans on."""
    own, span = spans
    amount, text = offer.amount, clause.full[own.start:own.end]
    benefit = text[max(0, reading.segments[amount.segment].start - own.start):]
    return Incentive(
        path=clause.path, anchor=clause.anchor, line=clause.line, quote=clause.full[span.start:span.end], span=span,
        beneficiary=who.name, beneficiary_type=who.kind, condition=who.condition,
        amount=amount.quantity.value, amount_max=amount.quantity.value_max, bound=amount.bound,
        unit=amount.unit, per=amount.per, period=amount.period,
        base=clause.full[amount.base.start:amount.base.end] if amount.base else "",
        cap=cap_text(reading, amount, offer.ceiling, clause.full, offer.until), payer=who.payer,
        kind=_kind(amount, reading),
        recurring=amount.period in ("年", "月", "学年", "学期", "季度", "日", "天") or _is_yearly(benefit, text),
        uncertain=not certain,
    )


def _kind(amount: Amount, reading: Reading) -> BenefitKind:
    if amount.role == "relief" or amount.role == "loan":
        return amount.role
    if amount.cue is not None and amount.cue.kind == "fund_pays":
        return "reimbursement"
    here = reading.segments[amount.segment]
    if _FROM_INCOME.match(reading.text, amount.quantity.end):
        return "deduction"
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
