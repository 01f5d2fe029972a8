#!/bin/sh
# feedparser 6.0.14 (PyPI): a date as Chinese sites write it in their feeds, 2024年5月1日 or 2024/5/1 10:00, is read as the present day in 2024: the year is taken
# and what stands behind it is passed over, and month and day come from the clock. The date of an entry is another one every day.
# Guess before the run: no date (None), as for other texts that are none, or 1 May 2024.
# Seen: year 2024, month and day of today; 2024-05-01 for the same in figures with hyphens.
set -eu
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
python3 -m venv "$work/venv"
"$work/venv/bin/pip" --quiet --disable-pip-version-check install feedparser==6.0.14
"$work/venv/bin/python" - <<'PYTHON'
import time

import feedparser

def read(date):
    feed = feedparser.parse(f'<rss version="2.0"><channel><item><pubDate>{date}</pubDate></item></channel></rss>')
    return tuple(feed.entries[0].published_parsed)[:3]

before = time.gmtime()[1:3]
seen = read("2024年5月1日"), read("2024/5/1 10:00"), read("2024-05-01")
print(seen)
assert any(seen == ((2024, *today), (2024, *today), (2024, 5, 1)) for today in (before, time.gmtime()[1:3])), seen
PYTHON
