"""Files of the ledger that a person renamed or copied: what each says tells what it is called."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from pathlib import Path

from tiaowen.ledger.archives import digest_of
from tiaowen.ledger.lines import LedgerFile
from tiaowen.ledger.records import OURS, ArchiveRecord, is_ours, policy_file


def records_elsewhere(folder: Path, files: Iterable[LedgerFile]) -> dict[Path, Path]:
    """Files of records whose archives are all another document's → the file of that document. A file in which lines
    are broken stays: what they said may be nowhere else.
    """
    out: dict[Path, Path] = {}
    for file in files:
        ids = {match["id"] for record in file.records if isinstance(record, ArchiveRecord)
               and (match := OURS["versions"].fullmatch(record.file)) is not None}
        if len(ids) == 1 and file.file.stem not in ids and not any(kind == "broken" for _, kind, _ in file.damage):
            out[file.file] = policy_file(folder, ids.pop())
    return out


def archives_elsewhere(folder: Path, recorded: Mapping[str, str]) -> dict[Path, Path]:
    """Archives that no record names and that are, byte for byte, one which a record names (``recorded``: name → hash)
    → that one, where it is missing or whole.
    """
    place = folder / "versions"
    strangers = [file for file in sorted(place.glob("*.json")) if file.name not in recorded and file.is_file()
                 and is_ours("versions", file.name)]
    by_digest = {digest: place / name for name, digest in sorted(recorded.items())} if strangers else {}
    out: dict[Path, Path] = {}
    for file in strangers:
        digest = digest_of(file.read_bytes())
        meant = by_digest.get(digest)
        if meant is not None and (not meant.is_file() or digest_of(meant.read_bytes()) == digest):
            out[file] = meant
    return out
