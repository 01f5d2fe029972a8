"""Chromium over a built site: on http below a sub-path, and from disk with the network blocked; desktop and phone.

``visit(page, …)`` opens a page and, when the test is over, fails it for any console error, failed request or request to
another host.

A test waits for what it asserts, never for a time: ``SLOWDOWN=6 pytest tests/browser`` shows where it does not, on
pages that run six times slower.
"""

from __future__ import annotations

import functools
import http.server
import os
import re
import tempfile
import threading
from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager
from pathlib import Path
from typing import Any

import pytest

from tests.browser.firefox import FIREFOX, Firefox

sync_api = pytest.importorskip("playwright.sync_api")
SIZES = {"desktop": {"width": 1366, "height": 900}, "phone": {"width": 390, "height": 844},
         "tablet": {"width": 768, "height": 1024}, "narrow": {"width": 360, "height": 740}}
PATIENCE = 120_000  # milliseconds, for a machine that has much else to do: what is there sooner is waited for no longer
SLOWDOWN = float(os.environ.get("SLOWDOWN", "1"))
sync_api.expect.set_options(timeout=PATIENCE)
PLACED = (
    """([part, least, most]) => { const { top } = part.getBoundingClientRect(); return least <= top && top < most; }"""
)
# Whatever the answer to this query loads is loaded, and one task later the page has shown it.
ANSWERED = """async () => {
  const engine = await tiaowenSearch.engine(), query = (document.getElementById("tw-search-input") ?? document.getElementById("tw-box-input")).value;
  await (await engine.answer(query)).later?.();
  await window.tiaowenSuggest?.suggest(query);
  await Promise.all((await engine.segments()).map((segment) => segment.facets()));
  await new Promise((resolve) => setTimeout(resolve));
}"""  # noqa: E501


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    here = Path(__file__).parent
    for item in items:
        if here in item.path.parents:
            item.add_marker(pytest.mark.browser)


@pytest.fixture(scope="session")
def site(five: Path) -> Path:
    """The five texts as a site with a public address."""
    return five / "site"


@pytest.fixture(scope="session")
def firefox(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Firefox]:
    if FIREFOX is None:
        pytest.skip("no Firefox on this machine (Debian: apt-get install firefox-esr)")
    with Firefox(tmp_path_factory.mktemp("firefox") / "profile") as started:
        yield started


class _Quiet(http.server.SimpleHTTPRequestHandler):
    def log_message(self, format: str, *args: object) -> None:
        """Nothing: a test's output is its assertions."""


@contextmanager
def serving(site: Path) -> Iterator[str]:
    """The address of a site on http, below a sub-path as on a project page."""
    with tempfile.TemporaryDirectory() as root:
        Path(root, "repo").symlink_to(site, target_is_directory=True)
        server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), functools.partial(_Quiet, directory=root))
        threading.Thread(target=server.serve_forever, daemon=True).start()
        try:
            yield f"http://127.0.0.1:{server.server_port}/repo/"
        finally:
            server.shutdown()
            server.server_close()


@pytest.fixture(scope="session")
def served(site: Path) -> Iterator[str]:
    """The address of the site on http."""
    with serving(site) as address:
        yield address


class Visit:
    """One open page and what went wrong on it."""

    def __init__(self, page: Any, allowed: str) -> None:
        self.page = page
        self.wrong: list[str] = []
        page.on("console", lambda message: self.wrong.append(f"console: {message.text}")
                if message.type == "error" else None)
        page.on("pageerror", lambda error: self.wrong.append(f"script: {error}"))
        page.on("requestfailed", self._failed)
        # told by its beginning, so that the browser asks about nothing else
        page.context.route(re.compile(f"^(?!{re.escape(allowed)})"), self._refuse)

    def _failed(self, request: Any) -> None:
        # leaving a page ends what it still loads; a missing file says so otherwise
        if request.failure != "net::ERR_ABORTED":
            self.wrong.append(f"failed: {request.url} {request.failure}")

    def _refuse(self, route: Any) -> None:
        self.wrong.append(f"outside: {route.request.url}")
        route.abort()


@pytest.fixture(params=["http", "file"])
def transport(request: pytest.FixtureRequest) -> str:
    """Both ways a page is read."""
    return str(request.param)


def wait_until_placed(part: Any, least: float, most: float) -> None:
    """Until an element's top is between these distances from the window's: a browser goes to the target of an address
    some frames after loading.
    """
    part.page.wait_for_function(PLACED, arg=[part.element_handle(), least, most])


def wait_until_answered(shown: Any) -> None:
    """Until the search page, or the box of another, has shown all that it has for its query: pages and documents come
    after the clauses.
    """
    shown.wait_for_function(
        "window.tiaowenEngine && (window.tiaowenSuggest || !document.activeElement?.matches('[type=search]'))")
    shown.evaluate(ANSWERED)


@pytest.fixture
def visit(browser: Any, site: Path, request: pytest.FixtureRequest) -> Iterator[Callable[..., Any]]:
    """Opens a page of the site: ``visit("p/a.html#c-1", transport="file", size="phone", dark=False, script=True)``;
    ``day``: as on that day.
    """
    visits: list[Visit] = []
    servers = ExitStack()

    def open_page(address: str, transport: str = "file", size: str = "desktop", *, dark: bool = False,
                  script: bool = True,
                  folder: Path | None = None, day: str = "") -> Any:
        if transport == "file":
            base = f"{(folder or site).as_uri()}/"
        else:
            base = servers.enter_context(serving(folder)) if folder else request.getfixturevalue("served")
        context = browser.new_context(viewport=SIZES[size], color_scheme="dark" if dark else "light",
                                      has_touch=size != "desktop",
                                      java_script_enabled=script, permissions=["clipboard-read", "clipboard-write"])
        context.set_default_timeout(PATIENCE)
        if day:
            context.clock.set_fixed_time(f"{day}T12:00:00")
        visited = Visit(context.new_page(), base)
        visits.append(visited)
        if SLOWDOWN > 1:
            context.new_cdp_session(visited.page).send("Emulation.setCPUThrottlingRate", {"rate": SLOWDOWN})
        visited.page.goto(base + address)
        return visited.page

    yield open_page
    wrong = [line for visited in visits for line in visited.wrong]
    for visited in visits:
        visited.page.context.close()
    servers.close()
    assert not wrong, wrong
