"""The search page before anything is asked: what can be typed, each an example that this library answers, and what most
of it is about.
"""

from __future__ import annotations

from collections.abc import Iterable
from urllib.parse import quote

from markupsafe import Markup
from msgspec import Struct

from tiaowen.render.library import ClauseLine, Library, Link
from tiaowen.render.overview import clause_to_cite, most

MOST = 6


class Example(Struct, frozen=True, kw_only=True):
    """A query, and what it is an example of."""

    query: Link
    what: str


def search_page(library: Library, page: str) -> dict[str, object]:
    """Examples and the entries with most behind them."""
    found = most(library, page, MOST)
    names = {"agencies": "责任单位", "industries": "产业", "places": "地区"}
    return {"examples": tuple(_examples(library, page, found["industries"])),
            "popular": tuple((name, found[key]) for key, name in names.items() if found[key])}


def _examples(library: Library, page: str, industries: tuple[Link, ...]) -> Iterable[Example]:
    clause = clause_to_cite(library, page)["example"]
    if isinstance(clause, ClauseLine):
        yield Example(query=Link(text=f"{clause.doc_number} {clause.label}", address=clause.address),
                      what="文号和条款：直接打开这一条")
        yield _example(clause.doc_number, "文号：括号怎么写都行")
    spoken = next((link.text for link in industries if link.text.isalpha()), "")
    if spoken:
        yield _example(f"{spoken}有什么补贴", "照平常说话来问")
    if isinstance(clause, ClauseLine) and clause.heading:
        yield _example(f"“{clause.heading.strip('。：')}”", "引号里的文字一字不差")


def _example(query: str, what: str) -> Example:
    asked = quote(query, safe="")  # no character is left that could be markup
    return Example(query=Link(text=query, address=Markup(f"search.html?q={asked}")), what=what)
