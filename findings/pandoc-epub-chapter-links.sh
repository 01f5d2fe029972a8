#!/bin/sh
# pandoc 3.9 (pypandoc-binary 1.17, PyPI): links from one chapter of an EPUB to a Chinese heading of another lead nowhere after reading, in a book that
# pandoc itself wrote: the heading is called ch002.xhtml_附则, the link still says #ch002.xhtml#附则. With ASCII ids both are renamed alike.
# Guess before the run: the link and the id are renamed alike, since all chapters become one page.
# Seen: a link to #ch002.xhtml_end for the heading "end", to #ch002.xhtml#附则 for the heading 附则, an element ch002.xhtml_… in both.
set -eu
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
python3 -m venv "$work/venv"
"$work/venv/bin/pip" --quiet --disable-pip-version-check install pypandoc-binary==1.17
cd "$work"
"$work/venv/bin/python" - <<'PYTHON' 2>/dev/null
import re

import pypandoc

def read(heading):
    text = f"---\ntitle: A\nlang: en\n---\n\n# First\n\nSee [the other](#{heading}).\n\n# {heading}\n\nB\n"
    pypandoc.convert_text(text, "epub", format="markdown", outputfile="a.epub")
    page = pypandoc.convert_file("a.epub", "html")
    (link,) = re.findall('href="#([^"]*)"', page)
    return link, f"ch002.xhtml_{heading}" in re.findall('id="([^"]*)"', page)

ascii_, chinese = read("end"), read("附则")
print(pypandoc.get_pandoc_version(), ascii_, chinese)
assert (ascii_, chinese) == (("ch002.xhtml_end", True), ("ch002.xhtml#附则", True)), (ascii_, chinese)
PYTHON
