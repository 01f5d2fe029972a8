"""A build killed at any moment leaves a whole site, the old or the new one, and a cache that the next build can trust.

``KILLS=50 pytest tests/site/test_killed.py`` kills fifty builds, seeded; the suite kills three.
"""

from __future__ import annotations

import os
import random
import shutil
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

from tests.bench.library import write_library
from tests.site_folder import ROOT, tiaowen, tree

pytestmark = [pytest.mark.site, pytest.mark.slow,
              pytest.mark.skipif(not hasattr(os, "killpg"), reason="no SIGKILL on this system")]
KILLS = int(os.environ.get("KILLS", "3"))
WORDS = ("甲乙丙丁", "戊己庚辛")  # one of them in the text that changes


def write(folder: Path, word: str) -> None:
    file = min(folder.joinpath("docs_src").rglob("*.txt"))
    lines = file.read_text(encoding="utf-8").splitlines()
    lines[3] = f"为做好{word}工作，提出如下意见。"
    file.write_text("\n".join(lines) + "\n", encoding="utf-8", newline="\n")


def clean_site(folder: Path, word: str) -> dict[str, bytes]:
    shutil.copytree(folder, folder.with_name(word))
    write(folder.with_name(word), word)
    done = tiaowen(folder.with_name(word), "build")
    assert done.returncode == 0, done.stderr
    return tree(folder.with_name(word) / "site")


def killed_after(folder: Path, seconds: float, *, group: bool) -> bool:
    """Start a build and kill it after that time, with its workers (``group``) or alone; False when it was over
    sooner.
    """
    command = [sys.executable, "-m", "tiaowen", "build", "--jobs", "2"]
    with subprocess.Popen(command, cwd=folder, env=os.environ | {"PYTHONPATH": str(ROOT / "generator")},
                          start_new_session=True, stdout=subprocess.DEVNULL,
                          stderr=subprocess.DEVNULL) as process:
        try:
            process.wait(seconds)
        except subprocess.TimeoutExpired:
            os.killpg(process.pid, signal.SIGKILL) if group else process.kill()
            return True
        return False


def test_a_killed_build_leaves_the_last_good_site_and_a_sound_cache(tmp_path: Path) -> None:
    folder, rng = tmp_path / "library", random.Random(9)
    write_library(folder, 3, twins="json")
    whole = {WORDS[1]: clean_site(folder, WORDS[1])}
    write(folder, WORDS[0])
    assert tiaowen(folder, "build").returncode == 0
    whole[WORDS[0]] = tree(folder / "site")
    write(folder, WORDS[1])
    began = time.monotonic()
    # in a process of its own, as those that are killed
    assert tiaowen(folder, "build", "--jobs", "2", PYTHONHASHSEED="0").returncode == 0
    longest = time.monotonic() - began
    assert tree(folder / "site") == whole[WORDS[1]]
    kills = 0
    for number in range(4 * KILLS):
        word = WORDS[number % 2]
        write(folder, word)
        if rng.random() < 0.3:
            shutil.rmtree(folder / "build", ignore_errors=True)
        if killed_after(folder, rng.uniform(0.05, longest), group=number % 3 > 0):
            kills += 1
        else:
            longest *= 0.8  # the machine has less else to do than when the time was taken
        left = folder / "site" if (folder / "site").exists() else folder / ".site.old"  # between the two renames
        assert tree(left) in whole.values(), f"kill {number}"
        if number % 3 == 2 or kills == KILLS:
            done = tiaowen(folder, "build")
            assert done.returncode == 0, done.stdout + done.stderr
            assert tree(folder / "site") == whole[word], f"after kill {number}"
            assert not [p.name for p in folder.iterdir() if p.name.startswith(".site")]
        if kills == KILLS:
            break
    assert kills == KILLS, "most builds were over before they were killed"
