// What Reader mode keeps of pages: node readability.mjs NPM PAGE…. One JSON object on standard output: page → text.
import { readFileSync } from "node:fs";
import { createRequire } from "node:module";

const [npm, ...pages] = process.argv.slice(2);
const require = createRequire(`${npm}/`);
const { JSDOM } = require("jsdom");
const { Readability } = require("@mozilla/readability");
const kept = (page) =>
  new Readability(new JSDOM(readFileSync(page, "utf8"), { url: "https://example.org/p.html" }).window.document).parse();
process.stdout.write(JSON.stringify(Object.fromEntries(pages.map((page) => [page, kept(page)?.textContent ?? ""]))));
