"""Pieces of lines: what is cut is there once, rows of tables too."""

from tiaowen.model import Span
from tiaowen.parse.borders import broken
from tiaowen.parse.lines import Piece, cut


def test_a_whole_row_keeps_the_tabs_of_its_empty_cells() -> None:
    row = Piece(number=3, text="\t甲\t\t乙\t", table=1)
    assert cut(row, 0, len(row.text)).text == row.text


def test_a_broken_row_has_every_character_once() -> None:
    row = Piece(number=3, text="威政发〔2020〕3号\t各区市政府：一、要求。", table=1)
    parts = broken(row, [11, 18])
    assert [part.text for part in parts] == ["威政发〔2020〕3号", "各区市政府：", "一、要求。"]
    assert all(part.table == 1 for part in parts)


def test_bold_moves_with_its_characters() -> None:
    line = Piece(number=1, text="甲乙  丙丁", bold=(Span(1, 5),))
    assert [(part.text, part.bold) for part in broken(line, [2])] == [("甲乙", (Span(1, 2),)), ("丙丁", (Span(0, 1),))]
