#!/bin/sh
# Citation.js 0.8.2: the number of a BibTeX entry is kept for @report and dropped for @misc.
# The guess was: a field that both entry types may have is kept in both.
set -eu
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
npm install --silent --no-audit --no-fund @citation-js/core@0.8.2 @citation-js/plugin-bibtex@0.8.2 >/dev/null
cat > read.cjs <<'JS'
const { Cite } = require("@citation-js/core");
require("@citation-js/plugin-bibtex");
const number = (type) => new Cite(`@${type}{a, title = {A}, number = {12}, year = {2024}}`).data[0].number ?? "none";
console.log(`misc ${number("misc")}, report ${number("report")}`);
JS
seen=$(node read.cjs)
echo "$seen"
test "$seen" = "misc none, report 12"
