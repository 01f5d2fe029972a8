"""What a person typed → terms → clauses. The page does the same (assets/tiaowen/search-query.js, search-engine.js)."""

from __future__ import annotations

import re

from msgspec import Struct

from generator.search.fold import SEPARATOR, fold

# 威发 [2023] 3 号: a document number is one term whatever spaces stand in it.
_NUMBER = re.compile("[\u3400-\u9fff]\\s*[〔［【（(\\[{﹝〈]\\s*[0-9０-９]{4}\\s*[〕］】）)\\]}﹞〉]\\s*第?\\s*[0-9０-９]+(?:\\s*号)?")
_TOKEN = re.compile("(?P<minus>[-－]?)(?:[\"“”＂「](?P<quoted>[^\"“”＂」]*)[\"“”＂」]?|(?P<bare>[^\\s\"“”＂「]+))")


class Term(Struct, frozen=True):
    """One thing to look for: a clause matches when its fold holds the key, or, excluded, when it does not."""

    key: str
    text: str
    exclude: bool = False


def parse(query: str) -> tuple[Term, ...]:
    """The terms of a query: words between spaces, ``"…"`` as one, ``-word`` excluded; each folded, without separators at its ends."""
    terms: dict[str, Term] = {}
    for match in _TOKEN.finditer(_NUMBER.sub(lambda number: re.sub(r"\s+", "", number[0]), query)):
        text = match["bare"] if match["quoted"] is None else match["quoted"]
        key = fold(text).strip(SEPARATOR)
        if key:
            terms.setdefault(key, Term(key, text, match["minus"] != ""))
    return tuple(terms.values())


def matches(key: str, terms: tuple[Term, ...]) -> bool:
    """The plain scan: whether a clause with this key is found. Terms without one to find match nothing."""
    return any(not term.exclude for term in terms) and all((term.key in key) != term.exclude for term in terms)
