#!/bin/sh
# python-calamine 0.9.1 (PyPI; pandas' engine "calamine"): lines of a cell of an .ods are joined where the break is a text:line-break, and so are words with a tab between
# them: 甲局 and 乙局 become 甲局乙局. Paragraphs of a cell come as lines, and text:s, of the same kind as both, as a blank.
# Guess before the run: a line and a tab, as OpenDocument (1.3, 6.1.5 and 6.1.4) has them.
# Seen: 甲局乙局 and 甲乙; '甲\n乙' and '甲 乙' for the others.
set -eu
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
python3 -m venv "$work/venv"
"$work/venv/bin/pip" --quiet --disable-pip-version-check install python-calamine==0.9.1 2>/dev/null
cd "$work"
"$work/venv/bin/python" -W ignore - <<'PYTHON'
import zipfile

import python_calamine

names = ("office", "table", "text")
spaces = " ".join(f'xmlns:{name}="urn:oasis:names:tc:opendocument:xmlns:{name}:1.0"' for name in names)
words = ["<text:p>甲局<text:line-break/>乙局</text:p>", "<text:p>甲<text:tab/>乙</text:p>", "<text:p>甲</text:p><text:p>乙</text:p>", "<text:p>甲<text:s/>乙</text:p>"]
cells = "".join(f'<table:table-cell office:value-type="string">{word}</table:table-cell>' for word in words)
sheet = f'<table:table table:name="a"><table:table-row>{cells}</table:table-row></table:table>'
kind = "application/vnd.oasis.opendocument.spreadsheet"
entry = f'<m:file-entry m:full-path="/" m:media-type="{kind}"/><m:file-entry m:full-path="content.xml" m:media-type="text/xml"/>'
with zipfile.ZipFile("a.ods", "w") as file:
    file.writestr("mimetype", kind)
    file.writestr("META-INF/manifest.xml", f'<m:manifest xmlns:m="urn:oasis:names:tc:opendocument:xmlns:manifest:1.0" m:version="1.2">{entry}</m:manifest>')
    body = f"<office:body><office:spreadsheet>{sheet}</office:spreadsheet></office:body>"
    file.writestr("content.xml", f'<office:document-content {spaces} office:version="1.2">{body}</office:document-content>')
(seen,) = python_calamine.CalamineWorkbook.from_path("a.ods").get_sheet_by_index(0).to_python()
print(seen)
assert seen == ["甲局乙局", "甲乙", "甲\n乙", "甲 乙"], seen
PYTHON
