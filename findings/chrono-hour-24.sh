#!/bin/sh
# chrono-node 2.10.3 (npm): a deadline as notices set it, 2025年12月31日24时, is no date at all to the parser of simplified Chinese: the hour is refused and
# takes the day away with it. 23时 is read, and so is the day alone.
# Guess before the run: 31 December at midnight or 1 January, as ISO 8601 has 24:00; at worst the day without the hour.
# Seen: nothing; 2025-12-31 for the two others.
set -eu
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
npm install --silent --no-audit --no-fund chrono-node@2.10.3 >/dev/null
cat > read.mjs <<'JS'
import * as chrono from "chrono-node";
const day = (text) => chrono.zh.hans.parse(text, new Date(2024, 2, 15))
  .map(({ start }) => ["year", "month", "day"].map((part) => start.get(part)).join("-")).join() || "nothing";
console.log(["申报截至2025年12月31日24时", "申报截至2025年12月31日23时", "申报截至2025年12月31日"].map(day).join(", "));
JS
seen=$(TZ=Asia/Shanghai node read.mjs)
echo "$seen"
test "$seen" = "nothing, 2025-12-31, 2025-12-31"
