"""What is wrong on one page of the built site by itself, and where in the site it leads."""

from __future__ import annotations

import re
from posixpath import dirname, join, normpath
from urllib.parse import unquote, urlsplit

from msgspec import Struct

from tiaowen.diagnostics import finding
from tiaowen.model import Diagnostic
from tiaowen.site.html_page import Link, Page, read_page

NOT_IN_SITEMAP = {"404.html"}
ON_EVERY_PAGE = ("", "top")  # anchors that a browser knows without an id
EXTERNAL = re.compile(r"(?:[a-z][a-z0-9+.-]*:)?//|(?:https?|ftp|ws|wss):", re.IGNORECASE)
NO_FILE = re.compile(r"(?:mailto|tel|data|blob|javascript):", re.IGNORECASE)


class Lead(Struct, frozen=True, array_like=True):
    """A reference within the site: the anchor it wants ('' for none), its line, and how it was written."""

    anchor: str
    line: int
    written: str


class PageCheck(Struct, frozen=True, array_like=True):
    """A page by itself: its ids, its canonical address, what is wrong whatever else the site holds, and by file where
    else it leads.
    """

    ids: tuple[str, ...]
    canonical: str
    findings: tuple[Diagnostic, ...]
    leads: dict[str, tuple[Lead, ...]]


def check_page(path: str, data: bytes, site_url: str) -> PageCheck:
    """Read the page at that path of the site."""
    page = read_page(path, data)
    found = [finding("S004", path=path, id=name, count=count) for name, count in sorted(page.ids.items()) if count > 1]
    leads: dict[str, list[Lead]] = {}
    resolved: dict[str, str] = {}
    for link in page.links:
        target = _inside(page, link, site_url)
        if isinstance(target, Diagnostic):
            found.append(target)
        elif target:
            address, _, fragment = target.partition("#")
            if address not in resolved:
                resolved[address] = resolve(path, address.partition("?")[0])
            leads.setdefault(resolved[address],
                             []).append(Lead(unquote(fragment).partition(":~:")[0], link.line, link.target))
    here = {*ON_EVERY_PAGE, *page.ids}
    found += [finding("S003", path=path, line=lead.line, target=lead.written) for lead in leads.pop(path, ())
              if lead.anchor not in here]
    return PageCheck(tuple(page.ids), page.canonical, tuple(found), {file: tuple(to) for file, to in leads.items()})


def _inside(page: Page, link: Link, site_url: str) -> str | Diagnostic:
    """The address within the site that a link means, relative to its page or from the root of the site; '' for another,
    or what is wrong.
    """
    target = link.target.strip()
    if EXTERNAL.match(target):
        if link.loads:
            return finding("S005", path=page.path, line=link.line, target=target)
        return "/" + target.removeprefix(site_url) if site_url and target.startswith(site_url) else ""
    if NO_FILE.match(target):
        return ""
    if target.startswith("/"):
        prefix = urlsplit(site_url).path if site_url else "/"
        # a 404 page is served for any folder: it needs whole paths
        if page.path not in NOT_IN_SITEMAP or not target.startswith(prefix):
            return finding("S006", path=page.path, line=link.line, target=target)
        return "/" + target.removeprefix(prefix)
    return target


def resolve(page: str, address: str) -> str:
    """The file of the site that an address on a page means: a folder means its index.html; above the root there is
    nothing ('').
    """
    path = unquote(address)
    if not path:
        return page
    inside = path.lstrip("/") if path.startswith("/") else join(dirname(page), path)
    whole = normpath(inside) if inside else "."
    if whole.startswith(".."):
        return ""
    if path.endswith(("/", "/.", "/..")) or whole == "." or path in {".", ".."}:
        whole = "index.html" if whole == "." else f"{whole}/index.html"
    return whole
