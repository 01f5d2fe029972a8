"""Our search, Material's with jieba, and Pagefind on the same five texts with the same queries: recall, precision,
bytes, first result, from disk.

    PYTHONPATH=<folder with jieba> python -m tests.bench.peers --pagefind <binary>

Every clause is a section with a heading and an anchor, so that all three can name clauses; truth is the plain scan over
the folded clauses. A peer that is not installed is left out, saying so. Not part of the test run.
"""

from __future__ import annotations

import argparse
import functools
import gzip
import html
import http.server
import importlib.util
import shutil
import subprocess
import sys
import tempfile
import threading
from pathlib import Path
from typing import Any

from tiaowen.model.corpus import Corpus
from tiaowen.search.fold import fold
from tiaowen.search.terms import matches, parse

from tests.bench.search import PAGE, substrings, write
from tests.unit.search.test_search import five_texts

MKDOCS = """site_name: peers
use_directory_urls: false
theme: {name: material, language: zh, font: false}
plugins: [{search: {lang: [zh, en], separator: '[\\s\\u200b\\-]'}}]
markdown_extensions: [attr_list]
"""
OURS = """async (query) => {
  const engine = await tiaowenSearch.engine();
  const { near, documents } = await engine.search(query);
  if (near) return [];
  const hits = [];
  for (const { segment, hits: found } of documents)
    for (const row of (await segment.rows(found.map(({ clause }) => clause))).values()) hits.push(`${row.id}#${row.anchor}`);
  return hits;
}"""  # noqa: E501
MATERIAL = """async (query) => {
  const said = (worker, message, type) => new Promise((resolve, reject) => {
    worker.onerror = reject;
    worker.addEventListener("message", ({ data }) => data.type === type && resolve(data.data));
    worker.postMessage(message);
  });
  if (!globalThis.searching) {
    const config = JSON.parse(document.getElementById("__config").textContent);
    const index = await (await fetch("search/search_index.json")).json();
    const worker = new Worker(config.search);
    await said(worker, { type: 0, data: { ...index, options: { suggest: false } } }, 1);
    globalThis.searching = worker;
  }
  const { items } = await said(globalThis.searching, { type: 2, data: query }, 3);
  const places = items.flat().map(({ location }) => location.replace(/^p\\//, "").replace(".html", ""));
  return places.filter((place) => place.includes("#"));
}"""
PAGEFIND = """async (query) => {
  globalThis.pagefind ??= await import(new URL("pagefind/pagefind.js", location.href).href);
  const { results } = await globalThis.pagefind.search(query);
  const pages = await Promise.all(results.map((result) => result.data()));
  const places = pages.flatMap(({ sub_results }) => sub_results.map(({ url }) => url.replace(/^.*\\/p\\//, "").replace(".html", "")));
  return places.filter((place) => place.includes("#"));
}"""  # noqa: E501


def sections(corpus: Corpus, folder: Path) -> Path:
    """The clauses as a MkDocs site with Material's own search."""
    (folder / "docs" / "p").mkdir(parents=True)
    (folder / "mkdocs.yml").write_text(MKDOCS, encoding="utf-8")
    (folder / "docs" / "index.md").write_text("# peers\n", encoding="utf-8")
    for policy in corpus.policies:
        parts = (f"## {number} {{#{clause.anchor}}}\n\n<p>{html.escape(clause.full)}</p>" for number,
                 clause in enumerate(policy.clauses, 1))
        body = "\n\n".join(parts)
        (folder / "docs" / "p" / f"{policy.id}.md").write_text(f"# {policy.id}\n\n{body}\n", encoding="utf-8")
    subprocess.run([sys.executable, "-m", "mkdocs", "build", "-q", "-f", str(folder / "mkdocs.yml")], check=True,
                   stderr=subprocess.DEVNULL)
    return folder / "site"


class Plain(http.server.SimpleHTTPRequestHandler):
    """Serves a folder without a word."""

    def log_message(self, format: str, *args: object) -> None:
        """Nothing."""


def ask(name: str, code: str, site: Path, queries: list[str], truth: list[set[str]], browser: Any) -> None:
    """Asks every query over http, then one from disk; prints what came back."""
    server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), functools.partial(Plain, directory=str(site)))
    threading.Thread(target=server.serve_forever, daemon=True).start()
    page = browser.new_page()
    loaded: list[str] = []
    page.goto(f"http://127.0.0.1:{server.server_port}/index.html")
    page.wait_for_load_state("networkidle")
    page.on("request", lambda request: loaded.append(request.url))
    begin = page.evaluate("performance.now()")
    page.evaluate(code, queries[0])
    first = page.evaluate("performance.now()") - begin
    weight = sum(len(gzip.compress(file.read_bytes(), 6)) for url in set(loaded)
                 if (file := site / url.split("/", 3)[3].partition("?")[0]).is_file())
    right = found = wanted = nothing = exact = 0
    for query, expected in zip(queries, truth, strict=True):
        held = set(page.evaluate(code, query))
        right, found, wanted = right + len(held & expected), found + len(held), wanted + len(expected)
        nothing, exact = nothing + (not held and bool(expected)), exact + (held == expected)
    page.close()
    server.shutdown()
    disk = browser.new_context(offline=True).new_page()
    disk.goto((site / "index.html").as_uri())
    try:
        from_disk = "yes" if set(disk.evaluate(code, queries[0])) == truth[0] else "wrong answer"
    except Exception as error:
        from_disk = f"no ({str(error).splitlines()[0][:80]})"
    print(
        f"{name}: recall {right / wanted:.3f}, precision {right / max(found, 1):.3f}, exact answers {exact} of "
        f"{len(queries)}, "
          f"nothing found though there is {nothing}; first query {weight / 1e3:.0f} KB gzip, {first:.0f} ms; from "
          f"disk: {from_disk}")


def main() -> None:
    """The command line above."""
    from playwright.sync_api import sync_playwright

    options = argparse.ArgumentParser()
    options.add_argument("--pagefind", type=Path)
    options.add_argument("--queries", type=int, default=300)
    chosen = options.parse_args()
    corpus = five_texts()
    keys = {f"{policy.id}#{clause.anchor}": fold(clause.full).strip("|") for policy in corpus.policies
            for clause in policy.clauses}
    asked = ["招商引资", "数字经济", "2025年", "纳税50强", "责任单位",
             *(query for query in substrings(corpus, chosen.queries) if len(query) > 1)]
    asked = [query for query in asked if any(matches(key, parse(query)) for key in keys.values())]
    truth = [{address for address, key in keys.items() if matches(key, parse(query))} for query in asked]
    with tempfile.TemporaryDirectory() as folder, sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=shutil.which("chromium"),
                                             args=["--no-sandbox", "--disable-gpu"])
        ours = Path(folder) / "ours"
        ours.mkdir()
        write(corpus, ours)
        (ours / "index.html").write_text(PAGE, encoding="utf-8")
        ask("Tiaowen", OURS, ours, asked, truth, browser)
        if importlib.util.find_spec("jieba"):
            ask("Material + jieba", MATERIAL, sections(corpus, Path(folder) / "peer"), asked, truth, browser)
        else:
            print("Material + jieba: jieba is not installed")
        if chosen.pagefind and chosen.pagefind.is_file():
            site = (
                Path(folder) / "peer" / "site" if (Path(folder) / "peer").exists()
                else sections(corpus, Path(folder) / "peer")
            )
            subprocess.run([str(chosen.pagefind), "--site", str(site)], check=True, stdout=subprocess.DEVNULL)
            ask("Pagefind", PAGEFIND, site, asked, truth, browser)
        else:
            print("Pagefind: no binary given")


if __name__ == "__main__":
    main()
