"""The source files of a site folder, each understood on its own: from the cache, in this process, on all cores, or on a
given executor.
"""

from __future__ import annotations

import os
import time
from collections.abc import Callable, Generator, Iterable, Iterator
from concurrent.futures import Executor
from concurrent.futures.process import BrokenProcessPool
from contextlib import ExitStack, closing
from functools import lru_cache, partial
from pathlib import Path

from msgspec import Struct

from tiaowen.cache import PolicyCache, program_digest
from tiaowen.catalog import Catalog, load_catalog
from tiaowen.catalog.registry import NO_REGISTRY
from tiaowen.config import Limits
from tiaowen.data import registry_folders
from tiaowen.diagnostics import finding
from tiaowen.folders import NO_FILE, in_words, is_link, leads_outside, stands
from tiaowen.intake import is_stray
from tiaowen.interning import Interner
from tiaowen.model import Diagnostic, Policy
from tiaowen.pipeline import sidecar_names
from tiaowen.pipeline.document import NO_LIMITS, refused, understand
from tiaowen.pipeline.workers import count, pool
from tiaowen.sidecar import sidecar_of

CACHE = Path("build") / "cache"
PARALLEL_FROM = 8  # files; below it a process pool costs more than it gains
CHUNK = 4  # files that a process is given at a time
# read by machine code, where a crash ends the process: which must not be that of the build, on one core either
NATIVE = {".pdf", ".doc", ".wps", ".ofd", ".png", ".jpg", ".jpeg", ".tif", ".tiff"}
Read = tuple[Policy, float]
LARGE = 2000  # files; from here on equal texts are held once, which takes a millisecond a file and halves their memory


class Sources(Struct, frozen=True, kw_only=True):
    """What lies below the folder of sources, each in order of path: texts, sidecars that no text stands beside, and
    what is not read.
    """

    texts: list[Path]
    lone: list[Path]
    findings: tuple[Diagnostic, ...]


def sources_below(folder: Path, site: Path) -> Sources:
    """Every source text below the folder; files that nobody put there are none.

    What cannot be looked into is a finding R091, a link that leads out of the folder an R093: nothing is passed over in
    silence, and nothing is published that lies elsewhere.
    """
    texts: list[Path] = []
    sidecars: list[Path] = []
    found: list[Diagnostic] = []

    def unreadable(error: OSError) -> None:
        found.append(finding("R091", path=source_name(site, Path(error.filename)), detail=in_words(error)))

    for root, folders, files in os.walk(folder, onerror=unreadable):
        for name in (*files, *(name for name in folders if _is_link(Path(root, name)))):
            path = Path(root, name)
            if is_stray(path):
                continue
            try:
                if name in folders or leads_outside(path, folder):
                    found.append(finding("R093", path=source_name(site, path)))
                elif sidecar_names.is_like_one(path):
                    sidecars.append(path)
                elif path.is_file():
                    texts.append(path)
                elif stands(path):
                    found.append(finding("R091", path=source_name(site, path), detail=NO_FILE))
            except OSError as error:  # in a folder that may be listed and not entered
                found.append(finding("R091", path=source_name(site, path), detail=in_words(error)))
    wanted = {sidecar_of(file) for file in texts}
    misnamed = sidecar_names.meant({*sidecars} - wanted, wanted)
    found += [finding("K027", path=source_name(site, path), remedy=remedy) for path, right in misnamed.items()
              if (remedy := sidecar_names.remedy(path, right))]
    rest = {*sidecars} - wanted - misnamed.keys()
    lone = {path for path in rest if path.suffix.lower() in sidecar_names.SIDECARS}
    texts += rest - lone
    return Sources(texts=sorted(texts, key=Path.as_posix), lone=sorted(lone, key=Path.as_posix),
                   findings=tuple(sorted(found)))


def _is_link(folder: Path) -> bool:
    """Whether a folder that was listed is a link; one that cannot be looked at is told when it is entered."""
    try:
        return is_link(folder)
    except OSError:
        return False


def source_name(folder: Path, file: Path) -> str:
    """The path of a source relative to the site folder, with forward slashes; ../ in front where the texts are kept
    elsewhere.

    What is no UTF-8 in it is written out (\\udcd6), so that it can be told; ``understand`` refuses such a file.
    """
    return Path(os.path.relpath(file, folder)).as_posix().encode("utf-8", "backslashreplace").decode()


def catalog_of(folder: Path) -> Catalog:
    """The registries of a site folder, read again only when a file of them changed: the packaged ones are the same for
    all sites without their own. Raises ConfigurationError.
    """
    files = {registries: sorted(file for file in registries.glob("*.*") if file.name not in NO_REGISTRY)
             for registries in registry_folders(folder)}
    first, *own = files
    stamp = tuple((file.as_posix(), file.stat().st_mtime_ns) for held in files.values() for file in held)
    return _load((first, *(registries for registries in own if files[registries])), stamp)


@lru_cache(maxsize=2)
def _load(folders: tuple[Path, ...], _stamp: tuple[tuple[str, int], ...]) -> Catalog:
    return load_catalog(folders)


def _understand_in(folder: Path, program: str, keep: bool, limits: Limits, file: Path) -> tuple[Policy, float]:
    """Runs in a worker process, where the catalog is loaded once. The policy, and the seconds it took."""
    catalog, name = catalog_of(folder), source_name(folder, file)
    began = time.perf_counter()
    policy = understand(file, name, catalog, limits)
    took = time.perf_counter() - began
    kept = PolicyCache(folder / CACHE, program)
    if keep and (key := kept.key(file, name)):
        kept.put(name, key, policy)
    return policy, took


def _in_processes(task: Callable[[Path], Read], files: list[Path], jobs: int,
                  folder: Path) -> Generator[Read, None, None]:
    """What the task makes of each file, in their order.

    When a process is ended, because a library crashed or memory was short, the files that were being worked on are read
    again, each in a process of its own: a file that ends its process costs only itself.
    """
    done = 0
    while done < len(files):
        try:
            with pool(min(count(jobs), len(files) - done)) as executor:
                for made in executor.map(task, files[done:], chunksize=CHUNK):
                    done += 1
                    yield made
        except BrokenProcessPool:
            for file in files[done:done + CHUNK * (count(jobs) + 1)]:
                done += 1
                yield _by_itself(task, file, folder)


def _by_itself(task: Callable[[Path], Read], file: Path, folder: Path) -> Read:
    try:
        with pool(1) as executor:
            return executor.submit(task, file).result()
    except BrokenProcessPool:
        name = source_name(folder, file)
        return refused(name, finding("R095", path=name)), 0.0


def understand_all(
    folder: Path, files: Iterable[Path], *, jobs: int = 0, executor: Executor | None = None, keep: bool = True,
    limits: Limits = NO_LIMITS,
) -> Iterator[tuple[Policy, float]]:
    """The policies of the files in their order, each with the seconds it took: 0 when it came from the cache.

    What is not in the cache is understood on ``jobs`` processes (0: on all cores), or on a given executor, whose
    workers must have the folder. With ``keep`` what was understood goes into the cache below ``build/``; without,
    nothing is written.
    """
    # a file that was refused for its limit is read again with another
    program = program_digest(registry_folders(folder)) + repr(limits)
    kept = PolicyCache(folder / CACHE, program)
    keys = [(file, name, kept.key(file, name)) for file in files for name in (source_name(folder, file),)]
    missing = [file for file, name, key in keys if not key or not kept.has(name, key)]
    sound = NATIVE.isdisjoint(file.suffix.lower() for file in missing)
    task = partial(_understand_in, folder, program, keep, limits)
    with ExitStack() as stack:
        if executor is not None:
            new = executor.map(task, missing)
        elif (count(jobs) == 1 or len(missing) < PARALLEL_FROM) and sound:
            new = map(task, missing)
        else:
            catalog_of(folder)  # read before the processes are forked
            new = stack.enter_context(closing(_in_processes(task, missing, jobs, folder)))
        waiting, interner = set(missing), Interner() if len(keys) >= LARGE else None
        for file, name, key in keys:
            policy = None if file in waiting else kept.get(name, key)
            policy, took = (policy, 0.0) if policy else next(new) if file in waiting else task(file)
            yield interner.interned(policy) if interner else policy, took
