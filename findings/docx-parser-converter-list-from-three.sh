#!/bin/sh
# docx-parser-converter 1.0.3 (PyPI): a list that begins with 3 (w:start) is numbered from 1 in the text and from 3 in the page of the same file, so that the two forms of one
# rule are cited differently.
# Guess before the run: （3） in both; numbers are counted once, before they are written.
# Seen: （1） in the text, （3） in the page.
set -eu
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
python3 -m venv "$work/venv"
"$work/venv/bin/pip" --quiet --disable-pip-version-check install docx-parser-converter==1.0.3 2>/dev/null
cd "$work"
"$work/venv/bin/python" -W ignore - <<'PYTHON'
import re
import zipfile

from docx_parser_converter import docx_to_html, docx_to_text

names = "http://schemas.openxmlformats.org"
word = f'xmlns:w="{names}/wordprocessingml/2006/main"'
types = "application/vnd.openxmlformats-officedocument.wordprocessingml"
level = '<w:lvl w:ilvl="0"><w:start w:val="3"/><w:numFmt w:val="decimal"/><w:lvlText w:val="（%1）"/></w:lvl>'
parts = {
    "[Content_Types].xml": f'<Types xmlns="{names}/package/2006/content-types"><Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
    f'<Override PartName="/word/document.xml" ContentType="{types}.document.main+xml"/><Override PartName="/word/numbering.xml" ContentType="{types}.numbering+xml"/></Types>',
    "_rels/.rels": f'<Relationships xmlns="{names}/package/2006/relationships"><Relationship Id="a" Type="{names}/officeDocument/2006/relationships/officeDocument" '
    'Target="word/document.xml"/></Relationships>',
    "word/_rels/document.xml.rels": f'<Relationships xmlns="{names}/package/2006/relationships"><Relationship Id="a" '
    f'Type="{names}/officeDocument/2006/relationships/numbering" Target="numbering.xml"/></Relationships>',
    "word/document.xml": f'<w:document {word}><w:body><w:p><w:pPr><w:numPr><w:ilvl w:val="0"/><w:numId w:val="1"/></w:numPr></w:pPr><w:r><w:t>甲</w:t></w:r></w:p></w:body></w:document>',
    "word/numbering.xml": f'<w:numbering {word}><w:abstractNum w:abstractNumId="0">{level}</w:abstractNum><w:num w:numId="1"><w:abstractNumId w:val="0"/></w:num></w:numbering>',
}
with zipfile.ZipFile("a.docx", "w") as file:
    for name, text in parts.items():
        file.writestr(name, text)
seen = [re.findall("（.）", write("a.docx")) for write in (docx_to_text, docx_to_html)]
print(seen)
assert seen == [["（1）"], ["（3）"]], seen
PYTHON
