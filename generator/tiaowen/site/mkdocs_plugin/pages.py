"""All generated pages of a build: rendered on every core, or taken over from the last site.

``build/pages.msgpack`` holds what is known of each page of the last site. A page is taken over, as a second name of the
same file, when nobody touched that file and nothing that makes the page changed: its Markdown, the shell of its kind,
the pages it links to, the program. So the result is what a clean build gives.
"""

from __future__ import annotations

import hashlib
import os
import shutil
from collections.abc import Iterator
from itertools import chain
from pathlib import Path
from posixpath import dirname

from mkdocs.structure.files import File
from mkdocs.structure.pages import Page
from mkdocs.structure.toc import get_toc
from msgspec import Struct

from tiaowen.site.mkdocs_plugin.markdown import Article, OutsideDialectError, Reader, split_front_matter
from tiaowen.site.mkdocs_plugin.shell import Shell, Theme
from tiaowen.site.parallel import on_all_cores


class Rendered(Struct, frozen=True, array_like=True):
    """What is known of a page in the site.

    ``source``: digest of its Markdown. ``kind``, ``shell``: the kind's name and its shell's digest. ``size`` (bytes),
    ``changed`` (ns): of the file. ``anchors``, ``links``: as in ``Article``. ``lastmod``, ``moved``: for the site map,
    as the page's metadata has them.
    """

    source: bytes
    kind: str
    shell: str
    size: int
    changed: int
    anchors: str
    links: dict[str, dict[str, str]]
    lastmod: str = ""
    moved: bool = False


class Press:
    """Renders pages of one build into the new site. ``last``: folder of the last site, and what is known of its
    pages.
    """

    def __init__(self, reader: Reader, theme: Theme, last: Path, known: dict[str, Rendered]) -> None:
        self._reader, self._theme, self._last, self._known = reader, theme, str(last), known

    def page(self, file: File) -> Rendered | None:
        """One page written into the new site; None when it is outside the dialect."""
        source, page = file.content_bytes, file.page
        assert page is not None
        article = self._read(page, source)
        if article is None:
            return None
        html, kind, shell = self._theme.page(page)
        mapped = str(page.meta.get("lastmod", "")), bool(page.meta.get("moved"))
        page.meta, page.content, page.toc = {}, None, get_toc([])
        size, changed = _written(file.abs_dest_path, html.encode("utf-8", errors="xmlcharrefreplace"),
                                 self._before(file))
        return Rendered(hashlib.sha256(source).digest(), kind, shell, size, changed, article.anchors, article.links,
                        *mapped)

    def _before(self, file: File) -> str:
        """The page in the last site; a text, because two of ``Path`` a page take as long as all that is done with an
        unchanged one.
        """
        return f"{self._last}/{file.dest_uri}"

    def _taken_over(self, file: File) -> Rendered | None:
        """The record of a page that was taken over from the last site; None when there is none, or it is not what would
        be made now.
        """
        known, before = self._known.get(file.src_uri), self._before(file)
        if (
            known is None or not self._is_good(known, before)
            or known.source != hashlib.sha256(file.content_bytes).digest()
        ):
            return None
        return known if second_name(before, file.abs_dest_path) else None

    def shell(self, kind: str) -> Shell | None:
        """What the theme sets around the pages of a kind; None when it sets something else around each."""
        return self._theme.shell(kind)

    def html(self, path: str, source: bytes) -> bytes | None:
        """The page of that source path as it would be in the site; None when it is outside the dialect. Nothing is
        written.
        """
        page = self._theme.blank(path)
        return (
            self._theme.page(page)[0].encode("utf-8", errors="xmlcharrefreplace")
            if self._read(page, source) is not None else None
        )

    def _read(self, page: Page, source: bytes) -> Article | None:
        """The article of the Markdown, set into the page; None when it is outside the dialect."""
        try:
            page.meta, markdown = split_front_matter(source.decode().removeprefix("\ufeff"))
            article = self._reader.render(page.file.src_uri, markdown)
        except (OutsideDialectError, UnicodeDecodeError):
            page.meta = {}
            return None
        if "title" not in page.meta or "template" in page.meta:
            return None
        page.markdown, page.content, page.toc = "", article.html, get_toc(article.toc)
        return article

    def _is_good(self, known: Rendered, file: str) -> bool:
        """Whether the page of the last site is what would be made now."""
        shell = self._theme.shell(known.kind) if known.shell else None
        if shell is None or shell.digest != known.shell or not all(map(self._reader.knows, known.links)):
            return False
        try:
            status = os.stat(file)  # noqa: PTH116
        except OSError:
            return False
        return (status.st_size, status.st_mtime_ns) == (known.size, known.changed)

    def pages(self, files: list[File], jobs: int) -> Iterator[tuple[str, Rendered | None]]:
        """Every page's source path with its record.

        A page is taken over in this process: a second name costs less than to have another one do it. Of those to be
        rendered the first of each folder goes ahead: it makes the shells that all others need.
        """
        taken = {file.src_uri: known for file in files if (known := self._taken_over(file)) is not None}
        left = [file for file in files if file.src_uri not in taken]
        first = {dirname(file.src_uri): file for file in reversed(left)}
        rest = [file for file in left if first[dirname(file.src_uri)] is not file]
        ahead = [*first.values()]
        rendered = chain([self.page(file) for file in ahead], on_all_cores(self.page, rest, jobs))
        yield from taken.items()
        yield from zip((file.src_uri for file in (*ahead, *rest)), rendered, strict=True)


def second_name(before: str, target: str) -> bool:
    """Give the file of the last site a name in the new one, or a copy where the system has no second names; False when
    it is not there.
    """
    try:
        try:
            os.link(before, target)
        except FileNotFoundError:  # the folder, mostly
            Path(target).parent.mkdir(parents=True, exist_ok=True)
            os.link(before, target)
    except OSError:
        try:
            shutil.copy2(before, target)
        except OSError:
            return False
    return True


def _written(target: str, data: bytes, before: str) -> tuple[int, int]:
    """Size and time of the page written; the last site's own file where it holds the same, so that its time stays."""
    file, last = Path(target), Path(before)
    try:
        same = last.stat().st_size == len(data) and last.read_bytes() == data
    except OSError:
        same = False
    if not (same and second_name(before, target)):
        try:
            file.write_bytes(data)
        except FileNotFoundError:
            file.parent.mkdir(parents=True, exist_ok=True)
            file.write_bytes(data)
    return len(data), file.stat().st_mtime_ns
