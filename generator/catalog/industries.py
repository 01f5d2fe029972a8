"""Industries: two levels, with their terms."""

from __future__ import annotations

from pathlib import Path

from msgspec import Struct

from generator.model import Diagnostic


class IndustryRegistry(Struct, frozen=True, kw_only=True):
    """Every industry."""


def load_industries(folders: tuple[Path, ...], found: list[Diagnostic]) -> IndustryRegistry:
    """The industries of all folders."""
    return IndustryRegistry()
