"""A small site's whole Markdown tree. ``make golden`` rewrites it; read the difference before committing it.

The sources hold what the pages must get right: headings of every kind, a table, a notice, a gap and damaged numbers,
Traditional text, markup characters, citations held and not held, an empty file.
"""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from tests.site_folder import tiaowen, tree

HERE = Path(__file__).parent
EXPECTED = HERE / "expected"




@pytest.fixture(scope="module")
def built(tmp_path_factory: pytest.TempPathFactory) -> dict[str, bytes]:
    folder = tmp_path_factory.mktemp("golden") / "site"
    shutil.copytree(HERE / "site", folder)
    done = tiaowen(folder, "build", "--no-site")
    assert done.returncode == 1, done.stdout + done.stderr  # the empty file
    return {path: data for path, data in tree(folder / "build" / "docs").items() if path.endswith(".md")}


def test_the_markdown_tree_is_as_it_was(built: dict[str, bytes], request: pytest.FixtureRequest) -> None:
    if request.config.getoption("--update-golden", default=False):
        shutil.rmtree(EXPECTED, ignore_errors=True)
        for path, data in built.items():
            file = EXPECTED / path
            file.parent.mkdir(parents=True, exist_ok=True)
            file.write_bytes(data)
    expected = tree(EXPECTED)
    assert sorted(built) == sorted(expected)
    for path, data in built.items():
        assert data.decode() == expected[path].decode(), f"{path} changed: run make golden and read the difference"
