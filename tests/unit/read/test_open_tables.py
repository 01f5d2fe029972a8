"""Tables without all their lines, by the places of rules and characters alone."""

from __future__ import annotations

from itertools import pairwise

from tiaowen.read.glyph_lines import Glyph
from tiaowen.read.open_tables import missing_lines

RULES = (100.0, 120.0, 200.0)


def rule(top: float) -> dict[str, object]:
    size = {"x0": 60.0, "x1": 460.0, "top": top, "bottom": top, "width": 400.0, "height": 0.0}
    return {"orientation": "h", "object_type": "line", **size}


def words(text: str, left: float, top: float) -> list[Glyph]:
    places = [(char, left + 10 * at) for at, char in enumerate(text)]
    return [Glyph(text=char, x0=x, x1=x + 10, top=top, bottom=top + 10, size=10) for char, x in places]


def borders(*placed: tuple[str, float, float], rules: tuple[float, ...] = RULES) -> tuple[list[float], list[float]]:
    glyphs = [glyph for text, left, top in placed for glyph in words(text, left, top)]
    upright, level = missing_lines([rule(top) for top in rules], glyphs)
    return sorted({line["x0"] for line in upright}), [line["top"] for line in level]


def test_columns_lie_between_their_heads_and_a_line_that_continues_a_cell_is_no_row() -> None:
    head = (("地区", 60, 105), ("金额", 130, 105))
    first, second = (("江州", 60, 125), ("五十", 200, 125)), (("河州", 60, 165), ("六十", 200, 165))
    assert borders(*head, *first, *second) == ([60, 105, 460], [120, 150])
    assert borders(*head, *first, ("万元", 200, 136), *second) == ([60, 105, 460], [120, 155.5])


def test_a_head_over_two_columns_is_not_cut() -> None:
    first, second = (*words("江州", 60, 125), *words("五十", 200, 125)), (*words("河州", 60, 145),
                                                                          *words("六十", 200, 145))
    glyphs = [*words("完成情况和预计", 100, 105), *first, *second]
    upright, _ = missing_lines([rule(top) for top in RULES], glyphs)
    assert [line["top"] for line in upright if line["x0"] == 140] == [120, 140]


def test_rules_around_prose_are_no_table() -> None:
    copies = (("抄送：各单位。", 60, 105), ("江州市政府办公室", 60, 125), ("三月印发", 400, 125))  # GB/T 9704: 版记
    assert borders(*copies, rules=(100, 120, 140)) == ([], [])
    prose = [("为促进渡运安全制定本规划各单位应当遵照执行不得推诿", 60, top) for top in (105, 125, 145, 165)]
    assert borders(*prose) == ([], [])
    assert not any(borders(rules=tuple(a for a, _ in pairwise(range(100, 1000, 20)))))
