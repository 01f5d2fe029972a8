"""What falls due next in the whole library, for the front page: deadlines, and targets with a day."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence

from msgspec import Struct

from tiaowen.model import IsoDate, Policy
from tiaowen.render import words
from tiaowen.render.days import end_of
from tiaowen.render.library import ClauseLine, Library, day
from tiaowen.render.rows import place_name

OF_A_YEAR = 6  # of one year, so that something is left for who reads a year later: the page's script takes the next
MOST = 30


class Due(Struct, frozen=True, kw_only=True):
    """One deadline or target. ``due`` as ISO, ``date`` in words."""

    due: IsoDate
    date: str
    what: str
    amount: str
    inferred: bool
    place: str
    clause: ClauseLine


def next_due(newest: Sequence[Policy], library: Library, page: str) -> tuple[Due, ...]:
    """What was still ahead on the day of the newest document, the next first; a few of every year."""
    since = day(newest[0]) if newest else ""
    ahead = sorted((item for item in _dated(newest) if item[0] >= since[:len(item[0])]),
                   key=lambda item: end_of(item[0]))
    taken: Counter[str] = Counter()
    shown: list[Due] = []
    for due, policy, path, what, amount, inferred in ahead:
        taken[due[:4]] += 1
        if taken[due[:4]] <= OF_A_YEAR and len(shown) < MOST:
            shown.append(Due(due=due, date=words.date(due), what=what, amount=amount, inferred=inferred,
                             place=place_name(policy, library), clause=library.clause_line(policy.id, path, page)))
    return tuple(shown)


def last_day(newest: Sequence[Policy]) -> str:
    """The latest of all days, in words; empty when there is none."""
    return words.date(max((item[0] for item in _dated(newest)), key=end_of, default=""))


def _dated(policies: Sequence[Policy]) -> Iterator[tuple[IsoDate, Policy, str, str, str, bool]]:
    """Day, document, clause, what, how much, and whether the year is inferred. A deadline that a target of its clause
    says too is told by the target, which has the number.
    """
    for policy in policies:
        told = set()
        for target in policy.facts.targets:
            if target.deadline and not target.damaged:
                told.add((target.path, target.deadline))
                yield (target.deadline, policy, target.path, target.metric or target.quote, words.amount(target),
                       target.deadline_inferred)
        for fact in policy.facts.deadlines:
            if (fact.path, fact.date) not in told:
                yield fact.date, policy, fact.path, fact.what, "", False
