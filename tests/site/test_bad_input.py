"""Bad input: each gives one finding with path, line, code and remedy; the rest of the site is built; the status is the
contract's.
"""

import os
import shutil
import sys
from pathlib import Path

import pytest

from tests.site_folder import ONE, findings, tiaowen, tree

pytestmark = pytest.mark.site

BAD = {
    "empty.txt": (b"", "R001"),
    "blank.txt": ("  \n\u3000\n\ufeff".encode(), "P001"),
    "binary.txt": (bytes(range(256)) * 8, "R002"),
    "deck.pptx": (b"PK\x03\x04" + b"\0" * 64 + b"ppt/presentation.xml", "R005"),
    "news.txt": ("本报讯 昨天下了雨。\n".encode(), "P001"),
}


def test_bad_files_cost_only_themselves(copy_of_one: Path) -> None:
    for name, (data, _) in BAD.items():
        (copy_of_one / "docs_src/policies" / name).write_bytes(data)
    errors = [item for item in findings(copy_of_one) if item["severity"] == "error"]
    assert [(item["path"], item["code"]) for item in errors] == [(f"docs_src/policies/{name}", code) for name,
                                                                 (_, code) in sorted(BAD.items())]
    assert all(item["remedy"] for item in errors)
    done = tiaowen(copy_of_one, "build")
    assert done.returncode == 1
    assert [page.name for page in (copy_of_one / "site/p").glob("*.html")] == ["binbanzi-2019-68.html"]


@pytest.mark.skipif(sys.platform != "linux", reason="elsewhere every file name can be told in Unicode")
def test_a_file_name_that_is_no_utf_8_costs_only_its_file(copy_of_one: Path) -> None:
    name = os.fsdecode("意见.txt".encode("gb18030"))
    shutil.copy(copy_of_one / "docs_src/policies" / ONE, copy_of_one / "docs_src/policies" / name)
    written = name.encode("utf-8", "backslashreplace").decode()
    assert [(item["path"], item["code"]) for item in findings(copy_of_one)
            if item["severity"] == "error"] == [(f"docs_src/policies/{written}", "R016")]
    assert tiaowen(copy_of_one, "build").returncode == 1
    assert [page.name for page in (copy_of_one / "site/p").glob("*.html")] == ["binbanzi-2019-68.html"]


@pytest.mark.parametrize(("template", "text"), [("templates/pages/policy.md.j2", "{{ 1 // 0 }}"),
                                                ("templates/theme/main.html", "{% endfor %}")])
def test_a_mistake_in_a_template_of_the_site_is_told_with_its_line(copy_of_one: Path, template: str, text: str) -> None:
    (copy_of_one / template).parent.mkdir(parents=True)
    (copy_of_one / template).write_text(f"\n\n{text}", encoding="utf-8")
    done = tiaowen(copy_of_one, "build")
    assert done.returncode == 2
    assert f"{template}:3: K017 error: " in done.stderr and "Traceback" not in done.stderr


def test_a_folder_without_texts_leaves_the_last_site(copy_of_one: Path) -> None:
    before = tree(copy_of_one / "site")
    (copy_of_one / "empty").mkdir()
    done = tiaowen(copy_of_one, "build", "--sources", "empty")
    assert done.returncode == 1
    assert "K008" in done.stderr
    assert "没有更新" in done.stdout
    assert tree(copy_of_one / "site") == before


def test_the_same_number_and_issuer_twice_is_one_document_and_one_held(copy_of_one: Path) -> None:
    shutil.copy(copy_of_one / "docs_src/policies" / ONE, copy_of_one / "docs_src/policies/zz-copy.txt")
    assert [item["code"] for item in findings(copy_of_one) if item["code"] == "L001"] == ["L001"]
    tiaowen(copy_of_one, "build")
    assert len(list((copy_of_one / "site/p").glob("*.html"))) == 1


def test_a_name_of_a_hand_written_page_that_no_system_can_hold_is_told(copy_of_one: Path) -> None:
    (copy_of_one / "docs_src/pages").mkdir()
    (copy_of_one / "docs_src/pages/说明.md").write_text("# 说明\n", encoding="utf-8")
    done = tiaowen(copy_of_one, "build")
    assert done.returncode == 1
    assert "docs_src/pages/说明.md: S008" in done.stderr
    assert (copy_of_one / "site/index.html").is_file()


def test_a_hand_written_page_that_cannot_be_made_is_told_and_left_out(copy_of_one: Path) -> None:
    (copy_of_one / "docs_src/pages").mkdir()
    (copy_of_one / "docs_src/pages/contact.md").write_bytes("# 联系我们\n\n地址\n".encode("gb18030"))
    (copy_of_one / "docs_src/pages/help.md").write_bytes("\ufeff# 帮助\n".encode())
    (copy_of_one / "docs_src/pages/odd.md").write_text("---\ntemplate: gone.html\n---\n# 怪\n", encoding="utf-8")
    done = tiaowen(copy_of_one, "build")
    assert done.returncode == 1
    assert "docs_src/pages/odd.md: S014 error: " in done.stderr and not (copy_of_one / "site/odd.html").exists()
    assert "docs_src/pages/contact.md: S012 error: 手写页面不是 UTF-8" in done.stderr and "Traceback" not in done.stderr
    assert (copy_of_one / "site/help.html").is_file() and not (copy_of_one / "site/contact.html").exists()


def test_a_text_on_which_the_program_fails_costs_only_itself(unbuilt: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    from tiaowen.pipeline import document

    real = document.parse

    def failing(text, catalog):  # type: ignore[no-untyped-def]
        if text.source.path.endswith("other.txt"):
            raise KeyError("\x1b[31m")
        return real(text, catalog)

    monkeypatch.setattr(document, "parse", failing)
    shutil.copy(unbuilt / "docs_src/policies" / ONE, unbuilt / "docs_src/policies/other.txt")
    done = tiaowen(unbuilt, "build", "--no-site", "--jobs", "1")
    assert done.returncode == 1 and "other.txt: R092" in done.stderr and "\x1b" not in done.stderr
    assert [page.name for page in (unbuilt / "build/docs/p").glob("*.md")] == ["binbanzi-2019-68.md"]


@pytest.mark.skipif(os.name == "nt", reason="making links needs rights there")
def test_a_link_out_of_the_folder_is_told_and_not_published(unbuilt: Path) -> None:
    secret = unbuilt.with_name("secret.txt")
    shutil.copy(unbuilt / "docs_src/policies" / ONE, secret)
    (unbuilt / "docs_src/policies/link.txt").symlink_to(secret)
    (unbuilt / "docs_src/policies/more").symlink_to(unbuilt.parent)
    told = {(item["path"], item["code"]) for item in findings(unbuilt) if item["severity"] == "error"}
    assert told == {("docs_src/policies/link.txt", "R093"), ("docs_src/policies/more", "R093")}


@pytest.mark.parametrize("options", [
    ("build", "--out", "/"), ("build", "--out", ".."),
    ("build", "--site-url", "https://["), ("build", "--jobs", "9999999999"), ("serve", "--port", "0"),
    ("build", "--offline-zip", f"docs_src/policies/{ONE}"), ("build", "--report", f"docs_src/policies/{ONE}"),
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


def test_a_doctor_says_what_is_wrong_and_what_mends_it(copy_of_one: Path) -> None:
    assert tiaowen(copy_of_one, "freeze").returncode == 0
    assert tiaowen(copy_of_one, "doctor").returncode == 0
    names = copy_of_one / "site_config/permalinks/names.jsonl"
    names.write_bytes(names.read_bytes()[:-20])
    (copy_of_one / "docs_src/policies/alone.yml").write_text("title: 甲\n", encoding="utf-8")
    (copy_of_one / "requirements.txt").write_text("tiaowen==0.0.1\n", encoding="utf-8")
    (copy_of_one / ".site.new").mkdir()
    shutil.rmtree(copy_of_one / "site", ignore_errors=True)
    (copy_of_one / "site").mkdir()
    (copy_of_one / "site/letter.txt").write_text("甲", encoding="utf-8")
    done = tiaowen(copy_of_one, "doctor")
    assert done.returncode == 1
    assert {"D001", "D003", "D004", "K007", "K021", "L105"} <= set(done.stdout.replace(":", " ").split())
    done = tiaowen(copy_of_one, "build")
    assert done.returncode == 2 and "K007" in done.stderr and "生成页面" not in done.stderr, "told before the work"


@pytest.mark.skipif(os.name == "nt", reason="no pipes in folders there")
def test_what_is_no_file_is_told_and_never_waited_for(unbuilt: Path) -> None:
    texts, good = unbuilt / "docs_src/policies", (unbuilt / "docs_src/policies" / ONE).read_bytes()
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


@pytest.mark.parametrize("place", ["build", "build/docs", "build/cache"])
def test_a_file_in_the_place_of_a_folder_ends_with_a_sentence(unbuilt: Path, place: str) -> None:
    shutil.rmtree(unbuilt / place, ignore_errors=True)
    (unbuilt / place).parent.mkdir(exist_ok=True)
    (unbuilt / place).write_text("甲", encoding="utf-8")
    done = tiaowen(unbuilt, "build", "--no-site")
    assert done.returncode == 1 and "K014" in done.stderr
