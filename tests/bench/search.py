"""Measures the search: size, build time, exactness, bytes and milliseconds of queries, in Chromium on http and from
disk, and in Python.

    python -m tests.bench.search --documents 1000            real laws beside the checkout, else seeded words
    python -m tests.bench.search --documents 1000 --made     seeded words, harder to compress
    python -m tests.bench.search --documents 10000 --queries 100

Not part of the test run. Every query is asked cold (a new page, nothing loaded) and warm (again on the same page);
bytes are those of the files the query loaded, gzip level 6, each answer is compared with a plain scan over the folded
clauses.
"""

from __future__ import annotations

import argparse
import functools
import gzip
import io
import itertools
import random
import re
import shutil
import statistics
import subprocess
import sys
import tempfile
import time
from bisect import bisect_right
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from opencc import OpenCC
from tiaowen.catalog import load_catalog
from tiaowen.data import registry_folders
from tiaowen.model.corpus import Corpus
from tiaowen.search.fold import fold_all, folds
from tiaowen.search.index import files
from tiaowen.search.query import Index
from tiaowen.search.segments import split
from tiaowen.search.terms import parse
from tiaowen.site.build import theme_files
from tiaowen.site.write import write_tree

from tests.bench.corpus import made, real

PAGE = '<!doctype html><meta charset="utf-8"><title>search</title><script src="assets/tiaowen/site.js"></script>'
ASK = """async (query) => {
  const begin = performance.now();
  const engine = await tiaowenSearch.engine();
  const ready = performance.now();
  const given = await engine.answer(query);
  const answered = performance.now();
  const names = performance.getEntriesByType("resource").map(({ name }) => name);
  performance.clearResourceTimings();
  const answer = given.stands ? given : await engine.search(query); // in other words there is no plain scan to compare with
  await Promise.all(answer.documents.slice(0, 5).map(({ segment, hits }) => segment.rows(hits.slice(0, 5).map(({ clause }) => clause))));
  const shown = performance.now();
  const again = performance.now();
  await engine.answer(query);
  const warm = performance.now() - again;
  const order = engine.index.segments.map(({ name }) => name);
  const hits = answer.documents.flatMap(({ segment, hits }) => hits.map(({ clause }) => [order.indexOf(segment.name), clause]));
  return { near: answer.near, total: answer.total, hits, names, stands: Boolean(given.stands), cold: answered - ready, start: ready - begin,
    shown: shown - answered, warm };
}"""  # noqa: E501


def substrings(corpus: Corpus, count: int) -> Iterator[str]:
    """Seeded substrings of 1 to 8 characters of every kind, each tenth in Traditional characters; then document numbers
    in four spellings.
    """
    dice = random.Random(2026)
    texts = [clause.full for policy in corpus.policies for clause in policy.clauses]
    traditional = OpenCC("s2t")
    for turn in range(count):
        text, length = dice.choice(texts), 1 + turn % 8
        while len(text) < length:
            text = dice.choice(texts)
        start = dice.randrange(len(text) - length + 1)
        part = text[start : start + length]
        yield traditional.convert(part) if turn % 10 == 9 else part
    numbers = sorted({number for text in texts for number in re.findall(r"[\u4e00-\u9fff]{1,4}〔\d{4}〕\d+号", text)})
    for number in dice.sample(numbers, min(len(numbers), 25)):
        yield number
        yield number.translate(str.maketrans("〔〕", "[]"))
        yield number.translate(str.maketrans("〔〕0123456789", "（）０１２３４５６７８９"))
        yield number.replace("〔", " 【").replace("〕", "】 ")


@functools.cache
def _zipped(path: str) -> bytes:
    file = Path(path)
    return gzip.compress(file.read_bytes() if file.is_file() else b"", 6)


def write(corpus: Corpus, site: Path) -> float:
    """Writes index and scripts; the CPU seconds that the index took."""
    folds()  # the table of characters is made once in a process
    seconds, begin = 0.0, time.process_time()
    for file in files(corpus, load_catalog(registry_folders(Path()))):
        seconds += time.process_time() - begin
        target = site / file.path
        target.parent.mkdir(parents=True, exist_ok=True)
        target.write_bytes(file.data)
        begin = time.process_time()
    write_tree(site, theme_files(Path()), prune=False)
    (site / "index.html").write_text(PAGE, encoding="utf-8")
    return seconds


def sizes(corpus: Corpus, site: Path, seconds: float) -> None:
    """Prints what the index weighs."""
    text = sum(len(clause.full.encode()) for policy in corpus.policies for clause in policy.clauses)
    groups = {"gram shards": "*/g*.js", "unit shards": "*/u*.js", "segment manifests": "*/m.js", "text": "*/t*.js",
              "facets": "*/f.js",
              "first manifest": "index.js", "rare fold": "rare-*.js", "titles": "*/d.js", "words": "words-*.js",
              "phrases": "phrases-*.js",
              "catalogue": "catalogue-*.js", "lunr": "lunr.js"}
    print(
        f"{len(corpus.policies)} documents, {sum(len(policy.clauses) for policy in corpus.policies)} clauses, "
        f"{text / 1e6:.2f} MB of text")
    print(f"built in {seconds:.1f} s CPU")
    count, raw = 0, {}
    for name, pattern in groups.items():
        found = sorted((site / "search").glob(pattern))
        raw[name] = sum(file.stat().st_size for file in found)
        count += len(found)
        zipped = [len(_zipped(str(file))) for file in found]
        print(f"  {name:18} {len(found):6} files {raw[name] / 1e3:10.1f} KB {sum(zipped) / 1e3:10.1f} KB gzip, "
              f"largest {max(zipped, default=0) / 1e3:.1f}")
    index = sum(raw[name] for name in ("gram shards", "unit shards", "segment manifests",
                                       "first manifest", "rare fold"))
    print(
        f"  index {index / text:.2f} x text; {count} files, {100 * count / len(corpus.policies):.0f} for 100 documents")


class Scan:
    """The plain scan over all folded clauses, joined, so that it is quick enough for hundreds of queries."""

    def __init__(self, corpus: Corpus) -> None:
        keys: list[str] = []
        self.clauses: list[tuple[str, str]] = []  # document and anchor
        self._places: list[tuple[int, int]] = []
        for number, policies in enumerate(split(corpus.policies)):
            folded = fold_all(clause.full for policy in policies for clause in policy.clauses)
            keys += (key.strip("|") for key in folded)
            self._places += ((number, clause) for clause in range(len(folded)))
            self.clauses += ((policy.id, clause.anchor) for policy in policies for clause in policy.clauses)
        self._text = "\n".join(keys) + "\n"
        self._starts = [0, *itertools.accumulate(len(key) + 1 for key in keys)]

    def __call__(self, query: str) -> set[tuple[int, int]]:
        """Segment and number of the clauses that the query must find."""
        return {self._places[clause] for clause in self._found(query)}

    def by_anchor(self, query: str) -> set[tuple[str, str]]:
        """Document and anchor of the same clauses."""
        return {self.clauses[clause] for clause in self._found(query)}

    def _found(self, query: str) -> set[int]:
        terms = parse(query)
        wanted = [self._holding(term.key) for term in terms if not term.exclude]
        found = set.intersection(*wanted) if wanted else set()
        for term in terms:
            found -= self._holding(term.key) if term.exclude else set()
        return found

    def _holding(self, key: str) -> set[int]:
        held, at = set(), self._text.find(key)
        while at >= 0:
            clause = bisect_right(self._starts, at) - 1
            held.add(clause)
            at = self._text.find(key, self._starts[clause + 1])
        return held


def measure(scan: Scan, site: Path, queries: list[str], browser: Any, base: str) -> None:
    """Asks every query cold and warm; prints exactness, bytes and milliseconds."""
    found = wanted = right = wrong = 0
    rows: list[tuple[int, int, float, float, float, str, int, bool]] = []
    page = browser.new_context(offline=base.startswith("file:")).new_page()
    page.context.new_cdp_session(page).send("Network.setCacheDisabled", {"cacheDisabled": True})
    for query in queries:
        page.goto(base + "index.html")
        answer = page.evaluate(ASK, query)
        terms, expected = parse(query), scan(query)
        held = set() if answer["near"] else {(segment, clause) for segment, clause in answer["hits"]}
        found, wanted, right, wrong = found + len(held), wanted + len(expected), right + len(held & expected), wrong + (
            held != expected)
        names = {name for name in answer["names"] if "/search/" in name}
        weigh = {name: len(_zipped(str(site / name[name.index("/search/") + 1 :]))) for name in names}
        texts = sum(size for name, size in weigh.items() if re.search(r"/t\d+\.js$", name))
        length = max((len(term.key) for term in terms if not term.exclude), default=0)
        if length and expected:
            rows.append((length, sum(weigh.values()) - texts, answer["cold"], answer["warm"], answer["shown"], query,
                         sum(weigh.values()),
                         answer["stands"]))
    print(f"{base.partition(':')[0]}: {len(queries)} queries; recall {right / max(wanted, 1):.4f}, "
          f"precision {right / max(found, 1):.4f}, {wrong} answers differ")
    for label, some in (("two or more characters, as they stand", [row for row in rows if row[0] > 1 and row[7]]),
                        ("two or more characters, also in other words",
                         [row for row in rows if row[0] > 1 and not row[7]]),
                        ("one character", [row for row in rows if row[0] == 1])):
        if not some:
            continue
        weights = [size / 1e3 for size in sorted(row[1] for row in some)]
        print(f"  {label}: {len(some)} queries")
        if weights[-1]:  # a browser does not tell what it read from disk
            print(
                f"    first query, index, gzip: median {_at(weights, .5):.1f} KB, 95 % {_at(weights, .95):.1f} KB, "
                f"worst {weights[-1]:.1f} KB"
                  f" ({max(some, key=lambda row: row[1])[5]!r})")
            whole = [size / 1e3 for size in sorted(row[6] for row in some)]
            print(
                f"    with the text that decided it: median {_at(whole, .5):.1f} KB, 95 % {_at(whole, .95):.1f} KB, "
                f"worst {whole[-1]:.1f} KB")
        for number, name in ((2, "cold"), (3, "warm"), (4, "first five documents' text")):
            times = sorted(float(row[number]) for row in some)  # type: ignore[arg-type]
            print(
                f"    {name}: median {statistics.median(times):.1f} ms, 95 % {_at(times, .95):.1f} ms, worst "
                f"{times[-1]:.1f} ms")


def in_python(scan: Scan, site: Path, queries: list[str]) -> None:
    """Asks every query of the search in Python, the index read anew for each as by ``tiaowen search``; prints exactness
    and milliseconds.
    """
    wrong, times = 0, []
    for query in queries:
        began = time.perf_counter()
        answer = Index(site).search(query)
        times.append(1e3 * (time.perf_counter() - began))
        held = set() if answer.near else {(hit.policy, hit.anchor) for hit in answer.hits}
        wrong += held != scan.by_anchor(query)
    print(
        f"python: {len(queries)} queries, {wrong} answers differ; median {statistics.median(times):.1f} ms, worst "
        f"{max(times):.0f} ms")


def _at(values: list[Any], share: float) -> Any:
    return values[min(len(values) - 1, int(len(values) * share))]


def main() -> None:
    """The command line above."""
    from playwright.sync_api import sync_playwright

    options = argparse.ArgumentParser()
    options.add_argument("--documents", type=int, default=1000)
    options.add_argument("--queries", type=int, default=500)
    options.add_argument("--disk", type=int, default=0, help="of the queries ask only so many from disk")
    options.add_argument("--made", action="store_true")
    chosen = options.parse_args()
    if isinstance(sys.stdout, io.TextIOWrapper):
        sys.stdout.reconfigure(line_buffering=True)  # what is known is seen at once
    corpus = made(chosen.documents) if chosen.made else real(chosen.documents)
    with tempfile.TemporaryDirectory() as folder, sync_playwright() as playwright:
        site = Path(folder)
        sizes(corpus, site, write(corpus, site))
        queries = list(substrings(corpus, chosen.queries))
        flags = ["--no-sandbox", "--disable-gpu", "--disable-background-networking"]
        browser = playwright.chromium.launch(executable_path=shutil.which("chromium"), args=flags)
        scan = Scan(corpus)
        with subprocess.Popen([sys.executable, "-m", "tests.bench.server", folder], stdout=subprocess.PIPE, text=True,
                              encoding="utf-8") as server:
            assert server.stdout
            base = server.stdout.readline().strip()
            measure(scan, site, queries, browser, base)
            server.terminate()
        measure(scan, site, queries[: chosen.disk or None], browser, f"{site.as_uri()}/")
        in_python(scan, site, queries)


if __name__ == "__main__":
    main()
