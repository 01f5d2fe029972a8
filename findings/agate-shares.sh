#!/bin/sh
# agate 1.14.2 (PyPI), which csvkit reads its tables with: a share is no share any more. A column of 5% and 15% becomes the numbers 5 and 15, one of 1/3 and
# 2/3 the days 3 January and 3 February of this century's first year, a range 5-10 the 10th of May; csvkit writes them out in their place.
# Guess before the run: text, as for 5‰ and 5~10, or 0.05 for 5%; a day has a year.
# Seen: Decimal 5 and 15; 2001-01-03 and 2001-02-03; 2001-05-10.
set -eu
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
python3 -m venv "$work/venv"
"$work/venv/bin/pip" --quiet --disable-pip-version-check install agate==1.14.2
"$work/venv/bin/python" - <<'PYTHON'
import agate

def read(*values):
    column = agate.Table.from_object([{"a": value} for value in values]).columns["a"]
    return [str(value) for value in column.values()]

seen = read("5%", "15%"), read("1/3", "2/3"), read("5-10"), read("5‰"), read("5~10")
print(seen)
assert seen == (["5", "15"], ["2001-01-03", "2001-02-03"], ["2001-05-10"], ["5‰"], ["5~10"]), seen
PYTHON
