"""Tables of targets and incentives: what stands first in the page, what beside it, what each place has."""

from __future__ import annotations

import json
import re
from html import unescape

import pytest
from msgspec import structs
from tiaowen.model import Deadline, Mention, Span
from tiaowen.render import (
    deadlines,
    fact_pages,
    long_tables,
    reserve,
)
from tiaowen.render.summary import summary

from tests.factories import (
    clause,
    incentive,
    library_of,
    made,
    policy,
    shown,
    target,
    with_facts,
)


def test_a_place_leads_to_its_targets_and_incentives(monkeypatch: pytest.MonkeyPatch) -> None:
    owner = clause("1", "一、奖励1000万元。", label="一、")
    aims = [target(owner, "2025"), target(owner, "2024", "个人")]
    item = with_facts(policy("a", owner), incentives=[incentive(owner, "奖励1000万元")], targets=aims)
    files = made(item)
    assert 'href="weihai--targets.html">目标</a> <span class="tw-count">2</span>' in files["place/weihai.md"]
    assert "<b>1000 万元</b>" in files["place/weihai--incentives.md"] and "个人" in files["place/weihai--targets.md"]
    assert "place/shandong--targets.md" not in files and 'href="place/weihai--targets.html"' in files["targets.md"]
    assert not {"data/targets-rows.js", "data/incentives-rows.js"} & set(files)
    monkeypatch.setattr(long_tables, "INLINE", 1)
    monkeypatch.setattr(fact_pages, "LISTED", 1)
    files = made(item)
    assert (
        "企业" not in files["targets.md"] and "2 项" in files["targets.md"]
        and "最新文件中的 1 项" in files["place/weihai--targets.md"]
    )
    assert 'data-tw-more="data/targets-rows.js" data-tw-total="2"' in files["targets.md"]
    assert "data-tw-many" not in files["targets.md"]
    monkeypatch.setattr(long_tables, "MOST", 0)
    assert 'data-tw-many="地区' in made(item)["targets.md"]
    told = json.loads(files["data/targets-rows.js"].removeprefix("tiaowenRows(").removesuffix(");\n"))
    [[key, html, place]] = told
    assert (key, place) == ("a", "威海市") and "企业" in html and "个人" not in html
    assert "data/incentives-rows.js" not in files


def test_a_page_read_years_later_still_holds_targets_that_are_ahead(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(long_tables, "INLINE", 3)
    owner = clause("1", "一、目标。", label="一、")
    aims = [structs.replace(target(owner, due, f"指标{number}"), span=Span(number, number + 1))
            for number, due in enumerate(("2025", "2025", "2025", "2025", "2030", "2027"))]
    item = with_facts(policy("a", owner, issue_date="2025-03-01"), targets=aims)
    assert set(re.findall(r"指标\d", made(item)["targets.md"])) == {"指标0", "指标5", "指标4"}


def test_the_page_holds_what_is_ahead_before_what_is_over_or_damaged(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(long_tables, "INLINE", 3)
    owner = clause("1", "一、目标。", label="一、")
    aims = [structs.replace(target(owner, due, f"指标{number}", damaged=due == "2024"), span=Span(number, number + 1))
            for number, due in enumerate(("2022", "2024", "2030", "2023", "2025-12"))]
    item = with_facts(policy("a", owner, issue_date="2023-06-01"), targets=aims)
    assert set(re.findall(r"指标\d", made(item)["targets.md"])) == {"指标2", "指标3", "指标4"}


def test_the_largest_sums_that_are_still_given_stand_first_in_the_page_and_the_others_beside_it(
    monkeypatch: pytest.MonkeyPatch) -> None:
    owner = clause("1", "一、奖励1000万元。", label="一、")
    sums = [incentive(owner, "奖励1000万元", amount) for amount in (5, 900, 70)]
    rate = structs.replace(sums[0], amount=10, unit="%")
    old = with_facts(policy("b", owner, validity="已废止"), incentives=[incentive(owner, "奖励1000万元", 5000)])
    spoken = [Mention(path="1", anchor="c-1", quote=f"奖励{n}", span=Span(2, 4), kind="incentive", line=1)
              for n in range(3)]
    held = (with_facts(policy("a", owner), incentives=[*sums, rate], mentions=spoken), old)
    amounts = re.findall(r"<b>(\d+ \S+)</b>", (files := made(*held))["incentives.md"])
    assert amounts == ["900 万元", "70 万元", "5 万元", "10 &#37;", "5000 万元"]
    assert "另有 3 处提到" in files["incentives.md"]
    monkeypatch.setattr(long_tables, "INLINE", 2)
    monkeypatch.setattr(long_tables, "CHUNK", 2)
    monkeypatch.setattr(long_tables, "MENTIONED", 2)
    files = made(*held)
    assert re.findall(r"<b>(\d+ \S+)</b>", files["incentives.md"]) == ["900 万元", "70 万元"]
    told = json.loads(files["data/incentives-rows.js"].removeprefix("tiaowenRows(").removesuffix(");\n"))
    assert [re.findall(r"<b>(\d+ \S+)</b>", html) for _, html, _ in told] == [["5 万元", "10 &#37;"], ["5000 万元"]]
    assert "data-over" in told[1][1] and "最新文件中的 2 处" in files["incentives.md"]


def test_an_uncertain_sum_points_to_its_clause_and_never_stands_first() -> None:
    owner = clause("1", "一、奖励1000万元。", label="一、")
    sure = incentive(owner, "奖励1000万元", 5)
    unsure = structs.replace(incentive(owner, "奖励1000万元", 900), beneficiary="", beneficiary_type="unknown",
                             uncertain=True)
    item = with_facts(policy("a", owner), incentives=[unsure, sure])
    files = made(item)
    assert re.findall(r"<b>(\d+ \S+)</b>", files["incentives.md"]) == ["5 万元", "900 万元"]
    assert "给谁、什么条件见原文</td>" in files["incentives.md"] and ">奖励1000万元</td>" in files["incentives.md"]
    assert "给谁、什么条件见原文 900 万元" in files["p/a.md"] and "900 万元" not in files["index.md"]
    assert [link.text for link in summary(item, shown(library_of(item))).gives] == ["企业 5 万元"]


def held_in(files: dict[str, str], name: str) -> str:
    """The rows of a file beside a page."""
    told = json.loads(files[f"data/{name}.js"].removeprefix("tiaowenRows(").removesuffix(");\n"))
    return unescape("".join(html for _, html, _ in told))


def parts_of(text: str) -> list[object]:
    """What a table says of the rows that it lacks."""
    told = re.search(r'data-tw-reserve="([^"]*)"', text)
    return list(json.loads(unescape(told[1]))) if told else []


def test_every_row_that_a_page_counts_is_in_a_file_of_its_year_or_receiver(monkeypatch: pytest.MonkeyPatch) -> None:
    """What neither the page nor the script beside it has room for; a year's number is of all its rows."""
    monkeypatch.setattr(long_tables, "INLINE", 1)
    monkeypatch.setattr(long_tables, "BESIDE", 1)
    monkeypatch.setattr(deadlines, "LISTED", 1)
    owner = clause("1", "一、奖励1000万元。", label="一、")
    aims = [structs.replace(target(owner, due, f"指标{number}"), span=Span(number, number + 1))
            for number, due in enumerate(("2030", "2025", "2025", "2025-12", "2027", ""))]
    days = [Deadline(path="1", anchor="c-1", quote="奖励", span=Span(2, 4), date=day, what=f"事{day}", line=1)
            for day in ("2025", "2025-06", "2026")]
    sums = [incentive(owner, "奖励1000万元", amount) for amount in (9, 8, 7)]
    sums[2] = structs.replace(sums[2], beneficiary="个人", beneficiary_type="person")
    files = made(with_facts(policy("a", owner, issue_date="2024-03-01"), targets=aims, deadlines=days, incentives=sums))
    assert parts_of(files["targets.md"]) == ["年份", reserve.MOST, [
        ["2025", "data/targets-rows-2025.js", 2], ["2027", "data/targets-rows-2027.js", 1],
        ["没有写明", "data/targets-rows-none.js", 1]]]
    shown = files["targets.md"] + "".join(held_in(files, name) for name in (
        "targets-rows", "targets-rows-2025", "targets-rows-2027", "targets-rows-none"))
    assert [shown.count(f"指标{number}</td>") for number in range(6)] == [1] * 6
    assert 'data-tw-total="2" data-tw-every="6"' in files["targets.md"]
    assert ">2025年</a> <span class=\"tw-count\">2<" in files["deadlines.md"]
    assert "事2025-06" in held_in(files, "deadlines-rows-2025") and "事2026" in held_in(files, "deadlines-rows-2026")
    [_, _, people] = parts_of(files["incentives.md"])
    assert people == [["个人", "data/incentives-rows-person.js", 1]]
    assert "7 万元" in held_in(files, "incentives-rows-person") and "<output>2 行</output>" in files["incentives.md"]


def test_a_part_that_is_too_large_says_how_many_rows_there_are(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(reserve, "MOST", 2)
    found = reserve.parts([(policy("a"), day) for day in ("2025", "2025-01", "2025-02")], reserve.of_year)
    assert [(part.value, part.count, len(part.facts)) for part in found] == [("2025", 3, 2)]
    assert not reserve.all_come(found)


def test_the_choice_that_brings_rows_is_offered_where_all_receivers_are_of_one_kind(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(long_tables, "INLINE", 1)
    monkeypatch.setattr(long_tables, "BESIDE", 1)
    owner = clause("1", "一、奖励1000万元。", label="一、")
    sums = [incentive(owner, "奖励1000万元", amount) for amount in (9, 8, 7)]
    text = made(with_facts(policy("a", owner), incentives=sums))["incentives.md"]
    assert parts_of(text) and '<option value="未明">' in text
