"""Duties in tables: the columns that say who is responsible."""

from __future__ import annotations

import re
from collections.abc import Iterable

from tiaowen.language.roles import charges, role_of_label
from tiaowen.model import Clause, DutyRole, Span

_MOST_HEADERS = 3


def columns(clauses: Iterable[Clause]) -> dict[str, dict[int, DutyRole]]:
    """Path of a table → its duty columns with their roles, from the first row whose cells name them."""
    found: dict[str, dict[int, DutyRole]] = {}
    rows: dict[str, int] = {}
    for clause in clauses:
        if clause.kind == "row":
            rows[clause.parent] = rows.get(clause.parent, 0) + 1
            if clause.parent not in found and rows[clause.parent] <= _MOST_HEADERS:
                roles: dict[int, DutyRole] = {}
                for index, cell in enumerate(clause.cells):
                    role = role_of_label(header_words(cell))
                    if role and charges(header_words(cell)):
                        roles[index] = role
                if roles:
                    found[clause.parent] = roles
    return found


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
