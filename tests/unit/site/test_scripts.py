"""The scripts of the search are worked on one by one and loaded as one."""

from pathlib import Path

from tiaowen.data import packaged
from tiaowen.site.build import theme_files
from tiaowen.site.scripts import SEARCH_PARTS

FOLDER = "assets/tiaowen/"
OWN = {"box"}  # loaded by every page


def test_every_script_of_the_search_is_joined_or_loaded_by_itself() -> None:
    folder = packaged("templates") / "theme" / FOLDER
    assert {file.stem.removeprefix("search-") for file in folder.glob("search-*.js")} == {*SEARCH_PARTS, *OWN}


def test_a_sites_own_part_stands_in_the_joined_file(tmp_path: Path) -> None:
    own = tmp_path / "templates/theme" / FOLDER / "search-fold.js"
    own.parent.mkdir(parents=True)
    own.write_text("// ours\n", encoding="utf-8")
    files = {file.path: file.data for file in theme_files(tmp_path)}
    assert files[f"{FOLDER}search.js"].startswith(b"// ours\n\n")
    assert not {f"{FOLDER}search-{part}.js" for part in SEARCH_PARTS} & files.keys()
