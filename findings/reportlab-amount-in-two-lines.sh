#!/bin/sh
# reportlab 5.1.0 (PyPI): in a paragraph with wordWrap="CJK" the amount 10000元 is broken within its figures at the end of a line, 100 and 00元, with nothing to
# tell that it goes on: who reads the line reads another amount. A Latin word is broken likewise, without a hyphen.
# Guess before the run: figures and Latin words stay whole, as in browsers and word processors (UAX 14, LB25 and LB28); between Han any break will do.
# Seen: '按照每亩补助100', '00元的标准，于'; '甲乙丙Standar', 'ds甲'.
set -eu
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
python3 -m venv "$work/venv"
"$work/venv/bin/pip" --quiet --disable-pip-version-check install reportlab==5.1.0
"$work/venv/bin/python" - <<'PYTHON'
from reportlab.lib.styles import ParagraphStyle
from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase.cidfonts import UnicodeCIDFont
from reportlab.platypus import Paragraph

pdfmetrics.registerFont(UnicodeCIDFont("STSong-Light"))
STYLE = ParagraphStyle("a", fontName="STSong-Light", fontSize=10, wordWrap="CJK")

def lines(text, width):
    paragraph = Paragraph(text, STYLE)
    paragraph.wrap(width, 1000)
    return [words[0] for _, words in paragraph.blPara.lines]

seen = lines("按照每亩补助10000元的标准，于", 75), lines("甲乙丙Standards甲", 60)
print(seen)
assert seen == (["按照每亩补助100", "00元的标准，于"], ["甲乙丙Standar", "ds甲"]), seen
PYTHON
