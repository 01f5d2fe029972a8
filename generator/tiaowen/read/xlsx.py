"""Excel workbooks (.xlsx) through openpyxl: the values as last computed, with their number formats."""

from __future__ import annotations

import io
from typing import Any

import openpyxl
from openpyxl.utils.datetime import from_excel

from tiaowen.config import Limits
from tiaowen.diagnostics import finding
from tiaowen.model import SourceText
from tiaowen.read.container import unsafe
from tiaowen.read.sheets import NUMBERED, Row, Sheet, placed, sheet_text, shown
from tiaowen.read.source import Source


def read_xlsx(source: Source) -> SourceText:
    """The visible sheets of a workbook, one after the other; R015 for its pictures and charts."""
    problem = unsafe(source.data)
    if problem:
        return source.unreadable("xlsx", problem)
    try:
        book = openpyxl.load_workbook(io.BytesIO(source.data), data_only=True)
        visible = [table for table in book.worksheets if table.sheet_state == "visible"]
        hidden = sum(table.sheet_state != "visible" and bool(table._cells) for table in book.worksheets)
        sheets = [_sheet(table, source.limits) for table in visible]
    except MemoryError:  # the limit of a file: who set it tells it
        raise
    except Exception:  # a damaged workbook fails in as many ways as it has parts
        return source.unreadable("xlsx", "文件损坏")
    drawn = sum(len(table._images) + len(table._charts) for table in visible)
    return sheet_text(source, "xlsx", sheets,
                      (finding("R015", path=source.name, count=drawn, example="图片"),) if drawn else (), hidden=hidden)


def _sheet(table: Any, limits: Limits) -> Sheet:
    covers: dict[int, dict[int, tuple[int, int]]] = {}
    covered: dict[int, set[int]] = {}
    for area in table.merged_cells.ranges:
        top, left = area.min_row, area.min_col - 1
        covers.setdefault(top, {})[left] = (area.max_col - left, area.max_row - top + 1)
        for row in range(top, min(area.max_row, limits.rows) + 1):
            covered.setdefault(row, set()).update(range(left + (row == top), area.max_col))
    width = min(table.max_column or 0, limits.columns)
    hidden = frozenset(
        column for stated in table.column_dimensions.values() if stated.hidden
        for column in range(max(stated.min, 1) - 1, min(stated.max, width)))
    rows = [
        Row(
            cells=placed(
                ((column, _text(cell)) for column, cell in enumerate(row)),
                covers.get(number, {}), covered.get(number, set()), width, hidden),
            hidden=bool(table.row_dimensions[number].hidden) if number in table.row_dimensions else False,
        ) for number, row in enumerate(
            table.iter_rows(max_row=min(table.max_row or 0, limits.rows), max_col=width), 1)
    ]
    columns = max((column for (_, column), cell in table._cells.items() if column > width and cell.value is not None),
                  default=width)
    return Sheet(name=str(table.title), rows=rows, total=int(table.max_row or 0), columns=columns,
                 hidden=len(hidden))


def _text(cell: Any) -> str:
    """The cell as shown. A format that the file names by number alone is none to openpyxl, and its dates are bare
    numbers.
    """
    number, value = cell._style.numFmtId if cell.has_style else 0, cell.value
    if number in NUMBERED and isinstance(value, int | float) and not isinstance(value, bool):
        try:
            return shown(from_excel(value, cell.parent.parent.epoch), NUMBERED[number])
        except (ValueError, OverflowError):
            return shown(value, "")
    return shown(value, str(cell.number_format or ""))
