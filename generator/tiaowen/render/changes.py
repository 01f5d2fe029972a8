"""The page of news: what came, changed, ended or was taken down, by month, the newest first."""

from __future__ import annotations

from collections import Counter
from itertools import groupby

from msgspec import Struct

from tiaowen import __version__, anchors
from tiaowen.render import words
from tiaowen.render.feed import ALL
from tiaowen.render.library import Library, Link, href
from tiaowen.render.lists import year_name
from tiaowen.render.news import EVENTS, News, news

UNDATED = "日期未知"
LISTED = 100  # pieces of news of the first page; the others are on the pages of the years


class Piece(Struct, frozen=True, kw_only=True):
    """One piece of news as a line: what happened, to which document, when and how."""

    event: str
    document: Link
    day: str
    summary: str


class Month(Struct, frozen=True, kw_only=True):
    """A month, its anchor in the page, and its news."""

    name: str
    anchor: str
    pieces: tuple[Piece, ...]


def changes(library: Library, page: str) -> dict[str, object]:
    """The news of the library; of a large one the newest, and a page for each year."""
    items = news(library.corpus)
    counted = Counter(item.day[:4] for item in items) if len(items) > LISTED else {}
    return _view(items[:LISTED], page) | {
        "count": len(items), "shown": min(len(items), LISTED), "year": "",
        "years": tuple(Link(text=year_name(year), address=href(anchors.changes_page(year), page), note=str(count))
                       for year, count in counted.items()),
    }


def years(library: Library) -> list[str]:
    """The years whose news has a page, newest first, empty for news without a day: none while one page holds all."""
    items = news(library.corpus)
    return list(dict.fromkeys(item.day[:4] for item in items)) if len(items) > LISTED else []


def of_year(year: str, library: Library, page: str) -> dict[str, object]:
    """The news of one year."""
    items = [item for item in news(library.corpus) if item.day[:4] == year]
    return _view(items, page) | {"count": len(items), "shown": len(items), "year": year_name(year), "years": ()}


def _view(items: list[News], page: str) -> dict[str, object]:
    months = groupby(items, key=lambda item: item.day[:7])
    return {"months": tuple(Month(name=words.date(day) or UNDATED, anchor=f"m-{day or 'unknown'}",
                                  pieces=tuple(_piece(item, page) for item in group)) for day, group in months),
            "feed": href(ALL, page)}


def about(library: Library, _page: str) -> dict[str, object]:
    """The page about the site: the day of the newest news, and which program made it."""
    newest = next((item.day for item in news(library.corpus) if item.day), "")
    return {"updated": words.date(newest), "version": __version__}


def _piece(item: News, page: str) -> Piece:
    return Piece(event=EVENTS[item.event], document=Link(text=item.title, address=href(item.page, page)),
                 summary=item.summary, day=words.date(item.day))
