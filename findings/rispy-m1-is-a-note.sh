#!/bin/sh
# rispy 0.10.0: M1, which other readers take for the number of a work, becomes "note"; N1 becomes "notes".
# The guess was: M1 is read as "number".
set -eu
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
python3 -m venv "$folder/env"
"$folder/env/bin/pip" --quiet --disable-pip-version-check install rispy==0.10.0 2>/dev/null
seen=$("$folder/env/bin/python" - <<'PY'
import rispy

(item,) = rispy.loads("TY  - STAT\nTI  - A\nM1  - No. 12\nN1  - remark\nER  - \n")
print(item.get("number"), item["note"], item["notes"])
PY
)
echo "$seen"
test "$seen" = "None No. 12 ['remark']"
