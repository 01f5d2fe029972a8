#!/bin/sh
# reportlab 5.1.0 (PyPI): a paragraph with wordWrap="CJK" keeps 。、）〕 off the beginning of a line and lets ，；：？！》” begin one, which GB/T 15834 (5.1) forbids
# for all alike; an opening bracket or quotation mark ends a line.
# Guess before the run: the marks of Chinese are all of them kept together with what they close, since 。 is.
# Seen: '…庚。' / '辛' but '…庚' / '，辛', and '…己〔' / '庚〕辛'.
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

def lines(text):
    paragraph = Paragraph(text, STYLE)
    paragraph.wrap(70, 1000)
    return [words[0] for _, words in paragraph.blPara.lines]

begins = "".join(mark for mark in "。、）〕，；：？！》”" if lines(f"甲乙丙丁戊己庚{mark}辛")[1].startswith(mark))
ends = lines("甲乙丙丁戊己〔庚〕辛")
print(begins, ends)
assert (begins, ends) == ("，；：？！》”", ["甲乙丙丁戊己〔", "庚〕辛"]), (begins, ends)
PYTHON
