#!/bin/sh
# html2text 2025.4.15 (PyPI): the second paragraph of an item stands at the margin, outside the list, which it ends: what was the second 款 of item 1 stands between
# two lists, and belongs to none. A list within the item is set in.
# Guess before the run: set in, as the list within the item.
# Seen: <ol>, <p> 第二款, <ol start="2">.
set -eu
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
python3 -m venv "$work/venv"
"$work/venv/bin/pip" --quiet --disable-pip-version-check install html2text==2025.4.15 markdown-it-py==4.3.0 2>/dev/null
cd "$work"
"$work/venv/bin/python" -W ignore - <<'PYTHON'
import html2text
import markdown_it

text = html2text.html2text("<ol><li><p>第一款</p><p>第二款</p></li><li><p>甲</p></li></ol>")
seen = markdown_it.MarkdownIt().render(text).replace("\n", "")
print(seen)
assert seen == '<ol><li>第一款</li></ol><p>第二款</p><ol start="2"><li>甲</li></ol>', seen
PYTHON
