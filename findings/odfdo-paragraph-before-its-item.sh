#!/bin/sh
# odfdo 3.27.3 (PyPI): in the text that get_formatted_text() gives of an .odt, a paragraph without a number within a list (text:list-header, the words that go on
# under an item) stands before the first item: 第二款 of article 1 comes before article 1. The numbers of the list are dashes.
# Guess before the run: the paragraphs in their order; inner_text has it.
# Seen: 续, 甲, 乙 for 甲, 续, 乙.
set -eu
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
python3 -m venv "$work/venv"
"$work/venv/bin/pip" --quiet --disable-pip-version-check install odfdo==3.27.3
cd "$work"
"$work/venv/bin/python" -W ignore - <<'PYTHON'
import zipfile

import odfdo

SPACES = "".join(f' xmlns:{name}="urn:oasis:names:tc:opendocument:xmlns:{name}:1.0"' for name in ("office", "style", "text"))
MANIFEST = "urn:oasis:names:tc:opendocument:xmlns:manifest:1.0"
STYLE = ('<text:list-style style:name="L"><text:list-level-style-number text:level="1" style:num-suffix="." style:num-format="1"/>'
         "</text:list-style>")
PARTS = "".join(f"<text:{kind}><text:p>{word}</text:p></text:{kind}>" for kind, word in (("list-item", "甲"), ("list-header", "续"), ("list-item", "乙")))
with zipfile.ZipFile("a.odt", "w") as file:
    file.writestr("mimetype", "application/vnd.oasis.opendocument.text")
    file.writestr("META-INF/manifest.xml", f'<manifest:manifest xmlns:manifest="{MANIFEST}" manifest:version="1.2"><manifest:file-entry manifest:full-path="/" '
                  'manifest:media-type="application/vnd.oasis.opendocument.text"/></manifest:manifest>')
    file.writestr("content.xml", f'<office:document-content{SPACES} office:version="1.2"><office:automatic-styles>{STYLE}</office:automatic-styles><office:body>'
                  f'<office:text><text:list text:style-name="L">{PARTS}</text:list></office:text></office:body></office:document-content>')
document = odfdo.Document("a.odt")
seen = document.get_formatted_text().split(), "".join(paragraph.inner_text for paragraph in document.body.paragraphs)
print(seen)
assert seen == (["续", "-", "甲", "-", "乙"], "甲续乙"), seen
PYTHON
