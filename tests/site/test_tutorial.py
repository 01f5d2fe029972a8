"""The tutorial, typed as written into one shell: an empty folder, a clean virtual environment, the built wheel, a page
saved from the web.

``pytest tests/site/test_tutorial.py -rP`` also prints how long each step took.
"""

import os
import re
import shlex
import shutil
import subprocess
import sys
import time
import zipfile
from collections.abc import Iterator
from pathlib import Path

import pytest
from tiaowen import __version__

from tests.clean_environment import lend_dependencies
from tests.local_server import first_answer, free_port
from tests.site_folder import ROOT

pytestmark = [pytest.mark.site, pytest.mark.slow,
              pytest.mark.skipif(os.name == "nt", reason="the commands are those of a POSIX shell")]
TUTORIAL = ROOT / "docs" / "tutorial.md"
TEXT = ROOT / "docs_src/policies/weihai-weifa-2023-3.txt"
BLOCK = re.compile(r"^```sh\n(.*?)^```", re.MULTILINE | re.DOTALL)


class Terminal:
    """A shell that keeps its folder and environment from line to line, without a network: dependencies are the ones
    tested here.
    """

    def __init__(self, home: Path) -> None:
        self.home = home
        self.folder = home / "work"
        self.folder.mkdir()
        python = home / "bin"
        python.mkdir()
        (python / "python3").symlink_to(sys.executable)
        environment = {"HOME": str(home), "PATH": f"{python}:/usr/bin:/bin", "LANG": "C.UTF-8", "PIP_NO_INDEX": "1",
                       "PIP_DISABLE_PIP_VERSION_CHECK": "1", "GIT_CONFIG_NOSYSTEM": "1"}
        self.shell = subprocess.Popen(["bash", "--noprofile", "--norc"], cwd=self.folder, env=environment, text=True,
                                      encoding="utf-8",
                                      stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.STDOUT)

    def type(self, line: str) -> str:
        """Run one line; what it printed. Fails the test when its status is not 0."""
        assert self.shell.stdin and self.shell.stdout
        self.shell.stdin.write(f"{line} </dev/null\necho \"=status $?\"\n")
        self.shell.stdin.flush()
        printed = []
        for said in self.shell.stdout:
            if said.startswith("=status "):
                assert said.split()[1] == "0", f"{line}\n{''.join(printed)}"
                return "".join(printed)
            printed.append(said)
        raise AssertionError(f"the shell ended: {line}")

    def close(self) -> None:
        """End the shell."""
        self.shell.kill()
        self.shell.communicate()

    def serve(self, line: str) -> None:
        """The same for a server: it answers, then is ended."""
        port = free_port()
        number = self.type(f"{line} --port {port} >/dev/null 2>&1 & echo $!").split()[-1]
        assert "<title>" in first_answer(f"http://127.0.0.1:{port}/")
        self.type(f"kill {number}")


@pytest.fixture
def terminal(wheel: Path, tmp_path: Path) -> Iterator[Terminal]:
    started = Terminal(tmp_path)
    shutil.copy(wheel, started.folder)
    (tmp_path / "Downloads").mkdir()
    paragraphs = "".join(f"<p>{line}</p>" for line in TEXT.read_text(encoding="utf-8").splitlines() if line.strip())
    page = (
        f"<!doctype html><meta charset=utf-8><title>威发〔2023〕3号</title><body><nav><a "
        f"href=/>首页</a></nav>\n{paragraphs}</body>"
    )
    (tmp_path / "Downloads/notice.html").write_text(page, encoding="utf-8", newline="\r\n")
    subprocess.run(["git", "init", "--quiet", "--bare", "--initial-branch", "main",
                    str(tmp_path / "github/my-site.git")], check=True)
    (tmp_path / ".gitconfig").write_text(
        f'[user]\n name = 某某\n email = name@example.org\n[core]\n autocrlf = true\n[url "{tmp_path}/github/"]\n'
                                         " insteadOf = https://github.com/name/\n", encoding="utf-8")
    yield started
    started.close()


def test_the_tutorial_as_typed(terminal: Terminal) -> None:
    spent = []
    lines = [line for block in BLOCK.findall(TUTORIAL.read_text(encoding="utf-8")) for line in block.splitlines()]
    for line in lines:
        start = time.perf_counter()
        if line.startswith("tiaowen serve"):
            terminal.serve(line)
        else:
            terminal.type(line)
        spent.append((time.perf_counter() - start, line))
        if shlex.split(line)[:3] == ["python3", "-m", "venv"]:
            lend_dependencies(terminal.folder / shlex.split(line)[3])
    print("\n".join(f"{seconds:6.1f} s  {line}" for seconds, line in spent),
          f"\n{sum(seconds for seconds, _ in spent):6.1f} s  in all")
    site = terminal.folder / "my-site"
    assert len([page for page in (site / "site/p").glob("*.html") if "--" not in page.name]) == 2
    with zipfile.ZipFile(site / "offline/site.zip") as archive:
        assert "site/index.html" in archive.namelist()
    pushed = terminal.type("git ls-tree -r --name-only origin/main").split()
    assert {"site_config/site.yml", "requirements.txt", ".github/workflows/pages.yml",
            "docs_src/policies/notice.html"} <= set(pushed)
    assert not [name for name in pushed if name.startswith(("site/", "build/", "offline/"))]
    # not a byte of a source is changed
    terminal.type("cmp <(git show origin/main:docs_src/policies/notice.html) ~/Downloads/notice.html")
    assert f"{terminal.folder}/env/" in terminal.type("command -v tiaowen")


def test_the_documentation_names_the_wheel_of_this_version() -> None:
    for file in (ROOT / "docs").rglob("*.md"):
        assert set(re.findall(r"tiaowen-([\d.]+)-py3", file.read_text(encoding="utf-8"))) <= {__version__}, file.name
    assert f"tiaowen-{__version__}-py3" in TUTORIAL.read_text(encoding="utf-8")
