"""Members of a zip archive as they are packed: taken out of an earlier archive and put into a new one, which zipfile
has no call for.
"""

from __future__ import annotations

import os
import struct
import zipfile
import zlib
from pathlib import Path

from msgspec import Struct

Moment = tuple[int, int, int, int, int, int]
_LEVEL = 6  # 9 takes three times as long for one part in a hundred


class Packed(Struct, frozen=True):
    """A file as an archive holds it."""

    size: int
    crc: int
    data: bytes


def pack(data: bytes) -> Packed:
    """The data, deflated."""
    packer = zlib.compressobj(_LEVEL, zlib.DEFLATED, -zlib.MAX_WBITS)
    return Packed(len(data), zlib.crc32(data), packer.compress(data) + packer.flush())


def deflated(file: Path | None) -> dict[str, zipfile.ZipInfo]:
    """The members of an archive that are packed as ``pack`` does, by path; none when there is no archive."""
    if file is None or not zipfile.is_zipfile(file):
        return {}
    with zipfile.ZipFile(file) as archive:
        return {entry.filename: entry for entry in archive.infolist() if entry.compress_type == zipfile.ZIP_DEFLATED}


def as_packed(file: Path, entry: zipfile.ZipInfo) -> Packed:
    """The member, not unpacked. Nothing says that it is sound."""
    with file.open("rb") as stream:
        stream.seek(entry.header_offset)
        header = stream.read(30)  # the last two fields of the local header tell what stands between it and the data
        stream.seek(sum(struct.unpack("<HH", header[26:30])) if len(header) == 30 else 0, os.SEEK_CUR)
        return Packed(entry.file_size, entry.CRC, stream.read(entry.compress_size))


def add(archive: zipfile.ZipFile, path: str, moment: Moment, packed: Packed) -> None:
    """Put it into an archive that is being written; the same bytes on every system."""
    entry = zipfile.ZipInfo(path, moment)
    entry.compress_type = zipfile.ZIP_DEFLATED
    entry.create_system, entry.external_attr = 3, 0o644 << 16
    entry.file_size, entry.CRC, entry.compress_size = packed.size, packed.crc, len(packed.data)
    assert archive.fp is not None
    entry.header_offset = archive.fp.tell()
    archive.fp.write(entry.FileHeader() + packed.data)
    archive.filelist.append(entry)
    archive.NameToInfo[path] = entry
    archive.start_dir = archive.fp.tell()


def store(archive: zipfile.ZipFile, path: str, moment: Moment, data: bytes) -> None:
    """Put it in as it is, not packed; the same bytes on every system."""
    entry = zipfile.ZipInfo(path, moment)
    entry.create_system, entry.external_attr = 3, 0o644 << 16
    archive.writestr(entry, data, zipfile.ZIP_STORED)
