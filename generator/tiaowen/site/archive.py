"""The site as one archive for a USB stick: unpack, double-click index.html. Same site, same bytes."""

from __future__ import annotations

import hashlib
import re
import time
import zipfile
import zlib
from pathlib import Path

from msgspec import Struct

from tiaowen.site.listing import listed
from tiaowen.site.parallel import on_all_cores
from tiaowen.site.write import check_path
from tiaowen.zip_members import Packed, add, as_packed, deflated, pack

_FIRST, _LAST = 315_532_800, 4_354_819_198  # 1980-01-01 and 2107-12-31 UTC: what a zip entry can say


class Archive(Struct, frozen=True, kw_only=True):
    """A written archive; ``size`` in bytes, ``sha256`` in 64 hex digits."""

    name: str
    files: int
    size: int
    sha256: str


def offline_zip(site: Path, file: Path, *, epoch: int, own: str = "", last: Path | None = None,
                jobs: int = 0) -> Archive:
    """Pack the built site into ``file`` (replaced when complete) and write ``<file>.sha256`` beside it.

    Every entry is below one folder named like the archive, in order of path, with the time ``epoch``. ``own``: path of
    the archive that the site itself offers; no archive holds another. ``last``: an earlier archive, from which files
    that are as they were are taken as packed. ``jobs``: processes at most, 0 for one a core. Raises ValueError for a
    path that some system cannot hold.
    """
    folder = re.sub(r"[^A-Za-z0-9_-]+", "-", file.stem).strip("-") or "site"
    digest_file = file.with_name(f"{file.name}.sha256")
    archives = {file, digest_file, site / own, site / f"{own}.sha256"}
    members = sorted((member for member in listed(site) if Path(member.file) not in archives),
                     key=lambda member: member.path)
    paths = [f"{folder}/{member.path}" for member in members]
    year, month, day, hour, minute, second = time.gmtime(min(max(epoch, _FIRST), _LAST))[:6]
    stamp, before = (year, month, day, hour, minute, second), deflated(last)
    beside = file.with_name(f".{file.name}.new")
    file.parent.mkdir(parents=True, exist_ok=True)

    def packed(number: int) -> Packed:
        return _packed(Path(members[number].file).read_bytes(), last, before.get(paths[number]))

    with zipfile.ZipFile(beside, "w", zipfile.ZIP_DEFLATED) as archive:
        for path, entry in zip(paths, on_all_cores(packed, range(len(members)), jobs), strict=True):
            check_path(path)
            add(archive, path, stamp, entry)
    beside.replace(file)
    with file.open("rb") as stream:
        digest = hashlib.file_digest(stream, "sha256").hexdigest()
    digest_file.write_text(f"{digest}  {file.name}\n", encoding="utf-8", newline="\n")
    return Archive(name=file.name, files=len(members), size=file.stat().st_size, sha256=digest)


def _packed(data: bytes, last: Path | None, before: zipfile.ZipInfo | None) -> Packed:
    """The data packed, or as it was packed before: unpacking and comparing takes a tenth of the time."""
    if last is not None and before is not None and (before.file_size, before.CRC) == (len(data), zlib.crc32(data)):
        old = as_packed(last, before)
        try:
            if zlib.decompress(old.data, -zlib.MAX_WBITS) == data:
                return old
        except zlib.error:  # somebody damaged the archive
            pass
    return pack(data)
