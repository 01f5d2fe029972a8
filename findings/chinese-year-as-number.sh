#!/bin/sh
# pycnnum 2.1.1 (PyPI) and nzh 1.0.14 (npm) read a year as documents print it, 二〇二四, as 4 and as 224, with no error; 二零二四 the same. Numbers with
# units (一百零八) are right in both. nzh reads 两万 as 0.
# Guess before the run: 2024 in both, and 20000.
# Seen: 4; 224 and 0.
set -eu
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
python3 -m venv "$work/venv"
"$work/venv/bin/pip" --quiet --disable-pip-version-check install pycnnum==2.1.1
cd "$work"
npm install --silent --no-audit --no-fund nzh@1.0.14 >/dev/null
python_seen=$("$work/venv/bin/python" -c 'import pycnnum; print(*map(pycnnum.cn2num, ("二〇二四", "二零二四", "一百零八", "两万")))')
node_seen=$(node -e 'const { cn } = require("nzh"); console.log(...["二〇二四", "二零二四", "一百零八", "两万"].map((text) => cn.decodeS(text)))')
echo "pycnnum $python_seen, nzh $node_seen"
test "$python_seen" = "4 4 108 20000"
test "$node_seen" = "224 224 108 0"
