"""Incentives: money or another benefit on offer, to whom, on what condition (contract, "inspect")."""

from __future__ import annotations

from collections.abc import Iterator

from tiaowen.catalog import Catalog
from tiaowen.catalog.quantities import QuantityWords
from tiaowen.facts.incentive import kinds as incentive_kinds
from tiaowen.facts.incentive.amounts import Offer, announces, offers
from tiaowen.facts.incentive.conditions import tiers
from tiaowen.facts.incentive.parties import Party, kind_of, party, receiver
from tiaowen.facts.incentive.wording import cap_text, is_yearly, stretch, unit_of
from tiaowen.facts.target.deadlines import year_of
from tiaowen.facts.target.scope import settings
from tiaowen.language.quantity import plain
from tiaowen.language.sentences import Reading, Segment, read
from tiaowen.model import Clause, Incentive, Policy

TIER = 14  # characters before the amount of a sentence that leans on the one before: 四星级的给予50万元奖励。
LONGEST_SENTENCE = 400  # characters; a longer one does not say who is meant


def extract(policy: Policy, catalog: Catalog) -> tuple[Incentive, ...]:
    """The incentives of a policy, in document order: one entry for each tier of money, and one for each benefit without an amount.

    1. ``quote`` is ``full[span.start:span.end]`` of its clause. 2. A threshold or a cap is never an amount, unless the cap is all that
    is said (最高奖励500万元). 3. What a public body or a park receives has ``beneficiary_type`` government.
    """
    words = catalog.quantities
    found: list[Incentive] = []
    promised: dict[str, Party] = {}
    headings: dict[str, tuple[str, ...]] = {}
    for clause, setting in settings(policy, words, year_of(policy, words)):
        if setting.past or not clause.full:
            continue
        above = headings.get(clause.parent, ())
        headings[clause.path] = (plain(clause.heading), *above) if clause.heading else above
        lead = promised.get(clause.parent)
        text = plain(clause.full)
        if announces(text, words):
            promised[clause.path] = party(text[len(clause.label):], len(text), headings[clause.path], None, words)
        elif lead is not None and not clause.label:
            promised[clause.path] = lead
        found += sorted(_of_clause(clause, headings[clause.path], words, lead), key=lambda i: (i.span, i.amount is None))
    return tuple(found)


def _of_clause(clause: Clause, headings: tuple[str, ...], words: QuantityWords, lead: Party | None) -> Iterator[Incentive]:
    reading = read(clause, words)
    found = offers(reading, words, promised=lead is not None)
    yield from _money(clause, reading, found, headings, lead, words)
    yield from incentive_kinds.without_amount(clause, reading, found, headings, words)


def _of_sentence(reading: Reading, earlier: tuple[Segment, ...], who: Party, headings: tuple[str, ...], words: QuantityWords) -> Party:
    """The party of the sentence before: 对…的旅行社进行奖励。每满一万人奖励一万元。"""
    text = reading.text[earlier[0].start:earlier[-1].end]
    if len(text) > LONGEST_SENTENCE or not words.find("benefit", text):
        return who
    named = party(text, len(text), (), None, words)
    return named._replace(condition=who.condition or named.condition) if named.kind != "unknown" else who


def _listed(who: Party, lead: Party) -> Party:
    """The party of a list's item: whom its lead announced, on the lead's condition and its own (直辖市、省会城市，扣除标准为每月1500元)."""
    if who.kind == "government" and lead.kind not in ("government", "unknown"):
        who = lead._replace(condition=f"{who.condition}的{who.name}" if who.condition else who.name)
    if who.name != lead.name or lead.condition in who.condition:
        return who
    return who._replace(condition="，".join(part for part in (lead.condition, who.condition) if part))


def _dealt(who: Party, index: int, count: int) -> Party:
    """The tier that 分别 deals this amount to: 三星级、四星级、五星级 and 20万元、50万元、100万元."""
    if parts := tiers(who.condition, count):
        return who._replace(condition=parts[index])
    if parts := tiers(who.name, count):
        return who._replace(name=parts[index])
    return who


def _money(
    clause: Clause, reading: Reading, found: tuple[Offer, ...], headings: tuple[str, ...], lead: Party | None, words: QuantityWords
) -> Iterator[Incentive]:
    """The tiers of money. A tier that names nobody takes the party of the tier before it, of the sentence before it, or of the announcing clause."""
    before, said = lead, 0
    amounts: dict[int, list[Offer]] = {}
    for offer in found:
        amounts.setdefault(offer.segment, []).append(offer)
    for offer in found:
        if offer.role != "amount":
            continue
        span = stretch(reading, offer, found)
        text = clause.full[span.start:span.end]
        peers = [o for o in amounts[offer.segment] if o.role == "amount"]
        sentence = reading.segments[offer.segment].sentence
        if sentence != said and peers[0].quantity.start - span.start > TIER:  # a sentence that says what must be done is no tier of the one before
            before = lead
        who = party(reading.text[span.start:span.end], peers[0].quantity.start - span.start, headings, before, words)
        if who.kind == "unknown" and (earlier := reading.sentence(sentence - 1)):
            who = _of_sentence(reading, earlier, who, headings, words)
        if lead is not None and before is lead:
            who = _listed(who, lead)
        before, said = who, sentence
        index = peers.index(offer)
        if "分别" in text:
            who = _dealt(who, index, len(peers))
        elif index and (own := receiver(reading.text[peers[index - 1].quantity.end:offer.quantity.start], words)):
            who = who._replace(name=own, kind=kind_of(own, words))  # 博士每人2000元、硕士每人1000元
        benefit = text[max(0, reading.segments[offer.segment].start - span.start):]
        yield Incentive(
            path=clause.path, anchor=clause.anchor, line=clause.line, quote=text, span=span, beneficiary=who.name,
            beneficiary_type=who.kind, condition=who.condition, amount=offer.quantity.value, unit=unit_of(reading, offer),
            cap=cap_text(reading, offer, found, clause.full), recurring=is_yearly(benefit, text, words),
        )
