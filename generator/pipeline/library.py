"""All source files as one linked library, every frozen address in its place."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import Executor, ProcessPoolExecutor
from functools import lru_cache, partial
from itertools import chain
from multiprocessing import get_context
from pathlib import Path

from msgspec import Struct, structs

from generator.cache import PolicyCache, program_digest
from generator.catalog import Catalog, load_catalog
from generator.config import Settings
from generator.corpus import Corpus
from generator.data import registry_folders
from generator.diagnostics import finding
from generator.ledger import Ledger, incomplete, keep_names, pending, read_ledger, settle_all, withdrawn
from generator.link import link
from generator.model import Diagnostic, Policy
from generator.pipeline.document import understand

CACHE = Path("build") / "cache"
NAMED = 20  # addresses that one finding names; the rest are counted
PARALLEL_FROM = 8  # files; below it a process pool costs more than it gains
Progress = Callable[[str, int, int], None]


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


def source_files(folder: Path) -> list[Path]:
    """Every source text below the folder, in order of path; hidden files and sidecars are none."""
    found = (p for p in folder.rglob("*") if p.is_file() and p.suffix.lower() not in {".yml", ".yaml"} and not p.name.startswith("."))
    return sorted(found, key=lambda p: p.as_posix())


def source_name(folder: Path, file: Path) -> str:
    """The path of a source relative to the site folder, with forward slashes; ../ in front where the texts are kept elsewhere."""
    return Path(os.path.relpath(file, folder)).as_posix()


def catalog_of(folder: Path) -> Catalog:
    """The registries of a site folder, read again only when a file of them changed. Raises ConfigurationError."""
    files = sorted(file for registries in registry_folders(folder) for file in registries.glob("*.*"))
    return _load(folder, tuple((file.as_posix(), file.stat().st_mtime_ns) for file in files))


@lru_cache(maxsize=1)
def _load(folder: Path, stamp: tuple[tuple[str, int], ...]) -> Catalog:
    return load_catalog(registry_folders(folder))


def _understand_in(folder: Path, program: str, keep: bool, file: Path) -> Policy:
    """Runs in a worker process, where the catalog is loaded once, and only when a source is not in the cache."""
    name = source_name(folder, file)
    kept = PolicyCache(folder / CACHE, program)
    key = kept.key(file, name)
    policy = kept.get(name, key)
    if policy is None:
        policy = understand(file, name, catalog_of(folder))
        if keep:
            kept.put(name, key, policy)
    return policy


def understand_all(
    folder: Path, files: Iterable[Path], *, jobs: int = 0, executor: Executor | None = None, keep: bool = True,
) -> Iterator[Policy]:
    """The policies of the files in their order, on all cores (``jobs`` 0), on ``jobs`` processes, or on a given executor.

    With ``keep`` what was understood goes into the cache below ``build/``; without, nothing is written.
    """
    work = list(files)
    jobs = jobs or os.cpu_count() or 1
    task = partial(_understand_in, folder, program_digest(registry_folders(folder)), keep)
    if executor is not None:
        yield from executor.map(task, work)
    elif jobs == 1 or len(work) < PARALLEL_FROM:
        yield from map(task, work)
    else:  # spawn: the only start method that every system has and that is safe with threads
        with ProcessPoolExecutor(jobs, mp_context=get_context("spawn")) as pool:
            yield from pool.map(task, work, chunksize=4)


def read_library(request: Request, catalog: Catalog, progress: Progress, *, keep: bool = False) -> tuple[Corpus, Ledger]:
    """The linked library of the folder's texts, every frozen address in its place, and the ledger it was held against."""
    files = source_files(request.sources)
    policies = []
    for number, policy in enumerate(understand_all(request.folder, files, jobs=request.jobs, keep=keep), 1):
        policies.append(policy)
        progress("读取与解析", number, len(files))
    if keep:
        PolicyCache(request.folder / CACHE, "").prune(source_name(request.folder, file) for file in files)
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
        found += incomplete(ledger)
        found += [
            finding("L101", path=addition.file.relative_to(request.folder).as_posix(), count=len(addition.names),
                    example="、".join(addition.names[:NAMED]))
            for addition in pending(corpus, ledger) if addition.names
        ]
    return sorted(set(found))
