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


def test_a_document_found_is_opened_with_its_places_marked_and_shows_one_after_another(visit: Open) -> None:
    """Its title, the boldest link of the page, led to the head of a text of sixty clauses with nothing marked."""
    shown = visit("search.html?q=" + "招商引资")
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


def test_without_javascript_the_page_offers_the_indexes(visit: Open) -> None:
    shown = visit("search.html", script=False)
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


def test_before_anything_is_asked_the_page_offers_what_it_can_answer(visit: Open) -> None:
    shown = visit("search.html")
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
