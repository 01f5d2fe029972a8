#!/bin/sh
# chinese-numbers-converter 2.3.1 and chinese-parseint 1.2.1 (npm): the first reads 一亿二千万 as 1000020000000, ten thousand times too much, the second 一万亿 as
# 10000, the unit 亿 being passed over. Each reads what the other gets wrong, and 二千万 and 一亿 are right in both.
# Guess before the run: 120000000 and 1000000000000 in both; 万 below 亿 is what every budget has.
# Seen: 1000020000000 and 10000.
set -eu
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
cd "$work"
npm install --silent --no-audit --no-fund chinese-numbers-converter@2.3.1 chinese-parseint@1.2.1 >/dev/null
cat > see.mjs <<'JS'
import assert from "node:assert";
import { createRequire } from "node:module";

const require = createRequire(import.meta.url);
const Converter = require("chinese-numbers-converter"), parseChinese = require("chinese-parseint");
const first = (text) => new (Converter.default ?? Converter)(text).toArabicString(), second = parseChinese.default ?? parseChinese;
const seen = ["一亿二千万", "一万亿", "二千万", "一亿"].map((text) => [first(text), String(second(text))]);
console.log(JSON.stringify(seen));
assert.deepEqual(seen, [["1000020000000", "120000000"], ["1000000000000", "10000"], ["20000000", "20000000"], ["100000000", "100000000"]]);
JS
node see.mjs
