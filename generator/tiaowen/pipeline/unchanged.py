"""Whether anything changed since the last build: every input by its content, every output by the state of its files.

The last build's inputs and result are in ``build/last.msgpack``, written when the build is complete; a build that was
killed has none.
"""

from __future__ import annotations

import hashlib
import os
from collections.abc import Iterator
from pathlib import Path

import msgspec

from tiaowen import __version__
from tiaowen.cache import keep, kept, program_digest
from tiaowen.data import packaged, registry_folders
from tiaowen.pipeline.library import Request
from tiaowen.pipeline.result import Result
from tiaowen.site.write import state_of

LAST = Path("build") / "last.msgpack"


def inputs_of(request: Request) -> str:
    """A digest of all that a build is made from: program, libraries, registries, ledger, templates, settings, texts,
    own pages, clock.
    """
    folder = request.folder
    asked = [request.sources.as_posix(), request.out.as_posix(), str(request.locked), str(request.site),
             os.environ.get("SOURCE_DATE_EPOCH", "")]
    digest = hashlib.sha256("\0".join([__version__, program_digest(registry_folders(folder)), *asked]).encode())
    digest.update(msgspec.msgpack.encode(request.settings))
    places = (packaged("templates"), packaged("docs_src/pages"), folder / "templates",
              folder / "site_config" / "permalinks",
              folder / request.settings.pages, request.sources, folder / "mkdocs.yml", packaged("mkdocs.yml"))
    for place in places:
        for file in _files(place):
            data = _data(file)
            digest.update(f"\0{file.relative_to(place).as_posix()}\0{len(data)}\0".encode("utf-8", "surrogateescape"))
            digest.update(data)
        digest.update(b"\1")
    return digest.hexdigest()


def _data(file: Path) -> bytes:
    """The file; of one that cannot be read, that: the build has told it, and tells it again when something else
    changes.
    """
    try:
        return file.read_bytes()
    except OSError as error:
        return f"\0{error.errno}".encode()


def _files(place: Path) -> Iterator[Path]:
    if place.is_file():
        yield place
    elif place.is_dir():
        yield from sorted(p for p in place.rglob("*") if p.is_file())


def last_result(request: Request, inputs: str) -> Result | None:
    """The result of the last build, when it was made from the same and nobody has touched what it wrote; otherwise
    None.
    """
    last = kept(request.folder / LAST, inputs, tuple[str, Result])
    return last[1] if last is not None and last[0] == _outputs(request) else None


def forget(request: Request) -> None:
    """To be called before anything is written: a build that is killed must not be taken for the last one."""
    (request.folder / LAST).unlink(missing_ok=True)


def remember(request: Request, inputs: str, result: Result) -> None:
    """Keep the result of a complete build."""
    keep(request.folder / LAST, inputs, (_outputs(request), result))


def _outputs(request: Request) -> str:
    build = request.folder / "build"
    return "".join(state_of(folder)
                   for folder in (build / "docs", build / "theme", *([request.out] if request.site else [])))
