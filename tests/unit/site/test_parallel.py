"""Work on every core: order, errors, processes ended from outside, and that what a process did is forgotten."""

from __future__ import annotations

import gc
import multiprocessing
import os
import signal

import pytest
from tiaowen.site import parallel
from tiaowen.site.parallel import on_all_cores

forks = pytest.mark.skipif("fork" not in multiprocessing.get_all_start_methods(), reason="this system cannot fork")


@pytest.mark.parametrize("jobs", [1, 2, 3])
@pytest.mark.parametrize("count", [0, 1, 63, 64, 65, 1000])
def test_results_come_in_order(count: int, jobs: int) -> None:
    """Whatever the number of things and processes."""
    assert list(on_all_cores(lambda thing: thing * 2, range(count), jobs)) == [thing * 2 for thing in range(count)]


@forks
def test_work_is_done_elsewhere_and_forgotten() -> None:
    """No process of the first batch works on the last, and this one works on none."""
    pids = list(on_all_cores(lambda _: os.getpid(), range(1000), 2))
    assert os.getpid() not in pids
    assert pids[0] != pids[-1]


@forks
def test_an_error_of_the_work_is_raised_here() -> None:
    """With where it happened as a note."""

    def work(thing: int) -> int:
        if thing == 700:
            raise ValueError("seven hundred")
        return thing

    with pytest.raises(ValueError, match="seven hundred") as raised:
        list(on_all_cores(work, range(1000), 2))
    assert "in work" in raised.value.__notes__[0]


@forks
def test_a_process_ended_from_outside_is_an_error() -> None:
    """A build that the system takes memory from stops; it does not wait for ever."""

    def work(thing: int) -> int:
        if thing == 700:
            os.kill(os.getpid(), signal.SIGKILL)
        return thing

    with pytest.raises(RuntimeError, match="ended from outside"):
        list(on_all_cores(work, range(1000), 2))
    assert not multiprocessing.active_children()


@forks
def test_a_reader_that_stops_leaves_no_process() -> None:
    """And what was frozen is looked through for cycles again."""
    results = on_all_cores(lambda thing: thing, range(1000), 2)
    assert next(results) == 0
    results.close()  # type: ignore[attr-defined]
    assert not multiprocessing.active_children()
    assert gc.get_freeze_count() == 0


@pytest.mark.parametrize("count", [1, 64, 400, 1000, 1024, 5000])
def test_batches_hold_everything_once(count: int) -> None:
    batches = list(parallel._batches(count, 2))
    assert [number for start, end in batches for number in range(start, end)] == list(range(count))


def test_of_many_things_the_first_which_may_be_large_are_few_in_each_batch() -> None:
    sizes = [end - start for start, end in parallel._batches(5000, 2)]
    assert sizes[0] == 8
    assert max(sizes) == 128


def test_few_things_start_few_processes() -> None:
    assert len(list(parallel._batches(400, 2))) <= 8
