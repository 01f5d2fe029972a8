"""What the parser understands of one file, shown."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from tiaowen.model import Policy
from tiaowen.pipeline.document import understand
from tiaowen.pipeline.sources import catalog_of
from tiaowen.render.inspect import inspect_document, outline

__all__ = ["inspect_file", "outline"]


def inspect_file(file: Path, folder: Path) -> tuple[Policy, dict[str, Any]]:
    """What the parser understands of one file, with the registries of ``folder``: the policy and its inspect document."""
    policy = understand(file, file.name, catalog_of(folder))
    return policy, inspect_document(policy)
