"""A process of its own that serves a folder compressed, as public hosts do: python -m tests.bench.server FOLDER; the
address is its first line.

Every file is compressed once, when it is first asked for: what is measured is the page and not this server, once it has
been opened.
"""

from __future__ import annotations

import gzip
import http.server
import sys
from collections.abc import Callable
from functools import cache, partial
from pathlib import Path


class _Zipped(http.server.SimpleHTTPRequestHandler):
    protocol_version = "HTTP/1.1"

    def __init__(self, *given: object, zipped: Callable[[str], bytes | None], **named: object) -> None:
        self._zipped = zipped
        super().__init__(*given, **named)  # type: ignore[arg-type]

    def do_GET(self) -> None:
        path = self.path.partition("?")[0]
        data = self._zipped(path.lstrip("/"))
        if data is None:
            self.send_error(404)
            return
        kind = self.guess_type(path)
        head = (
            f"HTTP/1.1 200 OK\r\nContent-Type: {kind}\r\nContent-Encoding: gzip\r\nContent-Length: {len(data)}\r\n\r\n"
        )
        self.wfile.write(head.encode() + data)

    def log_message(self, format: str, *args: object) -> None:
        """Nothing."""


def main() -> None:
    """The command line above."""
    folder = Path(sys.argv[1])

    @cache
    def zipped(path: str) -> bytes | None:
        file = folder / path
        return gzip.compress(file.read_bytes(), 6) if file.is_file() else None

    with http.server.ThreadingHTTPServer(("127.0.0.1", 0), partial(_Zipped, zipped=zipped)) as server:
        print(f"http://127.0.0.1:{server.server_port}/", flush=True)
        server.serve_forever()


if __name__ == "__main__":
    main()
