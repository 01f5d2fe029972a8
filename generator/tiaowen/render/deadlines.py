"""The page of deadlines: what is due in which month, in which document, by whom."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence

from markupsafe import Markup
from msgspec import Struct

from tiaowen.model import Deadline, IsoDate, Policy
from tiaowen.render import reserve, words
from tiaowen.render.concerned import Concerned
from tiaowen.render.days import end_of
from tiaowen.render.library import ClauseLine, Library, Link, day
from tiaowen.render.rows import LISTED, body_links, place_name

Dated = tuple[Policy, Deadline]


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


def split(library: Library) -> tuple[list[Dated], list[Dated], tuple[reserve.Part[Deadline], ...]]:
    """Those of the page, which are of the newest documents; none in one script beside it; the others by their year."""
    every = [(policy, fact) for policy in library.newest_first(library.policies) for fact in policy.facts.deadlines]
    return every[:LISTED], [], reserve.parts(every[LISTED:], lambda fact: reserve.of_year(fact.date))


def deadlines(library: Library, page: str) -> dict[str, object]:
    """The deadlines of the library: what was ahead on the day of the newest document, the earliest first, then what was
    over, the latest first; of a large one those of the newest documents. Each year leads to its rows.
    """
    newest = library.newest_first(library.policies)
    since = day(newest[0]) if newest else ""
    held, _, rest = split(library)
    years = sorted(Counter(fact.date[:4] for policy in newest for fact in policy.facts.deadlines).items())
    here = page.rpartition("/")[2]
    in_time = sorted(held, key=lambda item: (end_of(item[1].date), item[0].id, item[1].line, item[1].span))
    over = [item for item in in_time if end_of(item[1].date) < since]
    return {
        "rows": tuple(rows_of([*in_time[len(over):], *reversed(over)], library, page)),
        "count": sum(number for _, number in years), "reserve": reserve.told("deadlines", "年份", rest, page),
        # 年份=
        "years": tuple(Link(text=f"{year}年", address=Markup(f"{here}?%E5%B9%B4%E4%BB%BD={year}"), note=str(n))
                       for year, n in years),
        "subscribe": _subscription(library.settings.site_url),
    }


def rows_of(dated: Sequence[Dated], library: Library, page: str) -> Iterator[DeadlineRow]:
    """The deadlines as rows, in their order."""
    concerned = {policy.id: Concerned(policy, library.corpus) for policy, _ in dated}
    for policy, fact in dated:
        yield _row(policy, fact, concerned[policy.id], library, page)


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
