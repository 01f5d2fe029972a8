// @ts-check
/** The documents that a page lists, as a reference manager imports them: what is filtered away or not yet shown is left out. The same on http and from disk. */
(function (root) {
  "use strict";
  const { base, script } = root.tiaowenSearch;
  const TYPES = { ris: "application/x-research-info-systems", bib: "application/x-bibtex", "csl.json": "application/vnd.citationstyles.csl+json" };
  const bar = /** @type {HTMLElement} */ (document.querySelector(".tw-take"));
  const told = /** @type {HTMLOutputElement} */ (bar.querySelector("output"));
  /** @type {Record<string, [ris: string, bib: string, csl: string]>} id → its three forms */
  let references = {};

  /** The ids of the documents that are linked and shown, each once, in the order of the page. */
  function listed() {
    const folder = new URL("p/", base).href;
    const links = /** @type {HTMLAnchorElement[]} */ ([...document.querySelectorAll("article a[href]")]);
    const names = links.filter((link) => link.href.startsWith(folder) && !link.closest("[hidden], .tw-take"))
      .map((link) => decodeURIComponent(link.href.slice(folder.length).replace(/[?#].*/, "")));
    return [...new Set(names)].map((name) => name.replace(/\.html$/, "")).filter((id) => id in references);
  }

  /** @param {string} form @param {number} at its place among the three */
  async function take(form, at) {
    if (!Object.keys(references).length) await script("data/references.js");
    await root.tiaowenTables?.every();
    const records = listed().map((id) => references[id][at]);
    const text = at === 2 ? `[\n${records.join(",\n")}\n]\n` : `${records.join("\n\n")}\n`;
    const link = document.createElement("a");
    link.href = URL.createObjectURL(new Blob([text], { type: TYPES[/** @type {keyof typeof TYPES} */ (form)] }));
    link.download = `${location.pathname.split("/").pop()?.replace(/\.html$/, "") || "index"}.${form}`;
    link.click();
    setTimeout(() => URL.revokeObjectURL(link.href), 60000);
    told.textContent = `${records.length} 份`;
  }

  root.tiaowenReferences = { load: (/** @type {typeof references} */ given) => (references = given) };
  for (const [at, button] of [...bar.querySelectorAll("button")].entries()) {
    button.addEventListener("click", () => take(button.value, at).catch(() => (told.textContent = "题录没有载入")));
  }
})(/** @type {any} */ (globalThis));
