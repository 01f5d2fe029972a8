#!/bin/sh
# striprtf 0.0.35 (PyPI): the end of a table cell (\cell) becomes "|", not a tab, and a "|" of the text itself stays as it is: two cells "a|b" and "c"
# cannot be told from three cells "a", "b", "c".
# Guess before the run: a tab, which RTF text cannot hold by itself (it writes \tab).
# Seen: both rows read 'a|b|c|'.
set -eu
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
python3 -m venv "$work/venv"
"$work/venv/bin/pip" --quiet --disable-pip-version-check install striprtf==0.0.35
"$work/venv/bin/python" - <<'PYTHON'
from striprtf.striprtf import rtf_to_text

two = rtf_to_text(r"{\rtf1\ansi \trowd\cellx1000\cellx2000 a|b\cell c\cell\row}").strip()
three = rtf_to_text(r"{\rtf1\ansi \trowd\cellx1000\cellx2000\cellx3000 a\cell b\cell c\cell\row}").strip()
print(repr(two), repr(three))
assert two == three == "a|b|c|", (two, three)
PYTHON
