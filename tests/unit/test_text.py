"""Characters, Chinese numerals, dates and hashing."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from tiaowen.text import chinese_to_int, half_width_digits, int_to_chinese, is_han, iso_date, sha256, squeeze


@pytest.mark.parametrize(("numeral", "value"), [
    ("十", 10), ("十二", 12), ("二十", 20), ("一百零五", 105), ("一百二十", 120), ("二〇二三", 2023),
    ("两千三百万", 23_000_000),
    ("三亿", 300_000_000), ("２０２５", 2025), ("一千零一十", 1010),
])
def test_chinese_to_int(numeral: str, value: int) -> None:
    assert chinese_to_int(numeral) == value


@pytest.mark.parametrize("word", ["", "甲", "第一", "1.5", "十个"])
def test_no_numeral(word: str) -> None:
    with pytest.raises(ValueError, match="not a numeral"):
        chinese_to_int(word)


@settings(derandomize=True, max_examples=400, deadline=None)
@given(st.integers(0, 9999))
def test_numerals_round_trip(number: int) -> None:
    assert chinese_to_int(int_to_chinese(number)) == number


def test_int_to_chinese_range() -> None:
    with pytest.raises(ValueError, match="out of range"):
        int_to_chinese(10_000)


@pytest.mark.parametrize(("text", "date"), [
    ("二〇二三年二月二十六日", "2023-02-26"), ("一九九六年六月二十九日", "1996-06-29"),
    ("2018年12月05日", "2018-12-05"),
    ("2021 年 9 月", "2021-09"), ("2025年", "2025"), ("2019-6-4 10:00", "2019-06-04"), ("2019/6/4", "2019-06-04"),
    ("自２０１９年１月１日起", "2019-01-01"), ("3月25日", None), ("2019年13月1日", None), ("没有日期", None),
])
def test_iso_date(text: str, date: str | None) -> None:
    assert iso_date(text) == date


def test_squeeze_and_hash_ignore_white_space() -> None:
    assert squeeze(" 第一条\u3000为了\u00a0\u200b加强\n") == "第一条为了加强"
    assert sha256("第一条 为了") == sha256("第一条\u3000为了\n")
    assert len(sha256("")) == 64


def test_digits_and_han() -> None:
    assert half_width_digits("１．５") == "1.5"
    assert is_han("〇")
    assert is_han("\U00020000")
    assert not is_han("A")
