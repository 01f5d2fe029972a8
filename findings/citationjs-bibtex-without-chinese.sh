#!/bin/sh
# @citation-js/plugin-bibtex 0.8.2 (npm): the BibTeX of a Chinese work has no title, no publisher and no given author, all empty and without a word, and a number 国发〔2024〕12号
# is 202412: what LaTeX of the eighties could not write is left out, unless asciiOnly is switched off. An author as one name (literal) is whole.
# Guess before the run: the characters as they are; where one has no command of LaTeX, as they are too, since the file is UTF-8.
# Seen: title = {}, number = {202412}; with asciiOnly: false the title.
set -eu
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
cd "$work"
npm install --silent --no-audit --no-fund @citation-js/core@0.8.2 @citation-js/plugin-bibtex@0.8.2 >/dev/null
cat > see.mjs <<'JS'
import assert from "node:assert";
import { Cite, plugins } from "@citation-js/core";
import "@citation-js/plugin-bibtex";

const work = { id: "a", type: "report", title: "关于改革的意见", author: [{ literal: "国务院" }], number: "国发〔2024〕12号" };
const lines = () => new Cite(work).format("bibtex").split("\n").map((line) => line.trim()).filter((line) => /^(author|number|title) =/.test(line)).sort();
const seen = lines();
plugins.config.get("@bibtex").format.asciiOnly = false;
const [, , title] = lines();
console.log(seen, title);
assert.deepEqual(seen, ["author = {{国务院}},", "number = {202412},", "title = {},"]);
assert.equal(title, "title = {关于改革的意见},");
JS
node see.mjs
