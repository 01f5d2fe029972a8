"""The page of deadlines: what is due in which month, in which document, by whom."""

from __future__ import annotations

from collections import Counter

from markupsafe import Markup
from msgspec import Struct

from tiaowen.model import Deadline, IsoDate, Policy
from tiaowen.render import words
from tiaowen.render.concerned import Concerned
from tiaowen.render.days import end_of
from tiaowen.render.library import ClauseLine, Library, Link, day
from tiaowen.render.rows import LISTED, body_links, place_name


class DeadlineRow(Struct, frozen=True, kw_only=True):
    """One deadline. ``due`` as ISO for sorting, ``date`` in words; ``actors`` must see to it, chosen by their
    ``bodies``.
    """

    clause: ClauseLine
    what: str
    due: IsoDate
    date: str
    place: str
    actors: tuple[Link, ...]
    bodies: tuple[str, ...]
    industries: tuple[str, ...]
    quote: str


def deadlines(library: Library, page: str) -> dict[str, object]:
    """The deadlines of the library: what was ahead on the day of the newest document, the earliest first, then what was
    over, the latest first; of a large one those of the newest documents. Each year leads to its rows.
    """
    newest = library.newest_first(library.policies)
    since = day(newest[0]) if newest else ""
    dated = [(fact, policy) for policy in newest for fact in policy.facts.deadlines]
    years = sorted(Counter(fact.date[:4] for fact, _ in dated[:LISTED]).items())  # a link leads to rows of the page
    here = page.rpartition("/")[2]
    in_time = sorted(dated[:LISTED], key=lambda item: (end_of(item[0].date), item[1].id, item[0].line, item[0].span))
    over = [item for item in in_time if end_of(item[0].date) < since]
    listed = [*in_time[len(over):], *reversed(over)]
    concerned = {policy.id: Concerned(policy, library.corpus) for _, policy in listed}
    return {
        "rows": tuple(_row(policy, fact, concerned[policy.id], library, page) for fact, policy in listed),
        "count": len(dated),
        # 年份=
        "years": tuple(Link(text=f"{year}年", address=Markup(f"{here}?%E5%B9%B4%E4%BB%BD={year}"), note=str(n))
                       for year, n in years),
        "subscribe": _subscription(library.settings.site_url),
    }


def _row(policy: Policy, fact: Deadline, concerned: Concerned, library: Library, page: str) -> DeadlineRow:
    return DeadlineRow(
        clause=library.clause_line(policy.id, fact.path, page), what=fact.what, due=fact.date,
        date=words.date(fact.date),
        place=place_name(policy, library), actors=body_links(concerned.bodies(fact), page),
        bodies=concerned.body_names(fact),
        industries=concerned.industries(fact), quote=fact.quote,
    )


def _subscription(site_url: str) -> Markup:
    """The address that calendar programs subscribe to; empty for a site without a public address."""
    _, scheme, rest = site_url.partition("://")
    return Markup(f"webcal://{rest}data/deadlines.ics") if scheme else Markup("")
