"""RIS, CSL-JSON, BibTeX and pages through Zotero's translation server, and the references of a whole library. Needs
``ts/``.
"""

from __future__ import annotations

import json
import time
import urllib.request
from pathlib import Path
from typing import Any

from tests.clients.given import ITEM, Given, Row, ask, page_server, running

NO_STATUTE = "BibTeX 没有法规这一类；给 Zotero 用 RIS 或 CSL-JSON：docs/how-to/cite.md"


def rows(given: Given) -> dict[str, Row]:
    """One for each way in."""
    version = _version(given.work / "ts")
    # its own default is to listen on every address of the machine
    with running(["node", "src/server.js"], given.work / "ts", NODE_CONFIG='{"host": "127.0.0.1"}'), \
            running(page_server(given.site, 8123)):
        _until_ready()
        found = {f"Zotero, {form}": _imported(given, form, version) for form in ("ris", "csl-json", "bibtex")}
        found["Zotero, bibtex"] |= {"reason": NO_STATUTE}
        return found | {"Zotero, page": _pages(given.site, version),
                        "Zotero, library": _library(given.library, version)}


def _version(folder: Path) -> str:
    server = json.loads((folder / "package.json").read_text(encoding="utf-8"))["version"]
    at = [ask(["git", "-C", str(folder / part), "rev-parse", "--short", "HEAD"]).strip()
          for part in (".", "modules/translators")]
    return f"translation-server {server} ({at[0]}), translators {at[1]}"


def _imported(given: Given, form: str, version: str) -> Row:
    got = {name: _post("import", forms[form])[0] for name, forms in given.made.items()}
    kept = {name: [i.get("itemType"), _number(i), i.get("section") or i.get("pages")] for name, i in got.items()}
    return {"version": version, "saw": kept, "right": all(
        kind == "statute" and (not number or number == ITEM) for kind, number, _ in kept.values())}


def _pages(site: Path, version: str) -> Row:
    found = {page.name: _post("web", f"http://127.0.0.1:8123/p/{page.name}")
             for page in sorted((site / "p").glob("*.html"))[:5]}
    told = {name: [(i.get("itemType"), i.get("publicLawNumber"), i.get("date") or i.get("dateEnacted"), i.get("extra"))
                   for i in items if i.get("itemType") != "note"] for name, items in found.items()}
    return {"version": version, "saw": told,
            "right": all(items and items[0][0] == "statute" for items in told.values())}


def _library(site: Path, version: str) -> Row:
    """Every document and every number of the library's three files."""
    data = site / "data"
    held = json.loads((data / "policies.csl.json").read_text(encoding="utf-8"))
    numbers = sorted(item["number"] for item in held if "number" in item)
    kept = {}
    for form in ("ris", "csl.json", "bib"):
        items = [item for item in _post("import", (data / f"policies.{form}").read_text(encoding="utf-8"))
                 if item["itemType"] != "note"]
        kept[form] = (len(items), sorted(filter(None, map(_number, items))) == numbers)
    return {"version": version, "right": all(kept[form] == (len(held), True) for form in kept),
            "saw": f"{len(held)} 份，{len(numbers)} 个文号；" + "；".join(
                f"{form} {count} 份，文号{'不变' if same else '变了'}" for form, (count, same) in kept.items())}


def _number(item: dict[str, Any]) -> str | None:
    return item.get("publicLawNumber") or item.get("reportNumber")


def _until_ready() -> None:
    for _ in range(120):
        try:
            _post("import", "TY  - STAT\nTI  - x\nER  - \n")
            return
        except OSError:
            time.sleep(1)
    raise TimeoutError("the translation server does not answer")


def _post(what: str, data: str) -> Any:
    request = urllib.request.Request(f"http://127.0.0.1:1969/{what}", data.encode(),
                                     {"Content-Type": "text/plain; charset=utf-8"})
    with urllib.request.urlopen(request, timeout=120) as answer:
        return json.loads(answer.read())
