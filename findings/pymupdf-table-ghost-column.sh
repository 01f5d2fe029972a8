#!/bin/sh
# PyMuPDF 2.0 (PyPI): find_tables() of a ruled table of two columns finds three: between them one of two points, as wide as nothing, around the rule
# that parts them, with empty cells; the outer cells end at the words, not at the rules. strategy="lines_strict" finds the same.
# Guess before the run: the two columns that the rules draw (and None for the lower part of a cell merged down, which comes as '').
# Seen: [['unit', '', 'task'], ['finance', '', 'pay']]; pdfplumber 0.11.10 on the same file [['unit', 'task'], ['finance', 'pay']].
set -eu
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
python3 -m venv "$work/venv"
"$work/venv/bin/pip" --quiet --disable-pip-version-check install pymupdf==2.0 pdfplumber==0.11.10
"$work/venv/bin/python" - <<'PYTHON'
import io

import pdfplumber
import pymupdf

document = pymupdf.open()
page = document.new_page()
for height in (100, 140, 180):
    page.draw_line((50, height), (350, height))
for left in (50, 200, 350):
    page.draw_line((left, 100), (left, 180))
for left, height, word in ((55, 120, "unit"), (205, 120, "task"), (55, 160, "finance"), (205, 160, "pay")):
    page.insert_text((left, height), word)
data = document.tobytes()
found = [table.extract() for table in pymupdf.open(stream=data)[0].find_tables(strategy="lines_strict").tables]
others = pdfplumber.open(io.BytesIO(data)).pages[0].extract_tables()
print(found, others)
assert found == [[["unit", "", "task"], ["finance", "", "pay"]]] and others == [[["unit", "task"], ["finance", "pay"]]], (found, others)
PYTHON
