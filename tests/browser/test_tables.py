"""Tables and lists that are chosen from: by typing, by choice, by the address."""

from __future__ import annotations

import csv
import json
import re
import shutil
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from icalendar import Calendar

from tests.site_folder import SITE_URL

expect = pytest.importorskip("playwright.sync_api").expect
Open = Callable[..., Any]
ROWS = "table[data-tw-table] tbody tr:not([data-head])"
LEFT = f"{ROWS}:not([hidden])"  # chosen, on this page of the table or a later one


def whole(shown: Any) -> int:
    """How many rows a table has with those that are loaded for whoever chooses."""
    every = int(re.search(r"\d+", shown.locator("output").first.inner_text())[0])  # type: ignore[index]
    shown.get_by_label("含有").focus()
    expect(shown.locator(ROWS)).to_have_count(every)
    return every


def test_tables_filter_and_sort(visit: Open) -> None:
    shown = visit("targets.html")
    everything = whole(shown)
    shown.get_by_label("地区").select_option("滨州市")
    shown.get_by_label("年份").select_option("2021")
    visible = shown.locator(f"{ROWS}:visible")
    assert 0 < visible.count() < everything
    assert all("2021年" in row.inner_text() and row.get_attribute("data-place") == "滨州市" for row in visible.all())
    assert "滨州市" in shown.locator("tr[data-head]:visible").inner_text()
    shown.get_by_role("button", name="数值").click()
    expect(shown.locator("th[aria-sort='descending']")).to_have_count(1)
    numbers = visible.locator("td.tw-n").evaluate_all(
        "list => list.map(cell => cell.dataset.value).filter(Boolean).map(Number)")
    assert numbers == sorted(numbers, reverse=True) and len(numbers) > 2
    # out of its group a row names its document
    assert all("〔2019〕68号" in text for text in visible.all_inner_texts())


def test_what_falls_due_next_stands_first_and_what_is_over_is_folded(visit: Open) -> None:
    """On a day of 2021: the targets of 2021 and 2025 are ahead, those of 2017 and 2020 are over."""
    shown = visit("targets.html", day="2021-03-01")
    whole(shown)
    left = shown.locator(LEFT)
    days = left.locator("td:nth-child(3)").evaluate_all("list => list.map((cell) => cell.dataset.value)")
    assert days[0] == "2021" and not [day for day in days if day and day < "2021"] and "" in days and "2025" in days
    groups = shown.locator("tbody").evaluate_all(
        """list => list.map((body) => [...body.querySelectorAll("tr:not([data-head]):not([hidden]) td:nth-child(3)")]
          .map((cell) => cell.dataset.value || "9")).filter((days) => days.length)""")
    assert all(days == sorted(days) for days in groups)
    assert [days[0] for days in groups] == sorted(days[0] for days in groups)
    folded = shown.get_by_role("button", name="已经到期，也列出")
    count = int(re.search(r"\d+", folded.inner_text())[0])  # type: ignore[index]
    before = left.count()
    folded.click()
    assert left.count() == before + count == shown.locator(ROWS).count() and not folded.is_visible()
    assert shown.locator("tr[data-head]:not([hidden])").count() == shown.locator("tr[data-head]").count()


def test_this_device_keeps_a_choice_when_it_is_asked_to(visit: Open) -> None:
    shown = visit("incentives.html", "http")
    keep = shown.get_by_role("button", name="在这台设备上记住")
    assert not keep.is_visible()
    shown.get_by_label("我是").select_option("企业")
    shown.get_by_label("地区").select_option("威海市")
    chosen = shown.locator(LEFT).count()
    plain = shown.url.partition("?")[0]
    shown.goto(plain)
    assert shown.get_by_label("我是").input_value() == ""  # nobody asked
    shown.get_by_label("我是").select_option("企业")
    shown.get_by_label("地区").select_option("威海市")
    keep.click()
    shown.goto("about:blank")
    shown.goto(plain)
    assert shown.locator(LEFT).count() == chosen and shown.get_by_label("地区").input_value() == "威海市"
    shown.get_by_role("button", name="不再记住").click()
    shown.goto("about:blank")
    shown.goto(plain)
    assert shown.get_by_label("地区").input_value() == ""


def test_the_home_page_shows_nothing_that_is_over(visit: Open, site: Path, tmp_path: Path) -> None:
    page = (site / "index.html").read_text(encoding="utf-8")
    copy = Path(shutil.copytree(site, tmp_path / "site"))
    head, money, rest = page.partition('id="money"')
    (copy / "index.html").write_text(head + money + rest.replace("<li>", '<li data-tw-until="2024-12-31">', 1),
                                     encoding="utf-8", newline="\n")
    for day, until, due in (("2024-12-31", True, 5), ("2025-01-01", False, 5), ("2026-01-01", False, 0)):
        shown = visit("index.html", day=day, folder=copy)
        shown.locator("[data-chosen]").first.wait_for(state="attached")
        assert shown.locator("[data-tw-until]").is_visible() == until
        assert shown.locator("section:has(#money) .tw-list li:visible").count() >= 3
        assert shown.locator("[data-tw-due]:visible").count() == due
        ended = shown.locator(".tw-ended")
        assert (ended.inner_text() if ended.is_visible() else "").endswith("最晚的是2025年。") == (due == 0)


def test_without_script_a_phone_has_the_table_itself(visit: Open) -> None:
    """Cards are named by the script: without it they were seven values without a word of what they are."""
    shown = visit("targets.html", "file", "phone", script=False)
    heads = shown.locator("table.tw-data thead th")
    assert all(head.bounding_box()["height"] > 10 for head in heads.all()) and heads.first.is_visible()
    first, second = (shown.locator(ROWS).first.locator("td").nth(n).bounding_box() for n in (0, 1))
    assert second["y"] == first["y"] and second["x"] > first["x"]
    cards = visit("targets.html", "file", "phone").locator("table.tw-data tbody td[data-th='数值']")
    assert cards.first.evaluate("cell => getComputedStyle(cell, '::before').content") == '"数值"'


def test_a_filter_can_be_linked_to(visit: Open) -> None:
    shown = visit("targets.html?地区=滨州市", "http")
    expect(shown.get_by_label("地区")).to_have_value("滨州市")
    assert 0 < shown.locator(LEFT).count() < shown.locator(ROWS).count()


def test_rows_are_chosen_by_who_acts_and_by_industry_and_the_address_keeps_it(visit: Open) -> None:
    shown = visit("incentives.html")
    rows = shown.locator(ROWS)
    visible = shown.locator(LEFT)
    everything = rows.count()
    option = shown.get_by_label("找谁").locator("option[value='市财政局']")
    count = int(option.inner_text().rpartition("（")[2].rstrip("）"))
    shown.get_by_label("找谁").select_option("市财政局")
    assert 0 < visible.count() == count < everything
    assert all("市财政局" in (row.get_attribute("data-choice") or "").split("；")
               for row in visible.locator("td:nth-child(4)").all())
    industry = shown.get_by_label("产业").locator("option:not([disabled])").nth(1).get_attribute("value")
    shown.get_by_label("产业").select_option(industry)
    both = visible.count()
    assert 0 < both <= count
    address = shown.url
    shown.goto("about:blank")
    shown.goto(address)
    assert (shown.get_by_label("找谁").input_value(), shown.get_by_label("产业").input_value(),
            visible.count()) == ("市财政局", industry, both)
    shown.get_by_role("button", name="全部显示").click()
    assert visible.count() == everything and "?" not in shown.url


def test_a_choice_that_a_table_does_not_have_leaves_no_row(visit: Open) -> None:
    shown = visit("targets.html?产业=没有的产业", "http")
    assert shown.get_by_label("产业").input_value() == "没有的产业"
    assert shown.locator(LEFT).count() == shown.locator("tr[data-head]:visible").count() == 0


def test_an_agency_is_found_by_its_full_name(visit: Open) -> None:
    shown = visit("agencies.html")
    everything = shown.locator(".tw-chips li:visible").count()
    field = shown.get_by_label("单位名称")
    for wanted, expected in (("威海市财政局", "市财政局"), ("滨州 财政", "市财政局")):
        field.fill(wanted)
        assert shown.locator(".tw-chips li:visible a").all_inner_texts() == [expected]
        assert shown.locator("article :is(h2, h3):visible").count() == 2
    field.fill("上海 生态环境")  # it has no duties and is folded
    expect(shown.locator(".tw-chips li:visible a")).to_have_text(["市生态环境局"])
    field.fill("滨州 财政")
    address = shown.url
    field.fill("没有的单位")
    assert shown.locator(".tw-chips li:visible").count() == 0 and shown.locator("output").inner_text() == "0 个"
    shown.goto("about:blank")
    shown.goto(address)
    assert shown.locator(".tw-chips li:visible").count() == 1
    shown.get_by_label("单位名称").fill("")
    assert shown.locator(".tw-chips li:visible").count() == everything


@pytest.mark.parametrize(("address", "transport"), [
    ("policies.html", "file"), ("agency/weihai-caizhengju.html", "http"), ("search.html?q=人才", "file"),
])
def test_the_records_of_what_is_listed_are_taken_for_a_reference_manager(
    visit: Open, five: Path, address: str, transport: str,
) -> None:
    shown = visit(address, transport)
    expect(shown.locator(".tw-take")).to_be_visible()
    expect(shown.locator("#tw-search-results a, .tw-group a, tbody a").first).to_be_visible()
    shown.evaluate("document.querySelectorAll('tbody tr')[1]?.setAttribute('hidden', '')")  # as a filter does
    names = shown.locator("article a[href*='p/']:visible").evaluate_all(
        "links => links.map((link) => link.pathname.split('/p/')[1])")
    wanted = {name.removesuffix(".html") for name in names if name}
    items = json.loads((five / "site/data/policies.csl.json").read_text(encoding="utf-8"))
    whole = {form: (five / f"site/data/policies.{form}").read_text(encoding="utf-8") for form in ("ris", "bib")}
    for button, form in (("RIS", "ris"), ("BibTeX", "bib"), ("CSL-JSON", "csl.json")):
        with shown.expect_download() as taken:
            shown.get_by_role("button", name=button).click()
        text = Path(taken.value.path()).read_text(encoding="utf-8")
        assert taken.value.suggested_filename == f"{Path(address.partition('?')[0]).stem}.{form}"
        if form == "csl.json":
            records = json.loads(text)
            assert {item["id"] for item in records} == wanted and all(item in items for item in records)
        else:
            records = text.strip().split("\n\n")
            assert len(records) == len(wanted) and all(record in whole[form] for record in records)
    expect(shown.locator(".tw-take output")).to_have_text(f"{len(wanted)} 份")


def test_the_duties_of_an_agency_are_a_table_for_a_spreadsheet(visit: Open) -> None:
    """The rows that are left, with the public address of each clause, whatever the page was opened from."""
    shown = visit("agency/weihai-caizhengju.html")
    shown.get_by_label("含有").fill("人才")
    rows = shown.locator("table[data-tw-sheet] tbody tr:visible")
    count = rows.count()
    assert 0 < count < shown.locator("table[data-tw-sheet] tbody tr").count()
    with shown.expect_download() as taken:
        shown.get_by_role("button", name="下载这张表").click()
    assert taken.value.suggested_filename == "威海市财政局.csv"
    head, *lines = csv.reader(Path(taken.value.path()).read_text(encoding="utf-8-sig").splitlines())
    assert head == ["事项", "分工", "期限", "同列单位", "出处", "文件标题", "发文字号", "网址"] and len(lines) == count
    assert all(title and number in source for *_, source, title, number, _ in lines) and any(line[-2] for line in lines)
    assert all(line[-1].startswith(f"{SITE_URL}p/") and "#" in line[-1] for line in lines)
    assert "人才" in " ".join(lines[0])


def test_the_days_ahead_of_an_agency_are_a_file_for_its_calendar(visit: Open) -> None:
    shown = visit("agency/weihai-caizhengju.html", "http", day="2023-03-01")
    with shown.expect_download() as taken:
        shown.get_by_role("button", name="日历文件").click()
    content = Path(taken.value.path()).read_bytes()
    assert taken.value.suggested_filename == "威海市财政局.ics" and max(map(len, content.split(b"\r\n"))) <= 75
    events = Calendar.from_ical(content).walk("VEVENT")
    rows = shown.locator("td[data-days]").all()
    assert f"{len(events)} 件" == shown.locator(".tw-sheet output").inner_text() and 0 < len(events) <= 2 * len(rows)
    assert len({event["uid"] for event in events}) == len(events)
    assert {str(event["dtstart"].dt) for event in events} >= {"2025-12-31"}
    assert all(f"{SITE_URL}p/" in event["description"] for event in events)
    shown.clock.set_fixed_time("2031-01-01T12:00:00")
    with shown.expect_download() as taken:
        shown.get_by_role("button", name="日历文件").click()
    past = Calendar.from_ical(Path(taken.value.path()).read_bytes()).walk("VEVENT")
    assert len(past) >= len(events)
    expect(shown.locator(".tw-sheet output")).to_have_text(f"今后的没有，存了已经到期的 {len(past)} 件")


def test_the_deadlines_that_are_left_are_a_file_for_a_calendar(visit: Open) -> None:
    shown = visit("deadlines.html", "http", day="2020-01-01")
    whole = shown.locator("table[data-tw-sheet] tbody tr:visible").count()
    shown.get_by_label("含有").fill("2025")
    count = shown.locator("table[data-tw-sheet] tbody tr:visible").count()
    with shown.expect_download() as taken:
        shown.get_by_role("button", name="所列的存为日历文件").click()
    events = Calendar.from_ical(Path(taken.value.path()).read_bytes()).walk("VEVENT")
    assert 0 < len(events) == count < whole and all(f"{SITE_URL}p/" in event["description"] for event in events)


def test_a_column_is_shown_where_it_says_something(visit: Open, site: Path, tmp_path: Path) -> None:
    page = (site / "incentives.html").read_text(encoding="utf-8")
    assert re.search(r"<td class=\"tw-nowrap\">—</td><td data-choice", page)  # 到何时: none of the five texts says it
    copy = Path(shutil.copytree(site, tmp_path / "site"))
    said = page.replace('<td class="tw-nowrap">—</td><td data-choice', "<td>2025年</td><td data-choice", 1)
    (copy / "incentives.html").write_text(said, encoding="utf-8", newline="\n")
    assert not visit("incentives.html").locator("thead th", has_text="到何时").is_visible()
    assert visit("incentives.html", folder=copy).locator("thead th", has_text="到何时").is_visible()


@pytest.mark.parametrize("address", ["incentives.html", "targets.html", "deadlines.html", "policies.html"])
def test_a_row_is_a_card_where_its_columns_would_be_too_narrow(visit: Open, address: str) -> None:
    shown = visit(address, "http", "tablet")
    assert shown.locator(f"{LEFT} td").first.evaluate("cell => getComputedStyle(cell).display") != "table-cell"
    assert shown.evaluate("document.documentElement.scrollWidth <= innerWidth")


def test_an_amount_and_a_day_do_not_break_inside(visit: Open) -> None:
    shown = visit("incentives.html")
    style = "(part, name) => getComputedStyle(part)[name]"
    assert shown.locator(".tw-offers td:nth-child(5)").first.evaluate(style, "whiteSpace") == "nowrap"
    assert shown.locator(".tw-offers td b").first.evaluate(style, "wordBreak") == "keep-all"


def test_places_stand_in_rows(visit: Open, site: Path, tmp_path: Path) -> None:
    copy = Path(shutil.copytree(site, tmp_path / "site"))
    page = (copy / "places.html").read_text(encoding="utf-8")
    places = "".join(f'<li><a href="#">第{n}市</a></li>' for n in range(4))
    tree = f'<ul class="tw-tree"><li><a href="#">某省</a><ul class="tw-tree">{places}</ul></li></ul>'
    (copy / "places.html").write_text(page.replace('<ul class="tw-tree">', f'{tree}<ul class="tw-tree">', 1),
                                      encoding="utf-8", newline="\n")
    shown = visit("places.html", folder=copy)
    tops = shown.locator(".tw-tree .tw-tree >> nth=0 >> li").evaluate_all(
        "all => all.map((item) => item.getBoundingClientRect().top)")
    assert len(tops) == 4 and len(set(map(round, tops))) == 1
