#!/bin/sh
# pybtex 0.26.1 (PyPI): a file that it reads and writes is another one each time. 降低5\% becomes 降低5\\% on the way, a new line and a remark to LaTeX, which leaves out
# the rest of the title; an address gets a backslash before each of its signs of per cent, and is none any more.
# Guess before the run: the file as it was; who escapes when writing takes the escapes away when reading, or leaves both alone.
# Seen: 降低5\\% and https://example.cn/\%E6\%94\%BF.
set -eu
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
python3 -m venv "$work/venv"
"$work/venv/bin/pip" --quiet --disable-pip-version-check install pybtex==0.26.1 2>/dev/null
cd "$work"
"$work/venv/bin/python" -W ignore - <<'PYTHON'
from pybtex.database import parse_string

entry = parse_string(r"@misc{a, title = {降低5\%以上}, url = {https://example.cn/%E6%94%BF}}", "bibtex")
text = entry.to_string("bibtex")
seen = [line.strip().rstrip(",") for line in text.splitlines() if "=" in line]
print(seen, parse_string(text, "bibtex").to_string("bibtex") == text)
assert seen == [r'title = "降低5\\%以上"', r'url = "https://example.cn/\%E6\%94\%BF"'], seen
assert parse_string(text, "bibtex").to_string("bibtex") != text
PYTHON
