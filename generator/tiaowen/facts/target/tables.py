"""Targets in indicator tables: 指标 | 单位 | 2020年 | 2025年目标 | 属性 — one entry a row, from the column of the last
year.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import NamedTuple

from tiaowen.catalog.quantities import QuantityWords
from tiaowen.facts.table_heads import rows_of
from tiaowen.facts.target.deadlines import Year
from tiaowen.language.quantity import masked, plain, quantities
from tiaowen.model import Clause, Path, Policy, Span, Target

_NAME = re.compile(r"^\s*(?:主要|核心|具体|预期|发展|序号)?(?:指标|目标|项目)(?:名称|内容|类别)?\s*$")
_UNIT = re.compile(r"单位\s*(?:（[^（）]*）)?\s*$")
_YEAR = re.compile(r"(20\d\d)\s*年?\s*(?:底|末)?\s*(?:目标|规划|预期|计划|目标值|预期值|规划值)?\s*值?")
_NUMBER = re.compile(
    r"(?P<sign>≥|>|＞|≧|≤|<|＜|≦|约|达到|超过|不低于)?\s*[\[［（(]?\s*"
    r"(?P<value>\d{1,12}(?:,\d{3})*(?:\.\d{1,6})?)(?:\s*[—–\-~]\s*(?P<top>\d{1,12}(?:\.\d{1,6})?))?"
)
_UNIT_IN_NAME = re.compile(r"（([^（）]{1,12})）\s*$")
_COMPARATORS = {"≥": "不低于", "≧": "不低于", ">": "超过", "＞": "超过", "≤": "不高于", "≦": "不高于", "<": "低于",
                "＜": "低于", "约": "约"}
_POINTS = re.compile(
    r"\s*(?:标准|考核|指标|单项|满分)?(?:分值|得分|评分|扣分|加分|计分|赋分|积分)(?:标准|办法|细则|值)?\s*"
    r"(?:（[^（）]*）)?\s*$")


class Columns(NamedTuple):
    """Where an indicator table keeps its metric, its unit and the value to be reached."""

    name: int
    unit: int | None
    value: int
    deadline: str


def indicator_rows(policy: Policy, year: Year) -> dict[str, Columns | None]:
    """The rows of the policy's indicator tables by path; None for a header row, which holds no target."""
    rows = rows_of(policy.clauses, lambda cells: _columns([plain(cell) for cell in cells], year))
    return {row.path: None if is_head else head for row, head, is_head in rows}


def points_tables(policy: Policy) -> set[Path]:
    """The tables that give points: 指标 | 分值. What stands there is how to count, nothing to be reached."""
    return {clause.parent for clause in policy.clauses if clause.kind == "row"
            and any(_POINTS.match(plain(cell)) for cell in clause.cells)}


def _columns(cells: list[str], year: Year) -> Columns | None:
    names = [i for i, cell in enumerate(cells) if _NAME.match(cell)]
    years = [(i, match[1]) for i, cell in enumerate(cells) if (match := _YEAR.search(cell))]
    ahead = [(i, text) for i, text in years if year.value is None or int(text) >= year.value]
    if not names or not ahead:
        return None
    column, deadline = max(ahead, key=lambda item: (item[1], item[0]))
    units = [i for i, cell in enumerate(cells) if _UNIT.search(cell)]
    return Columns(names[-1], units[0] if units else None, column, deadline)


def of_row(clause: Clause, columns: Columns, words: QuantityWords) -> Iterator[Target]:
    """The target of one row; none when its cell holds no number (完成国家下达任务) or the row is shorter than the
    header.
    """
    cells = [plain(cell) for cell in clause.cells]
    shift = len(cells) - 1 - columns.value  # a category cell that spans rows is missing from the later ones
    if len(cells) <= columns.value and shift < -1:
        return
    offset = min(shift, 0) if len(cells) <= columns.value else 0
    cell, name = cells[columns.value + offset], cells[max(columns.name + offset, 0)]
    match = _NUMBER.search(cell)
    if not match or not name.strip():
        return
    in_name = _UNIT_IN_NAME.search(name)
    unit = cells[columns.unit + offset].strip() if columns.unit is not None else ""
    unit = unit or (in_name[1] if in_name else "")
    printed = match["value"] + (f"—{match['top']}" if match["top"] else "")
    read = quantities(masked(f"{printed}{unit}" if unit else cell[match.start("value"):]), words)
    known = read[0] if read and read[0].value_max is not None or read and not match["top"] else None
    yield Target(
        path=clause.path, anchor=clause.anchor, line=clause.line, quote=clause.full, span=Span(0, len(clause.full)),
        metric=_UNIT_IN_NAME.sub("", name).strip(),
        comparator=_COMPARATORS.get(match["sign"] or "", match["sign"] or "="),
        value=known.value if known else float(match["value"].replace(",", "")),
        unit=known.unit if known and known.unit else unit,
        value_max=known.value_max if known else float(match["top"]) if match["top"] else None,
        deadline=columns.deadline, kind="target",
    )
