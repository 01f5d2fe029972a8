// @ts-check
/* Rows that a long table does not hold yet: those that its page keeps as text, those in a file beside it, and of the longest tables those in files
   that one choice brings (a year, a kind of receiver: reserve.py). */
(function (root) {
  "use strict";

  /** The pieces of a long table that its page keeps as text, which costs a phone nothing: what is no page's first sight. @param {HTMLTableElement} table */
  const piecesOf = (table) => /** @type {HTMLElement[]} */ ([...table.closest(".tw-scroll")?.querySelectorAll("noscript") ?? []]);

  /** Whether rows are not in the table yet that come with any choice. @param {HTMLTableElement} table */
  const isPartial = (table) => table.dataset.twMore !== undefined || piecesOf(table).length > 0;

  /** Rows into the groups they belong to. @param {HTMLTableElement} table @param {Iterable<HTMLTableSectionElement>} bodies */
  function merge(table, bodies) {
    for (const body of bodies) {
      root.tiaowenPast.tell(body);
      const own = [...table.tBodies].find((other) => (other.dataset.group ?? "") === (body.dataset.group ?? ""));
      if (own) own.append(...[...body.rows].filter((row) => !row.dataset.head));
      else table.append(body);
    }
  }

  /** A piece of the page into its table. @param {HTMLTableElement} table @param {HTMLElement} piece */
  function unfold(table, piece) {
    const made = document.createElement("template");
    made.innerHTML = piece.textContent;
    merge(table, made.content.querySelectorAll("tbody"));
    piece.remove();
  }

  /** Of a table in the order of time, the piece that a day falls into. @param {HTMLTableElement} table @param {string} day */
  function unfoldUntil(table, day) {
    const piece = piecesOf(table).find(({ dataset }) => day <= (dataset.until ?? ""));
    if (piece) unfold(table, piece);
    return Boolean(piece);
  }

  /** Who waits for the rows of a script. @type {WeakMap<HTMLOrSVGScriptElement, (groups: [string, string, string][]) => void>} */
  const waiting = new WeakMap();
  root.tiaowenRows = (/** @type {[string, string, string][]} */ groups) => document.currentScript && waiting.get(document.currentScript)?.(groups);

  /** The rows of a file into the table; whether they came, and then how many. @param {HTMLTableElement} table @param {string} address @returns {Promise<number | null>} */
  const fetchRows = (table, address) => new Promise((resolve) => {
    const script = Object.assign(document.createElement("script"), { src: address, onerror: () => resolve(null) });
    waiting.set(script, (groups) => {
      let count = 0;
      for (const [group, html, place] of groups) {
        const made = document.createElement("template"), body = document.createElement("tbody");
        made.innerHTML = `<table><tbody>${html}</tbody></table>`;
        Object.assign(body.dataset, { group, place });
        body.append(...made.content.querySelectorAll("tr"));
        count += [...body.rows].filter((row) => !row.dataset.head).length;
        merge(table, [body]);
      }
      resolve(count);
    });
    document.head.append(script);
  });

  /** What is on its way from a file, by its address. @type {Map<string, Promise<number | null>>} */
  const coming = new Map();
  /** @param {HTMLTableElement} table @param {string} address */
  function rowsFrom(table, address) {
    const came = coming.get(address) ?? fetchRows(table, address);
    coming.set(address, came);
    came.then((count) => { if (count === null) coming.delete(address); });
    return came;
  }

  /** Every row that comes with any choice into the table, from the page and from a file beside it; whether there were any.
   * @param {HTMLTableElement} table @returns {Promise<boolean>} */
  async function loadRows(table) {
    const address = table.dataset.twMore, pieces = piecesOf(table);
    for (const piece of pieces) unfold(table, piece);
    if (!address) return pieces.length > 0;
    if (await rowsFrom(table, address) === null) return false;
    delete table.dataset.twMore;
    return true;
  }

  /** @typedef {{ value: string, address: string, count: number, left: number }} Part rows of one value, and how many of them are not in the table */
  /** @typedef {{ name: string, all: boolean, parts: Part[] }} Reserve the choice that brings them, and whether any other brings all */

  /** @param {HTMLTableElement} table @returns {Reserve} */
  function reserveOf(table) {
    const [name, most, parts] = JSON.parse(table.dataset.twReserve ?? '["", 0, []]');
    const made = parts.map((/** @type {[string, string, number]} */ [value, address, count]) => ({ value, address, count, left: count }));
    return { name, parts: made, all: made.reduce((/** @type {number} */ sum, /** @type {Part} */ { count }) => sum + count, 0) <= most };
  }

  /** The parts that may have rows of what is chosen. @param {Reserve} reserve @param {string} chosen the value of its own choice */
  const partsFor = ({ parts }, chosen) => parts.filter(({ value }) => !chosen || value === chosen);

  /** How many rows are not in the table that may be of what is chosen. @param {Reserve} reserve @param {string} chosen */
  const lacking = (reserve, chosen) => partsFor(reserve, chosen).reduce((sum, { left }) => sum + left, 0);

  /** The rows of what is chosen into the table; whether there were any. @param {HTMLTableElement} table @param {Reserve} reserve @param {string} chosen @param {boolean} others whether anything else is */
  async function loadParts(table, reserve, chosen, others) {
    const wanted = chosen || others && reserve.all ? partsFor(reserve, chosen).filter(({ left, count }) => left === count) : [];
    const came = await Promise.all(wanted.map(async (part) => {
      const count = await rowsFrom(table, part.address);
      part.left = part.count - (count ?? 0);
      return count;
    }));
    return came.some(Boolean);
  }

  /** Of how many rows those that are left are, and where the others are. @param {HTMLTableElement} table @param {number} rows in it @param {Reserve} reserve
   * @param {{ label: string, chosen: string, others: boolean, place: string }} choice @returns {{ whole: number, beyond: (string | Node)[] }} */
  function tellHeld(table, rows, reserve, { label, chosen, others, place }) {
    const held = isPartial(table) ? Number(table.dataset.twTotal) || rows : rows, every = Number(table.dataset.twEvery) || held;
    const lacks = reserve.parts.length ? lacking(reserve, chosen) : every - held;
    if (lacks <= 0) return { whole: chosen ? every : held, beyond: [] };
    if (!reserve.parts.length || chosen) return { whole: held, beyond: [`；另有 ${lacks} 行在各份文件和 CSV 里`] };
    if (!others) return { whole: held, beyond: [`；另有 ${lacks} 行，选了“${label}”就列出`] };
    const page = [...document.querySelectorAll(".tw-sections a")].find(({ textContent }) => textContent === place)?.cloneNode(true);
    return { whole: held, beyond: [`；另有 ${lacks} 行没有算在内：先选“${label}”`, ...page ? ["，或看", page, "的全部"] : []] };
  }

  root.tiaowenHeld = { isPartial, unfoldUntil, loadRows, reserveOf, partsFor, lacking, loadParts, tellHeld };
})(/** @type {any} */ (globalThis));
