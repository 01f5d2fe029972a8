#!/bin/sh
# openpyxl 3.1.5 (PyPI): a date whose style names its format by number alone, as Chinese Excel and WPS write (31: yyyy"年"m"月"d"日", 58: m"月"d"日";
# ECMA-376-1, 18.8.30), is read as a bare number in the format General; in format 14 the same cell is a date.
# Guess with which it was first used: a date, whichever date format of the standard the cell has.
# Seen: format 14 -> datetime 2020-11-26; formats 31 and 58 -> 44161, General, is_date False.
set -eu
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
python3 -m venv "$work/venv"
"$work/venv/bin/pip" --quiet --disable-pip-version-check install openpyxl==3.1.5
"$work/venv/bin/python" - <<'PYTHON'
import io
import zipfile
from datetime import datetime

import openpyxl

def through(number):
    book, written, named = openpyxl.Workbook(), io.BytesIO(), io.BytesIO()
    book.active["A1"] = 44161
    book.active["A1"].number_format = "mm-dd-yy"
    book.save(written)
    with zipfile.ZipFile(written) as before, zipfile.ZipFile(named, "w") as after:
        for name in before.namelist():
            after.writestr(name, before.read(name).replace(b'numFmtId="14"', b'numFmtId="%d"' % number))
    cell = openpyxl.load_workbook(named, data_only=True).active["A1"]
    return cell.value, cell.number_format, cell.is_date

for number in (14, 31, 58):
    print(number, through(number))
assert through(14)[0] == datetime(2020, 11, 26)
assert through(31) == through(58) == (44161, "General", False)
PYTHON
