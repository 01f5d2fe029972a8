"""A hand-written page that MkDocs fails on (a template that is not there, a title that is a list) costs itself: it is
told, left out, and the others are built.
"""

from __future__ import annotations

import logging
import re
import traceback
from collections.abc import Callable
from pathlib import Path
from typing import TypeVar

from tiaowen.diagnostics import ConfigurationError, finding
from tiaowen.model import Diagnostic

DETAIL = 200  # characters of an error that a finding tells
_AT_FAULT = re.compile(r"Error (?:reading|building) page '(?P<page>[^']+)'")  # how MkDocs says which page it was at
T = TypeVar("T")


def without_faulty(build: Callable[[], T], records: list[logging.LogRecord], folder: Path,
                   pages: str) -> tuple[T, list[Diagnostic]]:
    """What ``build`` makes of build/docs, and an S014 for each page of the site folder's own ``pages`` that was left
    out for it. ``records``: what MkDocs logs meanwhile. Raises whatever is no fault of such a page.
    """
    found: list[Diagnostic] = []
    while True:
        try:
            return build(), found
        except Exception as error:  # whatever a page makes MkDocs, its theme or its extensions do
            of_the_system = isinstance(error, MemoryError) or isinstance(error, OSError) and error.errno is not None
            page = _at_fault(error, records, folder, pages)
            if of_the_system or isinstance(error, ConfigurationError) or not page:
                raise
            detail = f"{type(error).__name__}: {error}"
        (folder / "build" / "docs" / page).unlink()
        found.append(finding("S014", path=f"{pages}/{page}", detail=detail[:DETAIL]))
        records.clear()


def _at_fault(error: Exception, records: list[logging.LogRecord], folder: Path, pages: str) -> str:
    """The page of the site's own that MkDocs was at; empty when it was at none, or in a template of the site's own."""
    named = [match["page"] for record in records if (match := _AT_FAULT.search(record.getMessage()))]
    theme, own = folder / "build" / "theme", folder / "templates" / "theme"
    frames = (Path(frame.filename) for frame in traceback.extract_tb(error.__traceback__))
    if any(file.is_relative_to(theme) and (own / file.relative_to(theme)).is_file() for file in frames):
        return ""
    places = [folder / pages, folder / "build" / "docs"]
    return named[-1] if named and all((place / named[-1]).is_file() for place in places) else ""
