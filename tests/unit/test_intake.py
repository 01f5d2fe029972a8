"""``add``: a text and its sidecar into the site, nothing overwritten, no name that could leave the folder."""

from pathlib import Path

import pytest
from tiaowen.formats import FORMATS, SUFFIXES
from tiaowen.intake import GUIDES, AlreadyThereError, is_stray, safe_name, take_in, texts_in
from tiaowen.pipeline.sources import sources_below
from tiaowen.sidecar import read_sidecar
from tiaowen.site.write import hand_written


def test_text_and_sidecar(tmp_path: Path) -> None:
    (tmp_path / "通知.txt").write_text("一、正文", encoding="utf-8")
    url = "https://example.org/a?b='1'&c=#:"
    target = take_in(tmp_path / "通知.txt", tmp_path / "site", {"source_url": url, "retrieved": "2026-11-22"})
    assert target.read_bytes() == (tmp_path / "通知.txt").read_bytes()
    sidecar, found = read_sidecar(target, target.name)
    assert (sidecar.source_url, sidecar.retrieved, found) == (url, "2026-11-22", ())


def test_nothing_to_say_means_no_sidecar_and_again_is_no_error(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text("一", encoding="utf-8")
    for _ in range(2):
        target = take_in(tmp_path / "a.txt", tmp_path / "site", {})
    assert [p.name for p in target.parent.iterdir()] == ["a.txt"]


def test_what_is_missing_stands_in_the_sidecar_to_be_filled_in_and_is_not_written_twice(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text("一", encoding="utf-8")
    target = take_in(tmp_path / "a.txt", tmp_path / "site", {"title": "甲"}, "# doc_number: 威发〔2023〕3号\n")
    beside = target.with_suffix(".yml")
    assert beside.read_text(encoding="utf-8") == "title: 甲\n# doc_number: 威发〔2023〕3号\n"
    beside.write_text("title: 乙\n", encoding="utf-8")
    take_in(tmp_path / "a.txt", tmp_path / "site", {}, "# title: 标题\n")
    assert beside.read_text(encoding="utf-8") == "title: 乙\n"
    sidecar, found = read_sidecar(target, target.name)
    assert (sidecar.title, found) == ("乙", ())
    beside.write_text(f"{GUIDES[0]}\n# title: 标题\n", encoding="utf-8")  # nobody has filled anything in
    take_in(tmp_path / "a.txt", tmp_path / "site", {"title": "丙"}, "# doc_number: 威发〔2023〕3号\n")
    assert beside.read_text(encoding="utf-8").startswith("title: 丙\n")


def test_another_text_of_that_name_is_not_overwritten(tmp_path: Path) -> None:
    (tmp_path / "site").mkdir()
    (tmp_path / "site/a.txt").write_text("旧", encoding="utf-8")
    (tmp_path / "a.txt").write_text("新", encoding="utf-8")
    with pytest.raises(AlreadyThereError, match="a.txt"):
        take_in(tmp_path / "a.txt", tmp_path / "site", {})
    assert (tmp_path / "site/a.txt").read_text(encoding="utf-8") == "旧"


def test_a_sidecar_that_people_wrote_is_not_overwritten(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text("一", encoding="utf-8")
    (tmp_path / "a.yml").write_text("title: 手写\n", encoding="utf-8")
    with pytest.raises(AlreadyThereError, match="a.yml"):
        take_in(tmp_path / "a.txt", tmp_path, {"source_url": "https://example.org/"})


@pytest.mark.parametrize("values", [{"source_url": "example.org"}, {"retrieved": "昨天"}])
def test_a_value_that_does_not_fit_is_refused_before_anything_is_written(tmp_path: Path,
                                                                         values: dict[str, str]) -> None:
    (tmp_path / "a.txt").write_text("一", encoding="utf-8")
    with pytest.raises(ValueError, match="regex"):
        take_in(tmp_path / "a.txt", tmp_path / "site", values)
    assert not (tmp_path / "site").exists()


@pytest.mark.parametrize("name", ["CON.txt", "aux .txt", "-nul-.txt", "lpt1"])
def test_a_name_that_windows_keeps_for_itself_is_refused(tmp_path: Path, name: str) -> None:
    """As it is written, and as it would be once what no system can hold is taken out."""
    (tmp_path / name).write_text("一", encoding="utf-8")
    with pytest.raises(ValueError, match="Windows"):
        take_in(tmp_path / name, tmp_path / "site", {})
    assert not (tmp_path / "site").exists()


def test_a_folder_gives_every_text_in_it_and_passes_over_the_rest(tmp_path: Path) -> None:
    for name in ("b.txt", "a.HTML", "a_files/style.css", "a_files/logo.png", "下级/c.docx", ".hidden.txt", "b.yml"):
        (tmp_path / name).parent.mkdir(exist_ok=True)
        (tmp_path / name).write_bytes(b"x")
    assert [file.relative_to(tmp_path).as_posix() for file in texts_in(tmp_path)] == ["a.HTML", "b.txt", "下级/c.docx"]
    assert texts_in(tmp_path / "a_files/logo.png") == [tmp_path / "a_files/logo.png"]
    assert {suffix for row in FORMATS.values() if row.reader for suffix in row.suffixes} == SUFFIXES


@pytest.mark.parametrize(("name", "safe"), [
    ("关于印发〈办法〉的通知: 全文.HTML", "关于印发-办法-的通知-全文.html"), ("../../x.txt", "x.txt"), (".txt", "txt"),
    ("a\x00b.txt", "a-b.txt"),
    ("长" * 200 + ".txt", "长" * 80 + ".txt"), ("weifa-2023-3.txt", "weifa-2023-3.txt"),
])
def test_names_fit_every_system(name: str, safe: str) -> None:
    assert safe_name(name) == safe


@pytest.mark.parametrize("name", [".DS_Store", "._通知.docx", "~$通知.docx", "desktop.ini", "Thumbs.db"])
def test_what_a_system_leaves_in_a_folder_is_no_text(tmp_path: Path, name: str) -> None:
    for file in (name, "通知.docx", "~通知.docx", "thumbs.txt"):
        (tmp_path / file).write_bytes(b"")
    assert is_stray(tmp_path / name)
    below = sources_below(tmp_path, tmp_path).texts
    assert [file.name for file in texts_in(tmp_path)] == [file.name for file in below] == [
        "thumbs.txt", "~通知.docx", "通知.docx"]


@pytest.mark.parametrize(("name", "there", "remedy"), [
    ("通知.txt.yml", "", "改名为 通知.yml"), ("通知.yaml", "", "改名为 通知.yml"),
    ("通知.txt.yaml", "", "改名为 通知.yml"),
    ("通知.yml.txt", "", "改名为 通知.yml"), ("通知.YML", "", "改名为 通知.yml"), ("A.yml", "", "改名为 a.yml"),
    ("通知.txt.yml", "通知.yml", "已有 通知.yml：把里面的内容并进去，再删去它"),
])
def test_a_sidecar_under_another_name_is_told_its_right_one(tmp_path: Path, name: str, there: str,
                                                            remedy: str) -> None:
    """What it says would be missed: ``publish: false`` for one."""
    for file in ("通知.txt", "a.txt", name, there or name):
        (tmp_path / file).write_bytes(b"")
    below = sources_below(tmp_path, tmp_path)
    assert [(item.code, item.path, item.remedy) for item in below.findings] == [("K027", name, remedy)]
    assert not below.lone and [file.name for file in below.texts] == ["a.txt", "通知.txt"]


def test_a_text_whose_name_looks_like_a_sidecar_is_read(tmp_path: Path) -> None:
    for file in ("通知.txt", "别的.yml.txt", "第三.yml"):
        (tmp_path / file).write_bytes(b"")
    below = sources_below(tmp_path, tmp_path)
    assert [file.name for file in below.texts] == ["别的.yml.txt", "通知.txt"]
    assert [file.name for file in below.lone] == ["第三.yml"] and not below.findings


def test_a_file_that_cannot_be_looked_at_costs_itself(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("a.txt", "b.txt", "c.txt"):
        (tmp_path / name).write_text("一、甲。", encoding="utf-8")
    as_it_is = Path.is_file

    def is_file(path: Path) -> bool:  # in a folder that may be listed and not entered
        if path.name == "b.txt":
            raise PermissionError(13, "x", str(path))
        return as_it_is(path)

    monkeypatch.setattr(Path, "is_file", is_file)
    below, (_, found) = sources_below(tmp_path, tmp_path), hand_written(tmp_path, ".")
    assert [file.name for file in below.texts] == ["a.txt", "c.txt"]
    assert [(item.code, item.path) for item in below.findings] == [("R091", "b.txt")]
    assert ("R091", "./b.txt") in [(item.code, item.path) for item in found]
