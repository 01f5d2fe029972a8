#!/bin/sh
# langdetect 1.0.9 (PyPI): the sentence that ends most Chinese rules, 本办法自公布之日起施行, is Korean with a certainty of 0.9999, without one letter of Korean in it; so are
# 民法典 and 行政处罚法实施办法. A sentence with 我们的 and 了 is Chinese.
# Guess before the run: zh-cn; short texts are uncertain, but a Korean one has Korean letters.
# Seen: ko, ko, ko; zh-cn for 我们的办法已经公布了.
set -eu
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
python3 -m venv "$work/venv"
"$work/venv/bin/pip" --quiet --disable-pip-version-check install langdetect==1.0.9 2>/dev/null
cd "$work"
"$work/venv/bin/python" -W ignore - <<'PYTHON'
from langdetect import DetectorFactory, detect_langs

DetectorFactory.seed = 0
seen = [(best.lang, best.prob > 0.99) for best, *_ in map(detect_langs, ("本办法自公布之日起施行", "民法典", "行政处罚法实施办法", "我们的办法已经公布了"))]
print(seen)
assert seen[:3] == [("ko", True)] * 3 and seen[3][0] == "zh-cn", seen
PYTHON
