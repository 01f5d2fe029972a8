"""The tests of one module stay in one worker; the sites that several need are shared (tests/conftest.py)."""

from pathlib import Path

import pytest

from tests.clean_environment import build_wheel
from tests.made_once import made_once


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Each module in one worker."""
    here = Path(__file__).parent
    for item in items:
        if here in item.path.parents:
            item.add_marker(pytest.mark.xdist_group(f"site-{item.path.stem}"))


@pytest.fixture(scope="session")
def wheel(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The program as it is installed."""
    pytest.importorskip("build", reason="the package build is not installed (make test does)")
    (built,) = made_once(tmp_path_factory, "wheel", build_wheel).glob("*.whl")
    return built
