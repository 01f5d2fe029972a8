"""Processes to work on: forked where that is safe, spawned elsewhere."""

from __future__ import annotations

import os
import sys
import threading
from concurrent.futures import ProcessPoolExecutor
from multiprocessing import get_context

from generator.site.parallel import end_with_parent


def count(jobs: int) -> int:
    """How many processes to use: as asked, 0 for all processors."""
    return jobs or os.cpu_count() or 1


def pool(jobs: int) -> ProcessPoolExecutor:
    """A pool of that many processes. A forked one has all that this process has read; forking is safe only with no other thread running."""
    safe = sys.platform == "linux" and threading.active_count() == 1
    return ProcessPoolExecutor(count(jobs), mp_context=get_context("fork" if safe else "spawn"), initializer=end_with_parent)
