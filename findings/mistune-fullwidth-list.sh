#!/bin/sh
# mistune 3.4.0, marko 2.2.4 and Python-Markdown 3.11.3 (PyPI): a paragraph that begins with a full-width figure and a stop, ３. 甲, becomes an item of a list, in Python-Markdown
# with the number 1. CommonMark (0.31, 5.2) knows the figures of ASCII alone, and so does markdown-it-py 4.3.0: a paragraph, with the number as it was printed.
# Guess before the run: a paragraph in all four.
# Seen: <ol start="3"> in two, <ol> in the third, <p> in the fourth.
set -eu
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
python3 -m venv "$work/venv"
"$work/venv/bin/pip" --quiet --disable-pip-version-check install mistune==3.4.0 marko==2.2.4 Markdown==3.11.3 markdown-it-py==4.3.0 2>/dev/null
cd "$work"
"$work/venv/bin/python" -W ignore - <<'PYTHON'
import markdown
import markdown_it
import marko
import mistune

seen = [render("３. 甲").replace("\n", "") for render in (mistune.html, marko.convert, markdown.markdown, markdown_it.MarkdownIt().render)]
print(seen)
assert seen == ['<ol start="3"><li>甲</li></ol>'] * 2 + ["<ol><li>甲</li></ol>", "<p>３. 甲</p>"], seen
PYTHON
