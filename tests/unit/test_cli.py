"""The command line: exit status, what goes where, messages for every failing first step. The pipeline itself is replaced."""

import io
import json
import subprocess
import sys
from pathlib import Path

import pytest

from generator import cli, pipeline
from generator.diagnostics import ConfigurationError, finding
from generator.model import Diagnostic

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
    result = pipeline.Result(findings=found, documents={"published": 1, "held": 0, "refused": 0}, seconds={"read": 0.1}, built=built)
    monkeypatch.setattr(pipeline, "build", lambda request, progress: result)
    monkeypatch.setattr(pipeline, "check", lambda request, progress: result)


@pytest.mark.parametrize(("found", "options", "status"), [
    ((), [], 0), ((INFO,), ["--strict"], 0), ((WARNING,), [], 0), ((WARNING,), ["--strict"], 1), ((ERROR,), [], 1),
])
@pytest.mark.parametrize("command", ["build", "check"])
def test_exit_status(
    folder: Path, monkeypatch: pytest.MonkeyPatch, command: str, found: tuple[Diagnostic, ...], options: list[str], status: int,
) -> None:
    answer(monkeypatch, *found)
    assert cli.run([command, *options]) == status


@pytest.mark.parametrize("arguments", [
    ["no-such-command"], ["build", "--no-such-option"], ["inspect"], ["inspect", "absent.txt"], ["serve", "--port", "0"],
    ["check", "--format", "sarif"], ["build", "--config", "absent.yml"], ["build", "--jobs", "-1"],
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


def test_the_wrong_folder_is_told_what_to_do(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
    monkeypatch.chdir(tmp_path)
    for command in (["build"], ["check"], ["serve"], ["freeze"]):
        assert cli.run(command) == 2
        assert "tiaowen init" in capsys.readouterr().err
    assert not list(tmp_path.iterdir())


def test_a_bug_is_3_with_its_trace(folder: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
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
    assert capsys.readouterr().out.splitlines()[0].startswith("::error file=site_config/agencies.yml,line=3,col=5::K005")


def test_a_build_that_kept_the_old_site_says_so(folder: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
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
    monkeypatch.setattr(pipeline, "build", lambda request, progress: seen.append(request) or pipeline.Result(findings=()))
    (folder / "site_config").mkdir()
    (folder / "site_config/site.yml").write_text("site_url: https://a.example/\nout: public\n", encoding="utf-8")
    (folder / "texts").mkdir()
    cli.run(["build"])
    cli.run(["build", "--sources", "texts", "--out", "elsewhere", "--site-url", "https://b.example/r", "--jobs", "3", "--locked", "--no-site"])
    cli.run(["build", "--site-url", ""])
    plain, changed, empty = seen
    assert (plain.settings.site_url, plain.out, plain.sources) == ("https://a.example/", folder / "public", (folder / "docs_src/policies").resolve())
    assert (changed.settings.site_url, changed.out, changed.sources) == ("https://b.example/r/", folder / "elsewhere", (folder / "texts").resolve())
    assert (changed.jobs, changed.locked, changed.site) == (3, True, False)
    assert empty.settings.site_url == "https://a.example/"


def test_output_is_utf8_on_a_chinese_windows_console(monkeypatch: pytest.MonkeyPatch) -> None:
    raw = io.BytesIO()
    monkeypatch.setattr(sys, "stdout", io.TextIOWrapper(raw, encoding="cp936", newline=""))
    with pytest.raises(SystemExit) as ended:
        cli.main(["--help"])
    sys.stdout.flush()
    assert ended.value.code == 0
    assert "条文" in raw.getvalue().decode("utf-8")


@pytest.mark.parametrize("encoding", ["cp936", "ascii", "latin-1"])
def test_the_real_process_on_other_code_pages(encoding: str, tmp_path: Path) -> None:
    done = subprocess.run([sys.executable, "-m", "generator", "build"], cwd=tmp_path, capture_output=True, check=False,
                          env={"PYTHONIOENCODING": encoding, "PYTHONPATH": str(ROOT), "PATH": "/usr/bin:/bin", "PYTHONUTF8": "0", "LC_ALL": "C"})
    assert done.returncode == 2
    assert "没有源文件" in done.stderr.decode("utf-8")


def test_completion_scripts_are_given(capsys: pytest.CaptureFixture[str]) -> None:
    for shell in ("bash", "zsh", "fish"):
        assert cli.run(["completion", shell]) == 0
        assert "_TIAOWEN_COMPLETE" in capsys.readouterr().out


def test_no_colour_where_it_is_not_wanted(folder: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
    answer(monkeypatch, ERROR)
    monkeypatch.setenv("NO_COLOR", "1")
    monkeypatch.setattr("sys.stdout.isatty", lambda: True, raising=False)
    cli.run(["check"])
    assert "\x1b[" not in capsys.readouterr().out
