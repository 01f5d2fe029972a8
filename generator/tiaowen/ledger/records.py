"""The ledger's files below ``site_config/permalinks/``: JSON lines that are only ever appended, so that git can merge them.

``policies/<id>.jsonl``: one line a version and one a clause; a later line about the same anchor overrides an earlier one.
``versions/<id>--<slug>.<n>.json``: the published text of that version, so that it stays whole whatever the parser becomes; a mended parse of
the same bytes adds a file with the next ``n``, which holds every address of those before.
``names.jsonl``: ids of agencies, industries, places and cited documents.
"""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Annotated, Literal

import msgspec
from msgspec import Meta, Struct

from tiaowen.diagnostics import finding
from tiaowen.model import Anchor, Diagnostic, IsoDate, Policy
from tiaowen.model import Path as ClausePath

NameKind = Literal["agency", "industry", "place", "cited"]


class VersionRecord(Struct, frozen=True, kw_only=True, tag="version", tag_field="kind"):
    """A version that was published."""

    slug: str
    date: IsoDate | None
    sha256: Annotated[str, Meta(description="of the source's bytes")]
    doc_number: str
    issuers: tuple[str, ...]
    title: str
    source: Annotated[str, Meta(description="path of the source when it was frozen")]


class ClauseRecord(Struct, frozen=True, kw_only=True, tag="clause", tag_field="kind"):
    """A clause address, with the hash of the text it stood for in that version."""

    anchor: Anchor
    path: ClausePath
    label: str
    sha256: str
    version: str
    status: Literal["live", "moved", "withdrawn"] = "live"
    to: Annotated[str, Meta(description="anchor of the clause that has the text now; empty when none")] = ""


class NameRecord(Struct, frozen=True, kw_only=True):
    """An agency, industry, place or cited document that has a page."""

    kind: NameKind
    id: str
    name: str


class LedgerEntry(Struct, frozen=True, kw_only=True):
    """All that is frozen of one policy."""

    id: str
    versions: Annotated[tuple[VersionRecord, ...], Meta(description="oldest first, one a slug: its last record")]
    sources: Annotated[dict[str, str], Meta(description="hash of a source's bytes → slug of its version (the same text may be saved anew)")]
    clauses: Annotated[tuple[ClauseRecord, ...], Meta(description="in the order they were written; several lines an anchor")]

    def latest(self) -> VersionRecord:
        """The newest version."""
        return self.versions[-1]

    def anchors(self) -> dict[Anchor, ClauseRecord]:
        """Every frozen anchor with its last record."""
        return {record.anchor: record for record in self.clauses}


class Ledger(Struct, frozen=True, kw_only=True):
    """The whole ledger."""

    folder: Path
    entries: dict[str, LedgerEntry] = {}
    names: dict[tuple[NameKind, str], NameRecord] = {}
    diagnostics: tuple[Diagnostic, ...] = ()

    def archived(self, policy_id: str, slug: str) -> Policy | None:
        """The published text of a frozen version as it was last frozen; None when its file is missing or damaged."""
        return next(self._archives(policy_id, slug, newest_first=True), None)

    def texts(self, policy_id: str, slug: str) -> dict[Anchor, str]:
        """Every address frozen under a version and what it said: of an alias or a tombstone, what it said while it was a clause."""
        out: dict[Anchor, str] = {}
        for archive in self._archives(policy_id, slug):
            for anchor, text in archived_texts(archive).items():
                out.setdefault(anchor, text)
            out |= {clause.anchor: clause.full for clause in archive.clauses}
        return out

    def _archives(self, policy_id: str, slug: str, *, newest_first: bool = False) -> Iterator[Policy]:
        files = archive_files(self.folder, policy_id, slug)
        for file in reversed(files) if newest_first else files:
            try:
                yield msgspec.json.decode(file.read_bytes(), type=Policy)
            except (OSError, msgspec.DecodeError):
                continue


def archived_texts(archive: Policy) -> dict[Anchor, str]:
    """Every address of an archived version and what stands there, aliases and tombstones included."""
    stones = {stone.anchor: stone.text for stone in archive.tombstones}
    aliases = {alias: clause.full for clause in archive.clauses for alias in clause.aliases}
    return stones | aliases | {clause.anchor: clause.full for clause in archive.clauses}


def policy_file(folder: Path, policy_id: str) -> Path:
    """Where the records of a policy are."""
    return folder / "policies" / f"{policy_id}.jsonl"


def archive_files(folder: Path, policy_id: str, slug: str) -> list[Path]:
    """The archives of a version, oldest first; a copy that somebody made of one (….1 - 副本.json) is none."""
    found = {file.suffixes[-2][1:]: file for file in (folder / "versions").glob(f"{policy_id}--{slug}.*.json")}
    return [found[number] for number in sorted(filter(str.isdecimal, found), key=int)]


def next_archive(folder: Path, policy_id: str, slug: str) -> Path:
    """Where the next archive of a version goes."""
    return folder / "versions" / f"{policy_id}--{slug}.{len(archive_files(folder, policy_id, slug)) + 1}.json"


def names_file(folder: Path) -> Path:
    """Where the ids of agencies, industries, places and cited documents are."""
    return folder / "names.jsonl"


def named(folder: Path, file: Path) -> str:
    """A file of the ledger in ``folder`` as findings name it: relative to the site folder."""
    return f"site_config/permalinks/{file.relative_to(folder).as_posix()}"


def read_ledger(folder: Path) -> Ledger:
    """The ledger below ``folder`` (empty when there is none); a damaged line is a finding L100 and is not dropped silently."""
    found: list[Diagnostic] = []
    entries = {}
    for file in sorted((folder / "policies").glob("*.jsonl")):
        records = _lines(folder, file, VersionRecord | ClauseRecord, found)
        versions = tuple(r for r in records if isinstance(r, VersionRecord))
        if versions:
            clauses = tuple(r for r in records if isinstance(r, ClauseRecord))
            by_slug = {version.slug: version for version in versions}
            sources = {version.sha256: version.slug for version in versions}
            entries[file.stem] = LedgerEntry(id=file.stem, versions=tuple(by_slug.values()), sources=sources, clauses=clauses)
    names = {}
    if names_file(folder).is_file():
        names = {(r.kind, r.id): r for r in _lines(folder, names_file(folder), NameRecord, found) if isinstance(r, NameRecord)}
    return Ledger(folder=folder, entries=entries, names=names, diagnostics=tuple(found))


def _lines(folder: Path, file: Path, kind: object, found: list[Diagnostic]) -> list[VersionRecord | ClauseRecord | NameRecord]:
    decoder = msgspec.json.Decoder(kind)
    out = []
    for number, line in enumerate(file.read_bytes().splitlines(), 1):
        if not line.strip():
            continue
        try:
            out.append(decoder.decode(line))
        except msgspec.DecodeError as error:
            found.append(finding("L100", path=named(folder, file), line=number, detail=str(error)))
    return out
