#!/bin/sh
# sitemap 9.0.1 (npm): a page whose last change is known to the month or the year, lastmod 2024-05 or 2024, was changed in the first second of it in the map that is written, by the clock of
# London: 2024-05-01T00:00:00.000Z. The protocol has dates of four precisions (W3C Datetime).
# Guess before the run: as given, after a check that it is a date.
# Seen: 2024-05-01T00:00:00.000Z and 2024-01-01T00:00:00.000Z; a day becomes a second, too.
set -eu
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
cd "$work"
npm install --silent --no-audit --no-fund sitemap@9.0.1 >/dev/null
cat > see.mjs <<'JS'
import assert from "node:assert";
import { SitemapStream, streamToPromise } from "sitemap";

const map = new SitemapStream({ hostname: "https://example.cn" });
for (const lastmod of ["2024-05", "2024", "2024-05-02"]) map.write({ url: `/${lastmod}`, lastmod });
map.end();
const seen = String(await streamToPromise(map)).match(/(?<=<lastmod>)[^<]+/g);
console.log(seen);
assert.deepEqual(seen, ["2024-05-01T00:00:00.000Z", "2024-01-01T00:00:00.000Z", "2024-05-02T00:00:00.000Z"]);
JS
node see.mjs
