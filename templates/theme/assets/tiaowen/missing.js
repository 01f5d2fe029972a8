// @ts-check
/**
 * The page that was not found proposes what its address can have meant: a document (p/…, with the clause behind it, however the # was written), a body,
 * an industry or a place whose address is nearest, a document number that was typed into the address. Everything comes from files of this site.
 */
(function (root) {
  "use strict";
  const MOST = 5;
  /** Folder, name and what stands behind it: /p/weifa-2023-3%23c-2-1, /p/weifa-2023-3/c-2-1, /agency/weihai-caizhengju。 */
  const OWN = /\/(p|agency|industry|place)\/([a-z0-9]+(?:[-.][a-z0-9]+)*)(?:[/#]*((?:c|art)-[\da-z-]+))?[^/]*\/?$/;
  /** Where the names of what is no document stand. @type {Record<string, string>} */
  const LISTS = { agency: "agencies.html", industry: "industries.html", place: "places.html" };

  /** Levenshtein's distance. @param {string} one @param {string} other */
  function distance(one, other) {
    let row = Array.from({ length: other.length + 1 }, (_, at) => at);
    for (let i = 1; i <= one.length; i++) {
      const next = [i];
      for (let k = 1; k <= other.length; k++) next[k] = Math.min(row[k] + 1, next[k - 1] + 1, row[k - 1] + (one[i - 1] === other[k - 1] ? 0 : 1));
      row = next;
    }
    return row[other.length];
  }

  /**
   * The entries nearest to an id, nearest first: at most one character in four differs, and twice as many as of the nearest.
   * @template {{ id: string }} T @param {string} id @param {T[]} entries @returns {T[]}
   */
  function nearest(id, entries) {
    const most = Math.max(1, Math.floor(id.length / 4));
    const far = entries.filter((entry) => Math.abs(entry.id.length - id.length) <= most).map((entry) => ({ entry, by: distance(id, entry.id) }));
    const near = far.filter(({ by }) => by <= most).sort((a, b) => a.by - b.by || (a.entry.id < b.entry.id ? -1 : 1));
    return near.filter(({ by }) => by <= 2 * near[0].by).slice(0, MOST).map(({ entry }) => entry);
  }

  /** What an address means, to be looked for. @param {string} address */
  function parts(address) {
    let text = address;
    try { text = decodeURIComponent(address); } catch { /* cut short in a mail */ }
    const found = OWN.exec(text.toLowerCase().replace(/\.html?(?=[^a-z]|$)/, ""));
    return found ? { folder: found[1], id: found[2], anchor: found[3] ?? "" } : { folder: "", id: "", anchor: "", text: text.split("/").filter(Boolean).pop() ?? "" };
  }

  /** @typedef {{ address: string, text: string, note?: string }} Proposal */
  /** @returns {Promise<Proposal[]>} */
  async function proposals() {
    const asked = parts(location.pathname);
    await root.tiaowenSearch.script("assets/tiaowen/jump.js");
    if (asked.folder === "p" || !asked.folder) {
      const hash = location.hash || (asked.anchor && `#${asked.anchor}`);
      /** @type {{ id: string, number: string, title: string }[]} */
      const documents = await root.tiaowenJump.documents();
      const near = nearest(asked.id, documents).map(({ id, number, title }) => ({ address: `p/${id}.html${hash}`, text: title || id, note: number }));
      if (near.length || !asked.text || !/[^\x00-\x7f]/.test(asked.text)) return near;
      return (await root.tiaowenJump.resolve(asked.text.replace(/\.html?$/, ""))).slice(0, MOST).map((/** @type {any} */ { url, title, label }) => ({ address: url, text: `${title} ${label}`.trim() }));
    }
    return nearest(asked.id, await listed(asked.folder));
  }

  /** What a list of the site links to, by id; of a large library the names have a file. @param {string} folder */
  async function listed(folder) {
    const { script, base } = root.tiaowenSearch;
    const list = new DOMParser().parseFromString(await (await fetch(new URL(LISTS[folder], base))).text(), "text/html");
    const names = /** @type {HTMLElement | null} */ (list.querySelector("[data-tw-names]"))?.dataset.twNames;
    if (names) {
      /** @type {[string, [string, string][]][]} */
      const rows = await new Promise((resolve, reject) => {
        root.tiaowenAgencies = resolve;
        script(names).catch(reject);
      });
      return rows.flatMap(([where, agencies]) => agencies.map(([id, name]) => ({ id, address: `agency/${id}.html`, text: name, note: where })));
    }
    return /** @type {HTMLAnchorElement[]} */ ([...list.querySelectorAll(`article a[href^="${folder}/"]`)]).map((link) => {
      const address = link.getAttribute("href") ?? "", place = /** @type {HTMLElement | null} */ (link.closest("[data-place]"));
      return { id: address.slice(folder.length + 1).replace(/\.html.*/, ""), address, text: link.textContent, note: place?.dataset.place };
    });
  }

  async function propose() {
    const list = document.getElementById("tw-nearest");
    const found = list ? await proposals() : [];
    if (!list || !found.length) return;
    list.querySelector("ul")?.append(...found.map(({ address, text, note }) => {
      const item = document.createElement("li");
      item.append(Object.assign(document.createElement("a"), { href: new URL(address, root.tiaowenSearch.base).href, textContent: text }), note ? ` ${note}` : "");
      return item;
    }));
    list.hidden = false;
  }

  root.tiaowenMissing = { proposals };
  propose().catch(() => {}); // what the page says without it stands
})(/** @type {any} */ (globalThis));
