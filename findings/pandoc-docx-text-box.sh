#!/bin/sh
# pandoc 3.9 (pypandoc-binary 1.17, PyPI): a .docx paragraph that a text box is anchored in loses its own words; the words of the box stay.
# Guess before the run: the words of both, in whatever order; the box once, though the file holds it twice (DrawingML and, for old programs, VML).
# Seen: of a paragraph "before [box: inside] after" only "inside".
set -eu
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
python3 -m venv "$work/venv"
"$work/venv/bin/pip" --quiet --disable-pip-version-check install pypandoc-binary==1.17
cd "$work"
"$work/venv/bin/python" - <<'PYTHON'
import zipfile

import pypandoc

OFFICE = "http://schemas.openxmlformats.org"
PACKAGE, RELATION = f"{OFFICE}/package/2006", f"{OFFICE}/officeDocument/2006/relationships"
MAIN = "application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"
SHAPE = "http://schemas.microsoft.com/office/word/2010/wordprocessingShape"
BOX = "<w:txbxContent><w:p><w:r><w:t>inside</w:t></w:r></w:p></w:txbxContent>"
ANCHOR = (
    '<wp:anchor distT="0" distB="0" distL="0" distR="0" simplePos="0" relativeHeight="1" behindDoc="0" locked="0" layoutInCell="1" allowOverlap="1">'
    '<wp:simplePos x="0" y="0"/><wp:positionH relativeFrom="column"><wp:posOffset>0</wp:posOffset></wp:positionH>'
    '<wp:positionV relativeFrom="paragraph"><wp:posOffset>0</wp:posOffset></wp:positionV><wp:extent cx="914400" cy="457200"/><wp:wrapNone/>'
    f'<wp:docPr id="1" name="Box 1"/><wp:cNvGraphicFramePr/><a:graphic><a:graphicData uri="{SHAPE}"><wps:wsp><wps:cNvSpPr txBox="1"/><wps:spPr>'
    '<a:xfrm><a:off x="0" y="0"/><a:ext cx="914400" cy="457200"/></a:xfrm><a:prstGeom prst="rect"><a:avLst/></a:prstGeom></wps:spPr>'
    f"<wps:txbx>{BOX}</wps:txbx><wps:bodyPr/></wps:wsp></a:graphicData></a:graphic></wp:anchor>")
DRAWN = (f'<mc:AlternateContent><mc:Choice Requires="wps"><w:drawing>{ANCHOR}</w:drawing></mc:Choice><mc:Fallback><w:pict>'
         f'<v:shape style="width:72pt;height:36pt"><v:textbox>{BOX}</v:textbox></v:shape></w:pict></mc:Fallback></mc:AlternateContent>')
DOCUMENT = (f'<w:document xmlns:w="{OFFICE}/wordprocessingml/2006/main" xmlns:mc="{OFFICE}/markup-compatibility/2006" xmlns:wps="{SHAPE}"'
            f' xmlns:wp="{OFFICE}/drawingml/2006/wordprocessingDrawing" xmlns:a="{OFFICE}/drawingml/2006/main" xmlns:v="urn:schemas-microsoft-com:vml">'
            f"<w:body><w:p><w:r><w:t>before</w:t></w:r><w:r>{DRAWN}</w:r><w:r><w:t>after</w:t></w:r></w:p></w:body></w:document>")
with zipfile.ZipFile("a.docx", "w") as file:
    file.writestr("[Content_Types].xml", f'<Types xmlns="{PACKAGE}/content-types"><Default Extension="rels" ContentType="application/vnd.openxmlformats-'
                  f'package.relationships+xml"/><Override PartName="/word/document.xml" ContentType="{MAIN}"/></Types>')
    file.writestr("_rels/.rels", f'<Relationships xmlns="{PACKAGE}/relationships"><Relationship Id="r1" Type="{RELATION}/officeDocument" '
                  'Target="word/document.xml"/></Relationships>')
    file.writestr("word/document.xml", DOCUMENT)
seen = pypandoc.convert_file("a.docx", "plain").split()
print(pypandoc.get_pandoc_version(), seen)
assert seen == ["inside"], seen
PYTHON
