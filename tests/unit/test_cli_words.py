"""What click says to a person: everything in Chinese, on every code page; what a shell is offered."""

import ast
import io
import re
import subprocess
import sys
from pathlib import Path

import click
import pytest
from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po
from tiaowen import cli

ROOT = Path(__file__).parents[2]
FOR_PROGRAMMERS = {
    "%(prog)s, version %(version)s", "(dynamic)",
    "Arguments take exactly one parameter declaration, got {length}: {decls}.",
    "Boolean option {decl!r} cannot use the same flag for true/false.", "Choice({choices})",
    "Confirm the action without prompting.",
    "Could not determine name for option with declarations {decls!r}",
    "DeprecationWarning: The command {name!r} is deprecated.{extra_message}",
    "DeprecationWarning: The {param_type} {name!r} is deprecated.{extra_message}",
    "Error: The two entered values do not match.",
    "Invalid start character for option ({option})", "Name '{name}' defined twice", "Repeat for confirmation",
    "Show the version and exit.",
    "No options defined but a name was passed ({name}). Did you mean to declare an argument instead? Did you mean to "
    "pass '--{name}'?",
    "Unknown color {colour!r}", "Unknown standard stream '{name}'", "Value must be an iterable.",
    "{editor}: Editing failed",
    "{editor}: Editing failed: {e}", "{len_type} values are required, but {len_value} was given.",
    "{len_type} values are required, but {len_value} were given.", "{value!r} does not match the format {format}.",
    "{value!r} does not match the formats {formats}.", "{value!r} is not a valid UUID.",
    "{value!r} is not a valid boolean. Recognized values: {states}",
}


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
    done = subprocess.run([sys.executable, "-m", "tiaowen", "build"], cwd=tmp_path, capture_output=True, check=False,
                          env={"PYTHONIOENCODING": encoding, "PYTHONPATH": str(ROOT / "generator"),
                               "PATH": "/usr/bin:/bin", "PYTHONUTF8": "0", "LC_ALL": "C"})
    assert done.returncode == 2
    assert "没有源文件" in done.stderr.decode("utf-8")


def test_usage_and_its_errors_are_in_chinese(capsys: pytest.CaptureFixture[str]) -> None:
    for arguments, words in (
        (["bild"], "没有命令 'bild'"), (["build", "--jbos", "1"], "没有选项 '--jbos'"),
        (["serve", "--port", "0"], "不在范围"),
        (["inspect", "absent.txt"], "'absent.txt' 不存在"), (["check", "--format", "sarif"], "不在可选之列"),
        (["add"], "缺少参数"),
    ):
        assert cli.run(arguments) == 2
        shown = capsys.readouterr().err
        assert words in shown
        assert not re.search(r"Usage|Error|Try|Invalid|Missing|No such", shown)


def test_help_lists_the_commands_in_the_order_of_a_first_hour(capsys: pytest.CaptureFixture[str]) -> None:
    assert cli.run(["--help"]) == 0
    shown = capsys.readouterr().out
    assert re.findall(r"^  ([a-z]+)  ", shown, re.MULTILINE)[:4] == ["init", "add", "serve", "build"]
    assert not re.search(r"Usage|Options|Show", shown)


def test_the_chinese_of_click_is_compiled_and_complete() -> None:
    """Every message that click can show a person, read off its source, has its Chinese; what only programmers see is
    left.
    """
    folder = ROOT / "generator/tiaowen/locale/zh/LC_MESSAGES"
    with (folder / "messages.po").open("rb") as source:
        catalogue = read_po(source, locale="zh")
    compiled = io.BytesIO()
    write_mo(compiled, catalogue)
    assert compiled.getvalue() == (folder / "messages.mo").read_bytes(), "run: make golden"
    told = {words for message in catalogue for words in ([message.id] if isinstance(message.id, str) else message.id)}
    calls = [node for file in Path(click.__file__).parent.glob("*.py")
             for node in ast.walk(ast.parse(file.read_text(encoding="utf-8")))
             if isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id in {"_", "ngettext"}]
    said = {word.value for call in calls for word in call.args[:2] if isinstance(word, ast.Constant)
            and isinstance(word.value, str)}
    assert len(said) > 50
    assert {words for words in said - told if re.search(r"[a-z]{2}", words)} <= FOR_PROGRAMMERS


def test_completion_scripts_are_given(capsys: pytest.CaptureFixture[str]) -> None:
    for shell in ("bash", "zsh", "fish"):
        assert cli.run(["completion", shell]) == 0
        assert "_TIAOWEN_COMPLETE" in capsys.readouterr().out


@pytest.mark.parametrize(("words", "offered"),
                         [("tiaowen se", {"serve", "search"}), ("tiaowen check --fo", {"--format"}),
                          ("tiaowen cite x --style gb", {"gbt7714-2025", "gbt7714-2015"})])
def test_a_shell_is_offered_what_fits(words: str, offered: set[str]) -> None:
    environment = {"_TIAOWEN_COMPLETE": "bash_complete", "COMP_WORDS": words, "COMP_CWORD": str(len(words.split()) - 1),
                   "PYTHONPATH": str(ROOT / "generator"), "PATH": "/usr/bin:/bin"}
    script = "import sys; sys.argv[0] = 'tiaowen'; from tiaowen.cli import main; main()"
    done = subprocess.run([sys.executable, "-c", script], env=environment, capture_output=True, text=True,
                          encoding="utf-8", check=False)
    assert {line.partition(",")[2] for line in done.stdout.splitlines()} == offered
