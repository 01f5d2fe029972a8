"""The site as one archive for a USB stick: unpack, double-click index.html. Same site, same bytes."""

from __future__ import annotations

import hashlib
import re
import time
import zipfile
from pathlib import Path

from msgspec import Struct

from generator.site.write import check_path

_FIRST, _LAST = 315_532_800, 4_354_819_198  # 1980-01-01 and 2107-12-31 UTC: what a zip entry can say


class Archive(Struct, frozen=True, kw_only=True):
    """A written archive; ``size`` in bytes, ``sha256`` in 64 hex digits."""

    name: str
    files: int
    size: int
    sha256: str


def offline_zip(site: Path, file: Path, *, epoch: int, own: str = "") -> Archive:
    """Pack the built site into ``file`` (replaced when complete) and write ``<file>.sha256`` beside it.

    Every entry is below one folder named like the archive, in order of path, with the time ``epoch``. ``own``: path of the archive
    that the site itself offers; no archive holds another.
    Raises ValueError for a path that some system cannot hold.
    """
    folder = re.sub(r"[^A-Za-z0-9_-]+", "-", file.stem).strip("-") or "site"
    digest_file = file.with_name(f"{file.name}.sha256")
    archives = {file, digest_file, site / own, site / f"{own}.sha256"}
    members = sorted((p for p in site.rglob("*") if p.is_file() and p not in archives), key=lambda p: p.relative_to(site).as_posix())
    stamp = time.gmtime(min(max(epoch, _FIRST), _LAST))[:6]
    beside = file.with_name(f".{file.name}.new")
    file.parent.mkdir(parents=True, exist_ok=True)
    with zipfile.ZipFile(beside, "w", zipfile.ZIP_DEFLATED, compresslevel=9) as archive:
        for member in members:
            path = f"{folder}/{member.relative_to(site).as_posix()}"
            check_path(path)
            entry = zipfile.ZipInfo(path, stamp)
            entry.compress_type = zipfile.ZIP_DEFLATED
            entry.create_system, entry.external_attr = 3, 0o644 << 16
            archive.writestr(entry, member.read_bytes())
    beside.replace(file)
    with file.open("rb") as stream:
        digest = hashlib.file_digest(stream, "sha256").hexdigest()
    digest_file.write_text(f"{digest}  {file.name}\n", encoding="utf-8", newline="\n")
    return Archive(name=file.name, files=len(members), size=file.stat().st_size, sha256=digest)
