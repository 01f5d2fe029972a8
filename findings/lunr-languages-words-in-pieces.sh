#!/bin/sh
# lunr 2.3.9 with lunr-languages 1.22.0 (npm; zh, words by Intl.Segmenter): a word that stands in a text is not found where the index has it in pieces, 民法|典, 三|万元,
# 12|号, since the words that are searched for are not cut at all; 民法 and 典 are found each, as is 民法 典 with a blank.
# Guess before the run: the same tokenizer cuts texts and queries, as lunr does for all other languages.
# Seen: nothing for 民法典, 三万元 and 12号; one document for 民法, 典 and 民法 典.
set -eu
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
npm install --silent --no-audit --no-fund lunr@2.3.9 lunr-languages@1.22.0 >/dev/null
cat > find.cjs <<'JS'
const lunr = require("lunr");
require("lunr-languages/lunr.stemmer.support")(lunr);
require("lunr-languages/lunr.zh")(lunr);
const index = lunr(function () {
  this.use(lunr.zh);
  this.field("text");
  this.add({ id: "a", text: "国发〔2024〕12号：实施民法典，处五千元以上三万元以下的罚款" });
});
console.log(["民法典", "三万元", "12号", "民法", "典", "民法 典"].map((query) => index.search(query).length).join(" "));
JS
seen=$(node find.cjs 2>/dev/null | tail -n 1)
echo "$seen"
test "$seen" = "0 0 0 1 1 1"
