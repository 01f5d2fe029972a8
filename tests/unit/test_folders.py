"""Links: followed within a folder, never out of it."""

import os
from pathlib import Path

import pytest
from tiaowen.folders import leads_outside, links_below, replace_file

pytestmark = pytest.mark.skipif(not hasattr(os, "symlink") or os.name == "nt", reason="making links needs rights there")


def test_a_link_leads_outside_when_what_it_leads_to_does(tmp_path: Path) -> None:
    site, other = tmp_path / "site", tmp_path / "other"
    (site / "inside").mkdir(parents=True)
    other.mkdir()
    (other / "a.txt").write_text("甲", encoding="utf-8")
    (site / "near").symlink_to(site / "inside")
    (site / "far").symlink_to(other)
    (site / "file").symlink_to(other / "a.txt")
    (site / "ring").symlink_to(site / "ring")
    assert all(leads_outside(site / name, site) for name in ("far", "far/a.txt", "file"))
    assert not any(leads_outside(site / name, site) for name in ("inside", "near"))
    assert sorted(path.name for path in links_below(site)) == ["far", "file", "near", "ring"]


def test_a_folder_in_the_place_of_a_file_is_what_an_error_names(tmp_path: Path) -> None:
    (tmp_path / "a.txt").mkdir()
    with pytest.raises(OSError, match="a.txt") as caught:
        replace_file(tmp_path / "a.txt", b"x")
    assert caught.value.filename == str(tmp_path / "a.txt") and [*tmp_path.iterdir()] == [tmp_path / "a.txt"]


def test_a_pipe_or_device_in_the_place_of_a_file_is_left_alone(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "a")
    (tmp_path / "b").symlink_to(tmp_path / "a")
    for name in ("a", "b"):
        with pytest.raises(OSError, match=name):
            replace_file(tmp_path / name, b"x")
    assert (tmp_path / "a").is_fifo() and (tmp_path / "b").is_symlink()
