"""Duties in tables: the columns that say who is responsible."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from tiaowen.facts.table_heads import TITLED, header_words, rows_of
from tiaowen.language.roles import charges, role_of_label
from tiaowen.model import Clause, DutyRole, Path


def columns(clauses: Iterable[Clause]) -> dict[Path, dict[int, DutyRole]]:
    """Path of a table → its duty columns with their roles, from the first row whose cells name them."""
    return {row.parent: roles for row, roles, _ in rows_of(clauses, _roles, TITLED)}


def _roles(cells: Sequence[str]) -> dict[int, DutyRole] | None:
    labels = enumerate(map(header_words, cells))
    return {index: role for index, label in labels if charges(label) and (role := role_of_label(label))} or None
