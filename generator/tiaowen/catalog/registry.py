"""Reading one registry file: a YAML list of entries, each with its own examples, every error at its line."""

from __future__ import annotations

import difflib
from collections.abc import Iterator
from pathlib import Path
from typing import TypeVar

from msgspec import Struct

from tiaowen.data import registry_folders
from tiaowen.diagnostics import finding
from tiaowen.folders import stands
from tiaowen.model import Diagnostic
from tiaowen.yamlfile import compose, convert

T = TypeVar("T", bound=Struct)
OF_THE_PROGRAM = frozenset({"lexicon.yml", "site.yml"})  # packaged, and never read from a site as a registry
_TABLES = {".yml", ".yaml", ".tsv"}
OF_A_SITE = frozenset({"site.yml", "queries.yml", "redirects.yml"})


def not_read(site: Path) -> Iterator[Diagnostic]:
    """K039 for each file among a site's own registries that nothing asks for: a slip in its name would be passed over
    in silence.
    """
    first, *own = registry_folders(site)
    known = sorted({file.name for file in first.iterdir() if file.is_file()} - OF_THE_PROGRAM | OF_A_SITE)
    for folder in own:
        for file in sorted(folder.iterdir()):
            if file.suffix.lower() in _TABLES and file.name not in known and file.is_file():
                near = difflib.get_close_matches(file.name.lower(), known, n=1, cutoff=0.7)
                yield finding("K039", path=f"{folder.name}/{file.name}", hint=f"，是不是 {near[0]}？" if near else "")


def read_entries(folders: tuple[Path, ...], name: str, kind: type[T],
                 found: list[Diagnostic]) -> Iterator[tuple[T, str, int]]:
    """Every entry of ``name`` in each folder that has it, as (record, path, line); what does not fit goes to ``found``
    and is skipped.
    """
    for folder in folders:
        file = folder / name
        if not stands(file):
            continue
        path = f"{folder.name}/{name}"
        located, errors = compose(file, path)
        found.extend(errors)
        if located is None:
            continue
        if not isinstance(located.value, list):
            found.append(finding("K002", path=path, line=located.line, key=name, detail="应是条目的列表"))
            continue
        for item in located.children.values():
            record, errors = convert(item, kind, path, where="条目")
            found.extend(errors)
            if record is not None:
                yield record, path, item.line
