"""Rows of a table under the head that says what its columns hold; the same for every kind of fact."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from typing import TypeVar

from tiaowen.model import Clause, Path, Span

TITLED = 3  # rows among which the head of a table of tasks stands: a title and the names of groups may be above it
_Head = TypeVar("_Head")


def rows_of(clauses: Iterable[Clause], head_of: Callable[[Sequence[str]], _Head | None],
            within: int | None = None) -> Iterator[tuple[Clause, _Head, bool]]:
    """Each row from the head of its table on, with that head and whether it is the head itself.

    ``head_of``: what the cells of a row say of the columns, None for a row that is no head; asked of the first
    ``within`` rows of a table, or of all until one is.
    """
    heads: dict[Path, _Head] = {}
    asked: dict[Path, int] = {}
    for clause in clauses:
        if clause.kind != "row":
            continue
        table = clause.parent
        if table in heads:
            yield clause, heads[table], False
        elif (within is None or asked.get(table, 0) < within) and (head := head_of(clause.cells)) is not None:
            heads[table] = head
            yield clause, head, True
        asked[table] = asked.get(table, 0) + 1


def header_words(cell: str) -> str:
    """The words of a column head, without blanks and what stands in brackets: 责任单位（加粗的为牵头单位）."""
    return re.sub(r"\s+|[（(][^（）()]*[）)]", "", cell)


def cell_spans(full: str) -> list[Span]:
    """Where each cell of a row stands in its full text, which joins them by tabs."""
    spans, at = [], 0
    for cell in full.split("\t"):
        spans.append(Span(at, at + len(cell)))
        at += len(cell) + 1
    return spans
