"""A long table in pieces: its first rows, which a phone shows at once, and the others, which the page keeps as text
until somebody asks for them.

A browser with scripts reads what is inside ``<noscript>`` as one text, in no time; tables-choices.js makes rows of it.
Without script they are folded parts of the page. A piece whose rows are over by the reader's day is passed over.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import groupby
from operator import attrgetter, itemgetter
from typing import Any

from msgspec import Struct
from msgspec.structs import replace

from tiaowen.render.days import end_of

WHOLE = 200  # rows of a table that needs no pieces
ROWS = 50  # of a piece
MOST = 80  # values of a list to choose from (tables-choices.js); more are typed


class Piece(Struct, frozen=True, kw_only=True):
    """Rows ``first`` to ``last``, counted from 1. ``rows``: they, or their groups. ``until``: where all of them fall
    due, the end of the last (``end_of``); else empty.
    """

    rows: tuple[Any, ...]
    first: int
    last: int
    until: str


def pieces(rows: Iterable[Any]) -> tuple[Piece, ...]:
    """The rows of a table, or its groups of rows (``rows`` of each), in pieces; one piece where they are few. Called by
    the templates.
    """
    flat = [(number, group, row) for number, group in enumerate(rows) for row in getattr(group, "rows", (group,))]
    if len(flat) <= WHOLE:
        return (_piece(flat, 0),)
    return tuple(_piece(flat[start:start + ROWS], start) for start in range(0, len(flat), ROWS))


def many(rows: Iterable[Any], columns: Mapping[str, str]) -> str:
    """The columns (name → field of a row, ``clause.policy_title``) that have more values than a list holds, joined by
    ；. They are typed into from the beginning, not from when all rows are there. Called by the templates.
    """
    flat = [row for group in rows for row in getattr(group, "rows", (group,))]
    if len(flat) <= WHOLE:
        return ""
    return "；".join(name for name, field in columns.items() if len(_values(flat, field)) > MOST)


def _values(rows: Iterable[Any], field: str) -> set[Any]:
    found = map(attrgetter(field), rows)
    return {value for values in found for value in (values if isinstance(values, tuple) else (values,)) if value}


def _piece(part: Sequence[tuple[int, Any, Any]], start: int) -> Piece:
    """``part``: each row with the number of its group and the group, a row of none with itself."""
    days = [getattr(row, "due", "") for _, _, row in part]
    return Piece(rows=tuple(_grouped(part)), first=start + 1, last=start + len(part),
                 until=max(map(end_of, days)) if days and all(days) else "")


def _grouped(part: Sequence[tuple[int, Any, Any]]) -> Iterator[Any]:
    for _, found in groupby(part, key=itemgetter(0)):
        (_, group, first), *others = found
        yield group if group is first else replace(group, rows=(first, *(row for _, _, row in others)))
