"""One HTML page of the built site as a browser reads it: its ids, and every address in it."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Mapping
from typing import cast

from lxml import etree
from msgspec import Struct

_LOADING_RELS = {
    "stylesheet", "icon", "shortcut", "apple-touch-icon", "preload", "prefetch", "modulepreload", "preconnect",
    "dns-prefetch", "manifest",
}
_LOADING = {  # attributes that make a browser fetch without a click
    "src": None, "srcset": None, "poster": None, "background": None, "data": {"object"}, "xlink:href": {"image", "use"},
    "imagesrcset": None,
}
_ADDRESSES = {"href", *_LOADING, "action", "formaction", "cite", "ping", "style", "content"}
CSS_URL = re.compile(r"""(?:url\(\s*|@import\s+)["']?([^"')\s;]+)""")


class Link(Struct, frozen=True, array_like=True):
    """A reference of a page: where to, on which line, and whether the browser fetches it by itself."""

    target: str
    line: int
    loads: bool


class Page(Struct, frozen=True, array_like=True):
    """What checking needs of one page. ``ids``: how often each occurs."""

    path: str
    ids: dict[str, int]
    links: tuple[Link, ...]
    canonical: str


def read_page(path: str, data: bytes) -> Page:
    """Parse one page of the site."""
    root = etree.fromstring(data, etree.HTMLParser(encoding="utf-8", huge_tree=True)) if data.strip() else None
    ids: Counter[str] = Counter()
    links: dict[tuple[str, bool], int] = {}
    canonical = ""
    for element in () if root is None else root.iter(etree.Element):
        attributes, tag = dict(element.items()), element.tag
        if "id" in attributes:
            ids[attributes["id"]] += 1
        if tag == "a" and (name := attributes.get("name")) and name not in ids:
            ids[name] = 1
        if tag == "link" and attributes.get("rel") == "canonical":
            canonical = attributes.get("href", "")
        elif tag == "style" or not _ADDRESSES.isdisjoint(attributes):
            for target, loads in _references(element, tag, attributes):
                if (target, loads) not in links:
                    links[target, loads] = cast("int | None", element.sourceline) or 0
    return Page(path, dict(ids), tuple(Link(target, line, loads) for (target, loads), line in links.items()), canonical)


def _references(element: etree._Element, tag: str, attributes: Mapping[str, str]) -> Iterator[tuple[str, bool]]:
    for name, value in attributes.items():
        if name == "href":
            rels = attributes.get("rel", "").lower().split() if tag == "link" else []
            yield value, tag in {"image", "use"} or not _LOADING_RELS.isdisjoint(rels)
        elif name in {"srcset", "imagesrcset"}:
            yield from ((part.split()[0], True) for part in value.split(",") if part.split())
        elif name in _LOADING and (_LOADING[name] is None or tag in (_LOADING[name] or ())):
            yield value, True
        elif name in {"action", "formaction", "cite", "ping"}:
            yield value, name == "ping"
        elif name == "style":
            yield from ((url, True) for url in CSS_URL.findall(value))
        elif name == "content" and attributes.get("http-equiv", "").lower() == "refresh" and "=" in value:
            yield value.partition("=")[2].strip("'\" "), False
    if tag == "style" and element.text:
        yield from ((url, True) for url in CSS_URL.findall(element.text))
