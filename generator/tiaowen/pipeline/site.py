"""The library as a site: pages, twins and search index, written, built by MkDocs, checked."""

from __future__ import annotations

import os
import re
import time
from datetime import UTC, datetime, timedelta
from itertools import chain
from pathlib import Path
from typing import TYPE_CHECKING

from msgspec import Struct

from tiaowen.catalog import Catalog
from tiaowen.diagnostics import ConfigurationError, finding
from tiaowen.ledger import addresses
from tiaowen.model import Diagnostic
from tiaowen.model.corpus import Corpus
from tiaowen.pipeline.counting import documents_of
from tiaowen.pipeline.library import Progress, Request, library_findings, read_library
from tiaowen.pipeline.pages import write_pages
from tiaowen.pipeline.result import Result, SlowFile
from tiaowen.pipeline.sources import catalog_of
from tiaowen.render.days import last_day
from tiaowen.render.environment import templates_of
from tiaowen.render.exports import exports
from tiaowen.search import index
from tiaowen.site.addresses import missing_addresses
from tiaowen.site.archive import offline_zip
from tiaowen.site.build import build_site, configuration_file, theme_files
from tiaowen.site.check import check_site, measure
from tiaowen.site.state import made_from, read_state, write_state
from tiaowen.site.swap import recover
from tiaowen.site.write import below, hand_written, write_tree

if TYPE_CHECKING:
    from tiaowen.pipeline.serving import Preview

LAST_SECOND = 253_402_300_799  # the end of 9999
SLOWEST = 10  # source files named in the report


def build_site_of(request: Request, progress: Progress, preview: Preview | None = None) -> Result:
    """Texts → pages → site. The last good site stays when an error concerns frozen addresses, when there is no text, or
    when MkDocs fails.

    ``preview`` is given what stays in memory.
    """
    clock = _Stopwatch()
    stated_epoch()  # one that is none is told before the work
    catalog = catalog_of(request.folder)
    took: dict[str, float] = {}
    corpus, ledger = read_library(request, catalog, progress, keep=True, took=took)
    clock.lap("read")
    found = library_findings(request, corpus, ledger)
    documents = documents_of(corpus)
    if preview is not None:
        preview.keep(request, corpus, ledger)
    if any(item.code.startswith(("L10", "K008")) for item in found if item.severity == "error"):
        return Result(findings=tuple(found), documents=documents, seconds=clock.seconds)
    written = _write(request, catalog, corpus, progress)
    found += written.findings
    slowest, epoch, promised = _slowest(took, corpus), source_epoch(corpus), tuple(addresses(corpus, ledger))
    del corpus, ledger  # a site needs much memory too, and of the library no more than this
    clock.lap("render")
    archive = size = None
    if request.site:
        progress("生成网站", 0, 0)
        told, swapped = _site(request, written.digests, epoch, preview, promised)
        found += told
        clock.lap("site")
        if not swapped:
            return Result(findings=tuple(sorted(set(found))), documents=documents, seconds=clock.seconds)
        size = measure(request.out)
        if request.offline_zip:
            archive = offline_zip(request.out, request.offline_zip, epoch=epoch, own=request.settings.offline_zip)
    return Result(findings=tuple(sorted(set(found))), documents=documents, seconds=clock.seconds,
                  written=written.written,
                  unchanged=written.unchanged, archive=archive, built=request.site, size=size, slowest=slowest)


def _slowest(took: dict[str, float], corpus: Corpus) -> tuple[SlowFile, ...]:
    """The source files that took longest, of those that were read now."""
    sizes = {policy.source.path: policy.source.size for policy in (*corpus.policies, *corpus.unpublished)}
    worst = sorted(took, key=lambda path: (-took[path], path))[:SLOWEST]
    return tuple(SlowFile(path=path, seconds=round(took[path], 3), size=sizes.get(path, 0)) for path in worst)


class _Pages(Struct, frozen=True):
    """What was written below build/: files written, files left as they were, and digests of the two trees."""

    written: int
    unchanged: int
    digests: tuple[str, str]
    findings: tuple[Diagnostic, ...]


def _write(request: Request, catalog: Catalog, corpus: Corpus, progress: Progress) -> _Pages:
    """Pages, twins and search index below build/docs, the theme below build/theme. Hand-written pages win over
    generated ones.
    """
    settings, build_folder = request.settings, request.folder / "build"
    own, found = hand_written(request.folder, settings.pages)
    pages = write_pages(request.folder, settings, corpus, but={file.path for file in own}, jobs=request.jobs,
                        progress=lambda done, total: progress("生成页面", done, total))
    generated = chain(index.files(corpus, catalog, build_folder / "docs"),
                      exports(corpus, settings, build=build_folder, templates=templates_of(request.folder)))
    docs = write_tree(build_folder / "docs", below(generated, own), there=pages.digests)
    theme = write_tree(build_folder / "theme", theme_files(request.folder))
    configuration_file(request.folder, settings)
    return _Pages(pages.written + len(docs.written) + len(theme.written),
                  pages.unchanged + docs.unchanged + theme.unchanged,
                  (docs.digest, theme.digest), (*found, *pages.findings))


def _site(
    request: Request, digests: tuple[str, str], epoch: int, preview: Preview | None, promised: tuple[str, ...],
) -> tuple[tuple[Diagnostic, ...], bool]:
    """The site built and checked, unless the one that is there was made from the same; every finding on it, and whether
    it took its place.

    It does not when an address is missing that was promised.
    """
    folder, out, settings = request.folder, request.out, request.settings
    made = made_from(folder, settings, digests, epoch)
    recover(out)
    last = read_state(folder, out, made)
    if last is not None and (preview is None or preview.ready):
        return (*last.findings, *missing_addresses(request.out, promised)), True
    lost: list[Diagnostic] = []

    def lacks(site: Path) -> list[Diagnostic]:
        lost[:] = missing_addresses(site, promised, named=request.out.name)
        return lost

    found = tuple(build_site(folder, out, settings, epoch=epoch, jobs=request.jobs,
                             keep=preview.keep_press if preview else None,
                             lacks=lacks))
    if lost:
        return found, False
    found += tuple(check_site(out, site_url=settings.site_url, memory=folder / "build" / "check.msgpack",
                              jobs=request.jobs))
    write_state(folder, out, made=made, site_url=settings.site_url, findings=found)
    return found, True


def stated_epoch() -> int | None:
    """SOURCE_DATE_EPOCH, where it is set. Raises ConfigurationError when it is no number of seconds."""
    given = os.environ.get("SOURCE_DATE_EPOCH", "")
    if given and (not re.fullmatch(r"\d{1,12}", given, re.ASCII) or int(given) > LAST_SECOND):
        raise ConfigurationError([finding("K023", given=given[:40])])
    return int(given) if given else None


def source_epoch(corpus: Corpus) -> int:
    """The only clock of a build, seconds since 1970: SOURCE_DATE_EPOCH, else the newest date found in the sources
    (contract).
    """
    stated = stated_epoch()
    if stated is not None:
        return stated
    newest = max(map(last_day, corpus.policies), default="") or "1980-01-01"
    year, month, day = (*map(int, newest.split("-")), 1, 1)[:3]
    return int((datetime(year, month, 1, tzinfo=UTC) + timedelta(days=day - 1)).timestamp())  # a text may print 2月31日


class _Stopwatch:
    """Seconds by stage."""

    def __init__(self) -> None:
        self.seconds: dict[str, float] = {}
        self._last = time.perf_counter()

    def lap(self, stage: str) -> None:
        """The time since the last lap belongs to the stage."""
        now = time.perf_counter()
        self.seconds[stage] = round(now - self._last, 3)
        self._last = now
