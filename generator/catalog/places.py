"""Places: names, codes and ids (GB/T 2260)."""

from __future__ import annotations

from pathlib import Path

from msgspec import Struct

from generator.model import Diagnostic


class PlaceRegistry(Struct, frozen=True, kw_only=True):
    """Every place."""


def load_places(folders: tuple[Path, ...], found: list[Diagnostic]) -> PlaceRegistry:
    """The places of all folders."""
    return PlaceRegistry()
