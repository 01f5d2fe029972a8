#!/bin/sh
# snownlp 0.12.3 (PyPI): in the pinyin of an amount, 三万元, the 元 stays a Han character, and so do 第 alone and the 〇 of years: its table of readings has words, 元旦 and 第一, and
# of these characters no line. The list says nothing of what it did not find.
# Guess before the run: san wan yuan; 元 is among the two hundred most frequent characters.
# Seen: san wan 元; gong yuan for 公元.
set -eu
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
python3 -m venv "$work/venv"
"$work/venv/bin/pip" --quiet --disable-pip-version-check install snownlp==0.12.3 2>/dev/null
cd "$work"
"$work/venv/bin/python" -W ignore - <<'PYTHON'
from snownlp import SnowNLP

seen = [" ".join(SnowNLP(text).pinyin) for text in ("三万元", "公元", "第", "〇")]
print(seen)
assert seen == ["san wan 元", "gong yuan", "第", "〇"], seen
PYTHON
