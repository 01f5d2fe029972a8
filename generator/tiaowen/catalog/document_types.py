"""Kinds of official document (文种): the words a title ends in (site_config/document_types.yml)."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Literal

from msgspec import Struct

from tiaowen.catalog.registry import read_entries
from tiaowen.model import Diagnostic

_HAN = "一二三四五六七八九十"
_COUNT = re.compile(f"(?<![第{_HAN}])[{_HAN}]{{1,3}}条$|(?<![第0-9])[0-9]{{1,3}}条$")  # how many measures it counts

class DocumentType(Struct, frozen=True, kw_only=True):
    """One kind: its name, the longer words that mean it (实施意见 → 意见), and titles that are and are not of it."""

    name: str
    group: Literal["law", "notice", "plan", "rule"]
    variants: tuple[str, ...] = ()
    wraps: bool = False
    examples: tuple[str, ...] = ()
    not_examples: tuple[str, ...] = ()


class DocumentTypes(Struct, frozen=True, kw_only=True):
    """Every kind, and the words that end a title, longest first."""

    entries: tuple[DocumentType, ...]
    endings: tuple[tuple[str, str], ...]

    def of_title(self, title: str) -> str:
        """The kind that the title's last words name; empty when none: …的实施意见（试行） → 意见, …优惠政策三十条 →
        政策.
        """
        bare = title.strip().rstrip("》”\"’」』 ")
        while bare.endswith(("）", ")")):
            cut = max(bare.rfind("（"), bare.rfind("("))
            if cut <= 0:
                break
            bare = bare[:cut].rstrip("》 ")
        bare = _COUNT.sub("", bare)
        return next((name for ending, name in self.endings if bare.endswith(ending)), "")


def load_document_types(folders: tuple[Path, ...], found: list[Diagnostic]) -> DocumentTypes:
    """The kinds of all folders; a later entry of the same name replaces the earlier."""
    rows = read_entries(folders, "document_types.yml", DocumentType, found, key=("name",))
    entries = {entry.name: entry for entry, _, _ in rows}
    pairs = {(ending, e.name) for e in entries.values() for ending in (e.name, *e.variants)}
    return DocumentTypes(entries=tuple(entries.values()), endings=tuple(sorted(pairs, key=lambda p: (-len(p[0]), p))))
