#!/bin/sh
# node-html-markdown 2.0.0 with markdown-it 15.0.3 (npm): the list within the first item of a numbered list becomes items of the outer list, so what was
# item 2 is item 4: it is set in by two blanks, where "1. " asks for three (CommonMark 0.31, 5.2). In a list of bullets two are enough.
# Guess before the run: a list within a list in both, as Turndown 7.2.5 writes it; it is the form that law has most.
# Seen: 甲, 子, 丑, 乙 as items 1 to 4 of one list.
set -eu
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
npm install --silent --no-audit --no-fund node-html-markdown@2.0.0 markdown-it@15.0.3 turndown@7.2.5 >/dev/null
cat > read.mjs <<'JS'
import { NodeHtmlMarkdown } from "node-html-markdown";
import MarkdownIt from "markdown-it";
import Turndown from "turndown";
const text = "<ol><li>甲<ol><li>子</li><li>丑</li></ol></li><li>乙</li></ol>";
const list = (markdown) => new MarkdownIt().render(markdown).replace(/\n/g, "");
console.log(list(NodeHtmlMarkdown.translate(text)));
console.log(list(new Turndown().turndown(text)));
JS
seen=$(node read.mjs)
echo "$seen"
test "$seen" = "<ol><li>甲</li><li>子</li><li>丑</li><li>乙</li></ol>
<ol><li>甲<ol><li>子</li><li>丑</li></ol></li><li>乙</li></ol>"
