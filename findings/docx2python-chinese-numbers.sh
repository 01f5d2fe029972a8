#!/bin/sh
# docx2python 3.7.1 (PyPI): articles that Word numbers by itself in Chinese (w:numFmt chineseCountingThousand, 第%1条) come out as "--", the sign for
# a bullet, with a warning: neither the number nor the words around it. A decimal format is counted, and （1） is written 1).
# Guess before the run: the number in digits for a format that it does not know, since the counting is the same.
# Seen: '--\t甲', '--\t乙' and '1)\t甲', '2)\t乙'.
set -eu
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
python3 -m venv "$work/venv"
"$work/venv/bin/pip" --quiet --disable-pip-version-check install docx2python==3.7.1
cd "$work"
"$work/venv/bin/python" -W ignore - <<'PYTHON'
import zipfile

from docx2python import docx2python

OFFICE = "http://schemas.openxmlformats.org"
PACKAGE, RELATION = f"{OFFICE}/package/2006", f"{OFFICE}/officeDocument/2006/relationships"
WORDS, TYPE = f"{OFFICE}/wordprocessingml/2006/main", "application/vnd.openxmlformats-officedocument.wordprocessingml."

def article(text):
    return f'<w:p><w:pPr><w:numPr><w:ilvl w:val="0"/><w:numId w:val="1"/></w:numPr></w:pPr><w:r><w:t>{text}</w:t></w:r></w:p>'

def text_of(form, label):
    parts = {
        "[Content_Types].xml": f'<Types xmlns="{PACKAGE}/content-types"><Default Extension="rels" ContentType="application/vnd.openxmlformats-'
        f'package.relationships+xml"/><Override PartName="/word/document.xml" ContentType="{TYPE}document.main+xml"/>'
        f'<Override PartName="/word/numbering.xml" ContentType="{TYPE}numbering+xml"/></Types>',
        "_rels/.rels": f'<Relationships xmlns="{PACKAGE}/relationships"><Relationship Id="r1" Type="{RELATION}/officeDocument" '
        'Target="word/document.xml"/></Relationships>',
        "word/_rels/document.xml.rels": f'<Relationships xmlns="{PACKAGE}/relationships"><Relationship Id="r1" Type="{RELATION}/numbering" '
        'Target="numbering.xml"/></Relationships>',
        "word/document.xml": f'<w:document xmlns:w="{WORDS}" xmlns:r="{RELATION}"><w:body>{article("甲")}{article("乙")}</w:body></w:document>',
        "word/numbering.xml": f'<w:numbering xmlns:w="{WORDS}"><w:abstractNum w:abstractNumId="0"><w:lvl w:ilvl="0"><w:start w:val="1"/>'
        f'<w:numFmt w:val="{form}"/><w:lvlText w:val="{label}"/></w:lvl></w:abstractNum><w:num w:numId="1"><w:abstractNumId w:val="0"/></w:num>'
        "</w:numbering>",
    }
    with zipfile.ZipFile("a.docx", "w") as file:
        for name, data in parts.items():
            file.writestr(name, data)
    with docx2python("a.docx") as read:
        return read.text.split("\n\n")

chinese, decimal = text_of("chineseCountingThousand", "第%1条"), text_of("decimal", "（%1）")
print(chinese, decimal)
assert chinese == ["--\t甲", "--\t乙"], chinese
assert decimal == ["1)\t甲", "2)\t乙"], decimal
PYTHON
