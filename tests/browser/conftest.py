"""Chromium over a built site: on http below a sub-path, and from disk with the network blocked; desktop and phone.

``visit(page, …)`` opens a page and, when the test is over, fails it for any console error, failed request or request to another host.
"""

from __future__ import annotations

import functools
import http.server
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any, Literal

import pytest

from tests.site_folder import SITE_URL, new_site, tiaowen

sync_api = pytest.importorskip("playwright.sync_api")
SIZES = {"desktop": {"width": 1366, "height": 900}, "phone": {"width": 390, "height": 844}, "narrow": {"width": 360, "height": 740}}
Transport = Literal["http", "file"]


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    here = Path(__file__).parent
    for item in items:
        if here in item.path.parents:
            item.add_marker(pytest.mark.browser)
            item.add_marker(pytest.mark.xdist_group("browser"))


@pytest.fixture(scope="session")
def site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The five texts as a site with a public address."""
    return built(tmp_path_factory.mktemp("five"), "--site-url", SITE_URL)


@pytest.fixture(scope="session")
def nameless_site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The same without a public address."""
    return built(tmp_path_factory.mktemp("nameless"))


def built(folder: Path, *options: str) -> Path:
    done = tiaowen(new_site(folder), "build", *options)
    assert done.returncode == 0, done.stdout + done.stderr
    return folder / "site"


class _Quiet(http.server.SimpleHTTPRequestHandler):
    def log_message(self, format: str, *args: object) -> None:
        """Nothing: a test's output is its assertions."""


@contextmanager
def serving(site: Path) -> Iterator[str]:
    """The address of a site on http, below a sub-path as on a project page."""
    root = site.parent / "www"
    root.mkdir(exist_ok=True)
    if not (root / "repo").exists():
        (root / "repo").symlink_to(site, target_is_directory=True)
    server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), functools.partial(_Quiet, directory=str(root)))
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
        page.on("console", lambda message: self.wrong.append(f"console: {message.text}") if message.type == "error" else None)
        page.on("pageerror", lambda error: self.wrong.append(f"script: {error}"))
        page.on("requestfailed", self._failed)
        page.context.route("**/*", lambda route: route.continue_() if route.request.url.startswith(allowed) else self._refuse(route))

    def _failed(self, request: Any) -> None:
        if request.failure != "net::ERR_ABORTED":  # leaving a page ends what it still loads; a missing file says so otherwise
            self.wrong.append(f"failed: {request.url} {request.failure}")

    def _refuse(self, route: Any) -> None:
        self.wrong.append(f"outside: {route.request.url}")
        route.abort()


@pytest.fixture(params=["http", "file"])
def transport(request: pytest.FixtureRequest) -> str:
    """Both ways a page is read."""
    return str(request.param)


@pytest.fixture
def visit(browser: Any, site: Path, request: pytest.FixtureRequest) -> Iterator[Callable[..., Any]]:
    """Opens a page of the site: ``visit("p/a.html#c-1", transport="file", size="phone", dark=False, script=True)``."""
    visits: list[Visit] = []

    def open_page(address: str, transport: str = "file", size: str = "desktop", *, dark: bool = False, script: bool = True,
                  folder: Path | None = None) -> Any:
        base = f"{(folder or site).as_uri()}/" if transport == "file" else request.getfixturevalue("served")
        context = browser.new_context(viewport=SIZES[size], color_scheme="dark" if dark else "light", has_touch=size != "desktop",
                                      java_script_enabled=script, permissions=["clipboard-read", "clipboard-write"])
        visited = Visit(context.new_page(), base)
        visits.append(visited)
        visited.page.goto(base + address)
        return visited.page

    yield open_page
    wrong = [line for visited in visits for line in visited.wrong]
    for visited in visits:
        visited.page.context.close()
    assert not wrong, wrong
