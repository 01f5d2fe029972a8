"""The ledger as it lies on disk → ``Ledger``: every record that can be read, every damage as a finding, nothing dropped
silently.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path

from msgspec import structs

from tiaowen.diagnostics import finding
from tiaowen.folders import NO_FILE, stands
from tiaowen.ledger.archives import Archives
from tiaowen.ledger.lines import LedgerFile, read_lines
from tiaowen.ledger.misnamed import archives_elsewhere, records_elsewhere
from tiaowen.ledger.records import (
    OURS,
    ArchiveRecord,
    ClauseRecord,
    Ledger,
    LedgerEntry,
    NameKind,
    NameRecord,
    PolicyRecord,
    VersionRecord,
    is_ours,
    named,
    names_file,
    records_of,
)
from tiaowen.model import Diagnostic

_CODES = {"broken": "L100", "unfinished": "L105", "open": "L105", "glued": "L105", "conflict": "L106"}


def read_ledger(folder: Path) -> Ledger:
    """The ledger below ``folder`` (empty when there is none); what is damaged is a finding L100, L105 or L106."""
    files = {file.stem: read_lines(file, PolicyRecord) for file in _jsonl(folder / "policies")}
    misnamed = records_elsewhere(folder, files.values())
    # those of a renamed file first: one in its place was written since
    said: dict[str, list[PolicyRecord]] = defaultdict(list)
    for file in sorted(files.values(), key=lambda file: file.file not in misnamed):
        said[misnamed.get(file.file, file.file).stem] += file.records
    entries = {policy_id: entry for policy_id in sorted(said)
               if (entry := _entry(folder, policy_id, said[policy_id])) is not None}
    misnamed |= archives_elsewhere(folder, {name: digest for entry in entries.values()
                                            for name, digest in entry.archives.items()})
    copies = [read_lines(file, NameRecord) for file in _jsonl(folder / "names")]
    names = read_lines(names_file(folder), NameRecord) if names_file(folder).is_file() else None
    found = [*_misplaced(folder), *(item for file in (*files.values(), *copies, *([names] if names else []))
                                    for item in _damage(folder, file))]
    return Ledger(
        folder=folder, entries=entries, names=_by_key(names.records if names else ()),
        kept_names=_by_key(record for file in copies for record in file.records),
        files={file.file.as_posix(): file for file in (*files.values(), *([names] if names else []))},
        misnamed=misnamed,
        diagnostics=(*found, *(finding("L111", path=named(folder, file), name=meant.name)
                               for file, meant in misnamed.items())),
    )


def _jsonl(folder: Path) -> list[Path]:
    return sorted(file for file in folder.glob("*.jsonl") if file.is_file() and is_ours(folder.name, file.name))


def _misplaced(folder: Path) -> Iterator[Diagnostic]:
    """L100 for whatever stands in the place of a file or folder of the ledger and is none: what it should say would be
    missed in silence.
    """
    for part, pattern in OURS.items():
        place = folder / part
        if stands(place) and not place.is_dir():
            yield finding("L100", path=named(folder, place), detail="不是文件夹")
        for file in sorted(place.glob("*")) if place.is_dir() else ():
            if pattern.fullmatch(file.name) and not file.is_file() and not (part == "" and file.name in OURS):
                yield finding("L100", path=named(folder, file), detail=NO_FILE)


def _by_key(records: Iterable[NameRecord]) -> dict[tuple[NameKind, str], NameRecord]:
    return {(record.kind, record.id): record for record in records}


def _damage(folder: Path, file: LedgerFile) -> Iterator[Diagnostic]:
    for line, kind, detail in file.damage:
        severity = "warning" if kind in {"open", "glued"} else None
        yield finding(_CODES[kind], path=named(folder, file.file), line=line, severity=severity, detail=detail)  # type: ignore[arg-type]


def _entry(folder: Path, policy_id: str, records: Sequence[PolicyRecord]) -> LedgerEntry | None:
    """What the lines of one policy say; None when no version is left in them."""
    apart = _told_apart(Archives(folder), policy_id, records)
    filed = {new: old for (old, _), new in apart.items() if new != old}
    past = _Past({*filed.values()})
    for record in records:
        if isinstance(record, VersionRecord):
            past.version(record, apart.get((record.slug, record.sha256), record.slug))
        elif isinstance(record, ArchiveRecord):
            past.archive(record)
    if not past.versions:
        return None
    entry = LedgerEntry(id=policy_id, versions=tuple(past.versions.values()), sources=past.sources,
                        superseded=past.followed(), filed=filed, archives=_archived(records),
                        clauses=tuple(record for record in records if isinstance(record, ClauseRecord)))
    return _with_own_clauses(entry, folder) if filed else entry


class _Past:
    """Which version followed which, as the records tell in their order. Both the record of a version and that of its
    archive say that it is current from there on, so that either may be lost.
    """

    def __init__(self, shared: set[str]) -> None:
        self.shared = shared  # slugs of two texts: an archive does not say of which it is
        self.versions: dict[str, VersionRecord] = {}
        self.superseded: set[str] = set()
        self.sources: dict[str, str] = {}
        self.current = ""
        self.between_lost = False

    def version(self, record: VersionRecord, slug: str) -> None:
        """A version was published, or is current again."""
        # what stood between was lost
        self.between_lost = self.between_lost or self.current == slug and record.sha256 in self.sources
        self._follow(slug)
        self.versions.pop(slug, None)
        self.versions[slug] = structs.replace(record, slug=slug)
        self.sources.setdefault(record.sha256, slug)

    def archive(self, record: ArchiveRecord) -> None:
        """The archive of the version that is current, or current again; the record of the version may be lost."""
        name = OURS["versions"].fullmatch(record.file)
        slug = name["slug"] if name else ""
        if slug and slug != self.current and slug not in self.shared:
            self._follow(slug)
            if slug in self.versions:
                self.versions[slug] = self.versions.pop(slug)

    def _follow(self, slug: str) -> None:
        self.superseded |= {self.current} - {slug, ""}
        self.current = slug

    def followed(self) -> frozenset[str]:
        """Slugs of the versions that another one followed."""
        return frozenset(self.versions if self.between_lost else self.superseded & self.versions.keys())


def _archived(records: Iterable[PolicyRecord]) -> dict[str, str]:
    """Names of archives → what they were written as."""
    return {record.file: record.sha256 for record in records if isinstance(record, ArchiveRecord)}


def _told_apart(archives: Archives, policy_id: str, records: Sequence[PolicyRecord]) -> dict[tuple[str, str], str]:
    """Slug as written and hash of the bytes → the slug to use, where two branches gave one slug to two texts: the
    second goes by its hash.

    A text that was saved anew says what it is the same as; one that was frozen as a version of its own has an archive.
    A hash that no archive has, while all are whole, is a record that somebody changed: the slug is the next one's.
    """
    by_slug: dict[str, list[VersionRecord]] = defaultdict(list)
    for record in records:
        if isinstance(record, VersionRecord) and not record.same_as \
                and record.sha256 not in {known.sha256 for known in by_slug[record.slug]}:
            by_slug[record.slug].append(record)
    out: dict[tuple[str, str], str] = {}
    for slug, written in by_slug.items():
        if len(written) > 1:
            archived = {archive.source.sha256 for archive in archives.of(policy_id, slug, {})}
            frozen = [record for record in written if record.sha256 in archived]
            owner = frozen[0] if frozen and archives.whole(policy_id, slug, _archived(records)) else written[0]
            others = [record for record in frozen if record is not owner]
            out |= {(slug, record.sha256): record.sha256[:12] for record in others}
            out |= {(slug, owner.sha256): slug} if others else {}
    return out


def _with_own_clauses(entry: LedgerEntry, folder: Path) -> LedgerEntry:
    """The entry with the clauses that its archives prove for the versions that shared a slug: in a merged file their
    lines stand mixed.
    """
    own: list[ClauseRecord] = []
    shared = {*entry.filed, *entry.filed.values()}
    for slug in sorted(shared):
        for archive in Archives(folder).of(entry.id, entry.filed.get(slug, slug), {}):
            if entry.sources.get(archive.source.sha256, slug) == slug:
                own += records_of(archive, slug)
    rest = [record for record in entry.clauses if record.version not in shared or record.status != "live"]
    return structs.replace(entry, clauses=(*own, *rest))
