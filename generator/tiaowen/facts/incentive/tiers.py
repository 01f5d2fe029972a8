"""The awards of a clause, tier by tier: each with its quote and, when everything of it was read, its party."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import NamedTuple

from tiaowen.catalog import Catalog
from tiaowen.facts.incentive.context import Context, context, leans
from tiaowen.facts.incentive.dealing import dealt_to
from tiaowen.facts.incentive.earned import Award, as_printed, earned
from tiaowen.facts.incentive.offers import Offer
from tiaowen.facts.incentive.parties import Party, doubtful
from tiaowen.facts.incentive.quoting import stretch
from tiaowen.facts.incentive.receivers import Around, who_gets
from tiaowen.facts.incentive.sharing import First, shared
from tiaowen.facts.incentive.whole import (
    doubted,
    head_of,
    is_bare_band,
    is_half_a_sentence,
    lost_head,
    verbatim,
)
from tiaowen.language.governor import Amount
from tiaowen.model import Span

_OWN = re.compile(r"[对凡]")  # a quote that says itself whom it is for


class Tier(NamedTuple):
    """An award as it was read: its offer, its quote and, when it is earned, its party.

    ``dealt``: whether it is one of a list that 分别 deals out; ``leads``: whether it is the first of several in its
    segment.
    """

    offer: Offer
    span: Span
    who: Party | None
    dealt: bool
    leads: bool


class _Words(NamedTuple):
    """The words of a tier: its party, the sentence before it that it leans on, and where the quote of both begins.

    ``begins``: whether it is a first of its own; ``certain``: whether what it shares with the first could be told.
    """

    who: Party
    said: str
    start: int
    begins: bool
    certain: bool


class _Reader:
    """Reads the tiers of one clause in order: what a tier leaves out is what those before it said."""

    def __init__(self, around: Around) -> None:
        self.around = around
        self.before, self.last = around.lead, None  # type: Party | None, Amount | None
        self.first: First | None = None
        self.failed: First | None = First(-1, -1, (), Party())  # one that was not earned: its tiers are none either
        self.used: set[int] = set()
        self.lost: set[int] = set()  # ；-items of an award that was not earned: what leans on it is none either
        self.contexts: dict[int, Context | None] = {}  # of a sentence

    def tier(self, offer: Offer, peers: list[Amount]) -> Tier:
        """One award; ``peers``: all those of its segment, in order."""
        reading, full, amount = self.around.reading, self.around.clause.full, offer.amount
        here = reading.segments[amount.segment]
        span = stretch(reading, amount, offer.until or offer.ceiling, self.used)
        words = self._words(amount, peers, span)
        quote = full[span.start:span.end]
        dealt = dealt_to(reading, words.who, amount, peers, quote, self.around.catalog)
        self.before, self.last = words.who, amount
        self.used |= {amount.segment, offer.ceiling.segment if offer.ceiling else amount.segment}
        award = Award(reading, peers, peers.index(amount), span, self.around.costs, words.begins)
        party = None
        if not (self._leans(here.sentence, here.item, span) or not words.certain):
            party = _earned(award, dealt, words.who, words.said, self.around.catalog)
        self._remember(here.item, words, party, alone=len(peers) == 1)
        several = len(peers) > 1
        whole = Span(words.start, span.end)
        return Tier(offer, whole, party, dealt=several and "分别" in quote, leads=several and amount is peers[0])

    def _words(self, amount: Amount, peers: list[Amount], span: Span) -> _Words:
        around, reading = self.around, self.around.reading
        who = who_gets(around, amount, peers[0].quantity.start - span.start, span, self.before, self.last)
        if amount is not peers[0]:
            return _Words(who, "", span.start, begins=False, certain=True)
        sentence = reading.segments[amount.segment].sentence
        begun = sentence in self.contexts
        if not begun:
            self.contexts[sentence] = context(reading, span, who, len(around.clause.label), around.above)
        leant = self.contexts[sentence]
        said = leant.said if leant and (not begun or leans(reading, span, who)) else ""
        start = leant.start if leant and said and not begun else span.start
        if words := said or head_of(reading, span, frozenset(self.used)):
            who = who._replace(condition="，".join(part for part in (words, who.condition) if part))
        who, self.first = shared(reading, amount, span, who, self.first)
        return _Words(who, said, start, self.first.leans_on is None, self.first.certain)

    def _leans(self, sentence: int, item: int, span: Span) -> bool:
        """Whether a tier goes on with what was not earned, or was begun by the paragraph before it."""
        own = _OWN.match(self.around.reading.text, span.start) is not None
        return (
            self.contexts.get(sentence, Context(0, "")) is None or item in self.lost and not own
            or self.around.goes_on and sentence == 0 or self.first is not None and self.first.leans_on is self.failed
        )

    def _remember(self, item: int, words: _Words, party: Party | None, *, alone: bool) -> None:
        if party is None:
            self.lost.add(item)
            self.failed = self.first if words.begins else self.failed
        elif self.first and words.begins and alone and words.who.condition and party.condition.endswith(
                words.who.condition):
            self.first = self.first._replace(who=party)  # with the words that were restored to its condition


def read_tiers(around: Around, offered: tuple[Offer, ...]) -> Iterator[Tier]:
    """The awards of a clause in order."""
    beside: dict[int, list[Amount]] = {}
    for offer in offered:
        beside.setdefault(offer.amount.segment, []).append(offer.amount)
    reader = _Reader(around)
    for offer in offered:
        yield reader.tier(offer, beside[offer.amount.segment])


def _earned(award: Award, dealt: Party | None, who: Party, before: str, catalog: Catalog) -> Party | None:
    """The party of an award that was read for certain. Of the only award of its sentence whose receiver is in doubt the
    words before it are the condition, as they are printed, after those of the sentence ``before``.
    """
    if dealt is None:
        return None
    reading, at = award.reading, award.peers[award.number].quantity.start
    said = verbatim(reading, award.span, at, before)
    if doubtful(dealt):
        return None
    if doubted(reading, award.span, at, dealt, catalog.quantities):
        party = as_printed(award, Party(), said)
    else:
        party = earned(award, dealt, who, catalog.quantities) or as_printed(award, dealt, said)
    if party is None or is_bare_band(party) or lost_head(reading, award.span, party):
        return None
    half = not before and len(award.peers) == 1 and is_half_a_sentence(
        reading, award.span, award.peers[0], party)
    return None if half else party
