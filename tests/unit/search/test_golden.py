"""Golden queries: what is written down is checked, and every way to be wrong is a finding with its line."""

from pathlib import Path

import pytest
from tiaowen.search.golden import check_queries

from tests.bench.corpus import library
from tests.factories import clause, policy
from tests.unit.search.test_search import write


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    clauses = clause("1", "一、加强招商引资。", label="一、",
                     heading="加强招商引资"), clause("2", "二、建设人才公寓。", label="二、")
    write(library((policy("weifa-2023-3", *clauses),)), tmp_path / "site")
    (tmp_path / "site_config").mkdir()
    return tmp_path


def findings(folder: Path, text: str) -> list[tuple[str, int]]:
    (folder / "site_config" / "queries.yml").write_text(text, encoding="utf-8", newline="\n")
    return [(item.code, item.line) for item in check_queries(folder / "site", folder)]


@pytest.mark.parametrize(("text", "found"), [
    ("- query: 商引\n  finds: [p/weifa-2023-3.html#c-1]\n  at_least: 1\n  not_finds: [p/weifa-2023-3.html#c-2]\n", []),
    ("", []),
    ("- query: 公寓\n- query: 商引\n  finds: [p/weifa-2023-3.html#c-2]\n", [("S011", 2)]),
    ("- query: 商引\n  not_finds: [p/weifa-2023-3.html#c-1]\n", [("S011", 1)]),
    ("- query: 商引\n  at_least: 2\n", [("S011", 1)]),
    ("- query: 招商引姿\n  finds: [p/weifa-2023-3.html#c-1]\n", [("S011", 1)]),  # near is not found
    ("- query: 商引\n  find: [x]\n", [("K001", 2)]),
    ("- finds: [x]\n", [("K002", 1)]),
    ("query: 商引\n", [("K002", 1)]),
    ("- query: [\n", [("K003", 2)]),
])
def test_findings(folder: Path, text: str, found: list[tuple[str, int]]) -> None:
    assert findings(folder, text) == found


def test_a_site_without_a_file_has_none(folder: Path) -> None:
    assert check_queries(folder / "site", folder) == []


def test_a_site_without_an_index(folder: Path) -> None:
    (folder / "site" / "search" / "index.js").unlink()
    assert findings(folder, "- query: 商引\n") == [("S010", 0)]
