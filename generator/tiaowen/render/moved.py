"""Pages that are called otherwise now: each says so, names the address that counts, and leads on."""

from __future__ import annotations

from markupsafe import Markup

from tiaowen.anchors import Address
from tiaowen.config import Settings
from tiaowen.render.library import Library, Link, href, title_of

MOVED = "moved"
_LISTS = {"agency": "机构", "industry": "产业", "place": "地区", "p": "文件", "cited": "文件"}


def moved(page: str, library: Library) -> dict[str, object]:
    """What the template shows of a page that leads on: what it was of, and where that is now."""
    target = library.corpus.moved[page]
    called = _called(target, library)
    return {"called": called or "这个页面", "what": _LISTS.get(target.partition("/")[0], "页面"),
            "now": Link(text=called or target, address=href(target, page))}


def canonical(target: str, page: str, settings: Settings) -> Markup:
    """The address that counts in place of the page's own, for search engines; relative where the site has none."""
    whole = target.partition("#")[0]
    address = settings.site_url + whole if settings.site_url else href(whole, page)
    return Markup('<link rel="canonical" href="{}">').format(address)


def _called(target: str, library: Library) -> str:
    """The thing at an address by its name; empty where it is a page of the site's own."""
    folder, _, key = Address.parse(target).page.removesuffix(".html").partition("/")
    corpus = library.corpus
    if folder == "agency" and key in corpus.agencies:
        return library.agency_title(key)
    if folder == "p" and key in library.policies:
        return title_of(library.policies[key])
    if folder == "cited" and key in corpus.cited:
        return corpus.cited[key].title or corpus.cited[key].doc_number
    if folder == "place" and key in corpus.places:
        return corpus.places[key].name
    return corpus.industries[key].name if folder == "industry" and key in corpus.industries else ""
