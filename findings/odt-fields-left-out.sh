#!/bin/sh
# pandoc 3.9 (pypandoc-binary 1.17) and odfdo 3.27.3 (PyPI): what a field of an .odt shows is left out without a word: the day of issue that was put in as
# a date (text:date) and the sign of a document kept as one of its properties (text:user-defined). odfdo's get_formatted_text() leaves out a running number too.
# Guess before the run: the words of the field, which stand in the file as they were last shown; its inner_text has them all.
# Seen: 第3号 国发 2024年5月1日 印发 is "第3号 印发" in pandoc and "第号 印发" in odfdo.
set -eu
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
python3 -m venv "$work/venv"
"$work/venv/bin/pip" --quiet --disable-pip-version-check install pypandoc-binary==1.17 odfdo==3.27.3
cd "$work"
"$work/venv/bin/python" -W ignore - <<'PYTHON'
import zipfile

import odfdo
import pypandoc

SPACES = "".join(f' xmlns:{name}="urn:oasis:names:tc:opendocument:xmlns:{name}:1.0"' for name in ("office", "style", "text"))
MANIFEST = "urn:oasis:names:tc:opendocument:xmlns:manifest:1.0"
TEXT = ('<text:p>第<text:sequence text:name="a" text:formula="a+1" style:num-format="1">3</text:sequence>号 <text:user-defined text:name="x">国发'
        '</text:user-defined> <text:date text:date-value="2024-05-01">2024年5月1日</text:date> 印发</text:p>')
with zipfile.ZipFile("a.odt", "w") as file:
    file.writestr("mimetype", "application/vnd.oasis.opendocument.text")
    file.writestr("META-INF/manifest.xml", f'<manifest:manifest xmlns:manifest="{MANIFEST}" manifest:version="1.2"><manifest:file-entry manifest:full-path="/" '
                  'manifest:media-type="application/vnd.oasis.opendocument.text"/></manifest:manifest>')
    file.writestr("styles.xml", f'<office:document-styles{SPACES} office:version="1.2"><office:styles/></office:document-styles>')
    file.writestr("content.xml", f'<office:document-content{SPACES} office:version="1.2"><office:body><office:text>{TEXT}</office:text></office:body>'
                  "</office:document-content>")
document = odfdo.Document("a.odt")
seen = [" ".join(text.split()) for text in (pypandoc.convert_file("a.odt", "plain"), document.get_formatted_text(), document.body.paragraphs[0].inner_text)]
print(seen)
assert seen == ["第3号 印发", "第号 印发", "第3号 国发 2024年5月1日 印发"], seen
PYTHON
