#!/bin/sh
# docx-revisions 0.1.5 and docx-plus 0.6.2 (PyPI): after accepting every change, two paragraphs whose mark between them was deleted under tracking
# (w:rPr/w:del of the first paragraph) are still two: docx-revisions leaves the mark tracked, docx-plus takes the sign away and keeps both.
# Guess before the run: one paragraph, as Word makes of them; mammoth 1.13.0, which only reads, joins them.
# Seen: two paragraphs in both; mammoth one.
set -eu
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
python3 -m venv "$work/venv"
"$work/venv/bin/pip" --quiet --disable-pip-version-check install docx-revisions==0.1.5 docx-plus==0.6.2 mammoth==1.13.0 python-docx==1.2.0
cd "$work"
"$work/venv/bin/python" - <<'PYTHON'
import docx
import mammoth
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx_plus.revisions import accept_all_revisions
from docx_revisions import RevisionDocument

document = docx.Document()
first = document.add_paragraph("甲")
document.add_paragraph("乙")
mark = OxmlElement("w:del")
for name, value in (("id", "1"), ("author", "A"), ("date", "2024-05-01T00:00:00Z")):
    mark.set(qn(f"w:{name}"), value)
properties = OxmlElement("w:rPr")
properties.append(mark)
first._p.get_or_add_pPr().append(properties)
document.save("tracked.docx")

revisions = RevisionDocument("tracked.docx")
revisions.accept_all()
revisions.save("revisions.docx")
plus = docx.Document("tracked.docx")
accept_all_revisions(plus)
plus.save("plus.docx")

seen = {name: [paragraph.text for paragraph in docx.Document(f"{name}.docx").paragraphs] for name in ("revisions", "plus")}
left = "<w:del " in docx.Document("revisions.docx").element.xml, "<w:del " in docx.Document("plus.docx").element.xml
with open("tracked.docx", "rb") as file:
    joined = mammoth.convert_to_html(file).value
print(seen, left, joined)
assert seen == {"revisions": ["甲", "乙"], "plus": ["甲", "乙"]}, seen
assert left == (True, False), left
assert joined == "<p>甲乙</p>", joined
PYTHON
