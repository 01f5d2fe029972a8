"""What to work on: processes of this machine, forked where that is safe and spawned elsewhere; or a Dask cluster."""

from __future__ import annotations

import os
import sys
import threading
from collections.abc import Iterator
from concurrent.futures import Executor, ProcessPoolExecutor
from contextlib import contextmanager
from multiprocessing import get_context
from typing import Any

from tiaowen.diagnostics import ConfigurationError, finding
from tiaowen.site.parallel import end_with_parent


def count(jobs: int) -> int:
    """How many processes to use: as asked, 0 for all processors."""
    return jobs or os.cpu_count() or 1


def pool(jobs: int) -> ProcessPoolExecutor:
    """A pool of that many processes. A forked one has all that this process has read; forking is safe only with no
    other thread running.
    """
    safe = sys.platform == "linux" and threading.active_count() == 1
    return ProcessPoolExecutor(count(jobs), mp_context=get_context("fork" if safe else "spawn"),
                               initializer=end_with_parent)


@contextmanager
def executor_at(scheduler: str) -> Iterator[Executor | None]:
    """The workers of a Dask scheduler such as tcp://10.0.0.5:8786; None for no address.

    Raises ConfigurationError when ``distributed`` is not installed (``pip install tiaowen[cluster]``) or nothing
    answers there.
    """
    if not scheduler:
        yield None
        return
    try:
        from distributed import Client  # late: an extra of its own

        connect: Any = Client  # it has no types, and may not be there
        client = connect(scheduler, timeout=10)
    except (ImportError, OSError, ValueError) as error:  # a time limit is an OSError too
        raise ConfigurationError(
            [finding("K016", scheduler=scheduler, detail=str(error) or type(error).__name__)]) from error
    with client:
        yield client.get_executor()
