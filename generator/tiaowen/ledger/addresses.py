"""The addresses that the ledger promises, and whether its own files are whole: what ``check`` and every build hold
against the site.
"""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from tiaowen.anchors import clause_address, page_name, page_of, policy_page
from tiaowen.diagnostics import finding
from tiaowen.ledger.archives import Stub, decoded, digest_of, is_damaged, sides, stub_of
from tiaowen.ledger.records import (
    OURS,
    Ledger,
    is_ours,
    named,
    names_file,
    policy_file,
    unrecorded,
)
from tiaowen.model import Diagnostic, Policy
from tiaowen.model.corpus import Corpus


def addresses(corpus: Corpus, ledger: Ledger) -> Iterator[str]:
    """Every frozen address, in order: pages of names, documents with their clauses, earlier versions with the clauses
    they were frozen with.

    Which versions are earlier, the ledger alone cannot say: the last one is, as soon as the source is a newer one that
    is not frozen yet.
    """
    earlier = {(policy.id, policy.version) for policy in (*corpus.versions, *corpus.withdrawn)}
    yield from (page_of(kind, key) for kind, key in sorted(ledger.names))
    for entry in ledger.entries.values():
        yield policy_page(entry.id)
        yield from (clause_address(entry.id, anchor) for anchor in entry.anchors())
        for version in entry.versions:
            if (
                version is entry.latest() and (entry.id, version.slug) not in earlier
                and version.slug not in entry.superseded
            ):
                continue
            page = page_name(entry.id, version.slug)
            yield policy_page(page)
            own = dict.fromkeys(record.anchor for record in entry.clauses
                                if record.version == version.slug and record.status == "live")
            yield from (clause_address(page, anchor) for anchor in own)


def incomplete(ledger: Ledger) -> Iterator[Diagnostic]:
    """What is missing in the ledger's own files, or was changed in them.

    * L104: an archived address without its record, a version without its archive, an archive without its version, a
      name of which one of the two copies is lost.
    * L108: an archive that somebody changed by hand.
    * L110: a file that is not the ledger's.

    The archives are the second copy of the ledger, so that a line cannot be lost from one of the two unnoticed.
    """
    for part in OURS:
        strangers = (file for file in sorted((ledger.folder / part).glob("*")) if not file.name.startswith(".")
                     and not is_ours(part, file.name))
        yield from (finding("L110", path=named(ledger.folder, file)) for file in strangers)
    archived: set[tuple[str, str]] = set()
    for file in sorted((ledger.folder / "versions").glob("*.json")):
        parts = OURS["versions"].fullmatch(file.name) if file not in ledger.misnamed else None
        if parts is not None and file.is_file():
            archived.add((parts["id"], parts["slug"]))
            yield from _of_archive(ledger, file, parts["id"], parts["slug"])
    recorded = {(entry.id, entry.filed.get(version.slug, version.slug)) for entry in ledger.entries.values()
                for version in entry.versions}
    for policy_id, slug in sorted(recorded ^ archived):
        yield _lost(ledger, policy_file(ledger.folder, policy_id), policy_page(policy_id, slug))
    for entry in ledger.entries.values():
        for name in entry.archives:
            if not (ledger.folder / "versions" / name).is_file() and f"{entry.id}--" in name:
                yield _lost(ledger, ledger.folder / "versions" / name, policy_page(entry.id))
    gone = sorted(key for key in ledger.kept_names if key not in ledger.names)
    if gone:
        yield _lost(ledger, names_file(ledger.folder), "、".join(page_of(kind, key) for kind, key in gone[:20]))


def _lost(ledger: Ledger, file: Path, address: str) -> Diagnostic:
    return finding("L104", path=named(ledger.folder, file), detail=address)


def _changed(ledger: Ledger, archive: Path, policy_id: str) -> Diagnostic:
    """L108: of the archive and its record in the ledger one was changed; which, nothing tells."""
    files = " ".join(named(ledger.folder, file) for file in (archive, policy_file(ledger.folder, policy_id)))
    return finding("L108", path=named(ledger.folder, archive), files=files)


def _of_archive(ledger: Ledger, file: Path, policy_id: str, slug: str) -> Iterator[Diagnostic]:
    """What is wrong with one archive, and which of its addresses have no record."""
    data, entry = file.read_bytes(), ledger.entries.get(policy_id)
    if len(sides(data)) > 1:
        yield finding("L106", path=named(ledger.folder, file))
        return
    archive: Policy | Stub | None = stub_of(data) or decoded(data)
    if isinstance(archive, Stub):
        if entry is None or not entry.has_stub(archive, digest_of(data), file.name):
            yield _changed(ledger, file, policy_id)
        return
    if archive is None or is_damaged(file, entry.archives.get(file.name, "") if entry else ""):
        yield _changed(ledger, file, policy_id)
        return
    for record in unrecorded(archive, entry, entry.sources.get(archive.source.sha256, slug) if entry else slug):
        yield _lost(ledger, policy_file(ledger.folder, policy_id), clause_address(policy_id, record.anchor))
