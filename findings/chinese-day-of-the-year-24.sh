#!/bin/sh
# chrono-node 2.10.3 (npm) and timeworker 1.3.2 (PyPI): a day as documents print it, 二〇二四年五月一日, is a day of the year 24. chrono's parser of traditional
# Chinese does not know 〇 and begins behind it; the one of simplified Chinese reads 2024. 二零二四年 is right in chrono.
# Guess before the run: 2024 in both of chrono's parsers, which share the text, and in timeworker; else no date.
# Seen: hant 24-5-1, hans 2024-5-1; timeworker 0024-05-01.
set -eu
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
python3 -m venv "$work/venv"
"$work/venv/bin/pip" --quiet --disable-pip-version-check install timeworker==1.3.2 2>/dev/null
cd "$work"
npm install --silent --no-audit --no-fund chrono-node@2.10.3 >/dev/null
cat > read.mjs <<'JS'
import * as chrono from "chrono-node";
const day = (parser, text) => parser.parse(text, new Date(2024, 2, 15))
  .map(({ start }) => ["year", "month", "day"].map((part) => start.get(part)).join("-")).join();
console.log(`hant ${day(chrono.zh.hant, "二〇二四年五月一日")}, ${day(chrono.zh.hant, "二零二四年五月一日")}, hans ${day(chrono.zh.hans, "二〇二四年五月一日")}`);
JS
node_seen=$(TZ=Asia/Shanghai node read.mjs)
python_seen=$("$work/venv/bin/python" -W ignore -c 'import timeworker; print(*timeworker.parse("二〇二四年五月一日"))')
echo "$node_seen; $python_seen"
test "$node_seen" = "hant 24-5-1, 2024-5-1, hans 2024-5-1"
test "$python_seen" = "0024-05-01 0024-05-01"
