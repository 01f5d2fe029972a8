"""The command line: exit status, what goes where, messages for every failing first step. The pipeline itself is
replaced.
"""

import errno
import json
import os
import sys
from pathlib import Path

import pytest
from tiaowen import cli, pipeline
from tiaowen.diagnostics import ConfigurationError, finding
from tiaowen.model import Diagnostic

ROOT = Path(__file__).parents[2]
ERROR = finding("K005", path="site_config/agencies.yml", line=3, col=5, id="x")
WARNING = finding("S001", path="build/docs/p/a.md", detail="链接")
INFO = finding("K005", severity="info", id="y")


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    (tmp_path / "docs_src/policies").mkdir(parents=True)
    monkeypatch.chdir(tmp_path)
    return tmp_path


def answer(monkeypatch: pytest.MonkeyPatch, *found: Diagnostic, built: bool = True) -> None:
    result = pipeline.Result(findings=found, documents={"published": 1, "held": 0, "refused": 0},
                             seconds={"read": 0.1}, built=built)
    monkeypatch.setattr(pipeline, "build", lambda request, progress: result)
    monkeypatch.setattr(pipeline, "check", lambda request, progress: result)


@pytest.mark.parametrize(("found", "options", "status"), [
    ((), [], 0), ((INFO,), ["--strict"], 0), ((WARNING,), [], 0), ((WARNING,), ["--strict"], 1), ((ERROR,), [], 1),
])
@pytest.mark.parametrize("command", ["build", "check"])
def test_exit_status(
    folder: Path, monkeypatch: pytest.MonkeyPatch, command: str, found: tuple[Diagnostic, ...],
    options: list[str], status: int,
) -> None:
    answer(monkeypatch, *found)
    assert cli.run([command, *options]) == status


@pytest.mark.parametrize("arguments", [
    ["no-such-command"], ["build", "--no-such-option"], ["inspect"], ["inspect", "absent.txt"],
    ["serve", "--port", "0"],
    ["check", "--format", "sarif"], ["build", "--config", "absent.yml"], ["build", "--jobs", "-1"],
    ["init", ""], ["build", "--out", ""], ["check", "--sources", ""],
])
def test_wrong_usage_is_2(folder: Path, arguments: list[str]) -> None:
    assert cli.run(arguments) == 2


def test_wrong_configuration_is_2_and_names_the_line(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (folder / "site_config").mkdir()
    (folder / "site_config/site.yml").write_text("site_nam: x\n", encoding="utf-8")
    assert cli.run(["build"]) == 2
    shown = capsys.readouterr()
    assert shown.out == ""
    assert shown.err.startswith("site_config/site.yml:1:1: K001 error:")
    assert "site_name" in shown.err
    assert "    1 | site_nam: x" in shown.err


def test_the_wrong_folder_is_told_what_to_do(tmp_path: Path, monkeypatch: pytest.MonkeyPatch,
                                             capsys: pytest.CaptureFixture[str]) -> None:
    monkeypatch.chdir(tmp_path)
    for command in (["build"], ["check"], ["serve"], ["freeze"]):
        assert cli.run(command) == 2
        assert "tiaowen init" in capsys.readouterr().err
    assert not list(tmp_path.iterdir())


@pytest.mark.parametrize(("where", "there"), [(".", "my-site"), ("my-site/docs_src/policies", str(Path("..", "..")))])
@pytest.mark.parametrize("command", [["build"], ["check"], ["add", "a.txt"], ["freeze"]])
def test_beside_the_site_folder_the_way_into_it_is_told(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str], where: str, there: str,
    command: list[str],
) -> None:
    monkeypatch.chdir(tmp_path)
    assert cli.run(["init", "my-site"]) == 0
    monkeypatch.chdir(tmp_path / where)
    Path("a.txt").write_text("x", encoding="utf-8")
    assert cli.run(command) == 2
    assert f"cd {there}" in capsys.readouterr().err


def test_a_folder_with_a_blank_in_its_name_is_told_in_quotation_marks(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str],
) -> None:
    monkeypatch.chdir(tmp_path)
    assert cli.run(["init", "我的 网站"]) == 0
    assert cli.run(["build"]) == 2
    said = capsys.readouterr()
    assert '  cd "我的 网站"\n' in said.out and '先运行 cd "我的 网站"' in said.err


def test_a_bug_is_3_with_its_trace(folder: Path, monkeypatch: pytest.MonkeyPatch,
                                   capsys: pytest.CaptureFixture[str]) -> None:
    def broken(request: object, progress: object) -> None:
        raise ZeroDivisionError("deep inside")

    monkeypatch.setattr(pipeline, "build", broken)
    assert cli.run(["build"]) == 3
    shown = capsys.readouterr()
    assert "ZeroDivisionError: deep inside" in shown.err
    assert "缺陷" in shown.err
    assert shown.out == ""


def test_a_configuration_error_from_deep_inside_is_2(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(request: object, progress: object) -> None:
        raise ConfigurationError([ERROR])

    monkeypatch.setattr(pipeline, "build", refuse)
    assert cli.run(["build"]) == 2


def test_findings_of_check_are_its_result_and_those_of_build_its_log(
    folder: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str],
) -> None:
    answer(monkeypatch, ERROR)
    cli.run(["check"])
    assert capsys.readouterr().out.startswith("site_config/agencies.yml:3:5: K005 error:")
    cli.run(["build"])
    shown = capsys.readouterr()
    assert "K005" in shown.err
    assert "K005" not in shown.out
    assert str(folder / "site" / "index.html") in shown.out


def test_formats_of_check(folder: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
    answer(monkeypatch, ERROR, WARNING)
    cli.run(["check", "--format", "json"])
    assert [item["code"] for item in json.loads(capsys.readouterr().out)] == ["K005", "S001"]
    cli.run(["check", "--format", "github"])
    assert capsys.readouterr().out.splitlines()[0].startswith(
        "::error file=site_config/agencies.yml,line=3,col=5::K005")


def test_a_build_that_kept_the_old_site_says_so(folder: Path, monkeypatch: pytest.MonkeyPatch,
                                                capsys: pytest.CaptureFixture[str]) -> None:
    answer(monkeypatch, ERROR, built=False)
    assert cli.run(["build"]) == 1
    assert "没有更新" in capsys.readouterr().out


def test_the_report_is_json(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    answer(monkeypatch, WARNING)
    cli.run(["build", "--report", "report.json"])
    report = json.loads((folder / "report.json").read_text(encoding="utf-8"))
    assert report["documents"]["published"] == 1
    assert report["findings"][0]["code"] == "S001"


def test_the_command_line_wins_over_the_settings(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    seen: list[pipeline.Request] = []
    monkeypatch.setattr(pipeline, "build",
                        lambda request, progress: seen.append(request) or pipeline.Result(findings=()))
    (folder / "site_config").mkdir()
    (folder / "site_config/site.yml").write_text("site_url: https://a.example/\nout: public\n", encoding="utf-8")
    (folder / "texts").mkdir()
    cli.run(["build"])
    cli.run(["build", "--sources", "texts", "--out", "elsewhere", "--site-url", "https://b.example/r", "--jobs", "3",
             "--locked", "--no-site"])
    cli.run(["build", "--site-url", ""])
    plain, changed, empty = seen
    assert (plain.settings.site_url, plain.out, plain.sources) == ("https://a.example/", folder / "public",
                                                                   (folder / "docs_src/policies").resolve())
    assert (changed.settings.site_url, changed.out, changed.sources) == ("https://b.example/r/", folder / "elsewhere",
                                                                         (folder / "texts").resolve())
    assert (changed.jobs, changed.locked, changed.site) == (3, True, False)
    assert empty.settings.site_url == "https://a.example/"


@pytest.mark.parametrize(("number", "code"),
                         [(errno.EACCES, "K012"), (errno.EROFS, "K012"), (errno.ENOSPC, "K013"), (errno.EIO, "K014")])
def test_what_the_system_refuses_is_told_with_a_remedy(
    folder: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str], number: int, code: str,
) -> None:
    def refused(request: object, progress: object) -> None:
        raise OSError(number, os.strerror(number), "site/index.html")

    monkeypatch.setattr(pipeline, "build", refused)
    assert cli.run(["build"]) == 1
    shown = capsys.readouterr().err
    assert shown.startswith(f"{code} error: ")
    assert "site/index.html" in shown
    assert "Traceback" not in shown


def test_an_old_python_is_told_which_is_needed(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "version_info", (3, 9, 2))
    with pytest.raises(SystemExit, match="3.11"):
        exec((ROOT / "generator/tiaowen/__init__.py").read_text(encoding="utf-8"), {})


def test_search_without_a_site_says_what_to_do(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert cli.run(["search", "补助"]) == 2
    assert "tiaowen build" in capsys.readouterr().err


def test_no_colour_where_it_is_not_wanted(folder: Path, monkeypatch: pytest.MonkeyPatch,
                                          capsys: pytest.CaptureFixture[str]) -> None:
    answer(monkeypatch, ERROR)
    monkeypatch.setenv("NO_COLOR", "1")
    monkeypatch.setattr("sys.stdout.isatty", lambda: True, raising=False)
    cli.run(["check"])
    assert "\x1b[" not in capsys.readouterr().out
