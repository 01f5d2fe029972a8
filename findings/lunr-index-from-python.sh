#!/bin/sh
# lunr 0.8.0 (PyPI) and lunr 2.3.9 (npm): an index of Chinese words that the Python port made answers in lunr.js; the index that lunr.js itself makes
# of the same words holds one empty word for all of them and answers nothing. The trimmer is \W in both: Unicode there, ASCII here.
# Guess before the run: both answer nothing in lunr.js, as the words of a query go through the same trimmer.
# Seen: a loaded index has no trimmer in its pipeline for queries: 1 answer; lunr.js alone: 0 answers, the words of its index [""].
set -eu
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
python3 -m venv "$work/venv"
"$work/venv/bin/pip" --quiet --disable-pip-version-check install lunr==0.8.0
cd "$work"
npm install --silent --no-audit --no-fund lunr@2.3.9 >/dev/null
"$work/venv/bin/python" - >index.json <<'PYTHON'
import json

from lunr import lunr

print(json.dumps(lunr(ref="id", fields=["text"], documents=[{"id": 1, "text": "企业 备案"}]).serialize()))
PYTHON
cat > ask.cjs <<'JS'
const lunr = require("lunr");
const loaded = lunr.Index.load(JSON.parse(require("fs").readFileSync("index.json", "utf8")));
const made = lunr(function () { this.ref("id"); this.field("text"); this.add({ id: 1, text: "企业 备案" }); });
const words = made.toJSON().invertedIndex.map(([word]) => word);
console.log(`loaded ${loaded.search("备案").length}, made ${made.search("备案").length}, words ${JSON.stringify(words)}`);
JS
seen=$(node ask.cjs)
echo "$seen"
test "$seen" = 'loaded 1, made 0, words [""]'
