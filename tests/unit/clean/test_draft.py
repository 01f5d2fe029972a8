"""Parts of lines: what stands outside is cut away, what a table needs stays."""

from __future__ import annotations

from tiaowen.clean.draft import within
from tiaowen.model import Line, Span


def test_a_row_keeps_the_tabs_of_its_empty_first_cells() -> None:
    """A first cell that is spanned from the row above is empty: without its tab every cell moves one column to the
    left.
    """
    row = Line(number=3, text=" \t2017年\t 5715\t", table=1, bold=(Span(2, 7),))
    part = within(row, 0, len(row.text))
    assert part.text == "\t2017年\t 5715"
    assert [part.text[span.start:span.end] for span in part.bold] == ["2017年"]


def test_a_paragraph_loses_its_indent() -> None:
    """A tab before a paragraph is layout."""
    line = Line(number=1, text="\t一、目标 ")
    assert within(line, 0, len(line.text)).text == "一、目标"
