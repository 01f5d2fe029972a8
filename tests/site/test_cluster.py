"""``--scheduler``: the texts are understood by the workers of a Dask scheduler; one that is killed costs nothing."""

import json
import os
import re
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.bench.library import write_library
from tests.site_folder import ROOT, tiaowen, tree

pytest.importorskip("distributed", reason="the extra tiaowen[cluster] is not installed")
pytestmark = [pytest.mark.site, pytest.mark.slow, pytest.mark.skipif(not hasattr(signal, "SIGKILL"), reason="no SIGKILL on this system")]
TEXTS = 24


def start(*command: str) -> "subprocess.Popen[str]":
    return subprocess.Popen([sys.executable, "-m", *command], env=os.environ | {"PYTHONPATH": str(ROOT)}, text=True, encoding="utf-8",
                            stdout=subprocess.DEVNULL, stderr=subprocess.PIPE, cwd=ROOT)


@pytest.fixture
def scheduler() -> Iterator[str]:
    process = start("distributed.cli.dask_scheduler", "--host", "127.0.0.1", "--port", "0", "--no-dashboard", "--no-show")
    assert process.stderr is not None
    for line in process.stderr:
        if match := re.search(r"Scheduler at:\s+(tcp://\S+)", line):
            yield match[1]
            break
    process.kill()
    process.communicate()


@pytest.fixture
def workers(scheduler: str, tmp_path: Path) -> "Iterator[list[subprocess.Popen[str]]]":
    options = ("--nthreads", "1", "--no-nanny", "--no-dashboard", "--local-directory", str(tmp_path / "dask"))
    found = [start("distributed.cli.dask_worker", scheduler, *options) for _ in range(2)]
    yield found
    for worker in found:
        worker.kill()
        worker.communicate()


def test_a_killed_worker_costs_nothing(scheduler: str, workers: "list[subprocess.Popen[str]]", tmp_path: Path) -> None:
    folder, alone = tmp_path / "library", tmp_path / "alone"
    write_library(folder, TEXTS)
    write_library(alone, TEXTS)
    command = [sys.executable, "-m", "generator", "build", "--no-site", "--scheduler", scheduler, "--report", "report.json"]
    with subprocess.Popen(command, cwd=folder, env=os.environ | {"PYTHONPATH": str(ROOT)}, stdout=subprocess.DEVNULL,
                          stderr=subprocess.PIPE, text=True, encoding="utf-8") as build:
        end = time.monotonic() + 120
        while build.poll() is None and len(list(folder.glob("build/cache/*"))) < 3 and time.monotonic() < end:
            time.sleep(0.02)
        killed_in_the_middle = len(list(folder.glob("build/cache/*"))) < TEXTS
        workers[0].kill()
        _, errors = build.communicate(timeout=240)
    assert build.returncode == 0, errors
    assert killed_in_the_middle
    assert json.loads((folder / "report.json").read_text(encoding="utf-8"))["documents"]["published"] == TEXTS
    assert tiaowen(alone, "build", "--no-site", "--jobs", "1").returncode == 0
    assert tree(folder / "build" / "docs") == tree(alone / "build" / "docs")


def test_a_scheduler_that_does_not_answer_is_told(tmp_path: Path) -> None:
    write_library(tmp_path, 1)
    done = tiaowen(tmp_path, "build", "--no-site", "--scheduler", "tcp://127.0.0.1:9", PYTHONHASHSEED="0")
    assert done.returncode == 2
    assert "K016" in done.stderr
