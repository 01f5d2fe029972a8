#!/bin/sh
# mkepub 1.2.2 (PyPI): a chapter whose title has & or < in it, 研发（R&D）, makes a book whose contents, in both of their forms, are no XML; the chapter
# is no XML either: it is put in as it is.
# Guess before the run: R&amp;D; a title is a text, and the content, which is markup, is the second argument.
# Seen: the contents and the chapter are not well-formed.
set -eu
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
python3 -m venv "$work/venv"
"$work/venv/bin/pip" --quiet --disable-pip-version-check install mkepub==1.2.2 2>/dev/null
cd "$work"
"$work/venv/bin/python" -W ignore - <<'PYTHON'
import zipfile
from xml.etree import ElementTree

import mkepub

book = mkepub.Book("条例")
book.add_page("研发（R&D）", "<p>甲</p>")
book.save("a.epub")
with zipfile.ZipFile("a.epub") as file:
    texts = {name: file.read(name) for name in file.namelist() if name.endswith(("xhtml", "ncx"))}


def well_formed(text):
    try:
        return bool(ElementTree.fromstring(text).tag)
    except ElementTree.ParseError:
        return False


seen = {name: well_formed(text) for name, text in sorted(texts.items())}
print(seen)
assert seen == {"EPUB/page0001.xhtml": False, "EPUB/toc.ncx": False, "EPUB/toc.xhtml": False}, seen
PYTHON
