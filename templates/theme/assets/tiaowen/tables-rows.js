// @ts-check
/* The rows of a table: in their order, in time, and those that are not there yet: kept in the page as text, or in a file beside it. */
(function (root) {
  "use strict";

  const { isPast, tell } = root.tiaowenPast;

  /** The rows in the order of the page, without the heads of their groups. @param {HTMLTableElement} table */
  const rowsOf = (table) => [...table.tBodies].flatMap((body) => [...body.rows]).filter((row) => !row.dataset.head);

  /** Elements of one parent in this order, behind all others; those that stand so stay, for what is moved is laid out anew.
   * @param {Element} parent @param {Element[]} elements */
  function put(parent, elements) {
    const last = [...parent.children].slice(-elements.length);
    if (elements.some((element, at) => element !== last[at])) parent.append(...elements);
  }

  /** Those that fall due next stand first, then what has no day, last what is over; groups of rows in the order of their first.
   * @param {HTMLTableElement} table @param {HTMLTableRowElement[]} rows */
  function inTime(table, rows) {
    const due = [...table.tHead?.rows[0].cells ?? []].findIndex((head) => head.dataset.due !== undefined);
    const place = new Map(rows.map((row) => {
      const day = due < 0 ? "" : row.cells[due].dataset.value ?? "", over = isPast(day || row.dataset.twUntil) || row.dataset.over !== undefined;
      row.classList.toggle("tw-over", over);
      return [row, { rank: over ? 2 : day ? 0 : 1, day: day && `${day}-99` }];
    }));
    /** @param {HTMLTableRowElement} a @param {HTMLTableRowElement} b */
    const by = (a, b) => {
      const [one, other] = [place.get(a), place.get(b)];
      if (!one || !other) return 0;
      const order = one.day < other.day ? -1 : Number(one.day > other.day);
      return one.rank - other.rank || (one.rank === 2 ? -order : order);
    };
    const groups = [...table.tBodies].map((body) => ({ body, rows: [...body.rows].filter((row) => place.has(row)).sort(by) })).filter((group) => group.rows.length);
    for (const { body, rows: sorted } of groups) put(body, sorted);
    put(table, groups.sort((a, b) => by(a.rows[0], b.rows[0])).map(({ body }) => body));
  }

  /** Rows that any choice leaves behind those that have what is chosen, each in the order in which they stood. @param {HTMLTableRowElement[]} rows @param {Map<HTMLTableRowElement, number>} steps how far behind each is */
  function setBehind(rows, steps) {
    const order = [...rows].sort((a, b) => (steps.get(a) ?? 0) - (steps.get(b) ?? 0));
    for (const body of new Set(rows.map((row) => row.parentElement))) if (body) put(body, order.filter((row) => row.parentElement === body));
  }

  /** The pieces of a long table that its page keeps as text, which costs a phone nothing: what is no page's first sight. @param {HTMLTableElement} table */
  const piecesOf = (table) => /** @type {HTMLElement[]} */ ([...table.closest(".tw-scroll")?.querySelectorAll("noscript") ?? []]);

  /** Whether rows are not in the table yet. @param {HTMLTableElement} table */
  const isPartial = (table) => table.dataset.twMore !== undefined || piecesOf(table).length > 0;

  /** Rows into the groups they belong to. @param {HTMLTableElement} table @param {Iterable<HTMLTableSectionElement>} bodies */
  function merge(table, bodies) {
    for (const body of bodies) {
      tell(body);
      const own = [...table.tBodies].find((other) => other.dataset.group === body.dataset.group);
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

  /** Of a table in the order of time, the piece that the reader's day falls into, where its first rows are over.
   * @param {HTMLTableElement} table @param {HTMLTableRowElement[]} rows */
  function untilToday(table, rows) {
    const piece = rows.every((row) => row.classList.contains("tw-over")) && piecesOf(table).find(({ dataset }) => dataset.until && !isPast(dataset.until));
    if (piece) unfold(table, piece);
    return Boolean(piece);
  }

  /** What is on its way from a file beside the page. @type {WeakMap<HTMLTableElement, Promise<boolean>>} */
  const loading = new WeakMap();

  /** Every row into the table, from the page and from a file beside it; whether there were any. @param {HTMLTableElement} table @returns {Promise<boolean>} */
  function loadRows(table) {
    const address = table.dataset.twMore, pieces = piecesOf(table);
    for (const piece of pieces) unfold(table, piece);
    if (!address) return Promise.resolve(pieces.length > 0);
    const before = loading.get(table), coming = before ?? new Promise((resolve) => {
      const script = Object.assign(document.createElement("script"), { src: address, onerror: () => { loading.delete(table); resolve(false); } });
      root.tiaowenRows = (/** @type {[string, string, string][]} */ groups) => {
        for (const [group, html, place] of groups) {
          const made = document.createElement("template"), body = document.createElement("tbody");
          made.innerHTML = `<table><tbody>${html}</tbody></table>`;
          Object.assign(body.dataset, { group, place });
          body.append(...made.content.querySelectorAll("tr"));
          merge(table, [body]);
        }
        delete table.dataset.twMore;
        resolve(true);
      };
      document.head.append(script);
    });
    loading.set(table, coming);
    return coming;
  }

  root.tiaowenTableRows = { rowsOf, inTime, setBehind, isPartial, untilToday, loadRows };
})(/** @type {any} */ (globalThis));
