#!/bin/sh
# Orama 3.1.18 with its tokenizer for Mandarin (npm): exact: true finds nothing in Chinese, whatever is asked for; without it the same words are found.
# What was found is looked for again in the text between borders of words (\b), and two Han characters have none between them.
# Guess before the run: the documents that have the word, and not those that have it in part; figures in the same field are found.
# Seen: nothing for 罚款 and 国务院, one document for 9704; one each without exact.
set -eu
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
npm install --silent --no-audit --no-fund @orama/orama@3.1.18 @orama/tokenizers@3.1.18 >/dev/null
cat > find.mjs <<'JS'
import { create, insert, search } from "@orama/orama";
import { createTokenizer } from "@orama/tokenizers/mandarin";
const db = create({ schema: { text: "string" }, components: { tokenizer: await createTokenizer() } });
for (const text of ["处五千元以上三万元以下的罚款", "国务院关于预算的通知", "GB/T 9704—2012 党政机关公文格式"]) await insert(db, { text });
const counts = async (options) => {
  const found = [];
  for (const term of ["罚款", "国务院", "9704"]) found.push((await search(db, { term, ...options })).count);
  return found.join(" ");
};
console.log(`${await counts({ exact: true })}; ${await counts({})}`);
JS
seen=$(node find.mjs)
echo "$seen"
test "$seen" = "0 0 1; 1 1 1"
