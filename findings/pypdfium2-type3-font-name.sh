#!/bin/sh
# pypdfium2 5.15.2 (PyPI; PDFium): FPDFText_GetFontInfo gives no name and no flags for a character of a Type 3 font, even where the font has a
# FontDescriptor with FontName and Flags (ISO 32000-1, table 112, asks for one in tagged files). Weight is 0 where the descriptor says 700.
# Guess before the run: the FontName of the descriptor, as for fonts of other types; bold Type 3 text can be told from plain.
# Seen: name b'', flags 0, weight 0.
set -eu
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
python3 -m venv "$work/venv"
"$work/venv/bin/pip" --quiet --disable-pip-version-check install pypdfium2==5.15.2
"$work/venv/bin/python" - <<'PYTHON'
import ctypes

import pypdfium2
import pypdfium2.raw as raw

def stream(data):
    return b"<< /Length %d >> stream\n" % len(data) + data + b"\nendstream"

def pdf(objects):
    data, places = b"%PDF-1.7\n", []
    for number, body in enumerate(objects, 1):
        places.append(len(data))
        data += b"%d 0 obj\n" % number + body + b"\nendobj\n"
    table = b"".join(b"%010d 00000 n \n" % place for place in places)
    return data + b"xref\n0 %d\n0000000000 65535 f \n" % (len(objects) + 1) + table + (
        b"trailer << /Size %d /Root 1 0 R >>\nstartxref\n%d\n%%%%EOF" % (len(objects) + 1, len(data)))

page = b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Contents 4 0 R /Resources << /Font << /F 5 0 R >> >> >>"
font = (b"<< /Type /Font /Subtype /Type3 /Name /F /FontBBox [0 0 1000 1000] /FontMatrix [0.001 0 0 0.001 0 0] /FirstChar 65 /LastChar 65"
        b" /Widths [1000] /Encoding << /Type /Encoding /Differences [65 /square] >> /CharProcs << /square 6 0 R >> /Resources << >>"
        b" /FontDescriptor 7 0 R >>")
document = pypdfium2.PdfDocument(pdf([
    b"<< /Type /Catalog /Pages 2 0 R >>", b"<< /Type /Pages /Kids [3 0 R] /Count 1 >>", page, stream(b"BT /F 20 Tf 50 600 Td (A) Tj ET"),
    font, stream(b"1000 0 0 0 750 750 d1 0 0 750 750 re f"),
    b"<< /Type /FontDescriptor /FontName /ABCDEF+Demo-Bold /Flags 262148 /FontWeight 700 /ItalicAngle 0 >>"]))
text = document[0].get_textpage()
name, flags = ctypes.create_string_buffer(100), ctypes.c_int()
raw.FPDFText_GetFontInfo(text, 0, name, 100, flags)
seen = (text.get_text_range(), name.value, flags.value, raw.FPDFText_GetFontWeight(text, 0))
print(seen)
assert seen[1:] == (b"", 0, 0), seen
PYTHON
