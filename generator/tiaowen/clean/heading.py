"""The title of a page that stands outside the element of the text: in a cell, a block or a line of its own above it."""

from __future__ import annotations

import re
from collections.abc import Sequence

from msgspec.structs import replace

from tiaowen.catalog.document_types import DocumentTypes
from tiaowen.model import Line
from tiaowen.numbering import match_label
from tiaowen.text import squeeze

_NO_TITLE = re.compile("[。；;：:，,！!？?>»›|｜]|^(?:首页|当前位置)")
_FEWEST = 8
_MOST_LINES = 4


def restore_title(lines: Sequence[Line], types: DocumentTypes, page_title: str) -> tuple[Line, ...]:
    """The lines, with the page's title taken back into the text when the text has none of its own before its first
    sentence.

    ``page_title``: what the page calls itself; a line that it begins with is its title, whatever kind of document that
    names.
    """
    first = next((i for i, line in enumerate(lines) if not line.left_out), 0)
    if not first or _has_title([line for line in lines[first:] if not line.left_out], types):
        return tuple(lines)
    found = _title_lines(lines[:first], types, squeeze(page_title))
    return tuple(replace(line, left_out="") if i in found else line for i, line in enumerate(lines))


def _has_title(kept: Sequence[Line], types: DocumentTypes) -> bool:
    joined = ""
    for line in kept[:_MOST_LINES * 3]:
        if line.table or match_label(line.text) or _NO_TITLE.search(line.text.strip()):
            return False
        joined += line.text.strip()
        if types.of_title(line.text) and len(squeeze(joined)) >= _FEWEST:
            return True
    return False


def _title_lines(lines: Sequence[Line], types: DocumentTypes, page_title: str) -> range:
    """The last lines before the text that together are the page's title, or a title by their last words; the longest
    run of them.
    """
    for stop in range(len(lines), 0, -1):
        found = range(0)
        for start in range(stop - 1, max(0, stop - _MOST_LINES) - 1, -1):
            if not lines[start].heading:
                break
            joined = squeeze("".join(line.text for line in lines[start:stop]))
            known = len(joined) >= _FEWEST and page_title.startswith(joined)
            named = bool(types.of_title(joined)) and len(joined) >= _FEWEST and not _NO_TITLE.search(joined)
            if known or named and (not found or joined.find("关于") > 0):
                found = range(start, stop)
        if found:
            return found
    return range(0)
