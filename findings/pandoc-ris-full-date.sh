#!/bin/sh
# pandoc 3.9 (pypandoc-binary 1.17, PyPI): a date in RIS's own full form, PY  - 2019/06/24/, comes out as no date; only a bare year is read, and
# month and day are not taken from DA either. The number of a statute (M1 or IS in what Zotero and EndNote write) is lost with M1.
# Guess before the run: issued 2019-06-24 and number 12, as in the CSL JSON that Zotero makes of the same record.
# Seen: no date-parts for PY in full, [[2019]] for PY  - 2019 with DA  - 2019/06/24, no number, type legislation.
set -eu
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
python3 -m venv "$work/venv"
"$work/venv/bin/pip" --quiet --disable-pip-version-check install pypandoc-binary==1.17
"$work/venv/bin/python" - <<'PYTHON'
import json

import pypandoc

def read(*fields):
    record = "".join(f"{field}\n" for field in ("TY  - STAT", "TI  - A", "M1  - 12", *fields, "ER  - "))
    (item,) = json.loads(pypandoc.convert_text(record, "csljson", format="ris"))
    return item

full, year = read("PY  - 2019/06/24/"), read("PY  - 2019", "DA  - 2019/06/24")
print(pypandoc.get_pandoc_version(), full, year)
assert full["type"] == year["type"] == "legislation" and "number" not in full, full
assert full.get("issued", {}).get("date-parts", []) == [], full
assert year["issued"]["date-parts"] == [[2019]], year
PYTHON
