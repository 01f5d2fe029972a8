"""Deadlines in tables of tasks: 序号 | 工作任务 | 责任单位 | 完成时限 — one entry a row, from the column of times."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import NamedTuple

from tiaowen.facts.table_heads import TITLED, cell_spans, header_words, rows_of
from tiaowen.facts.target.deadlines import Year, mentions
from tiaowen.language.quantity import plain
from tiaowen.model import Clause, Deadline, Policy

WHEN = re.compile(
    r"^(?:完成|办结|办理|整改|实施|落实|计划完成|拟完成|要求完成|工作)?(?:时限|期限|时间|时间节点|截止时间|截止日期|时序进度|时间进度)"
    r"(?:要求)?$")
_WHAT = re.compile(r"(?:任务|事项|措施|内容|举措|工作|项目|问题|目标)(?:名称|内容|清单)?$")


class _Head(NamedTuple):
    """The columns of a table: of the time, and of what is to be done."""

    when: int
    what: int


def of_rows(policy: Policy, year: Year) -> dict[str, tuple[Deadline, ...]]:
    """The rows of tables with a column of times by path, each with its deadline; empty for a head and for a cell
    without a day.
    """
    rows = rows_of(policy.clauses, _head, TITLED)
    return {row.path: () if is_head else _of_row(row, head, year) for row, head, is_head in rows}


def _head(cells: Sequence[str]) -> _Head | None:
    names = [header_words(cell) for cell in cells]
    when = [index for index, name in enumerate(names) if WHEN.search(name)]
    what = [index for index, name in enumerate(names) if _WHAT.search(name) and index not in when]
    return _Head(when[0], what[-1]) if when and what else None


def _of_row(clause: Clause, head: _Head, year: Year) -> tuple[Deadline, ...]:
    if len(clause.cells) <= max(head):
        return ()
    cell = plain(clause.cells[head.when]).strip()
    date = day_of(cell, year)
    if date is None:
        return ()
    span = cell_spans(clause.full)[head.when]
    return (Deadline(path=clause.path, anchor=clause.anchor, quote=clause.full[span.start:span.end], span=span,
                     date=date, what=" ".join(clause.cells[head.what].split()), line=clause.line),)


def day_of(cell: str, year: Year) -> str | None:
    """The day that the words under 完成时限 name, ISO; none when they name none or leave its year open.

    2025年12月 is by its end, though no 前 or 底 says so.
    """
    times = [m for m in (*mentions(cell, year), *mentions(f"{cell}底", year)) if m.date
             and m.kind in ("by", "to", "within")]
    return None if not times or times[0].inferred else max(m.date or "" for m in times)
