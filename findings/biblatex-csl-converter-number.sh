#!/bin/sh
# biblatex-csl-converter 3.2.2 (npm): the number of a report, by which Chinese documents are found, becomes the number of a series (collection-number), and its type is left out; a
# @legislation and a @standard, types of biblatex for what has no better, become articles without any number.
# Guess before the run: number and genre, and the types report, legislation and standard, which CSL has.
# Seen: collection-number; article and article, no number.
set -eu
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
cd "$work"
npm install --silent --no-audit --no-fund biblatex-csl-converter@3.2.2 >/dev/null
cat > see.mjs <<'JS'
import assert from "node:assert";
import { BibLatexParser, CSLExporter } from "biblatex-csl-converter";

const entry = (type, number) => `@${type}{${type}, title = {甲}, type = {通知}, number = {${number}}, date = {2024}}\n`;
const text = entry("report", "12号") + entry("legislation", "711号") + entry("standard", "9704");
const works = Object.values(new CSLExporter(new BibLatexParser(text, { processUnexpected: true, processUnknown: true }).parse().entries).parse());
const seen = works.map((work) => [work.type, work.number ?? null, work["collection-number"] ?? null, work.genre ?? null]);
console.log(JSON.stringify(seen));
assert.deepEqual(seen, [["report", null, "12号", null], ["article", null, null, null], ["article", null, null, null]]);
JS
node see.mjs
