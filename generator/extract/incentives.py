"""Incentives: money or another benefit on offer, to whom, on what condition (contract, "inspect")."""

from __future__ import annotations

from collections.abc import Iterator

from generator.catalog import Catalog
from generator.catalog.quantities import QuantityWords
from generator.extract import incentive_kinds
from generator.extract.incentive_amounts import Offer, announces, offers
from generator.extract.incentive_parties import Party, party
from generator.extract.incentive_wording import cap_text, stretch, unit_of
from generator.extract.quantity import plain
from generator.extract.quantity_segments import Reading, read
from generator.extract.target_deadlines import year_of
from generator.extract.target_scope import settings
from generator.model import Clause, Incentive, Policy


def extract(policy: Policy, catalog: Catalog) -> tuple[Incentive, ...]:
    """The incentives of a policy, in document order: one entry for each tier of money, and one for each benefit without an amount.

    1. ``quote`` is ``full[span.start:span.end]`` of its clause. 2. A threshold or a cap is never an amount, unless the cap is all that
    is said (最高奖励500万元). 3. What a public body or a park receives has ``beneficiary_type`` government.
    """
    words = catalog.quantities
    found: list[Incentive] = []
    promised: set[str] = set()
    for clause, setting in settings(policy, words, year_of(policy, words)):
        if setting.past or not clause.full:
            continue
        listed = clause.parent in promised
        if announces(plain(clause.full), words) or (listed and not clause.label):
            promised.add(clause.path)
        found += sorted(_of_clause(clause, words, promised=listed), key=lambda i: (i.span, i.amount is None))
    return tuple(found)


def _of_clause(clause: Clause, words: QuantityWords, *, promised: bool) -> Iterator[Incentive]:
    reading = read(clause, words)
    found = offers(reading, words, promised=promised)
    yield from _money(clause, reading, found, words)
    yield from incentive_kinds.without_amount(clause, reading, found, words)


def _money(clause: Clause, reading: Reading, found: tuple[Offer, ...], words: QuantityWords) -> Iterator[Incentive]:
    before: Party | None = None
    for offer in found:
        if offer.role != "amount":
            continue
        span = stretch(reading, offer, found)
        text = clause.full[span.start:span.end]
        who = party(reading.text[span.start:span.end], plain(clause.heading), before, words)
        before = who
        yield Incentive(
            path=clause.path, anchor=clause.anchor, line=clause.line, quote=text, span=span, beneficiary=who.name,
            beneficiary_type=who.kind, condition=who.condition, amount=offer.quantity.value, unit=unit_of(reading, offer),
            cap=cap_text(reading, offer, found, clause.full), recurring=words.find("yearly", text) is not None and not words.find("once", text),
        )
