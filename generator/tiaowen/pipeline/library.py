"""All source files as one linked library, every frozen address in its place."""

from __future__ import annotations

from collections.abc import Callable
from itertools import chain
from pathlib import Path

from msgspec import Struct, structs

from tiaowen.cache import PolicyCache
from tiaowen.catalog import Catalog
from tiaowen.catalog.registry import not_read
from tiaowen.config import Settings
from tiaowen.diagnostics import finding
from tiaowen.ledger import (
    Ledger,
    incomplete,
    keep_names,
    pending,
    read_ledger,
    removals,
    replaced,
    settle_all,
    versions_of_former_ids,
    with_former_ids,
    withdrawn,
    without_removed,
)
from tiaowen.link import link, with_redirects
from tiaowen.model import Diagnostic
from tiaowen.model.corpus import Corpus
from tiaowen.pipeline.document import lone_sidecar, with_facts
from tiaowen.pipeline.sources import CACHE, source_name, sources_below, understand_all
from tiaowen.pipeline.workers import executor_at

LEDGER = Path("site_config") / "permalinks"
Progress = Callable[[str, int, int], None]


class Request(Struct, frozen=True, kw_only=True):
    """What to build: the site folder, its settings, where the texts are and where the site goes (absolute paths).

    ``scheduler``: address of a Dask scheduler whose workers understand the texts and have the folder at the same path;
    empty: this machine.
    """

    folder: Path
    settings: Settings
    sources: Path
    out: Path
    jobs: int = 0
    locked: bool = False
    site: bool = True
    offline_zip: Path | None = None
    scheduler: str = ""


def read_library(
    request: Request, catalog: Catalog, progress: Progress, *, keep: bool = False, took: dict[str, float] | None = None,
) -> tuple[Corpus, Ledger]:
    """The linked library of the folder's texts, every frozen address in its place, and the ledger it was held against.

    ``took`` is given the seconds that each source took which is not in the cache, by path.
    """
    below = sources_below(request.sources, request.folder)
    files = below.texts
    policies = []
    with executor_at(request.scheduler) as executor:
        understood = understand_all(request.folder, files, jobs=request.jobs, executor=executor, keep=keep,
                                    limits=request.settings.limits)
        for number, (policy, seconds) in enumerate(understood, 1):
            policies.append(policy)
            if took is not None and seconds:
                took[policy.source.path] = seconds
            progress("读取与解析", number, len(files))
    if keep:
        PolicyCache(request.folder / CACHE, "").prune(source_name(request.folder, file) for file in files)
    ledger = read_ledger(request.folder / LEDGER)
    policies += [lone_sidecar(file, source_name(request.folder, file)) for file in below.lone]
    settled, versions = settle_all(policies, ledger)
    stay = replaced(settled, ledger)
    if stay:
        kept, older = settle_all([with_facts(policy, catalog) for policy, _ in stay], ledger)
        settled, versions = [*settled, *kept], (*versions, *older)
    corpus = link(settled, catalog, frozenset(ledger.entries), ledger.name_of())
    corpus = with_former_ids(with_redirects(corpus, catalog), ledger)
    versions = (*versions, *versions_of_former_ids(corpus, ledger))
    told = (*corpus.diagnostics, *below.findings, *(found for _, found in stay))
    corpus = structs.replace(corpus, versions=without_removed(versions, corpus), diagnostics=told)
    corpus = structs.replace(corpus, withdrawn=(*corpus.withdrawn, *withdrawn(corpus, ledger)))
    return keep_names(corpus, ledger, catalog), ledger


def site_path(request: Request, file: Path) -> str:
    """A file below the site folder as findings name it."""
    return file.relative_to(request.folder).as_posix()


def library_findings(request: Request, corpus: Corpus, ledger: Ledger) -> list[Diagnostic]:
    """Every finding on the sources, their linking and the ledger, sorted."""
    policies = (*corpus.policies, *corpus.unpublished)
    found = [*chain.from_iterable(p.diagnostics for p in policies), *corpus.diagnostics, *ledger.diagnostics]
    if not policies:
        found.append(finding("K008", folder=request.sources.name))
    found += [*incomplete(ledger), *not_read(request.folder)]
    found += [finding("L109", path=site_path(request, item.file)) for item in removals(corpus, ledger)]
    if request.locked:
        found += [
            finding("L101", path=site_path(request, addition.file), detail=missing)
            for addition in pending(corpus, ledger) if (missing := addition.missing())
        ]
    return sorted(set(found))
