"""What is made once in a run of pytest, whichever of its workers needs it first."""

from __future__ import annotations

import os
import traceback
from collections.abc import Callable
from pathlib import Path

import pytest

from tests.local_server import wait_until


def made_once(factory: pytest.TempPathFactory, name: str, make: Callable[[Path], object]) -> Path:
    """A folder that ``make`` has filled: by this worker, or by another, which is waited for. Fails wherever making it
    failed.
    """
    root = factory.getbasetemp()
    # a worker's own folder is below the one of the run
    root = root.parent if "PYTEST_XDIST_WORKER" in os.environ else root
    folder, told = root / name, root / f"{name}.made"
    try:
        folder.mkdir()
    except FileExistsError:
        wait_until(told.exists, f"{name} of another worker")
    else:
        error = "not made"
        try:
            make(folder)
            error = ""
        except BaseException:
            error = traceback.format_exc()
            raise
        finally:
            told.with_suffix(".tmp").write_text(error, encoding="utf-8")
            told.with_suffix(".tmp").rename(told)
    error = told.read_text(encoding="utf-8")
    assert not error, error
    return folder
