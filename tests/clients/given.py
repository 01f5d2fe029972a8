"""What every client's script is given, and how a program is asked."""

from __future__ import annotations

import json
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from msgspec import Struct

HERE = Path(__file__).parent
ITEM = "威政办发〔2024〕12号"  # the number of the documents of samples.py that have one
Row = dict[str, Any]


class Given(Struct, frozen=True):
    """``work``: the folder with the clients; ``site``: a built site with a public address;
    ``library``: the same of many documents, or its build/docs; ``made``: samples.py's."""

    work: Path
    site: Path
    library: Path
    made: dict[str, dict[str, str]]

    @property
    def python(self) -> str:
        """Of the environment that holds the Python clients."""
        return str(self.work / "pyv/bin/python")

    def npm(self, package: str) -> str:
        """The version of a Node client."""
        found = json.loads((self.work / "npm/node_modules" / package / "package.json").read_text(encoding="utf-8"))
        return f"{package} {found['version']}"


def ask(command: list[str], data: str = "", folder: Path | None = None) -> str:
    """What the program says. Raises OSError when it is not there, CalledProcessError when it fails."""
    return subprocess.run(command, input=data, capture_output=True, text=True, encoding="utf-8", cwd=folder,
                          timeout=900, check=True).stdout


def ask_json(command: list[str], data: str = "") -> Any:
    """The same of a program that says JSON."""
    return json.loads(ask(command, data))


def debian(package: str) -> str:
    """The version of a Debian package."""
    return ask(["dpkg-query", "-W", "-f", "${Package} ${Version}", package])


@contextmanager
def running(command: list[str], folder: Path | None = None, **environment: str) -> Iterator[None]:
    """A server on the loopback address, ended at the end."""
    server = subprocess.Popen(command, cwd=folder, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL,
                              env={"PATH": "/usr/bin:/bin", **environment})
    try:
        yield
    finally:
        server.terminate()
        server.wait(30)


def page_server(site: Path, port: int) -> list[str]:
    """The command that serves the site's folder."""
    return [sys.executable, "-m", "http.server", str(port), "--bind", "127.0.0.1", "--directory", str(site)]
