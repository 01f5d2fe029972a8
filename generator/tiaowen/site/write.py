"""Files to a generated folder: only what differs is written, what is no longer produced is removed, nothing leaves the
folder.
"""

from __future__ import annotations

import hashlib
import os
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path

from msgspec import Struct

from tiaowen.data import packaged
from tiaowen.diagnostics import finding
from tiaowen.folders import (
    NO_FILE,
    PATH_LIMIT,
    fits_everywhere,
    in_words,
    is_link,
    leads_outside,
    write_if_changed,
)
from tiaowen.intake import is_stray
from tiaowen.model import Diagnostic, OutputFile
from tiaowen.site.listing import listed


class Written(Struct, frozen=True, kw_only=True):
    """What a write did: sorted paths relative to the folder, how many files were as they should be, and a digest of the
    whole.
    """

    written: tuple[str, ...]
    removed: tuple[str, ...]
    unchanged: int
    digest: str


def write_tree(folder: Path, files: Iterable[OutputFile], *, there: Mapping[str, bytes] | None = None) -> Written:
    """Make the folder hold exactly these files, and those that are ``there``: path → SHA-256.

    Raises ValueError for a path that is unsafe or given twice (letter case ignored, as Windows and macOS do).
    """
    written: list[str] = []
    digests = dict(there or {})
    seen = {path.lower(): path for path in digests}
    unchanged = 0
    for file in files:
        check_path(file.path)
        if file.path.lower() in seen:
            raise ValueError(f"two files for one path: {seen[file.path.lower()]!r}, {file.path!r}")
        seen[file.path.lower()] = file.path
        digests[file.path] = hashlib.sha256(file.data).digest()
        if write_if_changed(folder / file.path, file.data):
            written.append(file.path)
        else:
            unchanged += 1
    removed = _prune(folder, set(seen.values()))
    whole = hashlib.sha256(b"".join(path.encode() + digests[path] for path in sorted(digests))).hexdigest()
    return Written(written=tuple(sorted(written)), removed=tuple(removed), unchanged=unchanged, digest=whole)


def check_path(path: str) -> None:
    """Raises ValueError unless the path is relative, ASCII, short, and made of names every system can hold."""
    if len(path) > PATH_LIMIT:
        raise ValueError(f"path longer than {PATH_LIMIT} characters: {path!r}")
    for name in path.split("/"):
        if not fits_everywhere(name):
            raise ValueError(f"unsafe path: {path!r}")


def files_below(folder: Path) -> Iterator[OutputFile]:
    """Every file below a folder, in order of path; none that is hidden, that a system put there, or that a link leads
    out to; nothing when the folder is absent.
    """
    found = (file for file in folder.rglob("*") if file.is_file() and not is_stray(file)
             and not leads_outside(file, folder))
    files = {file.relative_to(folder).as_posix(): file for file in found}
    for path in sorted(files):
        if not any(name.startswith(".") for name in path.split("/")):
            yield OutputFile(path=path, data=files[path].read_bytes())


def hand_written(folder: Path, pages: str) -> tuple[list[OutputFile], list[Diagnostic]]:
    """The site folder's own pages below ``pages`` over the packaged ones, and a finding for each that is left out.

    S008: some system cannot hold the name. S012: a page that is not UTF-8.
    """
    if leads_outside(folder / pages, folder):
        return list(files_below(packaged("docs_src/pages"))), [finding("R093", path=pages)]
    files: dict[str, OutputFile] = {}
    found: list[Diagnostic] = []
    for file in overlaid(files_below(packaged("docs_src/pages")), _own_pages(folder, pages, found)):
        try:
            check_path(file.path)
            if file.path.endswith((".md", ".markdown")):
                file.data.decode()
        except UnicodeDecodeError as error:
            found.append(finding("S012", path=f"{pages}/{file.path}", detail=error.reason))
        except ValueError:
            found.append(finding("S008", path=f"{pages}/{file.path}", detail="含有不是每个系统都能保存的字符，或太长"))
        else:
            if (other := files.setdefault(file.path.lower(), file)) is not file:
                found.append(finding("S008", path=f"{pages}/{other.path}",
                                     detail=f"与 {file.path} 只差大小写，只放进了一个"))
                files[file.path.lower()] = file  # the lower case stands behind: what other pages link to
    return list(files.values()), found


def _own_pages(folder: Path, pages: str, found: list[Diagnostic]) -> Iterator[OutputFile]:
    """The files below ``pages`` that can be read; a finding for each that cannot, for each folder that cannot be
    looked into, and for each link that leads outside.
    """
    top, refused = folder / pages, list[OSError]()
    walked = os.walk(top, onerror=refused.append) if top.is_dir() else ()
    for file in sorted(Path(root, name) for root, folders, files in walked for name in (*folders, *files)):
        path = file.relative_to(top).as_posix()
        if is_stray(file) or any(name.startswith(".") for name in path.split("/")):
            continue
        try:
            if leads_outside(file, top) or is_link(file) and file.is_dir():
                found.append(finding("R093", path=f"{pages}/{path}"))
            elif file.is_file():
                yield OutputFile(path=path, data=file.read_bytes())
            elif not file.is_dir():
                raise OSError(None, NO_FILE)
        except OSError as error:
            found.append(finding("R091", path=f"{pages}/{path}", detail=in_words(error)))
    found += [finding("R091", path=Path(error.filename).relative_to(folder).as_posix(), detail=in_words(error))
              for error in refused]


def below(files: Iterable[OutputFile], top: Iterable[OutputFile]) -> Iterator[OutputFile]:
    """All of ``top``, then those of ``files`` whose paths are not in it; the second stream is not held in memory."""
    taken = set()
    for file in top:
        taken.add(file.path.lower())  # as Windows and macOS tell paths apart
        yield file
    yield from (file for file in files if file.path.lower() not in taken)


def overlaid(*layers: Iterable[OutputFile]) -> Iterator[OutputFile]:
    """The files of all layers in order of path; where two have one path, the later layer's."""
    chosen = {file.path: file for layer in layers for file in layer}
    yield from (chosen[path] for path in sorted(chosen))


def _prune(folder: Path, keep: set[str]) -> list[str]:
    """Remove every file that is not to be kept, every link to a folder, and every folder that is empty then."""
    removed = sorted(file.path for file in listed(folder) if file.path not in keep)
    for path in removed:
        (folder / path).unlink()
    for root, folders, _ in os.walk(folder, topdown=False):
        for name in folders:
            child = Path(root, name)
            if child.is_symlink():
                child.unlink()
            elif not any(child.iterdir()):
                child.rmdir()
    return removed


def state_of(folder: Path) -> str:
    """A digest of every file's path, size and time: enough to see that somebody touched one; the same for an empty
    folder and for none.
    """
    digest = hashlib.sha256()
    for file in listed(folder):
        digest.update(f"{file.path}\0{file.size}\0{file.changed}\n".encode("utf-8", "surrogateescape"))
    return digest.hexdigest()
