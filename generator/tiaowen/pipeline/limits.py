"""What one file may cost. A file above it is refused with a finding, and the others are read."""

from __future__ import annotations

import signal
import threading
from collections.abc import Iterator
from contextlib import contextmanager

AGAIN = 1.0  # seconds after which a library that swallowed the interruption is interrupted again


class TookTooLongError(Exception):
    """A file has used up its time."""


@contextmanager
def at_most(seconds: float) -> Iterator[None]:
    """Raise TookTooLongError in the block once it has used that much processor time; how busy the machine is does not matter.

    Only where the system has such a clock (not on Windows) and in the main thread, where worker processes do their work; 0: no limit.
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
