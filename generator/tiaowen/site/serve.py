"""The site at 127.0.0.1, built again when something it is made from changes; open pages reload. MkDocs' own server does
the work.

A page may be shown ahead of the build that follows: it is served from memory, and says so. The site that is there is
served while the next one is built, and a build is broken off when something changes again.
"""

from __future__ import annotations

import errno
import sys
import time
import traceback
from collections.abc import Callable, Iterable, Mapping
from pathlib import Path
from typing import Any

from mkdocs.livereload import LiveReloadServer
from watchdog.events import FileSystemEvent, FileSystemEventHandler

from tiaowen.diagnostics import ConfigurationError, finding

HOST = "127.0.0.1"
NAMES = (HOST, "localhost")
HTTP = 80  # the port that browsers leave out
LOOK_EVERY = 0.2  # seconds between two looks at the files; the reload must come within one
STATE = (
    '<p role="status" style="position:fixed;bottom:0;right:0;z-index:9;margin:0;padding:.3em '
    '1em;background:#fff8e1;color:#222;'
    'border:1px solid #b8860b;font-size:.7rem">本页已是最新；列表、检索和检查正在更新</p>'
).encode()
Show = Callable[[Mapping[str, bytes]], None]
Work = Callable[[frozenset[Path], Show, Callable[[], None]], bool]


class BrokenOffError(Exception):
    """Something changed while the site was being built: what is half done is of no use."""


class _Server(LiveReloadServer):
    """MkDocs' server: it tells when it listens, knows which files changed, shows pages ahead, and serves while it
    builds.
    """

    def __init__(self, site: Path, work: Work, started: Callable[[str], None], port: int) -> None:
        super().__init__(builder=lambda: None, host=HOST, port=port, root=str(site), polling_interval=LOOK_EVERY)
        self._work, self._started = work, started
        self._changed: set[Path] = set()
        self._ahead: Mapping[str, bytes] = {}
        self._hosts = {f"{name}:{port}" for name in NAMES} | (set(NAMES) if port == HTTP else set())

    def server_activate(self) -> None:
        """Called once the port is ours."""
        super().server_activate()
        self._started(self.url)

    def watch(self, path: str, func: None = None, *, recursive: bool = True) -> None:  # noqa: ARG002 (MkDocs' own)
        """Note every file that changes below the path."""
        handler = FileSystemEventHandler()
        handler.on_any_event = self._note  # type: ignore[method-assign]
        self._watched_paths[path] = 1
        self._watch_refs[path] = self.observer.schedule(handler, path, recursive=recursive)

    def _note(self, event: FileSystemEvent) -> None:
        if not event.is_directory:
            with self._rebuild_cond:
                self._changed |= {Path(str(file)) for file in (event.src_path, event.dest_path) if file}
                self._rebuild_cond.notify_all()

    def _build_loop(self) -> None:
        """Get ready, then work after every change."""
        self._do(frozenset())
        while not self._shutdown:
            with self._rebuild_cond:
                if not self._rebuild_cond.wait_for(lambda: self._changed or self._shutdown,
                                                   timeout=self.shutdown_delay):
                    continue  # Windows hears Ctrl+C between two waits only
                while self._rebuild_cond.wait(timeout=self.build_delay):
                    pass  # an editor writes a file in several steps
                changed, self._changed = frozenset(self._changed), set()
            if not self._shutdown:
                self._do(changed)

    def _do(self, changed: frozenset[Path]) -> None:
        try:
            new = self._work(changed, self._show, self._break_off)
        except BrokenOffError:
            return
        except Exception:  # whatever is wrong with the program: the site that is there is served on
            traceback.print_exc(file=sys.stderr)
            return
        if new:
            self._ahead = {}
            if changed:
                self._reload()

    def _show(self, pages: Mapping[str, bytes]) -> None:
        self._ahead = {**self._ahead, **pages}
        self._reload()

    def _break_off(self) -> None:
        if self._changed or self._shutdown:
            raise BrokenOffError

    def _reload(self) -> None:
        with self._epoch_cond:
            self._visible_epoch = self._wanted_epoch = max(self._visible_epoch + 1, round(time.monotonic() * 1000))
            self._epoch_cond.notify_all()

    def serve_request(self, environ: Any, start_response: Any) -> Iterable[bytes]:
        """A page to read, and only under this server's own name: a page from elsewhere must not read the site through a
        name of its own.
        """
        if str(environ.get("HTTP_HOST", "")).lower() not in self._hosts:
            return _plain(start_response, "421 Misdirected Request", f"只在 {self.url} 提供")
        method = str(environ.get("REQUEST_METHOD", "")).upper()
        if method not in {"GET", "HEAD"}:
            return _plain(start_response, "405 Method Not Allowed", "只能读取", ("Allow", "GET, HEAD"))
        if method == "HEAD" and str(environ.get("PATH_INFO", "")).startswith("/livereload/"):
            return _plain(start_response, "200 OK", "")
        body: Iterable[bytes] = super().serve_request(environ, start_response)
        if method == "GET":
            return body
        if callable(close := getattr(body, "close", None)):
            close()
        return []

    def _serve_request(self, environ: Any, start_response: Any) -> Iterable[bytes] | None:
        name = str(environ["PATH_INFO"]).lstrip("/")
        page = self._ahead.get(name)
        if page is not None:
            start_response("200 OK", [("Content-Type", self._guess_type(name))])  # type: ignore[no-untyped-call]
            return [self._inject_js_into_html(page.replace(b"</body>", STATE + b"</body>"), self._visible_epoch)]  # type: ignore[no-untyped-call]
        try:
            found = super()._serve_request(environ, start_response)
            if found is None:  # perhaps the one moment between two renames when there is no site
                time.sleep(self.build_delay)
                found = super()._serve_request(environ, start_response)
        except (OSError, ValueError):  # a name that no file can have: too long, with a zero byte
            return None
        return found


def _plain(start_response: Any, status: str, text: str, *headers: tuple[str, str]) -> list[bytes]:
    start_response(status, [("Content-Type", "text/plain; charset=utf-8"), *headers])
    return [text.encode()]


def serve(site: Path, work: Work, watched: Iterable[Path], *, port: int, started: Callable[[str], None]) -> None:
    """Serve the built site until interrupted (KeyboardInterrupt ends it quietly).

    ``work(changed, show, may_break_off)`` is called once when the site is served, with no files, and again after each
    change below ``watched``, with the files that changed. It may ``show`` pages ahead, must call ``may_break_off``
    wherever it can be broken off, and returns whether there is a new site. ``started`` is told the address. Raises
    ConfigurationError when the port is taken.
    """
    server = _Server(site, work, started, port)
    server.error_handler = lambda code: _error_page(site, code)
    for path in watched:
        if path.exists():
            server.watch(str(path))
    try:
        server.serve()  # type: ignore[no-untyped-call]
    except KeyboardInterrupt:
        pass
    except OSError as error:
        if error.errno not in {errno.EADDRINUSE, errno.EACCES, getattr(errno, "WSAEADDRINUSE", None),
                               getattr(errno, "WSAEACCES", None)}:
            raise
        raise ConfigurationError([finding("K009", port=port, other=port + 1)]) from error
    finally:
        server.shutdown()


def _error_page(site: Path, code: int) -> bytes | None:
    page = site / f"{code}.html"
    return page.read_bytes() if page.is_file() else None
