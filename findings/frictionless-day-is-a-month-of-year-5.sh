#!/bin/sh
# frictionless 5.21.0 (PyPI): a column of days without their year, 05-01 and 10-01, becomes the months of antiquity: describe() says yearmonth, and the first
# row holds January of the year 5. 12-31 is no such month.
# Guess before the run: text; a gYearMonth, which Table Schema names for this type, has four figures for the year (XML Schema 2, 3.2.10).
# Seen: yearmonth, year 5 month 1 and year 10 month 1.
set -eu
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
python3 -m venv "$work/venv"
"$work/venv/bin/pip" --quiet --disable-pip-version-check install frictionless==5.21.0 2>/dev/null
cd "$work"
"$work/venv/bin/python" -W ignore - <<'PYTHON'
from frictionless import describe

with open("a.csv", "w") as file:
    file.write("day\n05-01\n10-01\n")
table = describe("a.csv")
seen = table.schema.fields[0].type, [(row["day"].year, row["day"].month) for row in table.read_rows()]
print(seen)
assert seen == ("yearmonth", [(5, 1), (10, 1)]), seen
PYTHON
