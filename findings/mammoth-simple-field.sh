#!/bin/sh
# mammoth 1.13.0 (PyPI): the printed result of a field written as w:fldSimple is left out, with a message; the same field written as w:fldChar
# parts is kept. Word writes either: the number of a caption (SEQ), a property of the document (DOCPROPERTY). pandoc 3.9 leaves it out too.
# Guess before the run: kept in both forms; the result is text that the reader of the page sees.
# Seen: '<p>Table </p>' for fldSimple, '<p>Table 7</p>' for fldChar; in pandoc 'Table' and 'Table 7'.
set -eu
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
python3 -m venv "$work/venv"
"$work/venv/bin/pip" --quiet --disable-pip-version-check install mammoth==1.13.0 pypandoc-binary==1.17
cd "$work"
"$work/venv/bin/python" - <<'PYTHON'
import zipfile

import mammoth
import pypandoc

OFFICE = "http://schemas.openxmlformats.org"
PACKAGE, RELATION = f"{OFFICE}/package/2006", f"{OFFICE}/officeDocument/2006/relationships"
MAIN = "application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"
RESULT = "<w:r><w:t>7</w:t></w:r>"

def mark(kind):
    return f'<w:r><w:fldChar w:fldCharType="{kind}"/></w:r>'

def read(field):
    text = f'<w:p><w:r><w:t xml:space="preserve">Table </w:t></w:r>{field}</w:p>'
    with zipfile.ZipFile("a.docx", "w") as file:
        file.writestr("[Content_Types].xml", f'<Types xmlns="{PACKAGE}/content-types"><Default Extension="rels" ContentType="application/vnd.'
                      f'openxmlformats-package.relationships+xml"/><Override PartName="/word/document.xml" ContentType="{MAIN}"/></Types>')
        file.writestr("_rels/.rels", f'<Relationships xmlns="{PACKAGE}/relationships"><Relationship Id="r1" Type="{RELATION}/officeDocument" '
                      'Target="word/document.xml"/></Relationships>')
        file.writestr("word/document.xml", f'<w:document xmlns:w="{OFFICE}/wordprocessingml/2006/main"><w:body>{text}</w:body></w:document>')
    with open("a.docx", "rb") as file:
        return mammoth.convert_to_html(file).value, pypandoc.convert_file("a.docx", "plain").strip()

simple = read(f'<w:fldSimple w:instr=" SEQ Table ">{RESULT}</w:fldSimple>')
parts = read(mark("begin") + "<w:r><w:instrText> SEQ Table </w:instrText></w:r>" + mark("separate") + RESULT + mark("end"))
print(simple, parts)
assert (simple, parts) == (("<p>Table </p>", "Table"), ("<p>Table 7</p>", "Table 7")), (simple, parts)
PYTHON
