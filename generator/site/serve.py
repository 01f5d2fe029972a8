"""The site at 127.0.0.1, built again when something it is made from changes; open pages reload. MkDocs' own server does the work."""

from __future__ import annotations

import errno
from collections.abc import Callable, Iterable
from pathlib import Path

from mkdocs.livereload import LiveReloadServer

from generator.diagnostics import ConfigurationError, finding

HOST = "127.0.0.1"


class _Server(LiveReloadServer):
    """MkDocs' server, telling when it listens."""

    told: Callable[[str], None]

    def server_activate(self) -> None:
        """Called once the port is ours."""
        super().server_activate()
        self.told(self.url)


def serve(site: Path, rebuild: Callable[[], None], watched: Iterable[Path], *, port: int, started: Callable[[str], None]) -> None:
    """Serve the built site until interrupted (KeyboardInterrupt ends it quietly); ``rebuild`` runs after each change below ``watched``.

    ``started`` is told the address. Raises ConfigurationError when the port is taken.
    """
    server = _Server(builder=rebuild, host=HOST, port=port, root=str(site), polling_interval=0.3)
    server.error_handler = lambda code: _error_page(site, code)
    server.told = started
    for path in watched:
        if path.exists():
            server.watch(str(path))
    try:
        server.serve()  # type: ignore[no-untyped-call]
    except KeyboardInterrupt:
        pass
    except OSError as error:
        if error.errno not in {errno.EADDRINUSE, errno.EACCES, getattr(errno, "WSAEADDRINUSE", None), getattr(errno, "WSAEACCES", None)}:
            raise
        raise ConfigurationError([finding("K009", port=port, other=port + 1)]) from error
    finally:
        server.shutdown()


def _error_page(site: Path, code: int) -> bytes | None:
    page = site / f"{code}.html"
    return page.read_bytes() if page.is_file() else None
