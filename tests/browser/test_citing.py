"""Citing, versions and jumping to a clause as a person meets them, on http and from disk with the network blocked."""

from __future__ import annotations

import json
import shutil
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from tiaowen.render.cite import STYLES

from tests.browser.conftest import serving, sync_api, wait_until_placed
from tests.factories import LAW_LOCATORS
from tests.site_folder import SITE_URL, tiaowen
from tests.versioned_site import CURRENT, DIFF, DOWN, MENDED, OLD

Open = Callable[..., Any]
expect = sync_api.expect
TODAY = "2026-11-22"  # the reader's: otherwise midnight would pass between a page and what it is compared with


@pytest.fixture(scope="module")
def site(past: Path) -> Path:
    """The small site with a past in place of the five texts."""
    return past / "site"


@pytest.fixture(scope="module")
def served(site: Path) -> Iterator[str]:
    with serving(site) as address:
        yield address


def copied(shown: Any) -> str:
    return str(shown.evaluate("navigator.clipboard.readText()"))


def open_citation(shown: Any, anchor: str) -> Any:
    shown.locator(f'a.tw-link[href="#{anchor}"]').click()
    shown.locator("button.tw-cite").click()
    return shown.get_by_role("dialog")


def test_the_panel_copies_what_the_command_prints(visit: Open, site: Path, transport: str) -> None:
    def printed(permalink: str, style: str) -> str:
        return tiaowen(site.parent, "cite", permalink, "--style", style, "--accessed", TODAY).stdout.removesuffix("\n")

    address = f"{SITE_URL}{CURRENT}"
    shown = visit(CURRENT, transport, day=TODAY)
    dialog = open_citation(shown, "c-2-2")
    for style in STYLES:
        form = dialog.locator(f"[data-style='{style}']")
        form.get_by_role("button", name="复制").click()
        form.get_by_role("button", name="已复制").wait_for()
        assert copied(shown) == printed(f"{address}#c-2-2", style), style
    shown.keyboard.press("Escape")
    expect(dialog).not_to_be_visible()
    shown.locator("#cite > summary").click()
    for style in STYLES:
        whole = shown.locator(f"#cite [data-style='{style}'] pre")
        shown.wait_for_function("([e, text]) => e.textContent === text",
                                arg=[whole.element_handle(), printed(address, style)])


def test_the_page_writes_articles_as_the_command_does(visit: Open) -> None:
    shown = visit("about.html")
    labels = json.dumps([words for words, _ in LAW_LOCATORS])
    shown.context.add_init_script(f"const labels = {labels};" """addEventListener("readystatechange", () => {
      const source = document.getElementById("tw-citing");
      if (!source || document.readyState !== "interactive") return;
      const data = JSON.parse(source.textContent);
      data.clauses = data.clauses.slice(0, labels.length).map(([anchor, , , hash], at) => [anchor, 0, labels[at], hash]);
      source.textContent = JSON.stringify(data);
    }, true);""")  # noqa: E501
    shown.goto(shown.url.replace("about.html", CURRENT))
    anchors = ["preamble", "c-1", "c-1-1", "c-1-2", "c-2", "c-2-1"]
    for anchor, (_, expected) in zip(anchors, LAW_LOCATORS, strict=True):
        dialog = open_citation(shown, anchor)
        assert dialog.locator("[data-style='faxue'] pre").inner_text().endswith(f"，{expected}。")
        shown.keyboard.press("Escape")


def test_copied_clauses_stand_on_a_line_each_with_their_numbers_and_nothing_of_ours(visit: Open) -> None:
    shown = visit(CURRENT)
    shown.evaluate("""() => {
      const range = document.createRange();
      range.setStartBefore(document.getElementById("c-2"));
      range.setEndBefore(document.getElementById("c-3"));
      getSelection().removeAllRanges();
      getSelection().addRange(range);
    }""")
    shown.keyboard.press("Control+c")
    assert copied(shown).splitlines() == [
        "二、重点任务", "（一）培育企业。对首次纳统的工业企业，给予10万元奖励。",
        "（二）引进人才。对引进的高层次人才，给予一次性安家补贴，并解决子女入学问题。",
    ]


def test_a_citation_can_be_had_with_the_keyboard_alone(visit: Open, transport: str) -> None:
    shown = visit(CURRENT, transport)
    shown.locator('a.tw-link[href="#c-1-1"]').focus()
    shown.keyboard.press("Enter")
    shown.locator("button.tw-cite").wait_for()
    shown.get_by_role("status").filter(has_text="已复制永久链接").wait_for()
    assert copied(shown) == f"{SITE_URL}{CURRENT}#c-1-1"
    for _ in range(2):  # a browser goes on from the target of the address, which stands before the permalink
        if shown.evaluate("document.activeElement.className") != "tw-cite":
            shown.keyboard.press("Tab")
    assert shown.evaluate("document.activeElement.className") == "tw-cite"
    shown.keyboard.press("Enter")
    assert "引用第一部分第（一）项" in shown.get_by_role("dialog").inner_text()
    shown.keyboard.press("Escape")
    expect(shown.locator("button.tw-cite")).to_be_focused()


def test_controls_are_large_enough_for_a_finger(visit: Open) -> None:
    shown = visit(f"{CURRENT}#c-1-1", "file", "phone")
    shown.locator("button.tw-cite").wait_for()
    dialog = open_citation(shown, "c-1-1")
    for control in [shown.locator("button.tw-cite"), *dialog.locator("button, a").all()]:
        box = control.bounding_box()
        assert box["width"] >= 24 and box["height"] >= 24, control.inner_text()
    assert shown.evaluate("document.documentElement.scrollWidth") == 390


def test_without_a_clipboard_the_text_is_copied_all_the_same(visit: Open) -> None:
    shown = visit(f"{CURRENT}#c-1-1", "file")
    shown.evaluate("() => { navigator.clipboard.writeText = () => Promise.reject(new Error('not here')); }")
    form = open_citation(shown, "c-1-1").locator("[data-style=plain]")
    form.get_by_role("button", name="复制").click()
    form.get_by_role("button", name="已复制").wait_for()
    assert copied(shown).startswith(
        "《中共威海市委 威海市人民政府关于健全激励机制的意见》（威发〔2023〕3号）第一部分第（一）项，")


def test_downloads_work_with_and_without_javascript(visit: Open, transport: str) -> None:
    for script in (True, False):
        shown = visit(CURRENT, transport, script=script)
        shown.locator("#cite > summary").click()
        with shown.expect_download() as started:
            shown.get_by_role("link", name="下载 .ris").click()
        assert started.value.suggested_filename == "weifa-2023-3.ris"
        lines = Path(started.value.path()).read_text(encoding="utf-8").splitlines()
        assert lines[0] == "TY  - STAT" and lines[-1].startswith("ER  -") and f"UR  - {SITE_URL}{CURRENT}" in lines


def test_without_javascript_every_form_of_the_document_is_there(visit: Open) -> None:
    shown = visit(CURRENT, "file", script=False)
    shown.locator("#cite > summary").click()
    assert shown.locator("#cite pre:visible").count() == len(STYLES)
    assert "引用日期请在使用时补上" in shown.locator("#cite").inner_text()


def test_without_a_public_address_the_citation_says_so(visit: Open, nameless: Path) -> None:
    dialog = open_citation(visit(CURRENT, "file", folder=nameless / "site"), "c-1-1")
    assert "没有设公开网址" in dialog.inner_text()
    assert "file:" not in dialog.inner_text() and "http" not in dialog.inner_text()


def test_banners_lead_between_the_versions_and_their_comparison(visit: Open) -> None:
    shown = visit(CURRENT)
    shown.get_by_role("link", name="2023年2月26日", exact=True).click()
    shown.wait_for_url(f"**/{OLD}")
    assert "早先的版本" in shown.locator(".tw-banner").inner_text()
    shown.get_by_role("link", name="与现行版本比较").click()
    shown.wait_for_url(f"**/{DIFF}")
    shown.get_by_role("link", name="现行 一、（一）").click()
    shown.wait_for_url(f"**/{CURRENT}#c-1-1")
    assert shown.locator("#c-1-1:target").count() == 1


def test_a_changed_clause_leads_to_what_it_said(visit: Open) -> None:
    shown = visit(f"{CURRENT}#c-1-1", "http")
    shown.locator(".tw-note", has_text="中文字不同").get_by_role("link").first.click()
    shown.wait_for_url(f"**/{OLD}#c-1-1")
    wait_until_placed(shown.locator(".tw-body", has_text="推动高质量发展"), 0, 500)


def test_the_comparison_marks_words_not_by_colour_alone(visit: Open) -> None:
    shown = visit(DIFF)
    added, removed = shown.locator(".tw-diff ins").first, shown.locator(".tw-diff del").first
    assert shown.locator(".tw-diff--changed ins").inner_text() == "绿色低碳"
    assert "underline" in added.evaluate("e => getComputedStyle(e).textDecorationLine")
    assert "line-through" in removed.evaluate("e => getComputedStyle(e).textDecorationLine")


def test_a_tombstone_says_what_stood_there_and_where_it_is(visit: Open) -> None:
    shown = visit(f"{CURRENT}#c-2-3")
    stone = shown.locator(".tw-stone:target")
    assert "引进人才" in stone.inner_text() and "不在现行文本中" in stone.inner_text()
    stone.get_by_role("link", name="现在最相近的条款").click()
    shown.wait_for_function("location.hash === '#c-2-2'")
    shown = visit(f"{DOWN}#c-2")
    assert "加强监管" in shown.locator(".tw-stone:target").inner_text()


def test_an_alias_shows_the_clause_that_has_its_text(visit: Open) -> None:
    shown = visit(f"{MENDED}#c-1-p2")
    wait_until_placed(shown.locator("#c-1"), 0, 400)


@pytest.mark.parametrize(("day", "page", "expected"), [
    ("2026-11-22", CURRENT, "尚未施行"), ("2099-05-01", CURRENT, ""), ("2022-05-31", MENDED, "尚未施行"),
    ("2022-06-01", MENDED, "在有效期内"),
    ("2024-12-31", MENDED, "在有效期内"), ("2025-01-01", MENDED, "已过有效期"),
])
def test_the_dates_are_judged_by_the_readers_day(visit: Open, day: str, page: str, expected: str) -> None:
    shown = visit(page, day=day)
    badge = shown.locator(".tw-badge")
    if expected:
        badge.wait_for()
    else:
        shown.locator("#cite > summary").click()
        shown.locator("#cite button").first.wait_for()
    assert badge.inner_text() == expected if expected else not badge.is_visible()
    told = shown.locator("[data-md-component=header-topic]").text_content() or ""
    warned = [state for state in ("尚未施行", "已过有效期", "在有效期内") if f"〔{state}〕" in told]
    assert warned == ([expected] if expected not in ("", "在有效期内") else [])


def test_what_is_due_next_stands_first_and_a_judgement_says_what_it_rests_on(visit: Open, site: Path,
                                                                            tmp_path: Path) -> None:
    copy, file = Path(shutil.copytree(site, tmp_path / "site")), tmp_path / "site" / MENDED
    days = "；".join(f'<span data-due="{day}"><a href="#c-1">{day}</a></span>' for day in ("2024", "2025-06", "2026"))
    days += '<template><span data-due="2027-01-01"><a href="#c-1">2027</a></span></template>'
    days += ' <span class="tw-of">另有 1 件</span>'
    page = file.read_text(encoding="utf-8").replace("data-effective=", 'data-doubt="按推定的日期" data-effective=', 1)
    due = f'<dl class="tw-facts"><div><dd class="tw-due">{days}</dd></div>'
    file.write_text(page.replace('<dl class="tw-facts">', due, 1), encoding="utf-8", newline="\n")
    shown = visit(MENDED, folder=copy, day="2024-06-01")
    expect(shown.locator(".tw-badge")).to_have_text("在有效期内（按推定的日期）")
    expect(shown.locator(".tw-due")).to_have_text("20242025-062026另有 1 件")
    assert "〔" not in (shown.locator("[data-md-component=header-topic]").text_content() or "")
    expect(visit(MENDED, folder=copy, day="2025-07-01").locator(".tw-due")).to_have_text(
        "202620272025-06 已过另有 1 件")
    expect(visit(MENDED, folder=copy, script=False).locator(".tw-due span:visible").first).to_have_text("2024")


@pytest.mark.parametrize(("day", "over"), [("2024-12-31", 0), ("2025-01-01", 1)])
@pytest.mark.parametrize("page", ["incentives.html", "place/weihai--incentives.html"])
def test_money_of_a_document_past_its_term_says_so(visit: Open, day: str, over: int, page: str) -> None:
    shown = visit(page, day=day)
    row = shown.locator("[data-tw-until='2024-12-31']", has_text="消费券").first
    if over:  # among what is over, which stands folded below the table
        shown.get_by_role("button", name="也列出").click()
    row.wait_for()
    assert shown.locator("[data-tw-until] .tw-tag", has_text="文件已过有效期").count() == over


JUMPS = [
    ("威发〔2023〕3号第二部分第（二）项", f"{CURRENT}#c-2-2"),
    ("威发[2023]3号 二（二）", f"{CURRENT}#c-2-2"),
    ("威发2023-3 2.2", f"{CURRENT}#c-2-2"),
    ("威发（2023） 3 号", CURRENT),
    ("《关于健全激励机制的意见》第二部分第（一）项", f"{CURRENT}#c-2-1"),
    ("《关于促进消费的通知》（威办发〔2022〕7号）二", f"{MENDED}#c-2"),
    ("7号第二部分", f"{MENDED}#c-2"),
    ("办发〔2022〕7号 二", f"{MENDED}#c-2"),
    (f"{SITE_URL}{CURRENT}#c-1-2", f"{CURRENT}#c-1-2"),
    (f"{MENDED}#c-1-p2", f"{MENDED}#c-1-p2"),
    ("weifa-2023-3--2023-02-26#c-2-3", f"{OLD}#c-2-3"),
    ("weibanfa-2021-5", DOWN),
]


def test_the_jump_box_leads_to_the_clause(visit: Open) -> None:
    shown = visit("index.html", "file")
    home, box = shown.url, shown.locator("#tw-hero")
    for text, address in JUMPS:
        shown.goto(home)
        box.click()
        box.fill(text)
        shown.wait_for_function("window.tiaowenJump")
        box.press("Enter")
        shown.wait_for_url(f"**/{address}")
        if "#" in address:
            assert shown.locator(":target").count() == 1


def test_the_jump_box_works_on_http_and_in_the_search_box_of_every_page(visit: Open) -> None:
    for text in ("威发〔2023〕3号第二部分第（二）项", f"{SITE_URL}{CURRENT}#c-2-2"):
        # each from another page: an address already reached would be waited for in vain
        shown = visit("about.html", "http")
        box = shown.get_by_label("检索条文").first
        box.click()
        shown.wait_for_function("window.tiaowenJump")  # its script comes with the focus; a person types for longer
        box.fill(text)
        box.press("Enter")
        shown.wait_for_url(f"**/{CURRENT}#c-2-2")
    box = shown.get_by_label("检索条文").first
    box.fill("首次纳统")
    box.press("Enter")
    shown.wait_for_url("**/search.html?q=*")
    shown.locator(".tw-hit").first.wait_for()


def test_what_is_not_there_is_said(visit: Open) -> None:
    shown = visit("index.html", "http")
    home, box = shown.url, shown.locator("#tw-hero")
    box.click()
    shown.wait_for_function("window.tiaowenJump")
    box.fill("鲁政发〔2020〕99号第3条")
    box.press("Enter")
    shown.get_by_role("status").filter(has_text="没有找到这份文件").wait_for()
    box.fill("威发〔2023〕3号第99条")
    box.press("Enter")
    shown.get_by_role("status").filter(has_text="本文件没有“第99条”").wait_for()
    shown.goto(home)
    box.click()
    shown.wait_for_function("window.tiaowenJump")
    box.fill("威发〔2023〕3号（一）")
    box.press("Enter")
    told = shown.locator(".tw-located")
    expect(told.get_by_role("link")).to_have_count(3)
    told.get_by_role("link", name="第二部分第（一）项").click()
    shown.wait_for_function("location.hash === '#c-2-1'")
