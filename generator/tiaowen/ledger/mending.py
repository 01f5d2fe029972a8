"""What ``freeze`` mends before it appends: damaged files whose records are all whole or proved by the second copy, and
records that were lost.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from pathlib import Path

from tiaowen.ledger.archives import Archives, decoded, digest_of, is_damaged, sides
from tiaowen.ledger.freeze import Addition, lines_of
from tiaowen.ledger.records import (
    ArchiveRecord,
    ClauseRecord,
    Ledger,
    LedgerEntry,
    PolicyRecord,
    VersionRecord,
    is_ours,
    names_file,
    policy_file,
    unrecorded,
)
from tiaowen.model import Policy

_VERSION = b'{"kind":"version"'


def mended(ledger: Ledger) -> tuple[Addition, ...]:
    """The files of the ledger to be written anew, in order: nothing in them is lost by it. Empty when all is whole.

    What git could not merge and what was renamed comes first, and alone: what the rest lacks can be told only then.
    """
    out = list(_unmerged(ledger)) or list(_renamed(ledger))
    if out:
        return tuple(out)
    archives = _archives_by_policy(ledger.folder)
    for policy_id in sorted({*archives, *ledger.entries}):
        out += _policy(ledger, policy_id, archives.get(policy_id, []))
    return (*out, *_names(ledger))


def _archives_by_policy(folder: Path) -> dict[str, list[tuple[Path, str]]]:
    """Policy id → its archives with the slug in their names, in order of name."""
    found: dict[str, list[tuple[Path, str]]] = {}
    for file in sorted((folder / "versions").glob("*.json")):
        if is_ours("versions", file.name) and file.is_file():
            policy_id, _, slug = file.name.rsplit(".", 2)[0].partition("--")
            found.setdefault(policy_id, []).append((file, slug))
    return found


def _unmerged(ledger: Ledger) -> Iterator[Addition]:
    """Both sides of every archive that git could not merge, each in a file of its own."""
    for policy_id, files in _archives_by_policy(ledger.folder).items():
        for file, slug in files:
            both = sides(file.read_bytes())
            if len(both) == 1 or any(decoded(side) is None for side in both):
                continue
            last = Archives(ledger.folder).files(policy_id, slug)[-1]
            behind = last.with_name(f"{policy_id}--{slug}.{int(last.suffixes[-2][1:]) + 1}.json")
            records = [ArchiveRecord(file=name, sha256=digest_of(side)) for name,
                       side in zip((file.name, behind.name), both, strict=True)]
            yield Addition(file=file, data=both[0], whole=True)
            yield Addition(file=behind, data=both[1], whole=True)
            yield Addition(file=policy_file(ledger.folder, policy_id), data=lines_of(records))


def _renamed(ledger: Ledger) -> Iterator[Addition]:
    """Every file that a person renamed under its own name again; of records, with those that stand there by now behind
    them.
    """
    for file, meant in ledger.misnamed.items():
        if file.suffix == ".json":
            yield Addition(file=meant, data=file.read_bytes(), whole=True, instead_of=file)
            continue
        there = ledger.files.get(meant.as_posix())
        kept = there.kept if there else ()
        lines = [line for line in ledger.files[file.as_posix()].kept if line not in {*kept}]
        yield Addition(file=meant, data=b"".join(line + b"\n" for line in (*lines, *kept)), whole=True,
                       instead_of=file)


def _policy(ledger: Ledger, policy_id: str, archives: list[tuple[Path, str]]) -> Iterator[Addition]:
    """The records of one policy, when its file is damaged or lacks what its archives prove."""
    file, entry = policy_file(ledger.folder, policy_id), ledger.entries.get(policy_id)
    found = ledger.files.get(file.as_posix())
    hashes = entry.archives if entry else {}
    whole = [(decoded(archive.read_bytes()), archive, slug) for archive,
             slug in archives if not is_damaged(archive, hashes.get(archive.name, ""))]
    proved = [(policy, archive, slug) for policy, archive, slug in whole if policy is not None]
    lost: list[VersionRecord | ClauseRecord | ArchiveRecord] = []
    for policy, archive, slug in proved:
        lost += _lost(policy, archive, slug, entry)
    kinds = {kind for _, kind, _ in found.damage} if found else set()
    if "broken" in kinds and len(proved) < len(archives):  # what the line said may be nowhere else
        return
    if lost or kinds:
        lines = found.whole() if found else b""
        again = _all_followed(lost, found.records if found else (), found.torn if found else b"")
        yield Addition(file=file, data=lines_of(dict.fromkeys(lost)) + lines + lines_of(again), whole=True)


def _all_followed(lost: Sequence[PolicyRecord], there: Sequence[PolicyRecord], torn: bytes) -> list[VersionRecord]:
    """What to write at the end of a file in which the record of a version was lost or is only begun.

    With that record it is lost, too, which version followed which. So two versions are written again in turn: each is
    then followed by the other, and whichever of them had a page keeps it.
    """
    versions = [record for record in (*lost, *there) if isinstance(record, VersionRecord)]
    begun = bool(torn) and _VERSION.startswith(torn[:len(_VERSION)])
    gone = begun or any(isinstance(record, VersionRecord) for record in lost)
    other = next((record for record in versions if record.slug != versions[-1].slug), None)
    return [other, versions[-1]] if other is not None and gone else []


def _lost(policy: Policy, archive: Path, slug: str,
          entry: LedgerEntry | None) -> Iterator[VersionRecord | ClauseRecord | ArchiveRecord]:
    """The records that an archive proves and the file lacks. They stand first: what is still there was written later,
    or says more.
    """
    mine = entry.sources.get(policy.source.sha256, slug) if entry else slug
    if entry is None or mine not in {version.slug for version in entry.versions}:
        yield VersionRecord(slug=slug, date=policy.issue_date, sha256=policy.source.sha256,
                            doc_number=policy.doc_number, issuers=policy.issuers,
                            title=policy.title, source=policy.source.path)
    if entry is None or archive.name not in entry.archives:
        yield ArchiveRecord(file=archive.name, sha256=digest_of(archive.read_bytes()))
    yield from unrecorded(policy, entry, mine)


def _names(ledger: Ledger) -> Iterator[Addition]:
    """The names, when their file is damaged or lacks what the second copy has."""
    file = names_file(ledger.folder)
    found = ledger.files.get(file.as_posix())
    lost = [record for key, record in ledger.kept_names.items() if key not in ledger.names]
    kinds = {kind for _, kind, _ in found.damage} if found else set()
    if ("broken" in kinds and not ledger.kept_names) or not (lost or kinds):
        return
    yield Addition(file=file, data=(found.whole() if found else b"") + lines_of(lost), whole=True)
