"""The theme's style sheets without what no page uses (site/mkdocs_plugin/styles.py): nothing looks different."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any

import material
import pytest
from tiaowen.site.scripts import ELSEWHERE

from tests.browser.conftest import ANSWERED, PATIENCE, SIZES

WHOLE = Path(material.__file__).parent / "templates"
OWN = "assets/tiaowen/"
PAGES = ("p/weifa-2023-3.html", "p/weibanfa-2017-45.html", "search.html?q=财政局", "incentives.html")
# what is not in sight is laid out when a frame gets round to it
STILL = """*, ::before, ::after { transition: none !important; animation: none !important; }
* { content-visibility: visible !important; }"""
# The lists of choices of a table are filled after its rows are seen.
FILLED = """() => [...document.querySelectorAll("article select")].every((list) => list.options.length > 1)"""
# The looks of every kind of element, and of what stands before and after it, whether it is shown or not: each as a
# number that is another when any property is.
LOOKS = """async () => {
  // the theme sizes its sidebars in the frame after a change
  for (const _ of [1, 2]) await new Promise(requestAnimationFrame);
  const looks = {};
  const kind = (part) => part ? `${part.tagName}.${part.getAttribute("class") ?? ""}` : "";
  for (const part of document.querySelectorAll("*")) {
    const name = `${kind(part.parentElement)} ${kind(part)}`;
    if (name in looks) continue;
    let number = 0;
    for (const pseudo of ["", "::before", "::after"]) {
      const style = getComputedStyle(part, pseudo);
      if (pseudo && style.content === "none") continue;
      for (const property of style) {
        if (property.startsWith("--")) continue;
        for (const char of style.getPropertyValue(property)) number = (number * 31 + char.charCodeAt(0)) | 0;
      }
    }
    looks[name] = number;
  }
  return looks;
}"""


def looks(browser: Any, address: str, whole: bool) -> list[dict[str, int]]:
    """On a desktop, in the dark, on a phone with its menu open, on paper."""
    context = browser.new_context(viewport=SIZES["desktop"])
    page = context.new_page()
    if whole:
        page.route("**/assets/stylesheets/*.css", lambda route: route.fulfill(
            path=WHOLE / "assets" / "stylesheets" / route.request.url.rpartition("/")[2]))
        page.route(f"**/{OWN}document.css", lambda route: route.continue_(
            url=route.request.url.replace("document.css", "site.css")))
    page.goto(address)
    page.add_style_tag(content=STILL)
    if "?q=" in address:
        page.locator(".tw-search__results li").first.wait_for(timeout=PATIENCE)
        page.evaluate(ANSWERED)
    page.wait_for_function(FILLED, timeout=PATIENCE)
    seen = [page.evaluate(LOOKS)]
    page.evaluate("document.body.dataset.mdColorScheme = 'slate'")
    seen.append(page.evaluate(LOOKS))
    page.set_viewport_size(SIZES["phone"])
    page.evaluate("document.getElementById('__drawer').checked = true")
    seen.append(page.evaluate(LOOKS))
    page.emulate_media(media="print")
    seen.append(page.evaluate(LOOKS))
    context.close()
    return seen


@pytest.mark.parametrize("path", PAGES)
def test_nothing_looks_different_without_the_rules_that_no_page_uses(browser: Any, served: str, path: str) -> None:
    ours, theirs = (looks(browser, served + path, whole) for whole in (False, True))
    assert [len(kinds) for kinds in ours] == [len(kinds) for kinds in theirs] and len(ours[0]) > 40
    for now, before in zip(ours, theirs, strict=True):
        assert [name for name, look in now.items() if look != before.get(name)] == []


def test_a_document_holds_nothing_that_its_style_sheet_lacks_rules_for(site: Path) -> None:
    for page in (site / "p").glob("*.html"):
        held = {name for names in re.findall('class="([^"]*)"', page.read_text(encoding="utf-8"))
                for name in names.split()}
        lean = f'href="../{OWN}document.css"' in page.read_text(encoding="utf-8")
        assert lean == ("tw-page--policy" in held)
        assert not lean or held.isdisjoint(ELSEWHERE), page.name
    assert (site / OWN / "document.css").stat().st_size < (site / OWN / "site.css").stat().st_size * 3 / 4


def test_most_of_the_theme_is_left_out(site: Path) -> None:
    for sheet in (site / "assets" / "stylesheets").glob("*.css"):
        assert sheet.stat().st_size < (WHOLE / "assets" / "stylesheets" / sheet.name).stat().st_size / 2
