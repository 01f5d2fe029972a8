"""What a reader sees while a document still loads: the text stands where it will stay."""

from __future__ import annotations

from typing import Any

import pytest

from tests.browser.conftest import PATIENCE, SIZES

DOCUMENT = "p/weifa-2023-3.html"
TOPS = "() => [...document.querySelectorAll('article > [id]')].map((part) => part.getBoundingClientRect().top)"


@pytest.mark.parametrize("size", ["desktop", "phone"])
def test_nothing_moves_when_the_script_of_a_document_has_come(browser: Any, served: str, size: str) -> None:
    context = browser.new_context(viewport=SIZES[size])
    page = context.new_page()
    held: list[Any] = []
    page.route("**/document.js", lambda route: held.append(route))
    page.goto(served + DOCUMENT, wait_until="commit")
    page.wait_for_function(
        "document.querySelector('.md-footer') && document.querySelector('.tw-filters').offsetHeight > 0",
        timeout=PATIENCE)
    before = page.evaluate(TOPS)
    held[0].continue_()
    page.get_by_label("谁来办").wait_for(timeout=PATIENCE)
    page.wait_for_load_state("load", timeout=PATIENCE)
    assert len(before) > 50 and page.evaluate(TOPS) == before
    context.close()
