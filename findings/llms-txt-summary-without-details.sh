#!/bin/sh
# llms-txt 0.0.7 (PyPI), the reader that the authors of the form llms.txt publish: a file with title, summary (> …) and sections, but no paragraph of
# details between them, which the form allows, is read without a summary; the quotation is given as details.
# Guess before the run: the summary is the summary, the details are empty.
# Seen: summary None and details '> S'; with one paragraph of details 'S' and 'I'.
set -eu
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
python3 -m venv "$work/venv"
"$work/venv/bin/pip" --quiet --disable-pip-version-check install llms-txt==0.0.7
cd "$work"
"$work/venv/bin/python" - <<'PYTHON'
from llms_txt import parse_llms_file

SECTION = "## A\n\n- [x](https://example.org/): z\n"
seen = [(read["summary"], read["info"]) for read in map(parse_llms_file, (f"# T\n\n> S\n\n{SECTION}", f"# T\n\n> S\n\nI\n\n{SECTION}"))]
print(seen)
assert seen == [(None, "> S"), ("S", "I")], seen
PYTHON
