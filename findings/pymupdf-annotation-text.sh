#!/bin/sh
# PyMuPDF 2.0, pypdfium2 5.15.2, pypdf 7.1.1 (PyPI): get_text() of PyMuPDF also gives what notes (FreeText) and form fields show, after the words of the
# page and in nothing different from them; the text of the page in the two others is what its content draws.
# Guess before the run: no reader gives them with the text of the page; a note is a remark of whoever had the file, and has calls of its own.
# Seen: PyMuPDF "body note value", the others "body".
set -eu
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
python3 -m venv "$work/venv"
"$work/venv/bin/pip" --quiet --disable-pip-version-check install pymupdf==2.0 pypdfium2==5.15.2 pypdf==7.1.1
"$work/venv/bin/python" - <<'PYTHON'
import io

import pymupdf
import pypdf
import pypdfium2

FONTS = b"/Resources << /Font << /F 5 0 R >> >>"

def stream(data, more=b""):
    return b"<< /Length %d %s >> stream\n" % (len(data), more) + data + b"\nendstream"

def shown(words):
    return stream(b"BT /F 12 Tf 5 5 Td (%s) Tj ET" % words, b"/Type /XObject /Subtype /Form /BBox [0 0 150 30] " + FONTS)

def pdf(objects):
    data, places = b"%PDF-1.7\n", []
    for number, body in enumerate(objects, 1):
        places.append(len(data))
        data += b"%d 0 obj\n" % number + body + b"\nendobj\n"
    table = b"".join(b"%010d 00000 n \n" % place for place in places)
    return data + b"xref\n0 %d\n0000000000 65535 f \n" % (len(objects) + 1) + table + (
        b"trailer << /Size %d /Root 1 0 R >>\nstartxref\n%d\n%%%%EOF" % (len(objects) + 1, len(data)))

data = pdf([
    b"<< /Type /Catalog /Pages 2 0 R /AcroForm << /Fields [8 0 R] /DA (/F 12 Tf) /DR << /Font << /F 5 0 R >> >> >> >>",
    b"<< /Type /Pages /Kids [3 0 R] /Count 1 >>",
    b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Contents 4 0 R /Annots [6 0 R 8 0 R] " + FONTS + b" >>",
    stream(b"BT /F 20 Tf 50 700 Td (body) Tj ET"),
    b"<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica /Encoding /WinAnsiEncoding >>",
    b"<< /Type /Annot /Subtype /FreeText /Rect [50 600 200 630] /Contents (note) /DA (/F 12 Tf) /AP << /N 7 0 R >> >>", shown(b"note"),
    b"<< /Type /Annot /Subtype /Widget /FT /Tx /T (f) /V (value) /Rect [50 500 200 530] /F 4 /AP << /N 9 0 R >> >>", shown(b"value")])
seen = [pymupdf.open(stream=data)[0].get_text().split(), pypdfium2.PdfDocument(data)[0].get_textpage().get_text_range().split(),
        pypdf.PdfReader(io.BytesIO(data)).pages[0].extract_text().split()]
print(seen)
assert seen == [["body", "note", "value"], ["body"], ["body"]], seen
PYTHON
