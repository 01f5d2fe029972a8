"""Scripts and style sheets that are worked on in parts are loaded as one."""

from pathlib import Path

import pytest
from tiaowen.data import packaged
from tiaowen.site.build import theme_files
from tiaowen.site.scripts import JOINED, parts_of

FOLDER = "assets/tiaowen/"
ALONE = {"search-mark.js"}  # loaded by documents that a result leads to


@pytest.mark.parametrize("name", JOINED)
def test_every_part_is_joined(name: str) -> None:
    folder = packaged("templates") / "theme" / FOLDER
    stem, kind = name.split(".")[0].split("-")[0], name.split(".")[1]
    joined = [part for other in JOINED if other.startswith(stem) and other.endswith(kind) for part in parts_of(other)]
    assert {file.name for file in folder.glob(f"{stem}-*.{kind}")} - ALONE == {*joined}
    assert len(joined) == len({*joined})
    assert not (folder / name).exists()


def test_a_sites_own_part_stands_in_the_joined_file(tmp_path: Path) -> None:
    own = tmp_path / "templates/theme" / FOLDER / "search-fold.js"
    own.parent.mkdir(parents=True)
    own.write_text("// ours\n", encoding="utf-8")
    files = {file.path: file.data for file in theme_files(tmp_path)}
    assert files[f"{FOLDER}search.js"].startswith(b"// ours\n\n")
    assert not {f"{FOLDER}{part}" for part in parts_of("search.js")} & files.keys()


def test_what_is_shipped_is_published_without_comments_and_what_a_site_brings_as_it_is(tmp_path: Path) -> None:
    own = tmp_path / "templates/theme" / FOLDER / "site.css"
    own.parent.mkdir(parents=True)
    own.write_text("/* ours */\n  p { color: red; }\n", encoding="utf-8")
    files = {file.path: file.data for file in theme_files(tmp_path)}
    assert files[f"{FOLDER}site.css"] == own.read_bytes()
    published = files[f"{FOLDER}document.js"].decode()
    assert "\n//" not in published and "/** @" not in published and "\n " not in published
    assert len(published) > 4000


def test_no_text_of_a_script_goes_over_a_line() -> None:
    for file in (packaged("templates") / "theme" / FOLDER).glob("*.js"):
        for line in file.read_text(encoding="utf-8").splitlines():
            assert line.lstrip().startswith(("//", "*", "/*")) or line.count("`") % 2 == 0, f"{file.name}: {line}"


def test_a_sites_own_whole_file_stands(tmp_path: Path) -> None:
    own = tmp_path / "templates/theme" / FOLDER / "document.js"
    own.parent.mkdir(parents=True)
    own.write_text("// ours\n", encoding="utf-8")
    assert [file.data for file in theme_files(tmp_path) if file.path == f"{FOLDER}document.js"] == [b"// ours\n"]
