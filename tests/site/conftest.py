"""What the tests of whole sites share, besides the sites that are built once (tests/conftest.py)."""

from pathlib import Path

import pytest

from tests.clean_environment import build_wheel
from tests.made_once import made_once
from tests.site_folder import one_text


@pytest.fixture(scope="session")
def wheel(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The program as it is installed."""
    pytest.importorskip("build", reason="the package build is not installed (make test does)")
    (built,) = made_once(tmp_path_factory, "wheel", build_wheel).glob("*.whl")
    return built


@pytest.fixture
def unbuilt(tmp_path: Path) -> Path:
    """The site folder of one text before it is built."""
    return one_text(tmp_path / "site")
