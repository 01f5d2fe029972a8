#!/bin/sh
# mammoth 1.13.0 and pandoc 3.9 (pypandoc-binary 1.17, PyPI): a character that Word prints with its reading above it (w:ruby, 拼音指南) is left out,
# the character and its reading both; mammoth says so in a message, pandoc does not. Rare characters of names and places are what people give readings to.
# Guess before the run: mammoth keeps both one after the other, pandoc the character alone.
# Seen: of "王[喆, read zhé]同志" both keep "王同志"; docx2txt 0.9 keeps "王zhé喆同志".
set -eu
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
python3 -m venv "$work/venv"
"$work/venv/bin/pip" --quiet --disable-pip-version-check install mammoth==1.13.0 pypandoc-binary==1.17 docx2txt==0.9
cd "$work"
"$work/venv/bin/python" - <<'PYTHON'
import zipfile

import docx2txt
import mammoth
import pypandoc

OFFICE = "http://schemas.openxmlformats.org"
PACKAGE, RELATION = f"{OFFICE}/package/2006", f"{OFFICE}/officeDocument/2006/relationships"
MAIN = "application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"
RUBY = ('<w:ruby><w:rubyPr><w:rubyAlign w:val="center"/><w:hps w:val="10"/><w:hpsRaise w:val="18"/><w:hpsBaseText w:val="21"/><w:lid w:val="zh-CN"/>'
        "</w:rubyPr><w:rt><w:r><w:t>zhé</w:t></w:r></w:rt><w:rubyBase><w:r><w:t>喆</w:t></w:r></w:rubyBase></w:ruby>")
with zipfile.ZipFile("a.docx", "w") as file:
    file.writestr("[Content_Types].xml", f'<Types xmlns="{PACKAGE}/content-types"><Default Extension="rels" ContentType="application/vnd.openxmlformats-'
                  f'package.relationships+xml"/><Override PartName="/word/document.xml" ContentType="{MAIN}"/></Types>')
    file.writestr("_rels/.rels", f'<Relationships xmlns="{PACKAGE}/relationships"><Relationship Id="r1" Type="{RELATION}/officeDocument" '
                  'Target="word/document.xml"/></Relationships>')
    file.writestr("word/document.xml", f'<w:document xmlns:w="{OFFICE}/wordprocessingml/2006/main"><w:body><w:p><w:r><w:t>王</w:t></w:r>'
                  f"<w:r>{RUBY}</w:r><w:r><w:t>同志</w:t></w:r></w:p></w:body></w:document>")
with open("a.docx", "rb") as file:
    read = mammoth.extract_raw_text(file)
seen = [read.value.strip(), len(read.messages), pypandoc.convert_file("a.docx", "plain").strip(), docx2txt.process("a.docx").strip()]
print(seen)
assert seen == ["王同志", 1, "王同志", "王zhé喆同志"], seen
PYTHON
