"""A document number or title with the number of a clause, 威发3号 18条, where the year is left out or several documents
are meant: which clauses it can point to.

``query.py`` gives them to ``tiaowen search``; in the page the box jumps there (jump.js).
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from tiaowen.search.segment import Segment
from tiaowen.search.understand import document_in
from tiaowen.text import NUMERAL, chinese_to_int

_CLAUSE = re.compile(rf"第?\s*(?P<number>[0-9]{{1,3}}|[{NUMERAL}]{{1,5}})\s*条|(?P<path>[0-9]+(?:\.[0-9]+)+)\s*$"
                     r"|\s(?P<bare>[0-9]{1,3})\s*$")


def pointed(segments: Sequence[Segment], documents: Sequence[tuple[int, int]], query: str,
            ) -> Iterator[tuple[int, int, str]]:
    """For each of the documents that a query names (segment, number in it) the clause it points to, or its first one:
    segment, clause, and why.
    """
    number, rest = document_in(query)
    named = "文号相符" if number else "标题相符"
    match = _CLAUSE.search(rest)
    for segment, document in documents:
        first = segments[segment].first_of(document)
        rows = segments[segment].rows(range(first, segments[segment].first_of(document + 1)))
        anchors = {row.anchor: clause for clause, (_, row) in sorted(rows.items(), reverse=True)}
        found = [clause for anchor, clause in anchors.items() if match and _points(match, anchor)]
        if found:
            yield segment, min(found), f"{named}；{match[0].strip() if match else ''}"
        else:
            yield segment, first, named + (f"；未见{match[0].strip()}" if match else "")


def _points(match: re.Match[str], anchor: str) -> bool:
    if match["path"]:
        return anchor == "c-" + match["path"].replace(".", "-")
    typed = match["number"] or match["bare"]
    number = typed if typed.isdigit() else str(chinese_to_int(typed))
    return re.fullmatch(rf"art-{int(number)}|c(?:-[0-9]+)*-{int(number)}", anchor) is not None
