#!/bin/sh
# python-dateutil 2.9.0.post0 (PyPI): parse("2024年5月1日", fuzzy=True) gives 1 May of the running year. Digits of a year that a character 年 follows
# are passed over without a word; those of month and day, which 月 and 日 follow in the same way, are read.
# Guess before the run: 1 May 2024, or the error that the call without fuzzy=True raises.
# Seen: 1 May of the year of the argument `default`; a year that a mark parts from its 年 is read.
set -eu
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
python3 -m venv "$work/venv"
"$work/venv/bin/pip" --quiet --disable-pip-version-check install python-dateutil==2.9.0.post0
"$work/venv/bin/python" - <<'PYTHON'
from datetime import datetime

from dateutil.parser import parse

default = datetime(1999, 1, 1)
glued, parted = (parse(text, fuzzy=True, default=default).date().isoformat() for text in ("2024年5月1日", "2024 年5月1日"))
print(glued, parted)
assert (glued, parted) == ("1999-05-01", "2024-05-01"), (glued, parted)
PYTHON
