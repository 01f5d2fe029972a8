#!/bin/sh
# node-html-markdown 2.0.0 (npm): below a cell that spans two rows the cells of the second row move to the left: the task of the second row stands under the unit.
# A cell that spans two columns is made up for with an empty one.
# Guess before the run: an empty cell (or the unit again) below the spanning one, as its sibling colspan has it.
# Seen: | 编报 |   | as the second row; | 全部 |   | for colspan.
set -eu
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
npm install --silent --no-audit --no-fund node-html-markdown@2.0.0 >/dev/null
cat > read.cjs <<'JS'
const { NodeHtmlMarkdown } = require("node-html-markdown");
const head = "<table><tr><th>单位</th><th>任务</th></tr>";
console.log(NodeHtmlMarkdown.translate(`${head}<tr><td rowspan="2">财政部</td><td>拨款</td></tr><tr><td>编报</td></tr><tr><td colspan="2">全部</td></tr></table>`));
JS
seen=$(node read.cjs)
echo "$seen"
test "$(echo "$seen" | sed 1,2d | tr -d ' ')" = "|财政部|拨款|
|编报||
|全部||"
