"""Live reload: from the moment that a text is written to the moment that an open page is told to reload, among many
documents.

    python -m tests.bench.serve                       1,000 documents, in a folder of its own
    python -m tests.bench.serve 300 --work ../bench   a library there is taken again, built or not

For each of five edits: seconds until the reload is told (``shown``), until the page with the new words has arrived
(``read``), and until lists, search and check are done as well (``all``). Only other work on the machine changes between
the edits.
"""

from __future__ import annotations

import argparse
import json
import os
import re
import socket
import statistics
import subprocess
import sys
import tempfile
import time
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import NamedTuple

from tests.bench.library import write_library

ROOT = Path(__file__).parents[2]
EDITS = 5
READY, DONE = "已就绪", "份发布"


class Reload(NamedTuple):
    """Seconds after the text was written."""

    shown: float
    read: float
    all: float


class Server:
    """``serve`` in a process of its own, and what it has said."""

    def __init__(self, folder: Path, port: int) -> None:
        self.said, self._address = folder / "said.txt", f"http://127.0.0.1:{port}"

    def hear(self, words: str, times: int = 1) -> None:
        """Wait until it has said the words so often."""
        while self.heard(words) < times:
            time.sleep(0.02)

    def heard(self, words: str) -> int:
        """How often it has said the words."""
        return self.said.read_text(encoding="utf-8").count(words)

    def get(self, path: str) -> str:
        """What a browser gets."""
        with urllib.request.urlopen(f"{self._address}/{path}", timeout=600) as answer:
            return str(answer.read().decode("utf-8"))

    def reload(self, text: Path, words: str) -> Reload:
        """Add the words to a paragraph of the text while its page is open."""
        page = self.page_of(text)
        (epoch,) = re.findall(r"livereload\((\d+), \d+\)", self.get(page))
        lines, done = text.read_text(encoding="utf-8").splitlines(), self.heard(DONE)
        lines[6] += words
        text.write_text("\n".join(lines) + "\n", encoding="utf-8", newline="\n")
        began = time.perf_counter()
        while float(self.get(f"livereload/{epoch}/1")) <= float(epoch):
            pass
        shown = time.perf_counter() - began
        assert words in self.get(page), page
        read = time.perf_counter() - began
        self.hear(DONE, done + 1)
        return Reload(shown, read, time.perf_counter() - began)

    def page_of(self, text: Path) -> str:
        """The page of a text of the made library: its first lines are its title and its number."""
        title, number, *_ = text.read_text(encoding="utf-8").splitlines()
        documents = json.loads((self.said.parent / "site" / "data" / "policies.json").read_bytes())
        return next(f"p/{d['id']}.html" for d in documents if (d["title"], d["doc_number"]) == (title, number))


@contextmanager
def serving(folder: Path) -> Iterator[Server]:
    """The site of the folder served, once a page can be shown ahead."""
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = int(free.getsockname()[1])
    server = Server(folder, port)
    command = [sys.executable, "-m", "tiaowen", "serve", "--port", str(port)]
    with server.said.open("w", encoding="utf-8") as said, \
         subprocess.Popen(command, cwd=folder, env=os.environ | {"PYTHONPATH": str(ROOT / "generator")},
                          stdout=subprocess.DEVNULL, stderr=said) as process:
        try:
            server.hear(READY)
            yield server
        finally:
            process.terminate()


def main() -> None:
    """Print a line for each edit, and the median."""
    options = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    options.add_argument("documents", type=int, nargs="?", default=1000)
    options.add_argument("--work", type=Path, default=None,
                         help="folder for the library, kept (default: a temporary one)")
    asked = options.parse_args()
    with tempfile.TemporaryDirectory(prefix="serve-") as aside:
        folder = (asked.work or Path(aside)).resolve() / f"pipeline-{asked.documents}"
        if not (folder / "docs_src").is_dir():
            write_library(folder, asked.documents)
        texts = sorted((folder / "docs_src").rglob("*.txt"))
        with serving(folder) as server:
            found = [server.reload(texts[number * 7 % len(texts)], f"抓好落实第{number + 1}项。")
                     for number in range(EDITS)]
    for number, reload in enumerate(found, 1):
        print(
            f"{asked.documents} documents, edit {number}: shown {reload.shown:.2f} s, read {reload.read:.2f} s, all "
            f"{reload.all:.1f} s")
    print("median: " + ", ".join(f"{name} {statistics.median(getattr(item, name) for item in found):.2f} s"
                                 for name in Reload._fields))


if __name__ == "__main__":
    main()
