"""The source files of a site folder, each understood on its own: from the cache, in this process, on all cores, or on a given executor."""

from __future__ import annotations

import os
from collections.abc import Iterable, Iterator
from concurrent.futures import Executor, ProcessPoolExecutor
from functools import lru_cache, partial
from multiprocessing import get_context
from pathlib import Path

from generator.cache import PolicyCache, program_digest
from generator.catalog import Catalog, load_catalog
from generator.data import registry_folders
from generator.model import Policy
from generator.pipeline.document import understand

CACHE = Path("build") / "cache"
PARALLEL_FROM = 8  # files; below it a process pool costs more than it gains


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
