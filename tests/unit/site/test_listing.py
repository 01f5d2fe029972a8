"""The files below a folder."""

from __future__ import annotations

from pathlib import Path

import pytest
from tiaowen.site.listing import listed
from tiaowen.site.write import state_of


def test_every_file_is_listed_once_in_order_with_forward_slashes(tmp_path: Path) -> None:
    for name in ("b.txt", "a/z.txt", "a/b/c.txt", "c/d.txt", ".hidden"):
        file = tmp_path / name
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_bytes(name.encode())
    found = list(listed(tmp_path))
    assert [file.path for file in found] == [".hidden", "b.txt", "a/z.txt", "a/b/c.txt", "c/d.txt"]
    assert [file.size for file in found] == [len(file.path) for file in found]
    assert all(Path(file.file).stat().st_mtime_ns == file.changed for file in found)


def test_an_absent_folder_has_no_files_and_the_state_of_an_empty_one(tmp_path: Path) -> None:
    assert list(listed(tmp_path / "absent")) == []
    assert state_of(tmp_path / "absent") == state_of(tmp_path)


def test_a_file_that_is_a_folder_is_none(tmp_path: Path) -> None:
    (tmp_path / "file").write_bytes(b"x")
    assert list(listed(tmp_path / "file")) == []


def test_links_are_not_followed_into_folders_and_one_that_leads_nowhere_costs_nothing(tmp_path: Path) -> None:
    (tmp_path / "there").mkdir()
    (tmp_path / "there" / "file.txt").write_bytes(b"12345")
    try:
        (tmp_path / "again").symlink_to(tmp_path / "there", target_is_directory=True)
        (tmp_path / "named").symlink_to(tmp_path / "there" / "file.txt")
        (tmp_path / "nowhere").symlink_to(tmp_path / "absent")
    except OSError:
        pytest.skip("the system does not let this user make links")
    found = {file.path: file.size for file in listed(tmp_path)}
    assert found.keys() == {"named", "nowhere", "there/file.txt"}
    assert found["named"] == 5


def test_a_touched_file_changes_the_state(tmp_path: Path) -> None:
    file = tmp_path / "a" / "b.txt"
    file.parent.mkdir()
    file.write_bytes(b"one")
    before = state_of(tmp_path)
    assert state_of(tmp_path) == before
    file.write_bytes(b"three")
    assert state_of(tmp_path) != before
