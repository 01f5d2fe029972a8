"""A server that a test starts on this machine: a port for it, and what it answers."""

from __future__ import annotations

import os
import socket
import time
import urllib.request
from collections.abc import Callable

PATIENCE = 180.0  # seconds, for a machine that has much else to do: what is there sooner is waited for no longer


def free_port() -> int:
    """A port that nothing listens on, below those that systems give to connections (from 32768): one of these could
    take it before the server.
    """
    for offset in range(10_000):
        port = 20_000 + (os.getpid() * 97 + offset) % 10_000  # each worker of pytest begins elsewhere
        with socket.socket() as tried:
            try:
                tried.bind(("127.0.0.1", port))
            except OSError:
                continue
            return port
    raise AssertionError("no port is free")


def fetched(url: str) -> str:
    """The body of an answer."""
    with urllib.request.urlopen(url, timeout=PATIENCE) as answer:
        return str(answer.read().decode("utf-8"))


def first_answer(url: str, is_running: Callable[[], bool] = lambda: True) -> str:
    """The body of the first answer of a server that has only just been started; fails when it has ended without one."""
    end = time.monotonic() + PATIENCE
    while time.monotonic() < end and is_running():
        try:
            return fetched(url)
        except OSError:
            time.sleep(0.1)
    raise AssertionError(f"no answer from {url}")


def wait_until(is_so: Callable[[], bool], what: str) -> None:
    """Look until something is so; fails, telling what, when it is not in time."""
    end = time.monotonic() + PATIENCE
    while not is_so():
        assert time.monotonic() < end, f"not in time: {what}"
        time.sleep(0.1)
