"""Sidecars under a name that no text asks for: which one each stands for, so that what it says is not missed."""

from __future__ import annotations

import os
from collections.abc import Iterable, Set
from pathlib import Path
from unicodedata import normalize

from tiaowen.formats import SUFFIXES

SIDECARS = (".yml", ".yaml")


def is_like_one(path: Path) -> bool:
    """Whether a person may have written it about a text: x.yml, x.yaml, and x.yml.txt, as an editor on Windows saves
    it.
    """
    return path.suffix.lower() in SIDECARS or Path(path.stem).suffix.lower() in SIDECARS


def meant(files: Iterable[Path], wanted: Set[Path]) -> dict[Path, Path]:
    """File → the sidecar of ``wanted`` that it should be: x.yaml, x.txt.yml, X.yml, x.yml.txt."""
    by_key = {_key(path): path for path in sorted(wanted, reverse=True)}
    return {file: right for file in files if (right := _of(file, by_key)) is not None}


def _of(file: Path, by_key: dict[tuple[str, str], Path]) -> Path | None:
    """The sidecar that is called as the file without its suffixes, one after the other."""
    name = Path(file.name)
    while name.suffix.lower() in SUFFIXES.union(SIDECARS):
        name = Path(name.stem)
        if (right := by_key.get(_key(file.with_name(f"{name}.yml")))) is not None:
            return right
    return None


def _key(path: Path) -> tuple[str, str]:
    """Equal for names that differ in nothing but the case or the form of letters."""
    return path.parent.as_posix(), normalize("NFKC", path.name).casefold()


def remedy(file: Path, right: Path) -> str:
    """What to do with a file that should be the sidecar ``right``; empty where the disk finds it under that name too,
    because it takes capitals and small letters for the same.
    """
    if not os.path.lexists(right):
        return f"改名为 {right.name}"
    return "" if right.exists() and right.samefile(file) else f"已有 {right.name}：把里面的内容并进去，再删去它"
