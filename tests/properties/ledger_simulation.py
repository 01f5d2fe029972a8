"""Seeded edits of real sources against the ledger: is any frozen address dead, or silently on another text?

``python -m tests.properties.ledger_simulation [COUNT] [SEED]`` prints the table by kind of edit.
"""

from __future__ import annotations

import random
import re
import sys
import tempfile
from collections import Counter
from collections.abc import Callable, Iterable
from pathlib import Path

from msgspec import structs
from rapidfuzz import fuzz
from tiaowen.catalog import Catalog, load_catalog
from tiaowen.clean import clean
from tiaowen.data import packaged
from tiaowen.ledger import Ledger, identify, pending, read_ledger, settle, write
from tiaowen.ledger.records import archived_texts
from tiaowen.ledger.settle import version_of
from tiaowen.model import CleanText, Policy
from tiaowen.model.corpus import Corpus
from tiaowen.parse import parse
from tiaowen.read import read
from tiaowen.text import squeeze

ROOT = Path(__file__).parents[2]
LABEL = re.compile(
    r"^\s*(?:[一二三四五六七八九十]+、|[（(][一二三四五六七八九十]+[）)]|\d+\.|第[一二三四五六七八九十百]+条)")
SHORTEST = 8  # lines; an edit of a text in one line replaces the document
Edit = Callable[[list[str], random.Random], list[str]]


def labelled(lines: list[str]) -> list[int]:
    return [i for i, line in enumerate(lines) if LABEL.match(line)] or [len(lines) // 2]


def insert(lines: list[str], rng: random.Random) -> list[str]:
    at = rng.choice(labelled(lines))
    return [*lines[:at], "新增工作。建立健全新增事项的协调推进机制,定期调度通报。", *lines[at:]]


def remove(lines: list[str], rng: random.Random) -> list[str]:
    at = rng.choice(labelled(lines))
    return lines[:at] + lines[at + 1:]


def renumber(lines: list[str], rng: random.Random) -> list[str]:
    start = rng.choice(labelled(lines))
    bump = lambda m: f"{int(m[1]) + 1}."  # noqa: E731
    return lines[:start] + [re.sub(r"^(\d+)\.", bump, line) for line in lines[start:]]


def reword(lines: list[str], rng: random.Random) -> list[str]:
    at = rng.choice(labelled(lines))
    return [*lines[:at], lines[at].replace("的", "之", 1).replace("。", ",依法依规办理。", 1), *lines[at + 1:]]


def rewrite(lines: list[str], rng: random.Random) -> list[str]:
    at = rng.choice(labelled(lines))
    label = LABEL.match(lines[at])
    return [*lines[:at], (label[0] if label else "") + "改为另一事项。由各单位结合实际另行研究制定办法并抓好落实。",
            *lines[at + 1:]]


def merge(lines: list[str], rng: random.Random) -> list[str]:
    at = rng.choice([i for i in labelled(lines) if i + 1 < len(lines)] or [0])
    return [*lines[:at], lines[at] + lines[at + 1], *lines[at + 2:]]


def split(lines: list[str], rng: random.Random) -> list[str]:
    at = rng.choice(labelled(lines))
    head, stop, rest = lines[at].partition("。")
    return [*lines[:at], head + stop, *([rest] if rest else []), *lines[at + 1:]]


def retitle(lines: list[str], rng: random.Random) -> list[str]:
    return [line.replace("意见", "若干意见").replace("方案", "工作方案") if i < 12 else line for i,
            line in enumerate(lines)]


SOURCE_EDITS: dict[str, Edit] = {
    "clause inserted": insert, "clause removed": remove, "renumbered": renumber, "reworded": reword,
    "rewritten": rewrite,
    "merged": merge, "split": split, "title corrected": retitle, "file renamed": lambda lines, rng: lines,
}
PARSER_EDITS: dict[str, Edit] = {"parser joins": merge, "parser splits": split, "parser repairs": reword}


class Library:
    """Real sources, parsed once, and the parse of their edited forms."""

    def __init__(self, files: Iterable[Path], folder: Path) -> None:
        self.catalog: Catalog = load_catalog((packaged("site_config"),))
        self.folder = folder
        texts = {file.name: file.read_bytes().decode("utf-8").split("\n") for file in files}
        self.sources = {name: lines for name, lines in texts.items() if len(lines) >= SHORTEST}

    def policy(self, name: str, lines: list[str], *, renamed: bool = False) -> Policy:
        file = self.folder / name
        file.write_bytes("\n".join(lines).encode())
        return parse(self._clean(file, f"docs_src/policies/{'renamed-' if renamed else ''}{name}"), self.catalog)

    def mended(self, name: str, lines: list[str], edit: Edit, rng: random.Random) -> Policy:
        """The same bytes as another parser might read them: the edit is made to the lines after cleaning."""
        file = self.folder / name
        file.write_bytes("\n".join(lines).encode())
        text = self._clean(file, f"docs_src/policies/{name}")
        texts = edit([line.text for line in text.lines], rng)
        numbers = [line.number for line in text.lines] + [len(text.lines)] * len(texts)
        made = tuple(structs.replace(text.lines[0], number=n, text=t, wraps=(), bold=()) for n,
                     t in zip(numbers, texts, strict=False))
        return parse(structs.replace(text, lines=made), self.catalog)

    def _clean(self, file: Path, name: str) -> CleanText:
        return clean(read(file, name), self.catalog)


def problems(now: Policy, old: tuple[Policy, ...], ledger: Ledger, *, same_bytes: bool) -> list[str]:
    """Every frozen address that is dead, or on another text without saying so."""
    entry = ledger.entries[now.id]
    holders = {anchor: clause for clause in now.clauses for anchor in (clause.anchor, *clause.aliases)}
    stones = {stone.anchor for stone in now.tombstones}
    versions = {policy.version: archived_texts(policy) for policy in old}
    told = {former.version for former in now.former_texts}
    out = []
    for record in entry.clauses:
        holder = holders.get(record.anchor)
        if holder is None:
            if record.anchor not in stones:
                out.append(f"dead {record.anchor}")
            continue
        said = ledger.texts(entry.id, record.version).get(record.anchor, "")
        if holder.sha256 == record.sha256:
            continue
        link = f"p/{now.id}--{record.version}.html#{record.anchor}"
        kept = link in told and versions.get(record.version, {}).get(record.anchor) == said
        same_text = (
            same_bytes and (fuzz.ratio(squeeze(said), squeeze(holder.full)) >= 60
                            or squeeze(said) in squeeze(holder.full))
        )
        if not kept and not same_text:
            out.append(f"silent {record.anchor}: {said[:30]!r} → {holder.full[:30]!r}")
    return out


def simulate(library: Library, count: int, seed: int) -> tuple[Counter[str], Counter[str], list[str]]:
    """Freeze every source, then make ``count`` edits one after the other, freezing each third time. Edits and failures
    by kind.
    """
    rng = random.Random(seed)
    made: Counter[str] = Counter()
    failed: Counter[str] = Counter()
    details: list[str] = []
    names = sorted(library.sources)
    for number in range(count):
        name = names[number % len(names)]
        ledger_folder = library.folder / f"ledger-{number}"
        lines = library.sources[name]
        first = structs.replace(library.policy(name, lines), id="x-1")
        write(pending(Corpus(policies=(first,)), read_ledger(ledger_folder)))
        kinds = [rng.choice([*SOURCE_EDITS, *PARSER_EDITS]) for _ in range(rng.choice((1, 1, 2)))]
        for kind in kinds:
            ledger = read_ledger(ledger_folder)
            if kind in PARSER_EDITS:
                policy = library.mended(name, lines, PARSER_EDITS[kind], rng)
            else:
                lines = SOURCE_EDITS[kind](lines, rng)
                policy = library.policy(name, lines, renamed=kind == "file renamed")
            (known,) = identify([policy], ledger)
            made[kind] += 1
            if known.id != "x-1":
                failed[kind] += 1
                details.append(f"{name} {kind}: lost its id")
                break
            now, old = settle(known, ledger)
            wrong = problems(now, old, ledger, same_bytes=version_of(known, ledger.entries["x-1"], ledger) is not None)
            if wrong:
                failed[kind] += 1
                details.append(f"{name} {kind}: {wrong[:3]}")
            write(pending(Corpus(policies=(now,)), ledger))
    return made, failed, details


def sources() -> list[Path]:
    """The product's own texts, and the plain texts of the corpus where it is beside the checkout."""
    beside = ROOT.parent / "shared" / "corpus" / "policies"
    own = sorted((ROOT / "docs_src" / "policies").glob("*.txt"))
    return own + ([f for f in sorted(beside.glob("*.txt")) if f.stat().st_size < 40_000] if beside.is_dir() else [])


def main() -> int:
    """Print the table; 1 when an address failed."""
    count, seed = (int(a) for a in [*sys.argv[1:], "1000", "7"][:2]) if len(sys.argv) != 2 else (int(sys.argv[1]), 7)
    with tempfile.TemporaryDirectory() as folder:
        made, failed, details = simulate(Library(sources(), Path(folder)), count, seed)
    print(f"{'edit':<18}{'made':>6}{'failed':>8}")
    for kind in sorted(made):
        print(f"{kind:<18}{made[kind]:>6}{failed[kind]:>8}")
    print("\n".join(details[:40]))
    return bool(details)


if __name__ == "__main__":
    sys.exit(main())
