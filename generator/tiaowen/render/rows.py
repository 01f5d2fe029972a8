"""Targets and incentives as rows of a table, each citing its clause."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from typing import Any, TypeVar

from markupsafe import Markup
from msgspec import Struct

from tiaowen import anchors
from tiaowen.kinds import KINDS
from tiaowen.model import Incentive, IsoDate, Path, Policy, Target
from tiaowen.render import words
from tiaowen.render.charts import share
from tiaowen.render.concerned import Concerned
from tiaowen.render.library import ClauseLine, Library, Link, day, href
from tiaowen.render.sums import most_in_yuan
from tiaowen.render.validity import UNSTATED

F = TypeVar("F")
Told = tuple[Policy, F, Concerned]  # a fact with its document, and whom and what it concerns
ClausesOf = dict[str, set[Path]]
EVERY = "general"  # the industry of what is said for all of them
ANY, UNNAMED = "跨行业或不限行业", "未注明行业"
LISTED = 1000  # rows of one table: what a phone opens and filters without waiting


class FactRow(Struct, frozen=True, kw_only=True):
    """What the rows of all kinds of facts have: the ``actors`` that must see to it, and the names of these ``bodies``
    and of the ``industries`` by which the row is chosen.
    """

    clause: ClauseLine
    place: str
    quote: str
    actors: tuple[Link, ...]
    bodies: tuple[str, ...]
    industries: tuple[str, ...]


class TargetRow(FactRow, frozen=True, kw_only=True):
    """One target. ``deadline`` in words, ``due`` as ISO for sorting."""

    year: str
    metric: str
    amount: str
    value: str
    deadline: str
    due: IsoDate
    inferred: bool
    damaged: bool
    kind: str
    share: Markup


class IncentiveRow(FactRow, frozen=True, kw_only=True):
    """One incentive; of an uncertain one ``condition`` is its quote. ``value`` in yuan for sorting, where the unit is
    money; ``actors`` are whom to ask for it.

    ``validity``, ``expiry`` and ``until`` (in words) are its document's, as stated: money that is no longer given has
    to say so, and so has money of which nobody says it is. ``places``: its place and those above it. ``after``:
    whoever asks for one industry may ask for it too: 1 it is for several or all, 2 its clause names none. ``matter``:
    the industries as they are told, or which of these it is.
    """

    beneficiary: str
    type: str
    condition: str
    uncertain: bool
    amount: str
    value: str
    cap: str
    recurring: bool
    validity: str
    expiry: IsoDate
    until: str
    over: bool
    places: tuple[str, ...]
    after: int
    matter: tuple[str, ...]

    @property
    def unnamed(self) -> bool:
        """Whether the text does not say what kind of receiver it is for: whoever asks for one may ask for it too."""
        return self.type == words.BENEFICIARIES["unknown"]


def facts_of(kind: str, library: Library, clauses: ClausesOf | None = None,
             policies: Iterable[str] | None = None) -> Iterator[Told[Any]]:
    """The facts of a kind in the library, in those clauses or in those documents, each with its document; documents
    newest first, each in its own order.
    """
    for policy in documents(library, clauses, policies):
        concerned = Concerned(policy, library.corpus)
        wanted = None if clauses is None else clauses[policy.id]
        yield from ((policy, fact, concerned) for fact in getattr(policy.facts, kind)
                    if wanted is None or fact.path in wanted)


def how_many(kind: str, library: Library) -> int:
    """How many facts of the kind the library holds."""
    return sum(len(getattr(policy.facts, kind)) for policy in library.policies.values())


def of_any(policy: Policy, fact: Any, concerned: Concerned, library: Library, page: str) -> dict[str, Any]:
    """The fields of ``FactRow`` for one fact."""
    return {
        "clause": library.clause_line(policy.id, fact.path, page), "place": place_name(policy, library),
        "quote": fact.quote, "actors": body_links(concerned.bodies(fact), page), "bodies": concerned.body_names(fact),
        "industries": concerned.industries(fact),
    }


def target_row(policy: Policy, fact: Target, concerned: Concerned, library: Library, page: str) -> TargetRow:
    """One target as a row."""
    return TargetRow(
        **of_any(policy, fact, concerned, library, page), year=(fact.deadline or "")[:4],
        metric=fact.metric, amount=words.amount(fact), value=words.number(fact.value),
        deadline=words.date(fact.deadline), due=fact.deadline or "", inferred=fact.deadline_inferred,
        damaged=fact.damaged, kind=words.TARGET_KINDS[fact.kind], share=share_of(fact),
    )


# what a number of per cent is open to, and what is no share of a whole: a change, by its comparator
_UP, _DOWN = re.compile("以上|不低于|不少于|超过|突破|至少"), re.compile("以内|之内|以下|不大于|不高于|不超过|控制")
_CHANGE = re.compile("增|降|减|缩|快|翻|倍|(?:提高|提升|扩大|上升)(?![到至])")


def share_of(fact: Target) -> Markup:
    """A share of a whole as a bar; nothing for any other number."""
    word = fact.comparator
    if fact.unit != "%" or fact.kind != "target" or fact.damaged or fact.value is None or not 0 < fact.value <= 100 \
            or _CHANGE.search(word) or (fact.value_max or 0) > 100:
        return Markup("")
    low, high = fact.value, fact.value_max or fact.value
    return share(0 if _DOWN.search(word) else low, 100 if _UP.search(word) else high)


def incentive_row(policy: Policy, fact: Incentive, concerned: Concerned, library: Library, page: str) -> IncentiveRow:
    """One incentive as a row."""
    tops = concerned.tops(fact)
    return IncentiveRow(
        **of_any(policy, fact, concerned, library, page),
        beneficiary=fact.beneficiary or (words.UNSURE if fact.uncertain else ""),
        type=words.BENEFICIARIES[fact.beneficiary_type],
        condition=fact.quote if fact.uncertain else fact.condition, uncertain=fact.uncertain,
        amount=words.amount(fact), value=most_in_yuan(fact, library.catalog.quantities), cap=words.cap(fact),
        recurring=fact.recurring,
        validity=policy.validity or ("" if policy.expiry_date else UNSTATED), expiry=policy.expiry_date or "",
        until=words.date(policy.expiry_date),
        over=policy.validity == "已废止", places=places_above(policy, library),
        after=1 if EVERY in tops else 0 if tops else 2,
        matter=tuple(ANY if i == EVERY else name for i, name in tops.items()) or (UNNAMED,),
    )


def body_links(bodies: Iterable[tuple[str, str]], page: str) -> tuple[Link, ...]:
    """Bodies, each with its id or without, as links to their pages."""
    return tuple(Link(text=name, address=href(anchors.agency_page(i), page) if i else "") for name, i in bodies)


def facts_at(place_id: str, library: Library) -> dict[str, int]:
    """How many facts the place's own documents hold, of each kind that has a page for each place."""
    facts = [library.policies[i].facts for i in library.corpus.policies_at.get(place_id, ())]
    return {kind.name: sum(len(getattr(item, kind.name)) for item in facts) for kind in KINDS if kind.of_places}


def places_with(kind: str, library: Library, page: str) -> tuple[Link, ...]:
    """The places whose documents hold facts of the kind, each with how many and where they are listed, those with most
    first.
    """
    counted = {place_id: facts_at(place_id, library)[kind] for place_id in library.corpus.policies_at
               if place_id in library.corpus.places}
    order = sorted((i for i, count in counted.items() if count), key=lambda i: (-counted[i], library.place_order(i)))
    return tuple(Link(text=library.place_name(i), address=href(anchors.place_facts_page(i, kind), page),
                      note=str(counted[i])) for i in order)


def documents(library: Library, clauses: ClausesOf | None = None,
              policies: Iterable[str] | None = None) -> list[Policy]:
    """Those documents, else those of the clauses, else all; the newest first."""
    return library.newest_first(policies if policies is not None else library.policies
                                if clauses is None else clauses)


def newest_day(library: Library, clauses: ClausesOf | None = None, policies: Iterable[str] | None = None) -> IsoDate:
    """The day of the newest of those documents."""
    return next(map(day, documents(library, clauses, policies)), "")


def places_above(policy: Policy, library: Library) -> tuple[str, ...]:
    """The names of a document's place and of those above it up to the centre, the nearest first."""
    chain = library.place_chain(policy.jurisdiction.place_id)
    return tuple(library.place_name(i) for i in reversed(chain)) or (place_name(policy, library),)


def place_name(policy: Policy, library: Library) -> str:
    """The name of a document's place."""
    return library.place_name(policy.jurisdiction.place_id)
