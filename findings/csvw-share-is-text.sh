#!/bin/sh
# csvw 4.1.1 (PyPI), a reader of the W3C's CSV on the Web: a share in a column of the type number, 5% or 5‰, comes out as text, also where the format says #0%, and the table
# is called valid. The type decimal reads 0.05. Tabular Data Model, 6.4.2, has -25% read as -0.25 for every numeric type.
# Guess before the run: 0.05 and 0.005; 1E6 is read.
# Seen: '5%', '5‰' and 1000000.0, valid; 0.05 and 0.005 as decimal.
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


def read(datatype, *values):
    Path("a.csv").write_text("\n".join(["share", *values, ""]), encoding="utf-8")
    schema = {"@context": "http://www.w3.org/ns/csvw", "url": "a.csv", "tableSchema": {"columns": [{"titles": "share", "datatype": datatype}]}}
    Path("a.csv-metadata.json").write_text(json.dumps(schema), encoding="utf-8")
    table = CSVW("a.csv-metadata.json")
    return [row["share"] for row in table.to_json(minimal=True)], table.is_valid


seen = read("number", "5%", "5‰", "1E6"), read({"base": "number", "format": "#0%"}, "5%"), read("decimal", "5%", "5‰")
print(seen)
assert seen == ((["5%", "5‰", 1000000.0], True), (["5%"], True), ([0.05, 0.005], True)), seen
PYTHON
