"""What may be followed and written below a site folder: a repository can carry links, and what they lead to belongs to
somebody else.
"""

from __future__ import annotations

import errno
import os
import re
from collections.abc import Iterator
from pathlib import Path

NO_FILE = "不是文件（管道、设备，或没有目标的链接）"
# names that Windows keeps for devices
RESERVED = re.compile(r"(?:con|prn|aux|nul|com\d|lpt\d)(?:\..*)?", re.IGNORECASE)
# characters of a path below a site: leaves Windows' 260 some room for where the folder is (design: search, file://)
PATH_LIMIT = 180
_SEGMENT = re.compile(r"(?!\.)[A-Za-z0-9._~-]+(?<!\.)")


def fits_everywhere(name: str) -> bool:
    """Whether every system can hold a file or folder of that name, and every address can have it as it is."""
    return _SEGMENT.fullmatch(name) is not None and not RESERVED.fullmatch(name)


def write_if_changed(file: Path, data: bytes) -> bool:
    """Whether the file had to be written. A reader never sees half a file: it is written beside, then renamed."""
    try:
        if file.stat().st_size == len(data) and file.read_bytes() == data:
            return False
    except FileNotFoundError:
        file.parent.mkdir(parents=True, exist_ok=True)
    beside = file.with_name(f".{file.name[:100]}.new")
    beside.write_bytes(data)
    beside.replace(file)
    return True


def replace_file(file: Path, data: bytes) -> None:
    """Write a file that people keep: beside, on the disk, then renamed, so that whenever the machine stops it is the
    old or the new one.

    A link in its place is replaced, never followed; a device or pipe there is refused.
    """
    if file.exists() and not file.is_file() and not file.is_dir():
        raise OSError(errno.ENXIO, os.strerror(errno.ENXIO), str(file))
    file.parent.mkdir(parents=True, exist_ok=True)
    beside = file.with_name(f".{file.name[:100]}.new")
    try:
        with beside.open("wb") as stream:
            stream.write(data)
            stream.flush()
            os.fsync(stream.fileno())
        beside.replace(file)
    except OSError as error:
        if not is_link(beside) and not beside.is_dir():
            beside.unlink(missing_ok=True)
        raise OSError(error.errno, error.strerror, str(file)) from error  # the file that a person knows


def is_link(path: Path) -> bool:
    """Whether the path is a link, on Windows a junction too."""
    return path.is_symlink() or getattr(os.path, "isjunction", lambda _: False)(path)


_WORDS = {
    errno.EACCES: "没有权限", errno.EPERM: "没有权限", errno.EROFS: "只读", errno.ENOSPC: "磁盘满了",
    errno.ENOENT: "不在了",
    errno.EISDIR: "是文件夹", errno.ENOTDIR: "路径里有不是文件夹的", errno.EEXIST: "已有同名的文件",
    errno.ENOTEMPTY: "文件夹不空",
    errno.ELOOP: "链接成环", errno.ENAMETOOLONG: "名字太长", errno.EBUSY: "正在用", errno.EIO: "磁盘出错",
    errno.EMFILE: "打开的文件太多",
    errno.ENXIO: "是管道或设备",
}


def in_words(error: OSError) -> str:
    """What the system refused, in Chinese; what is not known here as the system says it."""
    return _WORDS.get(error.errno or 0) or error.strerror or type(error).__name__


def stands(path: Path) -> bool:
    """Whether anything stands there, a link to nothing too: what cannot be read is told, never passed over."""
    return os.path.lexists(path)


def leads_outside(path: Path, folder: Path) -> bool:
    """Whether the path leads out of the folder by a link, its own or one above it; a link within the folder may be
    followed.
    """
    if not any(is_link(part) for part in (path, *path.parents) if folder in part.parents):
        return False
    try:
        return not path.resolve().is_relative_to(folder.resolve())
    except (OSError, RuntimeError):  # a ring of links
        return True


def links_below(folder: Path) -> Iterator[Path]:
    """Every link below a folder; none is followed."""
    for root, folders, files in os.walk(folder):
        yield from (path for name in (*folders, *files) if is_link(path := Path(root, name)))
