#!/bin/sh
# extruct 0.18.0 (PyPI): a name from microdata gets a blank at each border of an element within it, so that the title 关于<em>放管服</em>改革的通知 is
# 关于 放管服 改革的通知, which no search for the title finds. The value of such a property is the text of the element (HTML, 5.2.4), and Chinese has no blanks there.
# Guess before the run: the text, with white space at most made one.
# Seen: 关于 放管服 改革的通知.
set -eu
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
python3 -m venv "$work/venv"
"$work/venv/bin/pip" --quiet --disable-pip-version-check install extruct==0.18.0 2>/dev/null
cd "$work"
"$work/venv/bin/python" -W ignore - <<'PYTHON'
import extruct

page = '<div itemscope itemtype="https://schema.org/Legislation"><h1 itemprop="name">关于<em>放管服</em>改革的通知</h1></div>'
(item,) = extruct.extract(page, syntaxes=["microdata"])["microdata"]
seen = item["properties"]["name"]
print(seen)
assert seen == "关于 放管服 改革的通知", seen
PYTHON
