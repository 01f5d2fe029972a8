"""Writing: only what differs, prune the rest, never outside the folder."""

from pathlib import Path

import pytest
from tiaowen.model import OutputFile
from tiaowen.site.write import files_below, overlaid, write_tree


def output(path: str, data: str = "x") -> OutputFile:
    return OutputFile(path=path, data=data.encode())


def test_second_write_touches_nothing(tmp_path: Path) -> None:
    files = [output("index.md"), output("p/weifa-2023-3.md", "一")]
    assert write_tree(tmp_path, files).written == ("index.md", "p/weifa-2023-3.md")
    before = {p: p.stat().st_mtime_ns for p in tmp_path.rglob("*")}
    again = write_tree(tmp_path, files)
    assert (again.written, again.removed, again.unchanged) == ((), (), 2)
    assert {p: p.stat().st_mtime_ns for p in tmp_path.rglob("*")} == before


def test_what_is_no_longer_produced_goes_with_its_folder(tmp_path: Path) -> None:
    write_tree(tmp_path, [output("a.md"), output("p/b.md"), output("p/q/c.md")])
    (tmp_path / "p/q/.c.md.new").write_text("left by a killed build", encoding="utf-8")
    report = write_tree(tmp_path, [output("a.md", "changed")])
    assert report.written == ("a.md",)
    assert report.removed == ("p/b.md", "p/q/.c.md.new", "p/q/c.md")
    assert [p.name for p in tmp_path.rglob("*")] == ["a.md"]


@pytest.mark.parametrize("path", [
    "../x.md", "/etc/x", "a/../../x", "C:/x", "a\\b", "", "a//b", ".hidden", "a/.git/x",
    "政策.md", "a b.md", "nul.md", "x\n.md", "end.", "a/" * 100 + "x",
])
def test_unsafe_paths_are_refused(tmp_path: Path, path: str) -> None:
    with pytest.raises(ValueError, match="path"):
        write_tree(tmp_path / "in", [output(path)])
    assert not [p for p in tmp_path.rglob("*") if p.is_file()]


def test_two_files_for_one_path_are_refused_in_any_letter_case(tmp_path: Path) -> None:
    with pytest.raises(ValueError, match="two files"):
        write_tree(tmp_path, [output("p/A.md"), output("p/a.md")])
    with pytest.raises(ValueError, match="two files"):
        write_tree(tmp_path, [output("p/a.md"), output("p/a.md")])


def test_a_sites_own_files_win_over_the_packaged_ones(tmp_path: Path) -> None:
    write_tree(tmp_path / "packaged", [output("main.html", "p"), output("partials/x.html", "p")])
    write_tree(tmp_path / "own", [output("main.html", "o"), output("partials/y.html", "o")])
    merged = list(overlaid(files_below(tmp_path / "packaged"), files_below(tmp_path / "own"),
                           files_below(tmp_path / "absent")))
    assert [(f.path, f.data) for f in merged] == [("main.html", b"o"), ("partials/x.html", b"p"),
                                                  ("partials/y.html", b"o")]


def test_what_a_system_leaves_in_a_folder_is_not_published(tmp_path: Path) -> None:
    for name in ("about.md", "Thumbs.db", "desktop.ini", "~$about.docx", ".hidden/a.md"):
        file = tmp_path / name
        file.parent.mkdir(exist_ok=True)
        file.write_bytes(b"x")
    assert [file.path for file in files_below(tmp_path)] == ["about.md"]
