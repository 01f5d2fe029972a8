"""Our search, Material's with jieba, Pagefind and MiniSearch on the same judged queries: how often the answer stands
first, in three, in ten.

    PYTHONPATH=<folder with jieba> python -m tests.bench.judged <site> <rows> --pagefind <binary> --minisearch <folder
    with node_modules>

``site`` is a built site; ``rows`` has one JSON record a line: ``q``, ``want`` (``policy#anchor=grade``; grade 2
answers, 1 helps), ``answerable``. Every clause is a section of its document's page, so that all four can name clauses.
A peer that is not installed is left out, saying so. Not part of the test run.
"""

from __future__ import annotations

import argparse
import functools
import html
import http.server
import importlib.util
import json
import math
import shutil
import subprocess
import sys
import tempfile
import threading
from collections.abc import Callable
from pathlib import Path
from typing import Any

from tests.bench.peers import MATERIAL, MKDOCS, PAGEFIND, Plain

OURS = """async (query) => {
  await new Promise((done) => (function ready() { globalThis.tiaowenSearch ? done() : setTimeout(ready, 20); })());
  const engine = await tiaowenSearch.engine();
  const { near, documents } = await engine.answer(query);
  if (near) return [];
  const places = [];
  for (const { segment, hits, shown } of documents) {
    const clauses = hits.slice(0, Math.min(5, shown ?? 5)).map(({ clause }) => clause);
    const rows = await segment.rows(clauses);
    for (const clause of clauses) places.push(`${rows.get(clause).id}#${rows.get(clause).anchor}`);
    if (places.length > 12) break;
  }
  return places;
}"""
# MiniSearch has no words of Chinese: those of the browser's own segmenter, which V8 takes from ICU.
MINISEARCH = """
const MiniSearch = require("module").createRequire(process.argv[1] + "/")("minisearch");
const { clauses, queries } = JSON.parse(require("fs").readFileSync(0, "utf-8"));
const words = new Intl.Segmenter("zh", { granularity: "word" });
const tokenize = (text) => Array.from(words.segment(text)).filter(({ isWordLike }) => isWordLike).map(({ segment }) => segment);
const index = new MiniSearch({ fields: ["text"], tokenize, searchOptions: { tokenize, prefix: true } });
index.addAll(clauses.map(([id, text]) => ({ id, text })));
process.stdout.write(JSON.stringify(queries.map((query) => index.search(query).slice(0, 12).map(({ id }) => id))));
"""  # noqa: E501
Row = dict[str, Any]


def sections(clauses: list[Row], folder: Path) -> Path:
    """The clauses as a MkDocs site with Material's own search: a page for each document, a section for each clause."""
    (folder / "docs" / "p").mkdir(parents=True)
    (folder / "mkdocs.yml").write_text(MKDOCS, encoding="utf-8")
    (folder / "docs" / "index.md").write_text("# peers\n", encoding="utf-8")
    pages: dict[str, list[str]] = {}
    for clause in clauses:
        heading = html.escape(clause["heading"] or clause["label"] or "条")
        pages.setdefault(clause["policy"],
                         []).append(f"## {heading} {{#{clause['anchor']}}}\n\n<p>{html.escape(clause['full'])}</p>")
    for policy, parts in pages.items():
        body = "\n\n".join(parts)
        (folder / "docs" / "p" / f"{policy}.md").write_text(f"# {policy}\n\n{body}\n", encoding="utf-8")
    subprocess.run([sys.executable, "-m", "mkdocs", "build", "-q", "-f", str(folder / "mkdocs.yml")], check=True,
                   stderr=subprocess.DEVNULL)
    return folder / "site"


def judged(name: str, rows: list[Row], ask: Callable[[str], list[str]]) -> None:
    """Prints one line of the table."""
    first = three = ten = 0
    gain, silent = 0.0, 0
    yes = [row for row in rows if any(place.endswith("=2") for place in row["want"])]
    no = [row for row in rows if not row["answerable"]]
    for row in yes:
        grades = {place.rpartition("=")[0]: int(place[-1]) for place in row["want"]}
        found = [grades.get(place, 0) for place in dict.fromkeys(ask(row["q"]))][:10]
        rank = found.index(2) + 1 if 2 in found else 99
        first, three, ten = first + (rank == 1), three + (rank <= 3), ten + (rank <= 10)
        best = sorted(grades.values(), reverse=True)[:10]
        gain += _gain(found) / _gain(best)
    for row in no:
        silent += not ask(row["q"])
    print(
        f"{name}: {len(yes)} queries, first {first / len(yes):.2f}, in three {three / len(yes):.2f}, in ten "
        f"{ten / len(yes):.2f}, "
          f"nDCG@10 {gain / len(yes):.3f}; without an answer {len(no)}, none shown {silent}", flush=True)


def _gain(grades: list[int]) -> float:
    return sum((2**grade - 1) / math.log2(place + 2) for place, grade in enumerate(grades))


def served(name: str, rows: list[Row], code: str, site: Path, start: str, browser: Any) -> None:
    """Asks a search that runs in a page."""
    server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), functools.partial(Plain, directory=str(site)))
    threading.Thread(target=server.serve_forever, daemon=True).start()
    page = browser.new_page()
    page.goto(f"http://127.0.0.1:{server.server_port}/{start}")
    judged(name, rows, lambda query: list(page.evaluate(code, query)))
    page.close()
    server.shutdown()


def main() -> None:
    """The command line above."""
    from playwright.sync_api import sync_playwright

    options = argparse.ArgumentParser()
    options.add_argument("site", type=Path)
    options.add_argument("rows", type=Path)
    options.add_argument("--pagefind", type=Path)
    options.add_argument("--minisearch", type=Path)
    chosen = options.parse_args()
    clauses = [
        json.loads(line) for line in (chosen.site / "data" / "clauses.jsonl").read_text(encoding="utf-8").splitlines()]
    rows = [json.loads(line) for line in chosen.rows.read_text(encoding="utf-8").splitlines()]
    with tempfile.TemporaryDirectory() as folder, sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=shutil.which("chromium"),
                                             args=["--no-sandbox", "--disable-gpu"])
        served("Tiaowen", rows, OURS, chosen.site, "search.html", browser)
        peer = sections(clauses, Path(folder) / "peer")
        if importlib.util.find_spec("jieba"):
            served("Material + jieba", rows, MATERIAL, peer, "index.html", browser)
        else:
            print("Material + jieba: jieba is not installed")
        if chosen.pagefind:
            subprocess.run([str(chosen.pagefind), "--site", str(peer)], check=True, stdout=subprocess.DEVNULL)
            served("Pagefind", rows, PAGEFIND, peer, "index.html", browser)
        if chosen.minisearch:
            given = {"clauses": [[f"{clause['policy']}#{clause['anchor']}", clause["full"]] for clause in clauses],
                     "queries": [row["q"] for row in rows]}
            done = subprocess.run(["node", "-e", MINISEARCH, str(chosen.minisearch.resolve())], check=True,
                                  input=json.dumps(given), capture_output=True, encoding="utf-8")
            found = dict(zip(given["queries"], json.loads(done.stdout), strict=True))
            judged("MiniSearch", rows, found.__getitem__)


if __name__ == "__main__":
    main()
