"""What readers come for besides reading: to cite, to take along, to follow, to check; from the home page in two actions
at most (a search, a click, a choice), over http on a phone and from disk on a desktop.

What is answered on the page itself is walked by test_tasks.py.
"""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from icalendar import Calendar
from lxml import etree

from tests.browser.conftest import sync_api, wait_until_answered
from tests.site_folder import SITE_URL
from tests.versioned_site import CURRENT, MENDED

Open = Callable[..., Any]
expect = sync_api.expect
POLICY = "p/weifa-2023-3.html"
TITLE = "中共威海市委 威海市人民政府关于进一步健全激励机制推动经济高质量发展的意见"
EVERYWHERE = pytest.mark.parametrize(("transport", "size"), [("http", "phone"), ("file", "desktop")])


class Walk:
    """A reader who begins at the home page; every action is counted."""

    def __init__(self, shown: Any) -> None:
        self.shown, self.actions = shown, 0

    def _act(self) -> None:
        self.actions += 1
        assert self.actions <= 2

    def type(self, words: str) -> Any:
        """Words into the box of the home page, which has its scripts when it has the focus for a moment."""
        box = self.shown.locator("#tw-hero")
        box.focus()
        self.shown.wait_for_function("window.tiaowenJump && document.querySelector('.tw-hero ul')")
        box.press_sequentially(words)
        return box

    def search(self, words: str, page: str) -> None:
        """A search that leads to a page at once."""
        self._act()
        self.type(words).press("Enter")
        self.shown.wait_for_url(f"**/{page}")

    def pick(self, words: str, page: str) -> None:
        """What the box offers first, by the keyboard."""
        self._act()
        box = self.type(words)
        wait_until_answered(self.shown)
        self.shown.locator(".tw-hero [role=option]").first.wait_for()
        box.press("ArrowDown")
        box.press("Enter")
        self.shown.wait_for_url(f"**/{page}")

    def click(self, name: str, role: str = "link", *, exact: bool = False) -> None:
        """A link or button of the page's content."""
        self._act()
        self.shown.get_by_role("article").get_by_role(role, name=name, exact=exact).first.click()


@EVERYWHERE
def test_who_leads_a_clause_of_a_number_without_its_year_and_its_citation(visit: Open, transport: str,
                                                                          size: str) -> None:
    walk = Walk(visit("index.html", transport, size))
    walk.search("威发3号第15条", f"{POLICY}#c-2-3-15")
    assert "市商务局、市发展改革委" in walk.shown.locator("#c-2-3-15 + .tw-tool + .tw-body").inner_text()
    walk.click("引用：二、（三）15.", "button")
    expect(walk.shown.get_by_role("dialog").get_by_role("button").nth(1)).to_have_text("已复制")
    copied = walk.shown.evaluate("navigator.clipboard.readText()")
    assert copied == walk.shown.get_by_role("dialog").locator("pre").first.inner_text()
    assert "威发〔2023〕3号" in copied and f"{SITE_URL}{POLICY}#c-2-3-15" in copied


def test_the_same_by_the_keyboard_alone(visit: Open) -> None:
    walk = Walk(visit("index.html"))
    walk.search("威发3号第15条", f"{POLICY}#c-2-3-15")
    for name in ("复制永久链接：二、（三）15.", "引用：二、（三）15."):  # the address moves the focus to the clause
        walk.shown.keyboard.press("Tab")
        assert walk.shown.evaluate("document.activeElement.getAttribute('aria-label')") == name
    walk.shown.keyboard.press("Enter")
    expect(walk.shown.get_by_role("dialog").get_by_role("button").nth(1)).to_have_text("已复制")


@EVERYWHERE
def test_what_one_body_must_finish_as_a_file_for_its_calendar(visit: Open, transport: str, size: str) -> None:
    walk = Walk(visit("index.html", transport, size, day="2024-12-01"))
    walk.pick("威海市财政局", "agency/weihai-caizhengju.html")
    with walk.shown.expect_download() as taken:
        walk.click("日历文件", "button")
    events = Calendar.from_ical(Path(taken.value.path()).read_bytes()).walk("VEVENT")
    assert events and all(event.start.year == 2025 for event in events)
    assert any(str(event["summary"]).startswith("到2025年") for event in events)  # what is to be done by then


@EVERYWHERE
def test_whether_a_document_is_in_force_and_what_an_old_address_means_now(visit: Open, past: Path, transport: str,
                                                                          size: str) -> None:
    walk = Walk(visit("index.html", transport, size, folder=past / "site", day="2025-01-01"))
    walk.search("威办发〔2022〕7号", MENDED)
    expect(walk.shown.locator(".tw-badge")).to_have_text("已过有效期")
    walk = Walk(visit("index.html", transport, size, folder=past / "site"))
    walk.search(f"{SITE_URL}{CURRENT}#c-2-3", f"{CURRENT}#c-2-3")
    walk.click("现在最相近的条款")
    walk.shown.wait_for_url(f"**/{CURRENT}#c-2-2")


@EVERYWHERE
def test_a_document_onto_a_phone(visit: Open, transport: str, size: str) -> None:
    walk = Walk(visit("index.html", transport, size))
    walk.click(TITLE)
    with walk.shown.expect_download() as taken:
        walk.click("存为一个文件", "button")
    assert "src=" not in Path(taken.value.path()).read_text(encoding="utf-8")


@pytest.mark.parametrize(("transport", "size", "script"), [("http", "phone", True), ("file", "desktop", False)])
def test_what_was_repaired_and_the_text_as_it_came(visit: Open, transport: str, size: str, *, script: bool) -> None:
    for way in ("这份文本是怎样整理的", "原始文件"):
        walk = Walk(visit("index.html", transport, size, script=script))
        walk.click("中共潍坊市委 潍坊市人民政府“重点工作攻坚年”实施方案")
        walk.click(way)
        if way == "原始文件":
            walk.shown.wait_for_url("**/*.source.txt")
        else:
            expect(walk.shown.get_by_text("这份文本是怎样整理的").last).to_be_in_viewport()


@EVERYWHERE
def test_the_changes_of_one_place_as_a_feed(visit: Open, site: Path, transport: str, size: str) -> None:
    walk = Walk(visit("index.html", transport, size))
    walk.click("威海市", exact=True)
    address = walk.shown.get_by_role("article").get_by_role("link", name="订阅").get_attribute("href")
    feed = etree.parse(site / "place" / str(address)).getroot()
    assert len(feed.findall("{http://www.w3.org/2005/Atom}entry")) == 2
