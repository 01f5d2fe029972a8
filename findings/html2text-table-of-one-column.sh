#!/bin/sh
# html2text 2025.4.15 (PyPI): a table of one column becomes a heading of the second level, since its head with a row of dashes below it is Markdown's other form for
# one, and its rows one paragraph. A table whose first row is one cell over two columns, a title, becomes a heading with a paragraph of bars.
# Guess before the run: a table in both; one of two columns is.
# Seen: h2 and p in both, table for two columns without a title.
set -eu
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
python3 -m venv "$work/venv"
"$work/venv/bin/pip" --quiet --disable-pip-version-check install html2text==2025.4.15 markdown-it-py==4.3.0 2>/dev/null
cd "$work"
"$work/venv/bin/python" -W ignore - <<'PYTHON'
import re

import html2text
import markdown_it

one = "<table><tr><th>单位</th></tr><tr><td>甲</td></tr><tr><td>乙</td></tr></table>"
title = '<table><tr><td colspan="2">分工表</td></tr><tr><td>甲</td><td>1</td></tr></table>'
two = "<table><tr><th>单位</th><th>数</th></tr><tr><td>甲</td><td>1</td></tr></table>"
pages = [markdown_it.MarkdownIt().enable("table").render(html2text.html2text(table)) for table in (one, title, two)]
seen = [re.findall(r"<(h2|p|table)>", page) for page in pages]
print(seen)
assert seen == [["h2", "p"], ["h2", "p"], ["table"]], pages
PYTHON
