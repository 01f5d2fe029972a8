"""The same work on many things, on every core."""

from __future__ import annotations

import gc
import multiprocessing
import os
import threading
import traceback
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from multiprocessing import connection
from typing import Any, TypeVar

PARALLEL_FROM = 64  # things; below it processes cost more than they gain
_LARGE = 256  # of the first things, which may be large
_FEW, _MANY = 8, 128  # things that one process works on, of the first and of the others
# batches that every core gets at least when there are not many things: a process costs as much as a dozen pages
_SHARES = 4
Thing = TypeVar("Thing")
Made = TypeVar("Made")


def on_all_cores(work: Callable[[Thing], Made], things: Sequence[Thing], jobs: int = 0) -> Iterator[Made]:
    """``work`` of each thing, in their order, on up to ``jobs`` processes at a time (0: one a core).

    The processes are forked, so that ``work`` and the things may hold what cannot be sent, such as templates; only what
    was made must be sent back. A process works on one batch and ends: whatever it has touched it has a copy of, and in
    time that would be all memory. Where the system cannot fork (Windows), and for a few things, all is done in this
    process.

    Raises what the work raised, or RuntimeError when a process was ended from outside.
    """
    jobs = jobs or os.cpu_count() or 1
    if jobs < 2 or len(things) < PARALLEL_FROM or "fork" not in multiprocessing.get_all_start_methods():
        yield from map(work, things)
        return
    with _frozen():
        yield from _in_order(work, [things[start:end] for start, end in _batches(len(things), jobs)], jobs)


def _batches(count: int, jobs: int) -> Iterator[tuple[int, int]]:
    few = max(_FEW, count // (jobs * _SHARES)) if count < _FEW * _MANY else _FEW
    start = 0
    while start < count:
        end = min(start + (few if start < _LARGE else _MANY), count)
        yield start, end
        start = end


def _in_order(work: Callable[[Thing], Made], batches: Sequence[Sequence[Thing]], jobs: int) -> Iterator[Made]:
    waiting = iter(enumerate(batches))
    running: dict[Any, _Worker] = {}
    done: dict[int, list[Made]] = {}
    try:
        for wanted in range(len(batches)):
            while wanted not in done:
                while len(running) < jobs and (batch := next(waiting, None)):
                    worker = _Worker(work, *batch)
                    running[worker.answer] = worker
                for ready in connection.wait(list(running)):
                    worker = running.pop(ready)
                    done[worker.number] = worker.result()
            yield from done.pop(wanted)
    finally:
        for worker in running.values():
            worker.end()


class _Worker:
    """A forked process that works on one batch; ``answer`` is readable when it is done."""

    def __init__(self, work: Callable[[Any], Any], number: int, batch: Sequence[Any]) -> None:
        self.number = number
        self.answer, told = multiprocessing.Pipe(duplex=False)
        self._process = multiprocessing.get_context("fork").Process(target=_work, args=(work, batch, told), daemon=True)
        self._process.start()
        told.close()

    def result(self) -> list[Any]:
        """What was made of the batch."""
        try:
            made, error = self.answer.recv()
        except EOFError:
            made, error = [], RuntimeError("a process of the build was ended from outside; is there enough memory?")
        self.answer.close()
        self._process.join()
        if error is not None:
            raise error
        return list(made)

    def end(self) -> None:
        """Stop, whatever it does."""
        self._process.kill()
        self._process.join()
        self.answer.close()


def _work(work: Callable[[Any], Any], batch: Sequence[Any], told: connection.Connection) -> None:
    end_with_parent()
    try:
        answer: tuple[list[Any], Exception | None] = [work(thing) for thing in batch], None
    except Exception as error:
        error.add_note(traceback.format_exc())
        answer = [], error
    told.send(answer)


@contextmanager
def _frozen() -> Iterator[None]:
    """While processes are forked nothing that is there is looked through for cycles: by that alone each would get a
    copy of all memory.
    """
    gc.freeze()
    try:
        yield
    finally:
        gc.unfreeze()


def end_with_parent() -> None:
    """In a worker: end when the process that started it is killed, rather than wait for work for ever, or write after
    it.
    """
    parent = multiprocessing.parent_process()
    if parent is not None:
        threading.Thread(target=_end_after, args=(parent.sentinel,), daemon=True).start()


def _end_after(sentinel: int) -> None:
    connection.wait([sentinel])
    os._exit(1)
