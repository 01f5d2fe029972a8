"""A process of its own that serves a folder compressed, as public hosts do: python -m tests.bench.server FOLDER; the
address is its first line.

Every file is compressed once, before it is asked for, so that what is measured is the page and not this server.
"""

from __future__ import annotations

import gzip
import http.server
import sys
from functools import partial
from pathlib import Path


class _Zipped(http.server.SimpleHTTPRequestHandler):
    protocol_version = "HTTP/1.1"

    def __init__(self, *given: object, zipped: dict[str, bytes], **named: object) -> None:
        self._zipped = zipped
        super().__init__(*given, **named)  # type: ignore[arg-type]

    def do_GET(self) -> None:
        data = self._zipped.get(self.path.partition("?")[0].lstrip("/"))
        if data is None:
            self.send_error(404)
            return
        kind = self.guess_type(self.path)
        head = (
            f"HTTP/1.1 200 OK\r\nContent-Type: {kind}\r\nContent-Encoding: gzip\r\nContent-Length: {len(data)}\r\n\r\n"
        )
        self.wfile.write(head.encode() + data)

    def log_message(self, format: str, *args: object) -> None:
        """Nothing."""


def main() -> None:
    """The command line above."""
    folder = Path(sys.argv[1])
    zipped = {path.relative_to(folder).as_posix(): gzip.compress(path.read_bytes(), 6) for path in folder.rglob("*")
              if path.is_file()}
    with http.server.ThreadingHTTPServer(("127.0.0.1", 0), partial(_Zipped, zipped=zipped)) as server:
        print(f"http://127.0.0.1:{server.server_port}/", flush=True)
        server.serve_forever()


if __name__ == "__main__":
    main()
