"""The Atom feeds (RFC 4287): the news of the whole library, of a place, of an industry, and of an agency that several
documents name.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator

from lxml import etree

from tiaowen import anchors
from tiaowen.anchors import relative
from tiaowen.config import Settings
from tiaowen.model import OutputFile
from tiaowen.model.corpus import Corpus
from tiaowen.render.days import NEVER, documents_of_places
from tiaowen.render.elements import sub
from tiaowen.render.news import News, news
from tiaowen.text import calendar_day

NAMESPACE = "http://www.w3.org/2005/Atom"
LANG = "{http://www.w3.org/XML/1998/namespace}lang"
ALL = "feed.xml"
MOST = 200  # entries; a reader that missed more looks at the site
FOLLOWED = 3  # documents that an agency must stand in to have a feed: thousands are named once


def feed_of(page: str) -> str:
    """The feed of a place, industry or agency, beside its page."""
    return page.removesuffix(".html") + ".xml"


def is_followed(agency_id: str, corpus: Corpus) -> bool:
    """Whether the agency has a feed."""
    return len(_documents_of(agency_id, corpus)) >= FOLLOWED


def feeds(corpus: Corpus, settings: Settings) -> Iterator[OutputFile]:
    """Every feed of the site."""
    items = news(corpus)
    newest = max((item.day for item in items if item.day), default=NEVER)
    yield OutputFile(path=ALL, data=feed(items, settings, ALL, settings.site_name, newest))
    for page, name, documents in _followed(corpus):
        chosen = [item for item in items if item.policy_id in documents]
        yield OutputFile(path=feed_of(page),
                         data=feed(chosen, settings, feed_of(page), f"{name} - {settings.site_name}", newest))


def _followed(corpus: Corpus) -> Iterator[tuple[str, str, Collection[str]]]:
    """The page of a place, industry or agency, its name, and the documents that are about it."""
    documents = documents_of_places(corpus)
    for key, place in sorted(corpus.places.items()):
        if (page := anchors.place_page(key)) in documents:
            yield page, place.name, documents[page]
    for key, refs in corpus.clauses_of.items():
        yield anchors.industry_page(key), corpus.industries[key].name, {ref.clause.policy_id for ref in refs}
    for key in corpus.agencies:
        if is_followed(key, corpus):
            yield (
                anchors.agency_page(key), corpus.agencies[key].full_name or corpus.agencies[key].name,
                _documents_of(key, corpus)
            )


def _documents_of(agency_id: str, corpus: Corpus) -> Collection[str]:
    return {ref.clause.policy_id for ref in corpus.duties_of.get(agency_id, ())}


def feed(items: list[News], settings: Settings, path: str, title: str, newest: str) -> bytes:
    """One feed. ``items``: the newest first; ``path``: its own, below the site's address; ``newest``: the newest day of
    the library, on which a feed without entries was last right.

    Browsers show it by a style sheet, for they run no XSLT any more. An entry has to tell its day (RFC 4287, 4.1.2):
    what has none stands in no feed, which says so.
    """
    base = settings.site_url or "urn:tiaowen:"
    told = [item for item in items if item.event != "removed"]
    shown = [item for item in told if item.day][:MOST]
    root = etree.Element(f"{{{NAMESPACE}}}feed", nsmap={None: NAMESPACE})  # type: ignore[dict-item]
    root.set(LANG, "zh-Hans")
    sub(root, "title", title)
    if undated := sum(not item.day for item in told):
        sub(root, "subtitle", f"另有 {undated} 份文件没有写明日期，不在订阅里，见 {settings.site_url}changes.html")
    sub(root, "id", settings.site_url if settings.site_url and path == ALL else f"{base}{path.removesuffix('.xml')}")
    sub(root, "updated", _moment(shown[0].day if shown else newest))
    sub(root, "link", rel="self", href=f"{settings.site_url}{path}")
    sub(root, "link", href=settings.site_url + ("index.html" if path == ALL else path.removesuffix("xml") + "html"))
    sub(sub(root, "author"), "name", settings.site_name)
    for item in shown:
        entry = sub(root, "entry")
        if item.lang != root.get(LANG):
            entry.set(LANG, item.lang)
        sub(entry, "title", item.headline)
        sub(entry, "id", base + item.identity)
        if item.published:
            sub(entry, "published", _moment(item.published))
        sub(entry, "updated", _moment(item.day))
        sub(entry, "link", href=settings.site_url + item.page)
        sub(entry, "summary", item.summary)
    etree.indent(root, "")
    style = relative("assets/tiaowen/feed.css", path)
    root.addprevious(etree.ProcessingInstruction("xml-stylesheet", f'type="text/css" href="{style}"'))
    return bytes(etree.tostring(root.getroottree(), xml_declaration=True, encoding="utf-8")) + b"\n"


def _moment(day: str) -> str:
    return f"{calendar_day(day)}T00:00:00Z"
