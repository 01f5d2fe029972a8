"""The addresses that the ledger promises, and whether its own files are whole: what ``check`` holds against the built site."""

from __future__ import annotations

from collections.abc import Iterator

import msgspec

from tiaowen.anchors import agency_page, cited_page, clause_address, industry_page, place_page, policy_page
from tiaowen.diagnostics import finding
from tiaowen.ledger.records import Ledger, archived_texts, named, policy_file
from tiaowen.model import Diagnostic, Policy
from tiaowen.model.corpus import Corpus

_PAGES = {"agency": agency_page, "industry": industry_page, "place": place_page, "cited": cited_page}


def addresses(corpus: Corpus, ledger: Ledger) -> Iterator[str]:
    """Every frozen address, in order: pages of names, documents with their clauses, earlier versions with the clauses they were frozen with.

    Which versions are earlier, the ledger alone cannot say: the last one is, as soon as the source is a newer one that is not frozen yet.
    """
    earlier = {(policy.id, policy.version) for policy in corpus.versions}
    yield from (_PAGES[kind](key) for kind, key in sorted(ledger.names))
    for entry in ledger.entries.values():
        yield policy_page(entry.id)
        yield from (clause_address(entry.id, anchor) for anchor in entry.anchors())
        for version in entry.versions:
            if version is entry.latest() and (entry.id, version.slug) not in earlier:
                continue
            page = f"{entry.id}--{version.slug}"
            yield policy_page(page)
            yield from (clause_address(page, anchor) for anchor in dict.fromkeys(
                record.anchor for record in entry.clauses if record.version == version.slug and record.status == "live"
            ))


def incomplete(ledger: Ledger) -> Iterator[Diagnostic]:
    """L104 for what is missing: every archived address has its record, every version its archive, every archive its version.

    The archives are the second copy of the ledger, so that a line cannot be lost from one of the two unnoticed.
    """
    archived: set[tuple[str, str]] = set()
    for file in sorted((ledger.folder / "versions").glob("*.json")):
        policy_id, _, slug = file.name.rsplit(".", 2)[0].partition("--")
        archived.add((policy_id, slug))
        try:
            archive = msgspec.json.decode(file.read_bytes(), type=Policy)
        except msgspec.DecodeError as error:
            yield finding("L100", path=named(ledger.folder, file), detail=str(error))
            continue
        entry = ledger.entries.get(policy_id)
        for anchor in archived_texts(archive).keys() - (entry.anchors().keys() if entry else set()):
            yield finding("L104", path=named(ledger.folder, policy_file(ledger.folder, policy_id)), detail=clause_address(policy_id, anchor))
    recorded = {(entry.id, version.slug) for entry in ledger.entries.values() for version in entry.versions}
    for policy_id, slug in sorted(recorded ^ archived):
        yield finding("L104", path=named(ledger.folder, policy_file(ledger.folder, policy_id)), detail=policy_page(f"{policy_id}--{slug}"))
