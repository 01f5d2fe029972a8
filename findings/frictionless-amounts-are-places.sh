#!/bin/sh
# frictionless 5.21.0 (PyPI): a column of amounts with a comma for the thousands, "1,050" and "2,080", is a column of places on the earth: describe() says
# geopoint, and the row that is read holds longitude 1 and latitude 50. Numbers of clauses, "3,5", are places too.
# Guess before the run: text, or numbers with groupChar; "1,200", whose second half is no latitude, is text.
# Seen: geopoint [1.0, 50.0] and [3.0, 5.0]; string for 1,200.
set -eu
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
python3 -m venv "$work/venv"
"$work/venv/bin/pip" --quiet --disable-pip-version-check install frictionless==5.21.0 2>/dev/null
cd "$work"
"$work/venv/bin/python" -W ignore - <<'PYTHON'
from frictionless import describe


def column(*values):
    with open("a.csv", "w") as file:
        file.write("\n".join(["amount", *(f'"{value}"' for value in values)]) + "\n")
    table = describe("a.csv")
    return table.schema.fields[0].type, [list(map(float, row["amount"])) for row in table.read_rows() if type(row["amount"]) is not str]


seen = [column("1,050", "2,080"), column("3,5", "1,2"), column("1,200", "3,400")]
print(seen)
assert seen == [("geopoint", [[1.0, 50.0], [2.0, 80.0]]), ("geopoint", [[3.0, 5.0], [1.0, 2.0]]), ("string", [])], seen
PYTHON
