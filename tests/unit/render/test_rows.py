"""Rows of targets and incentives: who acts, what is ahead, which share of a whole is drawn."""

from __future__ import annotations

import csv
import io
from types import SimpleNamespace
from typing import cast

import pytest
from msgspec import structs
from tiaowen.model import Clause, Span
from tiaowen.model.corpus import Corpus, IndustryRecord
from tiaowen.render import rows
from tiaowen.render.exports import exports

from tests.factories import (
    SETTINGS,
    clause,
    duty,
    incentive,
    library_of,
    mention,
    policy,
    shown,
    span_of,
    target,
    with_facts,
)


def names(links: object) -> list[str]:
    return [link.text for link in cast(tuple[SimpleNamespace, ...], links)]


def incentive_rows(corpus: Corpus, page: str = "x.html") -> list[rows.IncentiveRow]:
    library = shown(corpus)
    return [rows.incentive_row(*told, library, page) for told in rows.facts_of("incentives", library)]


def test_who_acts_on_an_incentive_is_told_by_the_duty_whose_words_hold_it() -> None:
    full = "一、奖补。首次突破的，奖励1000万元。（责任单位：市财政局）引进人才的，奖励50万元。（责任单位：市人社局）"
    owner = clause("1", full, label="一、", heading="奖补")
    first, second = span_of(owner.full, "首次突破的，奖励1000万元。"), span_of(owner.full, "引进人才的，奖励50万元。")
    item = with_facts(
        policy("a", owner), incentives=[incentive(owner, "奖励1000万元"), incentive(owner, "奖励50万元", 50)],
        duties=[_scoped(owner, "（责任单位：市财政局）", {"市财政局": "weihai-caizhengju"}, first),
                _scoped(owner, "（责任单位：市人社局）", {"市人社局": "weihai-renshe"}, second)],
    )
    found = incentive_rows(library_of(item), "incentives.html")
    assert [names(row.actors) for row in found] == [["市财政局"], ["市人社局"]]
    assert found[0].actors[0].address == "agency/weihai-caizhengju.html"


def _scoped(owner: Clause, quote: str, agencies: dict[str, str], scope: Span) -> object:
    made = duty(owner, quote, agencies)
    return type(made)(**{name: getattr(made, name) for name in made.__struct_fields__} | {"scope": scope})


def test_a_paragraph_inside_a_clause_has_the_agencies_of_the_clause_and_another_clause_none() -> None:
    head = clause("2", "二、任务。（责任单位：市财政局）", label="二、", heading="任务")
    inner, other = clause("2.p2", "奖励10万元。"), clause("2.1", "（一）奖励20万元。", label="（一）")
    item = with_facts(policy("a", head, inner, other),
                      duties=[duty(head, "（责任单位：市财政局）", {"市财政局": "weihai-caizhengju"})],
                      incentives=[incentive(inner, "奖励10万元", 10), incentive(other, "奖励20万元", 20)])
    assert [names(row.actors) for row in incentive_rows(library_of(item))] == [["市财政局"], []]


def test_rows_are_chosen_by_one_name_a_body_and_by_industries_of_the_first_level() -> None:
    head = clause("2", "二、打印机。（责任单位：市发改委、各区）", label="二、", heading="打印机")
    inner, other = clause("2.p2", "奖励10万元。"), clause("3", "三、奖励20万元，打印机除外。（责任单位：市发展改革委）",
                                                          label="三、")
    duties = [duty(head, "（责任单位：市发改委、各区）", {"市发改委": "weihai-fagai", "各区": ""}),
              duty(other, "（责任单位：市发展改革委）", {"市发展改革委": "weihai-fagai"})]
    paid = [incentive(inner, "奖励10万元", 10), incentive(other, "奖励20万元", 20)]
    item = with_facts(policy("a", head, inner, other), duties=duties, incentives=paid,
                      industries=[mention(head, "it.printer", "打印机"),
                                  mention(other, "it.printer", "打印机", role="mention")])
    base = library_of(item)
    corpus = structs.replace(base, agencies={i: structs.replace(record, name="市发展改革委") for i,
                                             record in base.agencies.items()},
                             industries={**base.industries, "it": IndustryRecord(id="it", name="信息技术", parent="")})
    found = incentive_rows(corpus)
    assert [row.bodies for row in found] == [("市发展改革委", "各区"), ("市发展改革委",)]
    assert [row.industries for row in found] == [("信息技术",), ()]
    table = next(file for file in exports(corpus, SETTINGS)
                 if file.path == "data/incentives.csv").data.decode("utf-8-sig")
    read = list(csv.DictReader(io.StringIO(table)))
    assert [(row["agency"], row["agency_id"], row["industry"], row["industry_id"]) for row in read] == [
        ("市发改委、各区", "weihai-fagai", "信息技术", "it.printer"), ("市发展改革委", "weihai-fagai", "", "")]
    assert list(read[0])[-1] == "quote" and read[0]["place"] == "威海市"


@pytest.mark.parametrize(("comparator", "unit", "value", "most", "bar"), [
    ("达到", "%", 40, None, "40%;--tw-possible:40%"), ("达到…以上", "%", 40, None, "40%;--tw-possible:100%"),
    ("控制在…以内", "%", 5, None, "0%;--tw-possible:5%"), ("=", "%", 5, 5.5, "5%;--tw-possible:5.5%"),
    ("提高到…以上", "%", 70, None, "70%;--tw-possible:100%"), ("增长…以上", "%", 7, None, ""),
    ("下降", "%", 16, None, ""), ("提高", "%", 5, None, ""), ("达到", "个", 40, None, ""), ("达到", "%", 130, None, ""),
    ("达到", "%", None, None, ""),
])
def test_a_share_of_a_whole_is_drawn_and_a_change_is_not(comparator: str, unit: str, value: float | None,
                                                         most: float | None, bar: str) -> None:
    fact = structs.replace(target(clause("1", "一、目标。"), "2025"), comparator=comparator, unit=unit, value=value,
                           value_max=most)
    assert rows.share_of(fact) == (f'<span class="tw-share" style="--tw-certain:{bar}"></span>' if bar else "")
