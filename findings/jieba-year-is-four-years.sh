#!/bin/sh
# @node-rs/jieba 2.0.3 (npm) and jieba 0.42.1 (PyPI): a year as documents print it, 二〇二四年, is cut into 二, 〇, 二 and 四年: four years, a word of the
# dictionary, so that an index of these words finds documents of 2024 for the duration. 2024年 is one number and 年.
# Guess before the run: the number stays whole in the port to Rust, whose classes of characters count 〇 (U+3007) as Han, unlike the original's range.
# Seen: the same pieces in both.
set -eu
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
python3 -m venv "$work/venv"
"$work/venv/bin/pip" --quiet --disable-pip-version-check install jieba==0.42.1
cd "$work"
npm install --silent --no-audit --no-fund @node-rs/jieba@2.0.3 >/dev/null
cat > cut.cjs <<'JS'
const { Jieba } = require("@node-rs/jieba");
const { dict } = require("@node-rs/jieba/dict");
console.log(["二〇二四年", "2024年"].map((text) => Jieba.withDict(dict).cut(text).join(" ")).join(", "));
JS
node_seen=$(node cut.cjs)
python_seen=$("$work/venv/bin/python" -W ignore -c 'import jieba; print(*jieba.cut("二〇二四年"))' 2>/dev/null)
echo "$node_seen; $python_seen"
test "$node_seen" = "二 〇 二 四年, 2024 年"
test "$python_seen" = "二 〇 二 四年"
