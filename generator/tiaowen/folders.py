"""What may be followed and written below a site folder: a repository can carry links, and what they lead to belongs to somebody else."""

from __future__ import annotations

import os
import re
from collections.abc import Iterator
from pathlib import Path

RESERVED = re.compile(r"(?:con|prn|aux|nul|com\d|lpt\d)(?:\..*)?", re.IGNORECASE)  # names that Windows keeps for devices


def is_link(path: Path) -> bool:
    """Whether the path is a link, on Windows a junction too."""
    return path.is_symlink() or getattr(os.path, "isjunction", lambda _: False)(path)


def leads_outside(path: Path, folder: Path) -> bool:
    """Whether the path leads out of the folder by a link, its own or one above it; a link within the folder may be followed."""
    if not any(is_link(part) for part in (path, *path.parents) if folder in part.parents):
        return False
    try:
        return not path.resolve().is_relative_to(folder.resolve())
    except (OSError, RuntimeError):  # a ring of links
        return True


def links_below(folder: Path) -> Iterator[Path]:
    """Every link below a folder; none is followed."""
    for root, folders, files in os.walk(folder):
        yield from (path for name in (*folders, *files) if is_link(path := Path(root, name)))
