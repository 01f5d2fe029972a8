"""The pages as a person meets them."""

from __future__ import annotations

import gzip
import io
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any
from urllib.parse import unquote

import pypdfium2
import pytest

from tests.browser.conftest import SIZES, sync_api
from tests.site_folder import SITE_URL

Open = Callable[..., Any]
expect = sync_api.expect
POLICY = "p/weifa-2023-3.html"
KINDS = [
    "index.html", "policies.html", POLICY, "agencies.html", "agency/weihai-caizhengju.html", "industries.html",
    "industry/it.html", "places.html",
    "place/weihai.html", "place/weihai--targets.html", "place/weihai--incentives.html", "targets.html",
    "incentives.html",
    "deadlines.html", "changes.html", "compare.html",
    "citations.html", "cited/guobanfa-2017-7.html", "quality.html", "cite.html", "data.html",
    "about.html", "search.html",
]


def every_kind(shown: Any) -> Iterator[tuple[str, Any]]:
    """Each kind of page in turn, on a desktop, in the window that shows the home page."""
    root = shown.url.removesuffix("index.html")
    for page in KINDS:
        shown.set_viewport_size(SIZES["desktop"])
        shown.goto(root + page)
        yield page, shown


def heading_levels(shown: Any) -> list[int]:
    levels: list[int] = shown.eval_on_selector_all("article :is(h1,h2,h3,h4,h5,h6)",
                                                   "list => list.map(h => Number(h.tagName[1]))")
    return levels


def test_every_kind_of_page_fits_every_width_and_has_an_outline_without_holes(visit: Open) -> None:
    """On http below a path; from disk each is opened by test_accessibility.py."""
    for page, shown in every_kind(visit("index.html", "http")):
        levels = heading_levels(shown)
        falls = all(b - a <= 1 for a, b in zip(levels, levels[1:], strict=False))
        assert levels.count(1) == 1 and levels[0] == 1 and falls, (page, levels)
        for width in (1366, 683, 390, 360):  # 683: 200 % zoom of 1366
            shown.set_viewport_size({"width": width, "height": 800})
            shown.wait_for_function("width => innerWidth === width", arg=width)
            assert shown.evaluate("document.documentElement.scrollWidth") == width, page


HOLES = """() => {
  const flow = [...document.querySelectorAll("article > *")].filter((part) => !part.matches(".tw-note, .tw-tool") && part.getClientRects().length);
  return flow.slice(1).filter((part, at) => {
    const [above, below] = [getComputedStyle(flow[at]), getComputedStyle(part)];
    const gap = part.getBoundingClientRect().top - flow[at].getBoundingClientRect().bottom;
    return gap > parseFloat(above.marginBottom) + parseFloat(below.marginTop) + 4;
  }).map((part) => part.outerHTML.slice(0, 80)); }"""  # noqa: E501


@pytest.mark.parametrize("page", [POLICY, "p/weifang-nd-zhongdiangongzuogongjiannianshishifangan.html"])
def test_no_note_is_taller_than_the_text_beside_it(visit: Open, page: str) -> None:
    shown = visit(page)
    shown.add_style_tag(content=".tw-note { content-visibility: visible !important }")  # as when one reads to the end
    for width in (1240, 1366, 1920):
        shown.set_viewport_size({"width": width, "height": 900})
        assert shown.evaluate(HOLES) == [], width
    assert shown.locator(".tw-note > details:not(.tw-more)").count() > 10


def test_without_javascript_every_fact_is_there_and_every_link_works(visit: Open) -> None:
    shown = visit(POLICY, "file", script=False)
    for text in ("责任单位", "目标", "奖补", "产业"):
        assert shown.locator(f".tw-note b:text-is('{text}')").count() > 0
    assert shown.locator("nav.tw-toc a[href='#c-2-2-8']").is_visible()
    note = shown.get_by_role("note", name="旁注：二、（二）7.", exact=True)
    note.locator("summary").click()
    note.get_by_role("link", name="市财政局").click()
    shown.wait_for_url("**/agency/weihai-caizhengju.html")
    assert shown.locator("h1").inner_text() == "威海市财政局"


HIDDEN = """() => [...document.querySelectorAll("article *")].filter((part) => {
  const own = [...part.childNodes].some((node) => node.nodeType === 3 && node.textContent.trim());
  // the last four are for what only a script does, and no words of the document
  const left = "script, style, title, details, [hidden], .tw-switch, .tw-take, button.tw-save, .tw-sheet";
  return own && !part.checkVisibility() && !part.closest(left);
}).map((part) => part.outerHTML.slice(0, 120))"""
CONTROLS = ".tw-finder, .tw-badge, .tw-ended, #tw-search *"  # what only a script can do, or know of the day
LINKS = "list => list.map((link) => new URL(link.getAttribute('href'), location.href).href)"


def test_without_javascript_nothing_of_a_page_is_hidden_and_no_link_is_dead(visit: Open, site: Path) -> None:
    links: set[str] = set()
    for page, shown in every_kind(visit("index.html", script=False)):
        assert not shown.evaluate(HIDDEN), page
        assert shown.locator(f"article [hidden]:not({CONTROLS})").count() == 0, page
        links.update(shown.eval_on_selector_all("body a[href]", LINKS))
    own = sorted(link.removeprefix(site.as_uri() + "/") for link in links if link.startswith(site.as_uri()))
    assert len(own) > 500
    texts: dict[Path, str] = {}
    for address in own:
        path, _, fragment = address.partition("#")
        file = site / path.partition("?")[0]
        assert file.is_file(), address
        if fragment and file not in texts:
            texts[file] = file.read_text(encoding="utf-8")
        assert not fragment or f'id="{fragment}"' in texts[file], address


def test_the_menu_opens_with_the_keyboard_on_a_phone(visit: Open) -> None:
    shown = visit("index.html", "file", "phone")
    shown.get_by_role("button", name="菜单").focus()
    shown.keyboard.press("Enter")
    shown.locator(".md-nav--primary").get_by_role("link", name="责任单位").wait_for(state="visible")


def test_a_document_weighs_little_and_asks_little(visit: Open, site: Path) -> None:
    shown = visit("index.html", "http")
    asked: list[str] = []
    shown.on("response", lambda response: asked.append(response.url))
    shown.goto(shown.url.replace("index.html", POLICY))
    shown.wait_for_load_state("networkidle")
    files = [site / url.partition("/repo/")[2] for url in asked]
    weight = sum(len(gzip.compress(file.read_bytes())) for file in files)
    assert len(asked) <= 6 and weight <= 60_000, (len(asked), weight)


def test_print_is_a4_with_page_numbers_and_without_controls(visit: Open) -> None:
    shown = visit(POLICY)
    document = pypdfium2.PdfDocument(io.BytesIO(shown.pdf(prefer_css_page_size=True)))
    width, height = document[0].get_size()
    assert (round(width), round(height)) == (595, 842)
    text = document[1].get_textpage().get_text_bounded()
    assert "— 2 —" in text and "¶" not in text and "中共威海市委" in text.partition("\n")[0]


@pytest.mark.parametrize("address", ["incentives.html", "targets.html", "deadlines.html", "compare.html", POLICY,
                                     "agencies.html", "place/weihai.html", "agency/weihai-caizhengju.html"])
def test_nothing_to_press_to_fill_in_or_to_download_is_printed(visit: Open, address: str) -> None:
    """But the names of the columns, which are buttons on the screen."""
    shown = visit(address)
    expect(shown.locator("table[data-tw-table]:not([data-ready])")).to_have_count(0)
    heads = shown.locator(".tw-sort").all_inner_texts()
    shown.emulate_media(media="print")
    for control in ("button:not(.tw-sort)", "select", "input", "a[download]", "form"):
        assert not [part for part in shown.locator(control).all() if part.is_visible()], control
    printed = "".join(pages_printed(shown))
    assert "下载" not in printed.replace("下载后", "") and all(head.strip() in printed for head in heads)


def pages_printed(shown: Any) -> list[str]:
    document = pypdfium2.PdfDocument(io.BytesIO(shown.pdf(prefer_css_page_size=True)))
    return [page.get_textpage().get_text_bounded() for page in document]


def test_a_short_page_is_one_sheet_and_a_long_table_names_its_columns_on_every_sheet(visit: Open) -> None:
    [sheet] = pages_printed(visit("places.html", day="2026-11-22"))
    assert f"{SITE_URL}places.html" in sheet and "2026年11月22日打印" in sheet
    assert "¶" not in "".join(pages_printed(visit("quality.html")))
    sheets = pages_printed(visit("place/weifang--targets.html"))
    rows = [sheet.replace("\r\n", " ") for sheet in sheets if "、（" in sheet]  # the address may stand on a last one
    assert len(rows) > 2 and all("指标 数值 期限" in sheet for sheet in rows)


def test_the_colour_scheme_follows_the_system_and_can_be_switched(visit: Open) -> None:
    shown = visit("index.html", dark=True)
    expect(shown.locator("body")).to_have_attribute("data-md-color-scheme", "slate")
    shown.get_by_role("button", name="切换深色与浅色").click()
    expect(shown.locator("body")).to_have_attribute("data-md-color-scheme", "default")
    shown.reload()
    expect(shown.locator("body")).to_have_attribute("data-md-color-scheme", "default")


def test_a_switched_colour_scheme_holds_in_other_windows_and_on_the_way_back(visit: Open, transport: str) -> None:
    shown = visit("index.html", transport, dark=True)
    other = shown.context.new_page()
    other.goto(shown.url)
    shown.goto(shown.url.replace("index.html", "agencies.html"))
    shown.get_by_role("button", name="切换深色与浅色").click()
    expect(other.locator("body")).to_have_attribute("data-md-color-scheme", "default")
    shown.go_back()
    expect(shown.locator("body")).to_have_attribute("data-md-color-scheme", "default")


@pytest.mark.parametrize(("asked", "offered"), [
    ("p/weifa-2023-33.html", ["p/weifa-2023-3.html"]),
    ("p/WEIFA-2023-3.html%E3%80%82#c-2-1", ["p/weifa-2023-3.html#c-2-1"]),
    ("p/weifa-2023-3.html%23c-2-1", ["p/weifa-2023-3.html#c-2-1"]),
    ("p/weifa-2023-3/c-2-1", ["p/weifa-2023-3.html#c-2-1"]),
    ("威发[2023]3号", ["p/weifa-2023-3.html"]),
    ("agency/weihai-caizhenju.html", ["agency/weihai-caizhengju.html"]),
    ("p/xuan-1999-1.html", []),
    ("agency/nobody.html", []),
])
def test_a_wrong_address_is_answered_with_what_it_can_have_meant(visit: Open, site: Path, asked: str,
                                                                 offered: list[str]) -> None:
    shown = visit("404.html", "http")
    root = shown.url.removesuffix("404.html")
    shown.route(lambda url: unquote(url).removeprefix(root) == unquote(asked.partition("#")[0]),
                lambda route: route.fulfill(body=(site / "404.html").read_text(encoding="utf-8"),
                                            content_type="text/html"))
    shown.goto(root + asked)
    shown.wait_for_function("window.tiaowenMissing")
    # what the page waits for
    proposed = shown.evaluate("tiaowenMissing.proposals().then((list) => list.length)")
    assert proposed == len(offered)
    expect(shown.locator("#tw-nearest a")).to_have_count(proposed)
    assert [link.get_attribute("href")
            for link in shown.locator("#tw-nearest a").all()] == [root + address for address in offered]
    assert shown.locator("#tw-nearest").is_visible() == bool(offered)
