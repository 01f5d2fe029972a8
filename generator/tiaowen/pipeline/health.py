"""What ``tiaowen doctor`` looks at: folders, ledger, sidecars, versions of program and data, unfinished work, room on
the disk.

It reads every text too, so it says all that ``check`` says of errors; it adds what no build looks for, and the line
that mends each. Writes nothing.
"""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

from msgspec import Struct

from tiaowen import __version__
from tiaowen.diagnostics import ConfigurationError, finding
from tiaowen.folders import is_link, links_below
from tiaowen.ledger import Waiting, mended, pending, read_ledger
from tiaowen.model import Diagnostic
from tiaowen.pipeline.building import links_in_place_of_ours, within
from tiaowen.pipeline.counting import documents_in_words, documents_of, waiting_in_words
from tiaowen.pipeline.library import LEDGER, Progress, Request, library_findings, read_library
from tiaowen.pipeline.pages import page_findings
from tiaowen.pipeline.sources import catalog_of
from tiaowen.site.swap import beside, foreign

ROOM = 500 * 2**20  # bytes free from which on a build has what it needs
OLDEST = (3, 11)
_PIN = re.compile(r"tiaowen\s*==\s*(?P<version>[\w.]+)")


class Health(Struct, frozen=True):
    """What was looked at, a line each with what it was found to be, and what is wrong."""

    looked: tuple[tuple[str, str], ...]
    findings: tuple[Diagnostic, ...]


def doctor(request: Request, progress: Progress) -> Health:
    """Look at a whole site folder."""
    looked: list[tuple[str, str]] = [("程序", f"tiaowen {__version__}，Python {sys.version.split()[0]}")]
    found = [*_program(request.folder), *_folders(request), *_unfinished(request), *_versioned(request.folder)]
    free = shutil.disk_usage(request.folder).free
    if free < ROOM:
        found.append(finding("D006", free=round(free / 1e6)))
    try:
        within(request)
        corpus, ledger = read_library(request, catalog_of(request.folder), progress)
    except ConfigurationError as error:
        return Health(tuple(looked), tuple(sorted({*found, *error.diagnostics})))
    told = (*library_findings(request, corpus, ledger), *page_findings(request.folder, request.settings, corpus))
    found += [item for item in told if item.severity != "info"]
    waiting = Waiting.of(pending(corpus, ledger))
    looked += [
        ("文件", documents_in_words(documents_of(corpus))),
        (
            "登记",
            f"{len(ledger.entries)} 份文件，{sum(len(entry.versions) for entry in ledger.entries.values())} "
            f"个版本，{waiting_in_words(waiting) or '没有待登记的地址'}"),
        ("磁盘", f"剩余 {free / 1e9:.1f} GB"),
    ]
    if any(waiting):
        found.append(finding("D005", detail=waiting_in_words(waiting)))
    return Health(tuple(looked), tuple(sorted(set(found))))


def _program(folder: Path) -> Iterator[Diagnostic]:
    """D001: the program here is another than the one that builds the site elsewhere."""
    if sys.version_info[:2] < OLDEST:
        yield finding("D001", path="python", here=".".join(map(str, sys.version_info[:2])),
                      there=".".join(map(str, OLDEST)))
    file = folder / "requirements.txt"
    if (
        file.is_file() and (pin := _PIN.search(file.read_text(encoding="utf-8", errors="replace")))
        and pin["version"] != __version__
    ):
        yield finding("D001", path=file.name, here=__version__, there=pin["version"])


def _folders(request: Request) -> Iterator[Diagnostic]:
    """K022 for a link in the place of a folder of ours, D002 for one below build/, K007 for what a site may not
    replace.
    """
    folder = request.folder
    yield from (*foreign(request.out, folder), *links_in_place_of_ours(folder))
    for link in sorted(links_below(folder / "build")) if not is_link(folder / "build") else ():
        yield finding("D002", path=link.relative_to(folder).as_posix())
    for needed in (folder, request.out.parent, folder / LEDGER):
        if needed.is_dir() and not os.access(needed, os.W_OK):
            yield finding("K012", file=needed.name)


def _unfinished(request: Request) -> Iterator[Diagnostic]:
    """D003 for what a build or a freeze that was killed left behind."""
    for rest in (*beside(request.out), *sorted((request.folder / LEDGER).rglob(".*.new"))):
        if rest.exists() or is_link(rest):
            yield finding("D003", path=os.path.relpath(rest, request.folder).replace(os.sep, "/"))
    if mended(read_ledger(request.folder / LEDGER)):
        yield finding("D004", path=LEDGER.as_posix())


def _versioned(folder: Path) -> Iterator[Diagnostic]:
    """D007: the ledger's own rules for git are missing, so that line ends change or two branches cannot be merged."""
    if not any((place / ".git").exists() for place in (folder, *folder.parents)) or shutil.which("git") is None:
        return
    asked = f"{LEDGER.as_posix()}/policies/x.jsonl"
    told = subprocess.run(["git", "check-attr", "merge", "--", asked], cwd=folder, capture_output=True, text=True,
                          check=False).stdout
    if told and not told.strip().endswith(": union"):
        yield finding("D007", path=".gitattributes")
