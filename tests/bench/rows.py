"""When a phone shows the first rows of a list: ``python -m tests.bench.rows SITE [PAGE …]``.

A phone is 390 px wide with a processor four times slower. Each page is opened in new contexts with nothing cached; the
median of the milliseconds until a row is painted is printed, with the layout shift and the load of the machine: a busy
one makes pages slower. The shell without a window is asked, where there is one: the other browser has pages of its own
(tabs, address bar) that take the same processors. ``busy`` does not depend on it: milliseconds of the page's thread at
full speed.
"""

from __future__ import annotations

import os
import shutil
import statistics
import sys
from pathlib import Path
from typing import Any

from tests.bench.paint import SIZES, served

ROUNDS = 7
PAGES = ("incentives.html", "targets.html", "deadlines.html", "policies.html", "quality.html")
WATCH = """(() => {
  const look = () => {
    const rows = [...document.querySelectorAll("table[data-tw-table] tbody tr:not([data-head])")];
    const row = rows.find((row) => row.getClientRects().length);
    if (!row || getComputedStyle(row).visibility !== "visible") return requestAnimationFrame(look);
    requestAnimationFrame(() => setTimeout(() => { window.seenRows = performance.now(); }));
  };
  requestAnimationFrame(look);
})()"""
SEEN = """() => new Promise((resolve) => {
  const seen = { shift: 0 };
  new PerformanceObserver((list) => list.getEntries().forEach((entry) => { seen.shift += entry.hadRecentInput ? 0 : entry.value; }))
    .observe({ type: "layout-shift", buffered: true });
  setTimeout(() => resolve({ ...seen, rows: window.seenRows ?? 0 }), 500);
})"""  # noqa: E501


def opened(browser: Any, address: str, slower: int) -> dict[str, float]:
    """What is seen of a page on a phone that is so many times slower than this machine."""
    context = browser.new_context(viewport=SIZES["phone"], is_mobile=True, has_touch=True)
    page = context.new_page()
    page.add_init_script(WATCH)
    tools = context.new_cdp_session(page)
    tools.send("Emulation.setCPUThrottlingRate", {"rate": slower})
    tools.send("Performance.enable", {"timeDomain": "threadTicks"})
    page.goto(address, wait_until="load")
    seen: dict[str, float] = page.evaluate(SEEN)
    metrics = {item["name"]: item["value"] for item in tools.send("Performance.getMetrics")["metrics"]}
    context.close()
    return seen | {"busy": metrics["TaskDuration"] * 1000}


def main() -> None:
    """The command line above."""
    from playwright.sync_api import sync_playwright

    folder, *pages = sys.argv[1:]
    with sync_playwright() as playwright, served(Path(folder)) as base:
        program = shutil.which("chromium-headless-shell") or shutil.which("chromium")
        browser = playwright.chromium.launch(executable_path=program, args=["--no-sandbox", "--disable-gpu"])
        for name in pages or PAGES:
            opened(browser, base + name, 1)  # the server compresses it
            seen = [opened(browser, base + name, 4) for _ in range(ROUNDS)]
            rows, shift = (statistics.median(item[key] for item in seen) for key in ("rows", "shift"))
            busy = statistics.median(opened(browser, base + name, 1)["busy"] for _ in range(ROUNDS))
            load = os.getloadavg()[0]
            print(f"{name}: first rows {rows:.0f} ms, layout shift {shift:.3f}, busy {busy:.0f} ms; medians of "
                  f"{ROUNDS}, load {load:.1f}", flush=True)
        browser.close()


if __name__ == "__main__":
    main()
