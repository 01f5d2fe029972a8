#!/bin/sh
# Python 3.11 to 3.13 (standard library): the codec gb18030 follows the edition of the year 2000. The two bytes FE 59, which GB 18030-2005 and -2022 and
# all that writes by them mean as 龴 (U+9FB4), become U+E81E of the private use area; 龴 itself is written in four bytes.
# Guess before the run: U+9FB4, which the standard says since 2005.
# Seen: FE 59 -> U+E81E; 龴 -> 82 35 90 37.
set -eu
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
python3 -m venv "$work/venv"
"$work/venv/bin/python" - <<'PYTHON'
import sys

read, written = bytes.fromhex("fe59").decode("gb18030"), "\u9fb4".encode("gb18030")
print(sys.version.split()[0], f"U+{ord(read):04X}", written.hex(" "))
assert read == "\ue81e" and written == bytes.fromhex("82359037"), (read, written)
PYTHON
