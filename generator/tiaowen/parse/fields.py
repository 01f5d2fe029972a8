"""The fields of a policy as they are found, each with where it came from."""

from __future__ import annotations

from typing import Any

from tiaowen.model import Provenance


class Fields:
    """Values found so far, with where each came from; the first value of a field stays."""

    def __init__(self) -> None:
        self.values: dict[str, Any] = {}
        self.provenance: dict[str, Provenance] = {}

    def put(self, name: str, value: Any, source: Provenance) -> None:
        """Set a field unless it has a value, or the new one is empty."""
        if value and not self.values.get(name):
            self.values[name] = value
            self.provenance[name] = source
