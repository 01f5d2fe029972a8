"""Scripts and style sheets as pages load them. What is worked on in parts becomes the one file that a page loads, since
on a phone each file is one wait more; and comments and indents, which only our readers need, are left out.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping

from tiaowen.model import OutputFile
from tiaowen.site.mkdocs_plugin.styles import without

# Classes that no document has: of lists, of the search page, of home. Its style sheet goes without the rules for them.
ELSEWHERE = frozenset((
    "tw-all", "tw-beside", "tw-brief", "tw-cards", "tw-columns", "tw-data", "tw-diff", "tw-facet",
    "tw-facet__count", "tw-facet__more", "tw-facets", "tw-finder", "tw-from", "tw-group", "tw-hero", "tw-hit",
    "tw-hit__link", "tw-hit__name", "tw-hit__text", "tw-hit__why", "tw-hits", "tw-lead", "tw-matrix", "tw-matter",
    "tw-none", "tw-offers", "tw-order", "tw-page--agencies", "tw-page--agency", "tw-page--citations",
    "tw-page--compare", "tw-page--diff", "tw-page--home", "tw-page--incentives", "tw-page--industry",
    "tw-page--place", "tw-page--place_facts", "tw-page--places", "tw-page--policies", "tw-page--quality",
    "tw-page--targets", "tw-page--year", "tw-search__chips", "tw-search__columns", "tw-search__form",
    "tw-search__found", "tw-search__help", "tw-search__indexes", "tw-search__input", "tw-search__label",
    "tw-search__maybe", "tw-search__start", "tw-search__status", "tw-scripted", "tw-scriptless", "tw-sections",
    "tw-shade-1", "tw-shade-2", "tw-shade-3", "tw-shade-4", "tw-shade-5", "tw-sheet", "tw-sort", "tw-stats",
    "tw-targets", "tw-task", "tw-tree", "tw-ways", "tw-what",
))
_SEARCH = ("fold", "query", "postings", "segment", "engine", "facets", "view", "page")  # as they need each other
# what is said otherwise than it was typed, and what stands around the clauses: no part of the first answer
_MORE = ("pieces", "understand", "rank", "correct", "documents", "facts", "reading", "meaning", "suggest", "meant",
         "money", "leads")
JOINED = {
    "site.css": ("frame", "document", "lists", "panels", "print", "search"), "site.js": ("frame", "past", "box"),
    "document.js": ("page", "tools", "who"), "tables.js": ("held", "choices", "pager", "page"),
    "search.js": _SEARCH, "search-more.js": _MORE,
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


def with_styles_of_documents(files: Iterable[OutputFile]) -> Iterator[OutputFile]:
    """The files of a theme, and beside the style sheet of all pages that of documents, which are opened most and from
    outside: the same rules in the same order without those that can match nothing there.
    """
    for file in files:
        yield file
        if file.path == f"{_FOLDER}/site.css":
            css = file.data.decode("utf-8-sig", "replace")
            yield OutputFile(path=f"{_FOLDER}/document.css", data=without(css, ELSEWHERE).encode())


def parts_of(name: str) -> list[str]:
    """The files that are joined as the one of that name, in their order (site.js: site-frame.js, site-box.js)."""
    stem, kind = re.split("[-.]", name)[0], name.rpartition(".")[2]
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
