#!/bin/sh
# cn2an 0.5.24 (PyPI): transform(text, "an2cn"), which writes the figures of a text in Chinese, turns 1,000元 into 一,零元 and a day, 2024-05-01, into a number
# and two negative ones. 1000元 and 2024年5月1日 are right.
# Guess before the run: 一千元; figures around a comma are one amount, or at worst stay. The day stays, or becomes one.
# Seen: 一,零元 and 二千零二十四负五负一.
set -eu
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
python3 -m venv "$work/venv"
"$work/venv/bin/pip" --quiet --disable-pip-version-check install cn2an==0.5.24 2>/dev/null
cd "$work"
"$work/venv/bin/python" -W ignore - <<'PYTHON'
import cn2an

seen = [cn2an.transform(text, "an2cn") for text in ("1,000元", "2024-05-01", "1000元", "2024年5月1日")]
print(seen)
assert seen == ["一,零元", "二千零二十四负五负一", "一千元", "二零二四年五月一日"], seen
PYTHON
