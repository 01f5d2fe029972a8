"""The ledger's files below ``site_config/permalinks/``: JSON lines that are only ever appended, so that git can merge
them (merge=union).

``policies/<id>.jsonl``: one line a version, one a clause, one an archive; a later line about the same anchor of a
version overrides an earlier one, and a version that is current again is written again.
``versions/<id>--<slug>.<n>.json``: the published text of that version, so that it stays whole whatever the parser
becomes; a mended parse of the same bytes adds a file with the next ``n``, which holds every address of those before.
``names.jsonl``: ids of agencies, industries, places and cited documents; ``names/<hash>.jsonl``: the same as they were
added, the second copy.
"""

from __future__ import annotations

import re
from pathlib import Path
from typing import Annotated, Literal

from msgspec import Meta, Struct, structs

from tiaowen.ledger.archives import Archives, Stub, stub_of
from tiaowen.ledger.lines import LedgerFile
from tiaowen.model import Anchor, Diagnostic, IsoDate, Policy
from tiaowen.model import Path as ClausePath

_ID = r"[a-z0-9]+(?:-[a-z0-9]+)*"
_VERSION_FILE = rf"(?P<id>{_ID})--(?P<slug>[0-9a-f-]+)\.\d+\.json"
OURS = {
    "policies": re.compile(rf"{_ID}\.jsonl"), "names": re.compile(r"[0-9a-f]{16}\.jsonl"),
    "versions": re.compile(_VERSION_FILE),
    "": re.compile(r"names\.jsonl|policies|names|versions"),
}

Slug = Annotated[str, Meta(pattern=r"^[0-9a-f]+(-[0-9]+)*$", max_length=40)]
Digest = Annotated[str, Meta(pattern=r"^([0-9a-f]{64})?$")]
PageId = Annotated[str, Meta(pattern=r"^(?!(con|prn|aux|nul|com\d|lpt\d)(\.|$))[a-z0-9]+([._-]+[a-z0-9]+)*$",
                             max_length=160)]
HtmlId = Annotated[Anchor, Meta(pattern=r"^[a-z0-9]+([_-][a-z0-9]+)*$", max_length=160)]
NameKind = Literal["agency", "industry", "place", "cited"]


class VersionRecord(Struct, frozen=True, kw_only=True, tag="version", tag_field="kind", omit_defaults=True):
    """A version that was published."""

    slug: Slug
    date: IsoDate | None
    sha256: Annotated[Digest, Meta(description="of the source's bytes")]
    doc_number: str
    issuers: tuple[str, ...]
    title: str
    source: Annotated[str, Meta(description="path of the source when it was frozen")]
    same_as: Annotated[
        Digest, Meta(description="hash of the bytes that were frozen with this text first; empty: these")] = ""


class ClauseRecord(Struct, frozen=True, kw_only=True, tag="clause", tag_field="kind"):
    """A clause address, with the hash of the text it stood for in that version."""

    anchor: HtmlId
    path: ClausePath
    label: str
    sha256: Digest
    version: Slug
    status: Literal["live", "moved", "withdrawn"] = "live"
    to: Annotated[str, Meta(description="anchor of the clause that has the text now; empty when none")] = ""


class ArchiveRecord(Struct, frozen=True, kw_only=True, tag="archive", tag_field="kind"):
    """An archive as it was written: a text that somebody changed there is noticed."""

    file: Annotated[str, Meta(pattern=rf"^{_VERSION_FILE}$", description="name below versions/")]
    sha256: Annotated[Digest, Meta(description="of its bytes with line feeds as line ends")]


class NameRecord(Struct, frozen=True, kw_only=True):
    """An agency, industry, place or cited document that has a page. ``name``: empty when only documents said it that
    were taken down.
    """

    kind: NameKind
    id: PageId
    name: str


PolicyRecord = VersionRecord | ClauseRecord | ArchiveRecord


class LedgerEntry(Struct, frozen=True, kw_only=True):
    """All that is frozen of one policy."""

    id: str
    versions: Annotated[
        tuple[VersionRecord, ...], Meta(
            description="one a slug, its last record; the one that was current last stands last")]
    sources: Annotated[
        dict[str, str], Meta(
            description="hash of a source's bytes → slug of its version (the same text may be saved anew)")]
    clauses: Annotated[
        tuple[ClauseRecord, ...], Meta(description="in the order they were written; several lines an anchor")]
    superseded: Annotated[
        frozenset[str], Meta(
            description="slugs of the versions that another one followed: their pages are promised")] = frozenset()
    filed: Annotated[
        dict[str, str], Meta(
            description="slug → the slug that its archives are filed under: two branches gave two texts one")] = {}
    archives: Annotated[dict[str, str], Meta(description="name of an archive → its hash when it was written")] = {}

    def latest(self) -> VersionRecord:
        """The version that was current last."""
        return self.versions[-1]

    def anchors(self) -> dict[Anchor, ClauseRecord]:
        """Every frozen anchor with its last record."""
        return {record.anchor: record for record in self.clauses}

    def of(self, slug: str) -> dict[Anchor, ClauseRecord]:
        """Every anchor that was written of a version with its last record there."""
        return {record.anchor: record for record in self.clauses if record.version == slug}

    def has_stub(self, stub: Stub, digest: str, name: str) -> bool:
        """Whether a stub (of that ``digest``) is the one that was written: by its record, or where that was lost by
        what it stands for and the clauses it tells of.
        """
        if self.archives.get(name, stub.archive) != stub.archive:
            return self.archives[name] == digest
        hashes = {(record.anchor, record.sha256) for record in self.clauses}
        return all((clause.anchor, clause.sha256) in hashes for clause in stub.clauses if clause.sha256)


class Ledger(Struct, frozen=True, kw_only=True):
    """The whole ledger. ``files``: its JSON lines as they were found, with what is damaged in them."""

    folder: Path
    entries: dict[str, LedgerEntry] = {}
    names: dict[tuple[NameKind, str], NameRecord] = {}
    kept_names: Annotated[dict[tuple[NameKind, str], NameRecord], Meta(description="those of the second copy")] = {}
    files: dict[str, LedgerFile] = {}
    misnamed: Annotated[
        dict[Path, Path], Meta(description="file that a person renamed or copied → what its content says it is")] = {}
    diagnostics: tuple[Diagnostic, ...] = ()

    def name_of(self) -> dict[tuple[str, str], str]:
        """What is remembered of each page of a name: (kind, id) → the name, empty where no word of it may stay."""
        return {key: record.name for key, record in self.names.items()}

    def archived(self, policy_id: str, slug: str) -> Policy | None:
        """The published text of a frozen version as it was last frozen; None when its file is missing or damaged."""
        found = self._archives(policy_id, slug)
        return found[-1] if found else None

    def texts(self, policy_id: str, slug: str) -> dict[Anchor, str]:
        """Every address frozen under a version and what it said: of an alias or a tombstone, what it said while it was
        a clause.
        """
        out: dict[Anchor, str] = {}
        for archive in self._archives(policy_id, slug):
            for anchor, text in archived_texts(archive).items():
                out.setdefault(anchor, text)
            out |= {clause.anchor: clause.full for clause in archive.clauses}
        return out

    def is_stub(self, policy_id: str, slug: str) -> bool:
        """Whether nothing but stubs is left of a version: its document was taken down."""
        entry = self.entries[policy_id]
        files = Archives(self.folder).files(policy_id, entry.filed.get(slug, slug))
        return bool(files) and all(stub_of(file.read_bytes()) is not None for file in files)

    def _archives(self, policy_id: str, slug: str) -> list[Policy]:
        """The archives of a version, oldest first; those that were changed by hand are none."""
        entry = self.entries.get(policy_id)
        if entry is None:
            return []
        found = Archives(self.folder).of(policy_id, entry.filed.get(slug, slug), entry.archives)
        return [archive for archive in found if entry.sources.get(archive.source.sha256, slug) == slug]


def archived_texts(archive: Policy) -> dict[Anchor, str]:
    """Every address of an archived version and what stands there, aliases and tombstones included."""
    stones = {stone.anchor: stone.text for stone in archive.tombstones}
    aliases = {alias: clause.full for clause in archive.clauses for alias in clause.aliases}
    return stones | aliases | {clause.anchor: clause.full for clause in archive.clauses}


def records_of(archive: Policy, slug: str) -> list[ClauseRecord]:
    """The clause records that an archive proves: what a version was frozen with."""
    live = [ClauseRecord(anchor=c.anchor, path=c.path, label=c.label, sha256=c.sha256, version=slug)
            for c in archive.clauses]
    moved = [structs.replace(live[number], anchor=alias, status="moved", to=clause.anchor)
             for number, clause in enumerate(archive.clauses) for alias in clause.aliases]
    return live + moved


def unrecorded(archive: Policy, entry: LedgerEntry | None, slug: str) -> list[ClauseRecord]:
    """The records that an archive of the version ``slug`` proves and the entry lacks: those of its clauses and aliases
    as that version wrote them, and those of tombstones that no version has.
    """
    there = {(record.version, record.anchor): record for record in entry.clauses} if entry else {}
    exact = {(record.version, record.anchor, record.sha256) for record in entry.clauses} if entry else set()
    out = [record for record in records_of(archive, slug) if (slug, record.anchor) not in there
           or record.status == "live" and (slug, record.anchor, record.sha256) not in exact]
    known = {anchor for _, anchor in there} | {record.anchor for record in out}
    return out + [
        ClauseRecord(anchor=stone.anchor, path=stone.path, label=stone.label, sha256="", version=slug,
                     status="withdrawn", to=stone.moved_to)
        for stone in archive.tombstones if stone.anchor not in known
    ]


def is_ours(folder: str, name: str) -> bool:
    """Whether a file below the ledger's ``folder`` is one of its own: not a copy that a sync program made (x (1).jsonl,
    X.jsonl).
    """
    return OURS[folder].fullmatch(name) is not None


def policy_file(folder: Path, policy_id: str) -> Path:
    """Where the records of a policy are."""
    return folder / "policies" / f"{policy_id}.jsonl"


def names_file(folder: Path) -> Path:
    """Where the ids of agencies, industries, places and cited documents are."""
    return folder / "names.jsonl"


def named(folder: Path, file: Path) -> str:
    """A file of the ledger in ``folder`` as findings name it: relative to the site folder."""
    return f"site_config/permalinks/{file.relative_to(folder).as_posix()}"
