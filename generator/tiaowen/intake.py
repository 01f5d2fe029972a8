"""Taking a text into a site: copied into the source folder under a name every system can hold, its sidecar written
beside it.
"""

from __future__ import annotations

import hashlib
import re
from collections.abc import Mapping
from pathlib import Path
from typing import NamedTuple

import msgspec
import yaml

from tiaowen.folders import RESERVED, is_link, replace_file, stands
from tiaowen.formats import SUFFIXES
from tiaowen.sidecar import Sidecar, sidecar_of

# what stands above the lines of a sidecar that are left to be filled in
GUIDES = ("# 没有找到的：去掉行首的 # 和空格，照例子填上，写上就以它为准",
          "# 读错的写在这里，写上就以它为准，例如 title: 标题")
_UNSAFE = re.compile(r"[^\w.()()《》〔〕-]+")
_PAGES = (".html", ".htm", ".HTML", ".HTM", ".doc")  # Word saves a web page as .doc too
# Chromium, Firefox; Word and Internet Explorer; their Chinese editions
_PAGE_FOLDER = re.compile(r"(?:_files|\.files|_文件)$")
_STRAY = re.compile(r"\.|~\$|(?:desktop\.ini|Thumbs\.db)$", re.IGNORECASE)


def is_stray(file: Path) -> bool:
    """Whether a system or a program put the file there by itself.

    That is: hidden files, Explorer's desktop.ini and Thumbs.db, Word's mark of an open document, and the pictures and
    scripts that a browser saves in a folder beside the page (通知.html, 通知_files/).
    """
    return _STRAY.match(file.name) is not None or any(map(_is_of_a_page, file.parents))


def _is_of_a_page(folder: Path) -> bool:
    page = _PAGE_FOLDER.sub("", folder.name)
    return page != folder.name and any((folder.parent / f"{page}{suffix}").is_file() for suffix in _PAGES)


def texts_in(path: Path) -> list[Path]:
    """The file itself; of a folder, every text in it and below, in order of path. What else stands beside (pictures,
    styles) is passed over.
    """
    if path.is_file():
        return [path]
    found = (file for file in path.rglob("*") if file.is_file() and file.suffix.lower() in SUFFIXES
             and not is_stray(file))
    return sorted(found, key=lambda file: file.as_posix())


def is_address(text: str) -> bool:
    """Whether an argument of ``add`` is meant as an address: a scheme and two slashes, whatever the scheme."""
    return "://" in text.split("?")[0]


class Arrival(NamedTuple):
    """A text on its way into the site: where it lies now, and what its sidecar shall say."""

    file: Path
    values: dict[str, str]


class AlreadyThereError(Exception):
    """A text, or a sidecar, of that name with other contents is in the site."""

    def __init__(self, path: Path) -> None:
        super().__init__(f"已有内容不同的 {path.name}；先改名，或删去旧的")


def take_in(file: Path, sources: Path, values: Mapping[str, object], guide: str = "") -> Path:
    """Copy the file below ``sources`` and write ``values`` into its sidecar, behind them the comment lines of ``guide``
    (none, when there is nothing to say); where it now is. A sidecar that is there stays when no value is to be written.

    Raises AlreadyThereError when another text or a sidecar of that name is there, ValueError when a value does not fit
    the sidecar.
    """
    msgspec.convert(values, Sidecar)
    name = safe_name(file.name)
    if RESERVED.fullmatch(file.name) or RESERVED.fullmatch(name):  # "aux .txt" would be aux.txt
        raise ValueError(f"{file.name} 是 Windows 保留的名字，改名后再放入")
    data = file.read_bytes()
    target = _place(sources / name, data, str(values.get("source_url", "")))
    if stands(target) and (is_link(target) or target.resolve() != file.resolve() and _held(target) != data):
        raise AlreadyThereError(target)
    sidecar = sidecar_of(target)
    said = yaml.safe_dump(dict(values), allow_unicode=True, sort_keys=False) if values else ""
    text = f"{said}{guide}".encode()
    if said and stands(sidecar) and (is_link(sidecar) or _held(sidecar) != text and not _is_unused(sidecar)):
        raise AlreadyThereError(sidecar)
    if not target.exists():
        replace_file(target, data)
    if text and (said and not is_link(sidecar) or not stands(sidecar)):
        replace_file(sidecar, text)
    return target


def _is_unused(sidecar: Path) -> bool:
    """Whether a sidecar holds nothing but what ``add`` left to be filled in."""
    lines = (_held(sidecar) or b"").decode("utf-8", "replace").splitlines()
    return bool(lines) and lines[0] in GUIDES and all(line.startswith("# ") for line in lines)


def _held(file: Path) -> bytes | None:
    """What a file holds, with line feeds as line ends where it is a sidecar; None when it is no file."""
    if not file.is_file():
        return None
    data = file.read_bytes()
    return data.removeprefix(b"\xef\xbb\xbf").replace(b"\r\n", b"\n") if file.suffix == ".yml" else data


def _place(wanted: Path, data: bytes, url: str) -> Path:
    """Where the text goes: many sites call every page content.html, so another page's file of that name is stepped
    aside from.
    """
    if not url or not wanted.exists() or wanted.read_bytes() == data:
        return wanted
    beside = sidecar_of(wanted)
    if not beside.is_file() or url in beside.read_text(encoding="utf-8-sig"):
        return wanted
    mark = hashlib.sha256(url.encode()).hexdigest()[:8]
    return wanted.with_name(f"{wanted.stem}-{mark}{wanted.suffix}")


def safe_name(name: str) -> str:
    """The file name without what some system cannot hold: 关于 …: 通知.html → 关于-…-通知.html."""
    stem, dot, suffix = name.rpartition(".")
    return (_UNSAFE.sub("-", stem or suffix).strip("-.")[:80] or "text") + (f".{suffix.lower()}" if stem
                                                                            and dot else "")
