"""Targets: the year of a document, lost digits and their findings, and time that grows with the text, not with its
square.
"""

from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from tiaowen.catalog import Catalog, load_catalog
from tiaowen.data import packaged
from tiaowen.facts.target import extract as targets
from tiaowen.facts.target.deadlines import Year, mentions, year_of
from tiaowen.language.damage import is_damaged
from tiaowen.language.quantity import masked, plain, quantities
from tiaowen.pipeline.document import understand

from tests.factories import clause, policy

SEEDS = Path(__file__).parents[4] / "shared" / "seeds"
CATALOG = load_catalog((packaged("site_config"),))
WORDS = CATALOG.quantities


@pytest.fixture(scope="module")
def catalog() -> Catalog:
    return CATALOG


@pytest.mark.parametrize(("text", "value", "top", "unit"), [
    ("5.7万户", 57000, None, "户"), ("3亿元", 3, None, "亿元"), ("千亿元", 1000, None, "亿元"),
    ("13万亿元", 13, None, "万亿元"),
    ("一万元", 1, None, "万元"), ("5千万元", 5000, None, "万元"), ("1,200万元", 1200, None, "万元"),
    ("1，200家", 1200, None, "家"),
    ("12万亩", 12, None, "万亩"), ("1—2个", 1, 2, "个"), ("1 至2 处", 1, 2, "处"), ("15-20万元", 15, 20, "万元"),
    ("5%～20%", 5, 20, "%"),
    ("500万元—5000万元", 500, 5000, "万元"), ("千分之三", 3, None, "‰"), ("百分之八点五", 8.5, None, "%"),
    ("三分之一", 0.3333, None, "比例"),
    ("1/3以上", 0.3333, None, "比例"), ("５０％", 50, None, "%"), ("5元/人/夜", 5, None, "元/人/夜"),
    ("49微克/立方米", 49, None, "微克/立方米"),
    ("200多家", 200, None, "家"), ("10余万人", 100000, None, "人"), ("3000㎡", 3000, None, "平方米"),
    ("2.12分/千瓦时", 2.12, None, "分/千瓦时"),
])
def test_numbers_and_units(text: str, value: float, top: float | None, unit: str) -> None:
    found = quantities(masked(plain(text)), WORDS)
    assert [(q.value, q.value_max, q.unit) for q in found] == [(value, top, unit)]


@pytest.mark.parametrize("text", [
    "2025年", "4月底", "10月20日", "国办发〔2017〕7号", "第30条", "第三届", "前30名", "《2021年方案》", "“千人计划”",
    "5G网络", "PM2.5", "G60走廊",
    "10+5+N", "12:30", "重大项目", "十大产业人才",
])
def test_what_is_no_quantity(text: str) -> None:
    assert quantities(masked(plain(text)), WORDS) == ()


@pytest.mark.parametrize(("text", "dates"), [
    ("到2025年", ["2025"]), ("力争到2021年", ["2021"]), ("2022年底前", ["2022-12"]), ("到2025年底", ["2025-12"]),
    ("2019年12月底前", ["2019-12"]),
    ("2021年12月31日前", ["2021-12-31"]), ("“十四五”末", ["2025"]), ("十三五期间", ["2020"]),
    ("2021—2025年期间", ["2025"]), ("年底前", ["2018-12"]),
    ("6月底前", ["2018-06"]), ("上半年", ["2018-06"]), ("第三季度末前", ["2018-09"]), ("年内", ["2018"]),
    ("明年底前", ["2019-12"]),
    ("比2022年增长", []), ("自2019年1月1日起", []), ("《2021年方案》", []),
    ("纳入省“十四五”规划", []), ("两年内", [None]), ("每年", [None]), ("主汛期前", []),
])
def test_deadlines(text: str, dates: list[str | None]) -> None:
    assert [m.date for m in mentions(text, Year(2018))] == dates


def test_the_year_comes_from_the_date_then_the_number_then_the_title() -> None:
    assert year_of(policy("x", issue_date="2021-05-06", title="", doc_number=""), WORDS) == Year(2021)
    assert year_of(policy("x", doc_number="威发〔2023〕3号", title=""), WORDS) == Year(2023)
    assert year_of(policy("x", title="2026年政府工作报告", doc_number=""), WORDS) == Year(2026)
    assert year_of(policy("x", title="", doc_number="", publish_date="2020-01-01"), WORDS) == Year(2020, inferred=True)
    assert year_of(policy("x", title="", doc_number=""), WORDS) == Year(None, inferred=True)


def test_events_that_contradict_each_other_give_no_year() -> None:
    text = "结合“营改增”政策的全面实施，决战决胜脱贫攻坚。"
    assert year_of(policy("x", clause("1", text), title="", doc_number=""), WORDS).value is None


def test_a_document_full_of_numbers_without_a_long_one_is_damaged() -> None:
    small = "，".join(f"培育{n}家" for n in range(1, 25))
    assert is_damaged(policy("x", clause("1", small), title=""))
    assert not is_damaged(policy("x", clause("1", small + "，完成120项"), title=""))
    assert not is_damaged(policy("x", clause("1", "培育3家，建成2个"), title=""))


def test_every_lost_number_is_a_finding_with_its_line(catalog: Catalog) -> None:
    found = targets.damaged(policy("x", clause("1", "全市减轻负担约亿元。", line=6)), catalog)
    assert [(d.code, d.severity, d.line) for d in found] == [("P003", "warning", 6)]
    assert "约亿元" in found[0].message


@pytest.mark.parametrize("text", [
    "总投资亿元以上项目3000个", "市、县两级以上", "两个以上党组织", "企业和企业家合法权益",
    "个体工商户以上", "千家以上",
])
def test_whole_texts_are_not_called_damaged(text: str, catalog: Catalog) -> None:
    assert targets.damaged(policy("x", clause("1", text)), catalog) == ()


@pytest.mark.skipif(not SEEDS.is_dir(), reason="../shared is absent")
def test_the_damaged_seed_shows_no_lost_number_as_a_value(catalog: Catalog) -> None:
    file = next(SEEDS.glob("003_*.txt"))
    found = understand(file, file.name, catalog)
    lost = [t for t in found.facts.targets if t.damaged]
    assert len(lost) >= 18 and all(t.value is None for t in lost)
    assert not any(t.value == 0 and t.kind != "full_coverage" for t in found.facts.targets)
    assert sum(d.code == "P003" for d in found.diagnostics) >= 18
    assert all(t.deadline_inferred for t in found.facts.targets if t.deadline)


@settings(max_examples=150, derandomize=True, deadline=None)
@given(st.lists(st.sampled_from([
    "到2025年", "，", "。", "；", "：", "（", "）", "建成", "50个", "园区", "达到",
    "86%", "以上", "分别", "均", "、", "和", "每年", "奖励", "100万元", "对", "的企业",
    "全覆盖", "清零", "一", "“", "”", "《", "》", "1—2", "千亿元", "年底前", "\t", "\n", " ", "0", "约亿元", "占比",
    "翻番", "不超过", "最高",
]), max_size=30).map("".join))
def test_no_text_raises_and_every_quote_stands_in_it(text: str) -> None:
    document = policy("x", clause("1", text))
    for fact in targets.extract(document, CATALOG):
        assert document.clauses[0].full[fact.span.start:fact.span.end] == fact.quote
        assert not (fact.damaged and fact.value is not None)
        assert fact.deadline is not None or not fact.deadline_inferred


def test_a_number_of_which_nothing_says_what_it_measures_is_a_mention(catalog: Catalog) -> None:
    given = policy("x", clause("1", "一、到2026年，下降15%。", label="一、"), title="某县工作方案",
                   issue_date="2024-01-01")
    assert targets.extract(given, catalog) == ()
    assert [(m.kind, m.quote) for m in targets.mentions(given, catalog)] == [("target", "下降15%")]
