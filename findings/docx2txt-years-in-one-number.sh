#!/bin/sh
# docx2txt 0.9 (PyPI): a hyphen that does not break (w:noBreakHyphen, Ctrl+Shift+_ in Word) is left out, so that the years 2019-2020 are one number, 20192020. Tabs and line breaks,
# its siblings in a run, are there.
# Guess before the run: a hyphen, as python-docx gives it.
# Seen: 20192020年.
set -eu
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
python3 -m venv "$work/venv"
"$work/venv/bin/pip" --quiet --disable-pip-version-check install docx2txt==0.9 2>/dev/null
cd "$work"
"$work/venv/bin/python" -W ignore - <<'PYTHON'
import zipfile

import docx2txt

names = "http://schemas.openxmlformats.org"
types = "application/vnd.openxmlformats-officedocument.wordprocessingml"
run = "<w:r><w:t>2019</w:t><w:noBreakHyphen/><w:t>2020年</w:t><w:tab/><w:t>甲</w:t></w:r>"
parts = {
    "[Content_Types].xml": f'<Types xmlns="{names}/package/2006/content-types"><Override PartName="/word/document.xml" ContentType="{types}.document.main+xml"/></Types>',
    "_rels/.rels": f'<Relationships xmlns="{names}/package/2006/relationships"><Relationship Id="a" Type="{names}/officeDocument/2006/relationships/officeDocument" '
    'Target="word/document.xml"/></Relationships>',
    "word/document.xml": f'<w:document xmlns:w="{names}/wordprocessingml/2006/main"><w:body><w:p>{run}</w:p></w:body></w:document>',
}
with zipfile.ZipFile("a.docx", "w") as file:
    for name, text in parts.items():
        file.writestr(name, text)
seen = docx2txt.process("a.docx").strip()
print(repr(seen))
assert seen == "20192020年\t甲", seen
PYTHON
