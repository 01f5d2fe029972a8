#!/bin/sh
# biblatex-csl-converter 3.2.2 and @citation-js/plugin-bibtex 0.8.2 (npm): BibTeX's "and others", by which a list of authors says that it is not whole, becomes an author of the
# name others: a work by 李四等 is one by 李四 and others, in Chinese styles too.
# Guess before the run: one author; the words are the format's own (BibTeX since 1985) and no name.
# Seen: two authors, the second others.
set -eu
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
cd "$work"
npm install --silent --no-audit --no-fund biblatex-csl-converter@3.2.2 @citation-js/core@0.8.2 @citation-js/plugin-bibtex@0.8.2 >/dev/null
cat > see.mjs <<'JS'
import assert from "node:assert";
import { Cite } from "@citation-js/core";
import "@citation-js/plugin-bibtex";
import { BibLatexParser, CSLExporter } from "biblatex-csl-converter";

const text = "@book{a, title = {甲}, author = {李四 and others}, date = {2024}}\n";
const [first] = Object.values(new CSLExporter(new BibLatexParser(text, {}).parse().entries).parse());
const [second] = new Cite(text).data;
const seen = [first, second].map((work) => work.author.map((name) => name.literal ?? name.family));
console.log(JSON.stringify(seen));
assert.deepEqual(seen, [["李四", "others"], ["李四", "others"]]);
JS
node see.mjs
