"""Who looks for money: what is for every industry, what is over, everyday words."""

from __future__ import annotations

import shutil
from pathlib import Path
from urllib.parse import parse_qs, urlsplit

import pytest

from tests.browser.conftest import wait_until_answered
from tests.browser.test_tables import LEFT, ROWS, Open, expect


def test_money_that_is_over_is_folded_behind_what_is_given(visit: Open, site: Path, tmp_path: Path) -> None:
    page = (site / "incentives.html").read_text(encoding="utf-8")
    copy = Path(shutil.copytree(site, tmp_path / "site"))
    page = page.replace("<tr data-place=", '<tr data-tw-until="2024-12-31" data-place=', 1)
    (copy / "incentives.html").write_text(page, encoding="utf-8", newline="\n")
    row = visit("incentives.html", day="2024-12-31", folder=copy).locator("[data-tw-until]")
    assert row.is_visible() and not row.locator(".tw-tag", has_text="已过有效期").count()
    shown = visit("incentives.html", day="2025-01-01", folder=copy)
    assert not shown.locator("[data-tw-until]").is_visible()
    shown.get_by_role("button", name="另有 1 项已过有效期或已废止，也列出").click()
    for _ in range(2):
        shown.get_by_role("button", name="再列").click()
    assert shown.locator(f"{ROWS}:visible").last.inner_text() == shown.locator("[data-tw-until]").inner_text()
    assert shown.locator("[data-tw-until] .tw-tag", has_text="文件已过有效期").is_visible()


def test_everyday_words_find_what_the_text_says_otherwise(visit: Open) -> None:
    shown = visit("incentives.html")
    shown.get_by_label("要办的事").fill("买机器")
    shown.locator("output", has_text="意思相符的").wait_for()
    assert "年度设备投资额的 10 %" in shown.locator(f"{ROWS}:visible").first.inner_text()
    shown.get_by_label("要办的事").fill("首次突破")
    assert shown.locator("output", has_text="意思相符的").count() == 0 < shown.locator(LEFT).count()


def test_rows_that_say_the_words_themselves_stand_first(visit: Open) -> None:
    shown = visit("incentives.html", "http")
    shown.locator(ROWS).evaluate_all("""rows => {
      for (const [at, row] of rows.entries()) if (at < 3) row.cells[at < 2 ? row.cells.length - 1 : 2].append("灯塔");
    }""")
    shown.get_by_label("要办的事").fill("灯塔")
    expect(shown.locator("output").first).to_contain_text("3 / ")
    expect(shown.locator("output").first).to_contain_text("2 行的词只在条款标题里")
    said = shown.locator(LEFT).evaluate_all("rows => rows.map(({ cells }) => cells[2].textContent.includes('灯塔'))")
    assert said == [True, False, False]


def test_who_asks_for_an_industry_sees_what_is_for_every_industry_too(visit: Open) -> None:
    shown = visit("incentives.html", "http")
    largest = shown.locator(ROWS).filter(has_text="年营业收入首次突破100亿元").first
    before = shown.locator(ROWS).evaluate_all("rows => rows.map((row) => row.textContent)")
    choices = shown.get_by_label("产业").locator("option:not([disabled])")
    expect(choices.nth(1)).to_be_attached()
    for industry in (option.get_attribute("value") for option in choices.all()[1:]):
        shown.get_by_label("产业").select_option(industry)
        count = int(shown.locator(f"option[value='{industry}']").last.inner_text().rpartition("（")[2].rstrip("）"))
        assert not largest.evaluate("(row) => row.hidden")
        chosen = shown.locator(LEFT).locator("td:last-child").evaluate_all(
            """cells => cells.map(({ dataset: { choice, after }, textContent }) =>
              [choice.split("；"), after ?? "", textContent])""")
        own = [industry in names for names, _, _ in chosen]
        assert own == [True] * count + [False] * (len(own) - count)  # those that name the industry stand first
        others = chosen[count:]
        assert [after for _, after, _ in others] == sorted(after for _, after, _ in others)
        assert all({"1": "不限行业", "2": "未注明行业"}[after] in text for _, after, text in others)
        assert {after for _, after, _ in others} == {"1", "2"} - ({"1"} if "综合" in industry else set())
        expect(shown.locator("output").first).to_contain_text(f"其中 {len(others)} 行不限或未注明")
    shown.get_by_role("button", name="全部显示").click()
    assert shown.locator(ROWS).evaluate_all("rows => rows.map((row) => row.textContent)") == before


def test_rows_behind_keep_the_order_that_is_asked_for(visit: Open) -> None:
    """Sorted by sum, first those that name the industry, then the others, each by sum."""
    shown = visit("incentives.html", "http")
    shown.get_by_label("产业").select_option("新一代信息技术")
    shown.get_by_role("button", name="多少").click()
    expect(shown.locator("th[aria-sort='descending']")).to_have_count(1)
    left = shown.locator(LEFT).evaluate_all(
        "rows => rows.map(({ cells }) => [cells[5].dataset.after ?? '', Number(cells[1].dataset.value || -1)])")
    assert left == sorted(left, key=lambda row: (row[0], -row[1])) and len({after for after, _ in left}) > 1


@pytest.mark.parametrize(("query", "said", "choices"), [
    ("滨州市给个人多少钱", "滨州市", {"地区": "滨州市", "我是": "", "要办的事": ""}),  # no row is for persons
    ("威海 制造业 补贴", "威海 · 制造业", {"地区": "威海市", "产业": "综合（跨行业/不限行业）", "要办的事": ""}),
    ("开新工厂买机器有补贴吗", "买机器", {"地区": "", "产业": "", "要办的事": "买机器"}),
    ("招人来有奖金吗", "招人", {"地区": "", "要办的事": "招人"}),
    ("滨州给企业多少钱", "滨州 · 企业", {"地区": "滨州市", "我是": "企业", "要办的事": ""}),
    ("威海 农业企业 补贴", "威海 · 农业企业", {"地区": "威海市", "产业": "现代高效农业", "我是": "企业"}),
    ("滨州开厂政府给补贴吗", "滨州", {"地区": "滨州市", "我是": ""}),  # 政府 is who gives
    ("滨州 买机器 补贴", "滨州", {"地区": "滨州市", "要办的事": ""}),  # no row of the place says the word
])
def test_a_question_for_money_leads_to_the_list_with_its_choices_set(
    visit: Open, query: str, said: str, choices: dict[str, str],
) -> None:
    shown = visit(f"search.html?q={query}")
    shown.get_by_role("link", name=f"看「{said}」的补贴").click()
    shown.wait_for_url("**/incentives.html?*")
    for label, value in choices.items():
        expect(shown.get_by_label(label)).to_have_value(value)
    expect(shown.locator(f"{ROWS}:visible").first).to_be_visible()


def test_what_asks_for_no_money_or_for_all_of_it_leads_nowhere(visit: Open) -> None:
    for query in ("威海市财政局负责什么", "有什么补贴"):
        shown = visit(f"search.html?q={query}")
        wait_until_answered(shown)
        expect(shown.locator("#tw-search-money")).to_be_hidden()


def test_two_places_and_an_industry_lead_to_them_side_by_side(visit: Open) -> None:
    shown = visit("search.html?q=威海 滨州 金融 对照")
    shown.get_by_role("link", name="看「威海市 · 滨州市 · 现代金融」的对照 →").click()
    shown.wait_for_url("**/compare.html?*")
    assert parse_qs(urlsplit(shown.url).query) == {"地区": ["威海市、滨州市"], "条款": ["现代金融"]}


@pytest.mark.parametrize("query", ["威发3号 市财政局", "威海市财政局 威发〔2023〕3号"])
def test_a_document_and_a_body_lead_to_what_the_body_must_do_in_it(visit: Open, query: str) -> None:
    shown = visit(f"search.html?q={query}")
    expect(shown.locator("#tw-search-money a")).to_be_visible()
    assert "0 条" not in shown.locator("#tw-search").inner_text()  # a number is looked for in no text
    shown.locator("#tw-search-money a").click()
    shown.wait_for_url("**/p/weifa-2023-3.html?*")
    expect(shown.locator(".tw-chosen")).to_contain_text("只列市财政局要办的")


def test_the_link_to_a_place_keeps_what_is_chosen(visit: Open) -> None:
    shown = visit("incentives.html", "http")
    shown.get_by_label("我是").select_option("企业")
    shown.locator("nav.tw-sections").get_by_role("link", name="威海市").click()
    shown.wait_for_url("**/place/weihai--incentives.html?*")
    expect(shown.get_by_label("我是")).to_have_value("企业")
