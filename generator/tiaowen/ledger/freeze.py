"""What ``tiaowen freeze`` would append: the addresses that are published and not yet in the ledger. The only writer of the ledger."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path

import msgspec
from msgspec import Struct, structs

from tiaowen.ledger.records import (
    ClauseRecord,
    Ledger,
    LedgerEntry,
    NameKind,
    NameRecord,
    VersionRecord,
    names_file,
    next_archive,
    policy_file,
)
from tiaowen.ledger.settle import same_version
from tiaowen.model import Facts, Policy
from tiaowen.model.corpus import Corpus

Record = VersionRecord | ClauseRecord | NameRecord


class Addition(Struct, frozen=True, kw_only=True):
    """Lines to append to one ledger file, or the whole of a new archive file; ``names`` says what they are about."""

    file: Path
    data: bytes
    names: tuple[str, ...]


def pending(corpus: Corpus, ledger: Ledger) -> tuple[Addition, ...]:
    """Everything that is published and not frozen, in order of file. Empty when the ledger is complete."""
    out = []
    for policy in corpus.policies:
        out.extend(_policy_additions(policy, ledger))
    records = [r for r in frozen_names(corpus) if (r.kind, r.id) not in ledger.names]
    if records:
        names = tuple(f"{r.kind}/{r.id}" for r in records)
        out.append(Addition(file=names_file(ledger.folder), data=_lines(records), names=names))
    return tuple(sorted(out, key=lambda a: a.file.as_posix()))


def write(additions: Iterable[Addition]) -> None:
    """Append the additions. An interrupted run is completed by the next one: a version's text is written before its records."""
    for addition in sorted(additions, key=lambda a: (a.file.suffix == ".jsonl", a.file.as_posix())):
        addition.file.parent.mkdir(parents=True, exist_ok=True)
        with addition.file.open("ab" if addition.file.suffix == ".jsonl" else "wb") as stream:
            stream.write(addition.data)


def frozen_names(corpus: Corpus) -> list[NameRecord]:
    """Every id beside the policies that has a page, by kind and id."""
    groups: tuple[tuple[NameKind, dict[str, str]], ...] = (
        ("agency", {key: record.name for key, record in corpus.agencies.items()}),
        ("cited", {key: record.title or record.doc_number for key, record in corpus.cited.items()}),
        ("industry", {key: record.name for key, record in corpus.industries.items()}),
        ("place", {key: record.name for key, record in corpus.places.items()}),
    )
    return [NameRecord(kind=kind, id=key, name=names[key]) for kind, names in groups for key in sorted(names)]


def _policy_additions(policy: Policy, ledger: Ledger) -> list[Addition]:
    entry = ledger.entries.get(policy.id)
    if entry is not None and same_version_settled(policy, entry):
        slug, records = entry.latest().slug, _resaved(policy, entry)
    else:
        slug = _slug(policy, entry)
        records = [VersionRecord(
            slug=slug, date=policy.issue_date, sha256=policy.source.sha256, doc_number=policy.doc_number,
            issuers=policy.issuers, title=policy.title, source=policy.source.path,
        )]
    clauses = _changed(policy, slug, entry)
    lines: list[Record] = [*records, *clauses]
    if not lines:
        return []
    names = tuple(f"p/{policy.id}.html#{r.anchor}" for r in clauses) or (f"p/{policy.id}.html",)
    additions = [Addition(file=policy_file(ledger.folder, policy.id), data=_lines(lines), names=names)]
    if clauses:
        file = next_archive(ledger.folder, policy.id, slug)
        additions.append(Addition(file=file, data=_archive(policy), names=()))
    return additions


def _archive(policy: Policy) -> bytes:
    """What stays of a version: its text, header and addresses, not what was concluded from them."""
    kept = structs.replace(policy, facts=Facts(), furniture=(), diagnostics=(), repairs=(), versions=())
    return msgspec.json.format(msgspec.json.encode(kept), indent=1) + b"\n"


def same_version_settled(policy: Policy, entry: LedgerEntry) -> bool:
    """Whether a settled policy is the latest frozen version: settling lists that version among the earlier ones when it is not."""
    return same_version(policy, entry) or entry.latest().slug not in {version.slug for version in policy.versions}


def _resaved(policy: Policy, entry: LedgerEntry) -> list[VersionRecord]:
    if policy.source.sha256 in entry.sources:
        return []
    return [structs.replace(entry.latest(), sha256=policy.source.sha256, source=policy.source.path)]


def _changed(policy: Policy, slug: str, entry: LedgerEntry | None) -> list[ClauseRecord]:
    """The clause records that the ledger lacks: new or changed addresses, aliases, and those that are gone."""
    known = entry.anchors() if entry else {}
    records = []
    for clause in policy.clauses:
        live = ClauseRecord(anchor=clause.anchor, path=clause.path, label=clause.label, sha256=clause.sha256, version=slug)
        records.append(live)
        for alias in clause.aliases:
            records.append(structs.replace(known[alias], version=slug, status="moved", to=clause.anchor))
    for stone in policy.tombstones:
        records.append(structs.replace(known[stone.anchor], status="withdrawn", to=stone.moved_to))
    return [record for record in records if known.get(record.anchor) != record]


def _slug(policy: Policy, entry: LedgerEntry | None) -> str:
    """The version's date; the head of its hash when it has none or another version has the same."""
    taken = {version.slug for version in entry.versions} if entry else set()
    return policy.issue_date if policy.issue_date and policy.issue_date not in taken else policy.source.sha256[:12]


def _lines(records: Iterable[Record]) -> bytes:
    return b"".join(msgspec.json.encode(record) + b"\n" for record in records)
