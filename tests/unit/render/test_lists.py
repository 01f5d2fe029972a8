"""Lists and tables: what stands first, what a long list leaves to other pages, where an excerpt begins."""

from __future__ import annotations

import json
import re
from pathlib import Path
from typing import cast

import pytest
from msgspec import structs
from tiaowen.model import Deadline, Policy, Span
from tiaowen.model.corpus import CitedDocument, ClauseRef, PlaceRecord
from tiaowen.render import (
    agencies,
    changes,
    citations,
    lists,
    long_tables,
    next_due,
    overview,
    places,
    rows,
)
from tiaowen.render.library import Link
from tiaowen.render.pages import plan, render

from tests.factories import (
    citation,
    clause,
    duty,
    incentive,
    library_of,
    made,
    mention,
    policy,
    shown,
    target,
    templates,
    with_facts,
)


def test_no_document_fills_the_front_page_alone() -> None:
    owner = clause("1", "一、奖励1000万元。", label="一、")
    many = with_facts(policy("a", owner, issue_date="2023"),
                      incentives=[incentive(owner, "奖励1000万元", 900 - n) for n in range(9)])
    one = with_facts(policy("b", owner, issue_date="2022"), incentives=[incentive(owner, "奖励1000万元", 5)])
    unnamed = with_facts(policy("c", owner, issue_date="2021"), incentives=[
        structs.replace(incentive(owner, "奖励1000万元", 9000), beneficiary="")])
    over = with_facts(policy("d", owner, issue_date="2020", validity="已废止"),
                      incentives=[incentive(owner, "奖励1000万元", 8000)])
    home = overview.home(shown(library_of(many, one, unnamed, over)), "index.html")
    told = cast(tuple[rows.IncentiveRow, ...], home["money"])
    assert [row.clause.policy for row in told][:5] == ["a", "a", "b", "a", "a"] and len(told) == 10
    assert [(link.text, link.note) for link in cast(tuple[Link, ...], home["who"])] == []


def test_what_falls_due_next_is_told_for_who_reads_years_later_too() -> None:
    owner, other = clause("1", "一、目标。", label="一、"), clause("2", "二、完成改造。", label="二、")
    due = [Deadline(path=path, anchor=f"c-{path}", quote="完成", span=Span(2, 4), date=date, what="完成改造", line=1)
           for path, date in (("2", "2024-06"), ("1", "2030"))]
    aims = [target(owner, "2030", "甲"), *(target(owner, "2024", f"乙{n}") for n in range(9)),
            target(owner, "2022", "丙"), target(owner, "2024-01", "丁", damaged=True)]
    item = with_facts(policy("a", owner, other, issue_date="2023-05-01"), targets=aims, deadlines=due)
    held = shown(library_of(item))
    newest = held.newest_first(held.policies)
    assert [(row.due, row.what) for row in next_due.next_due(newest, held, "index.html")] == [
        ("2024-06", "完成改造"), *(("2024", f"乙{n}") for n in range(5)), ("2030", "甲")]
    assert next_due.last_day(newest) == "2030年" and next_due.last_day([]) == ""


def test_what_a_list_is_too_short_for_has_a_page_for_each_year(monkeypatch: pytest.MonkeyPatch) -> None:
    items = [policy(f"d{n}", title=f"文件{n}", issue_date=date) for n,
             date in enumerate(("2023-01-02", "2022-01-02", "2022-03-04", None))]
    assert not [path for path in made(*items) if path.startswith("policies-")]
    monkeypatch.setattr(lists, "LISTED", 2)
    monkeypatch.setattr(places, "LISTED", 2)
    files = made(*items)
    assert {path for path in files if path.startswith("policies-")} == {"policies-2023.md", "policies-2022.md",
                                                                        "policies-undated.md"}
    assert (
        "文件2" in files["policies-2022.md"] and "文件1" in files["policies-2022.md"]
        and "文件3" in files["policies-undated.md"]
    )
    assert 'href="policies-2022.html"' in files["policies.md"] and 'href="place/weihai.html"' in files["policies.md"]
    assert (
        "文件1" not in files["policies.md"] and "文件1" not in files["place/weihai.md"]
        and "policies.html" in files["place/weihai.md"]
    )


def test_agencies_stand_by_level_and_place_and_a_large_library_leads_to_the_places(
    monkeypatch: pytest.MonkeyPatch) -> None:
    owner = clause("1", "一、任务。（责任单位：市财政局、省财政厅、某中心）", label="一、")
    named = {"市财政局": "weihai-caizhengju", "省财政厅": "shandong-caizhengting", "某中心": "nowhere-zhongxin"}
    base = library_of(with_facts(policy("a", owner),
                                 duties=[duty(owner, "（责任单位：市财政局、省财政厅、某中心）", named)]))
    at = {"weihai-caizhengju": "weihai", "shandong-caizhengting": "shandong", "nowhere-zhongxin": ""}
    placed = {i: structs.replace(record, place_id=at[i], aliases=("财局",)) for i,
              record in base.agencies.items() if i in at}
    corpus = structs.replace(base, agencies=placed)

    def files() -> dict[str, str]:
        held = shown(corpus)
        wanted = (page for page in plan(held) if page.kind in {"agencies", "agency_names", "place"})
        return {file.path: file.data.decode()
                for file in (render(page, held, templates(), Path.cwd()) for page in wanted) if file}
    short = files()
    _, _, page = short["agencies.md"].partition("\n---\n")
    order = [page.index(part) for part in ("## 省级 {#level-province}", "### 山东省 {#place-shandong}",
                                           "省财政厅", "## 市级",
                                           "### 威海市 {#place-weihai}", "市财政局", "## 地区未知",
                                           'id="place-unknown"', "某中心")]
    assert order == sorted(order) and 'data-names="财局"' in page and "data/agencies.js" not in short
    assert "数字是承担的事项数。" in page  # every one of them has a number
    monkeypatch.setattr(agencies, "LISTED", 2)
    long = files()
    page = long["agencies.md"]
    assert (
        "市财政局" not in page
        and 'id="place-weihai"><a href="place/weihai.html#agencies">威海市</a> <span class="tw-count">1</span>' in page
    )
    assert "某中心" in page and "市财政局" in long["place/weihai.md"] and "{#agencies}" in long["place/weihai.md"]
    rows_of = json.loads(long["data/agencies.js"].removeprefix("tiaowenAgencies(").removesuffix(");\n"))
    assert ["威海市", [["weihai-caizhengju", "市财政局", "1", "财局"]]] in rows_of and len(rows_of) == 3


def test_sums_of_documents_in_force_stand_first_and_the_others_say_what_they_are() -> None:
    """A sum of which nobody says that it is still given stands behind those that are; one whose day is past, last."""
    owner = clause("1", "一、奖励1000万元。", label="一、")

    def given(key: str, amount: float, **told: str) -> Policy:
        return with_facts(policy(key, owner, **{"issue_date": "2023-01-01", **told}),
                          incentives=[incentive(owner, "奖励1000万元", amount)])

    held = (given("a", 900, issue_date="2025-06-01"), given("b", 10, validity="现行有效"),
            given("c", 800, expiry_date="2024-12"), given("d", 20, expiry_date="2025-06"),
            given("e", 30, validity="尚未施行"), given("f", 40, validity="已修改"), given("g", 2000, validity="已废止"))
    files = made(*held)
    for page in ("incentives.md", "place/weihai--incentives.md"):
        rows_of = re.findall(r"<tr data-place.*?</tr>", files[page])
        sums = [re.findall(r"<b>(\d+)", row)[0] for row in rows_of]
        assert sums == ["40", "20", "10", "900", "30", *(["2000", "800"] if page == "incentives.md" else sums[5:])]
        assert sorted(sums[5:]) == ["2000", "800"]
        told = [re.findall(r'<span class="tw-tag">(.*?)</span>', row) for row in rows_of[:5]]
        assert told == [["已修改"], [], ["现行有效"], ["效力未注明"], ["尚未施行"]]
    home = cast(tuple[rows.IncentiveRow, ...], overview.home(shown(library_of(*held)), "index.html")["money"])
    assert [row.amount for row in home] == [f"{number} 万元" for number in (40, 20, 10, 900, 30)]


def test_a_table_that_goes_on_beside_its_page_offers_all_its_values_at_once(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(long_tables, "INLINE", 1)
    owner = clause("1", "一、奖励1000万元。（责任单位：市财政局）", label="一、")
    duties = [duty(owner, "（责任单位：市财政局）", {f"{n}局": "" for n in range(count)}) for count in (1, 90)]
    paid = [incentive(owner, "奖励1000万元", 20),
            structs.replace(incentive(owner, "奖励1000万元", 10), beneficiary_type="person")]
    page = made(with_facts(policy("a", owner), incentives=paid, duties=duties[:1]))["incentives.md"]
    [bar] = re.findall(r'<div class="tw-filters">.*?</div>', page, re.DOTALL)
    assert re.findall(r'<label>(\S+?)<', bar) == ["我是", "地区", "要办的事"]
    assert '<option value="威海市">威海市</option><option value="山东省">山东省</option>' in bar and "2 行" in bar
    page = made(with_facts(policy("a", owner), incentives=paid, duties=duties[1:]))["incentives.md"]
    assert re.search(r'<input type="search" name="找谁" list="(\S+)" autocomplete="off"><datalist id="\1">', page)
    monkeypatch.setattr(long_tables, "INLINE", 2)
    assert "tw-filters" not in made(with_facts(policy("a", owner), incentives=paid))["incentives.md"]


def test_of_much_news_every_piece_stands_on_the_page_of_its_year(monkeypatch: pytest.MonkeyPatch) -> None:
    days = ("2025-06-01", "2025-01-01", "2024-03-01", "2019-05-01", None)
    held = [policy(f"a{number}", clause("1", "一、事项。", label="一、"), issue_date=day)
            for number, day in enumerate(days)]
    assert not [path for path in made(*held) if path.startswith("changes-")]
    monkeypatch.setattr(changes, "LISTED", 2)
    files = made(*held)
    told = {path: set(re.findall(r'href="p/(a\d)', text)) for path, text in files.items() if path.startswith("changes")}
    assert told == {"changes.md": {"a0", "a1"}, "changes-2025.md": {"a0", "a1"}, "changes-2024.md": {"a2"},
                    "changes-2019.md": {"a3"}, "changes-undated.md": {"a4"}}
    assert re.findall(r'<a href="(changes-\w+)\.html">(.*?)</a> <span class="tw-count">(\d)', files["changes.md"]) == [
        ("changes-2025", "2025年", "2"), ("changes-2024", "2024年", "1"), ("changes-2019", "2019年", "1"),
        ("changes-undated", "日期未知", "1")]


def test_a_page_names_its_own_feed_before_that_of_the_library() -> None:
    files = made(policy("a", clause("1", "一、事项。", label="一、"), issue_date="2025-01-01"))
    for path, feeds in (("place/weihai.md", ["weihai.xml", "../feed.xml"]), ("incentives.md", ["feed.xml"]),
                        ("changes.md", ["feed.xml"]), ("p/a.md", ["../feed.xml"])):
        head = files[path].partition("\n---")[0]
        assert re.findall(r'application/atom\+xml\\" title=\\"[^"]*\\" href=\\"(.*?)\\"', head) == feeds, path


def test_an_industry_is_known_by_its_names_and_by_the_words_of_clauses_about_it() -> None:
    about, named = clause("1", "一、打印机、耗材。", label="一、"), clause("2", "二、打印纸除外。", label="二、")
    item = with_facts(policy("a", about, named), industries=[
        mention(about, "it.printer", "打印机"), mention(named, "it.printer", "打印纸", role="mention")])
    text = made(item)["data/industry-words.js"]
    rows_of = json.loads(text.removeprefix("tiaowenIndustries(").removesuffix(");\n"))
    assert all("打印纸" not in words for _, words in rows_of) and any("打印机" in words for _, words in rows_of)


def test_what_is_cited_is_counted_by_document_and_told_as_what() -> None:
    owner, other = clause("1", "一、根据《意见》，落实《意见》。",
                          label="一、"), clause("1", "一、按照《意见》。", label="一、")
    page = "cited/yijian.html"
    first = with_facts(policy("a", owner), citations=[citation(owner, "《意见》", target=page, relation="based_on"),
                                                      citation(owner, "《意见》", target=page, relation="mentions")])
    second = with_facts(policy("b", other), citations=[citation(other, "《意见》", target=page, relation="implements")])
    refs = tuple(ClauseRef(policy_id=i, anchor="c-1", path="1") for i in ("a", "a", "b"))
    record = CitedDocument(id="yijian", title="意见", doc_number="", kind="policy_document", cited_by=refs)
    corpus = library_of(first, second, cited={"yijian": record})
    [row] = cast(tuple[citations.CitedRow, ...], citations.citations(shown(corpus), "citations.html")["rows"])
    assert (row.title, row.documents, row.relations, row.held) == ("意见", 2, "依据 1、落实 1、提及 1", False)
    groups = cast(tuple[lists.ClauseGroup, ...], citations.cited("yijian", shown(corpus), page)["groups"])
    assert [(group.count, [line.relation for line in group.lines])
            for group in groups] == [(1, ["依据"]), (1, ["落实"])]


def test_an_excerpt_reaches_the_words_for_which_a_clause_is_listed() -> None:
    owner = clause("1", f"一、{'很长的开头' * 20}。另外，发展打印设备产业，支持企业。", label="一、")
    item = with_facts(policy("a", owner), industries=[mention(owner, "it.printer", "打印设备")])
    [group] = cast(lists.ClauseGroups,
                   lists.industry("it.printer", shown(library_of(item)), "industry/it.printer.html")["about"]).shown
    assert group.lines[0].excerpt == "…发展打印设备产业，支持企业。"


def test_the_page_of_an_industry_does_not_grow_with_the_library(monkeypatch: pytest.MonkeyPatch) -> None:
    def document(number: int) -> Policy:
        owner = clause("1", "一、发展打印机。", label="一、")
        item = policy(f"d{number}", owner, title=f"文件{number}", issue_date=f"20{number:02}")
        return with_facts(item, industries=[mention(owner, "it", "打印机")])

    for name, value in (("WHOLE", 1), ("NAMED", 2)):
        monkeypatch.setattr(lists, name, value)
    _, _, page = made(*(document(number) for number in range(10, 16)))["industry/it.md"].partition("\n---\n")
    assert (
        [page.count(f"文件{number}") for number in range(10, 16)] == [0, 0, 0, 1, 1, 1]
        and page.count("发展打印机") == 1
    )
    assert "更早的还有 3 份文件，3 条：" in page and "威海市 3 份" in page


def test_places_have_one_order_which_is_that_of_their_codes() -> None:
    """An id with its province in front (guangxi-yulin) stood among those that begin with it: 广安, 玉林, 广元."""
    known = [("guoguo", "中华人民共和国", "centre", "", ""), ("sichuan", "四川省", "province", "510000", ""),
             ("guangyuan", "广元市", "city", "510800", "sichuan"), ("guangan", "广安市", "city", "511600", "sichuan"),
             ("guangxi", "广西壮族自治区", "province", "450000", ""),
             ("guangxi-yulin", "玉林市", "city", "450900", "guangxi"), ("new", "某新区", "zone", "", "guangxi-yulin")]
    places = {i: PlaceRecord(id=i, name=name, level=level, code=code, parent=parent)
              for i, name, level, code, parent in known}
    lib = shown(library_of(places=places, policies_at={}))
    assert sorted([*places, "nobody"], key=lib.place_order) == [
        "guoguo", "guangxi", "guangxi-yulin", "new", "sichuan", "guangyuan", "guangan", "nobody"]
