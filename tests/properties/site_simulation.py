"""Seeded edits of a whole site folder, as people, branches, full disks and merges make them: is any published address
dead, or silently on another text; does ``freeze`` settle after each; is ``--locked`` green after the remedy that was
printed?

``python -m tests.properties.site_simulation [COUNT] [SEED]`` runs the long form and prints a table by kind of edit.
"""

from __future__ import annotations

import random
import re
import sys
import tempfile
from collections import Counter
from collections.abc import Callable
from pathlib import Path

from tiaowen.catalog import Catalog
from tiaowen.config import Settings
from tiaowen.ledger import Waiting, addresses, mended, pending, read_ledger, write
from tiaowen.model import Policy
from tiaowen.model.corpus import Corpus
from tiaowen.pipeline.library import LEDGER, Request, library_findings, read_library
from tiaowen.pipeline.sources import catalog_of
from tiaowen.render.library import library
from tiaowen.render.pages import plan

from tests.properties.ledger_simulation import insert, merge, remove, renumber, reword, rewrite, split

HEAD = "{place}市人民政府关于{topic}的意见\n{short}政发〔{year}〕{number}号\n各区人民政府：\n"
BODY = """一、总体要求。到{year}年建成{topic}基地{number}个。
二、主要任务
（一）建设平台。对新建的{topic}平台给予{number}0万元补助。（责任单位：市科技局、市财政局）
（二）培育企业。培育{topic}企业{number}0家，推广先进做法。
（三）引进人才。给予引进的{topic}人才安家补贴。
三、保障措施
1.加强领导。各区要建立{topic}工作的协调机制。
2.加强督查。每季度通报{topic}工作进展。
四、附则。本意见自发布之日起施行。
{place}市人民政府
{year}年5月6日
"""
ROUNDS = 4  # of doing what findings say, and freezing
TOPICS = ("渔业", "会展", "研发", "物流", "旅游", "康养")


def silent(stage: str, done: int, total: int) -> None:
    """Nobody is told how far it is."""


class Site:
    """A folder with some texts, edited and frozen as a person would; ``seen``: every address that was ever published in
    a frozen state.
    """

    def __init__(self, folder: Path, rng: random.Random) -> None:
        self.folder, self.rng = folder, rng
        self.texts = folder / "docs_src" / "policies"
        self.texts.mkdir(parents=True)
        self.catalog: Catalog = catalog_of(folder)
        self.request = Request(folder=folder, settings=Settings(), sources=self.texts, out=folder / "site",
                               jobs=1, locked=True)
        self.said: dict[str, str] = {}  # page address with anchor → hash of the text it stood for when it was frozen
        self.number = 0
        self.past: dict[str, list[str]] = {}
        for _ in range(3):
            self.new_text()

    def new_text(self) -> None:
        self.number += 1
        place, topic = self.rng.choice(("威海", "烟台")), TOPICS[self.number % len(TOPICS)]
        text = (HEAD + BODY).format(place=place, short=place[0], topic=topic, year=2020 + self.number % 5,
                                    number=self.number)
        self.save(f"t{self.number}.txt", text)

    def save(self, name: str, text: str) -> None:
        self.past.setdefault(name, []).append(text)
        (self.texts / name).write_text(text, encoding="utf-8", newline="\n")

    def names(self) -> list[str]:
        return sorted(file.name for file in self.texts.glob("*.txt") if not file.with_suffix(".yml").is_file())

    def library(self) -> Corpus:
        return read_library(self.request, self.catalog, silent, keep=True)[0]

    def findings(self) -> dict[str, list[str]]:
        corpus, ledger = read_library(self.request, self.catalog, silent, keep=True)
        out: dict[str, list[str]] = {}
        for item in library_findings(self.request, corpus, ledger):
            if item.code.startswith("L1") and item.severity == "error":
                out.setdefault(item.code, []).append(f"{item.path} {item.message} {item.remedy}")
        return out

    def freeze(self) -> int:
        for _ in range(3):
            fixes = mended(read_ledger(self.folder / LEDGER))
            write(fixes)
            if not fixes:
                break
        corpus, ledger = read_library(self.request, self.catalog, silent, keep=True)
        additions = pending(corpus, ledger)
        before = {*addresses(corpus, ledger)}
        write(additions)
        new = {address for address in addresses(corpus, read_ledger(self.folder / LEDGER)) if "--" not in address}
        assert new - before == {*Waiting.of(additions).new} - before, "what is said to be new and what is new"
        return len(additions)

    def settle(self) -> int:
        """Freeze and do what findings say, until there is nothing to do; how much is left to freeze after it."""
        self.freeze()
        for _ in range(ROUNDS):
            if not self.obey(self.findings()):
                break
            self.freeze()
        return self.freeze()

    def obey(self, findings: dict[str, list[str]]) -> int:
        """Do what L102 says of each document that is gone: withdraw it by its id. How often there was something to
        do.
        """
        gone = findings.get("L102", ())
        for told in gone:
            wanted = re.search(r"在 (\S+) 写两行 id: (\S+) 和 publish: (\w+)", told)
            assert wanted, told
            file = self.folder / wanted[1]
            if file.is_file() or any(self.texts.glob(f"{file.stem}.*")):  # its file is another document's by now
                file = self.texts / f"gone-{wanted[2]}.yml"
            file.write_text(f"id: {wanted[2]}\npublish: {wanted[3]}\n", encoding="utf-8", newline="\n")
        return len(gone)

    def keep(self) -> None:
        """What is done when all is settled."""


Edit = Callable[[Site], None]


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


def wrong_now(site: Site) -> list[str]:
    """Every address that was promised and is dead, or stands for another text without a word."""
    corpus, ledger = read_library(site.request, site.catalog, silent, keep=True)
    told = library_findings(site.request, corpus, ledger)
    out = [f"{item.code} {item.path} {item.message}" for item in told if item.severity == "error"
           and item.code.startswith("L1")]
    pages: dict[str, Policy] = {}
    for policy in (*corpus.policies, *corpus.versions, *corpus.withdrawn):
        pages[f"p/{policy.id}--{policy.version}.html" if policy.version else f"p/{policy.id}.html"] = policy
    made = {page.path.removesuffix(".md") + ".html" for page in plan(library(corpus, Settings(), site.catalog))}
    down = {f"p/{policy.id}" for policy in corpus.withdrawn}
    for address in addresses(corpus, ledger):
        page, _, anchor = address.partition("#")
        if not page.startswith("p/"):  # of a body, a place, an industry, a cited document
            out += [] if page in made else [f"dead page {address}"]
            site.said.setdefault(address, "")
            continue
        if page not in pages:
            out.append(f"dead page {address}")
            continue
        policy = pages[page]
        holders = {a: clause for clause in policy.clauses for a in (clause.anchor, *clause.aliases)}
        holder = holders.get(anchor)
        if anchor and holder is None and anchor not in {stone.anchor for stone in policy.tombstones}:
            out.append(f"dead {address}")
        if holder is not None:
            before = site.said.get(address)
            told = any(former.anchor == anchor for former in policy.former_texts)
            if before not in {None, holder.sha256} and not told and page.removesuffix(".html") not in down:
                out.append(f"silent {address}")
            site.said.setdefault(address, holder.sha256)
    gone = [address for address in site.said if address.partition("#")[0] not in pages.keys() | made]
    return out + [f"gone {address}" for address in gone]


def simulate(site: Site, count: int, edits: dict[str, tuple[int, Edit]]) -> tuple[Counter[str], list[str]]:
    """Make the edits one after the other, freezing after each; how often each kind was made, and what went wrong."""
    site.freeze()
    site.keep()
    made: Counter[str] = Counter()
    wrong: list[str] = []
    for number in range(count):
        kind = site.rng.choices(list(edits), [weight for weight, _ in edits.values()])[0]
        edits[kind][1](site)
        made[kind] += 1
        again = site.settle()
        found = wrong_now(site)
        site.keep()
        if again or found:
            wrong.append(f"edit {number} {kind}: {f'{again} more to freeze' if again else ''} {found[:3]}")
            if len(wrong) > 5:
                break
    return made, wrong


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
