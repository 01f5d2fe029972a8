#!/bin/sh
# ultimate-sitemap-parser 1.8.1 (PyPI): a page that a sitemap dates with its year alone, <lastmod>2019</lastmod>, one of the forms of the protocol (W3C Datetime:
# YYYY, YYYY-MM), was changed in the present month of that year; what is missing comes from the clock, so the date moves with the day of the crawl.
# Guess before the run: 1 January 2019, or no date.
# Seen: the year 2019 and the month of today.
set -eu
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
python3 -m venv "$work/venv"
"$work/venv/bin/pip" --quiet --disable-pip-version-check install ultimate-sitemap-parser==1.8.1 2>/dev/null
cd "$work"
"$work/venv/bin/python" -W ignore - <<'PYTHON'
import datetime
import logging

from usp.tree import sitemap_from_str

logging.disable()
page = "<url><loc>https://example.cn/a</loc><lastmod>2019</lastmod></url>"
tree = sitemap_from_str(f'<?xml version="1.0"?><urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9">{page}</urlset>')
(seen,) = (entry.last_modified for entry in tree.all_pages())
print(seen)
assert (seen.year, seen.month) == (2019, datetime.date.today().month), seen
PYTHON
