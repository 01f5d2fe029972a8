"""The box at the top of a document: what it gives, who has most to do, what is due — each from a fact, each with its
clause.

Made only from what the text says: a line that no fact fills is left out, and no amounts are added up.
"""

from __future__ import annotations

from collections import Counter

from msgspec import Struct

from tiaowen.catalog.quantities import QuantityWords
from tiaowen.model import Path, Policy
from tiaowen.render import words
from tiaowen.render.dialect import own_address
from tiaowen.render.library import Link
from tiaowen.render.sums import most_in_yuan
from tiaowen.text import shortened

LONGEST = 24  # characters of what is due
MOST = 3  # entries of one line of the box


class Summary(Struct, frozen=True, kw_only=True):
    """The three lines; each entry is a link to its clause; ``more_…``: how many are not shown."""

    gives: tuple[Link, ...]
    binds: tuple[Link, ...]
    due: tuple[Link, ...]
    more_given: int
    more_bound: int
    more_due: int

    @property
    def known(self) -> bool:
        """Whether there is anything to tell."""
        return bool(self.gives or self.binds or self.due)


def summary(policy: Policy, known: QuantityWords) -> Summary:
    """The box of one document: its largest sums, the bodies with most duties, and its deadlines in their order."""
    gives, binds, due = _gives(policy, known), _binds(policy), _due(policy)
    return Summary(
        gives=gives[:MOST], binds=binds[:MOST], due=due[:MOST], more_given=max(0, len(gives) - MOST),
        more_bound=max(0, len(binds) - MOST), more_due=max(0, len(due) - MOST),
    )


def _gives(policy: Policy, known: QuantityWords) -> tuple[Link, ...]:
    """The incentives that name for certain their sum, the largest first: who gets how much."""
    paid = [(most_in_yuan(fact, known), fact) for fact in policy.facts.incentives
            if words.amount(fact) and not fact.uncertain]
    order = sorted(range(len(paid)), key=lambda i: (-float(paid[i][0] or 0), i))
    return tuple(
        Link(text=" ".join(filter(None, (fact.beneficiary, words.amount(fact)))),
             address=own_address(f"#{fact.anchor}"), note=words.cap(fact))
        for _, fact in (paid[i] for i in order)
    )


def _binds(policy: Policy) -> tuple[Link, ...]:
    """The bodies that must act, those with most duties first, each leading to the first of them."""
    count: Counter[str] = Counter()
    first: dict[str, Path] = {}
    for duty in policy.facts.duties:
        for name in duty.agencies:
            count[name] += 1
            first.setdefault(name, duty.anchor)
    order = sorted(count, key=lambda name: -count[name])
    return tuple(Link(text=name, address=own_address(f"#{first[name]}"), note=f"{count[name]} 项") for name in order)


def _due(policy: Policy) -> tuple[Link, ...]:
    """The deadlines, the latest first: what is still ahead stands before what is past."""
    dated = sorted(policy.facts.deadlines, key=lambda fact: fact.date, reverse=True)
    return tuple(Link(text=f"{words.date(fact.date)}：{shortened(fact.what, LONGEST)}",
                      address=own_address(f"#{fact.anchor}")) for fact in dated)
