#!/bin/sh
# Turndown 7.2.5 and node-html-markdown 2.0.0 with markdown-it 15.0.3 (npm): two numbered lists that stand beside each other become one that counts on: item 1 of the
# second is item 2 of the first. rehype-remark writes the second with 1) to keep them apart, or a comment may stand between (CommonMark 0.31, 5.3).
# Guess before the run: two lists, each from 1.
# Seen: one list with two items in both.
set -eu
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
cd "$work"
npm install --silent --no-audit --no-fund turndown@7.2.5 node-html-markdown@2.0.0 markdown-it@15.0.3 >/dev/null
cat > see.mjs <<'JS'
import assert from "node:assert";
import MarkdownIt from "markdown-it";
import { NodeHtmlMarkdown } from "node-html-markdown";
import Turndown from "turndown";

const lists = "<ol><li>甲</li></ol><ol><li>乙</li></ol>";
const pages = [new Turndown().turndown(lists), NodeHtmlMarkdown.translate(lists)].map((text) => new MarkdownIt().render(text));
const seen = pages.map((page) => [page.split("<ol>").length - 1, page.split("<li>").length - 1]);
console.log(JSON.stringify(seen));
assert.deepEqual(seen, [[1, 2], [1, 2]]);
JS
node see.mjs
