#!/bin/sh
# commonmark.js 0.31.2 (npm), the reference in JavaScript: the two ideographic spaces that Chinese paragraphs begin with are taken away, from headings and items
# too. The text of CommonMark (0.31.2, 4.8) takes spaces and tabs alone; markdown-it 15.0.3 and micromark 4.0.3 keep U+3000.
# Guess before the run: kept in all three, as what the reference does is the specification.
# Seen: <p>第一条</p> in the first, <p>　　第一条</p> in the others.
set -eu
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
cd "$work"
npm install --silent --no-audit --no-fund commonmark@0.31.2 markdown-it@15.0.3 micromark@4.0.3 >/dev/null
cat > see.mjs <<'JS'
import assert from "node:assert";
import { HtmlRenderer, Parser } from "commonmark";
import MarkdownIt from "markdown-it";
import { micromark } from "micromark";

const read = [(text) => new HtmlRenderer().render(new Parser().parse(text)), (text) => new MarkdownIt().render(text), (text) => micromark(text)];
const seen = ["\u3000\u3000第一条", "# \u3000总则", "- \u3000甲"].map((text) => read.map((reader) => reader(text).replaceAll("\n", "")));
console.log(JSON.stringify(seen));
for (const [reference, ...others] of seen) {
  assert.ok(!reference.includes("\u3000"));
  assert.ok(others.every((page) => page.includes("\u3000")));
}
JS
node see.mjs
