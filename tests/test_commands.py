"""Every command in the documentation runs as written, every link in it leads somewhere, every option it names
exists.
"""

import os
import re
import shlex
import shutil
import signal
import subprocess
import sys
from pathlib import Path

import pytest
from tiaowen.cli import commands, run
from tiaowen.fetching import Page

from tests.local_server import first_answer, free_port
from tests.made_once import made_once
from tests.site_folder import tiaowen

ROOT = Path(__file__).parents[1]
DOCUMENTS = sorted([*ROOT.glob("*.md"), *(ROOT / "docs").rglob("*.md")])
BLOCK = re.compile(r"^```sh\n(.*?)^```", re.MULTILINE | re.DOTALL)
LINK = re.compile(r"(?<!!)\[[^\]]*\]\(([^)\s]+)\)")
PICTURE = re.compile(r"!\[([^\]]*)\]\(([^)\s]+)\)")
TEXT = ROOT / "docs_src" / "policies" / "weihai-weifa-2023-3.txt"


class Shell:
    """Runs the lines of one document in order, in a folder of its own, with a home that has a saved web page to add.

    ``begun``: a new site that is built already, where how-tos begin.
    """

    def __init__(self, home: Path, begun: Path, patch: pytest.MonkeyPatch) -> None:
        self.home, self.begun, self.folder, self.patch = home, begun, ROOT, patch
        (home / "Downloads").mkdir(parents=True)
        paragraphs = "".join(f"<p>{line}</p>" for line in TEXT.read_text(encoding="utf-8").splitlines() if line.strip())
        page = f"<!doctype html><meta charset=utf-8><title>威发〔2023〕3号</title><body>{paragraphs}</body>"
        (home / "Downloads" / "notice.html").write_text(page, encoding="utf-8")
        # no network
        patch.setattr("tiaowen.fetching.fetch",
                      lambda url, limits, host=None: Page(url, url.rpartition("/")[2], page.encode()))

    def run(self, line: str) -> None:
        words = shlex.split(line.replace("~/", f"{self.home}/"))
        if words[0] == "make":
            done = subprocess.run(["make", "-n", *words[1:]], cwd=ROOT, capture_output=True, text=True,
                                  encoding="utf-8", check=False)
            assert done.returncode == 0, done.stderr
        elif words[0] == "cd":
            self.folder = self.folder / words[1]
            assert self.folder.is_dir(), line
        elif words[:2] == ["tiaowen", "serve"]:
            self.serve(words[2:])
        elif words[0] == "tiaowen":
            if self.folder == ROOT and words[1] in WRITING:
                self.folder = self.home  # what writes does so outside the checkout
            if words[1] in WRITING - {"init"} and not (self.folder / "docs_src").is_dir():
                shutil.copytree(self.begun, self.folder, copy_function=shutil.copy2, dirs_exist_ok=True)
            self.tiaowen(*words[1:])
        # takes minutes: its options are tried
        elif words[:2] == ["python", "-m"] and words[2].startswith("tests.bench."):
            asked = [sys.executable, *words[1:3], "--help"]
            told = subprocess.run(asked, cwd=ROOT, capture_output=True, text=True, encoding="utf-8", check=True).stdout
            assert all(word in told for word in words[3:] if word.startswith("--")), told
        else:
            assert line in INSTALLING, f"{line}: not a command that this test knows"

    def tiaowen(self, *arguments: str) -> None:
        """In this process: starting Python forty times would take most of the time."""
        self.patch.chdir(self.folder)
        assert run(arguments) == 0, arguments

    def serve(self, options: list[str]) -> None:
        port = free_port()
        command = [sys.executable, "-m", "tiaowen", "serve", *options, "--port", str(port)]
        environment = os.environ | {"PYTHONPATH": str(ROOT / "generator")}
        with subprocess.Popen(command, cwd=self.folder, env=environment, stdout=subprocess.DEVNULL,
                              stderr=subprocess.PIPE) as server:
            try:
                assert "<title>" in first_answer(f"http://127.0.0.1:{port}/", lambda: server.poll() is None)
            finally:
                stop(server)


def stop(server: "subprocess.Popen[bytes]") -> None:
    """As Ctrl+C does; by force where the interrupt is ignored (a job in the background of a shell inherits that)."""
    server.send_signal(signal.SIGINT)
    try:
        server.communicate(timeout=10)
    except subprocess.TimeoutExpired:
        server.kill()
        server.communicate()


WRITING = {"init", "build", "add", "freeze", "export"}
INSTALLING = {"pip install ."}  # tests/site/test_wheel.py does that in a clean environment


def with_commands() -> list[Path]:
    """The tutorial is typed from the built wheel, in tests/site/test_tutorial.py; the Chinese README has the commands
    of the other.
    """
    others = {"tutorial.md", "README.zh.md"}
    return [file for file in DOCUMENTS if file.name not in others and BLOCK.search(file.read_text(encoding="utf-8"))]


def commands_of(document: Path) -> list[str]:
    """The lines of its blocks that a person types, without what is said behind them."""
    lines = [line for block in BLOCK.findall(document.read_text(encoding="utf-8")) for line in block.splitlines()]
    return [re.sub(r"\s+# .*", "", line) for line in lines if line.strip() and not line.startswith("#")]


def test_both_readmes_have_the_same_commands() -> None:
    assert commands_of(ROOT / "README.md") == commands_of(ROOT / "README.zh.md")


@pytest.fixture(scope="session")
def begun(tmp_path_factory: pytest.TempPathFactory) -> Path:
    def make(folder: Path) -> None:
        for arguments in (("init", "."), ("build",)):
            assert tiaowen(folder, *arguments).returncode == 0, arguments

    return made_once(tmp_path_factory, "begun", make)


@pytest.mark.site
@pytest.mark.slow
@pytest.mark.parametrize("document", with_commands(), ids=lambda file: file.relative_to(ROOT).as_posix())
def test_every_command_runs_as_written(document: Path, begun: Path, tmp_path: Path,
                                       monkeypatch: pytest.MonkeyPatch) -> None:
    shell = Shell(tmp_path, begun, monkeypatch)
    for line in commands_of(document):
        shell.run(line)


@pytest.mark.parametrize("document", DOCUMENTS, ids=lambda file: file.relative_to(ROOT).as_posix())
def test_every_link_leads_somewhere(document: Path) -> None:
    for target in LINK.findall(document.read_text(encoding="utf-8")):
        if not re.match(r"https?:|mailto:|#", target):
            assert (document.parent / target.partition("#")[0]).exists(), target


def test_every_picture_is_there_described_and_shown() -> None:
    shown = set()
    for document in DOCUMENTS:
        for words, target in PICTURE.findall(document.read_text(encoding="utf-8")):
            assert len(words) > 10, f"{document.name}: {target} says nothing to those who cannot see it"
            shown.add((document.parent / target).resolve())
    made = {kind: set((ROOT / "docs/pictures").glob(f"*.{kind}")) for kind in ("png", "svg")}
    assert shown == made["png"] | made["svg"]
    assert [file.name for file in made["svg"]] == ["performance.svg"]  # drawn by tests/bench/pipeline.py
    assert {file.name for file in made["png"]} == set(
        re.findall(r'\("([a-z]+\.png)"', (ROOT / "docs/screenshots.py").read_text(encoding="utf-8")))


@pytest.mark.parametrize("name", ["README.md", "README.zh.md"])
def test_the_table_of_commands_is_complete(name: str) -> None:
    named = set(re.findall(r"^\| `tiaowen (\w+)", (ROOT / name).read_text(encoding="utf-8"), re.MULTILINE))
    assert named == set(commands.commands) - {"completion"}


def test_every_make_target_that_is_named_exists() -> None:
    targets = set(re.findall(r"^([a-z]+):", (ROOT / "Makefile").read_text(encoding="utf-8"), re.MULTILINE))
    for file in DOCUMENTS:
        named = set(re.findall(r"`make ([a-z]+)`|^make ([a-z]+)", file.read_text(encoding="utf-8"), re.MULTILINE))
        assert {a or b for a, b in named} <= targets, file.name


def test_every_option_that_is_named_exists() -> None:
    options = {option for command in commands.commands.values() for parameter in command.params
               for option in parameter.opts}
    for file in DOCUMENTS:
        named = {option for line in re.findall(r"tiaowen [^`\n]*", file.read_text(encoding="utf-8"))
                 for option in re.findall(r"--[a-z-]+", line)}
        assert named <= options | {"--version", "--help"}, file.name


def test_no_machine_is_named_in_what_is_committed() -> None:
    """No home folder, no registry host: what is committed works anywhere."""
    wrong = re.compile(
        r"/(?:home|Users|root)/\w|index-url|--find-links /|(?:registry|pypi|npm)\.[a-z]+\.(?:com|org|net|io|cn)\b")
    listed = subprocess.run(["git", "ls-files"], cwd=ROOT, capture_output=True, text=True, check=False).stdout.split()
    if not listed:
        pytest.skip("not a git checkout")
    for name in listed:
        file = ROOT / name
        if file.is_file() and not name.startswith(("docs_src/", "tests/")):
            assert not wrong.search(file.read_bytes().decode("utf-8", "replace")), name
