"""The search as a person uses it: box, page, results and marks; on http below a path and from disk with the network
blocked.
"""

from __future__ import annotations

import json
import random
import re
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from opencc import OpenCC
from tiaowen.search.fold import fold
from tiaowen.search.query import Index
from tiaowen.search.terms import parse

from tests.browser.conftest import sync_api, wait_until_answered
from tests.unit.search.test_search import scanned

Open = Callable[..., Any]
expect = sync_api.expect
POLICY = "p/weifa-2023-3.html"
SEARCH_ALL = """async (queries) => {
  const engine = await tiaowenSearch.engine();
  const answers = [];
  for (const query of queries) {
    const { near, documents } = await engine.search(query);
    const hits = [];
    for (const { segment, hits: found } of documents) {
      const rows = await segment.rows(found.map(({ clause }) => clause));
      for (const { clause } of found) hits.push(`${rows.get(clause).id}#${rows.get(clause).anchor}`);
    }
    answers.push([near, hits]);
  }
  return answers;
}"""


ASKED = (
    "query => new URLSearchParams(location.search).get('q') === query && "
    "!document.querySelector('#tw-search-results[aria-busy]')"
)
UNDERSTOOD = (
    "new URLSearchParams(location.search).get('plain') === '威海' && "
    "!document.querySelector('#tw-search-results[aria-busy]')"
)


def ask(shown: Any, query: str) -> str:
    """Types a query into the page's box and waits for the answer; what the page says of it."""
    shown.locator("#tw-search-input").fill(query)
    shown.wait_for_function(ASKED, arg=query)
    return str(shown.locator("#tw-search-status").inner_text())


def substrings(clauses: dict[str, str]) -> list[str]:
    """200 seeded substrings of 1 to 8 characters, each tenth in Traditional characters."""
    dice = random.Random(11)
    texts = list(clauses.values())
    found = []
    for turn in range(200):
        text, length = dice.choice(texts), 1 + turn % 8
        start = dice.randrange(max(1, len(text) - length + 1))
        found.append(text[start : start + length])
    return [OpenCC("s2t").convert(text) if turn % 10 == 0 else text for turn, text in enumerate(found)]


def clauses_of(site: Path) -> dict[str, str]:
    lines = (site / "data" / "clauses.jsonl").read_text(encoding="utf-8").splitlines()
    return {f"{item['policy']}#{item['anchor']}": item["full"] for item in map(json.loads, lines)}


def test_the_page_finds_what_the_scan_finds(visit: Open, site: Path, transport: str) -> None:
    shown = visit("search.html", transport)
    clauses = clauses_of(site)
    keys = {address: fold(full).strip("|") for address, full in clauses.items()}
    asked = substrings(clauses)
    wrong = []
    for query, (near, hits) in zip(asked, shown.evaluate(SEARCH_ALL, asked), strict=True):
        terms = parse(query)
        expected = {address for address, key in keys.items() if scanned(key, terms)}
        if (set() if near else set(hits)) != expected or len(hits) != len(set(hits)):
            wrong.append(query)
    assert not wrong


def test_the_page_answers_in_the_order_of_the_command(visit: Open, site: Path) -> None:
    asked = ["招商引资", "人才 公寓", "人才 -公寓", "招商引姿", "国办发 [2017] 7 号", "企业", "的", "人才公寓 数字经济"]
    index = Index(site)
    for query, (near, hits) in zip(asked, visit("search.html", "http").evaluate(SEARCH_ALL, asked), strict=True):
        answer = index.search(query)
        assert (near, hits) == (answer.near, [f"{hit.policy}#{hit.anchor}" for hit in answer.hits]), query


def test_results_name_mark_and_lead_to_the_clause(visit: Open, transport: str) -> None:
    shown = visit("search.html?q=" + "招商引资", transport)
    shown.locator(".tw-hit").first.wait_for()
    assert re.fullmatch(r"3 份文件，13 条", shown.locator("#tw-search-status").inner_text())
    assert shown.locator(".tw-document h2").first.inner_text().startswith("中共威海市委")
    first = shown.locator(".tw-hit").first
    assert "健全招商引资项目综合效益评估工作机制" in first.locator(".tw-hit__name").inner_text()
    assert set(first.locator("mark").all_inner_texts()) == {"招商引资"}
    first.locator("a").click()
    shown.locator("mark.tw-mark").first.wait_for()
    assert "weifa-2023-3.html" in shown.url and shown.url.endswith("#c-2-3-16")
    assert set(shown.locator("mark.tw-mark").all_inner_texts()) == {"招商引资"}
    before = shown.locator("#c-2-3-16").inner_text()
    shown.get_by_role("button", name="清除标记").click()
    assert shown.locator("mark.tw-mark").count() == 0
    assert "h=" not in shown.url and shown.url.endswith("#c-2-3-16")
    assert shown.locator("#c-2-3-16").inner_text() == before


def test_a_document_found_is_opened_with_its_places_marked_and_shows_one_after_another(
    visit: Open, transport: str) -> None:
    """Its title, the boldest link of the page, led to the head of a text of sixty clauses with nothing marked."""
    shown = visit("search.html?q=" + "招商引资", transport)
    shown.locator(".tw-document h2 a").first.click()
    step = shown.get_by_role("button", name="下一处")
    step.wait_for()
    total = shown.locator("mark.tw-mark").count()
    assert (
        shown.evaluate("scrollY") == 0 and total > 10
        and f"已标出 {total} 处" in shown.locator(".tw-mark-bar").inner_text()
    )
    places = []
    for _ in range(3):
        step.click()
        places.append(shown.evaluate("scrollY"))
    assert 0 < places[0] < places[1] < places[2]


def test_folding_marks_what_is_printed(visit: Open) -> None:
    shown = visit("search.html?q=" + "國辦發[2017]7號")
    shown.locator(".tw-hit mark").first.wait_for()
    assert {fold(text) for text in shown.locator(".tw-hit mark").all_inner_texts()} == {"国办发20177号"}


def test_only_script_tags_and_few_files(visit: Open) -> None:
    shown = visit("index.html", "http")
    shown.wait_for_load_state("networkidle")
    asked: list[tuple[str, str]] = []
    shown.on(
        "request", lambda request: asked.append((request.resource_type,
                                                 request.url.partition("/repo/")[2].partition("?")[0])))
    shown.goto(shown.url.partition("/repo/")[0] + "/repo/search.html?q=" + "招商引资")
    shown.locator(".tw-hit").first.wait_for()
    shown.wait_for_load_state("networkidle")
    assert {kind for kind, _ in asked} <= {"document", "stylesheet", "script", "image", "other"}
    assert not [name for _, name in asked if "search_index" in name or "workers/" in name]
    assert len([name for _, name in asked if re.match(r"search/\w+/g\d+\.js", name)]) <= 3


def test_no_search_file_is_loaded_before_it_is_needed(visit: Open) -> None:
    shown = visit("index.html", "http")
    shown.wait_for_load_state("networkidle")
    asked: list[str] = []
    shown.on("request", lambda request: asked.append(request.url))
    shown.goto(shown.url.replace("index.html", POLICY))
    shown.wait_for_load_state("networkidle")
    assert not [url for url in asked if "/search/" in url]


def test_the_header_suggests_documents(visit: Open, transport: str) -> None:
    shown = visit(POLICY, transport)
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


def test_the_name_of_a_body_leads_to_its_page(visit: Open, transport: str) -> None:
    """威海市应急管理局 is printed nowhere: the texts say 市应急局. An abbreviation keeps the characters of the name in
    their order.
    """
    shown = visit("search.html", transport)
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


def test_facets_narrow_and_live_in_the_address(visit: Open, transport: str) -> None:
    shown = visit("search.html?q=" + "招商引资", transport)
    place = shown.get_by_role("checkbox", name=re.compile("滨州市"))
    clear = shown.get_by_role("button", name="取消全部筛选")
    place.wait_for()
    assert not clear.is_visible()
    place.check()
    shown.wait_for_function("new URLSearchParams(location.search).get('place') === 'binzhou'")
    shown.wait_for_function("document.querySelector('#tw-search-status').textContent.includes('未筛选时 13 条')")
    assert shown.locator(".tw-document").count() == 1
    assert shown.locator("#tw-search-facets input:focus").get_attribute("value") == "binzhou"
    shown.reload()
    shown.wait_for_function("document.querySelector('#tw-search-status').textContent.includes('未筛选时 13 条')")
    assert shown.get_by_role("checkbox", name=re.compile("滨州市")).is_checked()
    clear.click()
    shown.wait_for_function("document.querySelector('#tw-search-status').textContent === '3 份文件，13 条'")
    assert "place" not in shown.url
    clear.wait_for(state="hidden")
    assert shown.locator("#tw-search-input:focus").count() == 1


def test_facet_counts_are_counts_of_clauses(visit: Open, site: Path) -> None:
    shown = visit("search.html?q=" + "招商引资&agency=weihai-shangwuju")
    shown.wait_for_function("document.querySelector('#tw-search-status').textContent.includes('未筛选时')")
    counted = int(
        shown.locator("label", has=shown.locator("input[value=weihai-shangwuju]")).locator(
            ".tw-facet__count").inner_text())
    assert shown.locator("#tw-search-status").inner_text().startswith(f"2 份文件，{counted} 条")
    assert sum(int(text.rpartition(" · ")[2].removesuffix(" 条"))
               for text in shown.locator(".tw-document__meta").all_inner_texts()) == counted


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


def test_without_javascript_the_page_offers_the_indexes(visit: Open, transport: str) -> None:
    shown = visit("search.html", transport, script=False)
    links = shown.locator(".tw-search__indexes a")
    assert links.all_inner_texts() == ["全部文件", "责任单位", "产业", "地区"]
    links.first.click()
    shown.wait_for_url("**/policies.html")


def test_a_phone_has_the_whole_search(visit: Open) -> None:
    shown = visit(POLICY, "file", "phone")
    shown.get_by_role("link", name="检索条文").click()
    ask(shown, "招商引资")
    shown.locator(".tw-hit").first.wait_for()
    assert shown.evaluate("document.documentElement.scrollWidth") == 390
    assert not shown.locator("#tw-search-facet-list").is_visible()
    shown.locator("#tw-search-facets summary").click()
    assert shown.get_by_role("checkbox", name=re.compile("滨州市")).is_visible()


@pytest.mark.parametrize("dark", [False, True], ids=["light", "dark"])
@pytest.mark.parametrize("size", ["desktop", "phone"])
def test_axe_finds_nothing(visit: Open, size: str, dark: bool) -> None:
    axe = pytest.importorskip("axe_playwright_python.sync_playwright").Axe()
    shown = visit("search.html?q=" + "招商引资", "http", size, dark=dark)
    shown.locator(".tw-hit").first.wait_for()
    shown.locator("#tw-search-facets fieldset").first.wait_for(state="attached")
    assert _violations(axe, shown) == []
    ask(shown, "招商引姿")
    assert _violations(axe, shown) == []
    shown = visit(f"{POLICY}?h=" + "招商引资#c-2-3-16", "http", size, dark=dark)
    shown.locator("mark.tw-mark").first.wait_for()
    if size == "desktop":
        shown.locator("#tw-box-input").fill("威海")
        shown.get_by_role("option").first.wait_for()
    assert _violations(axe, shown, ".tw-box, .tw-mark-bar, mark.tw-mark") == []


def _violations(axe: Any, shown: Any, part: str = "#tw-search, .tw-box") -> list[str]:
    """What axe finds in the part that is the search's own."""
    parts = [selector.strip() for selector in part.split(",")]
    found = axe.run(shown, context={"include": [[selector] for selector in parts if shown.locator(selector).count()]})
    return [f"{item['id']}: {node['html'][:120]} {node['failureSummary'][:200]}"
            for item in found.response["violations"] for node in item["nodes"]]


def test_before_anything_is_asked_the_page_offers_what_it_can_answer(visit: Open, transport: str) -> None:
    shown = visit("search.html", transport)
    start = shown.locator("#tw-search-start")
    examples = start.locator("ul a").evaluate_all("links => links.map((link) => link.href)")
    assert len(examples) == 4 and start.get_by_role("link", name="威海市财政局").is_visible()
    for address in examples:
        shown.goto(address)
        if "?q=" in address:
            wait_until_answered(shown)
            assert shown.locator(".tw-hit, #tw-search-document-list a").count() and not start.is_visible()
        else:
            assert shown.locator(":target").count() == 1
    shown.goto(examples[1].partition("?")[0] + "?q=qzxjvq")
    wait_until_answered(shown)
    expect(start).to_be_visible()  # nothing was found: what can be
