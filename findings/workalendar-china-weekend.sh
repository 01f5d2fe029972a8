#!/bin/sh
# workalendar 17.0.0 (PyPI): its days off and days made up for China end with 2023. For a working day of 2024 it raises CalendarError; for a Saturday
# or Sunday it answers all the same, and wrongly where the State Council made the day a working day: 11 May 2024.
# Guess before the run: 11 May 2024 is a working day, as holidays 0.109 has it; else an error on every day of a year that it does not know.
# Seen: False for 11 May, CalendarError for 6 May; in 2023, 6 May (a Saturday made up) True.
set -eu
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
python3 -m venv "$work/venv"
"$work/venv/bin/pip" --quiet --disable-pip-version-check install workalendar==17.0.0 holidays==0.109
"$work/venv/bin/python" -W ignore - <<'PYTHON'
from datetime import date

import holidays
from workalendar.asia import China
from workalendar.exceptions import CalendarError

def is_working(day):
    try:
        return China().is_working_day(day)
    except CalendarError:
        return "error"

seen = [is_working(day) for day in (date(2024, 5, 11), date(2024, 5, 6), date(2023, 5, 6))]
other = holidays.CN(years=2024).is_working_day(date(2024, 5, 11))
print(seen, other)
assert seen == [False, "error", True], seen
assert other, other
PYTHON
