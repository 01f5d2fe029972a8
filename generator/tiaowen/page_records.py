"""What every generated page was made from, in one file below ``build/``: so that a page that nothing changed for is not
made again.

The file is written when all pages are. A build that is killed before that leaves pages whose time or size differs from
their records: these are made again. A damaged or foreign file is read as none, and every page is made again.

A piece of the library stands here by the hash of its name, its content by a digest, 64 bits each. Pieces of a document
are looked at only when the document has changed.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Mapping
from functools import lru_cache
from pathlib import Path
from struct import pack
from typing import Protocol

import numpy as np
from msgspec import Struct, structs
from numpy.typing import NDArray

from tiaowen.cache import keep, kept

Numbers = NDArray[np.uint64]
# owner: the document whose piece it is; 0: none
_PIECE = np.dtype([("name", np.uint64), ("owner", np.uint64), ("digest", np.uint64)])
Pieces = NDArray[np.void]


class Entries(Protocol):
    """The library as it is now: digests of 8 bytes by name, and those of a document's pieces."""

    entries: dict[str, bytes]

    def pieces(self, document: str) -> Mapping[str, bytes]:
        """Name → digest of every piece of a document."""


class PageRecord(Struct, frozen=True, array_like=True):
    """What is known of a generated page: its content, the state of its file, and the names of all that it read: of a
    page made now as ``hashed`` gives them, in the file as places in the list of all pieces (32 bits each).
    """

    sha256: bytes
    size: int
    mtime: int
    reads: bytes


def hashed(names: Iterable[str]) -> bytes:
    """The names as ``PageRecord.reads`` has them: pairs of hashes, of a name and of the document whose piece it is (0:
    it is no piece).
    """
    return b"".join(map(_pair, names))


@lru_cache(maxsize=1 << 17)  # many pages read the same pieces
def _pair(name: str) -> bytes:
    table, _, rest = name.partition("/")
    key, slash, _ = rest.partition("/")
    return pack("=QQ", _hash(name), _hash(f"{table}/{key}") if slash else 0)


def _hash(name: str) -> int:
    return int.from_bytes(hashlib.blake2b(name.encode(), digest_size=8).digest(), "little")


def _table(entries: Mapping[str, bytes]) -> Pieces:
    """The entries in order of hash."""
    table = np.zeros(len(entries), dtype=_PIECE)
    table["name"] = [_hash(name) for name in entries]
    table["digest"] = np.frombuffer(b"".join(entries.values()), dtype=np.uint64)
    return np.sort(table, order="name")


def _looked_up(names: Numbers, table: Pieces) -> Numbers:
    """The digest of each name; 0 where the table does not have it."""
    if not len(table):
        return np.zeros(len(names), dtype=np.uint64)
    places = np.minimum(np.searchsorted(table["name"], names), len(table) - 1)
    return np.where(table["name"][places] == names, table["digest"][places], np.uint64(0))


class PageRecords:
    """The records of all generated pages: those of the last build, good for the same ``key``, and what was made
    since.
    """

    def __init__(self, file: Path, key: str, library: Entries) -> None:
        self._file, self._key, self._library = file, key, library
        self._now = _table(library.entries)
        self._named = {_hash(name): name for name in library.entries}
        self._pieces: dict[int, Pieces] = {}  # of documents, by the hash of their names
        self._then: Pieces = np.zeros(0, dtype=_PIECE)
        self._pages: dict[str, PageRecord] = {}
        self._new: dict[str, PageRecord] = {}
        if (last := kept(file, key, tuple[bytes, dict[str, PageRecord]])) is not None:
            self._then, self._pages = np.frombuffer(last[0], dtype=_PIECE), last[1]
        self._changed = self._digests(self._then["name"], self._then["owner"]) != self._then["digest"]

    def _digests(self, names: Numbers, owners: Numbers) -> Numbers:
        """The digests of these pieces now. A document's pieces are as they were when the document is."""
        found = _looked_up(names, self._now)
        pieces, before = owners != 0, _looked_up(names, self._then)
        documents = np.unique(owners[pieces])
        then, now = _looked_up(documents, self._then), _looked_up(documents, self._now)
        unknown = pieces & (np.isin(owners, documents[(then != now) | (then == 0)]) | (before == 0))
        found[pieces] = before[pieces]
        wanted = [self._pieces_of(int(owner)) for owner in np.unique(owners[unknown])]
        if wanted:
            found[unknown] = _looked_up(names[unknown], np.sort(np.concatenate(wanted), order="name"))
        return found

    def _pieces_of(self, owner: int) -> Pieces:
        if owner not in self._pieces:
            self._pieces[owner] = _table(self._library.pieces(self._named[owner]) if owner in self._named else {})
        return self._pieces[owner]

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
        self._pages.pop(path, None)
        self._new.pop(path, None)
        if record is not None:
            self._new[path] = record

    def contents(self) -> dict[str, bytes]:
        """Path → SHA-256 of every page."""
        return {path: record.sha256 for pages in (self._pages, self._new) for path, record in pages.items()}

    def save(self, paths: Iterable[str]) -> None:
        """Keep the records of these pages and no others."""
        wanted, before = list(paths), len(self._pages)
        self._pages = {path: self._pages[path] for path in wanted if path in self._pages}
        self._new = {path: self._new[path] for path in wanted if path in self._new}
        if not self._new and len(self._pages) == before and not self._changed.any():
            return
        table, records = self._renumbered()
        keep(self._file, self._key, (table.tobytes(), records))

    def _renumbered(self) -> tuple[Pieces, dict[str, PageRecord]]:
        """The pieces that some page reads, with the documents whose pieces they are, and the records with their places
        among them.
        """
        used = np.zeros(len(self._then), dtype=bool)
        old = {path: np.frombuffer(record.reads, dtype=np.uint32) for path, record in self._pages.items()}
        for places in old.values():
            used[places] = True
        read = {path: np.frombuffer(record.reads, dtype=np.uint64).reshape(-1, 2) for path, record in self._new.items()}
        names = np.concatenate([self._then["name"][used], *(pairs[:, 0] for pairs in read.values())])
        owners = np.concatenate([self._then["owner"][used], *(pairs[:, 1] for pairs in read.values())])
        documents = np.unique(owners[owners != 0])
        names, owners = np.concatenate([names, documents]), np.concatenate([owners,
                                                                            np.zeros(len(documents), np.uint64)])
        names, first = np.unique(names, return_index=True)
        table = np.zeros(len(names), dtype=_PIECE)
        table["name"], table["owner"] = names, owners[first]
        table["digest"] = self._digests(names, table["owner"])
        moved = np.searchsorted(names, self._then["name"]).astype(np.uint32)
        records = {path: structs.replace(record, reads=moved[old[path]].tobytes())
                   for path, record in self._pages.items()}
        for path, record in self._new.items():
            numbers = np.searchsorted(names, read[path][:, 0]).astype(np.uint32)
            records[path] = structs.replace(record, reads=numbers.tobytes())
        return table, records
