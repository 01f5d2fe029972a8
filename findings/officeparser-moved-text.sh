#!/bin/sh
# officeparser 7.8.0 and word-extractor 1.0.4 (npm): words that were moved in Word under tracking stand twice in the text, at the place they left
# (w:moveFrom) and at the new one. Deleted words are left out, inserted ones are there.
# Guess before the run: once, at the new place; what was moved away is as little there as what was deleted.
# Seen: of 甲, the deleted 乙, 移 moved behind the inserted 丙: 甲移丙移 in both.
set -eu
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
cd "$work"
npm install --silent --no-audit --no-fund officeparser@7.8.0 word-extractor@1.0.4 >/dev/null
python3 - <<'PYTHON'
import zipfile

OFFICE = "http://schemas.openxmlformats.org"
PACKAGE, RELATION = f"{OFFICE}/package/2006", f"{OFFICE}/officeDocument/2006/relationships"
MAIN = "application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"

def changed(kind, text):
    tag = "delText" if kind == "del" else "t"
    return f'<w:{kind} w:id="1" w:author="A"><w:r><w:{tag}>{text}</w:{tag}></w:r></w:{kind}>'

WORDS = ("<w:r><w:t>甲</w:t></w:r>", changed("del", "乙"), changed("moveFrom", "移"), changed("ins", "丙"), changed("moveTo", "移"))
with zipfile.ZipFile("a.docx", "w") as file:
    file.writestr("[Content_Types].xml", f'<Types xmlns="{PACKAGE}/content-types"><Default Extension="rels" ContentType="application/vnd.openxmlformats-'
                  f'package.relationships+xml"/><Override PartName="/word/document.xml" ContentType="{MAIN}"/></Types>')
    file.writestr("_rels/.rels", f'<Relationships xmlns="{PACKAGE}/relationships"><Relationship Id="r1" Type="{RELATION}/officeDocument" '
                  'Target="word/document.xml"/></Relationships>')
    file.writestr("word/_rels/document.xml.rels", f'<Relationships xmlns="{PACKAGE}/relationships"/>')
    file.writestr("word/document.xml", f'<w:document xmlns:w="{OFFICE}/wordprocessingml/2006/main"><w:body><w:p>{"".join(WORDS)}</w:p></w:body></w:document>')
PYTHON
cat > read.cjs <<'JS'
const { parseOffice } = require("officeparser");
const Extractor = require("word-extractor");
(async () => {
  const first = await (await parseOffice("a.docx")).toText();
  const second = (await new Extractor().extract("a.docx")).getBody();
  console.log(`officeparser ${first.trim()}, word-extractor ${second.trim()}`);
})();
JS
seen=$(node read.cjs)
echo "$seen"
test "$seen" = "officeparser 甲移丙移, word-extractor 甲移丙移"
