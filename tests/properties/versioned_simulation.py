"""The edits of ``site_edits`` in a git repository, with what only git, a full disk and a killed process can do to
a site folder.

``python -m tests.properties.versioned_simulation [COUNT] [SEED]`` makes 2,000 edits, by root, for a full disk is a
small file system in memory.
"""

from __future__ import annotations

import os
import random
import re
import shutil
import signal
import subprocess
import sys
import tempfile
import time
from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager
from functools import cache
from pathlib import Path

from tiaowen.data import packaged
from tiaowen.pipeline import sources
from tiaowen.pipeline.library import LEDGER, library_findings, read_library

from tests.properties.ledger_simulation import insert, rewrite
from tests.properties.site_edits import EDITS, a_line_less, edited, spoiled
from tests.properties.site_simulation import Edit, Site, silent, simulate, wrong_now

PIECE = 50  # edits of one folder
_AUTHOR = ("-c", "user.name=a", "-c", "user.email=a@b.example", "-c", "commit.gpgsign=false", "-c",
           "core.autocrlf=false")
_IN_CONFLICT = re.compile(r"<<<<<<<[^\n]*\n(.*?)=======\n.*?>>>>>>>[^\n]*\n", re.DOTALL)
_PAGE = 4096  # bytes: what a file system in memory gives at a time


class Versioned(Site):
    """A site folder in a repository: texts and ledger in commits of their own, so that a text can be taken back and its
    ledger stays.
    """

    def __init__(self, folder: Path, rng: random.Random) -> None:
        super().__init__(folder, rng)
        self.git("init", "-q", "-b", "main")
        for name in ("gitattributes", "gitignore"):
            (folder / f".{name}").write_bytes((packaged("templates") / "init" / f"{name}.j2").read_bytes())
        self.keep()

    def git(self, *arguments: str) -> tuple[int, str]:
        """Status and output of a git command."""
        done = subprocess.run(["git", *_AUTHOR, *arguments], cwd=self.folder, capture_output=True,
                              text=True, check=False)
        return done.returncode, done.stdout

    def keep(self) -> None:
        """Commit everything."""
        for part, message in (("docs_src", "texts"), (".", "ledger")):
            self.git("add", "-A", part)
            self.git("commit", "-q", "-m", message)

    def obey(self, findings: dict[str, list[str]]) -> int:
        """What findings say: a damaged file that ``freeze`` cannot mend comes back from the repository, a text in
        conflict keeps one side.
        """
        torn = [file for file in self.texts.iterdir() if "<<<<<<<" in file.read_text(encoding="utf-8")]
        # of what is not published no side is asked for
        codes = {"C003", "K003", "H900", "H901"}
        held = {Path(item.path).name for item in self.told() if item.code in codes} if torn else set()
        for file in torn:
            assert file.name in held, file.name
            file.write_text(_IN_CONFLICT.sub(r"\1", file.read_text(encoding="utf-8")), encoding="utf-8", newline="\n")
        lost = [told for code, said in findings.items() if code in {"L100", "L104", "L108"} for told in said]
        for told in lost:
            named = re.search(r"git checkout -- ([^）]+)）", told)
            self.git("checkout", "-q", "HEAD", "--", *(named[1].split() if named else told.split()[:1]))
        return len(torn) + len(lost) + super().obey(findings)

    def told(self):  # type: ignore[no-untyped-def]
        """Every finding."""
        corpus, ledger = read_library(self.request, self.catalog, silent, keep=True)
        return library_findings(self.request, corpus, ledger)

    def note(self) -> None:
        """Remember the addresses that this branch published."""
        wrong_now(self)


def branches(site: Site) -> None:
    """Two branches edit, add and freeze; git merges them; who merges settles what git cannot in the texts, and leaves
    the ledger as it is.
    """
    assert isinstance(site, Versioned)
    site.keep()
    for branch in ("other", "main"):
        site.git("checkout", "-q", *(("-b", branch) if branch == "other" else (branch,)))
        for _ in range(site.rng.randint(1, 2)):
            kind = site.rng.choice(("reworded", "rewritten", "inserted", "added", "reverted", "file renamed",
                                    "withdrawn", "taken down"))
            EDITS[kind][1](site)
            site.settle()
            site.note()
            site.keep()
    status, _ = site.git("merge", "-q", "--no-edit", "other")
    if status:
        leave = site.rng.random() < 0.3
        for path in site.git("diff", "--name-only", "--diff-filter=U")[1].splitlines():
            if path.startswith("docs_src") and not (leave and (site.folder / path).is_file()):
                side = site.rng.choice(("--ours", "--theirs"))
                if site.git("checkout", side, "--", path)[0]:
                    site.git("rm", "-q", "-f", "--", path)
        site.git("add", "-A")
        site.git("commit", "-q", "--no-edit")
    site.git("branch", "-q", "-D", "other")


def taken_back(site: Site) -> None:
    """A commit of texts is reverted."""
    assert isinstance(site, Versioned)
    site.keep()
    commits = site.git("log", "--format=%H", "--grep=^texts$", "-n", "8")[1].split()[:-1]
    if commits and site.git("revert", "--no-edit", site.rng.choice(commits))[0]:
        site.git("revert", "--abort")


@contextmanager
def small_disk(folder: Path, spare: int) -> Iterator[None]:
    """The folder on a file system that has room for so many pages more than it holds."""
    with tempfile.TemporaryDirectory() as aside:
        kept = shutil.copytree(folder, Path(aside) / "kept") if folder.is_dir() else None
        held = sum(2 + file.stat().st_size // _PAGE for file in folder.rglob("*")) if kept else 0
        folder.mkdir(parents=True, exist_ok=True)
        subprocess.run(["mount", "-t", "tmpfs", "-o", f"size={(held + spare) * _PAGE}", "tmpfs", str(folder)],
                       check=True)
        try:
            if kept:
                shutil.copytree(kept, folder, dirs_exist_ok=True)
            yield
            after = shutil.copytree(folder, Path(aside) / "after")
        finally:
            subprocess.run(["umount", str(folder)], check=True)
        shutil.rmtree(folder)
        shutil.copytree(after, folder)


def disk_full(site: Site) -> None:
    """A freeze on a disk that is full at some moment of it."""
    edited(rewrite)(site)
    site.new_text()
    with small_disk(site.folder / LEDGER, site.rng.randrange(8)):
        try:
            site.freeze()
        except OSError:
            assert not list((site.folder / LEDGER).rglob(".*.new"))


def process_killed(site: Site) -> None:
    """A process that freezes is killed at any moment."""
    edited(site.rng.choice((rewrite, insert)))(site)
    site.library()  # what is read is in the cache then, and the time goes into the ledger
    began = time.monotonic()
    site.library()
    longest = 3 * (time.monotonic() - began)
    child = os.fork()
    if child == 0:
        try:
            site.freeze()
        finally:
            os._exit(0)
    time.sleep(site.rng.uniform(0, longest))
    os.kill(child, signal.SIGKILL)
    os.waitpid(child, 0)


def archive_spoiled(site: Site) -> None:
    """An archive is changed by hand, cut, or gone."""
    if files := sorted((site.folder / LEDGER / "versions").glob("*.json")):
        file = site.rng.choice(files)
        data = file.read_bytes()
        change = site.rng.randrange(3)
        if change == 0:
            file.write_bytes(re.sub("企业".encode(), "学校".encode(), data, count=1))
        elif change == 1:
            file.write_bytes(data[:site.rng.randrange(len(data))])
        else:
            file.unlink()


def a_digit(data: bytes, rng: random.Random) -> bytes:
    at = rng.choice([match.start() + 10 for match in re.finditer(b'"sha256":"[0-9a-f]{64}', data)] or [0])
    return data[:at] + (b"0" if data[at:at + 1] != b"0" else b"1") + data[at + 1:] if at else data


def in_another_order(data: bytes, rng: random.Random) -> bytes:
    lines = data.splitlines(keepends=True)
    at = rng.randrange(len(lines))
    return b"".join([*lines[:at], lines[-1], *lines[at:-1]])


VERSIONED: dict[str, tuple[int, Edit]] = {
    **EDITS, "merged by git": (10, branches), "commit reverted": (6, taken_back), "disk full": (5, disk_full),
    "process killed": (5, process_killed), "archive spoiled": (4, archive_spoiled),
    "a digit changed": (3, spoiled(a_digit)),
    "lines moved": (3, spoiled(in_another_order)),
    "line twice": (2, spoiled(lambda data, rng: data + rng.choice(data.splitlines(keepends=True)))),
    "two lines lost": (2, spoiled(lambda data, rng: a_line_less(data, rng)
                                  and a_line_less(a_line_less(data, rng) or data, rng))),
}


def main() -> int:
    """Print the table; 1 when something went wrong."""
    count, seed = (int(a) for a in [*sys.argv[1:], "2000", "7"][:2]) if len(sys.argv) != 2 else (int(sys.argv[1]), 7)
    sources.program_digest = cache(sources.program_digest)  # the program does not change meanwhile
    done: Counter[str] = Counter()
    failed: list[str] = []
    for start in range(0, count, PIECE):
        with tempfile.TemporaryDirectory() as folder:
            made, wrong = simulate(Versioned(Path(folder), random.Random(seed + start)),
                                   min(PIECE, count - start), VERSIONED)
        done += made
        failed += [f"seed {seed + start} {what}" for what in wrong]
        print(f"seed {seed + start}: {start + sum(made.values())} edits, {len(failed)} wrong", *wrong, sep="\n",
              flush=True)
    print("\n".join(f"{kind:<18}{done[kind]:>6}" for kind in VERSIONED))
    return bool(failed)


if __name__ == "__main__":
    sys.exit(main())
