"""The box at the top of a document: what it gives, who has most to do, what is due — each from a fact, each with its
clause.

Made only from what the text says: a line that no fact fills is left out, and no amounts are added up.
"""

from __future__ import annotations

from collections import Counter
from urllib.parse import quote

from markupsafe import Markup
from msgspec import Struct

from tiaowen.catalog.quantities import QuantityWords
from tiaowen.model import Anchor, Deadline, IsoDate, Policy
from tiaowen.render import words
from tiaowen.render.concerned import bodies_of
from tiaowen.render.days import end_of
from tiaowen.render.dialect import own_address
from tiaowen.render.library import Library, Link
from tiaowen.render.sums import most_in_yuan
from tiaowen.text import shortened

LONGEST = 24  # characters of what is due
MOST = 3  # entries of one line of the box
OF_A_YEAR, CANDIDATES = 6, 30  # days from which the page's script takes those that come next for its reader


class Day(Struct, frozen=True, kw_only=True):
    """What is due on a day."""

    due: IsoDate
    link: Link


class Summary(Struct, frozen=True, kw_only=True):
    """The three lines; each entry is a link to its clause; ``more_…``: how many are not shown. Of ``due`` the first are
    shown, the page's script takes others where these are over.
    """

    gives: tuple[Link, ...]
    binds: tuple[Link, ...]
    due: tuple[Day, ...]
    more_given: int
    more_bound: int
    more_due: int

    @property
    def known(self) -> bool:
        """Whether there is anything to tell."""
        return bool(self.gives or self.binds or self.due)


def summary(policy: Policy, library: Library) -> Summary:
    """The box of one document: its largest sums, the bodies with most to do, and its deadlines in their order."""
    gives, binds, due = _gives(policy, library.catalog.quantities), _binds(policy, library), _due(policy)
    return Summary(
        gives=gives[:MOST], binds=binds[:MOST], due=_candidates(due), more_given=max(0, len(gives) - MOST),
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


def _binds(policy: Policy, library: Library) -> tuple[Link, ...]:
    """The bodies that must act, those with most clauses first and groups (有关部门) behind them, each leading to the
    first, and with a script to them all: bodies, names and numbers of the choice 谁来办 (document-who.js).
    """
    clauses: dict[tuple[bool, str], dict[str, str]] = {}
    for duty in policy.facts.duties:
        for name, agency_id in bodies_of(duty, library.corpus):
            clauses.setdefault((not agency_id, agency_id or name), {}).setdefault(duty.path, duty.anchor)
    order = sorted(clauses, key=lambda body: (body[0], -len(clauses[body])))
    return tuple(Link(text=i if group else called(i, library), note=f"{len(found)} 条",
                      address=_chosen("" if group else i, next(iter(found.values()))))
                 for group, i in order for found in (clauses[group, i],))


def _chosen(agency_id: str, anchor: Anchor) -> Markup:
    """The clause, on its page with the body chosen; the page of an earlier version has the choice too."""
    asked = Markup("?{}={}").format(quote("谁来办"), agency_id) if agency_id else Markup()
    return asked + own_address(f"#{anchor}")


def called(agency_id: str, library: Library) -> str:
    """What a body is called, however a document prints it (市住房城乡建设部门)."""
    return library.corpus.agencies[agency_id].name


def _due(policy: Policy) -> tuple[Day, ...]:
    """The deadlines in the order of time, what is said twice of one day once."""
    dated = sorted(policy.facts.deadlines, key=lambda fact: end_of(fact.date))
    told: dict[tuple[IsoDate, str], Deadline] = {}
    for fact in dated:
        told.setdefault((fact.date, fact.what), fact)
    return tuple(Day(due=fact.date, link=Link(text=f"{words.date(fact.date)}：{shortened(fact.what, LONGEST)}",
                                              address=own_address(f"#{fact.anchor}"))) for fact in told.values())


def _candidates(due: tuple[Day, ...]) -> tuple[Day, ...]:
    """A few of every year, so that some are ahead on whichever day the page is read."""
    taken: Counter[str] = Counter()
    found = []
    for day in due:
        taken[day.due[:4]] += 1
        if taken[day.due[:4]] <= OF_A_YEAR:
            found.append(day)
    return tuple(found[:CANDIDATES])
