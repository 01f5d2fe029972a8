#!/bin/sh
# rehype-remark 10.0.1 with remark-stringify 11.0.0 (npm): Chinese characters beside bold words that begin or end with a mark are written as numbers: of 按照<b>“放管服”</b>改革
# the text has 按&#x7167;**“放管服”**&#x6539;革. The page is right, but who looks for 改革 or 按照 in the file finds neither.
# Guess before the run: the characters, with the stars around the marks or moved inside them; a reference stands for what Markdown would read otherwise.
# Seen: two references; none where the bold words have no marks.
set -eu
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
cd "$work"
npm install --silent --no-audit --no-fund rehype-parse@9.0.1 rehype-remark@10.0.1 remark-stringify@11.0.0 unified@11.0.5  >/dev/null
cat > see.mjs <<'JS'
import assert from "node:assert";
import rehypeParse from "rehype-parse";
import rehypeRemark from "rehype-remark";
import remarkStringify from "remark-stringify";
import { unified } from "unified";

const write = (page) => String(unified().use(rehypeParse, { fragment: true }).use(rehypeRemark).use(remarkStringify).processSync(page)).trim();
const seen = [write("<p>按照<b>“放管服”</b>改革</p>"), write("<p>按照<b>放管服</b>改革</p>")];
console.log(seen);
assert.deepEqual(seen, ["按&#x7167;**“放管服”**&#x6539;革", "按照**放管服**改革"]);
JS
node see.mjs
