"""The page of deadlines: what is due in which month, in which document, by whom."""

from __future__ import annotations

from collections import Counter

from markupsafe import Markup

from tiaowen.model import Deadline, IsoDate, Policy
from tiaowen.render import reserve, words
from tiaowen.render.concerned import Concerned
from tiaowen.render.days import end_of
from tiaowen.render.library import Library, Link, choosing
from tiaowen.render.rows import LISTED, FactRow, facts_of, newest_day, of_any


class DeadlineRow(FactRow, frozen=True, kw_only=True):
    """One deadline. ``due`` as ISO for sorting, ``date`` in words."""

    what: str
    due: IsoDate
    date: str


def split(library: Library) -> reserve.Split[Deadline]:
    """Those of the page, which are of the newest documents; none in one script beside it; the others by their year."""
    every = list(facts_of("deadlines", library))
    return every[:LISTED], [], reserve.parts(every[LISTED:], lambda fact: reserve.of_year(fact.date))


def deadlines(library: Library, page: str) -> dict[str, object]:
    """The deadlines of the library; of a large one, those of its newest documents.

    What was still ahead on the day of the newest document comes first, the earliest on top; then what was over, the
    latest on top. Each year leads to its rows.
    """
    since, (held, _, rest) = newest_day(library), split(library)
    years = sorted(Counter(fact.date[:4] for _, fact, _ in facts_of("deadlines", library)).items())
    in_time = sorted(held, key=lambda told: (end_of(told[1].date), told[0].id, told[1].line, told[1].span))
    over = [told for told in in_time if end_of(told[1].date) < since]
    return {
        "rows": tuple(deadline_row(*told, library, page) for told in [*in_time[len(over):], *reversed(over)]),
        "count": sum(number for _, number in years), "reserve": reserve.announced("deadlines", "年份", rest, page),
        "years": tuple(Link(text=f"{year}年", address=choosing("年份", year, page, page), note=str(n))
                       for year, n in years),
        "subscribe": _subscription(library.settings.site_url),
    }


def deadline_row(policy: Policy, fact: Deadline, concerned: Concerned, library: Library, page: str) -> DeadlineRow:
    """One deadline as a row."""
    return DeadlineRow(**of_any(policy, fact, concerned, library, page), what=fact.what, due=fact.date,
                       date=words.date(fact.date))


def _subscription(site_url: str) -> Markup:
    """The address that calendar programs subscribe to; empty for a site without a public address."""
    _, scheme, rest = site_url.partition("://")
    return Markup(f"webcal://{rest}data/deadlines.ics") if scheme else Markup("")
