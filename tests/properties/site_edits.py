"""Edits of a whole site folder, as people, branches, full disks and merges make them.

``python -m tests.properties.site_edits [COUNT] [SEED]`` runs the long form and prints a table by kind of edit.
"""

from __future__ import annotations

import random
import re
import sys
import tempfile
from collections import Counter
from collections.abc import Callable
from pathlib import Path

from tiaowen.ledger import pending, write
from tiaowen.pipeline.library import LEDGER, read_library

from tests.properties.ledger_simulation import insert, merge, remove, renumber, reword, rewrite, split
from tests.properties.site_simulation import Edit, Site, silent, simulate


def edited(change: Callable[[list[str], random.Random], list[str]]) -> Edit:
    def edit(site: Site) -> None:
        if names := site.names():
            name = site.rng.choice(names)
            lines = (site.texts / name).read_text(encoding="utf-8").split("\n")
            site.save(name, "\n".join([*lines[:3], *change(lines[3:], site.rng)]))

    return edit


def reverted(site: Site) -> None:
    if names := [name for name in site.names() if len(site.past.get(name, ())) > 1]:
        name = site.rng.choice(names)
        site.save(name, site.rng.choice(site.past[name]))


def renamed(site: Site) -> None:
    if names := site.names():
        old, new = site.rng.choice(names), f"r{site.rng.randrange(10**6)}.txt"
        (site.texts / old).rename(site.texts / new)
        site.past[new] = site.past.pop(old, [])


def swapped(site: Site) -> None:
    if len(names := site.names()) > 1:
        first, second = site.rng.sample(names, 2)
        one, two = ((site.texts / name).read_bytes() for name in (first, second))
        (site.texts / first).write_bytes(two)
        (site.texts / second).write_bytes(one)
        site.past[first], site.past[second] = site.past.get(second, []), site.past.get(first, [])


def replaced(site: Site) -> None:
    """Next year's document is saved over this year's file."""
    if names := site.names():
        name = site.rng.choice(names)
        site.number += 1
        text = (site.texts / name).read_text(encoding="utf-8")
        (site.texts / name).write_text(re.sub(r"〔\d+〕\d+号", f"〔2031〕{site.number}号", text),
                                       encoding="utf-8", newline="\n")


def deleted(site: Site) -> None:
    if len(names := site.names()) > 1:
        (site.texts / site.rng.choice(names)).unlink()


def withdrawn(site: Site, how: str = "false") -> None:
    published = [policy for policy in site.library().policies if policy.source.format != "archive"]
    if len(published) > 1:
        policy = site.rng.choice(published)
        file = site.folder / policy.source.path
        file.with_suffix(".yml").write_text(f"id: {policy.id}\npublish: {how}\n", encoding="utf-8", newline="\n")
        if site.rng.random() < 0.5:
            file.unlink()


def taken_down(site: Site) -> None:
    withdrawn(site, "removed")


def added(site: Site) -> None:
    site.new_text()


def ledger_files(site: Site) -> list[Path]:
    return sorted(file for file in (site.folder / LEDGER).rglob("*.jsonl") if file.parent.name != "names"
                  and file.stat().st_size)


def spoiled(change: Callable[[bytes, random.Random], bytes]) -> Edit:
    def edit(site: Site) -> None:
        if files := ledger_files(site):
            file = site.rng.choice(files)
            file.write_bytes(change(file.read_bytes(), site.rng))

    return edit


def a_line_less(data: bytes, rng: random.Random) -> bytes:
    lines = data.splitlines(keepends=True)
    at = rng.randrange(len(lines))
    return b"".join([*lines[:at], *lines[at + 1:]])


def in_conflict(data: bytes, rng: random.Random) -> bytes:
    lines = data.splitlines(keepends=True)
    at = rng.randrange(len(lines))
    return b"".join([*lines[:at], b"<<<<<<< HEAD\n", *lines[at:], b"=======\n", lines[at], b">>>>>>> branch\n"])


def killed(site: Site) -> None:
    """A freeze that is ended between two of the files it writes."""
    edited(rewrite)(site)
    corpus, ledger = read_library(site.request, site.catalog, silent, keep=True)
    additions = pending(corpus, ledger)
    done = sorted(additions, key=lambda addition: (addition.file.suffix == ".jsonl", addition.file.as_posix()))
    write(done[:site.rng.randrange(len(done) + 1)])


def branched(site: Site) -> None:
    """Two branches edit and freeze; git merges the ledger line by line and keeps the files of both."""
    ledger = site.folder / LEDGER
    base = {file: file.read_bytes() for file in ledger.rglob("*") if file.is_file()}
    sides = []
    for _ in range(2):
        edited(site.rng.choice((reword, rewrite)))(site)
        site.freeze()
        now = {file: file.read_bytes() for file in ledger.rglob("*") if file.is_file()}
        sides.append(now)
        for file in now:
            file.unlink()
        for file, data in base.items():
            file.write_bytes(data)
    for file in {*sides[0], *sides[1]}:
        ours, theirs, was = sides[0].get(file), sides[1].get(file), base.get(file, b"")
        if ours is None or theirs is None or ours == theirs:
            file.write_bytes(ours or theirs or b"")
        elif file.suffix == ".jsonl":
            file.write_bytes(was + ours[len(was):] + theirs[len(was):])
        else:
            file.write_bytes(b"<<<<<<< HEAD\n" + ours + b"=======\n" + theirs + b">>>>>>> other\n")


EDITS: dict[str, tuple[int, Edit]] = {
    "inserted": (6, edited(insert)), "removed": (6, edited(remove)), "renumbered": (6, edited(renumber)),
    "reworded": (8, edited(reword)),
    "rewritten": (8, edited(rewrite)), "merged": (4, edited(merge)), "split": (4, edited(split)),
    "reverted": (10, reverted),
    "file renamed": (5, renamed), "files swapped": (4, swapped), "file replaced": (5, replaced),
    "file deleted": (4, deleted),
    "withdrawn": (2, withdrawn), "taken down": (2, taken_down), "added": (5, added),
    "line end lost": (3, spoiled(lambda data, rng: data.rstrip(b"\n"))),
    "half a line": (3, spoiled(lambda data, rng: data[:-rng.randint(2, 60)])),
    "line lost": (4, spoiled(a_line_less)),
    "lines glued": (3, spoiled(lambda data, rng: data.replace(b"}\n{", b"}{", 1))),
    "half a character": (2, spoiled(lambda data, rng: data.replace("（".encode(), "（".encode()[:2], 1))),
    "in conflict": (3, spoiled(in_conflict)),
    "freeze killed": (4, killed), "two branches": (4, branched),
}


def main() -> int:
    """Print the table; 1 when something went wrong."""
    count, seed = (int(a) for a in [*sys.argv[1:], "2000", "7"][:2]) if len(sys.argv) != 2 else (int(sys.argv[1]), 7)
    done: Counter[str] = Counter()
    failed: list[str] = []
    for start in range(0, count, 50):
        with tempfile.TemporaryDirectory() as folder:
            made, wrong = simulate(Site(Path(folder), random.Random(seed + start)), min(50, count - start), EDITS)
        done += made
        failed += wrong
        print(f"{start + sum(made.values())} edits, {len(failed)} wrong", *wrong, sep="\n", flush=True)
    print("\n".join(f"{kind:<18}{done[kind]:>6}" for kind in EDITS))
    return bool(failed)


if __name__ == "__main__":
    sys.exit(main())
