"""The only module that knows the order of the stages: ``understand`` for each file on its own, STAGES for the whole library."""

from __future__ import annotations

import os
import time
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import Executor, ProcessPoolExecutor
from datetime import UTC, date, datetime
from functools import lru_cache, partial
from itertools import chain
from multiprocessing import get_context
from pathlib import Path
from typing import Any

from msgspec import Struct, structs

from generator.anchors import split_clause_address
from generator.cache import PolicyCache, program_digest
from generator.catalog import Catalog, load_catalog
from generator.clean import clean
from generator.config import Settings
from generator.corpus import Corpus
from generator.data import registry_folders
from generator.diagnostics import finding
from generator.extract import citations, duties, incentives, industries, references, targets
from generator.ledger import Ledger, keep_names, pending, read_ledger, settle_all, withdrawn
from generator.ledger import write as write_ledger
from generator.link import link
from generator.model import Diagnostic, Facts, Policy, SourceInfo, SourceText
from generator.parse import parse
from generator.read import read
from generator.render.cite import STYLES, Style, cite, reference
from generator.render.environment import templates_of
from generator.render.exports import exports
from generator.render.inspect import inspect_document, outline
from generator.render.pages import pages
from generator.render.sources import raw_sources
from generator.search import index
from generator.search.query import Answer, Index
from generator.sidecar import apply_sidecar, read_sidecar
from generator.site.archive import Archive, offline_zip
from generator.site.build import build_site, theme_files
from generator.site.check import check_site
from generator.site.serve import serve as serve_site
from generator.site.state import made_from, read_state, write_state
from generator.site.write import below, hand_written, write_tree

__all__ = ["STYLES", "Request", "Result", "build", "check", "cite_address", "freeze", "inspect_file", "outline", "search", "serve"]

FINDINGS: tuple[Callable[[Policy, Catalog], tuple[Diagnostic, ...]], ...] = (duties.unregistered, targets.damaged)
CACHE = Path("build") / "cache"
PARALLEL_FROM = 8  # files; below it a process pool costs more than it gains
Progress = Callable[[str, int, int], None]


# ---------------------------------------------------------------- one file


def understand(file: Path, name: str, catalog: Catalog) -> Policy:
    """One source file as a policy with its facts: read → clean → parse → sidecar → facts.

    ``name`` is the path relative to the site folder. Never raises on content: a file that cannot be used is refused with its findings.
    """
    sidecar, wrong = read_sidecar(file, name)
    source = read(file, name)
    found = (*source.diagnostics, *wrong)
    if any(item.severity == "error" for item in found):
        return _refused(source, found)
    policy = parse(clean(source, catalog, script=sidecar.script), catalog)
    policy = apply_sidecar(policy, sidecar)
    facts = Facts(
        duties=duties.extract(policy, catalog),
        citations=citations.extract(policy, catalog),
        references=references.extract(policy, catalog),
        targets=targets.extract(policy, catalog),
        incentives=incentives.extract(policy, catalog),
        industries=industries.extract(policy, catalog),
    )
    policy = structs.replace(policy, facts=facts)
    noticed = tuple(item for look in FINDINGS for item in look(policy, catalog))
    return structs.replace(policy, diagnostics=(*policy.diagnostics, *noticed))


def _refused(source: SourceText, found: tuple[Diagnostic, ...]) -> Policy:
    info = SourceInfo(path=source.path, format=source.format, encoding=source.encoding, sha256=source.sha256, size=source.size)
    return Policy(status="refused", source=info, diagnostics=found)


def inspect_file(file: Path, folder: Path) -> tuple[Policy, dict[str, Any]]:
    """What the parser understands of one file, with the registries of ``folder``: the policy and its inspect document."""
    policy = understand(file, file.name, catalog_of(folder))
    return policy, inspect_document(policy)


# ---------------------------------------------------------------- all files


class Request(Struct, frozen=True, kw_only=True):
    """What to build: the site folder, its settings, where the texts are and where the site goes (absolute paths)."""

    folder: Path
    settings: Settings
    sources: Path
    out: Path
    jobs: int = 0
    locked: bool = False
    site: bool = True
    offline_zip: Path | None = None


class Result(Struct, frozen=True, kw_only=True):
    """What a run did: every finding, sorted; documents by status; seconds by stage; files written."""

    findings: tuple[Diagnostic, ...]
    documents: dict[str, int] = {}
    seconds: dict[str, float] = {}
    written: int = 0
    unchanged: int = 0
    archive: Archive | None = None
    built: bool = False


def source_files(folder: Path) -> list[Path]:
    """Every source text below the folder, in order of path; hidden files and sidecars are none."""
    found = (p for p in folder.rglob("*") if p.is_file() and p.suffix.lower() not in {".yml", ".yaml"} and not p.name.startswith("."))
    return sorted(found, key=lambda p: p.as_posix())


def catalog_of(folder: Path) -> Catalog:
    """The registries of a site folder, read again only when a file of them changed. Raises ConfigurationError."""
    files = sorted(file for registries in registry_folders(folder) for file in registries.glob("*.*"))
    return _load(folder, tuple((file.as_posix(), file.stat().st_mtime_ns) for file in files))


@lru_cache(maxsize=1)
def _load(folder: Path, stamp: tuple[tuple[str, int], ...]) -> Catalog:
    return load_catalog(registry_folders(folder))


def _understand_in(folder: Path, program: str, file: Path) -> Policy:
    """Runs in a worker process, where the catalog is loaded once, and only when a source is not in the cache."""
    name = file.relative_to(folder).as_posix()
    kept = PolicyCache(folder / CACHE, program)
    key = kept.key(file, name)
    policy = kept.get(name, key)
    if policy is None:
        policy = understand(file, name, catalog_of(folder))
        kept.put(name, key, policy)
    return policy


def understand_all(folder: Path, files: Iterable[Path], *, jobs: int = 0, executor: Executor | None = None) -> Iterator[Policy]:
    """The policies of the files in their order, on all cores (``jobs`` 0), on ``jobs`` processes, or on a given executor."""
    work = list(files)
    jobs = jobs or os.cpu_count() or 1
    task = partial(_understand_in, folder, program_digest(registry_folders(folder)))
    if executor is not None:
        yield from executor.map(task, work)
    elif jobs == 1 or len(work) < PARALLEL_FROM:
        yield from map(task, work)
    else:  # spawn: the only start method that every system has and that is safe with threads
        with ProcessPoolExecutor(jobs, mp_context=get_context("spawn")) as pool:
            yield from pool.map(task, work, chunksize=4)


def read_library(request: Request, catalog: Catalog, progress: Progress) -> tuple[Corpus, Ledger]:
    """The linked library of the folder's texts, every frozen address in its place, and the ledger it was held against."""
    files = source_files(request.sources)
    policies = []
    for number, policy in enumerate(understand_all(request.folder, files, jobs=request.jobs), 1):
        policies.append(policy)
        progress("读取与解析", number, len(files))
    ledger = read_ledger(request.folder / "site_config" / "permalinks")
    settled, versions = settle_all(policies, ledger)
    corpus = link(settled, catalog, frozenset(ledger.entries))
    corpus = keep_names(structs.replace(corpus, versions=versions, withdrawn=withdrawn(corpus, ledger)), ledger)
    return corpus, ledger


def library_findings(request: Request, corpus: Corpus, ledger: Ledger) -> list[Diagnostic]:
    """Every finding on the sources, their linking and the ledger, sorted."""
    policies = (*corpus.policies, *corpus.unpublished)
    found = [*chain.from_iterable(p.diagnostics for p in policies), *corpus.diagnostics, *ledger.diagnostics]
    if not policies:
        found.append(finding("K008", folder=request.sources.name))
    if request.locked:
        names = [name for addition in pending(corpus, ledger) for name in addition.names]
        if names:
            found.append(finding("L101", path="site_config/permalinks", count=len(names), example=names[0]))
    return sorted(set(found))


def build(request: Request, progress: Progress) -> Result:
    """Texts → pages → site. The last good site stays when an error concerns frozen addresses, or when MkDocs fails."""
    clock = _Stopwatch()
    catalog = catalog_of(request.folder)
    corpus, ledger = read_library(request, catalog, progress)
    clock.lap("read")
    found = library_findings(request, corpus, ledger)
    documents = {"published": len(corpus.policies)} | {
        status: sum(policy.status == status for policy in corpus.unpublished) for status in ("held", "refused")
    }
    if any(item.code.startswith("L10") for item in found if item.severity == "error"):
        return Result(findings=tuple(found), documents=documents, seconds=clock.seconds)
    written = _write(request, corpus, catalog, progress)
    found += written.findings
    clock.lap("render")
    archive = None
    if request.site:
        epoch = source_epoch(corpus)
        progress("生成网站", 0, 0)
        found += _site(request, written.digests, epoch)
        clock.lap("site")
        if request.offline_zip:
            archive = offline_zip(request.out, request.offline_zip, epoch=epoch)
    return Result(findings=tuple(sorted(set(found))), documents=documents, seconds=clock.seconds, written=written.written,
                  unchanged=written.unchanged, archive=archive, built=request.site)


class _Pages(Struct, frozen=True):
    """What was written below build/: files written, files left as they were, and digests of the two trees."""

    written: int
    unchanged: int
    digests: tuple[str, str]
    findings: tuple[Diagnostic, ...]


def _write(request: Request, corpus: Corpus, catalog: Catalog, progress: Progress) -> _Pages:
    """Pages, twins and search index below build/docs, the theme below build/theme. Hand-written pages win over generated ones."""
    settings, build_folder = request.settings, request.folder / "build"
    made = list(pages(corpus, settings, catalog, templates_of(request.folder)))
    progress("生成页面", len(made), len(made))
    twins = exports(corpus, settings, updated=newest_date(corpus))
    generated = chain(made, raw_sources(corpus, request.folder), index.files(corpus, settings), twins)
    own, found = hand_written(request.folder, settings.pages)
    docs = write_tree(build_folder / "docs", below(generated, own))
    theme = write_tree(build_folder / "theme", theme_files(request.folder))
    return _Pages(len(docs.written) + len(theme.written), docs.unchanged + theme.unchanged, (docs.digest, theme.digest), tuple(found))


def _site(request: Request, digests: tuple[str, str], epoch: int) -> tuple[Diagnostic, ...]:
    """The site built and checked, unless the one that is there was made from the same; every finding on it."""
    folder, out, settings = request.folder, request.out, request.settings
    made = made_from(folder, settings, digests, epoch)
    last = read_state(folder, out)
    if last is not None and last.made_from == made:
        return last.findings
    found = tuple(build_site(folder, out, settings, epoch=epoch)) + tuple(check_site(out, site_url=settings.site_url))
    write_state(folder, out, made=made, site_url=settings.site_url, findings=found)
    return found


def check(request: Request, progress: Progress) -> Result:
    """Every finding on sources, registries, ledger and, where one is, the built site. Writes nothing."""
    catalog = catalog_of(request.folder)
    corpus, ledger = read_library(request, catalog, progress)
    found = library_findings(request, corpus, ledger)
    if request.out.is_dir():
        last = read_state(request.folder, request.out)
        found += check_site(request.out, site_url=last.site_url if last else request.settings.site_url)
    return Result(findings=tuple(sorted(set(found))))


def serve(request: Request, rebuild: Callable[[], None], *, port: int, started: Callable[[str], None]) -> None:
    """Build, then serve the site at 127.0.0.1 until interrupted; ``rebuild`` runs after a change of a source, page, template or registry."""
    folder = request.folder
    rebuild()
    watched = (request.sources, folder / request.settings.pages, folder / "site_config", folder / "templates", folder / "mkdocs.yml")
    serve_site(request.out, rebuild, watched, port=port, started=started)


def freeze(request: Request, progress: Progress) -> tuple[str, ...]:
    """Append every address that is new to the ledger; their names."""
    catalog = catalog_of(request.folder)
    corpus, ledger = read_library(request, catalog, progress)
    additions = pending(corpus, ledger)
    write_ledger(additions)
    return tuple(name for addition in additions for name in addition.names)


def cite_address(request: Request, address: str, style: Style, *, accessed: str) -> str:
    """A citation of the document or clause at a permalink. Raises LookupError when nothing is published there."""
    page, anchor = split_clause_address(address)
    corpus, _ = read_library(request, catalog_of(request.folder), lambda stage, done, total: None)
    policy = next((p for p in (*corpus.policies, *corpus.versions) if page == (f"{p.id}--{p.version}" if p.version else p.id)), None)
    clause = next((c for c in policy.clauses if anchor in {c.anchor, *c.aliases}), None) if policy else None
    if policy is None or (anchor and clause is None):
        raise LookupError(address)
    return cite(reference(policy, clause, request.settings, accessed=accessed), style, templates_of(request.folder))


def search(site: Path, query: str) -> Answer:
    """What the site's own search finds. Raises FileNotFoundError when there is no built site."""
    return Index(site).search(query)


def newest_date(corpus: Corpus) -> str:
    """The newest date found in the sources, ISO; empty when none has one."""
    dates = (d for p in corpus.policies for d in (p.issue_date, p.publish_date, p.source.retrieved) if d)
    return max(dates, default="")


def source_epoch(corpus: Corpus) -> int:
    """The only clock of a build, seconds since 1970: SOURCE_DATE_EPOCH, else the newest date found in the sources (contract)."""
    given = os.environ.get("SOURCE_DATE_EPOCH", "")
    if given.isdigit():
        return int(given)
    year, month, day = (*map(int, (newest_date(corpus) or "1980-01-01").split("-")), 1, 1)[:3]
    return int(datetime.combine(date(year, month, day), datetime.min.time(), UTC).timestamp())


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
