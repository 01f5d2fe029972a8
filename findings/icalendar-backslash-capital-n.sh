#!/bin/sh
# icalendar 7.3.2 (PyPI): a text value that holds a backslash followed by a capital N, as in the Windows path D:\News, is not the
# same after writing and reading: the two characters become a line break. A backslash followed by a small n survives.
# Guess before the run: both survive, since the writer escapes every backslash (RFC 5545, 3.3.11).
# Seen: 'D:\News' -> 'D:' + line break + 'ews'; 'D:\news' -> 'D:\news'.
set -eu
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
python3 -m venv "$work/venv"
"$work/venv/bin/pip" --quiet --disable-pip-version-check install icalendar==7.3.2
"$work/venv/bin/python" - <<'PYTHON'
from icalendar import Calendar, Event

def through(text):
    event, calendar = Event(), Calendar()
    event.add("summary", text)
    calendar.add_component(event)
    (read,) = Calendar.from_ical(calendar.to_ical()).walk("VEVENT")
    return str(read["summary"])

small, capital = through("D:\\news"), through("D:\\News")
print(repr(small), repr(capital))
assert small == "D:\\news", small
assert capital == "D:" + chr(10) + "ews", capital
PYTHON
