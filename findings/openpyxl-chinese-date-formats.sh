#!/bin/sh
# openpyxl 3.1.5, so pandas too, and ExcelJS 4.4.0 (npm): a day that a Chinese Excel wrote with one of its own formats, number 31 (yyyy年m月d日) or 57
# (m月), is read as a plain number, 45413: the file names these formats by number alone (ISO/IEC 29500-1, 18.8.30), and their tables of dates end with 22 and 47.
# Guess before the run: 1 May 2024, as for number 14; the standard lists 27 to 36 and 50 to 58 as dates for zh-cn.
# Seen: 2024-05-01 for 14, 45413 for 31 and 57; python-calamine 0.9.1 gives the day for all.
set -eu
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
python3 -m venv "$work/venv"
"$work/venv/bin/pip" --quiet --disable-pip-version-check install openpyxl==3.1.5 python-calamine==0.9.1
cd "$work"
npm install --silent --no-audit --no-fund exceljs@4.4.0 >/dev/null 2>&1
cat > read.py <<'PYTHON'
import zipfile

import openpyxl
import python_calamine

FORMATS = (14, 31, 57)
OFFICE = "http://schemas.openxmlformats.org"
MAIN, PACKAGE, RELATION = f"{OFFICE}/spreadsheetml/2006/main", f"{OFFICE}/package/2006", f"{OFFICE}/officeDocument/2006/relationships"
KIND = "application/vnd.openxmlformats-officedocument.spreadsheetml"
cells = "".join(f'<row r="{n}"><c r="A{n}" s="{n}"><v>45413</v></c></row>' for n, _ in enumerate(FORMATS, 1))
styles = "".join(f'<xf numFmtId="{number}" fontId="0" fillId="0" borderId="0" xfId="0" applyNumberFormat="1"/>' for number in (0, *FORMATS))
with zipfile.ZipFile("a.xlsx", "w") as file:
    file.writestr("[Content_Types].xml", f'<Types xmlns="{PACKAGE}/content-types"><Default Extension="rels" ContentType="application/vnd.openxmlformats-'
                  f'package.relationships+xml"/><Override PartName="/xl/workbook.xml" ContentType="{KIND}.sheet.main+xml"/><Override PartName="/xl/styles.xml" '
                  f'ContentType="{KIND}.styles+xml"/><Override PartName="/xl/worksheets/sheet1.xml" ContentType="{KIND}.worksheet+xml"/></Types>')
    file.writestr("_rels/.rels", f'<Relationships xmlns="{PACKAGE}/relationships"><Relationship Id="r1" Type="{RELATION}/officeDocument" '
                  'Target="xl/workbook.xml"/></Relationships>')
    file.writestr("xl/workbook.xml", f'<workbook xmlns="{MAIN}" xmlns:r="{RELATION}"><sheets><sheet name="a" sheetId="1" r:id="r1"/></sheets></workbook>')
    file.writestr("xl/_rels/workbook.xml.rels", f'<Relationships xmlns="{PACKAGE}/relationships"><Relationship Id="r1" Type="{RELATION}/worksheet" '
                  f'Target="worksheets/sheet1.xml"/><Relationship Id="r2" Type="{RELATION}/styles" Target="styles.xml"/></Relationships>')
    file.writestr("xl/styles.xml", f'<styleSheet xmlns="{MAIN}"><fonts count="1"><font><sz val="11"/><name val="宋体"/></font></fonts><fills count="1"><fill>'
                  '<patternFill patternType="none"/></fill></fills><borders count="1"><border/></borders><cellStyleXfs count="1"><xf numFmtId="0"/>'
                  f'</cellStyleXfs><cellXfs count="4">{styles}</cellXfs></styleSheet>')
    file.writestr("xl/worksheets/sheet1.xml", f'<worksheet xmlns="{MAIN}"><sheetData>{cells}</sheetData></worksheet>')
seen = [str(row[0])[:10] for row in openpyxl.load_workbook("a.xlsx").active.iter_rows(values_only=True)]
other = [str(row[0])[:10] for row in python_calamine.load_workbook("a.xlsx").get_sheet_by_index(0).to_python()]
print(*seen, *other)
assert seen == ["2024-05-01", "45413", "45413"], seen
assert other == ["2024-05-01"] * 3, other
PYTHON
"$work/venv/bin/python" -W ignore read.py
cat > read.cjs <<'JS'
const { Workbook } = require("exceljs");
const book = new Workbook();
book.xlsx.readFile("a.xlsx").then(() => console.log(JSON.stringify(book.worksheets[0].getColumn(1).values.slice(1))));
JS
seen=$(node read.cjs)
echo "$seen"
test "$seen" = '["2024-05-01T00:00:00.000Z",45413,45413]'
