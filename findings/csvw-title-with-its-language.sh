#!/bin/sh
# csvw 4.1.1 (PyPI): a column whose title says its language, titles {"zh": "文号"}, in a description whose language is zh, is called _col.1, whatever stands there; the W3C has
# the name made of the first title in the language of the description (Metadata Vocabulary, 5.6). A title without a language, "文号", is the name.
# Guess before the run: 文号 in both.
# Seen: _col.1 and 文号.
set -eu
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
python3 -m venv "$work/venv"
"$work/venv/bin/pip" --quiet --disable-pip-version-check install csvw==4.1.1 2>/dev/null
cd "$work"
"$work/venv/bin/python" -W ignore - <<'PYTHON'
import json
from pathlib import Path

from csvw import CSVW


def name(titles):
    context = ["http://www.w3.org/ns/csvw", {"@language": "zh"}]
    Path("a.csv").write_text("文号\n12\n", encoding="utf-8")
    Path("a.csv-metadata.json").write_text(json.dumps({"@context": context, "url": "a.csv", "tableSchema": {"columns": [{"titles": titles}]}}), encoding="utf-8")
    return list(CSVW("a.csv-metadata.json").to_json(minimal=True)[0])


seen = name({"zh": "文号"}), name("文号")
print(seen)
assert seen == (["_col.1"], ["文号"]), seen
PYTHON
