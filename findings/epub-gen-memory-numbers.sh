#!/bin/sh
# epub-gen-memory 1.1.2 (npm): a list of a chapter that goes on from an earlier one loses its numbers: start and value are taken away from <ol> and <li>, so that the book
# shows A. and B. where the chapter says C. and G. The type of the list stays, and so does the colspan of a cell.
# Guess before the run: kept; the three are attributes of HTML, and type is.
# Seen: <ol type="A"><li><li>.
set -eu
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
cd "$work"
npm install --silent --no-audit --no-fund epub-gen-memory@1.1.2 jszip@3.10.1 >/dev/null
cat > see.mjs <<'JS'
import assert from "node:assert";
import { createRequire } from "node:module";
import JSZip from "jszip";

const write = createRequire(import.meta.url)("epub-gen-memory").default;
const content = '<ol start="3" type="A"><li>a</li><li value="7">b</li></ol><table><tr><td colspan="2">c</td></tr></table>';
const book = await JSZip.loadAsync(await write({ title: "t", lang: "zh-CN", version: 3 }, [{ title: "A", content }]));
const [chapter] = book.file(/A.*\.xhtml$/);
const seen = (await chapter.async("string")).match(/<(ol|li|td)\b[^>]*>/g).join("");
console.log(seen);
assert.equal(seen, '<ol type="A"><li><li><td colspan="2">');
JS
node see.mjs
