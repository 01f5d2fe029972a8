"""Days that contradict each other, and what a portal says of a document's validity."""

import pytest
from tiaowen.catalog import Catalog
from tiaowen.parse.dates import out_of_order, stated_dates
from tiaowen.parse.ending import Ending
from tiaowen.parse.header_lines import Front
from tiaowen.parse.lines import Piece
from tiaowen.parse.metadata import validity_of
from tiaowen.parse.parts import Part
from tiaowen.text import iso_date

from tests.factories import clause, policy


@pytest.mark.parametrize(("days", "said"), [
    ({"issue_date": "2023-05-01", "effective_date": "2022-06-01"},
     ("施行日期（2022-06-01）早于发文日期（2023-05-01）", 7)),
    ({"issue_date": "2023-05-01", "expiry_date": "2021-12-31"},
     ("失效日期（2021-12-31）早于发文日期（2023-05-01）", 0)),
    ({"effective_date": "2022-06-01", "expiry_date": "2021-12-31"},
     ("失效日期（2021-12-31）早于施行日期（2022-06-01）", 0)),
])
def test_days_out_of_order_are_a_finding_at_the_clause_that_prints_one(days: dict[str, str], said: tuple[str, int],
                                                                       catalog: Catalog) -> None:
    found = out_of_order(policy("x", clause("art9", "本办法自２０２２年6月1日起施行。", line=7), **days), catalog)
    assert [(item.code, (item.message, item.line)) for item in found] == [("P014", said)]


@pytest.mark.parametrize("days", [
    {"issue_date": "2023-05-01", "effective_date": "2023-05-01", "expiry_date": "2028-04-30"},
    {"issue_date": "2023-05", "effective_date": "2023-05-20"},
    {"issue_date": "2023-05-20", "effective_date": "2023-05"},
    {"effective_date": "2022-06-01"}, {},
])
def test_days_in_order_or_unknown_are_none(days: dict[str, str], catalog: Catalog) -> None:
    assert out_of_order(policy("x", **days), catalog) == ()


@pytest.mark.parametrize(("printed", "validity"), [
    ("现行有效", "现行有效"), ("有效（2020年修订）", "现行有效"), ("未废止", "现行有效"), ("已失效", "已废止"),
    ("无效", "已废止"),
    ("已被修改", "已修改"), ("部分失效", "已修改"), ("尚未生效", "尚未施行"), ("有效期五年", ""), ("", ""),
])
def test_validity_as_portals_write_it(printed: str, validity: str) -> None:
    assert validity_of(printed) == validity


@pytest.mark.parametrize(("printed", "day"), [("二00五年六月十七日", "2005-06-17"), ("2018年03月27", "2018-03-27"),
                                              ("2018年3月27次", "2018-03")])
def test_days_as_hands_and_data_bases_write_them(printed: str, day: str) -> None:
    assert iso_date(printed) == day


@pytest.mark.parametrize(("text", "day"), [
    ("本通知规定的渡船检验标准从2025年1月1日起执行，其他标准从2025年6月1日起执行。", None),
    ("本通知自2025年1月1日起执行。", "2025-01-01"),
])
def test_what_a_notice_lays_down_may_apply_from_another_day_than_the_notice(text: str, day: str | None) -> None:
    part = Part(front=Front(), body=[Piece(number=1, text=text)], ending=Ending())
    assert stated_dates([part], None).effective == day
