"""Programs that take a reference in, one or a whole library of them. Needs ``pyv/`` (rispy, bibtexparser), ``npm/``
(Citation.js) and, of Debian, bibutils and jabref.
"""

from __future__ import annotations

import json
import re
import subprocess
import tempfile
from pathlib import Path

from tests.clients.given import HERE, ITEM, Given, Row, ask, ask_json, debian

RISPY = """import json, sys, rispy
from importlib.metadata import version
print(json.dumps([version("rispy"), rispy.loads(sys.stdin.read())]))"""
BIBTEXPARSER = """import json, sys, bibtexparser
from importlib.metadata import version
read = bibtexparser.parse_string(sys.stdin.read())
print(json.dumps([version("bibtexparser"), len(read.failed_blocks),
                  [{field.key: field.value for field in entry.fields} for entry in read.entries]]))"""
OF_RIS = "这一版的 RIS 没有法规一类，文号进 comment，条款不读；给 JabRef 用 BibTeX：docs/how-to/cite.md"


def rows(given: Given) -> dict[str, Row]:
    """One for each program."""
    made = given.made["clause"]
    version, read = ask_json([given.python, "-c", RISPY], made["ris"])
    found: dict[str, Row] = {"rispy": {"version": version, "saw": read,
                                       "right": ITEM in json.dumps(read, ensure_ascii=False)}}
    mods = ask(["ris2xml", "-i", "utf8"], made["ris"])
    found["bibutils"] = {"version": debian("bibutils"), "right": ITEM in mods, "saw": "文号在 note"}
    cite = ask_json(["node", str(HERE / "citationjs.mjs"), str(given.work / "npm")],
                    json.dumps([made["ris"], made["bibtex"]]))
    found["Citation.js"] = {"version": cite["version"], "right": all(i["number"] == ITEM for i in cite["items"]),
                            "saw": cite["items"]}
    return found | {"rispy, bibtexparser, library": _library(given)} | _jabref(given)


def _library(given: Given) -> Row:
    """Every document and every number of data/policies.ris and .bib."""
    data = given.library / "data"
    held = json.loads((data / "policies.csl.json").read_text(encoding="utf-8"))
    numbers = sorted(item["number"] for item in held if "number" in item)
    rispy, ris = ask_json([given.python, "-c", RISPY], (data / "policies.ris").read_text(encoding="utf-8"))
    bibtex, failed, bib = ask_json([given.python, "-c", BIBTEXPARSER],
                                   (data / "policies.bib").read_text(encoding="utf-8"))
    right = (len(ris) == len(bib) == len(held) and not failed
             and sorted(item["note"] for item in ris if "note" in item) == numbers
             and sorted(item["number"] for item in bib if "number" in item) == numbers)
    return {"version": f"rispy {rispy}, bibtexparser {bibtex}", "right": right,
            "saw": f"{len(held)} 份，{len(numbers)} 个文号；"
                   f"RIS {len(ris)} 份，BibTeX {len(bib)} 份，读不懂的 {failed} 份"}


def _jabref(given: Given) -> dict[str, Row]:
    with tempfile.TemporaryDirectory() as folder:
        told = {}
        for form, name in (("ris", "ris"), ("bibtex", "bib")):
            file = Path(folder, f"in.{name}")
            file.write_text(given.made["clause"][form], encoding="utf-8")
            subprocess.run(["jabref", "-n", "-i", f"{file},{form}", "-o", f"{folder}/{form}.out"], check=True,
                           capture_output=True, timeout=300, env={"PATH": "/usr/bin:/bin", "HOME": folder})
            text = Path(folder, f"{form}.out").read_text(encoding="utf-8")
            told[form] = re.findall(r"^@\w+|^  (?:comment|note|number|pages|section) .*$", text, re.MULTILINE)
    version = debian("jabref")
    return {"JabRef, bibtex": {"version": version, "saw": told["bibtex"],
                               "right": any("number" in line and ITEM in line for line in told["bibtex"])},
            "JabRef, ris": {"version": version, "saw": told["ris"], "right": False, "reason": OF_RIS}}
