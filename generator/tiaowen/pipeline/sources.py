"""The source files of a site folder, each understood on its own: from the cache, in this process, on all cores, or on a given executor."""

from __future__ import annotations

import os
import time
from collections.abc import Iterable, Iterator
from concurrent.futures import Executor
from contextlib import ExitStack
from functools import lru_cache, partial
from pathlib import Path

from tiaowen.cache import PolicyCache, program_digest
from tiaowen.catalog import Catalog, load_catalog
from tiaowen.data import registry_folders
from tiaowen.intake import is_stray
from tiaowen.interning import Interner
from tiaowen.model import Policy
from tiaowen.pipeline.document import understand
from tiaowen.pipeline.workers import count, pool
from tiaowen.sidecar import sidecar_of

CACHE = Path("build") / "cache"
PARALLEL_FROM = 8  # files; below it a process pool costs more than it gains
LARGE = 2000  # files; from here on equal texts are held once, which takes a millisecond a file and halves their memory


def source_files(folder: Path) -> list[Path]:
    """Every source text below the folder, in order of path; sidecars, and files that nobody put there, are none."""
    found = (p for p in folder.rglob("*") if p.is_file() and p.suffix.lower() not in {".yml", ".yaml"} and not is_stray(p))
    return sorted(found, key=lambda p: p.as_posix())


def lone_sidecars(folder: Path, texts: Iterable[Path]) -> list[Path]:
    """Every sidecar below the folder that no text stands beside, in order of path."""
    wanted = {sidecar_of(file) for file in texts}
    found = (p for p in folder.rglob("*.yml") if p.is_file() and not is_stray(p) and p not in wanted)
    return sorted(found, key=lambda p: p.as_posix())


def source_name(folder: Path, file: Path) -> str:
    """The path of a source relative to the site folder, with forward slashes; ../ in front where the texts are kept elsewhere.

    What is no UTF-8 in it is written out (\\udcd6), so that it can be told; ``understand`` refuses such a file.
    """
    return Path(os.path.relpath(file, folder)).as_posix().encode("utf-8", "backslashreplace").decode()


def catalog_of(folder: Path) -> Catalog:
    """The registries of a site folder, read again only when a file of them changed. Raises ConfigurationError."""
    files = sorted(file for registries in registry_folders(folder) for file in registries.glob("*.*"))
    return _load(folder, tuple((file.as_posix(), file.stat().st_mtime_ns) for file in files))


@lru_cache(maxsize=2)
def _load(folder: Path, stamp: tuple[tuple[str, int], ...]) -> Catalog:
    return load_catalog(registry_folders(folder))


def _understand_in(folder: Path, program: str, keep: bool, file: Path) -> tuple[Policy, float]:
    """Runs in a worker process, where the catalog is loaded once. The policy, and the seconds it took."""
    catalog, name = catalog_of(folder), source_name(folder, file)
    began = time.perf_counter()
    policy = understand(file, name, catalog)
    took = time.perf_counter() - began
    if keep:
        kept = PolicyCache(folder / CACHE, program)
        kept.put(name, kept.key(file, name), policy)
    return policy, took


def understand_all(
    folder: Path, files: Iterable[Path], *, jobs: int = 0, executor: Executor | None = None, keep: bool = True,
) -> Iterator[tuple[Policy, float]]:
    """The policies of the files in their order, each with the seconds it took: from the cache (0), and those that are not in it on all
    cores (``jobs`` 0), on ``jobs`` processes, or on a given executor, whose workers must have the folder.

    With ``keep`` what was understood goes into the cache below ``build/``; without, nothing is written.
    """
    program = program_digest(registry_folders(folder))
    kept = PolicyCache(folder / CACHE, program)
    keys = [(file, name, kept.key(file, name)) for file in files for name in (source_name(folder, file),)]
    missing = [file for file, name, key in keys if not kept.has(name, key)]
    task = partial(_understand_in, folder, program, keep)
    with ExitStack() as stack:
        if executor is not None:
            new = executor.map(task, missing)
        elif count(jobs) == 1 or len(missing) < PARALLEL_FROM:
            new = map(task, missing)
        else:
            catalog_of(folder)  # read before the processes are forked
            new = stack.enter_context(pool(jobs)).map(task, missing, chunksize=4)
        waiting, interner = set(missing), Interner() if len(keys) >= LARGE else None
        for file, name, key in keys:
            policy = None if file in waiting else kept.get(name, key)
            policy, took = (policy, 0.0) if policy else next(new) if file in waiting else task(file)
            yield interner.interned(policy) if interner else policy, took
