"""Pages of a site that were called otherwise, as a person writes them down (site_config/redirects.yml)."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Annotated

from msgspec import Meta, Struct

from tiaowen.catalog.registry import read_entries
from tiaowen.diagnostics import finding
from tiaowen.folders import RESERVED
from tiaowen.model import Diagnostic

LONGEST = 180
_STEP = re.compile(r"(?!\.)[A-Za-z0-9._~-]+(?<!\.)")
_TARGET = re.compile(r"[A-Za-z0-9._~/-]+\.html(?:#[A-Za-z0-9_-]+)?")


class Redirect(Struct, frozen=True, kw_only=True, rename={"source": "from", "target": "to"}):
    """One page: the address that it had, old/page.html or old/page/, and the one that it has now."""

    source: Annotated[str, Meta(min_length=1, max_length=LONGEST)]
    target: Annotated[str, Meta(min_length=1, max_length=LONGEST)]


def load_redirects(folders: tuple[Path, ...], found: list[Diagnostic]) -> dict[str, str]:
    """Page → address, both from the root of the site; what could be no page of it is a K002."""
    out: dict[str, str] = {}
    for entry, path, line in read_entries(folders, "redirects.yml", Redirect, found):
        page = f"{entry.source}index.html" if entry.source.endswith("/") else entry.source
        steps = page.split("/")
        named = all(_STEP.fullmatch(step) and not RESERVED.fullmatch(step) for step in steps)
        if not page.endswith(".html") or not named:
            found.append(finding("K002", path=path, line=line, key="from",
                                 detail=f"应是网站里的页面，例如 old/page.html 或 old/page/：{entry.source}"))
        elif not _TARGET.fullmatch(entry.target) or ".." in entry.target.split("/") or entry.target.startswith("/"):
            found.append(finding("K002", path=path, line=line, key="to",
                                 detail=f"应是网站里的页面，例如 p/weifa-2023-3.html：{entry.target}"))
        else:
            out[page] = entry.target
    return out
