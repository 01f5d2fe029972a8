#!/bin/sh
# icalendar 7.3.2 (PyPI): the name of a calendar is written and read without escapes, whether set by add() or by calendar_name, though NAME is TEXT
# (RFC 7986, 5.1), whose commas are escaped (RFC 5545, 3.3.11); DESCRIPTION, of the same calendar and type, is escaped. VALUE=TEXT has it escaped too.
# Guess before the run: escaped when written, unescaped when read.
# Seen: NAME:甲,乙 and DESCRIPTION:甲\,乙; a name that another program wrote as 甲\,乙 is read with its backslash.
set -eu
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
python3 -m venv "$work/venv"
"$work/venv/bin/pip" --quiet --disable-pip-version-check install icalendar==7.3.2
"$work/venv/bin/python" - <<'PYTHON'
from icalendar import Calendar

calendar = Calendar()
calendar.calendar_name = calendar.description = "甲,乙"
written = calendar.to_ical().decode().split("\r\n")
read = str(Calendar.from_ical("BEGIN:VCALENDAR\r\nNAME:甲\\,乙\r\nEND:VCALENDAR\r\n").calendar_name)
typed = Calendar()
typed.add("name", "甲,乙", parameters={"VALUE": "TEXT"})
print(written[1:-2], read, typed.to_ical().decode().split("\r\n")[1])
assert "NAME:甲,乙" in written and "DESCRIPTION:甲\\,乙" in written, written
assert read == "甲\\,乙", read
assert b"NAME;VALUE=TEXT:" + "甲\\,乙".encode() in typed.to_ical()
PYTHON
