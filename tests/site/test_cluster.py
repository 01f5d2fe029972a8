"""``--scheduler``: the texts are understood by the workers of a Dask scheduler; one that is killed costs nothing."""

import json
import os
import re
import signal
import subprocess
import sys
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from importlib.util import find_spec
from pathlib import Path

import pytest

from tests.bench.library import write_library
from tests.local_server import PATIENCE, wait_until
from tests.site_folder import ROOT, tiaowen, tree

pytestmark = [pytest.mark.site, pytest.mark.slow,
              pytest.mark.skipif(find_spec("distributed") is None, reason="there is no tiaowen[cluster]"),
              pytest.mark.skipif(not hasattr(signal, "SIGKILL"), reason="no SIGKILL on this system")]
TEXTS = 5
Process = subprocess.Popen[bytes]


@contextmanager
def running(log: Path, *command: str) -> Iterator[Process]:
    """A process that is killed at the end; what it says is in the log."""
    with log.open("wb") as said, subprocess.Popen([sys.executable, "-m", *command],
                                                  env=os.environ | {"PYTHONPATH": str(ROOT / "generator")},
                                                  stdout=subprocess.DEVNULL, stderr=said, cwd=ROOT) as process:
        try:
            yield process
        finally:
            process.kill()


def wait_to_read(log: Path, pattern: str) -> str:
    """The first group of the pattern, once the log has it."""
    wait_until(lambda: re.search(pattern, log.read_text(encoding="utf-8")) is not None, pattern)
    return re.findall(pattern, log.read_text(encoding="utf-8"))[0]


@pytest.fixture
def scheduler(tmp_path: Path) -> Iterator[str]:
    log = tmp_path / "scheduler.log"
    with running(log, "distributed.cli.dask_scheduler", "--host", "127.0.0.1", "--port", "0",
                 "--no-dashboard", "--no-show"):
        yield wait_to_read(log, r"Scheduler at:\s+(tcp://\S+)")


@pytest.fixture
def workers(scheduler: str, tmp_path: Path) -> Iterator[list[Process]]:
    """Two, both known to the scheduler."""
    options = ("--nthreads", "1", "--no-nanny", "--no-dashboard", "--local-directory", str(tmp_path / "dask"))
    logs = [tmp_path / f"worker-{number}.log" for number in range(2)]
    with ExitStack() as stack:
        found = [stack.enter_context(running(log, "distributed.cli.dask_worker", scheduler, *options)) for log in logs]
        for log in logs:
            wait_to_read(log, r"(Registered to)")
        yield found


def test_a_killed_worker_costs_nothing(scheduler: str, workers: list[Process], tmp_path: Path) -> None:
    """The other worker stands still until then, so that the build cannot be over before the first is killed."""
    folder, alone = tmp_path / "library", tmp_path / "alone"
    write_library(folder, TEXTS)
    write_library(alone, TEXTS)
    workers[1].send_signal(signal.SIGSTOP)
    command = [sys.executable, "-m", "tiaowen", "build", "--no-site", "--scheduler", scheduler,
               "--report", "report.json"]
    with subprocess.Popen(command, cwd=folder, env=os.environ | {"PYTHONPATH": str(ROOT / "generator")},
                          stdout=subprocess.DEVNULL,
                          stderr=subprocess.PIPE, text=True, encoding="utf-8") as build:
        wait_until(lambda: build.poll() is not None or len(list(folder.glob("build/cache/*"))) > 1,
                   "two texts are understood")
        killed_in_the_middle = build.poll() is None and len(list(folder.glob("build/cache/*"))) < TEXTS
        workers[0].kill()
        workers[1].send_signal(signal.SIGCONT)
        _, errors = build.communicate(timeout=2 * PATIENCE)
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
