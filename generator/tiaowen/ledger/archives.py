"""The archives below ``versions/``: what a version said, and whether somebody changed it since."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Mapping
from pathlib import Path
from typing import Annotated

import msgspec
from msgspec import Meta, Struct

from tiaowen.model import Anchor, Policy
from tiaowen.text import sha256

LOST = 3  # numbers in a row that may be missing among the archives of a version
_CONFLICT = re.compile(rb"^<{7}[^\n]*\n(?P<ours>.*?)(?:^\|{7}[^\n]*\n.*?)?^={7}\r?\n(?P<theirs>.*?)^>{7}[^\n]*\n?",
                       re.MULTILINE | re.DOTALL)


class StubClause(Struct, frozen=True, kw_only=True):
    """An address of a text that was taken down, with the hash of what stood there."""

    anchor: Anchor
    sha256: str


class Stub(Struct, frozen=True, kw_only=True, tag="removed", tag_field="kind"):
    """What stays of an archive whose document was taken down: hashes, and no word."""

    archive: Annotated[str, Meta(description="hash of the archive that it stands for")]
    clauses: tuple[StubClause, ...]


class Archives:
    """The archive files of a ledger."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder / "versions"

    def files(self, policy_id: str, slug: str) -> list[Path]:
        """The archives of a version, oldest first; a copy that somebody made of one (….1 - 副本.json) is none."""
        found: list[Path] = []
        number = missing = 0
        # asked by name: a listing of the whole folder for every version would grow with their square
        while missing < LOST:
            number += 1
            file = self.folder / f"{policy_id}--{slug}.{number}.json"
            missing = 0 if file.is_file() else missing + 1
            found += [] if missing else [file]
        return found

    def place(self, policy_id: str, slug: str, data: bytes, hashes: Mapping[str, str]) -> Path:
        """Where an archive goes: to its equal, in the place of one that is damaged, otherwise behind the last."""
        files = self.files(policy_id, slug)
        equal = next((file for file in files if digest_of(file.read_bytes()) == digest_of(data)), None)
        damaged = next((file for file in files if is_damaged(file, hashes.get(file.name, ""))), None)
        number = int(files[-1].suffixes[-2][1:]) + 1 if files else 1
        return equal or damaged or self.folder / f"{policy_id}--{slug}.{number}.json"

    def damaged(self, policy_id: str, slug: str, hashes: Mapping[str, str]) -> bool:
        """Whether one of a version's archives is damaged."""
        return any(is_damaged(file, hashes.get(file.name, "")) for file in self.files(policy_id, slug))

    def whole(self, policy_id: str, slug: str, hashes: Mapping[str, str]) -> bool:
        """Whether every archive of a version that was written (``hashes``) is there, and none is damaged."""
        there = {file.name for file in self.files(policy_id, slug)}
        lost = any(name.startswith(f"{policy_id}--{slug}.") and name not in there for name in hashes)
        return not lost and not self.damaged(policy_id, slug, hashes)

    def of(self, policy_id: str, slug: str, hashes: Mapping[str, str]) -> list[Policy]:
        """What the archives of a version say, oldest first: of one in conflict both sides, of one that was changed by
        hand nothing.
        """
        found: list[Policy] = []
        for file in self.files(policy_id, slug):
            data = file.read_bytes()
            two = sides(data)
            if len(two) > 1 or hashes.get(file.name, digest_of(data)) == digest_of(data):
                found += [archive for side in two if (archive := decoded(side)) is not None]
        return [archive for archive in found if not altered(archive)]


def is_damaged(file: Path, digest: str) -> bool:
    """Whether an archive cannot be read, or is not what it was written as (``digest``; empty: that is not known). The
    stub of what was written, or a stub that was, is whole.
    """
    data = file.read_bytes()
    if (stub := stub_of(data)) is not None:
        return digest not in {"", stub.archive, digest_of(data)}
    archive = decoded(data)
    return archive is None or digest not in {"", digest_of(data)} or altered(archive)


def digest_of(data: bytes) -> str:
    """The hash of an archive, whatever line ends git gave it."""
    return hashlib.sha256(data.replace(b"\r\n", b"\n")).hexdigest()


def sides(data: bytes) -> list[bytes]:
    """The archive; both texts of one that git could not merge."""
    if not _CONFLICT.search(data):
        return [data]
    return [_CONFLICT.sub(lambda found, side=side: found[side], data) for side in ("ours", "theirs")]  # type: ignore[misc]


def decoded(data: bytes) -> Policy | None:
    """What an archive says; None when it is damaged, or a stub."""
    try:
        return msgspec.json.decode(data, type=Policy)
    except (msgspec.DecodeError, ValueError, RecursionError):
        return None


def stub_of(data: bytes) -> Stub | None:
    """The stub that an archive is; None when it is none."""
    try:
        return msgspec.json.decode(data, type=Stub)
    except (msgspec.DecodeError, ValueError, RecursionError):
        return None


def altered(archive: Policy) -> bool:
    """Whether a clause of the archive no longer says what it was frozen with."""
    return any(sha256(clause.full) != clause.sha256 for clause in archive.clauses)


def as_stub(archive: Policy | None, data: bytes) -> bytes:
    """The stub in place of an archive (``data``); of one that cannot be read (None) no address is known."""
    hashes: dict[Anchor, str] = {}
    if archive is not None:
        hashes |= {stone.anchor: "" for stone in archive.tombstones}
        hashes |= {alias: clause.sha256 for clause in archive.clauses for alias in clause.aliases}
        hashes |= {clause.anchor: clause.sha256 for clause in archive.clauses}
    stub = Stub(archive=digest_of(data),
                clauses=tuple(StubClause(anchor=anchor, sha256=hashes[anchor]) for anchor in hashes))
    return msgspec.json.format(msgspec.json.encode(stub), indent=1) + b"\n"
