"""Pages of hostile texts, opened: nothing runs, nothing is asked of another server, on http and from disk."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

from tests.browser.conftest import PATIENCE, serving, wait_until_answered
from tests.site.test_hostile import folder as hostile  # noqa: F401  (the fixture that builds their site)


def test_nothing_runs_and_nothing_is_fetched(visit: Callable[..., Any], hostile: Path, browser: Any) -> None:  # noqa: F811
    site = hostile / "site"
    pages = [file.relative_to(site).as_posix() for file in sorted([*site.glob("*.html"), *site.glob("p/*.html")])
             if file.name != "404.html"]
    assert len(pages) > 10
    shown = visit("index.html", "file", folder=site)  # fails for any request to elsewhere, script error or dialog
    for page in pages:
        shown.goto((site / page).as_uri())
        shown.wait_for_timeout(50)
        assert shown.evaluate("window.hit === undefined"), page
    shown.context.close()
    with serving(site) as address:
        shown = browser.new_page()
        shown.set_default_timeout(PATIENCE)
        asked: list[str] = []
        shown.on("request", lambda request: asked.append(request.url))
        for page in pages:
            shown.goto(address + page)
            assert shown.evaluate("window.hit === undefined"), page
        shown.goto(f"{address}search.html?q=%3Cimg%20src%3Dx%20onerror%3Dwindow.hit%3D1%3E")
        shown.wait_for_function("document.querySelector('#tw-search-status').textContent")
        wait_until_answered(shown)
        assert shown.evaluate("window.hit === undefined")
        shown.close()
        assert not [url for url in asked if not url.startswith((address, "data:"))]
