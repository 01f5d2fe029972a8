#!/bin/sh
# pypdfium2 5.15.2 (PyPI; PDFium): the loose box of a character (FPDFText_GetLooseCharBox) is as high as the font's line for all characters of a line
# alike, but under ActualText it is the tight box: the ink of what was drawn, shared out among the characters that ActualText names.
# Guess before the run: as high as for every other character of that font and size, so that lines can be told by loose boxes.
# Seen: 'a' and 'b' without ActualText: bottom and top equal each other and lie outside the ink; under ActualText: loose box = tight box.
set -eu
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
python3 -m venv "$work/venv"
"$work/venv/bin/pip" --quiet --disable-pip-version-check install pypdfium2==5.15.2
"$work/venv/bin/python" - <<'PYTHON'
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

content = b"BT /F 20 Tf 50 700 Td (ab) Tj ET /Span << /ActualText (WXYZ) >> BDC BT /F 20 Tf 50 600 Td (ab) Tj ET EMC"
page = b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Contents 4 0 R /Resources << /Font << /F 5 0 R >> >> >>"
document = pypdfium2.PdfDocument(pdf([
    b"<< /Type /Catalog /Pages 2 0 R >>", b"<< /Type /Pages /Kids [3 0 R] /Count 1 >>", page, stream(content),
    b"<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica /Encoding /WinAnsiEncoding >>"]))
text = document[0].get_textpage()
seen = {}
for index in range(text.count_chars()):
    char, loose = chr(raw.FPDFText_GetUnicode(text, index)), raw.FS_RECTF()
    raw.FPDFText_GetLooseCharBox(text, index, loose)
    tight = text.get_charbox(index)
    seen[char] = ([round(side, 1) for side in (loose.bottom, loose.top)], [round(side, 1) for side in (tight[1], tight[3])])
    print(repr(char), "loose", seen[char][0], "tight", seen[char][1])
assert seen["a"][0] == seen["b"][0] and seen["a"][0][0] < seen["a"][1][0] and seen["a"][0][1] > seen["a"][1][1], seen
assert all(seen[char][0] == seen[char][1] for char in "WXYZ"), seen
PYTHON
