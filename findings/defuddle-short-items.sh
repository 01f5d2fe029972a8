#!/bin/sh
# defuddle 0.19.4 (npm; what the clipper of a well-known notebook saves pages with): a list of short items between the articles of a notice and its issuer, 甲局的责任 and 乙局的责任, is left out, and
# nothing tells of it; the same items as paragraphs, or longer ones, are there.
# Guess before the run: all of the notice, as the list stands within the only <div> of text.
# Seen: neither item of the list; both paragraphs.
set -eu
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
cd "$work"
npm install --silent --no-audit --no-fund defuddle@0.19.4 jsdom@29.1.1 >/dev/null
cat > see.mjs <<'JS'
import assert from "node:assert";
import { Defuddle } from "defuddle/node";
import { JSDOM } from "jsdom";

const rules = [..."一二三四五六"].map((number) => `<p>第${number}条　各单位要加强领导，落实责任，按时完成各项任务，并将情况报告市人民政府。</p>`).join("");
const shown = async (items) => {
  const page = `<html><body><div class="article"><h1>关于责任的通知</h1>${rules}${items}<p>某市人民政府</p></div></body></html>`;
  const { content } = await Defuddle(new JSDOM(page, { url: "https://example.cn/a" }).window.document, "https://example.cn/a", { markdown: true });
  return ["第六条", "甲局的责任", "乙局的责任", "某市人民政府"].map((words) => content.includes(words));
};
const seen = [await shown("<ol><li>甲局的责任</li><li>乙局的责任</li></ol>"), await shown("<p>甲局的责任</p><p>乙局的责任</p>")];
console.log(JSON.stringify(seen));
assert.deepEqual(seen, [[true, false, false, true], [true, true, true, true]]);
JS
node see.mjs
