"""The search as a person types it: the box of every page, that of the search page, its keys, what is understood."""

from __future__ import annotations

import re
import time

import pytest

from tests.browser.conftest import wait_until_answered
from tests.browser.test_search import POLICY, Open, ask, expect

UNDERSTOOD = (
    "new URLSearchParams(location.search).get('plain') === '威海' && "
    "!document.querySelector('#tw-search-results[aria-busy]')"
)


def test_the_header_suggests_documents(visit: Open) -> None:
    shown = visit(POLICY)
    shown.keyboard.press("/")
    box = shown.locator("#tw-box-input")
    assert box.evaluate("box => box === document.activeElement")
    box.press_sequentially("滨办字 2019")
    options = shown.get_by_role("option")
    options.first.wait_for()
    wait_until_answered(shown)  # the answer to the last key replaces the list once more
    assert "滨办字〔2019〕68号" in options.first.inner_text()
    shown.keyboard.press("ArrowDown")
    assert options.first.get_attribute("aria-selected") == "true"
    assert box.get_attribute("aria-activedescendant") == options.first.get_attribute("id")
    shown.keyboard.press("Escape")
    expect(box).to_have_attribute("aria-expanded", "false")
    box.fill("发展改革")
    assert "/agency/" in str(options.filter(has_text="单位").first.get_attribute("data-url"))
    box.press("ArrowLeft")
    box.fill("滨办字2019")
    options.first.wait_for()
    wait_until_answered(shown)
    shown.keyboard.press("ArrowDown")
    shown.keyboard.press("Enter")
    shown.wait_for_url("**/p/binbanzi-2019-68.html")


def test_enter_in_the_header_searches_clauses(visit: Open, transport: str) -> None:
    shown = visit(POLICY, transport)
    shown.locator("#tw-box-input").fill("链长制")
    shown.keyboard.press("Enter")
    shown.locator(".tw-hit").first.wait_for()
    assert "search.html?q=" in shown.url
    assert shown.locator("#tw-search-status").inner_text() == "1 份文件，1 条"


def test_the_number_of_a_document_finds_the_document(visit: Open) -> None:
    shown = visit("search.html")
    for query in ("威发〔2023〕3号", "威发[2023]3号", "威发（２０２３）３号", "威發 〔2023〕 3 號"):
        # so that what is seen is the answer to this
        shown.evaluate("document.querySelector('#tw-search-document-list').replaceChildren()")
        ask(shown, query)
        wait_until_answered(shown)
        shown.locator("#tw-search-document-list li", has_text="威发〔2023〕3号").wait_for()
        assert shown.locator("#tw-search-document-list li").count() == 1, query


def test_nothing_found_shows_what_is_near_and_says_so(visit: Open) -> None:
    shown = visit("search.html")
    assert ask(shown, "招商引姿").startswith("没有“招商引姿”，已按“招商引资”检索")
    assert ask(shown, "拨投贷保 链长制").startswith("没有条款包含所查文字。下面是部分相符的条款")
    assert shown.locator("#tw-search-results[data-near=partial] .tw-hit").count() > 0
    assert shown.locator("#tw-search-alone-list li").first.inner_text().startswith("拨投贷保")
    assert ask(shown, "鱻鱻犇犇 人才补贴").startswith("没有条款包含所查文字")
    assert "incentives.html?q=" in str(shown.locator("#tw-search-alone-list a",
                                                     has_text="奖补优惠一览").get_attribute("href"))
    assert ask(shown, "鱻鱻犇犇") == "没有条款包含所查文字，也没有相近的条款。"
    assert ask(shown, "-人才") == "只写了要排除的词，请再写一个要找的词。"
    assert re.fullmatch(r"1 份文件，\d+ 条", ask(shown, "荣成"))  # a place alone: what stands


def test_chips_say_what_was_understood_and_can_be_taken_away(visit: Open) -> None:
    shown = visit("search.html")
    assert ask(shown, "威海 社保").startswith(("意思相符的条款", "没有条款包含所查文字"))
    chips = shown.locator("#tw-search-chips button")
    assert chips.all_inner_texts() == ["地区：威海 ×", "社保 = 社会保险 ×"]
    chips.first.click()
    shown.wait_for_function(UNDERSTOOD)
    assert chips.all_inner_texts() == ["社保 = 社会保险 ×"]
    assert shown.locator(".tw-hit__why").first.inner_text()


def test_the_name_of_a_body_leads_to_its_page(visit: Open) -> None:
    """威海市应急管理局 is printed nowhere: the texts say 市应急局. An abbreviation keeps the characters of the name in
    their order.
    """
    shown = visit("search.html", "http")
    named = shown.locator("#tw-search-page-list a")
    for query in ("威海市应急管理局", "市应急局", "威海 应急局", "威海市應急管理局"):
        ask(shown, query)
        wait_until_answered(shown)
        assert named.all_inner_texts() == ["威海市应急管理局"], query
    ask(shown, "市财政局")
    wait_until_answered(shown)
    assert set(named.all_inner_texts()) == {"威海市财政局", "上海市财政局", "滨州市财政局"}
    ask(shown, "首次突破")
    shown.locator("#tw-search-pages").wait_for(state="hidden")
    ask(shown, "威海市应急管理局")
    named.first.click()
    shown.wait_for_url("**/agency/weihai-yingjiju.html")


def test_the_keyboard_is_enough(visit: Open) -> None:
    shown = visit("search.html")
    shown.keyboard.press("/")
    shown.keyboard.type("招商引资")
    expect(shown.locator("#tw-search-status")).to_have_text("3 份文件，13 条")
    wait_until_answered(shown)  # documents come after the clauses, and before them in the order of the page
    box = shown.locator("#tw-search-input")
    shown.get_by_role("option").first.wait_for()
    shown.keyboard.press("ArrowDown")  # through the suggestions, as long as they are open
    assert shown.get_by_role("option").first.get_attribute("aria-selected") == "true"
    assert box.evaluate("box => box === document.activeElement")
    shown.keyboard.press("ArrowUp")
    shown.keyboard.press("Enter")
    expect(box).to_have_attribute("aria-expanded", "false")
    shown.keyboard.press("ArrowDown")
    assert shown.evaluate("document.activeElement.closest('.tw-document, .tw-documents') !== null")
    for _ in range(3):
        shown.keyboard.press("ArrowDown")
    assert "tw-hit__link" in shown.evaluate("document.activeElement.className")
    shown.keyboard.press("Escape")
    assert shown.evaluate("document.activeElement.id") == "tw-search-input"
    while "tw-hit__link" not in shown.evaluate("document.activeElement.className"):
        shown.keyboard.press("ArrowDown")
    shown.keyboard.press("Enter")
    shown.wait_for_url(re.compile(r"/p/.*#c-"))


def test_an_input_method_is_left_to_finish(visit: Open) -> None:
    shown = visit("search.html")
    shown.locator("#tw-search-input").focus()
    session = shown.context.new_cdp_session(shown)
    session.send("Input.imeSetComposition", {"text": "zhaoshang", "selectionStart": 9, "selectionEnd": 9})
    shown.wait_for_timeout(400)
    assert "q=" not in shown.url
    session.send("Input.insertText", {"text": "招商"})
    shown.locator(".tw-hit").first.wait_for()
    shown.wait_for_function("new URLSearchParams(location.search).get('q') === '招商'")


def test_pasted_text_is_searched(visit: Open) -> None:
    shown = visit("search.html", "http")
    shown.evaluate("navigator.clipboard.writeText('  链长制，\\n')")
    shown.locator("#tw-search-input").focus()
    shown.keyboard.press("Control+v")
    shown.locator(".tw-hit").first.wait_for()
    assert shown.locator("#tw-search-status").inner_text() == "1 份文件，1 条"


def test_what_is_typed_is_only_text(visit: Open) -> None:
    shown = visit("search.html?q=" + "%3Cimg%20src%3Dx%20onerror%3Dalert(1)%3E")
    shown.wait_for_function("document.querySelector('#tw-search-status').textContent")
    assert shown.locator("#tw-search img").count() == 0


def test_a_cited_document_stands_above_the_hits(visit: Open) -> None:
    shown = visit("search.html", "http")
    ask(shown, "国办发〔2017〕7号")
    wait_until_answered(shown)
    first = shown.locator("#tw-search-document-list li").first
    assert "本库未收录" in first.inner_text()
    first.locator("a").click()
    shown.wait_for_url("**/cited/guobanfa-2017-7.html")


def test_the_clause_of_a_search_is_kept(visit: Open) -> None:
    shown = visit("search.html?q=威发〔2023〕3号 第15条", "http")
    link = shown.locator("#tw-search-document-list a").first
    expect(link).to_have_attribute("href", re.compile("weifa-2023-3.html#locate="))
    wait_until_answered(shown)
    assert shown.locator("#tw-search-document-list a", has_text="威发〔2023〕3号").count() == 1


@pytest.mark.parametrize(("page", "box"), [("about.html", "#tw-box-input"), ("search.html", "#tw-search-input")])
def test_who_types_faster_than_the_page_loads_comes_to_the_same_clause(visit: Open, page: str, box: str) -> None:
    shown = visit(page, "http")
    shown.route("**/jump.js", lambda route: (time.sleep(0.4), route.continue_()))
    shown.locator(box).fill("威发〔2023〕3号第15条")
    shown.locator(box).press("Enter")
    shown.wait_for_url("**/p/weifa-2023-3.html*")
