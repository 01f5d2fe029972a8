"""What a person asks of a library beside building it: check and freeze."""

from __future__ import annotations

from msgspec import Struct

from tiaowen.anchors import agency_page, is_own_body
from tiaowen.ledger import addresses, mended, pending, read_ledger
from tiaowen.ledger import write as write_ledger
from tiaowen.pipeline.building import own_folders, within
from tiaowen.pipeline.library import LEDGER, Progress, Request, library_findings, read_library
from tiaowen.pipeline.result import Result
from tiaowen.pipeline.sources import catalog_of
from tiaowen.search.golden import check_queries
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
    if request.out.is_dir():
        last = read_state(request.folder, request.out)
        found += check_site(request.out, site_url=last.site_url if last else request.settings.site_url)
        found += check_queries(request.out, request.folder)
        found += missing_addresses(request.out, addresses(corpus, ledger))
    size = measure(request.out) if request.out.is_dir() else None
    return Result(findings=tuple(sorted(set(found))), size=size)


class Frozen(Struct, frozen=True):
    """What ``freeze`` did: the addresses that it wrote down, and those that it leaves out, of bodies whose place is unknown."""

    names: tuple[str, ...]
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
    additions = pending(corpus, ledger)
    write_ledger(additions)
    left_out = tuple(agency_page(agency_id) for agency_id in corpus.agencies if is_own_body(agency_id))
    return Frozen(tuple(name for addition in additions for name in addition.names), left_out)
