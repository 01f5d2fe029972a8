"""Site folders for tests: made, built and compared as a person would."""

import contextlib
import io
import json
import os
import shutil
import subprocess
import sys
from pathlib import Path
from typing import Any

from tiaowen.cli import run

ROOT = Path(__file__).parents[1]
ONE = "binzhou-binbanzi-2019-68.txt"  # the text of ``one_text``
SITE_URL = "https://x.example/repo/"


def tiaowen(folder: Path, *arguments: str, **environment: str) -> "subprocess.CompletedProcess[str]":
    """The command as a person runs it, in a folder that is no checkout.

    In this process, which has the program and the registries loaded already; with ``environment`` in one of its own.
    """
    if environment:
        clean = {name: value for name, value in os.environ.items() if name != "SOURCE_DATE_EPOCH"}
        return subprocess.run([sys.executable, "-m", "tiaowen", *arguments], cwd=folder, capture_output=True, text=True,
                              encoding="utf-8",
                              env=clean | {"PYTHONPATH": str(ROOT / "generator")} | environment,
                              timeout=300, check=False)
    out, err = io.StringIO(), io.StringIO()
    with contextlib.chdir(folder), contextlib.redirect_stdout(out), contextlib.redirect_stderr(err):
        status = run(arguments)
    return subprocess.CompletedProcess(arguments, status, out.getvalue(), err.getvalue())


def new_site(folder: Path) -> Path:
    """A site folder with the five texts, the hand-written pages and this site's settings."""
    shutil.copytree(ROOT / "docs_src", folder / "docs_src")
    (folder / "site_config").mkdir()
    shutil.copy(ROOT / "site_config" / "site.yml", folder / "site_config")
    return folder


def one_text(folder: Path) -> Path:
    """A site folder with one text, that of ``p/binbanzi-2019-68.html``, and no settings."""
    (folder / "docs_src/policies").mkdir(parents=True)
    (folder / "site_config").mkdir()
    shutil.copy(ROOT / "docs_src/policies" / ONE, folder / "docs_src/policies")
    return folder


def findings(folder: Path) -> list[dict[str, Any]]:
    """What ``check`` finds in a site."""
    done = tiaowen(folder, "check", "--format", "json")
    assert done.stdout.startswith("["), done.stderr
    found: list[dict[str, Any]] = json.loads(done.stdout)
    return found


def tree(folder: Path) -> dict[str, bytes]:
    """Every file below a folder with its bytes."""
    return {p.relative_to(folder).as_posix(): p.read_bytes() for p in sorted(folder.rglob("*")) if p.is_file()}
