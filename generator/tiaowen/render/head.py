"""What a page says of itself in its head, for machines: linked data, Open Graph, and of a document Dublin Core,
Zotero's own fields, its twins.

Zotero makes a statute of ``z.itemType`` with number and all. Highwire's ``citation_`` tags would win over it and make a
report of the document, or an article in a journal where nobody is named, so there are none. What is not known is left
out.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from html import unescape

from markupsafe import Markup

from tiaowen.model import Policy
from tiaowen.render.cite import LANGUAGE, notes, reference
from tiaowen.render.dialect import html_text
from tiaowen.render.json_text import script_data
from tiaowen.render.library import Library, Link, href, title_of, twins_of
from tiaowen.render.linked_data import Node, breadcrumbs, context, dataset, legislation, website
from tiaowen.render.twins import TWINS
from tiaowen.text import shortened

DESCRIBED = 140  # characters of a description: what search engines show
_APART = re.compile(
    r"<(nav|form|svg|thead|caption|figcaption|details|script|label|button|output)\b.*?</\1>"
    r"|<(\w+)\b[^<>]*\shidden\b[^<>]*>.*?</\2>|<td\b[^<>]*>[\d—]*</td>|<p class=.tw-take.>.*?</p>"
    r"|^#{1,6} [^\n]*$", re.DOTALL | re.MULTILINE)
_WITHIN = re.compile(r"</?(?:a|abbr|b|code|del|em|ins|span|strong)\b[^<>]*>")  # of one line of words
_TAG = re.compile(r"<[^<>]*>|\{[:#][^{}\n]*\}")


def document_tags(policy: Policy, library: Library, page: str, crumbs: Iterable[Link], description: str) -> Markup:
    """The tags of a document's page, ready to stand in its head."""
    name = page.rpartition("/")[2].removesuffix(".html")
    nodes = [legislation(policy, library, page, language_of(policy)), breadcrumbs(tuple(crumbs), page, library)]
    lines = [*_dublin_core(policy, library, page), *_zotero(policy, library),
             *_open_graph(title_of(policy), description, page, library, "article"),
             *_published(policy), *_alternates(policy, name, library), _script(nodes, page, library)]
    return Markup("\n").join(lines)


def page_tags(kind: str, title: str, description: str, page: str, crumbs: Iterable[Link], library: Library,
              feed: str = "") -> Markup:
    """The tags of any other page. ``feed``: where its own is, if it has one."""
    way = tuple(crumbs)
    nodes = [breadcrumbs(way, page, library)] if way else []
    nodes += [website(library, page)] if kind == "home" else [dataset(library, page)] if kind == "data" else []
    lines = [*_open_graph(title, description, page, library, "website"), *_feeds(title, feed, page, library),
             *([_script(nodes, page, library)] if nodes else [])]
    return Markup("\n").join(lines)


def description_of(title: str, markdown: str) -> str:
    """A page in a sentence: its title and the words that its text begins with."""
    text = _TAG.sub(" ", _WITHIN.sub("", _APART.sub(" ", markdown[:20_000])))
    plain = re.sub(r"\s+", " ", unescape(text)).strip()
    return shortened(f"{title}：{plain}" if plain else title, DESCRIBED)


def language_of(policy: Policy) -> str:
    """The script of the text as published."""
    converted = any(repair.rule == "simplified" for repair in policy.repairs)
    return "zh-Hant" if policy.source_script == "hant" and not converted else "zh-Hans"


def _script(nodes: list[Node], page: str, library: Library) -> Markup:
    what: Node = nodes[0] if len(nodes) == 1 else {"@graph": nodes}
    return Markup(
        f'<script type="application/ld+json">{script_data({"@context": context(page, library), **what})}</script>')


def _dublin_core(policy: Policy, library: Library, page: str) -> Iterator[Markup]:
    yield Markup('<link rel="schema.DC" href="http://purl.org/dc/elements/1.1/">')
    yield from _named("DC.title", [title_of(policy)])
    yield from _named("DC.creator", policy.issuers)
    yield from _named("DC.date", [policy.issue_date or policy.publish_date or ""])
    yield from _named("DC.identifier",
                      [policy.doc_number, library.settings.site_url and library.settings.site_url + page])
    yield from _named("DC.type", [policy.document_type])
    yield from _named("DC.language", [language_of(policy)])
    yield from _named("DC.publisher", [library.settings.site_name])
    yield from _named("DC.source", [policy.source_url])


def _zotero(policy: Policy, library: Library) -> Iterator[Markup]:
    ref = reference(policy, None, library.settings)
    yield Markup('<link rel="schema.z" href="http://www.zotero.org/namespaces/export#">')
    yield from _named("z.itemType", ["statute"])
    yield from _named("z.publicLawNumber", [ref.number])
    yield from _named("z.language", [LANGUAGE])
    if lines := [html_text(line) for line in notes(ref)]:
        yield Markup(f'<meta name="z.extra" content="{"&#10;".join(lines)}">')


def _open_graph(title: str, description: str, page: str, library: Library, kind: str) -> Iterator[Markup]:
    """The Open Graph protocol, for previews of links; and, without an address, only what needs none."""
    settings = library.settings
    address = settings.site_url and settings.site_url + ("" if page == "index.html" else page)
    pairs = {"title": title, "description": description, "type": kind, "url": address, "site_name": settings.site_name,
             "locale": "zh_CN"}
    for name, value in pairs.items():
        if value:
            yield Markup(f'<meta property="og:{name}" content="{html_text(value)}">')


def _published(policy: Policy) -> Iterator[Markup]:
    """Open Graph's day of an article, which reader modes and previews show; none where nobody tells one."""
    if date := policy.issue_date or policy.publish_date:
        yield Markup(f'<meta property="article:published_time" content="{html_text(date)}">')


def _named(name: str, values: Iterable[str]) -> Iterator[Markup]:
    for value in values:
        if value:
            yield Markup(f'<meta name="{name}" content="{html_text(value)}">')


def _feeds(title: str, own: str, page: str, library: Library) -> Iterator[Markup]:
    """The feed of the page's place, industry or agency, where it has one, before that of the library."""
    site = library.settings.site_name
    every = href("feed.xml", page)
    for address, name in {own: f"{title} - {site}", every: site}.items():
        if address:
            yield Markup(f'<link rel="alternate" type="application/atom+xml" title="{html_text(name)}" '
                         f'href="{address}">')


def _alternates(policy: Policy, name: str, library: Library) -> Iterator[Markup]:
    for twin in twins_of(policy, library.settings):
        yield Markup(f'<link rel="alternate" type="{TWINS[twin].media}" href="{name}.{twin}">')
    site = html_text(library.settings.site_name)
    yield Markup(f'<link rel="alternate" type="application/atom+xml" title="{site}" href="../feed.xml">')
