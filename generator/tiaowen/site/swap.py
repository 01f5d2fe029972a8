"""Where the finished site stands: what may be there, and how a new one takes its place.

The last good site stays until the new one is complete beside it; a build that was killed between is put right by the
next.
"""

from __future__ import annotations

import os
import shutil
from pathlib import Path

from tiaowen.diagnostics import finding
from tiaowen.folders import is_link, links_below
from tiaowen.model import Diagnostic
from tiaowen.site.listing import listed

MARK = "assets/tiaowen"  # every site built here has it, and nothing else has


def foreign(out: Path, folder: Path) -> list[Diagnostic]:
    """K007, K022: what stands at ``out`` is no site of ours and not empty, or holds the sources; a wrong --out must not
    cost anybody their files. Asked by a build before it begins and before it swaps, and by ``doctor``.
    """
    if is_link(out) and not out.is_dir():
        return [finding("K022", path=out.name)]
    target, home = out.resolve(), folder.resolve()
    ours = (home / "docs_src", home / "site_config", home / "build", home / "templates")
    holds_sources = (
        target == home or target in home.parents or any(target == place or place in target.parents for place in ours)
    )
    strange = out.exists() and (not out.is_dir() or (any(out.iterdir()) and not (out / MARK).is_dir()))
    return [finding("K007", path=out.name)] if holds_sources or strange else []


def beside(out: Path) -> tuple[Path, Path]:
    """Where the new site is made, and where the old one stands for the moment between two renames."""
    return out.with_name(f".{out.name}.new"), out.with_name(f".{out.name}.old")


def recover(out: Path) -> None:
    """After a build that was killed: the last good site is at ``out`` again, and nothing is left of the unfinished
    one.
    """
    new, aside = beside(out)
    # killed between the two renames
    if aside.is_dir() and not is_link(aside) and not out.exists() and not is_link(out):
        aside.rename(out)
    remove(aside)
    remove(new)


def remove(folder: Path) -> None:
    """Take a folder of ours away; of a link that stands in its place, the link alone."""
    if is_link(folder):
        folder.unlink()
    shutil.rmtree(folder, ignore_errors=True)


def keep_unchanged(old: Path, new: Path) -> None:
    """Give a file that is as it was its old time stamps, so that copies and caches see what changed.

    Most files need no look: they are the old file under a second name, or the one below build/docs that they are made
    from.
    """
    for file in listed(new):
        if file.names > 1:
            continue
        before = old / file.path
        if not before.is_file() or before.is_symlink() or before.stat().st_size != file.size:
            continue
        if before.read_bytes() == Path(file.file).read_bytes():
            shutil.copystat(before, file.file)


def swap(out: Path, new: Path, aside: Path) -> None:
    """Put the complete new site in the place of the old one by two renames."""
    remove(aside)
    if out.exists():
        out.rename(aside)
    try:
        new.rename(out)
    except OSError:
        if aside.exists():
            aside.rename(out)
        raise
    remove(aside)


def fill(target: Path, new: Path) -> None:
    """Make the folder that ``site`` is a link to hold the new site, file by file: it is a web server's, and stays the
    folder it is.

    Pages come after what they load, and what is gone goes last.
    """
    for link in list(links_below(target)):
        link.unlink()
    files = sorted(listed(new), key=lambda file: (file.path.endswith(".html"), file.path))
    for file in files:
        place = target / file.path
        place.parent.mkdir(parents=True, exist_ok=True)
        beside = place.with_name(f".{place.name[:100]}.new")
        shutil.copy2(file.file, beside)
        beside.replace(place)
    keep = {file.path for file in files}
    for old in [file for file in listed(target) if file.path not in keep]:
        Path(old.file).unlink()
    for root, _, _ in os.walk(target, topdown=False):
        if Path(root) != target and not os.listdir(root):  # noqa: PTH208
            Path(root).rmdir()
