"""One build at a time: another process waits; one that was killed keeps nobody waiting."""

import subprocess
import sys
from pathlib import Path

import pytest
from tiaowen.pipeline.one_at_a_time import one_at_a_time

HOLD = "import sys, time; from pathlib import Path; from tiaowen.pipeline.one_at_a_time import one_at_a_time\n" \
       "with one_at_a_time(Path(sys.argv[1]), lambda: None):\n    print('mine', flush=True); time.sleep(60)"


class StillBusyError(Exception):
    pass


def busy() -> None:
    raise StillBusyError


def test_another_process_waits_until_the_first_has_ended_however(tmp_path: Path) -> None:
    with subprocess.Popen([sys.executable, "-c", HOLD, str(tmp_path)], stdout=subprocess.PIPE,
                          cwd=Path(__file__).parents[2]) as other:
        assert other.stdout is not None and other.stdout.readline().strip() == b"mine"
        with pytest.raises(StillBusyError), one_at_a_time(tmp_path, busy):
            pass
        other.kill()
        other.wait()
        with one_at_a_time(tmp_path, busy):
            assert (tmp_path / "build").is_dir()


def test_one_build_after_the_other_waits_for_nobody(tmp_path: Path) -> None:
    for _ in range(2):
        with one_at_a_time(tmp_path, busy):
            pass
