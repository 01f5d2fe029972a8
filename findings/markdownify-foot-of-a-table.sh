#!/bin/sh
# markdownify 1.2.3 (PyPI): the sum at the foot of a table (<tfoot>) comes after two rows that the table does not have, an empty one and one of dashes, which a
# reader of Markdown shows as cells: it takes the foot for the head of another table.
# Guess before the run: the foot is the last row; of thead and tbody each is right.
# Seen: | 甲 |, | --- |, | 1 |, | |, | --- |, | 合计 |.
set -eu
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
python3 -m venv "$work/venv"
"$work/venv/bin/pip" --quiet --disable-pip-version-check install markdownify==1.2.3 2>/dev/null
cd "$work"
"$work/venv/bin/python" -W ignore - <<'PYTHON'
import markdownify

table = "<table><thead><tr><th>甲</th></tr></thead><tbody><tr><td>1</td></tr></tbody><tfoot><tr><td>合计</td></tr></tfoot></table>"
seen = [" ".join(line.split()) for line in markdownify.markdownify(table).strip().splitlines()]
print(seen)
assert seen == ["| 甲 |", "| --- |", "| 1 |", "| |", "| --- |", "| 合计 |"], seen
PYTHON
