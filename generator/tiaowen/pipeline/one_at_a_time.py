"""One build of a site folder at a time: a second one waits, as when somebody runs ``build`` while ``serve`` builds.

The system holds the lock and gives it up when the process ends, however it ends: a killed build keeps nobody waiting.
"""

from __future__ import annotations

import errno
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import BinaryIO

LOCK = Path("build") / ".lock"
LOOK_EVERY = 0.1  # seconds
_HELD = {errno.EACCES, errno.EAGAIN, errno.EDEADLK}  # what the systems say of a lock that another has


@contextmanager
def one_at_a_time(folder: Path, waiting: Callable[[], None]) -> Iterator[None]:
    """Wait until no other process builds the folder. ``waiting`` is called at every look, and may end the wait by
    raising.
    """
    file = folder / LOCK
    file.parent.mkdir(parents=True, exist_ok=True)
    with file.open("ab") as stream:
        while not _taken(stream):
            waiting()
            time.sleep(LOOK_EVERY)
        yield


def _taken(stream: BinaryIO) -> bool:
    """Whether the lock is ours now; True too where the file system knows no locks."""
    try:
        if sys.platform == "win32":
            import msvcrt

            stream.seek(0)
            msvcrt.locking(stream.fileno(), msvcrt.LK_NBLCK, 1)
        else:
            import fcntl

            fcntl.lockf(stream, fcntl.LOCK_EX | fcntl.LOCK_NB)  # of this process alone: forked ones do not hold it
    except OSError as error:
        return error.errno not in _HELD
    return True
