"""Scripts and style sheets as pages load them: those of the search, each a file to be worked on, as one file, and what
is ours without what only its readers need.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping

from tiaowen.model import OutputFile

SEARCH_PARTS = (  # as they need each other
    "fold", "query", "postings", "understand", "rank", "correct", "documents", "facts", "meaning", "segment", "engine",
    "facets", "suggest", "mark", "view", "meant", "page",
)
_FOLDER = "assets/tiaowen"
_COMMENT = rb"/\*(?:[^*]|\*(?!/))*\*/"
_TYPE = rb"/\*\* ?@(?:[^*]|\*(?!/))*\*/ ?"  # told of an expression
_FOR_READERS = re.compile(rb"^[ \t]*(?://.*|" + _COMMENT + rb"[ \t]*)\n|" + _TYPE + rb"|^[ \t]+", re.MULTILINE)


def without_comments(files: Iterable[OutputFile], shipped: Mapping[str, bytes]) -> Iterator[OutputFile]:
    """The files of a theme, those that are ``shipped`` with the program without comments and indents: a third of what a
    phone would load. These hold no text over several lines (tests/unit/site/test_scripts.py); what a site brings is as
    it is.
    """
    for file in files:
        known = file.path.endswith((".js", ".css")) and shipped.get(file.path) == file.data
        yield OutputFile(path=file.path, data=_FOR_READERS.sub(b"", file.data)) if known else file


def with_search_joined(files: Iterable[OutputFile]) -> Iterator[OutputFile]:
    """The files of a theme with ``search.js`` in place of its parts (``build.theme_files``): on a phone each file more
    is a wait more. A theme that lacks a part has no ``search.js``.
    """
    parts = dict.fromkeys(f"{_FOLDER}/search-{name}.js" for name in SEARCH_PARTS)
    found: dict[str, bytes] = {}
    for file in files:
        if file.path in parts:
            found[file.path] = file.data
        else:
            yield file
    if found.keys() == parts.keys():
        yield OutputFile(path=f"{_FOLDER}/search.js", data=b"\n".join(found[path] for path in parts))
