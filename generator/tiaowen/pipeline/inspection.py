"""What the parser understands of one file, shown."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from tiaowen.model import Policy
from tiaowen.pipeline.document import understand
from tiaowen.pipeline.sources import catalog_of
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


def inspect_file(file: Path, folder: Path) -> tuple[Policy, dict[str, Any]]:
    """What the parser understands of one file, with the registries of ``folder``: the policy and its inspect
    document.
    """
    policy = understand(file, file.name, catalog_of(folder))
    return policy, inspect_document(policy)
