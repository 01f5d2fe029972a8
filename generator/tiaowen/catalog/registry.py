"""Reading one registry file: a YAML list of entries, each with its own examples, every error at its line."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import TypeVar

from msgspec import Struct

from tiaowen.diagnostics import finding
from tiaowen.folders import stands
from tiaowen.model import Diagnostic
from tiaowen.yamlfile import compose, convert

T = TypeVar("T", bound=Struct)


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
