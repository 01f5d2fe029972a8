"""Runs the page's own search scripts in Node, without a page, so that Python and JavaScript can be compared on many
inputs.
"""

import json
import shutil
import subprocess
from pathlib import Path
from typing import Any

import pytest
from tiaowen.site.scripts import parts_of

ASSETS = Path(__file__).parents[3] / "templates" / "theme" / "assets" / "tiaowen"
# those that need no page
PARTS = ["site-past.js", *parts_of("search.js")[:5], *parts_of("search-more.js")[:8]]
needs_node = pytest.mark.skipif(shutil.which("node") is None, reason="Node is not installed")

_START = """
const fs = require("fs"), vm = require("vm");
const { parts, site, data } = JSON.parse(fs.readFileSync(0, "utf-8"));
for (const part of parts) vm.runInThisContext(fs.readFileSync(part, "utf-8"), { filename: part });
const loaded = new Map();
globalThis.tiaowenSearch = { load: (name, value) => loaded.set(name, value) };
const load = async (name) => {
  if (!loaded.has(name)) vm.runInThisContext(fs.readFileSync(`${site}/search/${name}.js`, "utf-8"));
  return loaded.get(name);
};
(async () => { %s })().then((result) => process.stdout.write(JSON.stringify(result)));
"""


def run(code: str, data: object, site: Path | None = None) -> Any:
    """What the code returns; it sees ``data``, and ``load`` reads the index below ``site``."""
    given = {"parts": [str(ASSETS / part) for part in PARTS], "site": str(site or ""), "data": data}
    done = subprocess.run(["node", "-e", _START % code], input=json.dumps(given), capture_output=True, text=True,
                          encoding="utf-8", timeout=120,
                          check=False)
    assert done.returncode == 0, done.stderr
    return json.loads(done.stdout)
