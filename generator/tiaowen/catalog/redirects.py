"""Pages of a site that were called otherwise, as a person writes them down (site_config/redirects.yml)."""

from __future__ import annotations

import re
from collections.abc import Mapping
from pathlib import Path
from typing import Annotated

from msgspec import Meta, Struct

from tiaowen.catalog.registry import read_entries
from tiaowen.diagnostics import finding
from tiaowen.folders import PATH_LIMIT, fits_everywhere
from tiaowen.model import Diagnostic

_OWN = frozenset({"404.html"})  # shown for every address that is none: it stands in no list of pages
_FOLDER = re.compile(r"[^.]+(?:\.[0-9]+)*")  # v1.2, but not site.zip: a file cannot be a folder too
_TARGET = re.compile(r"[A-Za-z0-9._~/-]+\.html(?:#[A-Za-z0-9_-]+)?")


class Redirect(Struct, frozen=True, kw_only=True, rename={"source": "from", "target": "to"}):
    """One page: the address that it had, old/page.html or old/page/, and the one that it has now."""

    source: Annotated[str, Meta(min_length=1, max_length=PATH_LIMIT)]
    target: Annotated[str, Meta(min_length=1, max_length=PATH_LIMIT)]


def load_redirects(folders: tuple[Path, ...], found: list[Diagnostic]) -> dict[str, str]:
    """Page → address, both from the root of the site; a way over several entries is made one step. K002 for what cannot
    be a page of the site, and for a way that never arrives.
    """
    out: dict[str, str] = {}
    lines: dict[str, tuple[str, int]] = {}
    for entry, path, line in read_entries(folders, "redirects.yml", Redirect, found):
        page = f"{entry.source}index.html" if entry.source.endswith("/") else entry.source
        wrong = _no_source(page, lines) or _no_target(entry.target)
        if wrong:
            key, detail, value = wrong
            found.append(finding("K002", path=path, line=line, key=key, detail=f"{detail}：{value or entry.source}"))
        else:
            out[page] = entry.target
            lines[page.lower()] = (path, line)
    ends = {page: _end(page, out) for page in out}
    found += [finding("K002", path=lines[page.lower()][0], line=lines[page.lower()][1], key="to",
                      detail=f"转来转去又回到自己：{page}") for page, end in ends.items() if not end]
    return {page: end for page, end in ends.items() if end}


def _no_source(page: str, before: Mapping[str, object]) -> tuple[str, str, str] | None:
    """What is wrong with a page that leads on: key, what it should be, what it is (empty: as it is written)."""
    *folders, _ = steps = page.split("/")
    if not all(map(fits_everywhere, steps)) or not all(map(_FOLDER.fullmatch, folders)) or not page.endswith(".html"):
        return "from", "应是网站里的页面，例如 old/page.html 或 old/page/", ""
    if page.lower() in _OWN:
        return "from", "是网站自己的页面，不能转走", page
    return ("from", "前面已写过这个页面", page) if page.lower() in before else None  # one on Windows


def _no_target(target: str) -> tuple[str, str, str] | None:
    if _TARGET.fullmatch(target) and ".." not in target.split("/") and not target.startswith("/"):
        return None
    return "to", "应是网站里的页面，例如 p/weifa-2023-3.html", target


def _end(page: str, redirects: Mapping[str, str]) -> str:
    """Where a page leads in the end; empty when it leads back to where it has been."""
    been = {page}
    target = redirects[page]
    while (step := target.partition("#")[0]) in redirects:
        if step in been:
            return ""
        been.add(step)
        target = redirects[step]
    return "" if target.partition("#")[0] in been else target
