"""After any edit of a frozen site, a browser shows at every address what it meant; none is silent."""

from __future__ import annotations

import os
import shutil
from collections import Counter
from pathlib import Path
from typing import Any

from tests.browser.edits import Shown, wrong_in_browser

COUNT, SEED = int(os.environ.get("EDITS", "12")), int(os.environ.get("SEED", "8"))
PIECE = 50  # edits of one folder


def test_after_any_edit_an_address_shows_what_it_meant(browser: Any, past: Path, tmp_path: Path) -> None:
    built = Path(shutil.copytree(past / "site", tmp_path / "built"))
    context = browser.new_context(viewport={"width": 1366, "height": 900})
    tab, wrong, done, looked = context.new_page(), [], Counter[str](), Counter[str]()
    for start in range(0, COUNT, PIECE):
        shown = Shown(tmp_path / str(start), SEED + start, built)
        for number in range(start, min(start + PIECE, COUNT)):
            kind = shown.edit()
            done[kind] += 1
            wrong += [f"edit {number} {kind}: {told}" for told in wrong_in_browser(shown, tab)]
        looked += shown.looked
        if COUNT > PIECE:
            print(f"{sum(done.values())} edits, {dict(looked)}, {len(wrong)} wrong", *wrong[-5:], sep="\n", flush=True)
    context.close()
    assert sum(done.values()) == COUNT and looked["past"] and looked["stones"] and not wrong, wrong
