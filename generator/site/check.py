"""The built site, read as a browser would: links, anchors, ids, outside requests, the site map, paths and size. Writes nothing."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Collection, Iterator
from pathlib import Path
from posixpath import dirname, join, normpath
from urllib.parse import unquote, urlsplit
from xml.etree import ElementTree

from lxml import etree, html
from msgspec import Struct, structs

from generator.diagnostics import finding
from generator.model import Diagnostic
from generator.site.write import check_path

PAGES_FILES, PAGES_BYTES = 20_000, 1_000_000_000  # GitHub Pages: what deploys reliably (design: site, section 4)
NOT_IN_SITEMAP = {"404.html"}
_LOADING_RELS = {
    "stylesheet", "icon", "shortcut", "apple-touch-icon", "preload", "prefetch", "modulepreload", "preconnect", "dns-prefetch", "manifest",
}
_LOADING = {  # attributes that make a browser fetch without a click
    "src": None, "srcset": None, "poster": None, "background": None, "data": {"object"}, "xlink:href": {"image", "use"}, "imagesrcset": None,
}
_CSS_URL = re.compile(r"""(?:url\(\s*|@import\s+)["']?([^"')\s;]+)""")
_EXTERNAL = re.compile(r"(?:[a-z][a-z0-9+.-]*:)?//|(?:https?|ftp|ws|wss):", re.IGNORECASE)
_NO_FILE = re.compile(r"(?:mailto|tel|data|blob|javascript):", re.IGNORECASE)


class Link(Struct, frozen=True):
    """A reference of a page: where to, on which line, and whether the browser fetches it by itself."""

    target: str
    line: int
    loads: bool


class Page(Struct, frozen=True):
    """What checking needs of one HTML page."""

    path: str
    ids: frozenset[str]
    twice: dict[str, int]
    links: tuple[Link, ...]
    canonical: str
    base: bool


class SiteSize(Struct, frozen=True, kw_only=True):
    """Files and bytes of a site, and for how many more documents of its mean size GitHub Pages has room."""

    files: int
    size: int
    documents: int
    room: int


def check_site(root: Path, *, site_url: str = "") -> list[Diagnostic]:
    """Every finding on the built site below ``root``, sorted. ``site_url`` is the public address the site was built for, if any."""
    files = {p.relative_to(root).as_posix(): p for p in root.rglob("*") if p.is_file()}
    pages = {path: read_page(path, file.read_bytes()) for path, file in sorted(files.items()) if path.endswith(".html")}
    found: list[Diagnostic] = []
    for page in pages.values():
        found += _ids(page)
        found += _links(page, pages, files, site_url)
    for path, file in files.items():
        if path.endswith(".css"):
            found += _stylesheet(path, file.read_text(encoding="utf-8"), files)
    found += _sitemap(files, pages, site_url)
    found += _paths(files)
    found += _size(measure(root))
    return sorted((_below(root, item) for item in found), key=lambda d: (d.path, d.line, d.col, d.code, d.message))


def read_page(path: str, data: bytes) -> Page:
    """Parse one page of the site."""
    root = html.document_fromstring(data, parser=html.HTMLParser(encoding="utf-8", huge_tree=True)) if data.strip() else etree.Element("html")
    ids: Counter[str] = Counter()
    links: dict[tuple[str, bool], int] = {}
    canonical, base = "", False
    for element in root.iter(etree.Element):
        if (name := element.get("id")) is not None:
            ids[name] += 1
        if element.tag == "a" and (name := element.get("name")) and name not in ids:
            ids[name] = 1
        if element.tag == "base":
            base = True
        if element.tag == "link" and element.get("rel") == "canonical":
            canonical = element.get("href", "")
            continue
        line = element.sourceline
        for target, loads in _references(element):
            links.setdefault((target, loads), line if isinstance(line, int) else 0)
    return Page(path, frozenset(ids), {name: count for name, count in ids.items() if count > 1},
                tuple(Link(target, line, loads) for (target, loads), line in links.items()), canonical, base)


def _references(element: etree._Element) -> Iterator[tuple[str, bool]]:
    tag = str(element.tag)
    for name, value in ((str(key), str(text)) for key, text in element.attrib.items()):
        if name == "href":
            rels = set((element.get("rel") or "").lower().split())
            yield value, tag in {"image", "use"} or (tag == "link" and bool(rels & _LOADING_RELS))
        elif name in {"srcset", "imagesrcset"}:
            yield from ((part.split()[0], True) for part in value.split(",") if part.split())
        elif name in _LOADING and (_LOADING[name] is None or tag in (_LOADING[name] or ())):
            yield value, True
        elif name in {"action", "formaction", "cite", "ping"}:
            yield value, name == "ping"
        elif name == "style":
            yield from ((url, True) for url in _CSS_URL.findall(value))
        elif name == "content" and (element.get("http-equiv") or "").lower() == "refresh" and "=" in value:
            yield value.partition("=")[2].strip("'\" "), False
    if tag == "style" and element.text:
        yield from ((url, True) for url in _CSS_URL.findall(element.text))


def _ids(page: Page) -> Iterator[Diagnostic]:
    for name, count in sorted(page.twice.items()):
        yield finding("S004", path=page.path, id=name, count=count)


def _links(page: Page, pages: dict[str, Page], files: Collection[str], site_url: str) -> Iterator[Diagnostic]:
    for link in page.links:
        target = link.target.strip()
        if _EXTERNAL.match(target):
            if link.loads:
                yield finding("S005", path=page.path, line=link.line, target=target)
            elif site_url and target.startswith(site_url):
                yield from _inside(page, link, "/" + target.removeprefix(site_url), pages, files)
        elif _NO_FILE.match(target) or not target:
            continue
        elif target.startswith("/"):
            prefix = urlsplit(site_url).path if site_url else "/"
            if page.path not in NOT_IN_SITEMAP or not target.startswith(prefix):  # a 404 page is served for any folder: it needs whole paths
                yield finding("S006", path=page.path, line=link.line, target=target)
            else:
                yield from _inside(page, link, "/" + target.removeprefix(prefix), pages, files)
        else:
            yield from _inside(page, link, target, pages, files)


def _inside(page: Page, link: Link, target: str, pages: dict[str, Page], files: Collection[str]) -> Iterator[Diagnostic]:
    """A reference within the site: the file must be there, and so must the anchor."""
    address, _, fragment = target.partition("#")
    file = resolve(page.path, address.partition("?")[0])
    if file not in files:
        yield finding("S002", path=page.path, line=link.line, target=link.target)
        return
    fragment = unquote(fragment).partition(":~:")[0]
    if fragment and file in pages and fragment not in pages[file].ids and fragment != "top":
        yield finding("S003", path=page.path, line=link.line, target=link.target)


def resolve(page: str, address: str) -> str:
    """The file of the site that an address on a page means: a folder means its index.html; above the root there is nothing ('')."""
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


def _stylesheet(path: str, text: str, files: Collection[str]) -> Iterator[Diagnostic]:
    for url in dict.fromkeys(_CSS_URL.findall(re.sub(r"/\*.*?\*/", "", text, flags=re.DOTALL))):
        if _EXTERNAL.match(url):
            yield finding("S005", path=path, target=url)
        elif not _NO_FILE.match(url) and not url.startswith("#") and resolve(path, url.partition("?")[0].partition("#")[0]) not in files:
            yield finding("S002", path=path, target=url)


def _sitemap(files: dict[str, Path], pages: dict[str, Page], site_url: str) -> Iterator[Diagnostic]:
    """With a public address the site map names every page once and each page's canonical address is its own."""
    if not site_url:
        return
    if "sitemap.xml" not in files:
        yield finding("S007", path="sitemap.xml", detail="没有 sitemap.xml")
        return
    named = Counter((node.text or "").strip() for node in ElementTree.parse(files["sitemap.xml"]).iter() if node.tag.endswith("}loc"))
    expected = {_public(path, site_url) for path in pages if path not in NOT_IN_SITEMAP}
    for address in sorted(expected - set(named)):
        yield finding("S007", path="sitemap.xml", detail=f"缺 {address}")
    for address in sorted(set(named) - expected):
        yield finding("S007", path="sitemap.xml", detail=f"多出 {address}")
    for address in sorted(a for a, count in named.items() if count > 1):
        yield finding("S007", path="sitemap.xml", detail=f"{address} 重复")
    for page in pages.values():
        if page.canonical and page.canonical != _public(page.path, site_url):
            yield finding("S007", path=page.path, detail=f"规范网址写成了 {page.canonical}")


def _public(path: str, site_url: str) -> str:
    """The public address of a page."""
    return site_url + path


def _paths(files: Collection[str]) -> Iterator[Diagnostic]:
    seen: dict[str, str] = {}
    for path in sorted(files):
        try:
            check_path(path)
        except ValueError as error:
            yield finding("S008", path=path, detail=str(error))
        other = seen.setdefault(path.lower(), path)
        if other != path:
            yield finding("S008", path=path, detail=f"与 {other} 只有大小写不同")


def measure(root: Path) -> SiteSize:
    """Count the site's files and bytes."""
    files = [p for p in root.rglob("*") if p.is_file()]
    documents = [p for p in files if p.parent == root / "p"]
    pages = sum(1 for p in documents if p.suffix == ".html")
    size, shared = sum(p.stat().st_size for p in files), 0
    if pages:
        per_file, per_byte = len(documents) / pages, sum(p.stat().st_size for p in documents) / pages
        shared = int(min((PAGES_FILES - len(files)) / per_file, (PAGES_BYTES - size) / per_byte))
    return SiteSize(files=len(files), size=size, documents=pages, room=max(shared, 0))


def _size(size: SiteSize) -> Iterator[Diagnostic]:
    if size.files > PAGES_FILES or size.size > PAGES_BYTES:
        yield finding("S009", files=size.files, size=f"{size.size / 1e6:.0f} MB", limit="超出 GitHub Pages 能稳妥发布的 2 万个文件或 1 GB")


def _below(root: Path, item: Diagnostic) -> Diagnostic:
    return structs.replace(item, path=f"{root.name}/{item.path}" if item.path else root.name)
