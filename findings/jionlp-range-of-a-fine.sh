#!/bin/sh
# jionlp 1.5.31 (PyPI): the range in which Chinese law sets a fine, 三万元以上十万元以下, is no amount to parse_money(): it takes 以上 and 以下 out of the
# text and refuses what is left. Either half alone is read, and so is the range of speech, 三万到十万元.
# Guess before the run: both bounds, as for a range of speech.
# Seen: ValueError for '三万元以上十万元以下' and in digits; a list of two bounds for 三万到十万元.
set -eu
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
python3 -m venv "$work/venv"
"$work/venv/bin/pip" --quiet --disable-pip-version-check install jionlp==1.5.31
"$work/venv/bin/python" -W ignore - <<'PYTHON'
import jionlp

def read(text):
    try:
        return jionlp.parse_money(text)["num"]
    except ValueError:
        return "refused"

seen = {text: read(text) for text in ("三万元以上十万元以下", "100万元以上500万元以下", "十万元以下", "三万到十万元")}
print(seen)
assert seen == {"三万元以上十万元以下": "refused", "100万元以上500万元以下": "refused", "十万元以下": "100000.00",
                "三万到十万元": ["30000.00", "100000.00"]}, seen
PYTHON
