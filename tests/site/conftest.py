"""A site of the five texts, built once for all tests of this folder."""

import shutil
from pathlib import Path

import pytest

from tests.site_folder import SITE_URL, new_site, tiaowen


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """What uses the five texts in one worker, so that they are built once; the other modules each in one."""
    here = Path(__file__).parent
    for item in items:
        if here in item.path.parents:
            item.add_marker(pytest.mark.xdist_group("site" if "five" in getattr(item, "fixturenames", ()) else f"site-{item.path.stem}"))


@pytest.fixture(scope="session")
def five(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The site folder of the five texts, built with a public address. Tests that change it take a copy."""
    folder = new_site(tmp_path_factory.mktemp("five"))
    done = tiaowen(folder, "build", "--site-url", SITE_URL)
    assert done.returncode == 0, done.stdout + done.stderr
    return folder


@pytest.fixture
def copy_of_five(five: Path, tmp_path: Path) -> Path:
    """The built site folder, to be changed; time stamps as in the original."""
    shutil.copytree(five, tmp_path / "site", copy_function=shutil.copy2)
    return tmp_path / "site"
