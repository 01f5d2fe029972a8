#!/bin/sh
# pandas 3.1.1 (PyPI; engine odf, odfpy 1.4.1): a cell of an .ods that is true (office:boolean-value="true") and is shown as 是, by a format of its own, is read as False: not the value
# is asked but whether the words shown are TRUE. A share shown as 50% is 0.5, by its value.
# Guess before the run: True; a cell has its value beside its words so that they may be in any language.
# Seen: False for 是, True for TRUE, 0.5.
set -eu
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
python3 -m venv "$work/venv"
"$work/venv/bin/pip" --quiet --disable-pip-version-check install pandas==3.1.1 odfpy==1.4.1 2>/dev/null
cd "$work"
"$work/venv/bin/python" -W ignore - <<'PYTHON'
import zipfile

import pandas

names = ("office", "table", "text")
spaces = " ".join(f'xmlns:{name}="urn:oasis:names:tc:opendocument:xmlns:{name}:1.0"' for name in names)
kind = "application/vnd.oasis.opendocument.spreadsheet"
true = 'office:value-type="boolean" office:boolean-value="true"'
cells = [(true, "是"), (true, "TRUE"), ('office:value-type="percentage" office:value="0.5"', "50%")]
row = "".join(f"<table:table-cell {value}><text:p>{words}</text:p></table:table-cell>" for value, words in cells)
sheet = f'<table:table table:name="a"><table:table-row>{row}</table:table-row></table:table>'
entry = f'<m:file-entry m:full-path="/" m:media-type="{kind}"/><m:file-entry m:full-path="content.xml" m:media-type="text/xml"/>'
with zipfile.ZipFile("a.ods", "w") as file:
    file.writestr("mimetype", kind)
    file.writestr("META-INF/manifest.xml", f'<m:manifest xmlns:m="urn:oasis:names:tc:opendocument:xmlns:manifest:1.0" m:version="1.2">{entry}</m:manifest>')
    body = f"<office:body><office:spreadsheet>{sheet}</office:spreadsheet></office:body>"
    file.writestr("content.xml", f'<office:document-content {spaces} office:version="1.2">{body}</office:document-content>')
seen = pandas.read_excel("a.ods", header=None, engine="odf").values.tolist()[0]
print(seen)
assert [bool(seen[0]), bool(seen[1]), seen[2]] == [False, True, 0.5], seen
PYTHON
