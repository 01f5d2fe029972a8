"""Spreadsheets as texts: the title and notes around a table are lines, its rows are rows, numbers read as the sheet
shows them.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from datetime import date, datetime, time
from decimal import ROUND_HALF_UP, Decimal
from math import isfinite

from msgspec import Struct

from tiaowen.diagnostics import finding
from tiaowen.model import Diagnostic, Line, SourceFormat, SourceText
from tiaowen.read.source import Source
from tiaowen.read.tables import Cell, grid

_SHEET = "工作表名称"
_QUOTED = re.compile(r"""\\.|"[^"]*"|\[[^\]]*\]|_.""")
_LITERAL = re.compile(r"""\\(.)|"([^"]*)"|\[[^\]]*\]""")
# what the file calls the system's own short date, which is printed 2026/6/1 in China
_SYSTEM_DATES = ("mm-dd-yy", "m/d/yy", "m/d/yyyy")
# Formats that a Chinese file names by number alone (ECMA-376-1, 18.8.30, zh-cn).
_MONTH, _DAY, _WHOLE = 'yyyy"年"m"月"', 'm"月"d"日"', 'yyyy"年"m"月"d"日"'
NUMBERED = {27: _MONTH, 28: _DAY, 29: _DAY, 30: "m-d-yy", 31: _WHOLE, 36: _MONTH, 50: _MONTH, 51: _DAY, 52: _MONTH}
NUMBERED |= {53: _DAY, 54: _DAY, 57: _MONTH, 58: _DAY}
NUMBERED |= dict.fromkeys((32, 34, 55), "h:mm") | dict.fromkeys((33, 35, 56), "h:mm:ss")
_DECIMALS = re.compile(r"\.([0#?]+)")
_MOST_PLACES = 12  # behind the point: a number has 15 digits, and no reader looks at more


class Row(Struct, kw_only=True):
    """One row as shown: its cells, and whether it is hidden."""

    cells: list[Cell]
    hidden: bool = False


class Sheet(Struct, kw_only=True):
    """One visible sheet: what was read of it, how many rows and columns it has, and how many columns are hidden."""

    name: str
    rows: list[Row]
    total: int
    columns: int
    hidden: int = 0


def sheet_text(source: Source, kind: SourceFormat, sheets: list[Sheet], found: tuple[Diagnostic, ...] = (), *,
               hidden: int = 0) -> SourceText:
    """The lines of a workbook; ``number`` counts the rows of all sheets from 1. What its author hid (columns, rows,
    so many ``hidden`` sheets) is no part of what is published: none of it is kept, a finding says how much.
    """
    lines = tuple(_lines(sheets))
    rows = sum(row.hidden and any(cell.text for cell in row.cells) for sheet in sheets for row in sheet.rows)
    unseen = [f"{count} {unit}" for count, unit in (
        (hidden, "个工作表"), (rows, "行"), (sum(sheet.hidden for sheet in sheets), "列")) if count]
    if unseen:
        found = (*found, finding("R025", path=source.name, detail="、".join(unseen)))
    cut = [sheet for sheet in sheets if sheet.total > len(sheet.rows)]
    if cut:
        found = (*found, source.cut(f"工作表“{cut[0].name}”的前 {len(cut[0].rows)} 行", f"{cut[0].total} 行"))
    most = source.limits.columns
    if wide := [sheet for sheet in sheets if sheet.columns > most]:
        found = (*found, source.cut(f"工作表“{wide[0].name}”的前 {most} 列", f"{wide[0].columns} 列"))
    if not any(not line.left_out for line in lines):
        found = (*found, finding("R001", path=source.name))
    return source.result(kind, encoding="utf-8", lines=lines, diagnostics=found)


def _lines(sheets: list[Sheet]) -> Iterator[Line]:
    number = table = 0
    for sheet in sheets:
        if len(sheets) > 1 and sheet.rows:
            number += 1
            yield Line(number=number, text=sheet.name, left_out=_SHEET)
        texts = grid([row.cells for row in sheet.rows])
        filled = [sum(bool(cell.text) for cell in row.cells) for row in sheet.rows]
        inside = [index for index, count in enumerate(filled) if count > 1]
        rows = range(inside[0], inside[-1] + 1) if len(inside) > 1 else range(0)
        table += bool(rows)
        for index, (row, cells) in enumerate(zip(sheet.rows, texts, strict=True)):
            number += 1
            if not filled[index] or row.hidden:
                continue
            if index in rows:
                yield Line(number=number, text="\t".join(_trimmed(cells)), table=table)
            else:
                paragraphs = [piece for cell in row.cells for paragraph in cell.paragraphs
                              for piece in paragraph.split("\n") if piece.strip()]
                yield from (Line(number=number, text=piece) for piece in paragraphs)


def _trimmed(cells: list[str]) -> list[str]:
    last = max((index for index, cell in enumerate(cells) if cell), default=0)
    return cells[:last + 1]


def shown(value: object, pattern: str) -> str:
    """A cell's value as its number format prints it: 5.5% of 0.055, 2026年6月 of a date, 1,200.00; a text as it is."""
    if value is None or isinstance(value, str):
        return str(value or "").replace("\r\n", "\n")
    if isinstance(value, bool):
        return "TRUE" if value else "FALSE"
    section = pattern.split(";")[0]
    if isinstance(value, float) and not isfinite(value):
        return str(value)
    if isinstance(value, datetime | date | time):
        return _moment(value, section)
    return _number(float(value), section) if isinstance(value, int | float) else str(value)


def _moment(value: datetime | date | time, pattern: str) -> str:
    plain = re.sub(r"\[\$[^\]]*\]|;@|@", "", "yyyy/m/d" if pattern in _SYSTEM_DATES else pattern)
    day = value if isinstance(value, date) else None
    codes = _QUOTED.sub("", plain).lower()
    if day is None or not re.search("[yd]", codes) and "m" not in codes.replace("mm:ss", ""):
        clock = value if isinstance(value, time) else value.time() if isinstance(value, datetime) else time()
        return clock.strftime("%H:%M:%S" if "s" in codes else "%H:%M")
    written = _LITERAL.sub(lambda m: m[1] or m[2] or "", plain)
    if not re.search("[ymd]", written, re.I):
        return day.isoformat()[:10]
    made = re.sub("yyyy|e", f"{day.year:04d}", written, flags=re.I)
    made = re.sub("yy", f"{day.year % 100:02d}", made, flags=re.I)
    made = re.sub("m{2,}", f"{day.month:02d}", made, flags=re.I)
    made = re.sub("m", str(day.month), made, flags=re.I)
    made = re.sub("d{2,}", f"{day.day:02d}", made, flags=re.I)
    made = re.sub("d", str(day.day), made, flags=re.I)
    hour = value.strftime("%H:%M") if isinstance(value, datetime) else ""
    return re.sub(r"h{1,2}:(?:\d+|m+)(?::s+)?", hour, made, flags=re.I).strip()


def _number(value: float, pattern: str) -> str:
    codes = _QUOTED.sub("", pattern)
    percent = "%" in codes
    value = value * 100 if percent else value
    if not re.search("[0#?]", codes) or "E" in codes.upper() and "GENERAL" not in codes.upper():
        made = f"{value:.15g}" if abs(value) < 1e15 else f"{value:.0f}"
    else:
        decimals = _DECIMALS.search(codes)
        places = min(len(decimals[1]), _MOST_PLACES) if decimals else 0
        exact = (
            Decimal(repr(value)).quantize(Decimal(1).scaleb(-places), ROUND_HALF_UP) if abs(value) < 1e15
            else Decimal(round(value))
        )
        made = f"{exact:,f}" if "," in codes.split(".")[0] else f"{exact:f}"
        if decimals and "#" in decimals[1]:
            made = made.rstrip("0").rstrip(".")
        whole = len(re.sub("[^0]", "", codes.split(".")[0]))
        made = made.zfill(whole) if whole > 1 and "," not in codes else made
    before, after = _around(pattern)
    return before + made + ("%" if percent else "") + after


def _around(pattern: str) -> tuple[str, str]:
    """The words that a number format prints before and after the digits: 0"万元"."""
    plain = re.sub(r"_.|\*.|\[[^\]]*\]", "", pattern)
    match = re.match(r"""((?:"[^"]*"|\\.|[¥￥$ ])*)[^"\\]*((?:"[^"]*"|\\.|[^0#?.,%"\\]*)*)$""", plain)
    if not match or "general" in plain.lower():
        return "", ""
    return tuple(re.sub(r'["\\]', "", side).strip() if '"' in side or "\\" in side or side.strip() in "¥￥$" else ""
                 for side in match.groups())  # type: ignore[return-value]


def placed(values: Iterable[tuple[int, str]], covers: dict[int, tuple[int, int]], covered: set[int],
           width: int, hidden: frozenset[int] = frozenset()) -> list[Cell]:
    """The cells of one row. ``values``: column and text; ``covers``: column → (columns, rows) of a merged cell that
    begins there; ``covered``: columns that a merged cell hides; ``hidden``: columns that are not shown, and take no
    place.
    """
    texts = dict(values)
    found: list[Cell] = []
    for column in range(width):
        columns, height = covers.get(column, (1, 1))
        seen = sum(at not in hidden for at in range(column, column + columns)) if hidden else columns
        if seen and column not in covered:
            found.append(Cell(paragraphs=[texts.get(column, "")], width=seen, height=height))
    return found
