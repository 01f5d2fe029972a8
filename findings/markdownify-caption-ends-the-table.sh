#!/bin/sh
# markdownify 1.2.3 (PyPI): a table with a caption is no table: the row of dashes below its head, which Markdown knows a table by, is left out, so that the page
# shows one paragraph of bars. The same table without <caption>, where 表1 of a notice stands, is one.
# Guess before the run: the caption as a line of its own, and the table below it.
# Seen: a table without the caption, none with it.
set -eu
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
python3 -m venv "$work/venv"
"$work/venv/bin/pip" --quiet --disable-pip-version-check install markdownify==1.2.3 markdown-it-py==4.3.0 2>/dev/null
cd "$work"
"$work/venv/bin/python" -W ignore - <<'PYTHON'
import markdown_it
import markdownify

rows = "<tr><td>甲</td><td>1</td></tr><tr><td>乙</td><td>2</td></tr>"
texts = [markdownify.markdownify(f"<table>{caption}{rows}</table>") for caption in ("", "<caption>表1</caption>")]
seen = ["<table>" in markdown_it.MarkdownIt().enable("table").render(text) for text in texts]
print(seen, repr(texts[1]))
assert seen == [True, False] and "---" not in texts[1], texts
PYTHON
