#!/bin/sh
# ofdkit 0.2.0 (PyPI): text that an OFD document does not show, Visible="false" on its object (GB/T 33190, CT_GraphicUnit), is in page.text(), which is
# said to be the visible text of the page, and in page.runs with nothing to tell it by.
# Guess before the run: left out of text().
# Seen: both lines.
set -eu
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
python3 -m venv "$work/venv"
"$work/venv/bin/pip" --quiet --disable-pip-version-check install ofdkit==0.2.0
"$work/venv/bin/python" - <<'PYTHON'
import io
import zipfile

import ofdkit

NAMES = 'xmlns:ofd="http://www.ofdspec.org/2016"'

def line(number, text, attribute=""):
    return (f'<ofd:TextObject ID="{number}" Boundary="20 {number * 10} 100 6" Font="2" Size="5"{attribute}>'
            f'<ofd:TextCode X="0" Y="5" DeltaX="g {len(text) - 1} 5">{text}</ofd:TextCode></ofd:TextObject>')

LINES = line(4, "shown") + line(5, "unseen", ' Visible="false"')
PARTS = {
    "OFD.xml": f'<ofd:OFD {NAMES} Version="1.0" DocType="OFD"><ofd:DocBody><ofd:DocInfo><ofd:DocID>a</ofd:DocID></ofd:DocInfo>'
               "<ofd:DocRoot>Doc_0/Document.xml</ofd:DocRoot></ofd:DocBody></ofd:OFD>",
    "Doc_0/Document.xml": f'<ofd:Document {NAMES}><ofd:CommonData><ofd:MaxUnitID>9</ofd:MaxUnitID><ofd:PageArea><ofd:PhysicalBox>0 0 210 297'
                          "</ofd:PhysicalBox></ofd:PageArea><ofd:PublicRes>PublicRes.xml</ofd:PublicRes></ofd:CommonData>"
                          '<ofd:Pages><ofd:Page ID="1" BaseLoc="Content.xml"/></ofd:Pages></ofd:Document>',
    "Doc_0/PublicRes.xml": f'<ofd:Res {NAMES} BaseLoc="Res"><ofd:Fonts><ofd:Font ID="2" FontName="宋体"/></ofd:Fonts></ofd:Res>',
    "Doc_0/Content.xml": f'<ofd:Page {NAMES}><ofd:Content><ofd:Layer ID="3">{LINES}</ofd:Layer></ofd:Content></ofd:Page>',
}
data = io.BytesIO()
with zipfile.ZipFile(data, "w") as file:
    for name, part in PARTS.items():
        file.writestr(name, part)
with ofdkit.open(data.getvalue()) as document:
    seen = document.pages[0].text().split()
print(seen)
assert seen == ["shown", "unseen"], seen
PYTHON
