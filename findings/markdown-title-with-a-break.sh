#!/bin/sh
# Turndown 7.2.5 and node-html-markdown 2.0.0 with markdown-it 15.0.3 (npm): a title of two lines (<h3>…<br>…</h3>), as long titles of notices are set, is cut: the first
# line is the heading, the second a paragraph. Turndown writes <h1> and <h2> in the form that may have two lines, and those stay whole.
# Guess before the run: one heading, with a blank or nothing for the break; a line break ends a heading of this form (CommonMark 0.31, 4.2).
# Seen: cut in both for h3, in the second for h1 too.
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

const cut = (title) => [new Turndown().turndown(title), NodeHtmlMarkdown.translate(title)].map((text) => new MarkdownIt().render(text).includes("<p>通知</p>"));
const seen = [cut("<h3>关于甲的<br>通知</h3>"), cut("<h1>关于甲的<br>通知</h1>")];
console.log(JSON.stringify(seen));
assert.deepEqual(seen, [[true, true], [false, true]]);
JS
node see.mjs
