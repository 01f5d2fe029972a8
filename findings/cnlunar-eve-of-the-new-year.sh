#!/bin/sh
# cnlunar 0.2.5 (PyPI): where the last month of the year has 29 days, the eve of the new year is no feast: 28 January 2025 is none, 9 February 2024, the 30th of its month, is.
# So it is in five years running, 2025 to 2029, in which the State Council's rule makes it a day off.
# Guess before the run: 除夕 on both days, the day before 春节.
# Seen: 除夕 in 2024, nothing of it in 2025.
set -eu
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
python3 -m venv "$work/venv"
"$work/venv/bin/pip" --quiet --disable-pip-version-check install cnlunar==0.2.5 2>/dev/null
cd "$work"
"$work/venv/bin/python" -W ignore - <<'PYTHON'
import datetime

import cnlunar


def feasts(*day):
    date = cnlunar.Lunar(datetime.datetime(*day, 10))
    return date.get_legalHolidays() + date.get_otherLunarHolidays()


seen = [(day, "除夕" in feasts(*day), "春节" in feasts(*(datetime.date(*day) + datetime.timedelta(days=1)).timetuple()[:3])) for day in ((2024, 2, 9), (2025, 1, 28), (2026, 2, 16))]
print(seen)
assert [eve for _, eve, _ in seen] == [True, False, False] and all(new for _, _, new in seen), seen
PYTHON
