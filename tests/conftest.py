"""What tests of several folders share: the sites that are built once for all of them, and one Chromium for each worker.

The sites are read only: a test that changes one takes a copy (``copy_of_five``, ``copy_of_one``).
"""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from jinja2.bccache import Bucket, FileSystemBytecodeCache

from tests.made_once import made_once
from tests.site_folder import SITE_URL, new_site, one_text, tiaowen
from tests.versioned_site import versioned_site

# the shell first: the same engine without the windows of a browser, a new page in a third of the time
CHROMIUM = next((path for name in ("chromium-headless-shell", "chromium", "chromium-browser", "google-chrome")
                 if (path := shutil.which(name))), None)
FLAGS = ["--no-sandbox", "--disable-gpu", "--disable-background-networking"]


@pytest.fixture(scope="session", autouse=True)
def compiled_once() -> Iterator[None]:
    """A site folder keeps its templates compiled. Every new one of a test would compile the same templates again: it
    gets those of the folders before it.
    """
    known: dict[tuple[str, str], bytes] = {}

    class Shared(FileSystemBytecodeCache):
        def load_bytecode(self, bucket: Bucket) -> None:
            super().load_bytecode(bucket)
            if bucket.code is None and (code := known.get((bucket.key, bucket.checksum))):
                bucket.bytecode_from_string(code)
                super().dump_bytecode(bucket)

        def dump_bytecode(self, bucket: Bucket) -> None:
            super().dump_bytecode(bucket)
            known[bucket.key, bucket.checksum] = bucket.bytecode_to_string()

    with pytest.MonkeyPatch.context() as patch:
        for module in ("tiaowen.render.environment", "tiaowen.site.mkdocs_plugin"):
            patch.setattr(f"{module}.FileSystemBytecodeCache", Shared)
        yield


@pytest.fixture(scope="session")
def browser() -> Iterator[Any]:
    """Debian's Chromium, headless; the test is skipped, saying so, where there is none."""
    sync_api = pytest.importorskip("playwright.sync_api")
    if CHROMIUM is None:
        pytest.skip("no Chromium on this machine (see .ci/browser)")
    with sync_api.sync_playwright() as playwright:  # its synchronous interface can be started only once in a process
        browser = playwright.chromium.launch(executable_path=CHROMIUM, args=FLAGS)
        yield browser
        browser.close()


@pytest.fixture(scope="session")
def five(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The site folder of the five texts, built with a public address."""

    def make(folder: Path) -> None:
        done = tiaowen(new_site(folder), "build", "--site-url", SITE_URL)
        assert done.returncode == 0, done.stdout + done.stderr

    return made_once(tmp_path_factory, "five", make)


@pytest.fixture
def copy_of_five(five: Path, tmp_path: Path) -> Path:
    """The built site folder, to be changed; time stamps as in the original."""
    return Path(shutil.copytree(five, tmp_path / "site", copy_function=shutil.copy2))


@pytest.fixture(scope="session")
def one(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The site folder of one text, ``p/binbanzi-2019-68.html``, built without a public address."""

    def make(folder: Path) -> None:
        done = tiaowen(one_text(folder), "build")
        assert done.returncode == 0, done.stdout + done.stderr

    return made_once(tmp_path_factory, "one", make)


@pytest.fixture
def copy_of_one(one: Path, tmp_path: Path) -> Path:
    """The same, to be changed."""
    return Path(shutil.copytree(one, tmp_path / "site", copy_function=shutil.copy2))


@pytest.fixture(scope="session")
def past(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The folder of a small site with earlier versions, built with a public address."""
    return made_once(tmp_path_factory, "past", lambda folder: versioned_site(folder, "--site-url", SITE_URL))


@pytest.fixture(scope="session")
def nameless(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The same without a public address."""
    return made_once(tmp_path_factory, "nameless", versioned_site)
