"""What every generated page was made from, in one file below ``build/``: so that a page that nothing changed for is not made again.

The file is written when all pages are. A build that is killed before that leaves pages whose time or size differs from their records: these
are made again. A damaged or foreign file is read as none, and every page is made again.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import NamedTuple

import msgspec
import numpy as np
from msgspec import Struct


class PageRecord(NamedTuple):
    """What is known of a generated page: its content, the state of its file, and the names of all entries of the library that it read."""

    sha256: bytes
    size: int
    mtime: int
    reads: tuple[str, ...]


class _Kept(Struct, frozen=True, array_like=True):
    """As PageRecord, the names as indexes into one list of all names (32 bits each)."""

    sha256: bytes
    size: int
    mtime: int
    reads: bytes


class _PagesFile(Struct, frozen=True):
    key: str
    names: list[str]
    digests: list[bytes]
    pages: dict[str, _Kept]


class PageRecords:
    """The records of all generated pages: those of the last build, good for the same ``key``, and what was made since.

    ``digests``: name → digest of every entry of the library as it is now; an entry that is not there has none.
    """

    def __init__(self, file: Path, key: str, digests: Mapping[str, bytes]) -> None:
        self._file = file
        self._key = key
        self._digests = digests
        self._numbers: dict[str, int] = {}
        self._pages: dict[str, _Kept] = {}
        self._changed = np.zeros(0, dtype=bool)
        kept = self._load()
        if kept is not None and kept.key == key:
            self._numbers = {name: number for number, name in enumerate(kept.names)}
            self._pages = kept.pages
            self._changed = np.array([digests.get(n, b"") != d for n, d in zip(kept.names, kept.digests, strict=True)], dtype=bool)

    def _load(self) -> _PagesFile | None:
        try:
            return msgspec.msgpack.decode(self._file.read_bytes(), type=_PagesFile)
        except (OSError, msgspec.DecodeError):
            return None

    def holds(self, path: str, file: Path) -> bool:
        """Whether the page can stay: the file is as it was left, and nothing that it read has changed."""
        record = self._pages.get(path)
        if record is None or self._changed[np.frombuffer(record.reads, dtype=np.uint32)].any():
            return False
        try:
            status = file.stat()
        except OSError:
            return False
        return (status.st_size, status.st_mtime_ns) == (record.size, record.mtime)

    def put(self, path: str, record: PageRecord | None) -> None:
        """The record of a page made now; None: there is no such page."""
        if record is None:
            self._pages.pop(path, None)
            return
        numbers = [self._numbers.setdefault(name, len(self._numbers)) for name in record.reads]
        self._pages[path] = _Kept(record.sha256, record.size, record.mtime, np.array(numbers, dtype=np.uint32).tobytes())

    def contents(self) -> dict[str, bytes]:
        """Path → SHA-256 of every page."""
        return {path: record.sha256 for path, record in self._pages.items()}

    def save(self, paths: Iterable[str]) -> None:
        """Keep the records of these pages and no others."""
        self._pages = {path: self._pages[path] for path in paths if path in self._pages}
        names = self._drop_unused()
        content = msgspec.msgpack.encode(_PagesFile(self._key, names, [self._digests.get(name, b"") for name in names], self._pages))
        if self._file.is_file() and self._file.read_bytes() == content:
            return
        self._file.parent.mkdir(parents=True, exist_ok=True)
        beside = self._file.with_name(f".{self._file.name}")
        beside.write_bytes(content)
        beside.replace(self._file)
    def _drop_unused(self) -> list[str]:
        """The names that some page reads, numbered anew in the records."""
        used = np.zeros(len(self._numbers), dtype=bool)
        reads = {path: np.frombuffer(record.reads, dtype=np.uint32) for path, record in self._pages.items()}
        for numbers in reads.values():
            used[numbers] = True
        if not used.all():
            new = (np.cumsum(used) - 1).astype(np.uint32)
            self._pages = {path: _Kept(r.sha256, r.size, r.mtime, new[reads[path]].tobytes()) for path, r in self._pages.items()}
            self._numbers = {name: int(new[number]) for name, number in self._numbers.items() if used[number]}
        return list(self._numbers)
