"""JSON as files hold it: for version control, a line an entry; for people, indented; for pages, in a script."""

from __future__ import annotations

import json
import re
from collections.abc import Iterable
from typing import Any

from markupsafe import Markup

from tiaowen.model import OutputFile


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


def script_data(value: object) -> Markup:
    """JSON that can stand in a ``script`` element: it cannot end the element, open a comment or hold an empty line."""
    return Markup(re.sub("[<>&\u2028\u2029\x7f-\x9f\ud800-\udfff\ufdd0-\ufdef\ufffe\uffff]",
                         lambda m: f"\\u{ord(m[0]):04x}", compact(value)))


def script_file(path: str, function: str, value: object) -> OutputFile:
    """A script that hands the value to a function of the page: pages that are opened from disk cannot fetch data."""
    return OutputFile(path=path, data=f"{function}({script_data(value)});\n".encode())
