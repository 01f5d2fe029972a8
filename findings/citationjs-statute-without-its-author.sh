#!/bin/sh
# @citation-js/plugin-ris 0.8.2 (npm): a statute in RIS (TY  - STAT) is read without its author, the body that issued it, and of the day of a government document (GOVDOC, DA) the year alone is
# left. The same AU and DA of a rule (TY  - LEGAL) are read, and the day of a statute is.
# Guess before the run: author 国务院 in all; AU is the tag that no type of RIS is without.
# Seen: no author for STAT, 国务院 for LEGAL and GOVDOC; 2024-5-1, 2024-5-1 and 2024.
set -eu
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
cd "$work"
npm install --silent --no-audit --no-fund @citation-js/core@0.8.2 @citation-js/plugin-ris@0.8.2 >/dev/null
cat > see.mjs <<'JS'
import assert from "node:assert";
import { Cite } from "@citation-js/core";
import "@citation-js/plugin-ris";

const read = (type, ...lines) => new Cite([`TY  - ${type}`, "TI  - 条例", "AU  - 国务院", ...lines, "ER  - ", ""].join("\n")).data[0];
const types = ["STAT", "LEGAL", "GOVDOC"];
const authors = types.map((type) => read(type, "PY  - 2019").author?.[0].family ?? null);
const days = types.map((type) => read(type, "PY  - 2024", "DA  - 2024/05/01/").issued?.["date-parts"][0].join("-") ?? null);
console.log(authors, days);
assert.deepEqual(authors, [null, "国务院", "国务院"]);
assert.deepEqual(days, ["2024-5-1", "2024-5-1", "2024"]);
JS
node see.mjs
