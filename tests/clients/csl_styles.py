"""CSL-JSON through the styles of Chinese journals, beside what the program prints itself. Needs ``npm/`` (citeproc),
``styles/``, ``locales/``.
"""

from __future__ import annotations

import json
import tempfile
from pathlib import Path

from tests.clients.given import HERE, Given, Row, ask_json

STYLES = ("法学引注手册（第二版，多语言）", "GB-T-7714—2015（顺序编码，双语）", "GB-T-7714—2025（顺序编码，双语）")
REASON = "标题里的机关名不再重复（标准的示例），条款写在引文页码处，2015 版不加空格（标准的示例）：docs/how-to/cite.md"


def rows(given: Given) -> dict[str, Row]:
    """One for each style."""
    made, version = given.made, given.npm("citeproc")
    items = [json.loads(forms["csl-json"])[0] | {"id": name} for name, forms in made.items()]
    with tempfile.TemporaryDirectory() as folder:
        file = Path(folder, "items.json")
        file.write_text(json.dumps(items), encoding="utf-8")
        files = [str(given.work / "styles/src" / name / f"{name}.csl") for name in STYLES]
        told = ask_json(["node", str(HERE / "styles.mjs"), str(given.work / "npm/node_modules/citeproc"),
                         str(given.work / "locales"), str(file), *files])
    law = {name: told[STYLES[0]][name]["first"] for name in made}
    found: dict[str, Row] = {"法学引注手册": {
        "version": version, "right": all(law[name] == made[name]["faxue"] for name in made), "saw": law,
    }}
    for style, ours in zip(STYLES[1:], ("gbt7714-2015", "gbt7714-2025"), strict=True):
        found[style] = {"version": version, "saw": told[style]["document"]["entry"], "ours": made["document"][ours],
                        "right": False, "reason": REASON}
    return found
