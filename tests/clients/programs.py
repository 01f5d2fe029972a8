"""Programs that read the site's pages, data and linked data: akn_clients.py and tables_clients.py in ``pyv/``, Reader
mode in ``npm/``, and the examples of docs/how-to/scripts.md.
"""

from __future__ import annotations

import json
import re
from pathlib import Path

from tests.clients.given import HERE, Given, Row, ask, ask_json

EXAMPLES = HERE.parents[1] / "docs/how-to/scripts.md"


def rows(given: Given) -> dict[str, Row]:
    """One for each program."""
    akn = ask_json([given.python, str(HERE / "akn_clients.py"), str(given.site / "p")])
    same = [bool(file.get("numbers", [0, 0, False])[2] and file["ids"][2]) for file in akn["files"]]
    found: dict[str, Row] = {"cobalt, bluebell": {"version": akn["versions"], "right": all(same), "saw":
                                                  f"{len(same)} 份，编号和锚往返不变 {sum(same)} 份"}}
    found |= ask_json([given.python, str(HERE / "tables_clients.py"), str(given.site)])
    return found | {"Reader mode": _reader(given), "docs/how-to/scripts.md": _examples(given)}


def squeezed(text: str) -> str:
    """Without white space."""
    return re.sub(r"\s", "", text)


def _reader(given: Given) -> Row:
    """How long what Firefox's Reader mode shows is, in lengths of the text, and which clauses it misses."""
    pages = sorted((given.site / "p").glob("*.html"))
    kept = ask_json(["node", str(HERE / "readability.mjs"), str(given.work / "npm"), *map(str, pages)])
    told = []
    for page, text in kept.items():
        clauses = json.loads(Path(page).with_suffix(".json").read_text(encoding="utf-8"))["clauses"]
        shown = squeezed(text)
        lost = [c["anchor"] for c in clauses if re.split("[。；]", squeezed(c["text"] or c["full"]))[0] not in shown]
        told.append((len(shown) / len(squeezed("".join(c["full"] for c in clauses))), lost, "责任单位市" in shown))
    return {"version": given.npm("@mozilla/readability"),
            "right": all(share < 1.1 and not lost and not ours for share, lost, ours in told),
            "saw": "；".join(f"长度 {share:.2f} 倍，缺 {len(lost)} 条" for share, lost, _ in told)}


def examples() -> list[str]:
    """The Python of docs/how-to/scripts.md, a program each."""
    return re.findall(r"^```python\n(.*?)^```", EXAMPLES.read_text(encoding="utf-8"), re.MULTILINE | re.DOTALL)


def _examples(given: Given) -> Row:
    """Each example run as it stands, where it says it is run: beside ``site/``."""
    said = [ask([given.python, "-c", example], folder=given.site.parent).strip() for example in examples()]
    return {"version": "pandas, DuckDB, LangChain：见各行", "right": all(said) and len(said) >= 3,
            "saw": [text[-160:] for text in said]}
