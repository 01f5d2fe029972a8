#!/bin/sh
# pypdf 7.1.1 (PyPI): Chinese in a PDF whose font is not embedded and has the encoding GBKp-EUC-H comes out as Korean syllables: its bytes are taken for
# UTF-16, with a warning. GBK-EUC-H, whose bytes for Chinese are the same, and the other horizontal ones of ISO 32000-1, table 118,
# for simplified Chinese are read.
# Guess before the run: all of the table's encodings are read, as pypdfium2 5.15.2 reads them.
# Seen: 맘폚 for 关于 in GBKp-EUC-H, 关于 in GB-EUC-H, GBpc-EUC-H, GBK-EUC-H, GBK2K-H, UniGB-UCS2-H, UniGB-UTF16-H.
set -eu
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
python3 -m venv "$work/venv"
"$work/venv/bin/pip" --quiet --disable-pip-version-check install pypdf==7.1.1 pypdfium2==5.15.2
"$work/venv/bin/python" -W ignore - <<'PYTHON'
import io
import logging

import pypdf
import pypdfium2

logging.disable()
CODECS = {"GBKp-EUC-H": "gbk", "GB-EUC-H": "gb2312", "GBpc-EUC-H": "gb2312", "GBK-EUC-H": "gbk", "GBK2K-H": "gb18030",
          "UniGB-UCS2-H": "utf-16-be", "UniGB-UTF16-H": "utf-16-be"}

def made(encoding, text):
    drawn = f"BT /F 20 Tf 40 100 Td <{text.encode(CODECS[encoding]).hex()}> Tj ET"
    objects = [
        "<</Type/Catalog/Pages 2 0 R>>", "<</Type/Pages/Kids[3 0 R]/Count 1>>",
        "<</Type/Page/Parent 2 0 R/MediaBox[0 0 200 200]/Contents 4 0 R/Resources<</Font<</F 5 0 R>>>>>>",
        f"<</Length {len(drawn)}>>stream\n{drawn}\nendstream",
        f"<</Type/Font/Subtype/Type0/BaseFont/STSong-Light-{encoding}/Encoding/{encoding}/DescendantFonts[6 0 R]>>",
        "<</Type/Font/Subtype/CIDFontType0/BaseFont/STSong-Light/CIDSystemInfo<</Registry(Adobe)/Ordering(GB1)/Supplement 2>>/DW 1000"
        "/FontDescriptor 7 0 R>>",
        "<</Type/FontDescriptor/FontName/STSong-Light/Flags 4/FontBBox[0 -200 1000 900]/ItalicAngle 0/Ascent 880/Descent -120/CapHeight 880"
        "/StemV 80>>",
    ]
    file, places = "%PDF-1.5\n", []
    for number, body in enumerate(objects, 1):
        places.append(len(file))
        file += f"{number} 0 obj\n{body}\nendobj\n"
    table = "".join(f"{place:010} 00000 n \n" for place in places)
    return (f"{file}xref\n0 8\n0000000000 65535 f \n{table}trailer<</Size 8/Root 1 0 R>>\nstartxref\n{len(file)}\n%%EOF\n").encode()

files = {encoding: made(encoding, "关于") for encoding in CODECS}
seen = {encoding: pypdf.PdfReader(io.BytesIO(data)).pages[0].extract_text() for encoding, data in files.items()}
other = {pypdfium2.PdfDocument(data)[0].get_textpage().get_text_range() for data in files.values()}
print(seen, other)
assert seen == dict.fromkeys(CODECS, "关于") | {"GBKp-EUC-H": "맘폚"}, seen
assert other == {"关于"}, other
PYTHON
