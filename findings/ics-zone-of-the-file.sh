#!/bin/sh
# ics 0.7.3 (PyPI): a time whose zone the file itself describes (VTIMEZONE, +0800) under the name that office programs give it is read as another one: nine o'clock under
# China Standard Time becomes nine o'clock in London, and under "(UTC+08:00) 北京" nine o'clock eight hours west of it, with a summer time besides.
# Guess before the run: +08:00 in both, as icalendar 7.3.2 has it; a name is what the file's VTIMEZONE says (RFC 5545, 3.2.19).
# Seen: +00:00 and -07:00; +08:00 under Asia/Shanghai.
set -eu
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
python3 -m venv "$work/venv"
"$work/venv/bin/pip" --quiet --disable-pip-version-check install ics==0.7.3 icalendar==7.3.2 2>/dev/null
cd "$work"
"$work/venv/bin/python" -W ignore - <<'PYTHON'
import logging

import icalendar
import ics

logging.disable()


def read(name):
    zone = ["BEGIN:VTIMEZONE", f"TZID:{name}", "BEGIN:STANDARD", "DTSTART:16010101T000000", "TZOFFSETFROM:+0800", "TZOFFSETTO:+0800", "END:STANDARD", "END:VTIMEZONE"]
    event = ["BEGIN:VEVENT", "UID:a", "DTSTAMP:20240501T000000Z", f'DTSTART;TZID="{name}":20240501T090000', "SUMMARY:A", "END:VEVENT"]
    text = "\r\n".join(["BEGIN:VCALENDAR", "VERSION:2.0", "PRODID:a", *zone, *event, "END:VCALENDAR", ""])
    times = list(ics.Calendar(text).events)[0].begin, icalendar.Calendar.from_ical(text).walk("VEVENT")[0].start
    return [time.isoformat()[11:] for time in times]


seen = [read(name) for name in ("China Standard Time", "(UTC+08:00) 北京", "Asia/Shanghai")]
print(seen)
assert [first for first, _ in seen] == ["09:00:00+00:00", "09:00:00-07:00", "09:00:00+08:00"], seen
assert [second for _, second in seen] == ["09:00:00+08:00"] * 3, seen
PYTHON
