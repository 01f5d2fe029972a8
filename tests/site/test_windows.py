"""What another machine does otherwise, Windows above all: no UTF-8 by default, processes spawned and never forked,
names that it cannot hold.
"""

import os
import re
import subprocess
import sys
from pathlib import Path

import pytest

from tests.site_folder import ROOT, SITE_URL, new_site, tree

pytestmark = pytest.mark.site
RESERVED = re.compile(r"(?:con|prn|aux|nul|com\d|lpt\d)(?:\.|$)", re.IGNORECASE)
NO_FORK = """import multiprocessing, os, threading
    multiprocessing.get_all_start_methods = lambda: ['spawn']
    multiprocessing.set_start_method('spawn')
    threading.Thread(target=threading.Event().wait, daemon=True).start()  # where another thread runs, none may fork
    del os.fork
    """


def python(folder: Path, *arguments: str, **more: str) -> "subprocess.CompletedProcess[bytes]":
    """A Python whose file system, files and console have no UTF-8 by default; a file opened without saying its encoding
    ends it.
    """
    environment = {name: value for name,
                   value in os.environ.items() if not name.startswith(("PYTHON", "LC_", "LANG", "SOURCE_DATE"))}
    return subprocess.run([sys.executable, "-X", "warn_default_encoding", "-W", "error::EncodingWarning:tiaowen",
                           *arguments], cwd=folder,
                          env=environment | {"LC_ALL": "C", "PYTHONUTF8": "0", "PYTHONCOERCECLOCALE": "0",
                                             "PYTHONIOENCODING": "gbk",
                                             "PYTHONPATH": str(ROOT / "generator")} | more, capture_output=True,
                          timeout=300, check=False)


def test_the_same_bytes_elsewhere_on_a_chinese_console_without_utf8(five: Path, tmp_path: Path) -> None:
    """In another folder, with another order of sets, in another time zone."""
    folder = new_site(tmp_path / "another place")
    done = python(folder, "-m", "tiaowen", "build", "--site-url", SITE_URL, "--jobs", "2", PYTHONHASHSEED="7",
                  TZ="Asia/Shanghai")
    assert done.returncode == 0, done.stderr.decode("utf-8", "replace")
    assert "份发布" in done.stdout.decode("utf-8")
    assert "P002" in done.stderr.decode("utf-8")
    for part in ("site", "build/docs"):
        first, second = tree(five / part), tree(folder / part)
        assert set(first) == set(second)
        assert [name for name in first if first[name] != second[name]] == []


def test_the_same_site_where_nothing_can_fork(tmp_path: Path) -> None:
    trees = []
    for name, prepare in (("spawned", NO_FORK), ("alone", "")):
        folder = tmp_path / name
        (folder / "docs_src/policies").mkdir(parents=True)
        for number in range(1, 11):  # enough for a pool of processes
            text = (
                f"示例市人民政府关于做好第{number}项的通知\n示政发〔2024〕{number}号\n一、要求。加强领导。\n二、措施。"
                f"到2025年达到{number}个。\n"
            )
            (folder / f"docs_src/policies/{number}.txt").write_text(text, encoding="utf-8")
        jobs = "2" if prepare else "1"
        script = (
            f"if __name__ == '__main__':\n    {prepare}from tiaowen.cli import main; main(['build', '--jobs', "
            f"'{jobs}'])\n"
        )
        (tmp_path / f"{name}.py").write_text(script, encoding="utf-8")
        done = python(folder, str(tmp_path / f"{name}.py"))
        assert done.returncode == 0, done.stderr.decode("utf-8", "replace")
        trees.append(tree(folder / "site"))
    assert trees[0] == trees[1]


def test_every_name_can_be_held(five: Path) -> None:
    names = sorted(tree(five / "site"))
    assert not [name for name in names if not re.fullmatch(r"[A-Za-z0-9._/~-]+", name) or len(name) > 180]
    assert not [name for name in names if any(RESERVED.match(part) or part.endswith(".") for part in name.split("/"))]
    assert len({name.lower() for name in names}) == len(names)
