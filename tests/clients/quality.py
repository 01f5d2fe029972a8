"""The Nu validator over every page, Lighthouse over four. Needs ``npm/`` (vnu-jar, lighthouse), Java and Chromium."""

from __future__ import annotations

import json
import subprocess
import tempfile
from collections import Counter
from pathlib import Path
from typing import Any

from tests.clients.given import HERE, Given, Row, ask, running

MATERIALS = "Attribute “autocomplete” is only allowed"  # on the theme's own check boxes
FLAGS = "--headless=new --no-sandbox --disable-gpu --disable-background-networking"
WHOLE = ("accessibility", "best-practices", "seo")
SHARED = "性能在别的程序也在运行的机器上量得，只作参考"


def rows(given: Given) -> dict[str, Row]:
    """vnu, Lighthouse."""
    return {"Nu validator": _validator(given), "Lighthouse": _lighthouse(given)}


def _validator(given: Given) -> Row:
    jar = next((given.work / "npm/node_modules/vnu-jar/build/dist").glob("*.jar"))
    done = subprocess.run(["java", "-Xss8m", "-jar", str(jar), "--skip-non-html", "--also-check-css", "--errors-only",
                           "--format", "json", str(given.site)],
                          capture_output=True, text=True, encoding="utf-8", timeout=900, check=False)
    said = [message["message"] for message in json.loads(done.stderr)["messages"] if message["type"] == "error"]
    ours = Counter(message[:120] for message in said if not message.startswith(MATERIALS))
    pages = sum(1 for _ in given.site.rglob("*.html"))
    return {"version": given.npm("vnu-jar"), "right": not ours,
            "saw": f"{pages} 页，我们的错误 {ours.total()} 处 {dict(ours)}；"
                   f"主题自己的 {len(said) - ours.total()} 处（复选框上的 autocomplete）"}


def _lighthouse(given: Given) -> Row:
    """Home, a document, an agency and an answered search, on a phone and on a desktop."""
    document = next(file.stem for file in sorted((given.site / "p").glob("*.html")))
    agency = next(file.stem for file in sorted((given.site / "agency").glob("*caizhengju.html")))
    pages = {"首页": "index.html", "文件": f"p/{document}.html", "单位": f"agency/{agency}.html",
             "检索": "search.html?q=%E8%A1%A5%E8%B4%B4"}
    with running(["node", str(HERE / "serve.mjs"), "8099", str(given.site)]):
        scores = {f"{name}，{form}": _scores(given, f"http://127.0.0.1:8099/{page}", form)
                  for name, page in pages.items() for form in ("手机", "桌面")}
    right = all(score[category] == 100 for score in scores.values() for category in WHOLE)
    return {"version": given.npm("lighthouse"), "right": right, "remark": SHARED,
            "saw": {name: " ".join(map(str, score.values())) for name, score in scores.items()}
            | {"顺序": "性能 无障碍 最佳实践 SEO"}}


def _scores(given: Given, address: str, form: str) -> dict[str, int]:
    with tempfile.TemporaryDirectory() as name:
        out = Path(name, "out.json")
        ask([str(given.work / "npm/node_modules/.bin/lighthouse"), address, "--quiet", "--output=json",
             f"--output-path={out}", f"--chrome-flags={FLAGS}", *(["--preset=desktop"] if form == "桌面" else [])])
        told: dict[str, Any] = json.loads(out.read_text(encoding="utf-8"))["categories"]
    return {category: round(told[category]["score"] * 100) for category in ("performance", *WHOLE)}
