"""The site as one archive for a USB stick: unpack, double-click index.html. Same site, same bytes."""

from __future__ import annotations

import hashlib
import os
import re
import struct
import time
import zipfile
import zlib
from pathlib import Path

from msgspec import Struct

from generator.site.parallel import on_all_cores
from generator.site.write import check_path

_FIRST, _LAST = 315_532_800, 4_354_819_198  # 1980-01-01 and 2107-12-31 UTC: what a zip entry can say


class Archive(Struct, frozen=True, kw_only=True):
    """A written archive; ``size`` in bytes, ``sha256`` in 64 hex digits."""

    name: str
    files: int
    size: int
    sha256: str


class _Packed(Struct, frozen=True):
    """A file as an archive holds it."""

    size: int
    crc: int
    data: bytes


def offline_zip(site: Path, file: Path, *, epoch: int, own: str = "", last: Path | None = None, jobs: int = 0) -> Archive:
    """Pack the built site into ``file`` (replaced when complete) and write ``<file>.sha256`` beside it.

    Every entry is below one folder named like the archive, in order of path, with the time ``epoch``. ``own``: path of the archive
    that the site itself offers; no archive holds another. ``last``: an earlier archive, from which files that are as they were are taken
    as packed. ``jobs``: processes at most, 0 for one a core. Raises ValueError for a path that some system cannot hold.
    """
    folder = re.sub(r"[^A-Za-z0-9_-]+", "-", file.stem).strip("-") or "site"
    digest_file = file.with_name(f"{file.name}.sha256")
    archives = {file, digest_file, site / own, site / f"{own}.sha256"}
    members = sorted((p for p in site.rglob("*") if p.is_file() and p not in archives), key=lambda p: p.relative_to(site).as_posix())
    paths = [f"{folder}/{member.relative_to(site).as_posix()}" for member in members]
    stamp = time.gmtime(min(max(epoch, _FIRST), _LAST))[:6]
    before = _entries(last)
    beside = file.with_name(f".{file.name}.new")
    file.parent.mkdir(parents=True, exist_ok=True)

    def packed(number: int) -> _Packed:
        return _packed(members[number].read_bytes(), last, before.get(paths[number]))

    with zipfile.ZipFile(beside, "w", zipfile.ZIP_DEFLATED) as archive:
        for path, entry in zip(paths, on_all_cores(packed, range(len(members)), jobs), strict=True):
            check_path(path)
            _add(archive, path, stamp, entry)
    beside.replace(file)
    with file.open("rb") as stream:
        digest = hashlib.file_digest(stream, "sha256").hexdigest()
    digest_file.write_text(f"{digest}  {file.name}\n", encoding="utf-8", newline="\n")
    return Archive(name=file.name, files=len(members), size=file.stat().st_size, sha256=digest)


def _entries(last: Path | None) -> dict[str, zipfile.ZipInfo]:
    if last is None or not zipfile.is_zipfile(last):
        return {}
    with zipfile.ZipFile(last) as archive:
        return {entry.filename: entry for entry in archive.infolist() if entry.compress_type == zipfile.ZIP_DEFLATED}


def _packed(data: bytes, last: Path | None, before: zipfile.ZipInfo | None) -> _Packed:
    """The data packed, or as it was packed before: unpacking and comparing takes a tenth of the time."""
    crc = zlib.crc32(data)
    if last is not None and before is not None and (before.file_size, before.CRC) == (len(data), crc):
        old = _as_packed(last, before)
        try:
            if zlib.decompress(old, -zlib.MAX_WBITS) == data:
                return _Packed(len(data), crc, old)
        except zlib.error:  # somebody damaged the archive
            pass
    packer = zlib.compressobj(6, zlib.DEFLATED, -zlib.MAX_WBITS)  # 9 takes three times as long for one part in a hundred
    return _Packed(len(data), crc, packer.compress(data) + packer.flush())


def _as_packed(file: Path, entry: zipfile.ZipInfo) -> bytes:
    with file.open("rb") as stream:
        stream.seek(entry.header_offset)
        header = stream.read(30)  # the last two fields of the local header tell what stands between it and the data
        stream.seek(sum(struct.unpack("<HH", header[26:30])) if len(header) == 30 else 0, os.SEEK_CUR)
        return stream.read(entry.compress_size)


def _add(archive: zipfile.ZipFile, path: str, stamp: tuple[int, ...], packed: _Packed) -> None:
    """Add what is packed already, which zipfile has no call for."""
    entry = zipfile.ZipInfo(path, (stamp[0], stamp[1], stamp[2], stamp[3], stamp[4], stamp[5]))
    entry.compress_type = zipfile.ZIP_DEFLATED
    entry.create_system, entry.external_attr = 3, 0o644 << 16
    entry.file_size, entry.CRC, entry.compress_size = packed.size, packed.crc, len(packed.data)
    assert archive.fp is not None
    entry.header_offset = archive.fp.tell()
    archive.fp.write(entry.FileHeader() + packed.data)
    archive.filelist.append(entry)
    archive.NameToInfo[path] = entry
    archive.start_dir = archive.fp.tell()
