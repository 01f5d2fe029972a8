"""What a person asks of a library beside building it: check and freeze."""

from __future__ import annotations

from msgspec import Struct, structs

from tiaowen.anchors import agency_page, is_own_body
from tiaowen.catalog import Catalog
from tiaowen.ledger import Ledger, Waiting, addresses, frozen_names, mended, pending, read_ledger, removals, silenced
from tiaowen.ledger import write as write_ledger
from tiaowen.ledger.records import NameKind
from tiaowen.link import link
from tiaowen.model.corpus import Corpus
from tiaowen.pipeline.building import own_folders, within
from tiaowen.pipeline.counting import documents_of
from tiaowen.pipeline.document import with_facts
from tiaowen.pipeline.library import LEDGER, Progress, Request, library_findings, read_library
from tiaowen.pipeline.pages import page_findings
from tiaowen.pipeline.result import Result
from tiaowen.pipeline.sources import catalog_of
from tiaowen.search.golden import check_queries, read_queries
from tiaowen.site.addresses import missing_addresses
from tiaowen.site.check import check_site, measure
from tiaowen.site.state import read_state

MENDINGS = 3  # of an archive in conflict, then of the records that its two sides prove


def check(request: Request, progress: Progress) -> Result:
    """Every finding on sources, registries, ledger and, where one is, the built site. Writes nothing."""
    within(request)
    catalog = catalog_of(request.folder)
    corpus, ledger = read_library(request, catalog, progress)
    found = library_findings(request, corpus, ledger)
    found += page_findings(request.folder, request.settings, corpus)
    found += read_queries(request.folder)[1]
    if request.out.is_dir():
        last = read_state(request.folder, request.out)
        found += check_site(request.out, site_url=last.site_url if last else request.settings.site_url)
        found += check_queries(request.out, request.folder)
        found += missing_addresses(request.out, addresses(corpus, ledger))
    size = measure(request.out) if request.out.is_dir() else None
    return Result(findings=tuple(sorted(set(found))), documents=documents_of(corpus), size=size)


class Frozen(Struct, frozen=True):
    """What ``freeze`` did: the addresses that it wrote down, those of which it recorded something new, and those that
    it leaves out, of bodies whose place is unknown.
    """

    names: tuple[str, ...]
    changed: tuple[str, ...]
    left_out: tuple[str, ...]


def freeze(request: Request, progress: Progress) -> Frozen:
    """Mend what is damaged in the ledger, then append every address that is new."""
    own_folders(request)
    catalog = catalog_of(request.folder)
    for _ in range(MENDINGS):
        fixes = mended(read_ledger(request.folder / LEDGER))
        write_ledger(fixes)
        if not fixes:
            break
    corpus, ledger = read_library(request, catalog, progress)
    # first: then nothing tells any more what was removed
    write_ledger(silenced(_only_removed(corpus, ledger, catalog), ledger))
    additions = pending(corpus, read_ledger(request.folder / LEDGER))
    write_ledger(additions)
    left_out = tuple(agency_page(agency_id) for agency_id in corpus.agencies if is_own_body(agency_id))
    return Frozen(*Waiting.of(additions), left_out)


def _only_removed(corpus: Corpus, ledger: Ledger, catalog: Catalog) -> set[tuple[NameKind, str]]:
    """The bodies and cited documents that are frozen and that nothing names but documents to be taken down now: their
    names are words of these.
    """
    files = [addition.file.name for addition in removals(corpus, ledger) if addition.file.suffix == ".json"]
    archives = [
        with_facts(structs.replace(archive, id=entry.id), catalog) for entry in ledger.entries.values()
        if any(name.startswith(f"{entry.id}--") for name in files) for version in entry.versions
        if (archive := ledger.archived(entry.id, version.slug)) is not None
    ]
    if not archives:
        return set()
    names = ledger.name_of()
    named = {(record.kind, record.id) for archive in archives
             for record in frozen_names(link([archive], catalog, frozen_names=names))}
    known = {(record.kind, record.id)
             for record in frozen_names(link(corpus.policies, catalog, frozen_names=names))}
    return {(kind, key) for kind, key in (named & ledger.names.keys()) - known if kind in {"agency", "cited"}}
