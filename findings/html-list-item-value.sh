#!/bin/sh
# Turndown 7.2.5, html-to-text 10.0.1 and rehype-remark 10.0.1 (npm): an item that says its own number, <li value="5">, as a list of articles goes on behind those that were
# left out, gets the next number instead: item 5 is cited as item 2. All three take the number of the list, <ol start>.
# Guess before the run: 1 and 5 at least in html-to-text, which counts by itself and knows the types of lists; the two attributes are one mechanism of HTML (4.4.8).
# Seen: 1 and 2 in all three; 4 and 5 for start="4".
set -eu
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
cd "$work"
npm install --silent --no-audit --no-fund turndown@7.2.5 html-to-text@10.0.1 rehype-parse@9.0.1 rehype-remark@10.0.1 remark-stringify@11.0.0 unified@11.0.5 >/dev/null
cat > see.mjs <<'JS'
import assert from "node:assert";
import { convert } from "html-to-text";
import rehypeParse from "rehype-parse";
import rehypeRemark from "rehype-remark";
import remarkStringify from "remark-stringify";
import Turndown from "turndown";
import { unified } from "unified";

const remark = unified().use(rehypeParse, { fragment: true }).use(rehypeRemark).use(remarkStringify);
const writers = [(page) => new Turndown().turndown(page), (page) => convert(page), (page) => String(remark.processSync(page))];
const numbers = (page) => writers.map((write) => write(page).match(/\d+/g).join(" "));
const seen = [numbers('<ol><li>甲</li><li value="5">乙</li></ol>'), numbers('<ol start="4"><li>甲</li><li>乙</li></ol>')];
console.log(JSON.stringify(seen));
assert.deepEqual(seen, [["1 2", "1 2", "1 2"], ["4 5", "4 5", "4 5"]]);
JS
node see.mjs
