#!/bin/sh
# pandoc 3.9 (pypandoc-binary 1.17, PyPI): a cell of an .odt's table that is said to be repeated (table:number-columns-repeated="2") is there once, so the cells
# behind it stand a column too far left; a repeated row is there once too. odfdo 3.27.3 repeats both (OpenDocument 1.3, 9.1.3 and 9.1.4).
# Guess before the run: [['同', '同', '乙'], ['x', 'y', 'z'], ['x', 'y', 'z']]; spanning cells, the harder case, are read.
# Seen: [['同', '乙', ''], ['x', 'y', 'z']].
set -eu
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
python3 -m venv "$work/venv"
"$work/venv/bin/pip" --quiet --disable-pip-version-check install pypandoc-binary==1.17
cd "$work"
"$work/venv/bin/python" - <<'PYTHON'
import json
import zipfile

import pypandoc

SPACES = "".join(f' xmlns:{name}="urn:oasis:names:tc:opendocument:xmlns:{name}:1.0"' for name in ("office", "style", "text", "table"))
MANIFEST = "urn:oasis:names:tc:opendocument:xmlns:manifest:1.0"

def cell(word, more=""):
    return f"<table:table-cell{more}><text:p>{word}</text:p></table:table-cell>"

with zipfile.ZipFile("a.odt", "w") as file:
    twice = cell("同", ' table:number-columns-repeated="2"')
    rows = (f'<table:table-row>{twice}{cell("乙")}</table:table-row>'
            f'<table:table-row table:number-rows-repeated="2">{"".join(map(cell, "xyz"))}</table:table-row>')
    file.writestr("mimetype", "application/vnd.oasis.opendocument.text")
    file.writestr("META-INF/manifest.xml", f'<manifest:manifest xmlns:manifest="{MANIFEST}" manifest:version="1.2"><manifest:file-entry manifest:full-path="/" '
                  'manifest:media-type="application/vnd.oasis.opendocument.text"/></manifest:manifest>')
    file.writestr("styles.xml", f'<office:document-styles{SPACES} office:version="1.2"><office:styles/></office:document-styles>')
    file.writestr("content.xml", f'<office:document-content{SPACES} office:version="1.2"><office:body><office:text><table:table table:name="t"><table:table-column '
                  f'table:number-columns-repeated="3"/>{rows}</table:table></office:text></office:body></office:document-content>')
table = json.loads(pypandoc.convert_file("a.odt", "json"))["blocks"][0]["c"]
found = [row[1] for part in table[4] for row in part[3]] or table
seen = [["".join(run["c"] for block in one[4] for run in block["c"]) for one in row] for row in found]
print(seen)
assert seen == [["同", "乙", ""], ["x", "y", "z"]], seen
PYTHON
