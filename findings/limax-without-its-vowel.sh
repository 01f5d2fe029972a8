#!/bin/sh
# limax 4.2.3 (npm), which makes addresses of titles and knows Chinese: ü is left out, and with it the only vowel of its syllables: 绿色 is l4-se4, 女性 n3-xing4,
# 吕梁市 l3-liang2-shi4. 律 and 绿, 旅 and 吕 are one consonant with a tone.
# Guess before the run: lv, lu or lü; the library's own words for Chinese are pinyin with tones.
# Seen: l4-se4, n3-xing4, l3-liang2-shi4.
set -eu
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
cd "$work"
npm install --silent --no-audit --no-fund limax@4.2.3 >/dev/null
cat > see.mjs <<'JS'
import assert from "node:assert";
import limax from "limax";

const seen = ["绿色", "女性", "吕梁市", "政策"].map((title) => limax(title));
console.log(seen);
assert.deepEqual(seen, ["l4-se4", "n3-xing4", "l3-liang2-shi4", "zheng4-ce4"]);
JS
node see.mjs
