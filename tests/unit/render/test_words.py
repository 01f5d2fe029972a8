"""The words that readers are told."""

from __future__ import annotations

from typing import Any, get_args, get_type_hints

import pytest
from msgspec import structs
from tiaowen.model import Citation, Duty, Incentive, Policy, Span, Target, Version
from tiaowen.model.facts import Mention
from tiaowen.render import words

from tests.factories import clause, policy


def target(**more: Any) -> Target:
    return Target(path="1", anchor="c-1", quote="", span=Span(0, 0), line=1, **{"kind": "target"} | more)


@pytest.mark.parametrize(("more", "said"), [
    ({"value": 1000.0, "unit": "亿元", "comparator": "突破"}, "突破 1000 亿元"),
    ({"value": 1200.0, "unit": "亿元", "comparator": "="}, "1200 亿元"),
    ({"value": 62.0, "unit": "%", "comparator": "达到…以上"}, "达到 62 %以上"),
    ({"value": 20.0, "unit": "家", "comparator": "左右"}, "20 家左右"),
    ({"value": 5.0, "value_max": 5.5, "unit": "%", "comparator": "增长"}, "增长 5—5.5 %"),
    ({"value": 2.0, "unit": "倍", "comparator": "翻番"}, "翻番"),
    ({"value": 0.0, "unit": "件", "comparator": "“清零”", "kind": "full_coverage"}, "清零"),
    ({"value": 0.3333, "unit": "比例", "comparator": "压缩…以上"}, "压缩 1/3以上"),
    ({"comparator": "出台", "kind": "milestone"}, ""),
])
def test_a_target_in_words(more: dict[str, Any], said: str) -> None:
    assert words.amount(target(**more)) == said


def test_an_incentive_in_words() -> None:
    paid = Incentive(path="1", anchor="c-1", quote="", span=Span(0, 0), line=1, amount=1000.0, unit="万元")
    assert words.amount(paid) == "1000 万元"


@pytest.mark.parametrize(("amount", "unit", "cap", "said", "capped"), [
    (15.0, "万元/家", "15-20万元", "15—20 万元/家", ""),
    (5.0, "%", "5%—20%", "5—20 %", ""),
    (10.0, "%", "单个项目奖励金额不超过500万元", "10 %", "单个项目奖励金额不超过500万元"),
    (500.0, "万元", "最高奖励500万元", "500 万元", "最高奖励500万元"),
])
def test_a_range_is_told_whole(amount: float, unit: str, cap: str, said: str, capped: str) -> None:
    paid = Incentive(path="1", anchor="c-1", quote="", span=Span(0, 0), line=1, amount=amount, unit=unit, cap=cap)
    assert (words.amount(paid), words.cap(paid)) == (said, capped)


@pytest.mark.parametrize(("cap", "more", "capped"), [
    ("最高100万元", {}, ""),
    ("最高不超过100万元", {}, ""),
    ("最高奖励100万元", {}, ""),
    ("年度补助金额最高100万元", {}, "年度补助金额最高100万元"),
    ("最高50万元", {}, "最高50万元"),
    ("单个项目最高100万元", {}, "单个项目最高100万元"),
    ("最高100万元", {"base": "投资额"}, "最高100万元"),
])
def test_a_bound_is_told_once(cap: str, more: dict[str, Any], capped: str) -> None:
    paid = Incentive(path="1", anchor="c-1", quote="", span=Span(0, 0), line=1, amount=100.0, unit="万元",
                     bound="at_most", cap=cap, **more)
    assert words.cap(paid) == capped


def test_an_amount_with_the_condition_it_hangs_on() -> None:
    paid = Incentive(path="1", anchor="c-1", quote="", span=Span(0, 0), line=1, amount=100.0, unit="万元",
                     beneficiary="酒店", condition="新评定为五星级")
    assert words.beneficiary(paid) == "酒店（新评定为五星级）"


@pytest.mark.parametrize(("iso", "said"),
                         [("2023-02-04", "2023年2月4日"), ("2025-12", "2025年12月"), ("2025", "2025年"), (None, "")])
def test_a_date_in_words(iso: str | None, said: str) -> None:
    assert words.date(iso) == said


@pytest.mark.parametrize(("paths", "said"), [
    ({"2": "二、", "2.3": "（三）", "2.3.15": "15."}, "二、（三）15."),
    ({"2.3": "（三）", "2.2.11": "11.", "1": "一、"}, "二、（二）11."),
    ({"art12": "第十二条", "art12.2": "（二）"}, "第十二条（二）"),
    ({"1": "一、", "1.p2": ""}, "一、第2段"), ({"preamble": ""}, "引言"), ({"A1.art5": "第五条"}, "附件1第五条"),
    ({"gap1": ""}, "残段1"),
    ({"2.3.t1.r4": ""}, "〔2〕〔3〕表1第4行"),
])
def test_where_a_clause_stands(paths: dict[str, str], said: str) -> None:
    by_path = {path: clause(path, label or "文", label=label) for path, label in paths.items()}
    asked = max(paths, key=lambda p: (p.count("."), p))
    assert words.labels(by_path[asked], by_path) == said


def test_sizes() -> None:
    assert [words.size(n) for n in (532, 12_345, 4_000_000)] == ["532 字节", "12.3 KB", "4.0 MB"]


def test_every_code_of_the_data_has_a_word() -> None:
    def codes(record: type, field: str) -> set[str]:
        return set(get_args(get_type_hints(record)[field]))

    assert codes(Target, "kind") == words.TARGET_KINDS.keys()
    assert codes(Incentive, "beneficiary_type") == words.BENEFICIARIES.keys()
    assert (
        codes(Citation, "kind") == words.CITATION_KINDS.keys() and codes(Citation, "relation") == words.RELATIONS.keys()
    )
    assert codes(Mention, "kind") == words.MENTIONS.keys()
    assert codes(Duty, "role") == words.ROLES.keys()
    assert codes(Policy, "status") - {"published"} == words.STATUS.keys()


@pytest.mark.parametrize(("earlier", "current", "called"), [
    ({"2021-05-01": "2021-05-01"}, "2024-03-01", ["2021年5月1日", "2024年3月1日"]),
    ({"2021-05-01": "2021-05-01"}, "2021-05-01", ["2021年5月1日第1版", "2021年5月1日第2版"]),
    ({"2020-01-02": "2020-01-02", "2021-05-01": "2021-05-01", "2021-05-01-b": "2021-05-01"}, "2021-05-01",
     ["2020年1月2日", "2021年5月1日第1版", "2021年5月1日第2版", "2021年5月1日第3版"]),
    ({"a1b2c3d4": None}, None, ["a1b2c3d4", "日期未知"]),
])
def test_versions_of_one_date_are_told_apart(earlier: dict[str, str | None], current: str | None,
                                             called: list[str]) -> None:
    versions = tuple(Version(slug=slug, date=day, sha256="") for slug, day in earlier.items())
    document = structs.replace(policy("", clause("1", "一、甲。")), issue_date=current, versions=versions)
    assert [words.version(slug, document) for slug in (*earlier, "")] == called
