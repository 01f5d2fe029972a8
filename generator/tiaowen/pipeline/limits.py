"""What one file may cost. A file above it is refused with a finding, and the others are read."""

from __future__ import annotations

import signal
import sys
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

_USED = Path("/proc/self/statm")  # Linux: pages of memory that the process has
AGAIN = 1.0  # seconds after which a library that swallowed the interruption is interrupted again


class TookTooLongError(BaseException):
    """A file has used up its time. No Exception: a reader that takes whatever goes wrong for a damaged file must not
    take this for it.
    """


@contextmanager
def at_most(seconds: float) -> Iterator[None]:
    """Raise TookTooLongError in the block once it has used that much processor time; how busy the machine is does not
    matter.

    Only where the system has such a clock (not on Windows) and in the main thread, where worker processes do their
    work; 0: no limit.
    """
    if not seconds or not hasattr(signal, "setitimer") or threading.current_thread() is not threading.main_thread():
        yield
        return

    def over(*_: object) -> None:
        raise TookTooLongError

    before = signal.signal(signal.SIGVTALRM, over)
    signal.setitimer(signal.ITIMER_VIRTUAL, seconds, AGAIN)
    try:
        yield
    finally:
        signal.setitimer(signal.ITIMER_VIRTUAL, 0)
        signal.signal(signal.SIGVTALRM, before)


@contextmanager
def within_memory(megabytes: int) -> Iterator[None]:
    """Let the block use that much memory more than the process has; beyond it, it gets a MemoryError, and the machine
    is not brought to its knees.

    Only where the system holds a process to it (Linux); 0: no limit.
    """
    if not megabytes or sys.platform != "linux":
        yield
        return
    import resource  # no other system has it, or holds to it

    before, most = resource.getrlimit(resource.RLIMIT_AS)
    wanted = int(_USED.read_text(encoding="ascii").split()[0]) * resource.getpagesize() + megabytes * 2**20
    open_end = resource.RLIM_INFINITY
    if wanted >= min((limit for limit in (before, most) if limit != open_end), default=wanted + 1):
        yield  # the system gives less already
        return
    resource.setrlimit(resource.RLIMIT_AS, (wanted, most))
    try:
        yield
    finally:
        resource.setrlimit(resource.RLIMIT_AS, (before, most))
