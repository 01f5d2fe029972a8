#!/bin/sh
# ics 0.7.3 (PyPI): a calendar that was read and is written again has the line CALSCALE:GEORGIAN, of Georgia and not of Gregory, where the file had none; RFC 5545
# (3.7.1) knows GREGORIAN. A calendar that the program began by itself has no such line.
# Guess before the run: the lines that the file had; at most CALSCALE:GREGORIAN, which is the default.
# Seen: CALSCALE:GEORGIAN.
set -eu
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
python3 -m venv "$work/venv"
"$work/venv/bin/pip" --quiet --disable-pip-version-check install ics==0.7.3 2>/dev/null
cd "$work"
"$work/venv/bin/python" -W ignore - <<'PYTHON'
from ics import Calendar

event = ["BEGIN:VEVENT", "UID:a", "DTSTAMP:20240501T000000Z", "DTSTART:20240501T010000Z", "SUMMARY:A", "END:VEVENT"]
text = "\r\n".join(["BEGIN:VCALENDAR", "VERSION:2.0", "PRODID:a", *event, "END:VCALENDAR", ""])
seen = [line for line in Calendar(text).serialize().splitlines() if line.startswith("CALSCALE")]
print(seen, "CALSCALE" in Calendar().serialize())
assert seen == ["CALSCALE:GEORGIAN"] and "CALSCALE" not in Calendar().serialize(), seen
PYTHON
