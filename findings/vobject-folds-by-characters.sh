#!/bin/sh
# vobject 0.9.9 (PyPI): whether a line of a calendar is folded is asked in characters, where it is folded in octets. A Chinese title of 65
# characters stays one line of 203 octets; one of 80 characters is folded at 75 octets, as RFC 5545, 3.1 has it for both.
# Guess before the run: every line of at most 75 octets, since the second one is.
# Seen: longest lines 203 and 74.
set -eu
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
python3 -m venv "$work/venv"
"$work/venv/bin/pip" --quiet --disable-pip-version-check install vobject==0.9.9
"$work/venv/bin/python" - <<'PYTHON'
from datetime import date

import vobject

def longest_line(characters):
    calendar = vobject.iCalendar()
    event = calendar.add("vevent")
    event.add("dtstart").value = date(2024, 5, 1)
    event.add("summary").value = "条" * characters
    return max(len(line.encode()) for line in calendar.serialize().split("\r\n"))

short, long = longest_line(65), longest_line(80)
print(short, long)
assert (short, long) == (203, 74), (short, long)
PYTHON
