"""Agencies: one identity per body per place."""

from __future__ import annotations

from pathlib import Path

from msgspec import Struct

from generator.catalog.places import PlaceRegistry
from generator.model import Diagnostic


class AgencyRegistry(Struct, frozen=True, kw_only=True):
    """Every agency."""


def load_agencies(folders: tuple[Path, ...], places: PlaceRegistry, found: list[Diagnostic]) -> AgencyRegistry:
    """The agencies of all folders."""
    return AgencyRegistry()
