#!/bin/sh
# PyMuPDF 2.0 (PyPI; MuPDF 1.28.5): a title whose characters are spread by their own width (Tc, as word processors spread 通　知) is a line for each
# character in get_text(); spread by a third of it the title is one line. pypdf 7.1.1 gives one line for both.
# Guess before the run: one line, with or without blanks: the characters stand on one base line, in one string of one Tj.
# Seen: four lines, one line.
set -eu
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
python3 -m venv "$work/venv"
"$work/venv/bin/pip" --quiet --disable-pip-version-check install pymupdf==2.0 pypdf==7.1.1
"$work/venv/bin/python" - <<'PYTHON'
import io

import pymupdf
import pypdf

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

def lines(spread):
    title = "通知办法".encode("utf-16-be").hex().encode()
    data = pdf([
        b"<< /Type /Catalog /Pages 2 0 R >>", b"<< /Type /Pages /Kids [3 0 R] /Count 1 >>",
        b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Contents 4 0 R /Resources << /Font << /F 5 0 R >> >> >>",
        stream(b"BT /F 20 Tf %d Tc 50 700 Td <%s> Tj ET" % (spread, title)),
        b"<< /Type /Font /Subtype /Type0 /BaseFont /STSong-Light-UniGB-UCS2-H /Encoding /UniGB-UCS2-H /DescendantFonts [6 0 R] >>",
        b"<< /Type /Font /Subtype /CIDFontType0 /BaseFont /STSong-Light /DW 1000 /FontDescriptor 7 0 R "
        b"/CIDSystemInfo << /Registry (Adobe) /Ordering (GB1) /Supplement 2 >> >>",
        b"<< /Type /FontDescriptor /FontName /STSong-Light /Flags 6 /FontBBox [-25 -254 1000 880] /ItalicAngle 0 /Ascent 880 /Descent -120 "
        b"/CapHeight 880 /StemV 93 >>"])
    return pymupdf.open(stream=data)[0].get_text().split("\n")[:-1], pypdf.PdfReader(io.BytesIO(data)).pages[0].extract_text().split("\n")

wide, narrow = lines(20), lines(6)
print(wide, narrow)
assert wide == (list("通知办法"), ["通知办法"]) and narrow == (["通知办法"], ["通知办法"]), (wide, narrow)
PYTHON
