"""First paint and layout shift of a document beside Material as it comes, on the same text: ``python -m
tests.bench.paint [ROUNDS]``.

Both are served by the same server, already compressed; the two are opened by turns, each in a new context with nothing
cached. Medians are printed.
"""

from __future__ import annotations

import shutil
import statistics
import subprocess
import sys
import tempfile
from collections import defaultdict
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from tests.site_folder import new_site, tiaowen

PAGE = "p/weifa-2023-3"
SIZES = {"desktop": {"width": 1366, "height": 768}, "phone": {"width": 390, "height": 844}}
STOCK = """site_name: stock
use_directory_urls: false
theme: {name: material, language: zh, font: false}
plugins: []
markdown_extensions: [attr_list, md_in_html, tables, toc]
"""
SEEN = """() => new Promise((resolve) => {
  const seen = { fcp: 0, lcp: 0, shift: 0 };
  const watch = (type, note) => new PerformanceObserver((list) => list.getEntries().forEach(note)).observe({ type, buffered: true });
  watch("paint", (entry) => { if (entry.name === "first-contentful-paint") seen.fcp = entry.startTime; });
  watch("largest-contentful-paint", (entry) => { seen.lcp = entry.startTime; });
  watch("layout-shift", (entry) => { seen.shift += entry.hadRecentInput ? 0 : entry.value; });
  setTimeout(() => resolve(seen), 600);
})"""  # noqa: E501


def sites(folder: Path) -> dict[str, Path]:
    """Our site of the five texts, and Material's of the Markdown of the one document."""
    ours, stock = new_site(folder), folder / "stock"
    done = tiaowen(ours, "build")
    assert done.returncode == 0, done.stderr
    (stock / "docs" / "p").mkdir(parents=True)
    shutil.copy(ours / "build" / "docs" / f"{PAGE}.md", stock / "docs" / f"{PAGE}.md")
    (stock / "mkdocs.yml").write_text(STOCK, encoding="utf-8", newline="\n")
    subprocess.run([sys.executable, "-m", "mkdocs", "--quiet", "build"], cwd=stock, check=True,
                   stderr=subprocess.DEVNULL)
    return {"ours": ours / "site", "stock": stock / "site"}


@contextmanager
def served(folder: Path) -> Iterator[str]:
    """The address at which the folder is served."""
    with subprocess.Popen([sys.executable, "-m", "tests.bench.server", str(folder)], stdout=subprocess.PIPE, text=True,
                          encoding="utf-8") as server:
        assert server.stdout
        try:
            yield server.stdout.readline().strip()
        finally:  # whatever was met: who waits for it would wait for ever
            server.terminate()


def opened(browser: Any, address: str, size: str) -> dict[str, float]:
    """Milliseconds to the first and the largest paint, and the layout shift."""
    context = browser.new_context(viewport=SIZES[size])
    page = context.new_page()
    page.goto(address, wait_until="load")
    seen: dict[str, float] = page.evaluate(SEEN)
    context.close()
    return seen


def main() -> None:
    """The command line above."""
    from playwright.sync_api import sync_playwright

    rounds = int(sys.argv[1]) if len(sys.argv) > 1 else 11
    seen: dict[tuple[str, str], list[dict[str, float]]] = defaultdict(list)
    with tempfile.TemporaryDirectory() as folder, sync_playwright() as playwright:
        made = sites(Path(folder))
        browser = playwright.chromium.launch(executable_path=shutil.which("chromium"),
                                             args=["--no-sandbox", "--disable-gpu"])
        with served(made["ours"]) as ours, served(made["stock"]) as stock:
            for _ in range(rounds):
                for size in SIZES:
                    for name, base in (("ours", ours), ("stock", stock)):
                        seen[size, name].append(opened(browser, f"{base}{PAGE}.html", size))
        browser.close()
    for (size, name), values in seen.items():
        first, largest, shift = (statistics.median(value[key] for value in values) for key in ("fcp", "lcp", "shift"))
        print(
            f"{size} {name}: first paint {first:.0f} ms, largest {largest:.0f} ms, layout shift {shift:.3f}; medians "
            f"of {rounds}")


if __name__ == "__main__":
    main()
