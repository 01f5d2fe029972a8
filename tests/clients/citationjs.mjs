// What Citation.js reads of RIS and BibTeX texts: node citationjs.mjs NPM < ["text", …]. One JSON object on standard output.
import { readFileSync } from "node:fs";
import { createRequire } from "node:module";

const require = createRequire(`${process.argv[2]}/`);
const { Cite } = require("@citation-js/core");
require("@citation-js/plugin-ris");
require("@citation-js/plugin-bibtex");
const items = JSON.parse(readFileSync(0, "utf8")).map((text) => {
  const { type, number, section, page, title } = new Cite(text).data[0];
  return { type, number, where: section ?? page, title };
});
const { version } = JSON.parse(readFileSync(`${process.argv[2]}/node_modules/@citation-js/core/package.json`, "utf8"));
process.stdout.write(JSON.stringify({ version, items }, null, 1) + "\n");
