"""The same work on many things, on every core."""

from __future__ import annotations

import multiprocessing
import os
import threading
import warnings
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import ProcessPoolExecutor
from itertools import chain
from multiprocessing import connection
from typing import Any, TypeVar

PARALLEL_FROM = 64  # things; below it processes cost more than they gain
_BATCH = 16
Thing = TypeVar("Thing")
Made = TypeVar("Made")


def on_all_cores(work: Callable[[Thing], Made], things: Sequence[Thing], jobs: int = 0) -> Iterator[Made]:
    """``work`` of each thing, in their order, on up to ``jobs`` processes (0: one a core).

    The processes are forked, so that ``work`` and the things may hold what cannot be sent, such as templates; only what was made must be
    sent back. Where the system cannot fork (Windows), and for a few things, all is done in this process.
    """
    jobs = jobs or os.cpu_count() or 1
    if jobs < 2 or len(things) < PARALLEL_FROM or "fork" not in multiprocessing.get_all_start_methods():
        yield from map(work, things)
        return
    batches = [range(start, min(start + _BATCH, len(things))) for start in range(0, len(things), _BATCH)]
    with warnings.catch_warnings():
        warnings.simplefilter("ignore", DeprecationWarning)  # of forking beside threads: the work takes no lock of theirs
        with ProcessPoolExecutor(jobs, multiprocessing.get_context("fork"), _start, (work, things)) as pool:
            yield from chain.from_iterable(pool.map(_batch, batches))


_inherited: list[Any] = []  # in a forked process: the work and the things


def _start(work: Callable[[Any], Any], things: Sequence[Any]) -> None:
    end_with_parent()
    _inherited[:] = [work, things]


def end_with_parent() -> None:
    """In a worker: end when the process that started it is killed, rather than wait for work for ever, or write after it."""
    parent = multiprocessing.parent_process()
    if parent is not None:
        threading.Thread(target=_end_after, args=(parent.sentinel,), daemon=True).start()


def _end_after(sentinel: int) -> None:
    connection.wait([sentinel])
    os._exit(1)


def _batch(numbers: range) -> list[Any]:
    work, things = _inherited
    return [work(things[number]) for number in numbers]
