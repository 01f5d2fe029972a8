"""axe-core on every kind of page, light, dark and on a phone: no violation of WCAG 2.2 AA or of the best practices.

axe-core is no part of the project: it is fetched once with npm into pytest's cache, and the test is skipped, saying so, where that cannot be done.
"""

from __future__ import annotations

import shutil
import subprocess
import tarfile
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from tests.browser.test_pages import KINDS
from tests.site_folder import SITE_URL
from tests.versioned_site import CURRENT, DIFF, DOWN, MENDED, OLD, versioned_site

AXE = "axe-core@4.14.1"
RULES = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]
RUN = "rules => axe.run(document, {preload: false, resultTypes: ['violations'], runOnly: {type: 'tag', values: rules}})"


@pytest.fixture(scope="session")
def axe(request: pytest.FixtureRequest) -> str:
    cache = Path(request.config.cache.mkdir("axe"))  # type: ignore[union-attr]
    script = cache / "package" / "axe.min.js"
    if not script.is_file():
        npm = shutil.which("npm")
        if npm is None:
            pytest.skip("npm is not there to fetch axe-core")
        done = subprocess.run([npm, "pack", AXE, "--silent"], cwd=cache, capture_output=True, text=True, timeout=120, check=False)
        if done.returncode:
            pytest.skip(f"axe-core cannot be fetched: {done.stderr.strip()[:200]}")
        with tarfile.open(cache / done.stdout.split()[-1]) as archive:
            archive.extract("package/axe.min.js", cache, filter="data")
    return script.read_text(encoding="utf-8")


@pytest.fixture(scope="module")
def past(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A site with an earlier version, a comparison and a document taken down."""
    return versioned_site(tmp_path_factory.mktemp("past"), "--site-url", SITE_URL)


@pytest.mark.parametrize("page", KINDS)
def test_no_violation(visit: Callable[..., Any], axe: str, page: str) -> None:
    assert violations(visit, axe, page) == []


@pytest.mark.parametrize("page", [CURRENT, OLD, DIFF, MENDED, DOWN])
def test_no_violation_in_pages_with_a_past(visit: Callable[..., Any], axe: str, past: Path, page: str) -> None:
    assert violations(visit, axe, page, past) == []


def violations(visit: Callable[..., Any], axe: str, page: str, folder: Path | None = None) -> list[tuple[str, bool, str, str]]:
    """What axe finds on a page with all its parts unfolded, light, dark and on a phone."""
    found = []
    for size, dark in (("desktop", False), ("desktop", True), ("phone", False)):
        shown = visit(page, "file", size, dark=dark, folder=folder)
        shown.evaluate("document.querySelectorAll('details').forEach((part) => { part.open = true; })")
        shown.add_script_tag(content=axe)
        result = shown.evaluate(RUN, RULES)
        found += [(size, dark, item["id"], item["nodes"][0]["html"][:200]) for item in result["violations"]]
    return found


def test_the_page_that_is_not_there_helps(visit: Callable[..., Any], axe: str) -> None:
    shown = visit("404.html", "http")
    assert shown.get_by_role("link", name="全部政策文件").get_attribute("href").endswith("policies.html")
    shown.add_script_tag(content=axe)
    result = shown.evaluate(RUN, RULES)
    assert [item["id"] for item in result["violations"]] == []
