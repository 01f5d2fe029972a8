#!/bin/sh
# zhconv 1.4.3 (PyPI): words that every decree has become ones that do not exist in traditional characters: 公里 → 公裡, 签订 → 籤訂, 准予 → 準予, 干预 → 幹預.
# 里, 签, 准 and 干 each have one form in its table of characters, and its table of longer words has not these; 采取, 复杂 and 标签 are right.
# Guess before the run: 公里, 簽訂, 准予, 干預, as OpenCC 1.4.2 writes them.
# Seen: 公裡 籤訂 準予 幹預.
set -eu
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
python3 -m venv "$work/venv"
"$work/venv/bin/pip" --quiet --disable-pip-version-check install zhconv==1.4.3 opencc==1.4.2
"$work/venv/bin/python" -W ignore - <<'PYTHON'
import opencc
import zhconv

words = ("公里", "签订", "准予", "干预")
seen, other = [zhconv.convert(word, "zh-tw") for word in words], [opencc.OpenCC("s2tw").convert(word) for word in words]
print(seen, other)
assert seen == ["公裡", "籤訂", "準予", "幹預"], seen
assert other == ["公里", "簽訂", "准予", "干預"], other
PYTHON
