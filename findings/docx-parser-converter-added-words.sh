#!/bin/sh
# docx-parser-converter 1.0.3 (PyPI): words that were added under tracking (w:ins) and words in a field of a form (w:sdt, a control for content) are left out of text and page,
# and nothing is told. Both are what Word prints; deleted words are left out, too, so that a corrected rule has neither its old nor its new words.
# Guess before the run: the added words and those of the field, and not the deleted ones.
# Seen: 处元以下罚款。
set -eu
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
python3 -m venv "$work/venv"
"$work/venv/bin/pip" --quiet --disable-pip-version-check install docx-parser-converter==1.0.3 2>/dev/null
cd "$work"
"$work/venv/bin/python" -W ignore - <<'PYTHON'
import zipfile

from docx_parser_converter import docx_to_text

names = "http://schemas.openxmlformats.org"
word = f'xmlns:w="{names}/wordprocessingml/2006/main"'
types = "application/vnd.openxmlformats-officedocument.wordprocessingml"
run = "<w:r><w:t>{}</w:t></w:r>".format
changed = f'<w:del w:id="1" w:author="a"><w:r><w:delText>三万</w:delText></w:r></w:del><w:ins w:id="2" w:author="a">{run("五万")}</w:ins>'
field = f'<w:p><w:sdt><w:sdtContent>{run("某市")}</w:sdtContent></w:sdt></w:p>'
parts = {
    "[Content_Types].xml": f'<Types xmlns="{names}/package/2006/content-types"><Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
    f'<Override PartName="/word/document.xml" ContentType="{types}.document.main+xml"/></Types>',
    "_rels/.rels": f'<Relationships xmlns="{names}/package/2006/relationships"><Relationship Id="a" Type="{names}/officeDocument/2006/relationships/officeDocument" '
    'Target="word/document.xml"/></Relationships>',
    "word/document.xml": f'<w:document {word}><w:body><w:p>{run("处")}{changed}{run("元以下罚款。")}</w:p>{field}</w:body></w:document>',
}
with zipfile.ZipFile("a.docx", "w") as file:
    for name, text in parts.items():
        file.writestr(name, text)
seen = docx_to_text("a.docx").strip()
print(repr(seen))
assert seen == "处元以下罚款。", seen
PYTHON
