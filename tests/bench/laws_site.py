"""The laws of the shared corpus built whole into a site with its search, and that site opened in Chromium, on http and
from disk (issue 9).

    python -m tests.bench.laws_site DIR all laws; DIR is new, or left by an earlier run: what is built already is not
    built again python -m tests.bench.laws_site DIR 300 the first so many

Prints time, memory, pages, findings by code, the largest files, and what Chromium saw on the home page, the longest
law, a search and the page of an agency or place. Ends with 1 when a page has an error, a request fails or leaves the
site, or the search finds nothing.
"""

from __future__ import annotations

import argparse
import functools
import http.server
import re
import shutil
import sys
import tempfile
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import msgspec

from tests.bench.laws import laws
from tests.bench.pipeline import build

SETTINGS = "site_name: 法律\nsite_url: https://example.org/laws/\n"
LARGE = 1_000_000  # bytes of a page that a phone waits for
QUERY = "人民代表大会常务委员会"
FLAGS = ["--no-sandbox", "--disable-gpu", "--disable-background-networking"]
SHOWN = 8  # of the largest files


def unpack(folder: Path, most: int) -> int:
    """Make the folder a site of the laws; how many there are."""
    texts = folder / "docs_src" / "policies"
    texts.mkdir(parents=True, exist_ok=True)
    settings = folder / "site_config" / "site.yml"
    settings.parent.mkdir(exist_ok=True)
    settings.write_text(SETTINGS, encoding="utf-8", newline="\n")
    count = 0
    with tempfile.TemporaryDirectory() as unpacked:
        for count, file in zip(range(1, most + 1), laws(Path(unpacked)), strict=False):  # noqa: B007
            target = texts / f"{count:05d}.md"
            if not target.is_file():
                shutil.copyfile(file, target)
    return count


def findings(report: Path) -> str:
    """How many findings of each code the build had."""
    counted: dict[str, int] = {}
    for item in msgspec.json.decode(report.read_bytes())["findings"]:
        counted[item["code"]] = counted.get(item["code"], 0) + 1
    return ", ".join(f"{code} {count}" for code, count in sorted(counted.items(), key=lambda pair: -pair[1]))


def largest(site: Path) -> list[tuple[int, str]]:
    """The largest pages, in bytes."""
    pages = ((file.stat().st_size, file.relative_to(site).as_posix()) for file in site.rglob("*.html"))
    return sorted(pages, reverse=True)


def visits(site: Path) -> dict[str, str]:
    """What is opened: its name and its address below the site."""
    longest = next(path for _, path in largest(site) if path.startswith("p/"))
    listing = next(path for _, path in largest(site) if path.startswith(("agency/", "place/")))
    return {"home": "index.html", "longest law": longest, "agency or place": listing,
            "search": f"search.html?q={QUERY}"}


class _Quiet(http.server.SimpleHTTPRequestHandler):
    def log_message(self, format: str, *args: object) -> None:
        """Nothing: what is printed are figures."""


@contextmanager
def serving(site: Path) -> Iterator[str]:
    """The address of the site on http."""
    with http.server.ThreadingHTTPServer(("127.0.0.1", 0), functools.partial(_Quiet, directory=str(site))) as server:
        threading.Thread(target=server.serve_forever, daemon=True).start()
        yield f"http://127.0.0.1:{server.server_port}/"
        server.shutdown()


def seen(browser: Any, base: str, address: str, picture: Path) -> tuple[str, list[str]]:
    """What Chromium says of a page: milliseconds to its last byte and script, its elements, its headline, results; and
    what went wrong.
    """
    wrong: list[str] = []
    page = browser.new_context(offline=base.startswith("file:"), viewport={"width": 1366, "height": 900}).new_page()
    page.on("pageerror", lambda error: wrong.append(str(error)))
    page.on("console", lambda message: wrong.append(message.text) if message.type == "error" else None)
    page.on("requestfailed", lambda request: wrong.append(f"failed: {request.url}"))
    page.on("request", lambda request: None if request.url.startswith((base, "data:", "blob:"))
            else wrong.append(f"outside: {request.url}"))
    begin = time.perf_counter()
    page.goto(base + address)
    page.wait_for_load_state("load")
    spent = time.perf_counter() - begin
    told = f"{1000 * spent:.0f} ms, {page.evaluate('document.querySelectorAll(`*`).length')} elements, {page.title()}"
    if address.startswith("search.html"):
        page.wait_for_selector("mark", timeout=60_000)
        told += f", first hit after {1000 * (time.perf_counter() - begin):.0f} ms: {_line(page.inner_text('main'))}"
    page.screenshot(path=str(picture))
    page.context.close()
    return told, wrong


def _line(text: str) -> str:
    found = re.search(r"[^\n]*\d[\d,]*\s*(?:条|份)[^\n]*", text)
    return found[0].strip()[:80] if found else " ".join(text.split())[:80]


def look(site: Path) -> bool:
    """Open the site on http and from disk; whether all was well."""
    from playwright.sync_api import sync_playwright

    fine = True
    with sync_playwright() as playwright, serving(site) as address:
        browser = playwright.chromium.launch(executable_path=shutil.which("chromium"), args=FLAGS)
        for base in (address, f"{site.as_uri()}/"):
            for name, path in visits(site).items():
                picture = site.parent / f"{base.partition(':')[0]}-{name.replace(' ', '-')}.png"
                told, wrong = seen(browser, base, path, picture)
                fine = fine and not wrong
                print(f"{base.partition(':')[0]} {name}: {told}{''.join(f' | {item}' for item in wrong[:5])}",
                      flush=True)
    return fine


def main() -> int:
    """The command line above."""
    options = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    options.add_argument("folder", type=Path)
    options.add_argument("most", type=int, nargs="?", default=10**6, help="laws; all by default")
    chosen = options.parse_args()
    folder = chosen.folder.resolve()
    count = unpack(folder, chosen.most)
    cost = build(folder)
    site = folder / "site"
    print(f"{count} laws: {cost.cpu:.0f} s CPU, {cost.wall:.0f} s wall, {cost.memory:.0f} MB, {cost.pages} pages",
          flush=True)
    print(f"findings: {findings(folder / 'report.json')}")
    pages = largest(site)
    print(f"pages above {LARGE // 1000} KB: {sum(size > LARGE for size, _ in pages)}; largest: "
          + ", ".join(f"{path} {size // 1000} KB" for size, path in pages[:SHOWN]), flush=True)
    return 0 if look(site) else 1


if __name__ == "__main__":
    sys.exit(main())
