"""Scripts that are worked on in parts, each as the one file that a page loads: on a phone each file is a wait more."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from tiaowen.model import OutputFile

SEARCH_PARTS = (  # as they need each other
    "fold", "query", "postings", "understand", "rank", "correct", "documents", "facts", "meaning", "segment", "engine",
    "facets", "suggest", "mark", "view", "meant", "page",
)
DOCUMENT_PARTS = ("page", "tools", "who")
TABLES_PARTS = ("choices", "pager", "page")
JOINED = {"search": SEARCH_PARTS, "document": DOCUMENT_PARTS, "tables": TABLES_PARTS}
_FOLDER = "assets/tiaowen"


def with_scripts_joined(files: Iterable[OutputFile]) -> Iterator[OutputFile]:
    """The files of a theme with ``search.js``, ``document.js`` and ``tables.js`` in place of their parts
    (``build.theme_files``). A theme that lacks a part, or has the whole file itself, keeps what it has.
    """
    parts = {f"{_FOLDER}/{name}-{part}.js": name for name, names in JOINED.items() for part in names}
    found: dict[str, bytes] = {}
    whole = set()
    for file in files:
        if file.path in parts:
            found[file.path] = file.data
        else:
            whole.add(file.path)
            yield file
    for name in JOINED:
        own, path = [part for part in parts if parts[part] == name], f"{_FOLDER}/{name}.js"
        if found.keys() >= set(own) and path not in whole:
            yield OutputFile(path=path, data=b"\n".join(found[part] for part in own))
