"""axe-core on every kind of page, light, dark and on a phone: no violation of WCAG 2.2 AA or of the best practices.

axe-core is no part of the project: it is fetched once with npm into pytest's cache, and the test is skipped, saying so,
where that cannot be done.
"""

from __future__ import annotations

import os
import shutil
import subprocess
import tarfile
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from tests.browser.conftest import SIZES
from tests.browser.test_pages import KINDS, POLICY
from tests.browser.test_search import ask
from tests.made_once import made_once
from tests.versioned_site import CURRENT, DIFF, DOWN, MENDED, OLD

AXE = "axe-core@4.14.1"
RULES = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]
COLOURS = ["color-contrast", "link-in-text-block"]  # the rules that look at colours: nothing else differs in the dark
RUN = """([rules, without]) => axe.run(document, {preload: false, resultTypes: ["violations"], runOnly: {type: "tag", values: rules},
  rules: Object.fromEntries(without.map((rule) => [rule, {enabled: false}]))})"""  # noqa: E501
# Nine tenths of axe's time went into measuring the colours of thousands of elements that look the same: the first of
# each look is measured. A look is the names, classes and colours of an element and of all it stands in, the size and
# weight of its letters, and whether it is held above the others.
RUN_COLOURS = """(rules) => {
  const looks = new Map(), seen = new Map();
  const look = (element) => {
    if (!element) return "";
    if (!seen.has(element)) {
      const {backgroundColor, backgroundImage, opacity, color, fontSize, fontWeight, position} = getComputedStyle(element);
      const own = [element.localName, element.className, backgroundColor, backgroundImage, opacity, color, fontSize, fontWeight, position].join();
      seen.set(element, `${look(element.parentElement)} ${own}`);
    }
    return seen.get(element);
  };
  for (const element of document.body.querySelectorAll("*")) {
    const written = [...element.childNodes].some((node) => node.nodeType === Node.TEXT_NODE && node.data.trim()) || element.matches("input, select");
    if (written && !looks.has(look(element))) looks.set(look(element), element);
  }
  return axe.run([...looks.values()], {preload: false, resultTypes: ["violations"], runOnly: {type: "rule", values: rules}});
}"""  # noqa: E501

UNFOLD = """async () => {
  for (const _ of [1, 2]) await new Promise(requestAnimationFrame);  // the contents fold with a change of width
  document.querySelectorAll("details").forEach((part) => { part.open = true; });
  // as who scrolls there sees it: of what is not laid out yet axe measures the parts and not the room that is kept
  const near = document.createElement("style");
  near.textContent = "* { content-visibility: visible !important; }";
  document.head.append(near);
}"""


def fetch_axe(folder: Path) -> None:
    """axe-core into the folder; nothing, when it cannot be fetched."""
    if npm := shutil.which("npm"):
        done = subprocess.run([npm, "pack", AXE, "--silent"], cwd=folder, capture_output=True, text=True, timeout=120,
                              check=False)
        if done.returncode == 0:
            with tarfile.open(folder / done.stdout.split()[-1]) as archive:
                archive.extract("package/axe.min.js", folder, filter="data")


@pytest.fixture(scope="session")
def axe(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> str:
    """The script; fetched by one worker while the others wait, then kept for later runs."""
    kept = Path(request.config.cache.mkdir("axe")) / f"{AXE}.js"  # type: ignore[union-attr]
    if not kept.is_file():
        fetched = made_once(tmp_path_factory, "axe", fetch_axe) / "package" / "axe.min.js"
        if not fetched.is_file():
            pytest.skip("axe-core cannot be fetched (it takes npm and its registry)")
        own = kept.with_name(f"{kept.name}.{os.getpid()}")
        shutil.copy(fetched, own)
        own.replace(kept)  # whole or absent, whoever else does the same
    return kept.read_text(encoding="utf-8")


@pytest.mark.parametrize("page", KINDS)
def test_no_violation(visit: Callable[..., Any], axe: str, page: str) -> None:
    assert violations(visit, axe, page) == []


@pytest.mark.parametrize("page", [CURRENT, OLD, DIFF, MENDED, DOWN])
def test_no_violation_in_pages_with_a_past(visit: Callable[..., Any], axe: str, past: Path, page: str) -> None:
    assert violations(visit, axe, page, past / "site") == []


def violations(visit: Callable[..., Any], axe: str, page: str,
               folder: Path | None = None) -> list[tuple[str, str, str]]:
    """What axe finds on a page with all its parts unfolded, light, dark and on a phone."""
    shown = visit(page, "file", folder=folder)
    shown.add_script_tag(content=axe)
    found = []
    for state in ("phone", "desktop", "dark"):
        if state != "dark":
            shown.set_viewport_size(SIZES[state])
            shown.evaluate(UNFOLD)
        found += [(state, *item) for item in wrong_in(shown, dark=state == "dark")]
    return found


def wrong_in(shown: Any, *, dark: bool = False) -> list[tuple[str, str]]:
    """What axe finds in the page as it is; in the dark nothing but colours differs."""
    paint(shown, dark=dark)
    runs = [shown.evaluate(RUN_COLOURS, COLOURS)]
    if not dark:
        runs.append(shown.evaluate(RUN, [RULES, COLOURS]))
    return [(item["id"], item["nodes"][0]["html"][:200]) for run in runs for item in run["violations"]]


def paint(shown: Any, *, dark: bool) -> None:
    """As the page is where the system prefers dark (test_pages.py shows that it is) or light, without a colour that is
    still on its way.
    """
    shown.add_style_tag(content="* { transition: none !important }")
    shown.emulate_media(color_scheme="dark" if dark else "light")
    shown.evaluate("name => document.body.setAttribute('data-md-color-scheme', name)", "slate" if dark else "default")


def test_one_pale_word_among_many_is_found(visit: Callable[..., Any], axe: str) -> None:
    """Otherwise measuring one of each look would prove nothing."""
    shown = visit("agencies.html")
    shown.add_script_tag(content=axe)
    for dark, colour, found in ((False, "#ccc", 1), (False, "#444", 0), (True, "#444", 1)):
        if dark:
            paint(shown, dark=True)
        shown.evaluate(
            "colour => { document.querySelectorAll('.tw-chips a')[7].style.cssText = `color: ${colour}; transition: "
            "none`; }", colour)
        told = shown.evaluate(RUN_COLOURS, COLOURS)["violations"]
        assert [(item["id"], len(item["nodes"])) for item in told] == [("color-contrast", 1)] * found


@pytest.mark.parametrize("size", ["desktop", "phone"])
def test_no_violation_while_one_searches(visit: Callable[..., Any], axe: str, size: str) -> None:
    shown = visit("search.html?q=" + "招商引资", "http", size)
    shown.locator(".tw-hit").first.wait_for()
    shown.locator("#tw-search-facets fieldset").first.wait_for(state="attached")
    shown.add_script_tag(content=axe)
    assert wrong_in(shown) + wrong_in(shown, dark=True) == []
    ask(shown, "招商引姿")
    assert wrong_in(shown) + wrong_in(shown, dark=True) == []
    ask(shown, "鱻鱻犇犇 企业")
    shown.locator(".tw-more-documents").wait_for()
    assert wrong_in(shown) + wrong_in(shown, dark=True) == []
    shown = visit(f"{POLICY}?h=" + "招商引资#c-2-3-16", "http", size)
    shown.locator("mark.tw-mark").first.wait_for()
    if size == "desktop":
        shown.locator("#tw-box-input").fill("威海")
        shown.get_by_role("option").first.wait_for()
    shown.add_script_tag(content=axe)
    assert wrong_in(shown) + wrong_in(shown, dark=True) == []


def test_the_page_that_is_not_there_helps(visit: Callable[..., Any], axe: str) -> None:
    shown = visit("404.html", "http")
    assert shown.get_by_role("link", name="全部政策文件").get_attribute("href").endswith("policies.html")
    shown.add_script_tag(content=axe)
    assert wrong_in(shown) == []
