"""What readers come for (tasks.yml), walked from the home page with the clicks counted: two clicks at most, or one
search and its hit.
"""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
import yaml

from tests.browser.conftest import SIZES, wait_until_answered

Open = Callable[..., Any]
TASKS: list[dict[str, Any]] = yaml.safe_load(Path(__file__).with_name("tasks.yml").read_text(encoding="utf-8"))
# of all that are walked by the same kinds of step the first: for what differs by where the pages come from
OF_EACH_KIND = list({tuple(kind for step in task["walk"] for kind in step): task for task in reversed(TASKS)}.values())
READERS = {"研究者", "企业服务人员", "机关工作人员", "居民"}
# What a reader has before the eyes: the clause itself on its page, or the line of a list, row of a table or hit of the
# search that leads to it.
SHOWN = """([address, base]) => {
  const there = new URL(address, base), seen = (part) => part && part.checkVisibility({visibilityProperty: true});
  const found = [];
  const inSight = (row) => {  // a row that is scrolled to is laid out
    row.style.contentVisibility = "visible";
    const text = row.innerText;
    row.style.contentVisibility = "";
    return text;
  };
  if (location.pathname === there.pathname) {
    const start = document.getElementById(there.hash.slice(1)), whole = start?.matches("h1");
    const parts = whole ? [...document.querySelectorAll("article > :is(h1, .tw-facts, .tw-validity)")] : start ? [start] : [];
    let next = whole ? null : start?.nextElementSibling;
    for (; next?.matches(".tw-tool, .tw-body, .tw-note"); next = next.nextElementSibling) parts.push(next);
    found.push(parts.filter(seen).map(inSight).join("\\n"));
  }
  for (const link of document.querySelectorAll("article a[href]")) {
    const target = new URL(link.getAttribute("href"), location.href);  // in a picture .href is no text
    const rows = ["li, tr, dd", "section"].map((name) => link.closest(name)).filter(Boolean);
    const leads = target.pathname === there.pathname && (!there.hash || target.hash === there.hash);
    if (seen(link) && leads) found.push(...rows.map(inSight));
  }
  return found; }"""  # noqa: E501


def test_three_tasks_for_each_kind_of_reader() -> None:
    assert {reader: sum(task["reader"] == reader for task in TASKS) >= 3
            for reader in READERS} == dict.fromkeys(READERS, True)


@pytest.mark.parametrize("task", [task for task in TASKS if all("click" in step for step in task["walk"])],
                         ids=lambda task: task["task"])
def test_a_reader_without_scripts_finds_by_clicking(visit: Open, task: dict[str, Any]) -> None:
    walk(visit("index.html", script=False), task)


@pytest.mark.parametrize("task", TASKS, ids=lambda task: task["task"])
def test_a_reader_finds(visit: Open, task: dict[str, Any]) -> None:
    """On a phone; the answer is before the eyes on a desktop too."""
    shown = visit("index.html", "http", "phone")
    home = shown.url
    walk(shown, task)
    shown.set_viewport_size(SIZES["desktop"])
    find(shown, task, home)


@pytest.mark.parametrize("task", OF_EACH_KIND, ids=lambda task: task["task"])
def test_a_reader_finds_from_disk(visit: Open, task: dict[str, Any]) -> None:
    walk(visit("index.html"), task)


def walk(shown: Any, task: dict[str, Any]) -> None:
    """The steps of a task from the home page, and that its answers are before the reader's eyes."""
    home = shown.url
    clicks = searches = hits = 0
    for step in task["walk"]:
        [(kind, what)] = step.items()
        if kind == "search":
            searches += 1
            shown.locator("#tw-hero").fill(what)
            shown.locator("#tw-hero").press("Enter")
            shown.wait_for_url("**/search.html?q=*")
            shown.locator("#tw-search-results a, #tw-search-document-list a, #tw-search-page-list a").first.wait_for()
            wait_until_answered(shown)
        elif kind == "jump":
            searches += 1
            shown.locator("#tw-hero").focus()
            shown.wait_for_function("window.tiaowenJump")  # its script comes with the focus; a person types for longer
            shown.locator("#tw-hero").fill(what)
            shown.locator("#tw-hero").press("Enter")
            shown.wait_for_url("**/p/**")
        elif kind == "hit":
            hits += 1
            with shown.expect_navigation():
                shown.locator(".tw-hit__link, #tw-search-document-list a").nth(what - 1).click()
        elif kind == "page":
            hits += 1
            with shown.expect_navigation():
                shown.locator("#tw-search-page-list").get_by_role("link", name=what, exact=True).click()
        elif kind == "choose":
            clicks += 1
            [(label, value)] = what.items()
            shown.get_by_label(label).first.select_option(value)  # of the table that stands first
        else:
            clicks += 1
            with shown.expect_navigation():
                shown.locator("article").get_by_role("link", name=what, exact=True).first.click()
        shown.wait_for_load_state()
    assert clicks <= 2 and searches <= 1 and hits <= searches and not (searches and clicks), task["walk"]
    find(shown, task, home)


def find(shown: Any, task: dict[str, Any], home: str) -> None:
    """The answers of a task are before the reader's eyes."""
    for answer in task["answers"]:
        texts = ["".join(text.split()) for text in shown.evaluate(SHOWN, [answer["address"], home])]
        assert any(all(words in text for words in answer["says"]) for text in texts), (shown.url, answer, texts)
