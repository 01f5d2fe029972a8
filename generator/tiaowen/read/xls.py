"""Excel 97 workbooks (.xls) through xlrd, which knows the number formats that other readers of this format drop."""

from __future__ import annotations

import io
from typing import Any

import xlrd

from tiaowen.config import Limits
from tiaowen.model import SourceText
from tiaowen.read.sheets import NUMBERED, Row, Sheet, placed, sheet_text, shown
from tiaowen.read.source import Source


def read_xls(source: Source) -> SourceText:
    """The visible sheets of a workbook, one after the other."""
    try:
        book = xlrd.open_workbook(file_contents=source.data, formatting_info=True, logfile=io.StringIO())
        sheets = [_sheet(book, table, source.limits) for table in book.sheets() if table.visibility == 0]
        hidden = sum(table.visibility != 0 and table.nrows > 0 for table in book.sheets())
    except MemoryError:  # the limit of a file: who set it tells it
        raise
    except Exception as error:  # a damaged workbook fails in as many ways as it has records
        return source.unreadable("xls", "需要密码" if "encrypt" in str(error).lower() else "文件损坏")
    return sheet_text(source, "xls", sheets, hidden=hidden)


def _sheet(book: Any, table: Any, limits: Limits) -> Sheet:
    width = min(table.ncols, limits.columns)
    hidden = frozenset(column for column, stated in table.colinfo_map.items() if stated.hidden and column < width)
    covers: dict[int, dict[int, tuple[int, int]]] = {}
    covered: dict[int, set[int]] = {}
    for top, bottom, left, right in table.merged_cells:
        covers.setdefault(top, {})[left] = (right - left, bottom - top)
        for row in range(top, min(bottom, limits.rows)):
            covered.setdefault(row, set()).update(range(left + (row == top), right))
    rows = [
        Row(
            cells=placed(
                ((column, _text(book, table, row, column)) for column in range(width)),
                covers.get(row, {}), covered.get(row, set()), width, hidden),
            hidden=bool(row in table.rowinfo_map and table.rowinfo_map[row].hidden),
        ) for row in range(min(table.nrows, limits.rows))
    ]
    return Sheet(name=str(table.name), rows=rows, total=int(table.nrows), columns=_columns(table, limits.columns),
                 hidden=len(hidden))


def _columns(table: Any, last: int) -> int:
    """How many columns reach to the last that says something; ``last``, when no more than are read."""
    for row in range(table.nrows if table.ncols > last else 0):
        kinds = table.row_types(row, last)
        last += max(
            (place for place, kind in enumerate(kinds, 1) if kind not in (xlrd.XL_CELL_EMPTY, xlrd.XL_CELL_BLANK)),
            default=0)
    return last


def _text(book: Any, table: Any, row: int, column: int) -> str:
    cell = table.cell(row, column)
    number = book.xf_list[cell.xf_index].format_key if cell.xf_index is not None else 0
    pattern = str(book.format_map[number].format_str or NUMBERED.get(number, ""))
    if cell.ctype == xlrd.XL_CELL_DATE:
        try:
            return shown(xlrd.xldate_as_datetime(cell.value, book.datemode), pattern)
        except (ValueError, OverflowError):
            return shown(float(cell.value), "")
    if cell.ctype == xlrd.XL_CELL_BOOLEAN:
        return shown(bool(cell.value), "")
    if cell.ctype == xlrd.XL_CELL_ERROR:
        return str(xlrd.error_text_from_code.get(cell.value, ""))
    return shown(cell.value, pattern)
