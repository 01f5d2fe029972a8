"""Incentives: roles of the numbers of a benefit, parties, and time that grows with the text."""

import time

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from tiaowen.catalog import load_catalog
from tiaowen.data import packaged
from tiaowen.facts.incentive import extract as incentives
from tiaowen.facts.incentive.amounts import offers
from tiaowen.facts.incentive.conditions import tiers
from tiaowen.facts.incentive.parties import kind_of
from tiaowen.language.sentences import read

from tests.factories import clause, policy

CATALOG = load_catalog((packaged("site_config"),))
WORDS = CATALOG.quantities


@pytest.mark.parametrize(("text", "roles"), [
    ("对投资5000万元以上的项目，按投资额的10%给予补助，最高500万元。", ["threshold", "amount", "cap"]),
    ("对首次突破10亿元、50亿元的企业，分别奖励50万元、100万元。", ["threshold", "threshold", "amount", "amount"]),
    ("最高奖励500万元。", ["amount"]),
    ("奖励5万元，每年最高50万元。", ["amount", "cap"]),
    ("每户补贴不足200元的，按照200元/月予以发放。", ["threshold", "amount"]),
    ("处2000元以上2万元以下罚款。", []),
    ("注册资本1000万元，营业收入5亿元。", []),
])
def test_roles_of_numbers(text: str, roles: list[str]) -> None:
    assert [o.role for o in offers(read(clause("1", text), WORDS), WORDS)] == roles


@pytest.mark.parametrize(("name", "kind"), [
    ("工业企业", "enterprise"), ("“专精特新”中小企业", "enterprise"), ("高校毕业生", "person"), ("外地来威求职的高层次人才", "person"),
    ("新型研发机构", "organization"), ("各区市", "government"), ("单项冠军企业（产品）",
    "enterprise"), ("市辖区户籍人口", "unknown"), ("", "unknown"),
])
def test_kinds_of_party(name: str, kind: str) -> None:
    assert kind_of(name, WORDS) == kind


@pytest.mark.parametrize(("text", "count", "parts"), [
    ("新评定为三星级、四星级、五星级", 3, ["新评定为三星级", "新评定为四星级", "新评定为五星级"]),
    ("国家级单项冠军企业、省级专精特新中小企业", 2, ["国家级单项冠军企业", "省级专精特新中小企业"]),
    ("三星级、四星级", 3, []), ("酒店", 1, []),
    ("营业收入首次突破100亿元、50亿元", 2, ["营业收入首次突破100亿元", "营业收入首次突破50亿元"]),
    ("营业收入达到500万元、1000万元以上", 2, ["营业收入达到500万元以上", "营业收入达到1000万元以上"]),
    ("成功创建国家级、省级企业技术中心", 2, ["成功创建国家级企业技术中心", "成功创建省级企业技术中心"]),
    ("国家级“领航”标杆企业、制造业单项冠军企业（产品）", 2, ["国家级“领航”标杆企业", "制造业单项冠军企业（产品）"]),
    ("首次获评中国质量奖、中国质量奖提名奖", 2, ["首次获评中国质量奖", "首次获评中国质量奖提名奖"]),
    ("获得中国专利优秀奖、省专利奖特等奖的专利", 2, ["获得中国专利优秀奖的专利", "获得省专利奖特等奖的专利"]),
    ("新评定为国家2—5星级", 4, ["新评定为国家2星级", "新评定为国家3星级", "新评定为国家4星级", "新评定为国家5星级"]),
])
def test_tiers(text: str, count: int, parts: list[str]) -> None:
    assert tiers(text, count) == parts


def test_two_tiers_share_a_quote_and_keep_document_order() -> None:
    found = incentives.extract(policy("x", clause("1", "对A级、B级的企业，分别给予20万元、10万元奖励。对人才给予补贴。")), CATALOG)
    assert [(i.amount, i.unit) for i in found] == [(20, "万元"), (10, "万元"), (None, "")]
    assert found[0].quote == found[1].quote


HOSTILE = ["奖励1万元", "奖励1万元，", "对企业", "的", "对", "给予", "1万元、", "最高", "（1万元）", "每", "分别奖励1万元、"]


@pytest.mark.parametrize("piece", HOSTILE)
def test_time_grows_with_the_text(piece: str) -> None:
    spent = []
    for size in (5_000, 40_000):
        text = piece * (size // len(piece.encode()))
        start = time.process_time()
        incentives.extract(policy("x", clause("1", text)), CATALOG)
        spent.append(time.process_time() - start)
    assert spent[1] < 24 * max(spent[0], 0.05)


@settings(max_examples=150, derandomize=True, deadline=None)
@given(st.lists(st.sampled_from([
    "对", "凡", "新认定的", "企业", "、", "，", "。", "；", "：", "（", "）", "给予",
    "奖励", "补贴", "100万元", "10%", "以上", "的", "最高", "不超过", "分别", "每月",
    "元/亩", "免费", "一事一议", "罚款", "标准为", "由1.5%降至1%", "费率", "“", "”", "《", "》", "\t", " ",
]), max_size=30).map("".join))
def test_no_text_raises_and_every_quote_stands_in_it(text: str) -> None:
    document = policy("x", clause("1", text))
    for fact in incentives.extract(document, CATALOG):
        assert document.clauses[0].full[fact.span.start:fact.span.end] == fact.quote
