#!/bin/sh
# OpenCC 1.4.2 (PyPI): tw2s, made for Taiwan's writing, spoils words of authorship that the plain t2s keeps: 專著 becomes 专着, 編著 编着, 原著 原着, 遺著 遗着, and 土著
# 土着. Every 著 that its table of words has not becomes 着; 著作, 著名 and 顯著 are in the table.
# Guess before the run: tw2s is t2s and the particle 着 (沿著, 接著) besides; words of the mainland's own writing with 著 stay.
# Seen: as above with tw2s; 专著 编著 原著 遗著 土著 with t2s, which has 沿著 for 沿着.
set -eu
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
python3 -m venv "$work/venv"
"$work/venv/bin/pip" --quiet --disable-pip-version-check install opencc==1.4.2
"$work/venv/bin/python" - <<'PYTHON'
from opencc import OpenCC

WORDS = "專著 編著 原著 遺著 土著 沿著 顯著"
seen = OpenCC("tw2s").convert(WORDS), OpenCC("t2s").convert(WORDS)
print(*seen, sep="\n")
assert seen == ("专着 编着 原着 遗着 土着 沿着 显著", "专著 编著 原著 遗著 土著 沿著 显著"), seen
PYTHON
