"""The rows that a long table has no room for: files beside its page, one for each value of the choice that brings them
(a year, a kind of receiver). So every number that leads to a table leads to all that it counts (tables-held.js).
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import Generic, TypeVar

from msgspec import Struct

from tiaowen.render.json_text import compact
from tiaowen.render.library import href
from tiaowen.render.rows import Told

MOST = 5000  # rows of one file; any more are on the pages of the places and in the CSV
UNDATED = "没有写明"  # the year of what names none
F = TypeVar("F")


class Part(Struct, Generic[F], frozen=True, kw_only=True):
    """Rows of one file. ``value``: as it is chosen; ``key``: in the name of the file; ``count``: of all rows that the
    table lacks of that value, of which the file has the first.
    """

    value: str
    key: str
    count: int
    facts: tuple[Told[F], ...]


# the facts of a page, those in the script beside it, and the parts
Split = tuple[list[Told[F]], list[Told[F]], tuple[Part[F], ...]]


def parts(rest: Iterable[Told[F]], value_of: Callable[[F], tuple[str, str]]) -> tuple[Part[F], ...]:
    """The facts that a table lacks, by value; each in the order in which they come. ``value_of``: value and key."""
    found: dict[tuple[str, str], list[Told[F]]] = {}
    for told in rest:
        found.setdefault(value_of(told[1]), []).append(told)
    return tuple(Part(value=value, key=key, count=len(facts), facts=tuple(facts[:MOST]))
                 for (value, key), facts in sorted(found.items()))


def of_year(day: str | None) -> tuple[str, str]:
    """Value and key of a day."""
    return (day[:4], day[:4]) if day else (UNDATED, "none")


def all_come(found: Iterable[Part[F]]) -> bool:
    """Whether any choice brings all of the parts: they are few enough."""
    return sum(part.count for part in found) <= MOST


def file_of(kind: str, key: str) -> str:
    """The file of a part."""
    return f"data/{kind}-rows-{key}.js"


def announced(kind: str, choice: str, found: Iterable[Part[F]], page: str) -> str:
    """What the table says of its parts, as JSON: the name of the choice, how many rows come with any choice, and of
    each part value, address and count; empty for a table that holds all.
    """
    known = [[part.value, str(href(file_of(kind, part.key), page)), part.count] for part in found]
    return compact([choice, MOST, known]) if known else ""
