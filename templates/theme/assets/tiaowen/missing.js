// @ts-check
/**
 * The page that was not found proposes the documents whose addresses are nearest to the one asked for: an address copied with a full stop
 * behind it, in capitals, with a digit too many. What the address names beside the document (#c-2-1) is kept.
 */
(function (root) {
  "use strict";
  const MOST = 5;
  const ID = /\/p\/([a-z0-9]+(?:-[a-z0-9]+)*)[^/]*$/;

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
   * The entries nearest to an id, nearest first: at most one character in four differs, and where one is the same, only that.
   * @template {{ id: string }} T @param {string} id @param {T[]} entries @returns {T[]}
   */
  function nearest(id, entries) {
    const most = Math.max(1, Math.floor(id.length / 4));
    const far = entries.filter((entry) => Math.abs(entry.id.length - id.length) <= most).map((entry) => ({ entry, by: distance(id, entry.id) }));
    const near = far.filter(({ by }) => by <= most).sort((a, b) => a.by - b.by || (a.entry.id < b.entry.id ? -1 : 1));
    return near.filter(({ by }) => by === 0 || near[0].by > 0).slice(0, MOST).map(({ entry }) => entry);
  }

  async function propose() {
    const list = document.getElementById("tw-nearest"), asked = ID.exec(decodeURIComponent(location.pathname).toLowerCase());
    if (!list || !asked) return;
    await root.tiaowenSearch.script("assets/tiaowen/jump.js");
    const found = nearest(asked[1], await root.tiaowenJump.documents());
    if (!found.length) return;
    list.querySelector("ul")?.append(...found.map(({ id, number, title }) => {
      const item = document.createElement("li");
      item.append(Object.assign(document.createElement("a"), { href: new URL(`p/${id}.html${location.hash}`, root.tiaowenSearch.base).href, textContent: title || id }), ` ${number}`);
      return item;
    }));
    list.hidden = false;
  }

  root.tiaowenMissing = { nearest };
  propose().catch(() => {}); // what the page says without it stands
})(/** @type {any} */ (globalThis));
