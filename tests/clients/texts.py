"""The texts in pandoc, and in git after a small edit. Needs, of Debian, pandoc; git; the site's own folder beside
``site/``, of which a copy is built twice.
"""

from __future__ import annotations

import io
import json
import re
import shutil
import sys
import tempfile
import zipfile
from collections import Counter
from pathlib import Path

from tests.clients.given import Given, Row, ask, ask_json, debian

TEXT = (".bib", ".csv", ".ics", ".json", ".jsonl", ".md", ".ris", ".txt", ".xml")
NOT_SMALL = 40  # changed lines of a file after one word was changed


def rows(given: Given) -> dict[str, Row]:
    """pandoc, git."""
    return {"pandoc": _pandoc(given.site), "git": _git(given.site)}


def _pandoc(site: Path) -> Row:
    """Headings with the anchors of clauses, one title, an EPUB of which each part is a chapter."""
    archive = zipfile.ZipFile(io.BytesIO((site / "data/markdown.zip").read_bytes()))
    texts = {name.removesuffix(".md"): archive.read(name).decode() for name in archive.namelist()}
    saw, right = [], True
    for name, text in texts.items():
        blocks = ask_json(["pandoc", "-f", "markdown", "-t", "json"], text)["blocks"]
        heads = [block["c"] for block in blocks if block["t"] == "Header"]
        levels = Counter(level for level, *_ in heads)
        twin = json.loads((site / f"p/{name}.json").read_text(encoding="utf-8"))
        anchors = {clause["anchor"] for clause in twin["clauses"] if clause["kind"] == "heading"}
        lost = anchors - {identity for _, (identity, *_), _ in heads}
        right = right and levels[1] == 1 and not lost
        saw.append(f"{len(heads)} 个标题，一级 {levels[1]} 个，缺锚 {len(lost)}")
    chapters = _chapters(next(iter(texts.values())))
    return {"version": debian("pandoc"), "right": right and chapters > 1,
            "saw": "；".join(saw) + f"；EPUB（--epub-chapter-level=3）{chapters} 章"}


def _chapters(text: str) -> int:
    with tempfile.TemporaryDirectory() as name:
        book = Path(name, "a.epub")
        ask(["pandoc", "-f", "markdown", "-o", str(book), "--epub-chapter-level=3"], text)
        return sum(bool(re.search(r"/ch\d+\.xhtml$", part)) for part in zipfile.ZipFile(book).namelist())


def _git(site: Path) -> Row:
    """One word taken out of one text: how many lines differ in what is published of it."""
    with tempfile.TemporaryDirectory() as name:
        folder, before = Path(name, "site"), Path(name, "before")
        for part in ("docs_src", "site_config"):
            shutil.copytree(site.parent / part, folder / part)
        build = [sys.executable, "-m", "tiaowen", "build", "--no-site", "--site-url", "https://example.org/zc/"]
        ask(build, folder=folder)
        shutil.copytree(folder / "build/docs", before)
        text = next(file for file in sorted((folder / "docs_src/policies").glob("*.txt"))
                    if "积极" in file.read_text(encoding="utf-8"))
        text.write_text(text.read_text(encoding="utf-8").replace("积极", "", 1), encoding="utf-8")
        ask(build, folder=folder)
        changed = _differences(before, folder / "build/docs")
    told = {name: count for name, count in sorted(changed.items()) if name.startswith(("p/", "data/"))}
    return {"version": ask(["git", "--version"]).split()[-1], "saw": told,
            "right": bool(told) and max(told.values()) <= NOT_SMALL}


def _differences(before: Path, after: Path) -> dict[str, int]:
    """File → lines that came or went."""
    found: dict[str, int] = {}
    for old in sorted(path for path in before.rglob("*") if path.is_file()):
        new = after / old.relative_to(before)
        if old.suffix not in TEXT or not new.is_file():  # packed, or named after what it holds
            continue
        if old.read_bytes() != new.read_bytes():
            was, now = (Counter(file.read_text(encoding="utf-8").splitlines()) for file in (old, new))
            found[old.relative_to(before).as_posix()] = ((was - now) + (now - was)).total()
    return found
