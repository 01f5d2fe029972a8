"""The built site, read as a browser would: links, anchors, ids, outside requests, the site map, paths and size.

Pages are read on every core. Where a page leads is kept, when the caller says in which file, and is good again while
the page's file has the size and time it had: the same findings as without. Nothing else is written.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Collection, Iterator, Mapping
from pathlib import Path
from xml.etree import ElementTree

from msgspec import Struct, structs

from tiaowen.cache import keep, kept, program_digest
from tiaowen.diagnostics import finding
from tiaowen.model import Diagnostic
from tiaowen.site.html_page import CSS_URL
from tiaowen.site.leads import PageLeads, Places, page_leads, wanted_by
from tiaowen.site.listing import listed
from tiaowen.site.page_check import EXTERNAL, NO_FILE, NOT_IN_SITEMAP, check_page, resolve
from tiaowen.site.parallel import on_all_cores
from tiaowen.site.write import check_path

# GitHub Pages: what deploys reliably, in its ten minutes (design: site, section 4)
PAGES_FILES, PAGES_BYTES = 20_000, 1_000_000_000
NEARLY = 0.8
_SAME_SIZE = {"", "assets"}  # folders that do not grow with documents: the root and the theme

State = tuple[int, int]  # of a file: its bytes, and its time in nanoseconds
Files = Mapping[str, State]  # path below the site → its state


class SiteSize(Struct, frozen=True, kw_only=True):
    """Files and bytes of a site, and for how many more documents of its mean size GitHub Pages has room."""

    files: int
    size: int
    documents: int
    room: int


def check_site(root: Path, *, site_url: str = "", memory: Path | None = None, jobs: int = 0) -> list[Diagnostic]:
    """Every finding on the built site below ``root``, sorted. ``site_url`` is the public address the site was built
    for, if any.

    ``memory``: a file for what was read, used by the next check. ``jobs``: processes at most, 0 for one a core.
    """
    files = _files(root)
    pages = _pages(root, files, site_url, memory, jobs)
    found = [item for page in pages.values() for item in page.findings]
    found += _broken(root, files, pages, site_url, jobs)
    for path in files:
        if path.endswith(".css"):
            found += _stylesheet(path, (root / path).read_text(encoding="utf-8", errors="replace"), files)
    found += _sitemap(root, files, {path: page.canonical for path, page in pages.items()}, site_url)
    found += _paths(files)
    found += _size(_measured(files, root))
    return sorted((_below(root, item) for item in found), key=lambda d: (d.path, d.line, d.col, d.code, d.message))


def _pages(root: Path, files: Files, site_url: str, memory: Path | None, jobs: int) -> dict[str, PageLeads]:
    """Every page, in order of path: as it was kept, or read."""
    made_for = f"{program_digest(())} {site_url}"
    before = (kept(memory, made_for, dict[str, tuple[State, PageLeads]]) if memory else None) or {}

    def read(path: str) -> PageLeads:
        return page_leads(path, check_page(path, (root / path).read_bytes(), site_url))

    paths = sorted(path for path in files if path.endswith(".html"))
    pages = {path: old for path in paths if (old := before.get(path)) is not None and old[0] == files[path]}
    changed = [path for path in paths if path not in pages]
    for path, page in zip(changed, on_all_cores(read, changed, jobs), strict=True):
        pages[path] = files[path], page
    if memory is not None:
        keep(memory, made_for, {path: pages[path] for path in paths})
    return {path: pages[path][1] for path in paths}


def _broken(root: Path, files: Files, pages: Mapping[str, PageLeads], site_url: str, jobs: int) -> Iterator[Diagnostic]:
    """Where pages lead to what is not there."""
    places = Places(files, pages.values())

    def look(path: str) -> list[Diagnostic]:
        leads = check_page(path, (root / path).read_bytes(), site_url).leads
        return [finding("S003" if file in files else "S002", path=path, line=lead.line, target=lead.written)
                for file, to in leads.items() for lead in to if not places.has(wanted_by(file, lead))]

    for found in on_all_cores(look, places.broken(pages), jobs):
        yield from found


def _stylesheet(path: str, text: str, files: Collection[str]) -> Iterator[Diagnostic]:
    for url in dict.fromkeys(CSS_URL.findall(re.sub(r"/\*.*?\*/", "", text, flags=re.DOTALL))):
        if EXTERNAL.match(url):
            yield finding("S005", path=path, target=url)
        elif (
            not NO_FILE.match(url) and not url.startswith("#")
            and resolve(path, url.partition("?")[0].partition("#")[0]) not in files
        ):
            yield finding("S002", path=path, target=url)


def _sitemap(root: Path, files: Collection[str], pages: Mapping[str, str], site_url: str) -> Iterator[Diagnostic]:
    """With a public address the site map names every page once, and the canonical address that a page gives is its
    own; a page that leads on gives that of another page, and is not in the map.
    """
    if not site_url:
        return
    if "sitemap.xml" not in files:
        yield finding("S007", path="sitemap.xml", detail="没有 sitemap.xml")
        return
    named = Counter((node.text or "").strip() for node in ElementTree.parse(root / "sitemap.xml").iter()
                    if node.tag.endswith("}loc"))
    public = {_public(path, site_url) for path in pages}
    leading_on = {path for path, canonical in pages.items() if canonical in public - {_public(path, site_url)}}
    expected = {_public(path, site_url) for path in pages if path not in NOT_IN_SITEMAP} - {
        _public(path, site_url) for path in leading_on}
    for address in sorted(expected - set(named)):
        yield finding("S007", path="sitemap.xml", detail=f"缺 {address}")
    for address in sorted(set(named) - expected):
        yield finding("S007", path="sitemap.xml", detail=f"多出 {address}")
    for address in sorted(a for a, count in named.items() if count > 1):
        yield finding("S007", path="sitemap.xml", detail=f"{address} 重复")
    for path, canonical in pages.items():
        if canonical and path not in leading_on and canonical != _public(path, site_url):
            yield finding("S007", path=path, detail=f"规范网址写成了 {canonical}")


def _public(path: str, site_url: str) -> str:
    """The public address of a page; the home page is named by its folder."""
    return site_url if path == "index.html" else site_url + path


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
    """Count the site's files and bytes.

    What a document more costs is the mean of everything that grows with documents: their pages and twins, the pages of
    agencies, industries, places and cited documents, the search index, the data. The first documents of a library bring
    most agencies, so that the mean falls later.
    """
    return _measured(_files(root), root)


def _files(root: Path) -> Files:
    return {file.path: (file.size, file.changed) for file in listed(root)}


def _documents(files: Files, root: Path) -> int:
    """The documents that the site publishes: the lines of their catalogue, not the pages of earlier versions, of what
    was taken down and of what leads on.
    """
    if "data/policies.json" in files:
        return (root / "data" / "policies.json").read_bytes().count(b'\n{"id":')
    return sum(path.startswith("p/") and path.endswith(".html") and "--" not in path for path in files)


def _measured(files: Files, root: Path) -> SiteSize:
    size = growing_files = growing_size = 0
    for path, (length, _) in files.items():
        folder = path.partition("/")[0] if "/" in path else ""
        size += length
        if folder not in _SAME_SIZE:
            growing_files, growing_size = growing_files + 1, growing_size + length
    pages, left = _documents(files, root), 0
    if pages:
        left = int(min((PAGES_FILES - len(files)) * pages / max(growing_files, 1),
                       (PAGES_BYTES - size) * pages / max(growing_size, 1)))
    return SiteSize(files=len(files), size=size, documents=pages, room=max(left, 0))


def _size(size: SiteSize) -> Iterator[Diagnostic]:
    """A finding when GitHub Pages cannot publish the site reliably, and when it soon cannot."""
    full = max(size.files / PAGES_FILES, size.size / PAGES_BYTES)
    if full > 1:
        yield finding("S009", files=size.files, size=f"{size.size / 1e6:.0f} MB",
                      limit="超出 GitHub Pages 能稳妥发布的 2 万个文件或 1 GB")
    elif full > NEARLY:
        limit = f"接近 GitHub Pages 能稳妥发布的 2 万个文件或 1 GB，约还放得下 {size.room} 份文件"
        yield finding("S009", files=size.files, size=f"{size.size / 1e6:.0f} MB", limit=limit)


def _below(root: Path, item: Diagnostic) -> Diagnostic:
    return structs.replace(item, path=f"{root.name}/{item.path}" if item.path else root.name)
