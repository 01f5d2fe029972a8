"""The files below a folder by their paths as text: at 10,000 files ``Path`` alone would take most of the time of
looking whether anything changed.
"""

from __future__ import annotations

import os
from collections.abc import Iterator
from pathlib import Path

from msgspec import Struct


class Listed(Struct, frozen=True):
    """One file: where it is, its path below the folder with forward slashes, size in bytes, time of its last change in
    ns, number of its names.
    """

    file: str
    path: str
    size: int
    changed: int
    names: int


def listed(folder: Path | str, prefix: str = "") -> Iterator[Listed]:
    """Every file below a folder: those in it in order of name, then those of the folders in it; nothing when the folder
    is absent.

    A link to a file is told as that file, one that leads nowhere as itself; a link to a folder is no file.
    """
    try:
        with os.scandir(folder) as found:
            entries = sorted(found, key=lambda entry: entry.name)
    except (FileNotFoundError, NotADirectoryError):
        return
    folders = [entry for entry in entries if entry.is_dir()]
    for entry in entries:
        if not entry.is_dir():
            status = _status(entry.path)
            yield Listed(entry.path, prefix + entry.name, status.st_size, status.st_mtime_ns, status.st_nlink)
    for entry in folders:
        if not entry.is_symlink():
            yield from listed(entry.path, f"{prefix}{entry.name}/")


def _status(file: str) -> os.stat_result:
    """What DirEntry.stat() tells, but of now: what a folder says of a file with two names can be old on Windows."""
    try:
        return os.stat(file)  # noqa: PTH116
    except FileNotFoundError:
        return os.lstat(file)
