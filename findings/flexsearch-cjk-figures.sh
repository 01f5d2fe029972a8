#!/bin/sh
# FlexSearch 0.8.212 (npm) with Charset.CJK: what is asked for is a set of characters in any order, figures too, and twice the same is once. 2024 finds
# GB/T 9704—2012 beside the document of 2024; 人人 finds 个人. With the default encoder and tokenize: "full", 2024 finds what has it.
# Guess before the run: Han characters one by one, in whatever order, and figures whole; 人人 in what has two.
# Seen: a and b for 2024; a and b for 人人.
set -eu
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
npm install --silent --no-audit --no-fund flexsearch@0.8.212 >/dev/null
cat > find.mjs <<'JS'
import FlexSearch from "flexsearch";
const find = (texts, word, options) => {
  const index = new FlexSearch.Index(options);
  for (const [id, text] of Object.entries(texts)) index.add(id, text);
  return index.search(word).join(" ");
};
const numbers = { a: "国发〔2024〕12号", b: "GB/T 9704—2012" };
const cjk = { encoder: FlexSearch.Charset.CJK };
console.log([find(numbers, "2024", cjk), find({ a: "人人平等", b: "个人平等" }, "人人", cjk), find(numbers, "2024", { tokenize: "full" })].join("; "));
JS
seen=$(node find.mjs)
echo "$seen"
test "$seen" = "a b; a b; a"
