#!/bin/sh
# htmlparser2 12.0.0 (npm; parseFeed): the address of an Atom entry is that of its attachment where the link to it stands first (rel="enclosure"), and the address of the feed's site is the
# feed's own (rel="self"): the first <link> is taken, whatever its rel. The order of links says nothing (RFC 4287, 4.2.7).
# Guess before the run: the link with rel="alternate".
# Seen: a.pdf and feed.xml.
set -eu
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
cd "$work"
npm install --silent --no-audit --no-fund htmlparser2@12.0.0 >/dev/null
cat > see.mjs <<'JS'
import assert from "node:assert";
import { parseFeed } from "htmlparser2";

const links = (first, second) => `<link rel="${first}" href="https://example.cn/${first === "self" ? "feed.xml" : "a.pdf"}"/><link rel="alternate" href="https://example.cn/${second}"/>`;
const entry = `<entry><id>urn:a</id><title>A</title><updated>2024-05-01T00:00:00Z</updated>${links("enclosure", "a.html")}</entry>`;
const feed = parseFeed(`<feed xmlns="http://www.w3.org/2005/Atom"><id>urn:b</id><title>B</title><updated>2024-05-01T00:00:00Z</updated>${links("self", "")}${entry}</feed>`);
const seen = [feed.items[0].link, feed.link];
console.log(seen);
assert.deepEqual(seen, ["https://example.cn/a.pdf", "https://example.cn/feed.xml"]);
JS
node see.mjs
