"""Documents as a book for a phone or reader: EPUB 3 (W3C EPUB 3.3), a chapter each, contents by place. Same documents,
same bytes.
"""

from __future__ import annotations

import io
import uuid
import zipfile
from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import groupby

from lxml import etree
from msgspec import Struct

from tiaowen.config import Settings
from tiaowen.model import Policy
from tiaowen.model.corpus import PlaceRecord
from tiaowen.render.alone import style
from tiaowen.render.chapter import chapter, headings
from tiaowen.render.days import NEVER
from tiaowen.render.elements import sub
from tiaowen.render.head import language_of
from tiaowen.render.library import title_of
from tiaowen.render.news import own_day
from tiaowen.render.parts import MOMENT
from tiaowen.text import calendar_day
from tiaowen.zip_members import add, pack, store

MIMETYPE = ("mimetype", b"application/epub+zip")  # the first member, not packed (EPUB OCF 3.3)
_XHTML, _EPUB, _OPF = "http://www.w3.org/1999/xhtml", "http://www.idpf.org/2007/ops", "http://www.idpf.org/2007/opf"
_DC = "http://purl.org/dc/elements/1.1/"
_CONTAINER = b"""<?xml version="1.0" encoding="utf-8"?>
<container version="1.0" xmlns="urn:oasis:names:tc:opendocument:xmlns:container">
<rootfiles><rootfile full-path="EPUB/package.opf" media-type="application/oebps-package+xml"/></rootfiles>
</container>
"""


class Entry(Struct, frozen=True):
    """A line of the contents; ``address`` below EPUB/, empty for a name that only holds others."""

    text: str
    address: str = ""
    below: tuple[Entry, ...] = ()


def book(policy: Policy, settings: Settings) -> bytes:
    """The book of one document, its headings as contents (``tiaowen export --epub``)."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as archive:
        store(archive, MIMETYPE[0], MOMENT, MIMETYPE[1])
        around = _frame([policy], title_of(policy), _by_heading(policy, settings), settings)
        for path, data in {chapter_path(policy.id): page(policy, settings), **around}.items():
            add(archive, path, MOMENT, pack(data))
    return out.getvalue()


def chapter_path(policy_id: str) -> str:
    """Where the chapter of a document stands in a book."""
    return f"EPUB/{_address(policy_id)}"


def page(policy: Policy, settings: Settings) -> bytes:
    """The chapter of a document."""
    root = _document(title_of(policy), language_of(policy), "../style.css")
    sub(root, "body").append(chapter(policy, settings))
    return _written(root)


def _frame(policies: Sequence[Policy], title: str, contents: Sequence[Entry], settings: Settings) -> dict[str, bytes]:
    """What stands around the chapters: path → file."""
    return {
        "META-INF/container.xml": _CONTAINER, "EPUB/package.opf": _package(policies, title, settings),
        "EPUB/nav.xhtml": _navigation(title, contents), "EPUB/style.css": style().encode(),
    }


def library(policies: Iterable[Policy], places: Mapping[str, PlaceRecord], settings: Settings) -> dict[str, bytes]:
    """The frame of a book of all documents: places in their order, in each its documents."""
    order = {key: number for number, key in enumerate(places)}
    found = sorted(policies, key=lambda policy: order.get(policy.jurisdiction.place_id, len(order)))
    contents = [Entry(places[key].name if key in places else "地区未知", "",
                      tuple(Entry(title_of(policy), _address(policy.id)) for policy in group))
                for key, group in groupby(found, key=lambda policy: policy.jurisdiction.place_id)]
    return _frame(found, settings.site_name, contents, settings)


def _by_heading(policy: Policy, settings: Settings) -> list[Entry]:
    """Contents of one document: its headings, as deep as they go."""
    lines = [(level, text, f"{_address(policy.id)}#{anchor}") for level, anchor, text
             in headings(chapter(policy, settings))]
    return [Entry(title_of(policy), _address(policy.id)), *_nested(lines)]


def _nested(lines: Sequence[tuple[int, str, str]]) -> Iterator[Entry]:
    at = 0
    while at < len(lines):
        level, text, address = lines[at]
        end = next((n for n in range(at + 1, len(lines)) if lines[n][0] <= level), len(lines))
        yield Entry(text, address, tuple(_nested(lines[at + 1:end])))
        at = end


def _address(policy_id: str) -> str:
    return f"p/{policy_id}.xhtml"


def _document(title: str, language: str, styles: str) -> etree._Element:
    names = {"lang": language, "{http://www.w3.org/XML/1998/namespace}lang": language}
    root = etree.Element("html", names, nsmap={"epub": _EPUB})
    head = sub(root, "head")
    sub(head, "title", title)
    sub(head, "link", rel="stylesheet", href=styles, type="text/css")
    return root


def _written(root: etree._Element, namespace: str = _XHTML) -> bytes:
    """The file. Its elements are made without a namespace, which is named once, at the root: for its own trees lxml
    would choose prefixes, and readers that look for ``<body`` find none.
    """
    text: bytes = etree.tostring(root, xml_declaration=True, encoding="utf-8")
    begin = f"<{root.tag}".encode()
    return text.replace(begin, begin + f' xmlns="{namespace}"'.encode(), 1) + b"\n"


def _navigation(title: str, contents: Sequence[Entry]) -> bytes:
    root = _document(title, "zh-Hans", "style.css")
    nav = sub(sub(root, "body"), "nav", id_="toc")
    nav.set(f"{{{_EPUB}}}type", "toc")
    sub(nav, "h1", "目录")
    _list(nav, contents)
    return _written(root)


def _list(parent: etree._Element, entries: Sequence[Entry]) -> None:
    ordered = sub(parent, "ol")
    for entry in entries:
        item = sub(ordered, "li")
        sub(item, "a" if entry.address else "span", entry.text or "（无题）", href=entry.address)
        if entry.below:
            _list(item, entry.below)


def _package(policies: Sequence[Policy], title: str, settings: Settings) -> bytes:
    identity = f"{settings.site_url or 'urn:tiaowen:'}{policies[0].id if len(policies) == 1 else 'library'}"
    root = etree.Element("package", {"version": "3.0", "unique-identifier": "id"}, nsmap={"dc": _DC})
    metadata = sub(root, "metadata")
    for name, text, key in (("identifier", uuid.uuid5(uuid.NAMESPACE_URL, identity).urn, "id"), ("title", title, ""),
                            ("language", language_of(policies[0]) if len(policies) == 1 else "zh-Hans", ""),
                            ("publisher", settings.site_name, "")):
        sub(metadata, f"{{{_DC}}}{name}", text, id_=key)
    newest = calendar_day(max(map(own_day, policies), default="") or NEVER)
    sub(metadata, "meta", f"{newest}T00:00:00Z", property="dcterms:modified")
    manifest, spine = sub(root, "manifest"), sub(root, "spine")
    sub(manifest, "item", id_="nav", href="nav.xhtml", properties="nav", **{"media-type": "application/xhtml+xml"})
    sub(manifest, "item", id_="style", href="style.css", **{"media-type": "text/css"})
    sub(spine, "itemref", idref="nav")
    for number, policy in enumerate(policies):
        sub(manifest, "item", id_=f"p{number}", href=_address(policy.id), **{"media-type": "application/xhtml+xml"})
        sub(spine, "itemref", idref=f"p{number}")
    return _written(root, _OPF)
