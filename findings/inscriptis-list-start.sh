#!/bin/sh
# inscriptis 2.7.6 (PyPI): a list that goes on from an earlier one (<ol start="3">, as a text has it whose items a paragraph parts) is counted from 1
# again; a number on the item itself (<li value="3">) is kept.
# Guess before the run: both are counted from 3, the number that a browser shows and that the text is cited by.
# Seen: "1. 甲" and "3. 甲"; html2text 2025.4.15 writes 3 for start and passes over value.
set -eu
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
python3 -m venv "$work/venv"
"$work/venv/bin/pip" --quiet --disable-pip-version-check install inscriptis==2.7.6 html2text==2025.4.15
"$work/venv/bin/python" - <<'PYTHON'
import html2text
import inscriptis

LISTS = ('<ol start="3"><li>甲</li></ol>', '<ol><li value="3">甲</li></ol>')
seen = [inscriptis.get_text(f"<html><body>{text}</body></html>").strip() for text in LISTS]
other = [html2text.html2text(text).strip() for text in LISTS]
print(seen, other)
assert seen == ["1. 甲", "3. 甲"], seen
assert other == ["3. 甲", "1. 甲"], other
PYTHON
