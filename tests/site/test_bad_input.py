"""Bad input: each gives one finding with path, line, code and remedy; the rest of the site is built; the status is the
contract's.
"""

import json
import os
import re
import shutil
import sys
from pathlib import Path

import pytest

from tests.site_folder import one_text, tiaowen, tree

pytestmark = pytest.mark.site
GOOD = "binzhou-binbanzi-2019-68.txt"


@pytest.fixture
def folder(copy_of_one: Path) -> Path:
    """A site that is built, with one good text."""
    return copy_of_one


@pytest.fixture
def unbuilt(tmp_path: Path) -> Path:
    """The same before it is built."""
    return one_text(tmp_path / "site")


def findings(folder: Path) -> list[dict[str, object]]:
    done = tiaowen(folder, "check", "--format", "json")
    assert done.stdout.startswith("["), done.stderr
    found: list[dict[str, object]] = json.loads(done.stdout)
    return found


BAD = {
    "empty.txt": (b"", "R001"),
    "blank.txt": ("  \n\u3000\n\ufeff".encode(), "P001"),
    "binary.txt": (bytes(range(256)) * 8, "R002"),
    "deck.pptx": (b"PK\x03\x04" + b"\0" * 64 + b"ppt/presentation.xml", "R005"),
    "news.txt": ("本报讯 昨天下了雨。\n".encode(), "P001"),
}


def test_bad_files_cost_only_themselves(folder: Path) -> None:
    for name, (data, _) in BAD.items():
        (folder / "docs_src/policies" / name).write_bytes(data)
    errors = [item for item in findings(folder) if item["severity"] == "error"]
    assert [(item["path"], item["code"]) for item in errors] == [(f"docs_src/policies/{name}", code) for name,
                                                                 (_, code) in sorted(BAD.items())]
    assert all(item["remedy"] for item in errors)
    done = tiaowen(folder, "build")
    assert done.returncode == 1
    assert [page.name for page in (folder / "site/p").glob("*.html")] == ["binbanzi-2019-68.html"]


@pytest.mark.skipif(sys.platform != "linux", reason="elsewhere every file name can be told in Unicode")
def test_a_file_name_that_is_no_utf_8_costs_only_its_file(folder: Path) -> None:
    name = os.fsdecode("意见.txt".encode("gb18030"))
    shutil.copy(folder / "docs_src/policies" / GOOD, folder / "docs_src/policies" / name)
    written = name.encode("utf-8", "backslashreplace").decode()
    assert [(item["path"], item["code"]) for item in findings(folder)
            if item["severity"] == "error"] == [(f"docs_src/policies/{written}", "R016")]
    assert tiaowen(folder, "build").returncode == 1
    assert [page.name for page in (folder / "site/p").glob("*.html")] == ["binbanzi-2019-68.html"]


@pytest.mark.parametrize(("template", "text"), [("templates/pages/policy.md.j2", "{{ 1 // 0 }}"),
                                                ("templates/theme/main.html", "{% endfor %}")])
def test_a_mistake_in_a_template_of_the_site_is_told_with_its_line(folder: Path, template: str, text: str) -> None:
    (folder / template).parent.mkdir(parents=True)
    (folder / template).write_text(f"\n\n{text}", encoding="utf-8")
    done = tiaowen(folder, "build")
    assert done.returncode == 2
    assert f"{template}:3: K017 error: " in done.stderr and "Traceback" not in done.stderr


def test_a_folder_without_texts_leaves_the_last_site(folder: Path) -> None:
    before = tree(folder / "site")
    (folder / "empty").mkdir()
    done = tiaowen(folder, "build", "--sources", "empty")
    assert done.returncode == 1
    assert "K008" in done.stderr
    assert "没有更新" in done.stdout
    assert tree(folder / "site") == before


def test_an_unknown_sidecar_key_has_its_line_and_the_nearest_known_one(unbuilt: Path) -> None:
    sidecar = unbuilt / "docs_src/policies" / GOOD.replace(".txt", ".yml")
    sidecar.write_text("source_url: https://example.org/\nisue_date: 2019-12-31\n", encoding="utf-8")
    done = tiaowen(unbuilt, "check")
    assert done.returncode == 1
    assert f"docs_src/policies/{sidecar.name}:2:1: K001 error:" in done.stdout
    assert "issue_date" in done.stdout
    assert "    2 | isue_date: 2019-12-31\n      | ^" in done.stdout


def test_the_same_number_and_issuer_twice_is_one_document_and_one_held(folder: Path) -> None:
    shutil.copy(folder / "docs_src/policies" / GOOD, folder / "docs_src/policies/zz-copy.txt")
    assert [item["code"] for item in findings(folder) if item["code"] == "L001"] == ["L001"]
    tiaowen(folder, "build")
    assert len(list((folder / "site/p").glob("*.html"))) == 1


def test_an_alias_of_two_agencies_stops_before_anything_is_built(folder: Path) -> None:
    entry = "- id: {0}\n  name: {0}\n  aliases: [重名办]\n"
    (folder / "site_config/agencies.yml").write_text(entry.format("a") + entry.format("b"), encoding="utf-8")
    before = tree(folder / "site")
    done = tiaowen(folder, "build")
    assert done.returncode == 2
    assert "site_config/agencies.yml:" in done.stderr
    assert tree(folder / "site") == before


def test_a_name_of_a_hand_written_page_that_no_system_can_hold_is_told(folder: Path) -> None:
    (folder / "docs_src/pages").mkdir()
    (folder / "docs_src/pages/说明.md").write_text("# 说明\n", encoding="utf-8")
    done = tiaowen(folder, "build")
    assert done.returncode == 1
    assert "docs_src/pages/说明.md: S008" in done.stderr
    assert (folder / "site/index.html").is_file()


def test_a_hand_written_page_that_cannot_be_made_is_told_and_left_out(folder: Path) -> None:
    (folder / "docs_src/pages").mkdir()
    (folder / "docs_src/pages/contact.md").write_bytes("# 联系我们\n\n地址\n".encode("gb18030"))
    (folder / "docs_src/pages/help.md").write_bytes("\ufeff# 帮助\n".encode())
    (folder / "docs_src/pages/odd.md").write_text("---\ntemplate: gone.html\n---\n# 怪\n", encoding="utf-8")
    done = tiaowen(folder, "build")
    assert done.returncode == 1
    assert "docs_src/pages/odd.md: S014 error: " in done.stderr and not (folder / "site/odd.html").exists()
    assert "docs_src/pages/contact.md: S012 error: 手写页面不是 UTF-8" in done.stderr and "Traceback" not in done.stderr
    assert (folder / "site/help.html").is_file() and not (folder / "site/contact.html").exists()


def test_a_text_on_which_the_program_fails_costs_only_itself(unbuilt: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    from tiaowen.pipeline import document

    real = document.parse

    def failing(text, catalog):  # type: ignore[no-untyped-def]
        if text.source.path.endswith("other.txt"):
            raise KeyError("\x1b[31m")
        return real(text, catalog)

    monkeypatch.setattr(document, "parse", failing)
    shutil.copy(unbuilt / "docs_src/policies" / GOOD, unbuilt / "docs_src/policies/other.txt")
    done = tiaowen(unbuilt, "build", "--no-site", "--jobs", "1")
    assert done.returncode == 1 and "other.txt: R092" in done.stderr and "\x1b" not in done.stderr
    assert [page.name for page in (unbuilt / "build/docs/p").glob("*.md")] == ["binbanzi-2019-68.md"]


@pytest.mark.skipif(os.name == "nt", reason="making links needs rights there")
def test_a_link_out_of_the_folder_is_told_and_not_published(unbuilt: Path) -> None:
    secret = unbuilt.with_name("secret.txt")
    shutil.copy(unbuilt / "docs_src/policies" / GOOD, secret)
    (unbuilt / "docs_src/policies/link.txt").symlink_to(secret)
    (unbuilt / "docs_src/policies/more").symlink_to(unbuilt.parent)
    told = {(item["path"], item["code"]) for item in findings(unbuilt) if item["severity"] == "error"}
    assert told == {("docs_src/policies/link.txt", "R093"), ("docs_src/policies/more", "R093")}


@pytest.mark.parametrize("options", [
    ("build", "--out", "/"), ("build", "--out", ".."),
    ("build", "--site-url", "https://["), ("build", "--jobs", "9999999999"), ("serve", "--port", "0"),
    ("build", "--offline-zip", f"docs_src/policies/{GOOD}"), ("build", "--report", f"docs_src/policies/{GOOD}"),
    ("build", "--no-site", "--offline-zip", "x.zip"), ("cite", "p/a.html", "--accessed", "2023-02-30"),
    ("cite", "p/a.html", "--accessed", "明天"),
])
def test_wrong_options_end_with_a_sentence(unbuilt: Path, options: tuple[str, ...]) -> None:
    done = tiaowen(unbuilt, *options)
    assert done.returncode == 2 and "Traceback" not in done.stderr and done.stderr.strip()


def test_a_width_that_is_none_is_asked_of_the_terminal(unbuilt: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("COLUMNS", "²")
    assert tiaowen(unbuilt, "build", "--no-site").returncode == 0


@pytest.mark.parametrize("given", ["99999999999999999999", "soon", "-1", "²"])
def test_a_clock_that_is_none_ends_with_a_sentence(unbuilt: Path, given: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("SOURCE_DATE_EPOCH", given)
    done = tiaowen(unbuilt, "build", "--no-site")
    assert done.returncode == 2 and "K023" in done.stderr


def test_a_terminal_is_never_commanded(unbuilt: Path) -> None:
    done = tiaowen(unbuilt, "inspect", "no\x1b]0;x\x07such.txt")
    assert done.returncode == 2 and "\x1b" not in done.stderr + done.stdout


def test_a_doctor_says_what_is_wrong_and_what_mends_it(folder: Path) -> None:
    assert tiaowen(folder, "freeze").returncode == 0
    assert tiaowen(folder, "doctor").returncode == 0
    names = folder / "site_config/permalinks/names.jsonl"
    names.write_bytes(names.read_bytes()[:-20])
    (folder / "docs_src/policies/alone.yml").write_text("title: 甲\n", encoding="utf-8")
    (folder / "requirements.txt").write_text("tiaowen==0.0.1\n", encoding="utf-8")
    (folder / ".site.new").mkdir()
    done = tiaowen(folder, "doctor")
    assert done.returncode == 1
    assert {"D001", "D003", "D004", "K021", "L105"} <= set(done.stdout.replace(":", " ").split())


@pytest.mark.skipif(os.name == "nt", reason="no pipes in folders there")
def test_what_is_no_file_is_told_and_never_waited_for(unbuilt: Path) -> None:
    texts, good = unbuilt / "docs_src/policies", (unbuilt / "docs_src/policies" / GOOD).read_bytes()
    os.mkfifo(texts / "pipe.txt")
    (texts / "gone.txt").symlink_to("nowhere.txt")
    for number, name in enumerate(("odd", "named")):
        (texts / f"{name}.txt").write_bytes(good.replace("68号".encode(), f"7{number}号".encode()))
    os.mkfifo(texts / "odd.yml")
    for name in ("named.yaml", "odd.txt.yml"):
        (texts / name).write_text("publish: false\n", encoding="utf-8")
    pages = unbuilt / "docs_src/pages"
    pages.mkdir()
    os.mkfifo(pages / "pipe.md")
    for name in ("About.md", "Policies.md"):
        (pages / name).write_text("# 甲\n", encoding="utf-8")
    done = tiaowen(unbuilt, "build", "--no-site")
    assert done.returncode == 1
    told = {tuple(line.partition(" error:")[0].split(": ")) for line in done.stderr.splitlines() if " error: " in line}
    assert told == {
        ("docs_src/policies/pipe.txt", "R091"), ("docs_src/policies/gone.txt", "R091"),
        ("docs_src/policies/odd.yml", "K003"),
        ("docs_src/policies/named.yaml", "K027"), ("docs_src/policies/odd.txt.yml", "K027"),
        ("docs_src/pages/pipe.md", "R091"),
        ("docs_src/pages/About.md", "S008"),
        ("docs_src/pages/Policies.md", "S008")}
    assert "8 个错误（docs_src/" in done.stdout
    for command in ("check", "doctor"):  # the same words, the same number
        done = tiaowen(unbuilt, command)
        assert "8 个错误（docs_src/" in done.stdout + done.stderr


@pytest.mark.parametrize(("text", "line"), [
    ("a: b\n", 1), ("# 检索\n- x\n", 2), ("- {}\n", 1), ("- {query: 甲, find: [p/a.html]}\n", 1),
    ("- {query: 甲, finds: p/a.html}\n", 1),
])
def test_queries_that_are_none_are_told_before_there_is_a_site(unbuilt: Path, text: str, line: int) -> None:
    (unbuilt / "site_config/queries.yml").write_text(text, encoding="utf-8")
    told = [(item["path"], item["line"], item["code"][0]) for item in findings(unbuilt) if item["severity"] == "error"]
    assert told == [("site_config/queries.yml", line, "K")]


@pytest.mark.parametrize("data", [b"a\tb\n", bytes(range(256)), "370000\tx\t山东省\n".encode()])
def test_a_table_of_places_that_is_none_is_told_with_its_line(unbuilt: Path, data: bytes) -> None:
    (unbuilt / "site_config/places.tsv").write_bytes(data)
    done = tiaowen(unbuilt, "check")
    assert done.returncode == 2 and "site_config/places.tsv" in done.stderr and "K025" in done.stderr


@pytest.mark.skipif(os.name == "nt", reason="making links needs rights there")
@pytest.mark.parametrize("place", ["templates", "site_config/agencies.yml", "site_config/permalinks/policies"])
def test_registries_templates_and_the_ledger_lie_in_the_folder(unbuilt: Path, place: str) -> None:
    outside = unbuilt.with_name(f"{unbuilt.name}-outside")
    outside.mkdir()
    (unbuilt / place).parent.mkdir(exist_ok=True)
    (unbuilt / place).symlink_to(outside)
    for command in ("freeze", "check"):
        done = tiaowen(unbuilt, command)
        assert done.returncode == 2 and f"{place}: " in done.stderr
    assert not list(outside.iterdir())


@pytest.mark.parametrize(("place", "what"), [
    ("names.jsonl", '{"kind":"agency","id":"../../x","name":"甲"}'), ("policies/a-1.jsonl", '{"kind":' + "[" * 100_000),
    ("policies", "甲"),
    ("names.jsonl", None), ("policies/a-1.jsonl", None), ("versions/a-1--2020.1.json", None),
])
def test_what_does_not_belong_in_the_ledger_is_told(unbuilt: Path, place: str, what: str | None) -> None:
    file = unbuilt / "site_config/permalinks" / place
    (file if what is None else file.parent).mkdir(parents=True)
    if what is not None:
        file.write_text(f"{what}\n", encoding="utf-8")
    done = tiaowen(unbuilt, "check")
    assert done.returncode == 1 and f"site_config/permalinks/{place}" in done.stdout and "L100" in done.stdout


@pytest.mark.parametrize("place", ["build", "build/docs", "build/cache"])
def test_a_file_in_the_place_of_a_folder_ends_with_a_sentence(unbuilt: Path, place: str) -> None:
    shutil.rmtree(unbuilt / place, ignore_errors=True)
    (unbuilt / place).parent.mkdir(exist_ok=True)
    (unbuilt / place).write_text("甲", encoding="utf-8")
    done = tiaowen(unbuilt, "build", "--no-site")
    assert done.returncode == 1 and "K014" in done.stderr


@pytest.mark.parametrize(("text", "told"), [
    ("title: 关于: 甲\n", "又有冒号"), ("title: @甲\n", "加引号"), ("title: '甲\n", "没有配对"),
    ("title: 甲\n---\n", "两份"),
    ("<<<<<<< HEAD\ntitle: 甲\n=======\ntitle: 乙\n>>>>>>> other\n", "冲突"),
    ("? [甲]\n: 乙\n", "键应是文字"), ("title: [甲\n", "没有配对"), ('title: "\\q"\n', "单引号"),
])
def test_mistakes_in_a_sidecar_are_told_in_chinese(unbuilt: Path, text: str, told: str) -> None:
    (unbuilt / "docs_src/policies" / GOOD).with_suffix(".yml").write_text(text, encoding="utf-8")
    (found,) = (item for item in findings(unbuilt) if item["code"] == "K003")
    assert told in str(found["message"]) and not re.search("[a-z]{4}", str(found["message"]))
