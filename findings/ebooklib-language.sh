#!/bin/sh
# EbookLib 0.20 (PyPI): a book that was written in Chinese is read as English: book.language is "en" whatever dc:language and the chapters say, and
# writing the book that was just read marks every chapter and the contents lang="en" and leaves each <head> empty: title and style sheet are gone.
# Guess before the run: language zh-Hans, and the chapters written as they were read.
# Seen: en; get_metadata("DC", "language") has zh-Hans; chapter lang="en" with an empty head.
set -eu
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
python3 -m venv "$work/venv"
"$work/venv/bin/pip" --quiet --disable-pip-version-check install EbookLib==0.20
cd "$work"
"$work/venv/bin/python" - <<'PYTHON' 2>/dev/null
import zipfile

from ebooklib import epub

XHTML = 'xmlns="http://www.w3.org/1999/xhtml" xmlns:epub="http://www.idpf.org/2007/ops" lang="zh-Hans" xml:lang="zh-Hans"'
FILES = {
    "mimetype": "application/epub+zip",
    "META-INF/container.xml": '<container version="1.0" xmlns="urn:oasis:names:tc:opendocument:xmlns:container"><rootfiles><rootfile '
                              'full-path="EPUB/a.opf" media-type="application/oebps-package+xml"/></rootfiles></container>',
    "EPUB/a.opf": '<package xmlns="http://www.idpf.org/2007/opf" version="3.0" unique-identifier="i" xml:lang="zh-Hans">'
                  '<metadata xmlns:dc="http://purl.org/dc/elements/1.1/"><dc:identifier id="i">urn:a</dc:identifier><dc:title>A</dc:title>'
                  '<dc:language>zh-Hans</dc:language><meta property="dcterms:modified">2024-01-01T00:00:00Z</meta></metadata><manifest>'
                  '<item id="nav" href="nav.xhtml" media-type="application/xhtml+xml" properties="nav"/><item id="c" href="c.xhtml" '
                  'media-type="application/xhtml+xml"/><item id="s" href="s.css" media-type="text/css"/></manifest>'
                  '<spine><itemref idref="c"/></spine></package>',
    "EPUB/nav.xhtml": f'<html {XHTML}><head><title>A</title></head><body><nav epub:type="toc"><ol><li><a href="c.xhtml">B</a></li></ol></nav></body></html>',
    "EPUB/c.xhtml": f'<html {XHTML}><head><title>B</title><link rel="stylesheet" href="s.css" type="text/css"/></head><body><p>C</p></body></html>',
    "EPUB/s.css": "p { margin: 0 }",
}
with zipfile.ZipFile("a.epub", "w") as file:
    for name, content in FILES.items():
        file.writestr(name, content)
book = epub.read_epub("a.epub")
epub.write_epub("b.epub", book)
with zipfile.ZipFile("b.epub") as file:
    chapter = file.read("EPUB/c.xhtml").decode()
print(book.language, book.get_metadata("DC", "language"), " ".join(chapter.split()))
assert book.language == "en" and book.get_metadata("DC", "language")[0][0] == "zh-Hans"
assert 'lang="en"' in chapter and "zh-Hans" not in chapter and "<title>" not in chapter and "stylesheet" not in chapter, chapter
PYTHON
