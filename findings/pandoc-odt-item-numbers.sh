#!/bin/sh
# pandoc 3.9 (pypandoc-binary 1.17, PyPI): numbers of an .odt's list come out other than printed. A paragraph that goes on under an item without a number of its own
# (text:list-header, as LibreOffice writes it) is counted, so item 2 is 3; an item set to begin with 5 (text:start-value) is 1; a list that goes on from an
# earlier one by its name (text:continue-list) begins with 1.
# Guess before the run: 1, no number, 2; 5; 2. The start-value of the list's style is read, and text:continue-numbering too.
# Seen: 1 2 3; 1; 1 and 1; with continue-numbering 1 and 2.
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

STYLE = ('<text:list-style style:name="L"><text:list-level-style-number text:level="1" style:num-suffix="." style:num-format="1"/>'
         '</text:list-style>')

def part(kind, word, more=""):
    return f"<text:{kind}{more}><text:p>{word}</text:p></text:{kind}>"

def items(inner, more=""):
    return f'<text:list text:style-name="L"{more}>{inner}</text:list>'

def read(body):
    with zipfile.ZipFile("a.odt", "w") as file:
        file.writestr("mimetype", "application/vnd.oasis.opendocument.text")
        file.writestr("META-INF/manifest.xml", f'<manifest:manifest xmlns:manifest="{MANIFEST}" manifest:version="1.2"><manifest:file-entry manifest:full-path="/" '
                      'manifest:media-type="application/vnd.oasis.opendocument.text"/></manifest:manifest>')
        file.writestr("styles.xml", f'<office:document-styles{SPACES} office:version="1.2"/>')
        file.writestr("content.xml", f'<office:document-content{SPACES} office:version="1.2"><office:automatic-styles>{STYLE}</office:automatic-styles>'
                      f"<office:body><office:text>{body}</office:text></office:body></office:document-content>")
    return " ".join(pypandoc.convert_file("a.odt", "plain").split())

first, between, last = part("list-item", "甲"), "<text:p>中</text:p>", part("list-item", "丙")
seen = [read(items(first + part("list-header", "续") + last)), read(items(part("list-item", "甲", ' text:start-value="5"'))),
        read(items(first, ' xml:id="a"') + between + items(last, ' text:continue-list="a"')),
        read(items(first) + between + items(last, ' text:continue-numbering="true"'))]
print(*seen, sep="; ")
assert seen == ["1. 甲 2. 续 3. 丙", "1. 甲", "1. 甲 中 1. 丙", "1. 甲 中 2. 丙"], seen
PYTHON
