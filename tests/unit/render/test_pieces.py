"""Long tables in pieces: every row once, in order, under its group."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as some
from msgspec import Struct
from tiaowen.render.pieces import MOST, ROWS, WHOLE, many, pieces


class Row(Struct, frozen=True):
    """A row that is due."""

    due: str = ""


class Group(Struct, frozen=True):
    """Rows under a head."""

    key: str
    rows: tuple[Row, ...]


@pytest.mark.parametrize(("count", "ends"), [
    (0, [0]), (WHOLE, [WHOLE]), (WHOLE + 1, [*range(ROWS, WHOLE + 1, ROWS), WHOLE + 1]),
])
def test_a_short_table_is_whole_and_a_long_one_begins_with_few_rows(count: int, ends: list[int]) -> None:
    made = pieces([Row()] * count)
    assert [piece.last for piece in made] == ends
    assert [piece.first for piece in made] == [1, *(end + 1 for end in ends[:-1])]
    assert sum(len(piece.rows) for piece in made) == count


def test_the_columns_with_more_values_than_a_list_holds_are_told() -> None:
    rows = [Row(f"{number % (MOST + 1)}") for number in range(WHOLE + 1)]
    assert many(rows, {"期限": "due"}) == "期限" and many(rows[:WHOLE], {"期限": "due"}) == ""
    assert many([Group("a", tuple(rows))], {"期限": "due"}) == "期限"
    assert many([Row(f"{number % MOST}") for number in range(WHOLE + 1)], {"期限": "due"}) == ""


@given(some.lists(some.integers(1, 150), max_size=12))
def test_groups_are_cut_and_nothing_is_lost(sizes: list[int]) -> None:
    groups = [Group(str(number), tuple(Row(f"{number}.{at}") for at in range(size)))
              for number, size in enumerate(sizes)]
    made = pieces(groups)
    assert [row for piece in made for group in piece.rows for row in group.rows] == [r for g in groups for r in g.rows]
    assert all(row.due.split(".")[0] == group.key for piece in made for group in piece.rows for row in group.rows)
    assert sum(len(group.rows) for group in made[0].rows) == made[0].last


def test_a_piece_says_until_when_something_of_it_is_ahead() -> None:
    days = ["2026", *["2026-03-31"] * WHOLE]
    first, *_, second = pieces([Row(day) for day in days])
    assert (first.until, second.until) == ("2026-99-99", "2026-03-31-99-99")
    assert second.until < "2026-04-01" < first.until < "2027-01-01" and second.until > "2026-03-31"
    undated = pieces([Row(""), *(Row(day) for day in days)])
    assert [piece.until for piece in undated] == ["", *["2026-03-31-99-99"] * (WHOLE // ROWS)]
