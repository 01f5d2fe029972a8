#!/bin/sh
# chrono-node 2.10.3 (npm): on the 31st of a month its Chinese parser finds no month of thirty days: of 2024年6月 nothing is read, since the day of today is put
# in and 31 June is thrown away. The same text on another day is read. In English, June 2024 is 1 June on every day.
# Guess before the run: 1 June 2024, whatever day it is.
# Seen: on 15 March 2024-06-15, on 31 March nothing; in English 2024-06-01 both times.
set -eu
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
npm install --silent --no-audit --no-fund chrono-node@2.10.3 >/dev/null
cat > read.mjs <<'JS'
import * as chrono from "chrono-node";
const day = (parser, text, today) => parser.parse(text, new Date(2024, 2, today, 12))
  .map(({ start }) => ["year", "month", "day"].map((part) => start.get(part)).join("-")).join() || "nothing";
console.log([15, 31].map((today) => `${today}: ${day(chrono.zh.hans, "2024年6月", today)}, ${day(chrono.en, "June 2024", today)}`).join("; "));
JS
seen=$(TZ=Asia/Shanghai node read.mjs)
echo "$seen"
test "$seen" = "15: 2024-6-15, 2024-6-1; 31: nothing, 2024-6-1"
