"""The scripts of the search, each a file to be worked on, as the one file that a page loads."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from tiaowen.model import OutputFile

SEARCH_PARTS = (  # as they need each other
    "fold", "query", "postings", "understand", "rank", "correct", "documents", "facts", "meaning", "segment", "engine",
    "facets", "suggest", "mark", "view", "meant", "page",
)
_FOLDER = "assets/tiaowen"


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
