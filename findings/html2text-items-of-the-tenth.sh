#!/bin/sh
# html2text 2025.4.15 (PyPI): from the tenth item on, the list within an item is no list any more but words behind the item's own: it is set in by five blanks, and
# behind "  10. " Markdown asks for six (CommonMark 0.31, 5.2).
# Guess before the run: a list within the list at 9 and at 10.
# Seen: one at 9, 甲 1. 子 at 10.
set -eu
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
python3 -m venv "$work/venv"
"$work/venv/bin/pip" --quiet --disable-pip-version-check install html2text==2025.4.15 markdown-it-py==4.3.0 2>/dev/null
cd "$work"
"$work/venv/bin/python" -W ignore - <<'PYTHON'
import html2text
import markdown_it

pages = [markdown_it.MarkdownIt().render(html2text.html2text(f'<ol start="{n}"><li>甲<ol><li>子</li></ol></li></ol>')) for n in (9, 10)]
seen = [(page.count("<ol"), "甲\n1. 子" in page) for page in pages]
print(seen)
assert seen == [(2, False), (1, True)], pages
PYTHON
