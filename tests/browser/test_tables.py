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


def test_tables_filter_and_sort(visit: Open, transport: str) -> None:
    shown = visit("targets.html", transport)
    rows = shown.locator("table[data-tw-table] tbody tr")
    everything = rows.count()
    shown.get_by_label("地区").select_option("滨州市")
    shown.get_by_label("年份").select_option("2021")
    visible = shown.locator("table[data-tw-table] tbody tr:visible")
    assert 0 < visible.count() < everything
    assert all("2021年" in text and "滨州市" in text for text in visible.all_inner_texts())
    shown.get_by_role("button", name="数值").click()
    assert shown.locator("th[aria-sort='descending']").count() == 1
    numbers = visible.locator("td.tw-n").evaluate_all(
        "list => list.map(cell => cell.dataset.value).filter(Boolean).map(Number)")
    assert numbers == sorted(numbers, reverse=True) and len(numbers) > 2


def test_without_script_a_phone_has_the_table_itself(visit: Open) -> None:
    """Cards are named by the script: without it they were seven values without a word of what they are."""
    shown = visit("targets.html", "file", "phone", script=False)
    heads = shown.locator("table.tw-data thead th")
    assert all(head.bounding_box()["height"] > 10 for head in heads.all()) and heads.first.is_visible()
    first, second = (shown.locator("table.tw-data tbody tr").first.locator("td").nth(n).bounding_box() for n in (0, 1))
    assert second["y"] == first["y"] and second["x"] > first["x"]
    cards = visit("targets.html", "file", "phone").locator("table.tw-data tbody td[data-th='数值']")
    assert cards.first.evaluate("cell => getComputedStyle(cell, '::before').content") == '"数值"'


def test_a_filter_can_be_linked_to(visit: Open) -> None:
    shown = visit("targets.html?地区=滨州市", "http")
    assert shown.get_by_label("地区").input_value() == "滨州市"
    assert shown.locator("table[data-tw-table] tbody tr:visible").count() < shown.locator(
        "table[data-tw-table] tbody tr").count()


def test_rows_are_chosen_by_who_acts_and_by_industry_and_the_address_keeps_it(visit: Open, transport: str) -> None:
    shown = visit("incentives.html", transport)
    rows = shown.locator("table[data-tw-table] tbody tr")
    visible = shown.locator("table[data-tw-table] tbody tr:visible")
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
    assert shown.locator("table[data-tw-table] tbody tr:visible").count() == 0


def test_many_bodies_are_typed_and_chosen_with_the_keyboard(visit: Open, site: Path, tmp_path: Path) -> None:
    page = (site / "incentives.html").read_text(encoding="utf-8")
    row = (
        "<tr><td>企业</td><td>—</td><td>1</td><td data-choice='{0}；市财政局'>{0}</td><td>威海市</td><td "
        "data-choice=''>—</td></tr>"
    )
    more = "".join(row.format(f"第{n}局") for n in range(90))
    copy = Path(shutil.copytree(site, tmp_path / "site"))
    (copy / "incentives.html").write_text(page.replace("</tbody>", f"{more}</tbody>", 1),
                                          encoding="utf-8", newline="\n")
    shown = visit("incentives.html", size="phone", folder=copy)
    field = shown.get_by_label("找谁")
    assert field.get_attribute("list") and shown.locator("datalist option").count() > 80
    field.focus()
    shown.keyboard.type("第77局")
    assert shown.locator("table[data-tw-table] tbody tr:visible").count() == 1
    assert shown.evaluate("document.documentElement.scrollWidth") == 390


def test_an_agency_is_found_by_its_full_name(visit: Open, transport: str) -> None:
    shown = visit("agencies.html", transport)
    everything = shown.locator(".tw-chips li:visible").count()
    field = shown.get_by_label("单位名称")
    for wanted, expected in (("威海市财政局", "市财政局"), ("滨州 财政", "市财政局")):
        field.fill(wanted)
        assert shown.locator(".tw-chips li:visible a").all_inner_texts() == [expected]
        assert shown.locator("article :is(h2, h3):visible").count() == 2
    field.fill("上海 物价")  # it has no duties and is folded
    expect(shown.locator(".tw-chips li:visible a")).to_have_text(["市物价局"])
    field.fill("滨州 财政")
    address = shown.url
    field.fill("没有的单位")
    assert shown.locator(".tw-chips li:visible").count() == 0 and shown.locator("output").inner_text() == "0 个"
    shown.goto("about:blank")
    shown.goto(address)
    assert shown.locator(".tw-chips li:visible").count() == 1
    shown.get_by_label("单位名称").fill("")
    assert shown.locator(".tw-chips li:visible").count() == everything


def test_the_names_of_a_large_library_are_loaded_when_one_is_typed(visit: Open, site: Path, transport: str,
                                                                   tmp_path: Path) -> None:
    row = ["weihai-caizhengju", "市财政局", "3", "威海市财政局；财局"]
    page = re.sub(r'(data-tw-finder="[^"]*")', r'\1 data-tw-names="data/names.js"',
                  (site / "agencies.html").read_text(encoding="utf-8"))
    copy = Path(shutil.copytree(site, tmp_path / "site"))
    (copy / "agencies.html").write_text(page, encoding="utf-8", newline="\n")
    (copy / "data" / "names.js").write_text(f"tiaowenAgencies({json.dumps([['威海市', [row]]])});",
                                            encoding="utf-8", newline="\n")
    shown = visit("agencies.html", transport, "phone", folder=copy)
    shown.get_by_label("单位名称").fill("财局")
    shown.locator("output", has_text="1 个").wait_for()
    found = shown.locator(".tw-chips li:visible")
    assert found.inner_text() == "市财政局 威海市 3" and not shown.locator("article h2:visible").count()
    found.get_by_role("link").click()
    shown.wait_for_url("**/agency/weihai-caizhengju.html")
    assert shown.locator("h1").inner_text() == "威海市财政局"


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


def test_the_duties_of_an_agency_are_a_table_for_a_spreadsheet(visit: Open, transport: str) -> None:
    """The rows that are left, with the public address of each clause, whatever the page was opened from."""
    shown = visit("agency/weihai-caizhengju.html", transport)
    shown.get_by_label("含有").fill("人才")
    rows = shown.locator("table[data-tw-sheet] tbody tr:visible")
    count = rows.count()
    assert 0 < count < shown.locator("table[data-tw-sheet] tbody tr").count()
    with shown.expect_download() as taken:
        shown.get_by_role("button", name="下载这张表").click()
    assert taken.value.suggested_filename == "威海市财政局.csv"
    head, *lines = csv.reader(Path(taken.value.path()).read_text(encoding="utf-8-sig").splitlines())
    assert head == ["事项", "分工", "期限", "同列单位", "出处", "网址"] and len(lines) == count
    assert all(line[-1].startswith(f"{SITE_URL}p/") and "#" in line[-1] for line in lines)
    assert "人才" in " ".join(lines[0])


def test_the_days_ahead_of_an_agency_are_a_file_for_its_calendar(visit: Open, transport: str) -> None:
    shown = visit("agency/weihai-caizhengju.html", transport, day="2023-03-01")
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
    shown.get_by_role("button", name="日历文件").click()
    expect(shown.locator(".tw-sheet output")).to_have_text("所列的事项没有今后的期限。")
