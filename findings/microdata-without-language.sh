#!/bin/sh
# microdata-rdf-streaming-parser 3.0.0 (npm): words from microdata have no language where the page or an element around them says it, <html lang="zh">; only lang on the very
# element counts. Its sibling rdfa-streaming-parser 3.0.2 gives each value the language that HTML gives the element, as Microdata to RDF (W3C, 2014, 3.1) asks.
# Guess before the run: 条例 in zh from both.
# Seen: no language and zh.
set -eu
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
cd "$work"
npm install --silent --no-audit --no-fund microdata-rdf-streaming-parser@3.0.0 rdfa-streaming-parser@3.0.2 >/dev/null
cat > see.mjs <<'JS'
import assert from "node:assert";
import { MicrodataRdfParser } from "microdata-rdf-streaming-parser";
import { RdfaParser } from "rdfa-streaming-parser";

const title = async (parser, page) => {
  parser.end(page);
  for await (const quad of parser) if (quad.object.value === "条例") return quad.object.language;
};
const settings = { baseIRI: "https://example.cn/a" };
const item = '<html lang="zh"><body><p itemscope itemtype="https://schema.org/Legislation"><b itemprop="name">条例</b></p></body></html>';
const resource = '<html lang="zh"><body><p vocab="https://schema.org/" typeof="Legislation"><b property="name">条例</b></p></body></html>';
const seen = [await title(new MicrodataRdfParser(settings), item), await title(new RdfaParser({ ...settings, contentType: "text/html" }), resource)];
console.log(seen);
assert.deepEqual(seen, ["", "zh"]);
JS
node see.mjs
