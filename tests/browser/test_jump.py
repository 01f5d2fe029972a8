"""What is typed into a search box and names a document or one of its clauses."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from tests.browser.test_tables import Open

CURRENT = "p/weifa-2023-3.html"


def test_a_whole_number_of_a_document_leads_to_it_from_every_page_but_that_of_the_search(visit: Open) -> None:
    for text in ("威发〔2023〕3号", "威发(2023)3号", "威发（2023）3号", "威发2023年第3号"):
        shown = visit("about.html", "http")
        box = shown.get_by_label("检索条文").first
        box.click()
        shown.wait_for_function("window.tiaowenJump")
        box.fill(text)
        box.press("Enter")
        shown.wait_for_url(f"**/{CURRENT}")
    shown.goto(shown.url.replace(CURRENT, "search.html"))
    box = shown.get_by_label("要找的文字")
    box.click()
    shown.wait_for_function("window.tiaowenJump")
    box.fill("威发〔2023〕3号")
    box.press("Enter")
    shown.locator("#tw-search-document-list li", has_text="威发〔2023〕3号").wait_for()
    box = visit("about.html", "http").get_by_label("检索条文").first
    box.click()
    box.page.wait_for_function("window.tiaowenJump")
    box.fill("威发〔2020〕77号")  # held nowhere: it is looked for in the texts
    box.press("Enter")
    box.page.wait_for_url("**/search.html?q=*")


def test_a_clause_of_a_number_that_several_documents_have_is_offered_where_it_is(
    visit: Open, site: Path, tmp_path: Path) -> None:
    copy = Path(shutil.copytree(site, tmp_path / "site"))
    jump = copy / "data/jump.js"
    more = '["a-2024-3","甲发〔2024〕3号","甲",14],["b-2024-3","乙发〔2024〕3号","乙",15],'
    jump.write_text(jump.read_text(encoding="utf-8").replace("load([", f"load([{more}", 1), encoding="utf-8")
    shown = visit("index.html", folder=copy)
    box = shown.locator("#tw-hero")
    box.click()
    shown.wait_for_function("window.tiaowenJump")
    for text, held in (("3号第15条", ["乙发", "威发"]), ("3号第十四条", ["甲发", "乙发", "威发"]),
                       ("3号第16条", ["威发"]), ("甲发〔2024〕3号第20条", ["甲发"])):
        places = shown.evaluate("(text) => tiaowenJump.resolve(text)", text)
        assert [place["title"][:2] for place in places] == held, text


@pytest.mark.parametrize(("number", "texts"), [
    ("广州市人民政府令第179号", {
        "广州市政府令179号 第六条": "第六条", "广州市政府179号令第六条": "第六条", "179号令 第六条": "第六条",
        "令第179号第六条": "第六条"}),
    ("东府〔2012〕12号", {"东府12号 第十五条": "第十五条", "东府12号第二条由谁负责": "第二条"}),
])
def test_a_number_is_found_however_it_is_put(visit: Open, site: Path, tmp_path: Path, number: str,
                                             texts: dict[str, str]) -> None:
    copy = Path(shutil.copytree(site, tmp_path / "site"))
    jump = copy / "data/jump.js"
    more = f'["a-1","{number}","甲",20],'
    jump.write_text(jump.read_text(encoding="utf-8").replace("load([", f"load([{more}", 1), encoding="utf-8")
    shown = visit("index.html", folder=copy)
    shown.locator("#tw-hero").click()
    shown.wait_for_function("window.tiaowenJump")
    for text, label in texts.items():
        places = shown.evaluate("(text) => tiaowenJump.resolve(text)", text)
        assert [(place["id"], place["label"]) for place in places] == [("a-1", label)], text
