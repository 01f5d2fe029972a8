"""A document that is repealed, amended or past its term says so wherever it is offered, and is found by that."""

from __future__ import annotations

from pathlib import Path
from urllib.parse import quote

import pytest

from tests.browser.conftest import wait_until_answered
from tests.browser.test_tables import Open, expect
from tests.site_folder import tiaowen

TEXT = """# 威海市人民政府关于路边停车收费的{kind}

威政发〔{year}〕{number}号

第一条　路边停车{number}小时以内免费。

第二条　停车场{rule}，至{year}年底建成泊位{number}00个。

威海市人民政府

{year}年3月1日
"""
KNOWN = {1: "validity: 已废止", 2: "validity: 已修改", 3: "expiry_date: 2019-12-31"}
KINDS = ("意见", "办法", "通知", "规定", "细则", "方案")  # a list of fewer is seen at a glance
STATES = {"已废止", "已修改", "已过有效期"}


@pytest.fixture(scope="module")
def marked(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A site of six documents, three of them in another state each."""
    folder = tmp_path_factory.mktemp("marked")
    policies = folder / "docs_src" / "policies"
    policies.mkdir(parents=True)
    (folder / "site_config").mkdir()
    for number, kind in enumerate(KINDS, 1):
        text = TEXT.format(kind=kind, year=2021 - number, number=number,
                           rule=f"按《威海市人民政府关于路边停车收费的意见》（威政发〔2020〕1号）管理{number}")
        (policies / f"{number}.md").write_text(text, encoding="utf-8", newline="\n")
        said = KNOWN.get(number, f"title: 路边停车收费{kind}")
        (policies / f"{number}.yml").write_text(f"{said}\n", encoding="utf-8", newline="\n")
    done = tiaowen(folder, "build")
    assert done.returncode == 0, done.stderr
    return folder / "site"


def told(entries: list[str]) -> set[str]:
    """The states that entries tell, each of one document."""
    return {state for entry in entries for state in STATES if state in entry}


def test_hits_and_suggestions_say_it_before_one_opens_them(visit: Open, marked: Path, transport: str) -> None:
    shown = visit("search.html?q=" + quote("路边停车"), transport, folder=marked)
    wait_until_answered(shown)
    headings = shown.locator("#tw-search-results h2").all_inner_texts()
    assert len(headings) == 6 and told(headings) == STATES
    assert "已废止" in headings[-1]
    shown.locator("#tw-search-input").fill("路边停车收费的意见")
    options = shown.locator("[role=option]")
    expect(options.first).to_be_visible()
    assert "已废止" in options.first.inner_text()


def test_lists_say_it_and_can_be_chosen_by_it(visit: Open, marked: Path, transport: str) -> None:
    home = visit("index.html", transport, folder=marked)
    assert told(home.locator("#newest + ul li").all_inner_texts()) == STATES
    before = visit("index.html", transport, folder=marked, day="2019-12-31")
    assert told(before.locator("#newest + ul li").all_inner_texts()) == STATES - {"已过有效期"}
    cited = visit("citations.html", transport, folder=marked)
    assert told(cited.locator("tbody th").all_inner_texts()) == {"已废止"}


@pytest.mark.parametrize(("query", "state"), [
    ("被修改的文件", "已修改"), ("已修改的政策", "已修改"), ("失效的文件", "已废止"), ("废止文件", "已废止"),
    ("威海 过期的文件有哪些", "已过有效期")])
def test_a_question_for_documents_of_a_state_leads_to_their_list(visit: Open, marked: Path, query: str,
                                                                 state: str) -> None:
    shown = visit("search.html?q=" + quote(query), "file", folder=marked)
    lead = shown.locator("#tw-search-money a")
    expect(lead).to_contain_text(f"「{state}」的文件（1）")
    lead.click()
    shown.wait_for_url("**/policies.html?**")
    rows = shown.locator("tbody tr:visible")
    expect(rows).to_have_count(1)
    expect(rows).to_contain_text(state)
    assert shown.get_by_label("时效").input_value() == state


def test_what_else_is_asked_leads_to_no_list(visit: Open, marked: Path) -> None:
    shown = visit("search.html?q=" + quote("废止停车泊位的文件"), "file", folder=marked)
    wait_until_answered(shown)
    expect(shown.locator("#tw-search-money")).to_be_hidden()
