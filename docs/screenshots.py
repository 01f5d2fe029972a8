"""Makes the pictures of the documentation, docs/pictures/*.png, from the site of docs_src/policies.

    python docs/screenshots.py

Needs Chromium and a Chinese font (see .ci/browser). Look at the pictures before committing them.
"""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path

from PIL import Image
from playwright.sync_api import Page, sync_playwright

ROOT = Path(__file__).parents[1]
PICTURES = Path(__file__).parent / "pictures"
COLOURS = 64  # text and flat surfaces need no more, and a picture is a third of its size
DESKTOP, PHONE = (1366, 820), (390, 760)
SHOTS: tuple[tuple[str, str, tuple[int, int]], ...] = (  # file, address in the site, width and height
    ("home.png", "index.html", DESKTOP),
    ("document.png", "p/weifa-2023-3.html#c-2-1", DESKTOP),
    ("search.png", "search.html?q=招商引资", DESKTOP),
    ("agency.png", "agency/weihai-shangwuju.html", DESKTOP),
    ("phone.png", "p/weifa-2023-3.html#c-2-1", PHONE),
)


def take(site: Path) -> None:
    """Every picture of the built site."""
    chromium = next(path for name in ("chromium", "chromium-browser", "google-chrome") if (path := shutil.which(name)))
    PICTURES.mkdir(exist_ok=True)
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=chromium, args=["--no-sandbox", "--disable-gpu"])
        for name, address, (width, height) in SHOTS:
            page = browser.new_page(viewport={"width": width, "height": height}, color_scheme="light")
            page.goto(f"{site.as_uri()}/{address}")
            _settle(page, address)
            page.screenshot(path=PICTURES / name)
            page.close()
            with Image.open(PICTURES / name) as picture:
                picture.convert("RGB").quantize(COLOURS, dither=Image.Dither.NONE).save(PICTURES / name, optimize=True)
        browser.close()


def _settle(page: Page, address: str) -> None:
    """Wait for what a script shows, so that no picture is taken half way."""
    if address.startswith("search"):
        page.locator(".tw-hit").first.wait_for()
    page.wait_for_timeout(500)


def main() -> None:
    """Build the site of this checkout in a temporary folder and take the pictures."""
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        shutil.copytree(ROOT / "docs_src", folder / "docs_src")
        (folder / "site_config").mkdir()
        shutil.copy(ROOT / "site_config" / "site.yml", folder / "site_config")
        command = [sys.executable, "-m", "tiaowen", "build", "--site-url", "https://name.github.io/my-site/"]
        subprocess.run(command, cwd=folder, env=os.environ | {"PYTHONPATH": str(ROOT / "generator")}, check=True)
        take(folder / "site")


if __name__ == "__main__":
    main()
