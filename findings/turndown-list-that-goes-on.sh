#!/bin/sh
# Turndown 7.2.5 with markdown-it 15.0.3 (npm): a list within an item that goes on from an earlier one (<ol start="3">) becomes words behind the item's own: only a list
# that begins with 1 may follow a line of text without an empty one (CommonMark 0.31, 5.2), and Turndown writes none. With start="1" it is a list.
# Guess before the run: a list within the list in both.
# Seen: two lists for 1, one for 3, with the words 甲 3. 子.
set -eu
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
cd "$work"
npm install --silent --no-audit --no-fund turndown@7.2.5 markdown-it@15.0.3 >/dev/null
cat > see.mjs <<'JS'
import assert from "node:assert";
import MarkdownIt from "markdown-it";
import Turndown from "turndown";

const pages = [1, 3].map((start) => new MarkdownIt().render(new Turndown().turndown(`<ol><li>甲<ol start="${start}"><li>子</li></ol></li></ol>`)));
const seen = pages.map((page) => [page.split("<ol").length - 1, /甲\n3\.\s+子/.test(page)]);
console.log(JSON.stringify(seen));
assert.deepEqual(seen, [[2, false], [1, true]]);
JS
node see.mjs
