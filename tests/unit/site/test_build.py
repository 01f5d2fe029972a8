"""MkDocs run beside the last good site, then swapped in: real MkDocs, a small hand-made build folder."""

from pathlib import Path

import pytest
from tiaowen.config import Settings
from tiaowen.diagnostics import ConfigurationError
from tiaowen.site.build import build_site, configuration_file

SETTINGS = Settings(site_name="试验库", site_url="https://x.example/repo/")
PAGES = (
    "index", "policies", "agencies", "industries", "places", "targets", "incentives", "deadlines", "compare",
    "citations", "data", "search",
    "about",
)
EPOCH = 1_700_000_000


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    theme = tmp_path / "build/theme/assets/tiaowen"
    theme.mkdir(parents=True)
    for name in ("site.css", "site.js"):
        (theme / name).write_text("", encoding="utf-8")
    (tmp_path / "build/docs/p").mkdir(parents=True)
    for name in PAGES:
        (tmp_path / f"build/docs/{name}.md").write_text(f"# {name}\n", encoding="utf-8")
    document = "# 文件\n\n## 一、总则 {#c-1}\n\n正文。\n{: #c-1-p1 .clause }\n\n[家](../index.md)\n"
    (tmp_path / "build/docs/p/a.md").write_text(document, encoding="utf-8")
    return tmp_path


def tree(root: Path) -> dict[str, bytes]:
    return {p.relative_to(root).as_posix(): p.read_bytes() for p in root.rglob("*") if p.is_file()}


def test_a_folder_without_mkdocs_yml_is_built_with_the_packaged_one(folder: Path) -> None:
    assert build_site(folder, folder / "site", SETTINGS, epoch=EPOCH) == []
    page = (folder / "site/p/a.html").read_text(encoding="utf-8")
    assert 'id="c-1"' in page
    assert 'id="c-1-p1"' in page
    assert "<title>文件 - 试验库</title>" in page
    assert 'href="https://x.example/repo/p/a.html"' in page
    assert configuration_file(folder, SETTINGS) == folder / "build/mkdocs.yml"


def test_what_no_page_uses_is_not_shipped(folder: Path) -> None:
    build_site(folder, folder / "site", SETTINGS, epoch=EPOCH)
    names = tree(folder / "site")
    assert not [name for name in names if name.endswith(".map") or "lunr" in name or "workers" in name
                or name.startswith("search/")]


def test_two_builds_are_the_same_bytes_and_the_second_keeps_time_stamps(folder: Path) -> None:
    build_site(folder, folder / "site", SETTINGS, epoch=EPOCH)
    first = tree(folder / "site")
    stamp = (folder / "site/p/a.html").stat().st_mtime_ns
    (folder / "build/docs/about.md").write_text("# 改了\n", encoding="utf-8")
    build_site(folder, folder / "site", SETTINGS, epoch=EPOCH)
    second = tree(folder / "site")
    assert [name for name in first if first[name] != second[name]] == ["about.html"]
    assert (folder / "site/p/a.html").stat().st_mtime_ns == stamp
    assert not [p.name for p in folder.iterdir() if p.name.startswith(".site")]


def test_a_warning_of_mkdocs_is_a_finding_at_its_page(folder: Path) -> None:
    (folder / "build/docs/p/a.md").write_text("# 文件\n\n[坏](none.md) [锚](../index.md#nope)\n", encoding="utf-8")
    found = build_site(folder, folder / "site", SETTINGS, epoch=EPOCH)
    assert [(item.path, item.code, item.severity) for item in found] == [("build/docs/p/a.md", "S001", "warning")] * 2
    assert not [item for item in found if str(folder) in item.message]


def test_the_last_good_site_stays_when_mkdocs_cannot_build(folder: Path) -> None:
    build_site(folder, folder / "site", SETTINGS, epoch=EPOCH)
    before = tree(folder / "site")
    (folder / "mkdocs.yml").write_text("site_name: x\ndocs_dir: build/docs\nplugins: [no-such-plugin]\n",
                                       encoding="utf-8")
    with pytest.raises(ConfigurationError, match="K006"):
        build_site(folder, folder / "site", SETTINGS, epoch=EPOCH)
    assert tree(folder / "site") == before


def test_a_build_that_died_between_the_two_renames_is_mended(folder: Path) -> None:
    build_site(folder, folder / "site", SETTINGS, epoch=EPOCH)
    before = tree(folder / "site")
    (folder / "site").rename(folder / ".site.old")
    (folder / ".site.new").mkdir()
    (folder / "mkdocs.yml").write_text("site_name: [\n", encoding="utf-8")
    with pytest.raises(ConfigurationError):
        build_site(folder, folder / "site", SETTINGS, epoch=EPOCH)
    assert tree(folder / "site") == before


def test_a_folder_of_somebody_else_is_not_replaced(folder: Path) -> None:
    (folder / "documents").mkdir()
    (folder / "documents/letter.txt").write_text("mine", encoding="utf-8")
    for out in (folder / "documents", folder, folder.parent):
        with pytest.raises(ConfigurationError, match="K007"):
            build_site(folder, out, SETTINGS, epoch=EPOCH)
    assert (folder / "documents/letter.txt").read_text(encoding="utf-8") == "mine"
