"""The search page before anything is asked: what can be typed, each an example that this library answers, and what most
of it is about.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from urllib.parse import quote

from markupsafe import Markup
from msgspec import Struct

from tiaowen.render.library import ClauseLine, Library, Link
from tiaowen.render.lists import industry_refs
from tiaowen.render.overview import clause_to_cite

MOST = 6


class Example(Struct, frozen=True, kw_only=True):
    """A query, and what it is an example of."""

    query: Link
    what: str


def search_page(library: Library, page: str) -> dict[str, object]:
    """Examples and the entries with most behind them."""
    corpus = library.corpus
    agencies = _most(((i, len(refs)) for i, refs in corpus.duties_of.items()),
                     lambda i, at: library.agency_link(i, at, library.agency_title(i)), page)
    industries = _most(((i, len(industry_refs(i, library))) for i in library.industries_below.get("", ())),
                       library.industry_link, page)
    places = _most(((i, len(library.policies_within(i))) for i in corpus.places), library.place_link, page)
    return {"examples": tuple(_examples(library, page, industries)),
            "popular": tuple((name, links) for name, links in (("责任单位", agencies), ("产业", industries),
                                                               ("地区", places)) if links)}


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


def _most(counted: Iterable[tuple[str, int]], link_of: Callable[[str, str], Link], page: str) -> tuple[Link, ...]:
    best = sorted((item for item in counted if item[1]), key=lambda item: (-item[1], item[0]))[:MOST]
    return tuple(Link(text=link_of(i, page).text, address=link_of(i, page).address, note=str(n)) for i, n in best)
