"""What one build keeps for the next: good only for the state of everything that it was made from.

A file is written beside and renamed, so that a killed build leaves a sound one; a damaged one is read as absent.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterable
from functools import cache
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path
from typing import TypeVar

import msgspec

from tiaowen.folders import stands, write_if_changed
from tiaowen.model import Policy
from tiaowen.sidecar import sidecar_of

LIBRARIES = (  # those whose version can change what is read from a file or written to a page
    "Jinja2", "Markdown", "charset-normalizer", "lunr", "lxml", "markdown-it-py", "mkdocs", "mkdocs-material",
    "msdoc2docx", "numpy",
    "ofdkit", "opencc", "openpyxl", "pdfminer.six", "pdfplumber", "pymdown-extensions", "pypdfium2", "pypinyin",
    "python-docx", "rapidfuzz",
    "striprtf", "xlrd",
)
EXTRAS = ("onnxruntime", "rapidocr")  # those that may be missing
_KEY = 64  # hex digits before the policy
T = TypeVar("T")


def program_digest(folders: Iterable[Path]) -> str:
    """Of the program's own code, its libraries, and every registry file in the folders: whatever decides how a source
    is understood and shown.
    """
    digest = hashlib.sha256(_versions() + _code())
    for folder in folders:
        digest.update(_held(p for p in folder.iterdir() if p.is_file()))
    return digest.hexdigest()


@cache
def _code() -> bytes:
    """Kept: what runs does not change any more."""
    package = Path(__file__).resolve().parent
    return _held(p for p in package.rglob("*.py") if "_data" not in p.parts)


def _held(files: Iterable[Path]) -> bytes:
    """The digest of files."""
    digest = hashlib.sha256()
    for file in sorted(files):
        digest.update(f"{file.name}\0{file.stat().st_size}\0".encode())
        digest.update(file.read_bytes())
    return digest.digest()


@cache
def _versions() -> bytes:
    return "\0".join([*map(version, LIBRARIES), *map(_version_of_extra, EXTRAS)]).encode()


def _version_of_extra(name: str) -> str:
    try:
        return version(name)
    except PackageNotFoundError:
        return ""


def kept(file: Path, made_for: str, kind: type[T]) -> T | None:
    """What ``keep`` wrote for that state; None when there is no such file, when it is damaged, or of another state."""
    try:
        state, value = msgspec.msgpack.decode(file.read_bytes(), type=tuple[str, kind])  # type: ignore[valid-type]
    except (OSError, msgspec.DecodeError):
        return None
    return value if state == made_for else None


def keep(file: Path, made_for: str, value: object) -> None:
    """Write the value for the next build. ``made_for``: a digest of everything that it was made from."""
    write_if_changed(file, msgspec.msgpack.encode((made_for, value)))


class PolicyCache:
    """What was understood of each source, a file a source below ``build/cache``: good for the same bytes, registries
    and program.
    """

    def __init__(self, folder: Path, program: str) -> None:
        self.folder = folder
        self.program = program

    def key(self, file: Path, name: str) -> str:
        """Of everything the policy depends on: program, path, source and sidecar; empty when one of the two cannot be
        read now.
        """
        beside = sidecar_of(file)
        digest = hashlib.sha256(f"{self.program}\0{name}\0".encode())
        try:
            digest.update(file.read_bytes())
            digest.update(b"\0" + beside.read_bytes() if beside.is_file() else b"")
            if stands(beside) and not beside.is_file():  # a folder, a pipe, a link to nothing: told each time
                return ""
        except OSError:
            return ""
        return digest.hexdigest()

    def has(self, name: str, key: str) -> bool:
        """Whether a policy of that key is kept for the source."""
        try:
            with self._file(name).open("rb") as file:
                return file.read(_KEY) == key.encode()
        except OSError:
            return False

    def get(self, name: str, key: str) -> Policy | None:
        """The policy kept for the source, when it is of that key."""
        try:
            data = self._file(name).read_bytes()
            return _decoder().decode(data[_KEY:]) if data[:_KEY] == key.encode() else None
        except (OSError, msgspec.DecodeError):
            return None

    def put(self, name: str, key: str, policy: Policy) -> None:
        """Keep the policy, in place of what was kept for the source."""
        write_if_changed(self._file(name), key.encode() + msgspec.msgpack.encode(policy))

    def prune(self, names: Iterable[str]) -> None:
        """Drop what is kept for sources that are no more."""
        keep = {self._file(name).name for name in names}
        if self.folder.is_dir():
            for file in self.folder.iterdir():
                if file.name not in keep:
                    file.unlink(missing_ok=True)

    def _file(self, name: str) -> Path:
        return self.folder / hashlib.sha256(name.encode()).hexdigest()[:32]


@cache
def _decoder() -> msgspec.msgpack.Decoder[Policy]:
    return msgspec.msgpack.Decoder(Policy)
