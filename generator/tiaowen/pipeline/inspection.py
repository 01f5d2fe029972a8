"""What the parser understands of one file, shown."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import Any

from msgspec import convert, to_builtins

from tiaowen.model import Policy
from tiaowen.pipeline.document import understand
from tiaowen.pipeline.sources import catalog_of
from tiaowen.pipeline.why import Reason, told, watched
from tiaowen.render.inspect import inspect_document, outline

__all__ = ["inspect_file", "outline"]


def place_called(name: str, folder: Path) -> dict[str, str]:
    """What a sidecar says of a place that a person names: 山东省威海市, 威海 → province and city; empty when no table
    knows it for certain.

    The name must end as the place's own does: 朝阳区 is a district of several cities, and none of them is 朝阳市.
    """
    wanted = "".join(name.split())
    found = catalog_of(folder).places.locate(wanted)
    levels = {level: value for level in ("province", "city", "county") if (value := getattr(found, level))}
    own = next(reversed(levels.values()), "")
    return levels if own and (wanted.endswith(own) or wanted == own[:-1]) else {}


def inspect_file(file: Path, folder: Path, *, why: bool = False) -> tuple[Policy, dict[str, Any]]:
    """What the parser understands of one file, with the registries of ``folder``: the policy and its inspect document.

    With ``why`` the document tells under that name which rule took or refused each candidate fact.
    """
    catalog = catalog_of(folder)
    if not why:
        policy = understand(file, file.name, catalog)
        return policy, inspect_document(policy)
    policy, reasons = watched(lambda: understand(file, file.name, catalog))
    return policy, inspect_document(policy) | {"why": to_builtins(reasons)}


def reasons_told(document: Mapping[str, Any]) -> str:
    """The reasons of an inspect document, a line each, below their clauses."""
    return "\n".join(told(convert(document["why"], list[Reason]), document["clauses"]))
