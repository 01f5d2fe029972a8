"""Seeded edits of a whole site folder, as people, branches, full disks and merges make them: is any published address
dead, or silently on another text; does ``freeze`` settle after each; is ``--locked`` green after the remedy that was
printed?
"""

from __future__ import annotations

import random
import re
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
