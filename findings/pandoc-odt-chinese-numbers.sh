#!/bin/sh
# pandoc 3.9 (pypandoc-binary 1.17, PyPI): articles of an .odt that LibreOffice numbers in Chinese (style:num-format="一, 二, 三, ...", 第…条) become a list of
# bullets, so that nothing says which article is which. Numbers in Chinese of a .docx (chineseCountingThousand) become 1. 2. 3. in the same program.
# Guess before the run: 1. 2. as in .docx; the list is numbered and only the form of its numbers is unknown to the reader.
# Seen: '- 甲', '- 乙'; with style:num-format="1" '1.  甲', '2.  乙'.
set -eu
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
python3 -m venv "$work/venv"
"$work/venv/bin/pip" --quiet --disable-pip-version-check install pypandoc-binary==1.17
cd "$work"
"$work/venv/bin/python" - <<'PYTHON'
import zipfile

import pypandoc

SPACES = "".join(f' xmlns:{name}="urn:oasis:names:tc:opendocument:xmlns:{name}:1.0"' for name in ("office", "style", "text", "table"))
MANIFEST = "urn:oasis:names:tc:opendocument:xmlns:manifest:1.0"

def read(form):
    style = (f'<text:list-style style:name="L"><text:list-level-style-number text:level="1" style:num-prefix="第" style:num-suffix="条" '
             f'style:num-format="{form}"/></text:list-style>')
    items = "".join(f"<text:list-item><text:p>{word}</text:p></text:list-item>" for word in "甲乙")
    with zipfile.ZipFile("a.odt", "w") as file:
        file.writestr("mimetype", "application/vnd.oasis.opendocument.text")
        file.writestr("META-INF/manifest.xml", f'<manifest:manifest xmlns:manifest="{MANIFEST}" manifest:version="1.2"><manifest:file-entry manifest:full-path="/" '
                      'manifest:media-type="application/vnd.oasis.opendocument.text"/></manifest:manifest>')
        file.writestr("styles.xml", f'<office:document-styles{SPACES} office:version="1.2"/>')
        file.writestr("content.xml", f'<office:document-content{SPACES} office:version="1.2"><office:automatic-styles>{style}</office:automatic-styles>'
                      f'<office:body><office:text><text:list text:style-name="L">{items}</text:list></office:text></office:body></office:document-content>')
    return pypandoc.convert_file("a.odt", "plain").split()

seen = read("一, 二, 三, ..."), read("1")
print(seen)
assert seen == (["-", "甲", "-", "乙"], ["1.", "甲", "2.", "乙"]), seen
PYTHON
