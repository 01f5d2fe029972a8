"""Reading the agency registries (site_config/agencies*.yml): later folders win entry by entry, then everything is
checked together.
"""

from __future__ import annotations

from collections.abc import Callable, Hashable
from pathlib import Path
from typing import TypeVar

from msgspec import Struct

from tiaowen.catalog.agencies import AgencyRegistry
from tiaowen.catalog.agency_checks import check, compiles
from tiaowen.catalog.agency_entries import AgencyEntry, Group, Joint, Reform
from tiaowen.catalog.agency_examples import wrong_examples
from tiaowen.catalog.agency_index import AgencyIndex
from tiaowen.catalog.places import PlaceRegistry
from tiaowen.catalog.registry import read_entries
from tiaowen.model import Diagnostic

T = TypeVar("T", bound=Struct)


def load_agencies(folders: tuple[Path, ...], places: PlaceRegistry, found: list[Diagnostic]) -> AgencyRegistry:
    """The agencies of all folders. Findings: those of agency_checks, and K011 for examples of the site's own entries
    that do not hold.
    """
    local, own_local = _layered(folders, ("agencies.yml", "agencies_local.yml"), AgencyEntry,
                                lambda entry: (entry.place, entry.short), found)
    national, own_national = _layered(folders, ("agencies_national.yml",), AgencyEntry,
                                      lambda entry: entry.short, found)
    reforms, _ = _layered(folders, ("agencies_reforms.yml",), Reform, lambda reform: reform.id, found)
    groups, _ = _layered(folders, ("agencies_groups.yml",), Group, lambda group: group.id, found)
    joint, _ = _layered(folders, ("agencies_joint.yml",), Joint, lambda entry: entry.id, found)
    index = AgencyIndex(
        (entry for entry, _, _ in local), (entry for entry, _, _ in national),
        [group for group, path, line in groups if compiles(group, path, line, found)],
        (reform for reform, _, _ in reforms),
        [entry for entry, path, line in joint if compiles(entry, path, line, found)])
    found.extend(check(local, national, index, places))
    registry = AgencyRegistry(index, places)
    found.extend(wrong_examples(registry, (*own_local, *own_national)))  # the packaged ones are tried by the tests
    return registry


def _layered(folders: tuple[Path, ...], files: tuple[str, ...], kind: type[T], key: Callable[[T], Hashable],
             found: list[Diagnostic]) -> tuple[list[tuple[T, str, int]], list[tuple[T, str, int]]]:
    """The entries of all folders, an entry of a later folder in place of one of the same key; and those that are not
    packaged.
    """
    rows: list[tuple[T, str, int]] = []
    own: list[tuple[T, str, int]] = []
    for folder in folders:
        own = [row for file in files for row in read_entries((folder,), file, kind, found)]
        replaced = {key(entry) for entry, _, _ in own}
        rows = [row for row in rows if key(row[0]) not in replaced] + own
    return rows, own if len(folders) > 1 else []
