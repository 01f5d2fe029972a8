"""What ``tiaowen freeze`` would append: the addresses that are published and not yet in the ledger. ``write`` is the
only writer of the ledger.
"""

from __future__ import annotations

import hashlib
from collections.abc import Collection, Iterable, Iterator, Sequence
from pathlib import Path
from typing import Annotated, NamedTuple

import msgspec
from msgspec import Meta, Struct, structs

from tiaowen.anchors import clause_address, is_own_body, page_of, policy_page
from tiaowen.folders import replace_file
from tiaowen.ledger.archives import Archives, as_stub, decoded, digest_of, stub_of
from tiaowen.ledger.lines import read_lines
from tiaowen.ledger.records import (
    ArchiveRecord,
    ClauseRecord,
    Ledger,
    LedgerEntry,
    NameKind,
    NameRecord,
    VersionRecord,
    is_ours,
    names_file,
    policy_file,
)
from tiaowen.ledger.settle import version_of
from tiaowen.model import Facts, Policy
from tiaowen.model.corpus import Corpus

NAMED = 20  # addresses that one finding names; the rest are counted
Record = VersionRecord | ClauseRecord | ArchiveRecord | NameRecord


class Addition(Struct, frozen=True, kw_only=True):
    """Lines to append to one ledger file, or the whole of it (``whole``: an archive, a mended file). ``names``: the
    addresses that are new, ``changed``: those that the ledger has and of which there is something new to record.
    """

    file: Path
    data: bytes
    names: tuple[str, ...] = ()
    changed: tuple[str, ...] = ()
    whole: bool = False
    instead_of: Annotated[Path | None, Meta(description="a renamed file that goes, once this one is written")] = None

    def missing(self) -> str:
        """What the ledger lacks, in words, with some examples; empty when no address is concerned."""
        told = (("缺 {} 个地址（例：{}）", self.names), ("有 {} 个地址的记录要更新（例：{}）", self.changed))
        return "，".join(words.format(len(names), "、".join(names[:NAMED])) for words, names in told if names)


class Waiting(NamedTuple):
    """The addresses that are not frozen yet, and those of which there is something new to record: what ``freeze``,
    ``check`` and ``doctor`` count alike.
    """

    new: tuple[str, ...]
    changed: tuple[str, ...]

    @classmethod
    def of(cls, additions: Iterable[Addition]) -> Waiting:
        """All that the additions concern."""
        found = tuple(additions)
        return cls(tuple(name for item in found for name in item.names),
                   tuple(name for item in found for name in item.changed))


def pending(corpus: Corpus, ledger: Ledger) -> tuple[Addition, ...]:
    """Everything that is published and not frozen, in order of file. Empty when the ledger is complete."""
    out = []
    for policy in corpus.policies:
        out.extend(_policy_additions(policy, ledger))
    out.extend(removals(corpus, ledger))
    records = [r for r in frozen_names(corpus) if (r.kind, r.id) not in ledger.names]
    if records:
        names = tuple(page_of(r.kind, r.id) for r in records)
        out.append(Addition(file=names_file(ledger.folder), data=lines_of(records), names=names))
    once = [record for key, record in (ledger.names | {(r.kind, r.id): r for r in records}).items()
            if key not in ledger.kept_names]
    if once:
        out.append(second_copy(ledger.folder, once))
    return tuple(sorted(out, key=lambda a: a.file.as_posix()))


def second_copy(folder: Path, records: Sequence[NameRecord]) -> Addition:
    """The file of the second copy with these names: called by its content, so that two branches never write one
    file.
    """
    data = lines_of(records)
    return Addition(file=folder / "names" / f"{hashlib.sha256(data).hexdigest()[:16]}.jsonl", data=data,
                    whole=True)


def write(additions: Iterable[Addition]) -> None:
    """Write the additions, each whole or not at all. An interrupted run is completed by the next one: what records tell
    of stands before them.
    """
    for addition in sorted(additions,
                           key=lambda a: (a.file.suffix == ".jsonl", a.file.name == "names.jsonl", a.file.as_posix())):
        before = b"" if addition.whole or not addition.file.is_file() else addition.file.read_bytes()
        if before and not before.endswith(b"\n"):
            before += b"\n"
        replace_file(addition.file, before + addition.data)
        if addition.instead_of is not None:
            addition.instead_of.unlink(missing_ok=True)


def frozen_names(corpus: Corpus) -> list[NameRecord]:
    """Every id beside the policies that has a page, by kind and id; not bodies of documents whose place is unknown, for
    it can still be told.
    """
    groups: tuple[tuple[NameKind, dict[str, str]], ...] = (
        ("agency", {key: record.name for key, record in corpus.agencies.items() if not is_own_body(key)}),
        ("cited", {key: record.title or record.doc_number for key, record in corpus.cited.items()}),
        ("industry", {key: record.name for key, record in corpus.industries.items()}),
        ("place", {key: record.name for key, record in corpus.places.items()}),
    )
    return [NameRecord(kind=kind, id=key, name=names[key]) for kind, names in groups for key in sorted(names)]


def _policy_additions(policy: Policy, ledger: Ledger) -> list[Addition]:
    entry = ledger.entries.get(policy.id)
    version = version_of(policy, entry, ledger) if entry else None
    if entry is not None and version is not None:
        slug, records = version.slug, _said_again(policy, version, entry)
    else:
        slug = _slug(policy, entry)
        records = [VersionRecord(
            slug=slug, date=policy.issue_date, sha256=policy.source.sha256, doc_number=policy.doc_number,
            issuers=policy.issuers, title=policy.title, source=policy.source.path,
        )]
    clauses = _changed(policy, slug, entry)
    filed, archives = (entry.filed.get(slug, slug), entry.archives) if entry else (slug, {})
    lines: list[Record] = [*records, *clauses]
    out = []
    if clauses or not ledger.archived(policy.id, slug) or Archives(ledger.folder).damaged(policy.id, filed, archives):
        data = _archive(policy)
        file = Archives(ledger.folder).place(policy.id, filed, data, archives)
        lines.append(ArchiveRecord(file=file.name, sha256=digest_of(data)))
        out.append(Addition(file=file, data=data, whole=True))
    elif records:  # said twice: of two lines one may be lost
        last = Archives(ledger.folder).files(policy.id, filed)[-1]
        lines.append(ArchiveRecord(file=last.name, sha256=digest_of(last.read_bytes())))
    if lines:
        known = entry.anchors() if entry else {}
        page, of = policy_page(policy.id), {r.anchor: clause_address(policy.id, r.anchor) for r in clauses}
        new = tuple(address for anchor, address in of.items() if anchor not in known)
        again = tuple(address for anchor, address in of.items() if anchor in known) or ((page,) if not clauses else ())
        out.append(Addition(file=policy_file(ledger.folder, policy.id), data=lines_of(lines),
                            names=new if entry else (page, *new), changed=again if entry else ()))
    return out


def removals(corpus: Corpus, ledger: Ledger) -> Iterator[Addition]:
    """What takes the words of documents that were taken down out of the ledger. Nothing, when that is done."""
    for policy_id in sorted({policy.id for policy in corpus.withdrawn if policy.status == "removed"
                             and not policy.version}):
        yield from _removals(ledger.entries[policy_id], ledger)


def silenced(keys: Collection[tuple[NameKind, str]], ledger: Ledger) -> Iterator[Addition]:
    """What takes these names out of the ledger: their addresses stay, without a word."""
    copies = (file for file in sorted((ledger.folder / "names").glob("*.jsonl")) if is_ours("names", file.name))
    for file in (names_file(ledger.folder), *copies) if keys else ():
        records = read_lines(file, NameRecord).records if file.is_file() else ()
        told = [structs.replace(record, name="") if (record.kind, record.id) in keys else record for record in records]
        if told != list(records):
            yield Addition(file=file, data=lines_of(told), whole=True)


def _removals(entry: LedgerEntry, ledger: Ledger) -> Iterator[Addition]:
    """A document that was taken down: stubs in place of its archives, and its records without its title. Nothing, when
    that is done.
    """
    records: list[Record] = []
    for slug in dict.fromkeys(entry.filed.get(version.slug, version.slug) for version in entry.versions):
        for file in Archives(ledger.folder).files(entry.id, slug):
            data = file.read_bytes()
            there = stub_of(data)
            if there is None:
                stub = as_stub(decoded(data), data)
                records.append(ArchiveRecord(file=file.name, sha256=digest_of(stub)))
                yield Addition(file=file, data=stub, whole=True)
            elif entry.archives.get(file.name) != digest_of(data) and entry.has_stub(there, digest_of(data), file.name):
                records.append(ArchiveRecord(file=file.name, sha256=digest_of(data)))
    found = ledger.files[policy_file(ledger.folder, entry.id).as_posix()]
    if records or any(isinstance(record, VersionRecord) and record.title for record in found.records):
        kept = [structs.replace(record, title="", source=entry.id) if isinstance(record, VersionRecord) else record
                for record in found.records]
        yield Addition(file=found.file, data=lines_of([*kept, *records]), whole=True)


def _archive(policy: Policy) -> bytes:
    """What stays of a version: its text, header and addresses, not what was concluded from them."""
    kept = structs.replace(policy, facts=Facts(), furniture=(), diagnostics=(), repairs=(), versions=())
    return msgspec.json.format(msgspec.json.encode(kept), indent=1) + b"\n"


def _said_again(policy: Policy, version: VersionRecord, entry: LedgerEntry) -> list[VersionRecord]:
    """The version's record once more, when it is current again or its text was saved anew; nothing, when the ledger
    says both already.
    """
    digest, again = policy.source.sha256, version.slug != entry.latest().slug
    if digest in entry.sources and not again:
        return []
    first = version.same_as or version.sha256
    same = "" if digest == first or entry.sources.get(digest) == version.slug and not version.same_as else first
    return [structs.replace(version, slug=entry.filed.get(version.slug, version.slug), sha256=digest,
                            source=policy.source.path, same_as=same)]


def _changed(policy: Policy, slug: str, entry: LedgerEntry | None) -> list[ClauseRecord]:
    """The clause records that the ledger lacks: new or changed addresses, aliases, and those that are gone."""
    own = entry.of(slug) if entry else {}
    known = entry.anchors() if entry else {}
    records = []
    for clause in policy.clauses:
        live = ClauseRecord(anchor=clause.anchor, path=clause.path, label=clause.label,
                            sha256=clause.sha256, version=slug)
        records.append((live, own))
        moved = {"version": slug, "status": "moved", "to": clause.anchor}
        records += [(structs.replace(known[alias], **moved), own) for alias in clause.aliases]
    records += [(structs.replace(known[stone.anchor], status="withdrawn", to=stone.moved_to), known)
                for stone in policy.tombstones]
    return [record for record, written in records if not _is_written(record, written.get(record.anchor))]


def _is_written(record: ClauseRecord, last: ClauseRecord | None) -> bool:
    """Whether the last record says the same. Which clause is like one that is gone changes with the text that stands,
    and is found anew whenever it is told.
    """
    gone = last is not None and last.status == record.status == "withdrawn"
    return last is not None and (structs.replace(last, to=record.to) if gone else last) == record


def _slug(policy: Policy, entry: LedgerEntry | None) -> str:
    """The version's date; the head of its hash when it has none or another version has the same."""
    taken = {version.slug for version in entry.versions} if entry else set()
    return policy.issue_date if policy.issue_date and policy.issue_date not in taken else policy.source.sha256[:12]


def lines_of(records: Iterable[Record]) -> bytes:
    """The records as lines of a file."""
    return b"".join(msgspec.json.encode(record) + b"\n" for record in records)
