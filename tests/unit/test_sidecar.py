"""The sidecar: what cannot be is told at its line, before anything is made of it."""

from pathlib import Path

import pytest
from tiaowen.sidecar import Sidecar, read_sidecar


def read(folder: Path, text: str) -> tuple[Sidecar, list[tuple[str, str, int]]]:
    (folder / "a.yml").write_text(text, encoding="utf-8")
    sidecar, found = read_sidecar(folder / "a.txt", "docs_src/policies/a.txt")
    return sidecar, [(item.path, item.code, item.line) for item in found]


@pytest.mark.parametrize("line", [
    "issue_date: 2024-13-01", "issue_date: 2024-02-31", "effective_date: 2023-02-29", "retrieved: 0000-01-01", "expiry_date: 2024-1-1", "id: con",
    "id: lpt1", "id: ../x", "id: 威发",
])
def test_what_cannot_be_is_told_at_its_line(tmp_path: Path, line: str) -> None:
    assert read(tmp_path, f"title: 通知\n{line}\n")[1] == [("docs_src/policies/a.yml", "K002", 2)]


@pytest.mark.parametrize(("line", "name", "value"), [
    ("issue_date: 2024-02-29", "issue_date", "2024-02-29"), ("issue_date: 2024-02", "issue_date", "2024-02"),
    ("issue_date: 1986", "issue_date", "1986"),
    ("id: con-2023-1", "id", "con-2023-1"), ("id: weifa-2023-3", "id", "weifa-2023-3"),
])
def test_what_can_be_is_taken(tmp_path: Path, line: str, name: str, value: str) -> None:
    sidecar, found = read(tmp_path, line)
    assert (getattr(sidecar, name), found) == (value, [])
