"""The page of a document as a person meets it: its addresses, contents, notes, clauses, files."""

from __future__ import annotations

import re
from collections.abc import Callable
from pathlib import Path
from typing import Any

from tests.browser.conftest import wait_until_placed
from tests.browser.test_pages import POLICY, Open, expect, pages_printed
from tests.site_folder import SITE_URL
from tests.versioned_site import CURRENT, OLD


def test_a_permalink_copies_the_public_address(visit: Open, transport: str) -> None:
    shown = visit(POLICY, transport)
    control = shown.locator('a.tw-link[href="#c-2-1-1"]')
    box = control.bounding_box()
    assert box["width"] >= 24 and box["height"] >= 24
    control.click()
    shown.get_by_role("status").filter(has_text="已复制永久链接").wait_for()
    assert shown.evaluate("navigator.clipboard.readText()") == f"{SITE_URL}{POLICY}#c-2-1-1"
    assert shown.evaluate("location.hash") == "#c-2-1-1"
    assert shown.locator("#c-2-1-1:target").count() == 1


def test_a_permalink_works_with_the_keyboard(visit: Open) -> None:
    shown = visit(POLICY)
    shown.locator('a.tw-link[href="#c-1"]').focus()
    shown.keyboard.press("Enter")
    shown.get_by_role("status").filter(has_text="已复制永久链接").wait_for()
    assert shown.evaluate("location.hash") == "#c-1"
    assert shown.evaluate("navigator.clipboard.readText()") == f"{SITE_URL}{POLICY}#c-1"


def test_permalinks_are_seen_on_touch_without_hovering(visit: Open) -> None:
    shown = visit(POLICY, "file", "phone")
    controls = shown.locator("article a.tw-link")
    clauses = shown.evaluate("new Set([...document.querySelectorAll('article a.tw-link')].map(a => a.hash)).size")
    assert controls.count() == clauses > 60
    assert shown.eval_on_selector_all("article a.tw-link",
                                      "list => list.every(a => getComputedStyle(a).opacity === '1' && a.offsetWidth >= "
                                      "24)")


def test_without_a_public_address_the_copy_says_so(visit: Open, nameless: Path) -> None:
    shown = visit(POLICY, "file", folder=nameless / "site")
    shown.locator('a.tw-link[href="#c-1"]').click()
    shown.get_by_role("status").filter(has_text="未设公开网址").wait_for()
    assert shown.evaluate("navigator.clipboard.readText()") == f"{nameless.as_uri()}/site/{POLICY}#c-1"


def test_a_link_to_a_clause_shows_it_below_the_header(visit: Open) -> None:
    for size in ("desktop", "phone"):
        shown = visit(f"{POLICY}#c-2-2-8", "http", size)
        covered = shown.evaluate("""() => {
          const bar = document.querySelector('.tw-toc'), head = document.querySelector('.md-header').getBoundingClientRect().bottom;
          return innerWidth < 960 ? Math.max(head, bar.getBoundingClientRect().bottom) : head; }""")  # noqa: E501
        wait_until_placed(shown.locator("#c-2-2-8"), covered, 300)


def test_a_repair_leads_to_its_source_line_in_the_folded_record(visit: Open) -> None:
    shown = visit("p/weifang-nd-zhongdiangongzuogongjiannianshishifangan.html")
    shown.get_by_label("旁注写全").check()
    link = shown.locator('.tw-note a[href^="#source-line-"]').nth(3)  # the switch has opened every note
    row = shown.locator(link.get_attribute("href"))
    assert not row.is_visible()
    link.click()
    row.wait_for(state="visible")
    assert "转换为简体" in row.inner_text()


def test_gaps_and_lost_headings_are_told_at_their_place(visit: Open) -> None:
    shown = visit("p/weifang-nd-zhongdiangongzuogongjiannianshishifangan.html")
    assert "此处有缺" in shown.locator(".tw-gap").first.inner_text()
    assert shown.locator(".tw-lost").count() >= 2
    assert shown.locator(".tw-damaged").count() > 0


def test_the_raw_source_is_one_click_away_as_plain_text(visit: Open, transport: str) -> None:
    shown = visit(POLICY, transport)
    shown.get_by_role("link", name="原始文件").first.click()
    shown.wait_for_url("**/weifa-2023-3.source.txt")
    assert shown.evaluate("document.contentType") == "text/plain"
    assert "威发〔2023〕3号" in shown.locator("body").inner_text()


def test_the_contents_stand_once_and_follow_the_reader(visit: Open) -> None:
    shown = visit(POLICY)
    assert shown.locator("nav.tw-toc").count() == 1
    links = shown.eval_on_selector_all("a[href^='#c-']", "list => list.filter(a => a.closest('nav')).length")
    assert links == shown.locator("nav.tw-toc a[href^='#c-']").count() > 50
    shown.locator("nav.tw-toc a[href='#c-2-2-8']").click()
    shown.locator("nav.tw-toc a[aria-current=location][href='#c-2-2-8']").wait_for()


def test_the_contents_light_what_was_gone_to_and_at_the_end_the_last(visit: Open) -> None:
    shown = visit(POLICY)
    lit, entries = shown.locator("nav.tw-toc a[aria-current=location]"), shown.locator("nav.tw-toc a")
    last = "[...document.querySelectorAll('nav.tw-toc a')].at(-1).hasAttribute('aria-current')"
    shown.wait_for_function(f"scrollTo(0, document.documentElement.scrollHeight) ?? {last}")  # notes are laid out late
    assert shown.locator("nav.tw-toc summary").inner_text() == f"目录 {entries.count()} / {entries.count()}"
    near_the_end = entries.nth(-3)
    near_the_end.click()
    expect(lit).to_have_attribute("href", near_the_end.get_attribute("href") or "")


def test_a_folded_note_opens_with_the_keyboard_and_the_switch_opens_all(visit: Open) -> None:
    shown = visit(f"{POLICY}#c-2-1-1")
    note = shown.get_by_role("note", name="旁注：二、（一）1.", exact=True)
    trade = note.get_by_role("link", name="康养旅游")
    expect(note.locator("summary")).to_have_text("更多：目标 2、产业")
    expect(trade).not_to_be_visible()
    note.locator("summary").focus()
    shown.keyboard.press("Enter")
    expect(trade).to_be_visible()
    expect(note.get_by_text("责任单位")).not_to_be_visible()
    shown.get_by_label("旁注写全").check()
    expect(note.get_by_text("责任单位")).to_be_visible()
    assert shown.locator(".tw-note details:not([open])").count() == 0


def test_the_opened_contents_of_a_phone_hide_what_is_below_and_begin_at_what_is_read(visit: Open) -> None:
    shown = visit(f"{POLICY}#c-3-3-58", "file", "phone")
    current = shown.locator("nav.tw-toc a[href='#c-3-3-58'][aria-current]")
    current.wait_for(state="attached")
    shown.locator("nav.tw-toc summary").click()
    expect(current).to_be_in_viewport()
    box = shown.locator("nav.tw-toc").bounding_box()
    assert (box["x"], box["width"]) == (0, 390)  # the mark of a clause that was gone to stands left of the text


def test_on_a_phone_the_contents_unfold_and_fold(visit: Open) -> None:
    shown = visit(POLICY, "file", "phone")
    entry = shown.locator("nav.tw-toc a[href='#c-2-2-8']")
    assert not entry.is_visible()
    shown.locator("nav.tw-toc summary").click()
    entry.click()
    shown.wait_for_function("location.hash === '#c-2-2-8'")
    expect(entry).not_to_be_visible()


def test_only_the_clauses_that_one_agency_must_act_on(visit: Open) -> None:
    shown = visit(POLICY)
    bodies = shown.locator("article .tw-body")
    everything = bodies.count()
    choice = shown.get_by_label("谁来办")
    shown.get_by_label("旁注写全").check()
    name = shown.locator("[data-duty] a").first.text_content()
    option = choice.locator(f"option[value='{name}']")
    count = int(option.inner_text().rpartition("（")[2].rstrip("）"))
    choice.select_option(name)
    assert shown.locator("[data-duty]:visible", has_text=name).count() == count < everything
    assert shown.locator("article :is(h2, h3):visible").count() > 1
    choice.select_option("")
    assert shown.locator("article .tw-body:visible").count() == everything


def test_the_chosen_clauses_are_an_address_a_sheet_and_a_file(visit: Open) -> None:
    shown = visit(f"{POLICY}?谁来办=weihai-caizhengju")  # by its page, or by its name as here it is printed
    assert shown.get_by_label("谁来办").input_value() == "市财政局"
    assert shown.locator("nav.tw-toc a[href='#c-2-2-7']").is_visible()
    assert not shown.locator("nav.tw-toc a[href='#c-2-2-13']").is_visible()
    told = shown.locator(".tw-filters output").inner_text().removesuffix(" 条")
    with shown.expect_download() as taken:
        shown.get_by_role("button", name="下载").click()
    text = Path(taken.value.path()).read_text(encoding="utf-8")
    assert taken.value.suggested_filename == "weifa-2023-3-市财政局.txt"
    assert text.count(f"\n{SITE_URL}{POLICY}#") == int(told) and f"只列市财政局要办的 {told} 条" in text
    assert "7.实施百亿企业培育工程。" in text and "上市突破" not in text and "责任单位" in text and "¶" not in text
    printed = "".join(pages_printed(shown))
    assert f"只列市财政局要办的 {told} 条" in printed and "上市突破" not in printed
    shown.get_by_label("谁来办").select_option("")
    assert "?" not in shown.url and shown.locator("nav.tw-toc a[href='#c-2-2-13']").is_visible()


def test_a_clause_that_is_pointed_at_can_be_cited_and_shared(visit: Open) -> None:
    shown = visit("about.html", "http")
    shown.context.add_init_script("navigator.share = (what) => { window.shared = what; return Promise.resolve(); };")
    shown.goto(shown.url.replace("about.html", POLICY))
    before = shown.locator("#c-1-1, #c-2-2-9").first.bounding_box()
    shown.locator("#c-2-2-8").hover()
    shown.get_by_role("button", name="引用：").wait_for()
    shown.get_by_role("button", name="分享：").click()
    shared = shown.evaluate("window.shared")
    assert shared["url"] == f"{SITE_URL}{POLICY}#c-2-2-8" and shared["text"].endswith("二、（二）8.")
    assert shown.locator("#c-1-1, #c-2-2-9").first.bounding_box()["height"] == before["height"]
    shown.locator('a.tw-link[href="#c-2-2-9"]').focus()
    shown.keyboard.press("Tab")
    shown.keyboard.press("Enter")
    assert "引用第二部分第（二）项第9条" in shown.get_by_role("dialog").inner_text()


def test_an_address_that_never_was_leads_to_what_is_around_it(visit: Open) -> None:
    shown = visit(f"{POLICY}#c-2-2-99")
    shown.get_by_role("status").filter(has_text="本文件没有 #c-2-2-99").wait_for()
    shown.wait_for_function("location.hash === '#c-2-2'")
    wait_until_placed(shown.locator("#c-2-2"), 0, 300)


def test_keys_lead_through_the_clauses_and_are_told_and_switched_off(visit: Open) -> None:
    shown = visit(f"{POLICY}#c-2-2-8")
    for key, there in (("j", "#c-2-2-9"), ("j", "#c-2-2-10"), ("k", "#c-2-2-9")):
        shown.keyboard.press(key)
        shown.wait_for_function(f"location.hash === '{there}'")
    shown.keyboard.press("/")
    shown.keyboard.type("jk?")  # what is typed is no command
    assert shown.locator("#tw-box-input").input_value() == "jk?" and shown.url.endswith("#c-2-2-9")
    shown.locator("h1").click()
    shown.keyboard.press("?")
    sheet = shown.get_by_role("dialog", name="键盘快捷键")
    assert "下一条" in sheet.inner_text() and "检索条文" in sheet.inner_text()
    shown.keyboard.press("j")
    sheet.get_by_label("使用单个字符的快捷键").uncheck()
    shown.keyboard.press("Escape")
    shown.keyboard.press("j")
    shown.keyboard.press("/")
    assert shown.url.endswith("#c-2-2-9") and not shown.locator("#tw-box-input:focus").count()
    shown.get_by_role("button", name="键盘快捷键").click()
    assert not sheet.get_by_label("使用单个字符的快捷键").is_checked()


def test_what_a_link_leads_to_is_told_on_hover_and_on_focus(visit: Open) -> None:
    shown = visit("p/weibanfa-2017-45.html")
    link = shown.locator("article p a", has_text="国务院办公厅关于促进开发区").first
    link.hover()
    peek = shown.get_by_role("tooltip")
    peek.wait_for()
    assert "国办发〔2017〕7号" in peek.inner_text() and "本站未收" in peek.inner_text()
    shown.keyboard.press("Escape")
    expect(peek).not_to_be_visible()
    link.focus()
    peek.wait_for()
    assert link.get_attribute("aria-describedby") == peek.get_attribute("id")


def test_one_clause_on_and_back(visit: Open) -> None:
    shown = visit(f"{POLICY}#c-2-2-8")
    wait_until_placed(shown.locator("#c-2-2-8"), 0, 300)
    for button, expected in (("下一条", "#c-2-2-9"), ("下一条", "#c-2-2-10"), ("上一条", "#c-2-2-9")):
        shown.get_by_role("button", name=button).click()
        shown.wait_for_function(f"location.hash === '{expected}'")


def test_a_permalink_tells_what_it_meant_before(visit: Callable[..., Any], past: Path) -> None:
    """The clause that stands there now is another one: who comes by the old address sees what it said, and where that
    text is.
    """
    shown = visit(f"{CURRENT}#c-2-2", "http", folder=past / "site")
    told = shown.locator(".tw-past:visible")
    assert told.count() == 1 and "是另一段文字" in told.inner_text() and "扩大投资" in told.inner_text()
    told.get_by_role("link", name="早先版本").click()
    shown.wait_for_url(f"**/{OLD}#c-2-2")
    assert "扩大投资" in shown.locator("#c-2-2").inner_text() and shown.locator(".tw-past:visible").count() == 0
    shown.goto(shown.url.replace(f"{OLD}#c-2-2", f"{CURRENT}#c-3"))
    assert shown.locator(".tw-past:visible").count() == 0


def test_the_text_of_a_day_is_a_date_away(visit: Callable[..., Any], past: Path) -> None:
    shown = visit(CURRENT, folder=past / "site")
    day = shown.get_by_label("看某一天的文本")
    day.fill("2020-01-01")
    shown.get_by_text("本站没有那一天的文本").wait_for()
    day.fill("2024-06-01")
    shown.get_by_text("就是本页的文本").wait_for()
    day.fill("2023-06-01")
    shown.wait_for_url(f"**/{OLD}")


def test_a_document_is_saved_as_one_file_that_works_alone(visit: Open, browser: Any, tmp_path: Path) -> None:
    shown = visit("p/weifa-2023-3.html", "file", "phone")
    texts = shown.locator("article > :is([class*='tw-k-'], .tw-body)").all_inner_texts()
    with shown.expect_download() as taken:
        shown.get_by_role("button", name="存为一个文件").click()
    file = tmp_path / taken.value.suggested_filename
    assert re.fullmatch(r"中共威海市委.{8,40}（威发〔2023〕3号）\.html", file.name)
    expect(shown.locator(".tw-toast")).to_contain_text(f"已存为“{file.name}”")
    taken.value.save_as(file)
    context = browser.new_context(viewport={"width": 390, "height": 844})
    try:
        page, asked = context.new_page(), []
        page.on("request", lambda request: asked.append(request.url))
        page.goto(f"{file.as_uri()}#c-2-1-1")
        assert asked == [file.as_uri()]
        assert page.locator("h1").inner_text() == shown.locator("h1").inner_text()
        assert page.locator("#c-2-1-1").bounding_box()["y"] < 400
        assert page.locator("button, script, a.tw-link").count() == 0
        assert page.evaluate("document.documentElement.scrollWidth") <= 390
        kept = page.locator("body").inner_text()
        assert len(texts) > 50 and all(text in kept for text in texts)
        assert page.locator("h1").evaluate("title => getComputedStyle(title).textAlign") == "center"
    finally:
        context.close()
