"""The built site, read as a browser would: links, anchors, ids, outside requests, the site map, paths and size.

Pages are read on every core. What was found on a page is kept, when the caller says where, and is good again while the page and whatever it
leads to are as they were: the same findings as without. Nothing else is written.
"""

from __future__ import annotations

import hashlib
import os
import re
from collections import Counter
from collections.abc import Collection, Iterator, Mapping
from functools import cache
from pathlib import Path
from xml.etree import ElementTree

import msgspec
from msgspec import Struct, structs

from generator.diagnostics import finding
from generator.model import Diagnostic
from generator.site.html_page import CSS_URL
from generator.site.page_check import EXTERNAL, NO_FILE, NOT_IN_SITEMAP, PageCheck, check_page, resolve
from generator.site.parallel import on_all_cores
from generator.site.write import check_path, write_if_changed

PAGES_FILES, PAGES_BYTES = 20_000, 1_000_000_000  # GitHub Pages: what deploys reliably, in its ten minutes (design: site, section 4)
NEARLY = 0.8
_SAME_SIZE = {(), ("assets",)}  # folders that do not grow with documents: the root and the theme


class SiteSize(Struct, frozen=True, kw_only=True):
    """Files and bytes of a site, and for how many more documents of its mean size GitHub Pages has room."""

    files: int
    size: int
    documents: int
    room: int


class _Checked(Struct, frozen=True, array_like=True):
    """What is kept of a page: digests of its bytes and ids, its canonical address, what was found, and the files it leads to as they were."""

    data: bytes
    ids: bytes
    canonical: str
    findings: tuple[Diagnostic, ...]
    leads: tuple[str, ...]
    as_they_were: bytes


class _Kept(Struct, frozen=True, array_like=True):
    """The file of what is kept: good for one program and one public address."""

    made_for: str
    pages: dict[str, _Checked]


def check_site(root: Path, *, site_url: str = "", kept: Path | None = None, jobs: int = 0) -> list[Diagnostic]:
    """Every finding on the built site below ``root``, sorted. ``site_url`` is the public address the site was built for, if any.

    ``kept``: a file for what was found, read by the next check. ``jobs``: processes at most, 0 for one a core.
    """
    files = {p.relative_to(root).as_posix(): p for p in root.rglob("*") if p.is_file()}
    made_for = f"{_program()} {site_url}"
    pages = _Pages(files, _read_kept(kept, made_for), site_url, jobs).checked()
    if kept is not None:
        write_if_changed(kept, msgspec.msgpack.encode(_Kept(made_for, pages)))
    found = [item for page in pages.values() for item in page.findings]
    for path, file in files.items():
        if path.endswith(".css"):
            found += _stylesheet(path, file.read_text(encoding="utf-8", errors="replace"), files)
    found += _sitemap(files, {path: page.canonical for path, page in pages.items()}, site_url)
    found += _paths(files)
    found += _size(measure(root))
    return sorted((_below(root, item) for item in found), key=lambda d: (d.path, d.line, d.col, d.code, d.message))


class _Pages:
    """The pages of one site: read where they changed, checked where they or what they lead to changed."""

    def __init__(self, files: Mapping[str, Path], before: Mapping[str, _Checked], site_url: str, jobs: int) -> None:
        self._files, self._before, self._site_url, self._jobs = files, before, site_url, jobs
        self._read: dict[str, bytes] = {}  # PageCheck as MessagePack, a fifth of the memory
        self._ids: dict[str, str] = {}
        self._digests: dict[str, bytes] = {}  # of the ids of every page

    def checked(self) -> dict[str, _Checked]:
        """Every page, in order of path."""
        paths = sorted(path for path in self._files if path.endswith(".html"))
        data: dict[str, bytes] = {}
        for path, (digest, page) in zip(paths, on_all_cores(self._changed, paths, self._jobs), strict=True):
            data[path] = digest
            if page is None:
                self._digests[path] = self._before[path].ids
            else:
                self._take(path, page)
        return {path: self._checked(path, data[path]) for path in paths}

    def _changed(self, path: str) -> tuple[bytes, bytes | None]:
        """The digest of a page; the page too, unless it is as it was."""
        data = self._files[path].read_bytes()
        digest, old = _digest(data), self._before.get(path)
        return digest, None if old is not None and old.data == digest else self._page(path, data)

    def _page(self, path: str, data: bytes) -> bytes:
        return msgspec.msgpack.encode(check_page(path, data, self._site_url))

    def _take(self, path: str, page: bytes) -> PageCheck:
        read = msgspec.msgpack.decode(page, type=PageCheck)
        self._read[path], self._ids[path], self._digests[path] = page, read.ids, _digest(read.ids.encode())
        return read

    def _checked(self, path: str, data: bytes) -> _Checked:
        old = self._before.get(path)
        if path not in self._read and old is not None and old.as_they_were == self._state(old.leads):
            return old
        page = msgspec.msgpack.decode(self._read[path], type=PageCheck) if path in self._read else self._again(path)
        leads = tuple(sorted(page.leads))
        return _Checked(data, self._digests[path], page.canonical, (*page.findings, *self._broken(path, page)), leads, self._state(leads))

    def _again(self, path: str) -> PageCheck:
        """A page that is as it was, and is needed all the same."""
        return self._take(path, self._page(path, self._files[path].read_bytes()))

    def _state(self, leads: tuple[str, ...]) -> bytes:
        """A digest of whether the files are there, and of the ids of those that are pages."""
        return _digest(b"\n".join(self._digests.get(file, b"+" if file in self._files else b"-") for file in leads))

    def _broken(self, path: str, page: PageCheck) -> Iterator[Diagnostic]:
        """Where the page leads to what is not there."""
        for file, leads in page.leads.items():
            if file not in self._files:
                yield from (finding("S002", path=path, line=lead.line, target=lead.written) for lead in leads)
            elif file.endswith(".html") and any(lead.anchor for lead in leads):
                ids = self._ids[file] if file in self._ids else self._again(file).ids
                yield from (finding("S003", path=path, line=lead.line, target=lead.written)
                            for lead in leads if lead.anchor not in ("", "top") and f"\n{lead.anchor}\n" not in ids)


def _digest(data: bytes) -> bytes:
    return hashlib.blake2b(data, digest_size=16).digest()


@cache
def _program() -> str:
    """A digest of the code that decides what is found."""
    names = ("check.py", "html_page.py", "page_check.py", "../diagnostics.py")
    return _digest(b"\0".join((Path(__file__).parent / name).read_bytes() for name in names)).hex()


def _read_kept(kept: Path | None, made_for: str) -> dict[str, _Checked]:
    if kept is None:
        return {}
    try:
        known = msgspec.msgpack.decode(kept.read_bytes(), type=_Kept)
    except (OSError, msgspec.DecodeError):
        return {}
    return known.pages if known.made_for == made_for else {}


def _stylesheet(path: str, text: str, files: Collection[str]) -> Iterator[Diagnostic]:
    for url in dict.fromkeys(CSS_URL.findall(re.sub(r"/\*.*?\*/", "", text, flags=re.DOTALL))):
        if EXTERNAL.match(url):
            yield finding("S005", path=path, target=url)
        elif not NO_FILE.match(url) and not url.startswith("#") and resolve(path, url.partition("?")[0].partition("#")[0]) not in files:
            yield finding("S002", path=path, target=url)


def _sitemap(files: Mapping[str, Path], pages: Mapping[str, str], site_url: str) -> Iterator[Diagnostic]:
    """With a public address the site map names every page once, and the canonical address that a page gives is its own."""
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
    for path, canonical in pages.items():
        if canonical and canonical != _public(path, site_url):
            yield finding("S007", path=path, detail=f"规范网址写成了 {canonical}")


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
    """Count the site's files and bytes.

    What a document more costs is the mean of everything that grows with documents: their pages and twins, the pages of agencies, industries,
    places and cited documents, the search index, the data. The first documents of a library bring most agencies, so that the mean falls later.
    """
    pages = files = size = growing_files = growing_size = 0
    for folder, _, names in os.walk(root):
        room = Path(folder).relative_to(root).parts[:1]
        sizes = [(Path(folder) / name).stat().st_size for name in names]
        files, size = files + len(sizes), size + sum(sizes)
        if room not in _SAME_SIZE:
            growing_files, growing_size = growing_files + len(sizes), growing_size + sum(sizes)
        if room == ("p",):
            pages += sum(name.endswith(".html") for name in names)
    left = 0
    if pages:
        left = int(min((PAGES_FILES - files) * pages / max(growing_files, 1), (PAGES_BYTES - size) * pages / max(growing_size, 1)))
    return SiteSize(files=files, size=size, documents=pages, room=max(left, 0))


def _size(size: SiteSize) -> Iterator[Diagnostic]:
    """A finding when GitHub Pages cannot publish the site reliably, and when it soon cannot."""
    full = max(size.files / PAGES_FILES, size.size / PAGES_BYTES)
    if full > 1:
        yield finding("S009", files=size.files, size=f"{size.size / 1e6:.0f} MB", limit="超出 GitHub Pages 能稳妥发布的 2 万个文件或 1 GB")
    elif full > NEARLY:
        limit = f"接近 GitHub Pages 能稳妥发布的 2 万个文件或 1 GB，约还放得下 {size.room} 份文件"
        yield finding("S009", files=size.files, size=f"{size.size / 1e6:.0f} MB", limit=limit)


def _below(root: Path, item: Diagnostic) -> Diagnostic:
    return structs.replace(item, path=f"{root.name}/{item.path}" if item.path else root.name)
