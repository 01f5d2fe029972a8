"""The only module that knows the order of the stages: ``understand`` for each file on its own, ``build_library`` for all of them."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import Executor, ProcessPoolExecutor
from functools import cache, partial
from multiprocessing import get_context
from pathlib import Path

from msgspec import structs

from generator.catalog import Catalog, load_catalog
from generator.clean import clean
from generator.data import registry_folders
from generator.extract import citations, duties, incentives, industries, targets
from generator.model import Diagnostic, Facts, Policy, SourceInfo, SourceText
from generator.parse import parse
from generator.read import read
from generator.sidecar import apply_sidecar, read_sidecar

FINDINGS: tuple[Callable[[Policy, Catalog], tuple[Diagnostic, ...]], ...] = (duties.unregistered, targets.damaged)
PARALLEL_FROM = 8  # files; below it a process pool costs more than it gains


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


def source_files(folder: Path) -> list[Path]:
    """Every source text below the folder, in order of path; hidden files and sidecars are none."""
    found = (p for p in folder.rglob("*") if p.is_file() and p.suffix.lower() != ".yml" and not p.name.startswith("."))
    return sorted(found, key=lambda p: p.as_posix())


@cache
def _catalog_of(site: Path) -> Catalog:
    return load_catalog(registry_folders(site))


def _understand_in(site: Path, file: Path) -> Policy:
    """Runs in a worker process, where the catalog is loaded once."""
    return understand(file, file.relative_to(site).as_posix(), _catalog_of(site))


def understand_all(site: Path, files: Iterable[Path], *, jobs: int = 0, executor: Executor | None = None) -> Iterator[Policy]:
    """The policies of the files in their order, on all cores (``jobs`` 0), on ``jobs`` processes, or on a given executor."""
    work = list(files)
    jobs = jobs or os.cpu_count() or 1
    task = partial(_understand_in, site)
    if executor is not None:
        yield from executor.map(task, work)
    elif jobs == 1 or len(work) < PARALLEL_FROM:
        yield from map(task, work)
    else:  # spawn: the only start method that every system has and that is safe with threads
        with ProcessPoolExecutor(jobs, mp_context=get_context("spawn")) as pool:
            yield from pool.map(task, work, chunksize=4)
