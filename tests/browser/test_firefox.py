"""The tasks of readers (tasks.yml) in Firefox, one of each kind of walk, over http and from disk, without a network;
skipped where there is none.

Every task is walked and its clicks are counted with Chromium (test_tasks.py): here the same steps do the same.
"""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from tests.browser.firefox import Firefox
from tests.browser.test_tasks import OF_EACH_KIND, SHOWN

pytestmark = [pytest.mark.slow, pytest.mark.xdist_group("firefox")]  # started once, not in each worker
TYPED = """const box = document.getElementById("tw-hero");
  box.focus(); box.value = arguments[0]; box.dispatchEvent(new Event("input", {bubbles: true}));"""
SENT = """document.getElementById("tw-hero").form.requestSubmit();"""
ANSWERED = """const list = document.getElementById("tw-search-results");
  return list && !list.hasAttribute("aria-busy") && Boolean(document.querySelector(
    "#tw-search-results a, #tw-search-document-list a, #tw-search-page-list a"));"""
NAMED = """const [name, where] = arguments, links = [...document.querySelectorAll(`${where} a`)];
  return links.find((link) => link.checkVisibility()
    && link.textContent.trim().replace(/\\s+/g, " ") === name)?.href;"""
HITS = """return document.querySelectorAll(".tw-hit__link, #tw-search-document-list a")[arguments[0] - 1]?.href;"""
CHOSEN = """const [name, value] = arguments;
  const label = [...document.querySelectorAll("label")].find((label) => label.textContent.startsWith(name));
  const option = [...label?.control?.options ?? []].find((option) => [option.value, option.text].includes(value));
  if (!option) return false;
  option.selected = true;
  return label.control.dispatchEvent(new Event("change", {bubbles: true}));"""
FOUND = f"""const [answers, home] = arguments, shown = {SHOWN};
  return answers.every(({{address, says}}) => shown([address, home]).some(
    (text) => says.every((words) => text.replace(/\\s/g, "").includes(words))));"""


def search(firefox: Firefox, what: str) -> None:
    firefox.run(TYPED, what)
    firefox.run(SENT)
    firefox.wait(ANSWERED)


def jump(firefox: Firefox, what: str) -> None:
    firefox.run(TYPED, what)
    firefox.wait("return Boolean(window.tiaowenJump)")
    firefox.run(SENT)
    firefox.wait("return location.pathname.includes('/p/') && document.readyState === 'complete'")


def choose(firefox: Firefox, choice: dict[str, str]) -> None:
    for name, value in choice.items():
        firefox.wait(CHOSEN, name, value)


STEPS: dict[str, Callable[[Firefox, Any], None]] = {
    "search": search, "jump": jump, "choose": choose,
    "hit": lambda firefox, number: firefox.open(firefox.wait(HITS, number)),
    "page": lambda firefox, name: firefox.open(firefox.wait(NAMED, name, "#tw-search-page-list")),
    "click": lambda firefox, name: firefox.open(firefox.wait(NAMED, name, "article")),
}


@pytest.mark.parametrize("transport", ["http", "file"])
@pytest.mark.parametrize("task", OF_EACH_KIND, ids=lambda task: task["task"])
def test_a_reader_finds(firefox: Firefox, site: Path, served: str, task: dict[str, Any], transport: str) -> None:
    home = served + "index.html" if transport == "http" else (site / "index.html").as_uri()
    firefox.open(home)
    for step in task["walk"]:
        [(kind, what)] = step.items()
        STEPS[kind](firefox, what)
    firefox.wait(FOUND, task["answers"], home)
