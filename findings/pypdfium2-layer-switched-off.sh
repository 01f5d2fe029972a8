#!/bin/sh
# pypdfium2 5.15.2 (PyPI; PDFium): text in a layer that the PDF switches off (an optional content group in /D /OFF, as for a draft's remarks or a mark for
# printing) is in the text of the page, and nothing tells it from what is shown; the rendered page is without it.
# Guess before the run: left out, as PyMuPDF 2.0 leaves it out.
# Seen: both lines; the picture of the page is the same as that of a page without the second.
set -eu
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
python3 -m venv "$work/venv"
"$work/venv/bin/pip" --quiet --disable-pip-version-check install pypdfium2==5.15.2 pymupdf==2.0
"$work/venv/bin/python" -W ignore - <<'PYTHON'
import pymupdf
import pypdfium2

def made(layer):
    drawn = f"BT /F 20 Tf 40 150 Td (shown) Tj ET {layer}"
    objects = [
        "<</Type/Catalog/Pages 2 0 R/OCProperties<</OCGs[6 0 R]/D<</OFF[6 0 R]/Order[6 0 R]>>>>>>", "<</Type/Pages/Kids[3 0 R]/Count 1>>",
        "<</Type/Page/Parent 2 0 R/MediaBox[0 0 300 200]/Contents 4 0 R/Resources<</Font<</F 5 0 R>>/Properties<</P 6 0 R>>>>>>",
        f"<</Length {len(drawn)}>>stream\n{drawn}\nendstream", "<</Type/Font/Subtype/Type1/BaseFont/Helvetica>>", "<</Type/OCG/Name(draft)>>",
    ]
    file, places = "%PDF-1.5\n", []
    for number, body in enumerate(objects, 1):
        places.append(len(file))
        file += f"{number} 0 obj\n{body}\nendobj\n"
    table = "".join(f"{place:010} 00000 n \n" for place in places)
    return f"{file}xref\n0 7\n0000000000 65535 f \n{table}trailer<</Size 7/Root 1 0 R>>\nstartxref\n{len(file)}\n%%EOF\n".encode()

layered = made("/OC /P BDC BT /F 20 Tf 40 100 Td (unseen) Tj ET EMC")
page, plain = pypdfium2.PdfDocument(layered)[0], pypdfium2.PdfDocument(made(""))[0]
seen = page.get_textpage().get_text_range().split()
other = pymupdf.open(stream=layered).load_page(0).get_text().split()
same = bytes(page.render().buffer) == bytes(plain.render().buffer)
print(seen, other, same)
assert seen == ["shown", "unseen"], seen
assert other == ["shown"], other
assert same
PYTHON
