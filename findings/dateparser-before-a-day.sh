#!/bin/sh
# dateparser 1.5.0 (PyPI): a deadline, 5月1日前 (before 1 May), is read as a span back from today: five months and a day ago. 前 is its word for "ago"
# wherever it stands, and 月 and 日 then count months and days. With the year, 2024年5月1日前, nothing is read; 2024年5月1日 is.
# Guess before the run: 1 May 2024 in both.
# Seen, on 15 March 2024: 2023-10-14; None; 2024-05-01 without 前.
set -eu
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
python3 -m venv "$work/venv"
"$work/venv/bin/pip" --quiet --disable-pip-version-check install dateparser==1.5.0
"$work/venv/bin/python" -W ignore - <<'PYTHON'
from datetime import datetime

import dateparser

settings = {"RELATIVE_BASE": datetime(2024, 3, 15)}
seen = [str(dateparser.parse(text, languages=["zh"], settings=settings))[:10] for text in ("5月1日前", "2024年5月1日前", "2024年5月1日")]
print(seen)
assert seen == ["2023-10-14", "None", "2024-05-01"], seen
PYTHON
