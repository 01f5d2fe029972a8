"""Lists too long for their page: rows that stand beside it or in it as text, names that come when one types."""

from __future__ import annotations

import json
import re
import shutil
from pathlib import Path
from typing import Any, cast
from urllib.parse import quote

import pytest
from tiaowen.render import long_tables

from tests.browser.conftest import SIZES, serving
from tests.browser.test_tables import LEFT, ROWS, Open, expect
from tests.factories import templates


def test_a_long_table_is_read_a_page_at_a_time(visit: Open) -> None:
    shown = visit("targets.html?年份=2020", "http", "phone")
    left = shown.locator(LEFT).count()
    assert left > 60 and shown.locator(f"{ROWS}:visible").count() == 30  # all are over: nothing is folded
    assert shown.evaluate("document.documentElement.scrollHeight") < 9 * 844
    shown.get_by_role("button", name="再列 30 项").click()
    assert shown.locator(f"{ROWS}:visible").count() == 60
    shown.get_by_label("地区").select_option("潍坊市")
    assert shown.locator(f"{ROWS}:visible").count() == 30
    shown.emulate_media(media="print")
    assert shown.locator(f"{ROWS}:visible").count() == shown.locator(LEFT).count() > 60


def in_page(site: Path) -> int:
    """How many incentives stand in their page."""
    return (site / "incentives.html").read_text(encoding="utf-8").count("<tr data-place=")


def beside(site: Path, tmp_path: Path, count: int) -> Path:
    """A copy of the site with so many incentives more in the script beside their page."""
    page = (site / "incentives.html").read_text(encoding="utf-8")
    row = ("<tr data-place='{0}县；威海市'><td data-choice='个人'>第{0}人</td><td data-value='1'>1</td><td>—</td>"
           "<td data-choice='第{0}局'>第{0}局</td><td>—</td><td data-choice='第{1}业'>第{0}条</td></tr>")
    copy = Path(shutil.copytree(site, tmp_path / "site"))
    more = f'data-tw-more="data/more.js" data-tw-total="{in_page(site) + count}" data-tw-words'
    (copy / "incentives.html").write_text(page.replace("data-tw-words", more, 1), encoding="utf-8", newline="\n")
    rows = json.dumps([["", "".join(row.format(n, n % 9) for n in range(count))]], ensure_ascii=False)
    (copy / "data" / "more.js").write_text(f"tiaowenRows({rows});", encoding="utf-8", newline="\n")
    return copy


def test_the_rows_beside_a_page_come_when_someone_chooses_or_turns_the_page(visit: Open, site: Path, transport: str,
                                                                         tmp_path: Path) -> None:
    copy, own = beside(site, tmp_path, 60), in_page(site)
    shown = visit("incentives.html", transport, "phone", folder=copy)
    assert shown.locator("output", has_text=f"{own + 60} 行").is_visible() and shown.locator(ROWS).count() == own
    words = shown.get_by_label("要办的事")
    words.focus()
    shown.wait_for_function("document.querySelectorAll('tbody tr').length > 60")
    words.fill("第44人")
    assert words.evaluate("field => field === document.activeElement")
    assert shown.locator(f"{ROWS}:visible").count() == 1
    shown = visit(f"incentives.html?产业={quote('第3业')}", transport, folder=copy)
    shown.wait_for_function("document.querySelectorAll('tbody tr').length > 60")
    rows = shown.locator(f"{LEFT}:not(:has([data-after]))")  # what is for every industry is for this one too
    assert rows.count() == 7 and shown.get_by_label("产业").input_value() == "第3业"
    shown = visit("incentives.html", transport, folder=copy)
    for left in (own + 30, own + 15):
        shown.get_by_role("button", name=f"还有 {left + 15} 项").click()
        shown.get_by_role("button", name=f"还有 {left} 项").wait_for()
    assert shown.locator(f"{ROWS}:visible").count() == 45


@pytest.mark.parametrize("size", ["desktop", "phone"])
def test_a_choice_that_is_made_before_the_script_has_come_is_kept_and_nothing_moves(
    browser: Any, served: str, site: Path, tmp_path: Path, size: str,
) -> None:
    """All values stand in the page, and stay where they are; the count says that rows are on their way."""
    copy = beside(site, tmp_path, 60)
    page = (copy / "incentives.html").read_text(encoding="utf-8")
    choices = [long_tables.Choice(name=name, label=label, values=values) for name, label, values in (
        ("对象类别", "我是", ("企业", "个人", "单位")), ("地区", "地区", ("威海市", "59县", "某市")),
        ("找谁", "找谁", tuple(f"第{n}局" for n in range(90))), ("产业", "产业", ("综合", "第8业")))]
    bar = str(cast(Any, templates().get_template("pages/_parts.md.j2").module).chooser(choices, "要办的事", 99))
    (copy / "incentives.html").write_text(page.replace('<div class="tw-scroll">', f'{bar}<div class="tw-scroll">', 1),
                                          encoding="utf-8", newline="\n")
    context = browser.new_context(viewport=SIZES[size])
    shown, held = context.new_page(), []
    shown.route("**/tables.js", lambda route: held.append(route))
    late: list[Any] = []
    shown.route("**/more.js", lambda route: late.append(route))
    with serving(copy) as address:
        shown.goto(f"{address}incentives.html", wait_until="commit")
        shown.locator(".md-footer").wait_for()
        shown.wait_for_function("getComputedStyle(document.querySelector('.md-header')).position === 'sticky'"
                                " && document.styleSheets.length === document.querySelectorAll('link[rel=stylesheet]').length")  # noqa: E501
        tops = "() => [...document.querySelectorAll('.tw-filters > label:not(.tw-order), .tw-scroll')].map((part) => part.getBoundingClientRect().top)"  # noqa: E501
        before = shown.evaluate(tops)
        assert shown.get_by_label("地区").locator("option").all_inner_texts() == ["全部", "威海市", "59县", "某市"]
        held.pop().continue_()
        expect(shown.locator("table[data-ready]")).to_be_visible()
        assert [round(top) for top in shown.evaluate(tops)] == [round(top) for top in before] and not late
        shown.goto(f"{address}incentives.html", wait_until="commit")
        shown.get_by_label("产业").select_option("第8业")
        held.pop().continue_()
        expect(shown.locator("output").first).to_have_text("正在载入其余的行……")
        assert shown.url.endswith(f"?{quote('产业')}={quote('第8业')}")
        late[0].continue_()
        expect(shown.locator("output").first).to_contain_text("其中")
        assert shown.locator(f"{LEFT}:not(:has([data-after]))").count() == 6
        assert shown.get_by_label("产业").input_value() == "第8业"
    context.close()


def with_choices(copy: Path) -> None:
    """Puts every value that ``beside`` has above its table."""
    choices = [long_tables.Choice(name=name, label=name, values=values) for name, values in (
        ("对象类别", ("企业", "个人", "单位")), ("产业", ("综合", "第8业")))]
    bar = str(cast(Any, templates().get_template("pages/_parts.md.j2").module).chooser(choices, "要办的事", 99))
    page = (copy / "incentives.html").read_text(encoding="utf-8")
    (copy / "incentives.html").write_text(page.replace('<div class="tw-scroll">', f'{bar}<div class="tw-scroll">', 1),
                                          encoding="utf-8", newline="\n")


def test_sorting_changes_no_count_and_a_line_says_where_the_order_begins_anew(visit: Open, site: Path,
                                                                              tmp_path: Path) -> None:
    copy = beside(site, tmp_path, 60)
    with_choices(copy)
    shown = visit(f"incentives.html?{quote('产业')}={quote('第8业')}", folder=copy)
    expect(shown.locator("output").first).to_contain_text("行不限或未注明")
    shown.wait_for_function("document.querySelector('.tw-filters option[value=第8业]').text.includes('（')")
    told = shown.locator("output").first.inner_text()
    others = re.findall(r"其中 (\d+) 行", told)[0]
    for _ in range(3):
        assert shown.get_by_label("产业").input_value() == "第8业"
        assert shown.locator("output").first.inner_text() == told
        assert shown.locator("tr[data-head=behind]").all_inner_texts() == [f"以下 {others} 行不限或未注明产业"]
        order = shown.locator(f"{LEFT}, tr[data-head=behind]").evaluate_all(
            "rows => rows.map((row) => row.dataset.head ?? (row.querySelector('[data-after]') ? 'other' : 'own'))")
        assert order == [*["own"] * 6, "behind", *["other"] * int(others)]
        shown.get_by_role("button", name="多少").click()


def test_paper_says_how_many_of_how_many_rows_it_has(visit: Open, site: Path, tmp_path: Path) -> None:
    copy, own = beside(site, tmp_path, 60), in_page(site)
    shown = visit("incentives.html", folder=copy)
    assert not shown.locator(".tw-onpaper").first.is_visible()
    shown.emulate_media(media="print")
    expect(shown.locator(".tw-onpaper").first).to_have_text(f"这里印出 {own} 行，全部 {own + 60} 行；其余的在网站上。")


def test_paper_names_what_is_chosen_and_leaves_out_the_ways_to_other_pages(visit: Open) -> None:
    shown = visit("targets.html?年份=2021")
    assert shown.locator(".tw-sections").is_visible()
    shown.emulate_media(media="print")
    expect(shown.locator(".tw-onpaper").first).to_contain_text("只列年份：2021的。这里印出")
    assert not shown.locator(".tw-sections").is_visible()
    shown.emulate_media(media="screen")
    shown.locator("th", has_text="期限").click(position={"x": 3, "y": 3})  # the whole head sorts, not its word alone
    expect(shown.locator("th[aria-sort]")).to_contain_text("期限")


def test_what_is_typed_is_typed_from_the_beginning(visit: Open, site: Path, tmp_path: Path) -> None:
    """A table whose rows are not all there says which columns have more values than a list holds; and a button that
    comes moves nothing."""
    copy = in_pieces(site, tmp_path, "2031-12-31")
    page = (copy / "deadlines.html").read_text(encoding="utf-8")
    (copy / "deadlines.html").write_text(page.replace(" data-tw-table", ' data-tw-table data-tw-many="地区"', 1),
                                         encoding="utf-8", newline="\n")
    shown = visit("deadlines.html", folder=copy)
    kinds = "() => [...document.querySelectorAll('.tw-filters label > :is(input, select)')].map((one) => one.tagName)"
    top = "() => document.querySelector('.tw-scroll').getBoundingClientRect().top + scrollY"
    before = [shown.evaluate(kinds), shown.evaluate(top)]
    assert shown.get_by_label("地区").evaluate("field => field.tagName") == "INPUT"
    shown.get_by_label("含有").fill("的")
    expect(shown.get_by_role("button", name="全部显示")).to_be_visible()
    assert [shown.evaluate(kinds), shown.evaluate(top)] == before
    shown.get_by_role("button", name="全部显示").click()
    assert [shown.evaluate(kinds), shown.evaluate(top)] == before


def test_a_place_offers_what_holds_in_it(visit: Open, site: Path, tmp_path: Path) -> None:
    shown = visit("incentives.html?地区=7县", folder=beside(site, tmp_path, 9))
    shown.wait_for_function("document.querySelectorAll('tbody tr').length > 40")
    own = shown.locator(LEFT).evaluate_all("list => list.map((row) => row.dataset.place.split('；')[0])")
    assert own.count("7县") == 1 and set(own) == {"7县", "威海市"}  # what is the city's holds in its county


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
    field.focus()
    assert field.get_attribute("list") and shown.locator("datalist option").count() > 80
    shown.keyboard.type("第77局")
    assert shown.locator("table[data-tw-table] tbody tr:visible").count() == 1
    whole = shown.locator("table[data-tw-table] tbody tr[data-place^='威海市']:visible")
    field.fill("威海市财政局")  # 市财政局 of 威海市, and of no other place
    expect(whole.first).to_be_visible()
    assert whole.count() == shown.locator("table[data-tw-table] tbody tr:visible").count() > 0
    assert shown.evaluate("document.documentElement.scrollWidth") == 390


def test_the_names_of_a_large_library_are_loaded_when_one_is_typed(visit: Open, site: Path, tmp_path: Path) -> None:
    row = ["weihai-caizhengju", "市财政局", "3", "威海市财政局；财局"]
    page = re.sub(r'(data-tw-finder="[^"]*")', r'\1 data-tw-names="data/names.js"',
                  (site / "agencies.html").read_text(encoding="utf-8"))
    copy = Path(shutil.copytree(site, tmp_path / "site"))
    (copy / "agencies.html").write_text(page, encoding="utf-8", newline="\n")
    (copy / "data" / "names.js").write_text(f"tiaowenAgencies({json.dumps([['威海市', [row]]])});",
                                            encoding="utf-8", newline="\n")
    shown = visit("agencies.html", "http", "phone", folder=copy)
    shown.get_by_label("单位名称").fill("财局")
    shown.locator("output", has_text="1 个").wait_for()
    found = shown.locator(".tw-chips li:visible")
    assert found.inner_text() == "市财政局 威海市 3" and not shown.locator("article h2:visible").count()
    found.get_by_role("link").click()
    shown.wait_for_url("**/agency/weihai-caizhengju.html")
    assert shown.locator("h1").inner_text() == "威海市财政局"


def in_pieces(site: Path, tmp_path: Path, until: str = "") -> Path:
    """A copy of the site whose list of deadlines keeps all rows but six as text, as that of a large library does."""
    page = (site / "deadlines.html").read_text(encoding="utf-8")
    table, head, body = re.search(r"<table.*?(<thead>.*?</thead>).*?<tbody>(.*?)</tbody>\s*</table>",  # type: ignore[union-attr]
                                  page, re.DOTALL).group(0, 1, 2)
    rows = re.findall("<tr>.*?</tr>", body, re.DOTALL)
    middle = len(rows) - 3
    rows[8] = rows[8].replace("<tr>", '<tr id="far">')
    kept = table.replace(body, "".join(rows[:6])).replace("data-tw-table", f'data-tw-total="{len(rows)}" data-tw-table')
    folded = "".join(
        f'<noscript data-until="{until}"><details><summary>第 {n} 段</summary><table class="tw-data">{head}<tbody>'
        f'{"".join(part)}</tbody></table></details></noscript>'
        for n, part in enumerate((rows[6:middle], rows[middle:])))
    copy = Path(shutil.copytree(site, tmp_path / "site"))
    (copy / "deadlines.html").write_text(page.replace(table, kept + folded), encoding="utf-8", newline="\n")
    return copy


def test_rows_that_a_long_list_keeps_as_text_come_when_they_are_asked_for(visit: Open, site: Path,
                                                                           tmp_path: Path) -> None:
    copy, day = in_pieces(site, tmp_path), "2017-01-01"
    every = visit("deadlines.html", "http", day=day).locator(ROWS).count()
    assert every > 10
    shown = visit("deadlines.html", "http", "phone", folder=copy, day=day)
    assert shown.locator(ROWS).count() == 6 and shown.locator("output", has_text=f"{every} 行").is_visible()
    shown.get_by_label("含有").focus()
    expect(shown.locator(ROWS)).to_have_count(every)
    assert shown.get_by_label("含有").evaluate("field => field === document.activeElement")
    shown = visit("deadlines.html", "http", folder=copy, day=day)
    shown.get_by_role("button", name="期限").click()
    expect(shown.locator(ROWS)).to_have_count(every)
    days = shown.locator(f"{ROWS} td:first-child").evaluate_all("list => list.map((cell) => cell.dataset.value)")
    assert days == sorted(days, reverse=True)  # in the order of all rows, not of those that stood there
    expect(visit("deadlines.html#far", "http", folder=copy, day=day).locator("#far")).to_be_in_viewport()
    shown = visit("deadlines.html", "http", folder=copy, day=day)
    shown.emulate_media(media="print")
    shown.evaluate("dispatchEvent(new Event('beforeprint'))")
    expect(shown.locator(f"{ROWS}:visible")).to_have_count(every)
    plain = visit("deadlines.html", "http", folder=copy, script=False)
    for part in plain.locator("summary", has_text="段").all():
        part.click()
    expect(plain.locator("table.tw-data tbody tr:visible")).to_have_count(every)


def test_a_long_list_whose_first_rows_are_over_goes_on_to_those_ahead(visit: Open, site: Path, tmp_path: Path) -> None:
    copy = in_pieces(site, tmp_path, "2031-12-31")
    assert visit("deadlines.html", folder=copy, day="2031-06-01").locator(ROWS).count() > 6  # all of the first are over
    assert visit("deadlines.html", folder=copy, day="2032-01-01").locator(ROWS).count() == 6  # none is ahead anywhere


def reserved(site: Path, tmp_path: Path, most: int) -> Path:
    """A copy of the site whose targets of two years, 2041 and 2042, stand in files of their own."""
    copy = Path(shutil.copytree(site, tmp_path / f"site{most}"))
    page, every = (copy / "targets.html").read_text(encoding="utf-8"), 0
    row = ("<tr data-kind='指标'><td>第{0}项</td><td class='tw-n' data-value='1'>1</td>"
           "<td data-value='{1}' data-choice='{1}'>{1}年</td><td>—</td>"
           "<td data-choice='航空'><a href='p/x.html#c-{0}'>一、</a></td></tr>")
    for year, count in (("2041", 40), ("2042", 3)):
        rows = json.dumps([["x", "".join(row.format(n, year) for n in range(count)), "某市"]], ensure_ascii=False)
        (copy / f"data/targets-rows-{year}.js").write_text(f"tiaowenRows({rows});", encoding="utf-8", newline="\n")
        every += count
    told = json.dumps(["年份", most, [[year, f"data/targets-rows-{year}.js", count]
                                    for year, count in (("2041", 40), ("2042", 3))]], ensure_ascii=False)
    held = int(re.findall(r'data-tw-total="(\d+)"', page)[0])
    more = f"data-tw-table data-tw-every=\"{held + every}\" data-tw-reserve='{told}'"
    page = re.sub("data-tw-table", more, page, count=1)
    (copy / "targets.html").write_text(page, encoding="utf-8", newline="\n")
    return copy


@pytest.mark.parametrize("most", [10, 100])
def test_a_year_brings_all_of_its_rows_and_what_is_not_counted_is_told(visit: Open, site: Path, transport: str,
                                                                     tmp_path: Path, most: int) -> None:
    """``most``: of how many rows in files of their own any other choice brings all."""
    copy = reserved(site, tmp_path, most)
    shown = visit("targets.html", transport, folder=copy)
    told, every = shown.locator(".tw-filters output"), int(re.findall(
        r'data-tw-every="(\d+)"', (copy / "targets.html").read_text(encoding="utf-8"))[0])
    expect(told).to_have_text(f"{every - 43} 行；另有 43 行，选了“年份”就列出")
    shown.get_by_label("年份").focus()
    options = shown.get_by_label("年份").locator("option")
    expect(options.filter(has_text="2041")).to_have_text("2041（40）")
    shown.get_by_label("年份").select_option("2041")
    expect(told).to_have_text(f"40 / {every} 行")
    assert shown.locator(LEFT).count() == 40
    shown.goto(shown.url)  # the address says which rows
    expect(told).to_have_text(f"40 / {every} 行")
    shown.get_by_label("年份").select_option("")
    shown.get_by_label("含有").fill("第2项")
    expect(told).to_have_text(re.compile(
        f"^2 / {every} 行$" if most > 43 else f"^1 / {every - 3} 行；另有 3 行没有算在内：先选“年份”$"))
    if most < 43:
        expect(options.filter(has_text="2042")).to_have_text("2042")  # how many are left, nobody knows
