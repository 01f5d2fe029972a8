"""Plain text: one Line for each line of the file, blank ones included, numbered from 1 over ``text.split("\\n")``."""

from __future__ import annotations

from itertools import groupby

from tiaowen.model import Line, SourceText
from tiaowen.read.decode import decode
from tiaowen.read.source import Source

_FEWEST_ROWS, _FEWEST_CELLS = 2, 3


def read_text(source: Source) -> SourceText:
    """The lines of a text file; a carriage return at the end of a line is no character of it (CRLF), one inside ends a
    line (old Mac files).
    """
    decoded = decode(source.data, source.name)
    return source.result("text", encoding=decoded.encoding, lines=text_lines(decoded.text),
                         diagnostics=decoded.diagnostics)


def text_lines(text: str) -> tuple[Line, ...]:
    """Lines numbered from 1; empty for an empty text. Neighbouring lines of as many cells, which a spreadsheet or a
    word processor parts by tabs when a table is pasted, are the rows of one table.
    """
    if not text:
        return ()
    if "\n" not in text and "\r" in text:
        text = text.replace("\r", "\n")
    lines: list[Line] = []
    tables = 0
    for cells, group in groupby((line.rstrip("\r") for line in text.split("\n")), _cells):
        rows = list(group)
        is_table = cells >= _FEWEST_CELLS and len(rows) >= _FEWEST_ROWS
        tables += is_table
        lines += [Line(number=number, text=row, table=tables if is_table else 0)
                  for number, row in enumerate(rows, len(lines) + 1)]
    return tuple(lines)


def _cells(line: str) -> int:
    """How many cells tabs part; 0 for a line that a tab indents."""
    return line.count("\t") + 1 if line[:1].strip() else 0
