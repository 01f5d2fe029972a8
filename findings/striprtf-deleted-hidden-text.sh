#!/bin/sh
# striprtf 0.0.35 (PyPI): text that a tracked deletion (\deleted) or hidden formatting (\v) takes out of an RTF document stays in the plain text.
# Guess before the run: both are left out, as every word processor leaves them out of what it prints.
# Seen: 'kept gone hidden end'.
set -eu
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
python3 -m venv "$work/venv"
"$work/venv/bin/pip" --quiet --disable-pip-version-check install striprtf==0.0.35
"$work/venv/bin/python" - <<'PYTHON'
from striprtf.striprtf import rtf_to_text

seen = rtf_to_text(r"{\rtf1\ansi kept {\deleted gone }{\v hidden }end\par}").strip()
print(repr(seen))
assert seen == "kept gone hidden end", seen
PYTHON
