#!/bin/sh
# zhlint 0.8.2 (npm): the blank that parts the number of an article from its words (第一条　为了, GB/T 9704 and every law) is taken away, and the stop behind the number
# of a heading becomes a full stop, 1。总则. 一、总则 and （一） stay in place.
# Guess before the run: the blank stays or becomes another one, and a number at the beginning of a line keeps its stop; rules for blanks are about Latin words.
# Seen: 第一条为了规范; 1。总则.
set -eu
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
npm install --silent --no-audit --no-fund zhlint@0.8.2 >/dev/null
cat > lint.mjs <<'JS'
import { run } from "zhlint";
console.log(["第一条　为了规范", "1.总则", "一、总则"].map((text) => run(text, { rules: { preset: "default" } }).result).join(", "));
JS
seen=$(node lint.mjs)
echo "$seen"
test "$seen" = "第一条为了规范, 1。总则, 一、总则"
