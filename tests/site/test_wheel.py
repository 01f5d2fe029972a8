"""The built wheel, installed into a clean environment, builds a folder of texts; it holds what the program needs and
nothing of this site.
"""

import subprocess
import tarfile
import tomllib
import zipfile
from pathlib import Path

import pytest

from tests.clean_environment import build_wheel, clean_environment, run
from tests.made_once import made_once
from tests.site_folder import ROOT

TEXTS = sorted((ROOT / "docs_src" / "policies").glob("*.txt"))


@pytest.fixture(scope="module")
def program(wheel: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The Python of a clean environment with the wheel."""

    def make(folder: Path) -> None:
        run(clean_environment(folder / "env"), "-m", "pip", "install", "--quiet", "--no-index", wheel, folder=folder)

    return made_once(tmp_path_factory, "environment", make) / "env" / "bin" / "python"


def test_the_wheel_holds_templates_and_registries_and_nothing_of_this_site(wheel: Path) -> None:
    names = set(zipfile.ZipFile(wheel).namelist())
    held = {name.removeprefix("tiaowen/_data/") for name in names if name.startswith("tiaowen/_data/")}
    for folder in ("templates", "site_config"):
        for file in (ROOT / folder).rglob("*"):
            path = file.relative_to(ROOT).as_posix()
            if (
                file.is_file() and not path.startswith("site_config/permalinks/")
                and path not in {"site_config/site.yml", "site_config/queries.yml"}
            ):
                assert path in held, path
    assert "mkdocs.yml" in held
    assert not {name for name in held if name.startswith("site_config/permalinks") or name == "site_config/site.yml"}
    assert not {name for name in names if name.startswith(("tests/", "docs/", "build/"))}


def test_the_source_archive_is_reproducible_whole_and_gives_the_same_wheel(wheel: Path, tmp_path: Path) -> None:
    """To the byte, though built in another folder at another time."""
    first, second = (build_wheel(tmp_path / name, kind="sdist") for name in ("first", "second"))
    assert first.read_bytes() == second.read_bytes()
    with tarfile.open(first) as archive:
        archive.extractall(tmp_path / "unpacked", filter="data")
    (unpacked,) = (tmp_path / "unpacked").iterdir()
    held = {file.relative_to(unpacked).as_posix() for file in unpacked.rglob("*") if file.is_file()}
    tracked = set(subprocess.run(["git", "ls-files"], cwd=ROOT, capture_output=True, text=True,
                                 check=False).stdout.split())
    assert not {name for name in tracked - held
                if (ROOT / name).is_file()}, "in version control, and not in the source archive"
    assert build_wheel(tmp_path / "again", source=unpacked).read_bytes() == wheel.read_bytes()


@pytest.mark.site
def test_a_folder_of_texts_becomes_a_site(program: Path, tmp_path: Path) -> None:
    texts = tmp_path / "docs_src" / "policies"
    texts.mkdir(parents=True)
    for file in TEXTS[:2]:
        (texts / file.name).write_bytes(file.read_bytes())
    said = run(program, "-m", "tiaowen", "build", folder=tmp_path)
    assert str(tmp_path / "site" / "index.html") in said
    assert len([page for page in (tmp_path / "site" / "p").glob("*.html") if "--" not in page.name]) == 2
    located = run(program, "-c", "import tiaowen; print(tiaowen.__file__)", folder=tmp_path)
    assert str(program.parents[1]) in located, "the checkout was used, not the wheel"
    run(program, "-m", "tiaowen", "check", folder=tmp_path)
    assert {p.name for p in tmp_path.iterdir()} == {"build", "docs_src", "site"}


def test_version_is_that_of_the_package(program: Path, wheel: Path, tmp_path: Path) -> None:
    version = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]["version"]
    assert run(program, "-m", "tiaowen", "--version", folder=tmp_path) == f"tiaowen, version {version}\n"
    assert wheel.name == f"tiaowen-{version}-py3-none-any.whl"
