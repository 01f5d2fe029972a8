#!/bin/sh
# cn2an 0.5.24 (PyPI): transform() makes of three to five years, 三五年内, 35 years, and of one standard for all, 统一标准, 统1标准; 不一致 becomes 不1致. Neither is a
# number in the sentence; 十四五规划 and 百万亩 are left as they are.
# Guess before the run: both stay, as 十四五 does; two digits beside each other without a unit are a range (GB/T 15835), and 统一 is a word.
# Seen: 35年内, 统1标准, 不1致.
set -eu
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
python3 -m venv "$work/venv"
"$work/venv/bin/pip" --quiet --disable-pip-version-check install cn2an==0.5.24 2>/dev/null
cd "$work"
"$work/venv/bin/python" -W ignore - <<'PYTHON'
import cn2an

seen = [cn2an.transform(text) for text in ("三五年内", "统一标准", "不一致", "十四五规划")]
print(seen)
assert seen == ["35年内", "统1标准", "不1致", "十四五规划"], seen
PYTHON
