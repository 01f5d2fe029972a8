"""JSON as files hold it: for version control, a line an entry; for people, indented."""

from __future__ import annotations

import json
from collections.abc import Iterable
from typing import Any


def lined(value: list[Any] | dict[str, Any]) -> bytes:
    """JSON of which version control can show what changed, at the cost of its line feeds: a line an entry, and a line
    an element of a list in it.
    """
    if isinstance(value, list):
        return _block("[", "]", map(compact, value)) + b"\n"
    inner = (f"{compact(key)}:" + (_block("[", "]", map(compact, item)).decode() if isinstance(item, list)
                                    else compact(item))
             for key, item in value.items())
    return _block("{", "}", inner) + b"\n"


def _block(begin: str, end: str, lines: Iterable[str]) -> bytes:
    body = ",\n".join(lines)
    return (f"{begin}\n{body}\n{end}" if body else begin + end).encode("utf-8", "replace")


def compact(value: object) -> str:
    """JSON without a space."""
    return json.dumps(value, ensure_ascii=False, separators=(",", ":"))


def pretty(value: object) -> bytes:
    """JSON for people to read."""
    return (json.dumps(value, ensure_ascii=False, indent=1) + "\n").encode("utf-8", "replace")
