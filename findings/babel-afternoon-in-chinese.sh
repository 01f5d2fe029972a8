#!/bin/sh
# Babel 2.19.0 (PyPI): a time of the afternoon that Babel itself wrote in traditional Chinese, 下午3:30, is read back as half past three in the morning:
# parse_time() looks for the letters "pm" whatever the locale. No error is raised.
# Guess before the run: 15:30, as format_time() and parse_time() of one locale and one format belong together; in English they do.
# Seen: 03:30 for zh_Hant_TW and zh_Hant_HK, 15:30 for en.
set -eu
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
python3 -m venv "$work/venv"
"$work/venv/bin/pip" --quiet --disable-pip-version-check install babel==2.19.0
"$work/venv/bin/python" - <<'PYTHON'
from datetime import time

from babel.dates import format_time, parse_time

written = {locale: format_time(time(15, 30), "short", locale=locale) for locale in ("zh_Hant_TW", "zh_Hant_HK", "en")}
seen = {locale: parse_time(text, locale=locale, format="short") for locale, text in written.items()}
print(written, seen)
assert written["zh_Hant_TW"] == written["zh_Hant_HK"] == "下午3:30", written
assert seen == {"zh_Hant_TW": time(3, 30), "zh_Hant_HK": time(3, 30), "en": time(15, 30)}, seen
PYTHON
