"""Customary headings of sections (site_config/headings.yml)."""

from __future__ import annotations

from pathlib import Path

from msgspec import Struct

from tiaowen.catalog.registry import read_entries
from tiaowen.model import Diagnostic


class CustomaryHeading(Struct, frozen=True, kw_only=True):
    """One heading, with beginnings of flattened sections that have it, and that have not."""

    name: str
    examples: tuple[str, ...] = ()
    not_examples: tuple[str, ...] = ()


def load_headings(folders: tuple[Path, ...], found: list[Diagnostic]) -> frozenset[str]:
    """The names of all folders."""
    rows = read_entries(folders, "headings.yml", CustomaryHeading, found, key=("name",))
    return frozenset(entry.name for entry, _, _ in rows)
