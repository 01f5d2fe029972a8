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
from collections import Counter
from collections.abc import Iterable, Iterator
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
from tests.properties.mutations import BINARY, MUTATIONS, mutated, sidecar
from tests.properties.text_formats import as_docx, as_mht, as_odt, as_ofd, as_rtf, as_xlsx

ROOT = Path(__file__).parents[2]
LARGE = 100_000  # bytes of a binary file from which on a case would take seconds
OWN_SCRIPT = "<script>0</script>"  # where a browser pauses (templates/pages/policy.md.j2)


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
