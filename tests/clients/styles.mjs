// Prints what CSL styles make of CSL-JSON items, with citeproc: node styles.mjs CITEPROC LOCALES ITEMS STYLE…
// One JSON object on standard output: style → item id → { entry, first, again }. Called by run.py, which fetches what it needs.
import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { basename } from "node:path";

const [citeproc, locales, file, ...styles] = process.argv.slice(2);
const CSL = createRequire(import.meta.url)(citeproc);
const items = JSON.parse(readFileSync(file, "utf8"));
const byId = new Map(items.map((item) => [item.id, item]));
const text = (html) => html.replace(/<[^>]+>/g, "").replace(/&#38;/g, "&").replace(/\s+/g, " ").trim();
const other = { id: "other", type: "book", title: "另一种书", language: "zh-CN" };

const out = {};
for (const style of styles) {
  const engine = new CSL.Engine({
    retrieveLocale: (name) => { try { return readFileSync(`${locales}/locales-${name}.xml`, "utf8"); } catch { return false; } },
    retrieveItem: (id) => structuredClone(id === "other" ? other : byId.get(id)),
  }, readFileSync(style, "utf8"), "zh-CN");
  const told = out[basename(style, ".csl")] = {};
  for (const { id } of items) {
    engine.updateItems([id, "other"]);
    const [meta, entries] = engine.makeBibliography() || [{ entry_ids: [] }, []];
    const at = meta.entry_ids.findIndex((ids) => ids.includes(id));
    const cluster = (of, note) => ({ citationID: `c${note}`, citationItems: [{ id: of }], properties: { noteIndex: note } });
    const clusters = engine.rebuildProcessorState([cluster(id, 1), cluster("other", 2), cluster(id, 3)], "text");
    told[id] = { entry: at < 0 ? "" : text(entries[at]), first: text(clusters[0][2]), again: text(clusters[2][2]) };
  }
}
process.stdout.write(JSON.stringify(out, null, 1) + "\n");
