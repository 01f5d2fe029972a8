"""The addresses that were promised, looked for in the built pages themselves."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from pathlib import Path

from tiaowen.diagnostics import finding
from tiaowen.model import Diagnostic

# what stands before it is looked at last: so the letters themselves are searched for, which takes a seventh of the time
_ID = re.compile(rb"""id(?<=\sid)\s*=\s*(?:"([^"]*)"|'([^']*)'|([^\s"'>]+))""")


def missing_addresses(root: Path, addresses: Iterable[str], *, named: str = "") -> Iterator[Diagnostic]:
    """L103 for every address, ``p/a.html`` or ``p/a.html#c-1``, that the site below ``root`` does not have. Addresses
    of a page stand together.

    ``named``: what the site will be called, while it is still beside the one that it is to replace.
    """
    page, held, ids = "", False, frozenset[str]()
    for address in addresses:
        path, _, anchor = address.partition("#")
        if path != page:
            page, held, ids = path, (root / path).is_file(), _ids(root / path)
        if not held or anchor and anchor not in ids:
            yield finding("L103", path=f"{named or root.name}/{path}", address=address)


def _ids(file: Path) -> frozenset[str]:
    """Every id of a page. Text of a source cannot make one: its quotes and brackets are entities there."""
    if not file.is_file():
        return frozenset()
    return frozenset(next(filter(None, groups), b"").decode("utf-8", "replace")
                     for groups in _ID.findall(file.read_bytes()))
