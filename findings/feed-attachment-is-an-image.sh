#!/bin/sh
# feed 6.0.0 (npm): the type of an attachment is right in RSS and wrong in Atom: application/pdf, as it was given, becomes image/pdf, of which there is none. The type
# is made there from the end of the address.
# Guess before the run: application/pdf in both.
# Seen: application/pdf and image/pdf.
set -eu
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
cd "$work"
npm install --silent --no-audit --no-fund feed@6.0.0 >/dev/null
cat > see.mjs <<'JS'
import assert from "node:assert";
import { Feed } from "feed";

const feed = new Feed({ title: "t", id: "https://example.cn/", link: "https://example.cn/", updated: new Date(0) });
const enclosure = { url: "https://example.cn/a.pdf", type: "application/pdf", length: 12 };
feed.addItem({ title: "A", id: "https://example.cn/a", link: "https://example.cn/a", date: new Date(0), enclosure });
const seen = [feed.rss2(), feed.atom1()].map((text) => text.match(/type="(\w+\/pdf)"/)[1]);
console.log(seen);
assert.deepEqual(seen, ["application/pdf", "image/pdf"]);
JS
node see.mjs
