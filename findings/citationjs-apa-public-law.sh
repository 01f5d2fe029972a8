#!/bin/sh
# @citation-js/plugin-csl 0.8.2 (npm) with its APA style: a Chinese decree as CSL type legislation is cited as a "Pub. L. No." of the United States, in
# zh-CN too, and without the body that issued it. As regulation it is a bare "No."; as report the body is the author.
# Guess before the run: body, title, number and year, in whatever order.
# Seen: 甲办法, Pub. L. No. 12 (2024).
set -eu
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
npm install --silent --no-audit --no-fund @citation-js/core@0.8.2 @citation-js/plugin-csl@0.8.2 >/dev/null
cat > cite.cjs <<'JS'
const { Cite } = require("@citation-js/core");
require("@citation-js/plugin-csl");
const item = { id: "a", title: "甲办法", number: "12", author: [{ literal: "国务院办公厅" }], issued: { "date-parts": [[2024, 5, 1]] } };
for (const type of ["legislation", "regulation", "report"])
  console.log(type, new Cite({ ...item, type }).format("bibliography", { template: "apa", lang: "zh-CN" }).trim());
JS
seen=$(node cite.cjs)
echo "$seen"
test "$seen" = "legislation 甲办法, Pub. L. No. 12 (2024).
regulation 甲办法, No. 12 (2024).
report 国务院办公厅. (2024). 甲办法 (No. 12)."
