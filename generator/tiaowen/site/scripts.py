"""Scripts and style sheets as pages load them. What is worked on in parts becomes the one file that a page loads, since
on a phone each file is one wait more; and comments and indents, which only our readers need, are left out.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping

from tiaowen.model import OutputFile

SEARCH_PARTS = (  # as they need each other
    "fold", "query", "postings", "understand", "rank", "correct", "documents", "facts", "meaning", "segment", "engine",
    "facets", "suggest", "mark", "view", "meant", "money", "page",
)
JOINED = {
    "site.css": ("frame", "document", "lists", "panels", "print", "search"), "site.js": ("frame", "box"),
    "document.js": ("page", "tools", "who"), "tables.js": ("held", "choices", "pager", "page"),
    "search.js": SEARCH_PARTS,
}
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


def parts_of(name: str) -> list[str]:
    """The files that are joined as the one of that name, in their order (site.js: site-frame.js, site-box.js)."""
    stem, kind = name.split(".")
    return [f"{stem}-{part}.{kind}" for part in JOINED[name]]


def with_parts_joined(files: Iterable[OutputFile]) -> Iterator[OutputFile]:
    """The files of a theme, those of ``JOINED`` in place of their parts (``build.theme_files``). A theme that lacks a
    part, or has the whole file itself, keeps what it has.
    """
    parts = {f"{_FOLDER}/{part}" for name in JOINED for part in parts_of(name)}
    found: dict[str, bytes] = {}
    whole = set()
    for file in files:
        if file.path in parts:
            found[file.path] = file.data
        else:
            whole.add(file.path)
            yield file
    for name in JOINED:
        own, path = [f"{_FOLDER}/{part}" for part in parts_of(name)], f"{_FOLDER}/{name}"
        if found.keys() >= set(own) and path not in whole:
            yield OutputFile(path=path, data=b"\n".join(found[part] for part in own))
