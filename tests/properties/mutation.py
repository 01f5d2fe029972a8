"""Seeded mutations of real files through every stage of one document: no exception, no character lost, nothing of a
text as markup.

``python -m tests.properties.mutation [COUNT] [SEED]`` runs the long form and prints a table by kind of mutation and one
by suffix. The limits of a file are those of a site: a case above them has failed.
"""

from __future__ import annotations

import io
import random
import re
import sys
import tempfile
import traceback
import zipfile
from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from html.parser import HTMLParser
from pathlib import Path

import markdown
import yaml
from msgspec import structs
from PIL import Image
from tiaowen.catalog import Catalog, load_catalog
from tiaowen.clean import clean
from tiaowen.config import Settings
from tiaowen.data import packaged
from tiaowen.link import link
from tiaowen.model import CleanText, Policy, SourceText
from tiaowen.parse import parse
from tiaowen.pipeline.document import understand
from tiaowen.read import read
from tiaowen.render.akn import akoma_ntoso
from tiaowen.render.library import library
from tiaowen.render.pages import plan, render

from tests.factories import templates
from tests.properties.binary_formats import as_doc, as_pdf, as_xls
from tests.properties.text_formats import as_docx, as_mht, as_odt, as_ofd, as_rtf, as_xlsx

ROOT = Path(__file__).parents[2]
LARGE = 100_000  # bytes of a binary file from which on a case would take seconds
WINDOW = 160  # lines of a file that one case works on: a case costs milliseconds, and borders fall everywhere
HOSTILE = (
    "<script>evil()</script>", "<img src=evil onerror=evil()>", "[点](javascript:evil())", "{: onclick=evil() }",
    "</script><svg/onload=evil()>",
    "<!--", "]]>", "{{ evil }}{% raw %}", "\x00", "\x1b[31m", "\u202e", "\ufeff", "\u2028", "```", "~~~",
    "&lt;script&gt;evil()", "=evil()|' '!A1",
    "<iframe src=//evil>", "[x](https://evil/)", "![x](//evil/x.png)", "<https://evil>", "' onmouseover='evil()",
    '" onfocus="evil()', "\ud83d",
    "---\nevil: true\n---", "<base href=//evil>", "#" * 40, "|" * 200,
)
LABELS = ("第一编", "第一章", "第一节", "第一条", "一、", "（一）", "1.", "（1）", "①", "——", "1.1.1", "附件1")
OWN_SCRIPT = "<script>0</script>"  # where a browser pauses (templates/pages/policy.md.j2)
Mutation = Callable[[list[str], random.Random], list[str]]


def cut(lines: list[str], rng: random.Random) -> list[str]:
    at = rng.randrange(len(lines))
    return [*lines[:at], lines[at][:rng.randrange(len(lines[at]) + 1)], *lines[at + 1 + rng.randrange(4):]]


def joined(lines: list[str], rng: random.Random) -> list[str]:
    at, much = rng.randrange(len(lines)), rng.choice((2, 3, 20, len(lines)))
    return [*lines[:at], "".join(lines[at:at + much]), *lines[at + much:]]


def shuffled(lines: list[str], rng: random.Random) -> list[str]:
    return rng.sample(lines, len(lines))


def doubled(lines: list[str], rng: random.Random) -> list[str]:
    at, much = rng.randrange(len(lines)), rng.choice((1, 5, 30, len(lines)))
    return [*lines[:at + much], *lines[at:at + much], *lines[at + much:]]


def split(lines: list[str], rng: random.Random) -> list[str]:
    width = rng.choice((1, 7, 30, 42))
    at = rng.randrange(len(lines))
    return [*lines[:at], *re.findall(f".{{1,{width}}}", "".join(lines[at:at + 12]), re.DOTALL), *lines[at + 12:]]


def hostile(lines: list[str], rng: random.Random) -> list[str]:
    for _ in range(rng.randint(1, 8)):
        at = rng.randrange(len(lines))
        column = rng.randrange(len(lines[at]) + 1)
        lines = [*lines[:at], lines[at][:column] + rng.choice(HOSTILE) + lines[at][column:], *lines[at + 1:]]
    return lines


def nested(lines: list[str], rng: random.Random) -> list[str]:
    at = rng.randrange(len(lines))
    deep = rng.choice(("（", "《", "“", "<div>", "<table><tr><td>", "<b>", "[", "> ")) * 1000
    return [*lines[:at], deep + lines[at], *(rng.choice(LABELS) + "内容：" for _ in range(1000)), *lines[at + 1:]]


def long_line(lines: list[str], rng: random.Random) -> list[str]:
    text = rng.choice(("".join(lines)[:4000] or "空", "一、（一）1.", "（责任单位：市财政局）",
                       "到2025年，达到100万元，", "《", "甲")) + "。"
    return [*lines[:3], (text * (2_000_000 // len(text.encode()) + 1)), *lines[3:6]]


SIDECAR = (
    "id: a-1\ntitle: 关于某事的意见\ndoc_number: 示政发〔2023〕1号\nissuers: [示例市人民政府]\nissue_date: 2023-05-06\n"
    "jurisdiction: {province: 山东省, city: 威海市}\nsource_url: https://x.example/a\npublish: auto\nvalidity: "
    "现行有效\n"
    "facts:\n  targets:\n    - {path: '1', quote: 达到100万元, metric: 产值, value: 100, unit: 万元}\n"
)
PIECES = (
    "&a ", "*a", "[" * 60, "{" * 60, "9" * 5000, "true", "null", "-1", "'", '"', "\t", "\x00", "\ud83d",
    "!!python/object:os.system x", "<<: *a",
    "? :", "- ",
)


def sidecar(rng: random.Random) -> bytes:
    """A sidecar of which some characters were taken out, doubled or put in."""
    text = SIDECAR
    for _ in range(rng.randint(1, 4)):
        at, much = rng.randrange(len(text)), rng.choice((0, 1, 5, 40))
        text = text[:at] + rng.choice((*PIECES, text[at:at + much] * 2, "")) + text[at + much:]
    return text.encode("utf-8", "surrogatepass")


MUTATIONS: dict[str, tuple[int, Mutation | None]] = {  # how many of 1,000 cases; None: the bytes themselves are flipped
    "bytes flipped": (150, None), "cut": (130, cut), "joined": (130, joined), "shuffled": (130, shuffled),
    "doubled": (130, doubled),
    "split": (129, split), "hostile": (180, hostile), "nested 1,000 deep": (20, nested),
    "one line of 2 MB": (1, long_line),
    "sidecar": (100, None), "part of a container": (60, None), "bytes moved": (60, None),
}
BINARY = {"part of a container", "bytes moved"}  # kinds of mutation that are made of files of binary formats alone


def sources() -> list[Path]:
    """The product's own texts, and every file of the corpus where it is beside the checkout."""
    beside = ROOT.parent / "shared" / "corpus" / "policies"
    return sorted((ROOT / "docs_src" / "policies").glob("*.txt")) + (sorted(beside.iterdir())
                                                                     if beside.is_dir() else [])


def containers(folder: Path, catalog: Catalog) -> list[Path]:
    """Files of every format that is no plain text: those beside the checkout, and one of each that is written into the
    folder.
    """
    beside = ROOT.parent / "shared" / "gold" / "headers"
    kinds = {".docx", ".pdf", ".doc", ".ofd", ".odt", ".wps"}
    return [*sorted(written(folder, catalog)),
            *sorted(file for file in beside.rglob("*") if file.suffix in kinds and file.stat().st_size < LARGE)]


def written(folder: Path, catalog: Catalog) -> Iterator[Path]:
    """A text in each format that the program reads."""
    text = next((ROOT / "docs_src" / "policies").glob("*.txt"))
    paragraphs = [line for line in text.read_text(encoding="utf-8").split("\n") if line.strip()][:40]
    rows = [["任务", "目标", "责任单位"], *([line[:4], line[:60], "市水务局"] for line in paragraphs)]
    picture, page, policy = io.BytesIO(), Image.new("L", (400, 300), 255), understand(text, text.name, catalog)
    page.save(picture, "TIFF", save_all=True, append_images=[page, page])
    writers = (as_docx, as_mht, as_rtf, as_odt, as_ofd, as_doc, as_pdf)
    files = {write.__name__[3:]: write(paragraphs) for write in writers}
    files |= {"xls": as_xls(rows), "xlsx": as_xlsx(rows), "tif": picture.getvalue(), "wps": files["doc"],
              "xml": akoma_ntoso(policy)}
    for suffix, data in files.items():
        file = folder / f"written.{suffix}"
        file.write_bytes(data)
        yield file


def mutated(data: bytes, kind: str, rng: random.Random) -> bytes:
    """Some lines of the file, changed once or twice in the given way."""
    change = MUTATIONS[kind][1]
    if kind == "part of a container" and (parts := _unpacked(data)):
        name = rng.choice(sorted(parts))
        return _packed(parts | {name: mutated(parts[name] or b"<", "bytes flipped", rng)})
    if kind == "sidecar":
        return data
    if kind == "bytes moved":
        at, to, much = rng.randrange(len(data)), rng.randrange(len(data)), rng.choice((1, 16, 512, 4096, len(data)))
        taken = data[at:at + much]
        return rng.choice((data[:at], data[at:], data[:at] + data[at + much:], data[:to] + taken + data[to:],
                           data[:at] + bytes(len(taken)) + data[at + much:]))
    if change is None:
        out = bytearray(data)
        for _ in range(min(len(out), rng.choice((1, 5, 50)))):
            at = rng.randrange(len(out))
            out[at:at + 1] = rng.choice((b"", bytes([rng.randrange(256)]), bytes([out[at] ^ 1 << rng.randrange(8)])))
        return bytes(out)
    lines = data.decode("utf-8", "surrogateescape").split("\n")
    start = rng.choice((0, rng.randrange(len(lines))))
    lines = lines[start:start + WINDOW]
    for _ in range(1 if kind.startswith(("nested", "one line")) else rng.randint(1, 3)):
        lines = change(lines or [""], rng) or [""]
    return "\n".join(lines).encode("utf-8", "surrogatepass" if kind == "hostile" else "surrogateescape")


def _unpacked(data: bytes) -> dict[str, bytes]:
    """The members of a container; none of what is no container."""
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as container:
            return {name: container.read(name) for name in container.namelist()}
    except zipfile.BadZipFile:
        return {}


def _packed(parts: dict[str, bytes]) -> bytes:
    written = io.BytesIO()
    with zipfile.ZipFile(written, "w", zipfile.ZIP_DEFLATED) as container:
        for name, data in parts.items():
            container.writestr(name, data)
    return written.getvalue()


def _characters(texts: Iterable[str]) -> Counter[str]:
    return Counter(char for text in texts for char in text if not char.isspace() and char not in "\u200b\ufeff\u2060")


def check_account(source: SourceText, cleaned: CleanText, policy: Policy) -> None:
    """Characters read − before + after of the repairs = published + listed as left out. Raises AssertionError with the
    difference.
    """
    left = _characters(line.text for line in source.lines)
    left.subtract(_characters(repair.before for repair in cleaned.repairs))
    left.update(_characters(repair.after for repair in cleaned.repairs))
    kept = (*(clause.full for clause in policy.clauses), *(item.text for item in policy.header),
            *(item.text for item in policy.furniture))
    left.subtract(_characters(kept))
    assert not +left and not -left, f"lost {+left}, invented {-left}"


class _Markup(HTMLParser):
    """Collects every element that a text could have brought in: scripts that run, handlers, addresses outside."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.found: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        values = {name: value or "" for name, value in attrs}
        runs = tag == "script" and not values.get("type", "").endswith("json")
        handler = any(name.startswith("on") for name in values)
        address = any(re.match(r"\s*javascript:|.*//evil", values.get(name, "")) for name in ("href", "src", "action"))
        if runs or handler or address or tag in {"iframe", "object", "embed", "base", "style", "img", "meta", "form"}:
            self.found.append(f"<{tag} {values}>")


def check_page(policy: Policy, catalog: Catalog, settings: Settings) -> None:
    """The document's page holds no markup of the text's own, and its front matter is the mapping we wrote."""
    corpus = link([policy], catalog)
    lib = library(corpus, settings, catalog)
    page = render(next(plan(lib)), lib, templates(), ROOT)
    assert page is not None
    _, front, body = page.data.decode().split("---\n", 2)
    assert "evil" not in yaml.safe_load(front)
    reader = _Markup()
    body = body.replace(OWN_SCRIPT, "", 1)  # one of a text's would leave ours, and be found
    reader.feed(markdown.markdown(body, extensions=["attr_list", "md_in_html", "tables", "toc"]))
    assert not reader.found, reader.found[:3]


class Fuzz:
    """A folder to write the mutated files to, and what every case needs."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.catalog = load_catalog((packaged("site_config"),))
        self.settings = Settings()
        self.files = sources()
        (folder / "written").mkdir()
        self.binary = containers(folder / "written", self.catalog)

    def run(self, number: int, seed: int) -> tuple[str, str, str]:
        """Case ``number``: kind of mutation, suffix, and what it came to (published, held, refused). Raises what a
        stage raises.
        """
        rng = random.Random(f"{seed}-{number}")
        kind = rng.choices(list(MUTATIONS), [weight for weight, _ in MUTATIONS.values()])[0]
        binary = kind in BINARY or kind in {"bytes flipped", "sidecar"} and rng.random() < 0.4
        original = self._binary(rng) if binary else rng.choice(self.files)
        for old in self.folder.glob("case.*"):
            old.unlink()
        if kind == "sidecar":
            (self.folder / "case.yml").write_bytes(sidecar(rng))
        file = self.folder / f"case{original.suffix}"
        file.write_bytes(mutated(original.read_bytes(), kind, rng))
        return kind, original.suffix, self._check(file, page=number % 10 == 0)

    def _binary(self, rng: random.Random) -> Path:
        """One of the formats, then one of its files."""
        suffix = rng.choice(sorted({file.suffix for file in self.binary}))
        return rng.choice([file for file in self.binary if file.suffix == suffix])

    def _check(self, file: Path, *, page: bool) -> str:
        source = read(file, file.name)
        policy = understand(file, file.name, self.catalog, self.settings.limits)
        failed = [item.message for item in policy.diagnostics if item.code in {"R092", "R094", "R095"}]
        assert not failed, failed
        if not any(item.severity == "error" for item in source.diagnostics):
            cleaned = clean(source, self.catalog)
            check_account(source, cleaned, parse(cleaned, self.catalog))
        if page and policy.status == "published":
            check_page(structs.replace(policy, id="case"), self.catalog, self.settings)
        return policy.status


def main() -> int:
    """Run the cases and print the table; 1 when one failed."""
    count, seed = (int(a) for a in [*sys.argv[1:], "20000", "7"][:2]) if len(sys.argv) != 2 else (int(sys.argv[1]), 7)
    outcomes: Counter[tuple[str, str, str]] = Counter()
    failed = []
    with tempfile.TemporaryDirectory() as folder:
        fuzz = Fuzz(Path(folder))
        for number in range(count):
            try:
                outcomes[fuzz.run(number, seed)] += 1
            except Exception:  # a fuzz reports whatever is raised, with its case
                failed.append(number)
                print(f"case {number}\n{traceback.format_exc(limit=-4)}", flush=True)
    statuses = ("published", "held", "refused")
    for place, names in ((0, list(MUTATIONS)), (1, sorted({suffix for _, suffix, _ in outcomes}))):
        for name in names:
            counts = {status: sum(count for case, count in outcomes.items()
                                  if case[place] == name and case[2] == status) for status in statuses}
            print(f"{name:<20}" + "".join(f"{status} {counts[status]:>6}  " for status in statuses))
    print(f"{count} cases, {len(failed)} failed: {failed[:20]}")
    return bool(failed)


if __name__ == "__main__":
    sys.exit(main())
