"""Asks the real clients what they make of the outputs and writes the record: python tests/clients/run.py WORK [--site
SITE] (see README.md).
"""

from __future__ import annotations

import argparse
import hashlib
import json
import subprocess
import sys
import tempfile
import time
import urllib.request
from collections.abc import Callable
from pathlib import Path
from typing import Any

HERE = Path(__file__).parent
sys.path.insert(0, str(HERE.parents[1]))
from tests.clients.samples import samples  # noqa: E402

RECORD = HERE / "table.json"
Row = dict[str, Any]
STYLES = ("法学引注手册（第二版，多语言）", "GB-T-7714—2015（顺序编码，双语）", "GB-T-7714—2025（顺序编码，双语）")
ITEM = "威政办发〔2024〕12号"


def digest() -> str:
    """Of everything that clients are given from ``samples``: a record of another digest is of another program."""
    return hashlib.sha256(json.dumps(samples(), ensure_ascii=False, sort_keys=True).encode()).hexdigest()


def _json(command: list[str], data: str = "") -> Any:
    done = subprocess.run(command, input=data, capture_output=True, text=True, encoding="utf-8",
                          timeout=600, check=True)
    return json.loads(done.stdout)


def _styles(work: Path, made: dict[str, dict[str, str]]) -> dict[str, Row]:
    """CSL-JSON through the real styles, beside what the program prints itself."""
    items = [json.loads(forms["csl-json"])[0] | {"id": name} for name, forms in made.items()]
    with tempfile.TemporaryDirectory() as folder:
        file = Path(folder, "items.json")
        file.write_text(json.dumps(items), encoding="utf-8")
        files = [str(work / "styles/src" / name / f"{name}.csl") for name in STYLES]
        told = _json(["node", str(HERE / "styles.mjs"), str(work / "npm/node_modules/citeproc"), str(work / "locales"),
                      str(file), *files])
    version = json.loads((work / "npm/node_modules/citeproc/package.json").read_text())["version"]
    law = {name: told[STYLES[0]][name]["first"] for name in made}
    rows: dict[str, Row] = {"法学引注手册": {
        "version": f"citeproc {version}", "right": all(law[name] == made[name]["faxue"] for name in made), "saw": law,
    }}
    for style, ours in zip(STYLES[1:], ("gbt7714-2015", "gbt7714-2025"), strict=True):
        rows[style] = {"version": f"citeproc {version}", "saw": told[style]["document"]["entry"],
                       "ours": made["document"][ours], "right": False,
                       "reason": "标题里的机关名不再重复（标准的示例），条款写在引文页码处，2015 "
                                 "版不加空格（标准的示例）：docs/how-to/cite.md"}
    return rows


def _zotero(work: Path, made: dict[str, dict[str, str]], site: Path) -> dict[str, Row]:
    """RIS, CSL-JSON, BibTeX and a page through Zotero's translation server."""
    server = subprocess.Popen(["node", "src/server.js"], cwd=work / "ts", stdout=subprocess.DEVNULL,
                              stderr=subprocess.DEVNULL,
                              env={"PATH": "/usr/bin:/bin", "HOST": "127.0.0.1"})
    pages = subprocess.Popen([sys.executable, "-m", "http.server", "8123", "--bind", "127.0.0.1",
                              "--directory", str(site)],
                             stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    try:
        _until_ready()
        rows: dict[str, Row] = {}
        for form in ("ris", "csl-json", "bibtex"):
            got = {name: _post("import", forms[form])[0] for name, forms in made.items()}
            kept = {name: [i.get("itemType"), i.get("publicLawNumber") or i.get("reportNumber"),
                           i.get("section") or i.get("pages")]
                    for name, i in got.items()}
            rows[f"Zotero, {form}"] = {"version": "2.0.5", "saw": kept, "right": all(
                kind == "statute" and (not number or number == ITEM) for kind, number, _ in kept.values())}
        rows["Zotero, bibtex"] |= {"reason": "BibTeX 没有法规这一类；给 Zotero 用 RIS 或 CSL-JSON：docs/how-to/cite.md"}
        found = {page.name: _post("web", f"http://127.0.0.1:8123/p/{page.name}")
                 for page in sorted((site / "p").glob("*.html"))[:5]}
        told = {name: [(i.get("itemType"), i.get("publicLawNumber"), i.get("date") or i.get("dateEnacted"),
                        i.get("extra")) for i in items
                       if i.get("itemType") != "note"] for name, items in found.items()}
        rows["Zotero, page"] = {"version": "2.0.5", "saw": told,
                                "right": all(items and items[0][0] == "statute" for items in told.values())}
        return rows
    finally:
        server.terminate()
        pages.terminate()


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


def _importers(work: Path, made: dict[str, dict[str, str]], site: Path) -> dict[str, Row]:
    """Akoma Ntoso and everything that Python and small programs read."""
    python = str(work / "pyv/bin/python")
    akn = _json([python, str(HERE / "akn_clients.py"), str(site / "p")])
    files = akn["files"]
    rows: dict[str, Row] = {"cobalt, bluebell": {
        "version": akn["versions"], "right": all(f.get("numbers", [0, 0, False])[2] and f["ids"][2] for f in files),
        "saw": f"{len(files)} 份，编号和锚往返不变 "
               f"{sum(bool(f.get('numbers', [0, 0, False])[2] and f['ids'][2]) for f in files)} 份",
    }}
    rows |= _json([python, str(HERE / "tables_clients.py"), str(site)])
    rispy = _json([python, "-c", "import json, sys, rispy; print(json.dumps(rispy.loads(sys.stdin.read())))"],
                  made["clause"]["ris"])
    rows["rispy"] = {"version": "0.10.0", "right": ITEM in json.dumps(rispy, ensure_ascii=False), "saw": rispy}
    mods = subprocess.run(["ris2xml", "-i", "utf8"], input=made["clause"]["ris"], capture_output=True, text=True,
                          encoding="utf-8", check=False)
    rows["bibutils"] = {"version": "7.2", "right": ITEM in mods.stdout, "saw": "文号在 note"}
    cite = _json(["node", str(HERE / "citationjs.mjs"), str(work / "npm")],
                 json.dumps([made["clause"]["ris"], made["clause"]["bibtex"]]))
    rows["Citation.js"] = {"version": cite["version"], "right": all(i["number"] == ITEM for i in cite["items"]),
                           "saw": cite["items"]}
    return rows


def main() -> None:
    """Run every client that is there, keep the other rows, print the table."""
    options = argparse.ArgumentParser()
    options.add_argument("work", type=Path)
    options.add_argument("--site", type=Path, default=Path("site"))
    given = options.parse_args()
    record = json.loads(RECORD.read_text(encoding="utf-8")) if RECORD.is_file() else {"rows": {}}
    made = samples()
    parts: list[Callable[[], dict[str, Row]]] = [
        lambda: _styles(given.work, made), lambda: _zotero(given.work, made, given.site),
        lambda: _importers(given.work, made, given.site),
    ]
    for part in parts:
        try:
            record["rows"] |= {client: row for client, row in part().items() if "missing" not in row}
        except (OSError, subprocess.CalledProcessError) as error:
            print(f"not run: {error}", file=sys.stderr)
    record["given"] = digest()
    RECORD.write_text(json.dumps(record, ensure_ascii=False, indent=1) + "\n", encoding="utf-8")
    for client, row in record["rows"].items():
        print(f"| {client} | {row['version']} | {'right' if row['right'] else row.get('reason', 'WRONG')} |")


if __name__ == "__main__":
    main()
