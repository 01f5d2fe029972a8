// @ts-check
/* A table a page of rows at a time; what is over folded away; and what the site's search makes of words that no row has. */
(function (root) {
  "use strict";
  const { rowsOf, button } = root.tiaowenChoices;
  const { isPartial } = root.tiaowenHeld;
  /** Documents and clauses of an answer that are looked up in a table. */
  const DOCUMENTS = 20, CLAUSES = 10;
  /** Milliseconds of rest before the search is asked. */
  const PAUSE = 300;

  /** @param {HTMLTableRowElement} row */
  const isOver = (row) => row.classList.contains("tw-over");

  /** On a phone a row stands as a card: each cell takes its column's name along, when the row is first shown.
   * @param {HTMLTableRowElement} row @param {string[]} names of the columns */
  function nameCells(row, names) {
    if (row.dataset.named !== undefined) return;
    row.dataset.named = "";
    for (const cell of row.cells) {
      if (cell.tagName === "TD") cell.dataset.th = names[cell.cellIndex];
      cell.classList.toggle("tw-none", cell.textContent.trim() === "—");
    }
  }

  /** The rows that are shown, as many as there is room for, each group with its head. @param {HTMLTableElement} table @param {Set<HTMLTableRowElement>} shown @param {number} room */
  function lay(table, shown, room) {
    const names = [...table.tHead?.rows[0].cells ?? []].map((head) => head.textContent.trim());
    let at = 0;
    for (const { rows: own } of table.tBodies) {
      for (const row of own) {
        if (row.dataset.head) continue;
        row.hidden = !shown.has(row);
        const later = !row.hidden && at++ >= room;
        row.classList.toggle("tw-later", later);
        if (!row.hidden && !later) nameCells(row, names);
      }
      const [head, ...others] = own;
      if (!head?.dataset.head) continue;
      head.hidden = table.dataset.sorted !== undefined || others.every((row) => row.hidden);
      head.classList.toggle("tw-later", others.every((row) => row.hidden || row.classList.contains("tw-later")));
    }
  }

  /** Buttons below a table: the next rows, and those that are over, which stay folded while others are left and the table is not short.
   * @param {HTMLTableElement} table @param {() => Promise<void>} load the rows that stand beside the page */
  function makePager(table, load) {
    const { twFold, twPage } = table.dataset, step = Number(twPage) || Infinity;
    const bar = Object.assign(document.createElement("p"), { className: "tw-next" }), printed = Object.assign(document.createElement("p"), { className: "tw-onpaper" });
    let room = step, unfolded = false;
    /** @type {HTMLTableRowElement[]} */
    let left = [];
    const next = button("", async () => {
      room += step;
      if (room >= left.length && isPartial(table)) await load();
      show(left);
    });
    const over = button("", async () => {
      unfolded = true;
      if (isPartial(table)) await load();
      show(left);
    });
    let chosen = "";
    /** @param {HTMLTableRowElement[]} rows those that are left, in any order @param {boolean} [anew] from the first of them @param {string} [told] what is chosen, for paper */
    function show(rows, anew, told = chosen) {
      chosen = told;
      if (anew) room = step;
      left = rows;
      const ended = twFold ? rows.filter(isOver) : [];
      const folded = !unfolded && ended.length > 0 && ended.length < rows.length && rows.length > Number(table.dataset.twFew ?? 0);
      const shown = new Set(folded ? rows.filter((row) => !isOver(row)) : rows);
      lay(table, shown, room);
      const rest = shown.size - room + (isPartial(table) ? Number(table.dataset.twTotal) - rowsOf(table).length : 0);
      next.hidden = !(rest > 0);
      next.textContent = `再列 ${Math.min(step, rest)} 项（还有 ${rest} 项）`;
      over.hidden = !folded;
      const all = Number(table.dataset.twEvery ?? table.dataset.twTotal) || rowsOf(table).length;
      printed.textContent = (chosen && `只列${chosen}的。`) + (shown.size < all ? `这里印出 ${shown.size} 行，全部 ${all} 行；其余的在网站上。` : "");
      over.textContent = isPartial(table) ? `${twFold}的也列出` : `另有 ${ended.length} 项${twFold}，也列出`;
    }
    /** Shows a row that an address names, wherever it stands. @param {HTMLTableRowElement} row */
    function reach(row) {
      unfolded ||= isOver(row);
      room = Math.max(room, (Math.floor(left.indexOf(row) / step) + 1) * step || 0);
      show(left);
      row.scrollIntoView();
    }
    bar.append(next, over);
    const place = table.closest(".tw-scroll") ?? table, above = place.previousElementSibling;
    place.after(...twFold || twPage ? [bar] : []);
    (above?.matches(".tw-filters") ? above : place).before(printed);
    return { show, reach };
  }

  /** The clause of a row, as the end of its address. @param {HTMLTableRowElement} row */
  const clauseOf = (row) => row.querySelector("td:last-child a")?.getAttribute("href")?.replace(/.*\//, "") ?? "";

  /** @type {ReturnType<typeof setTimeout> | undefined} */
  let waiting;

  /** The clauses that the search finds for words of everyday: 买机器 finds 设备投资. @param {HTMLInputElement} words @param {(found: Set<string>) => void} told when it is known, none too */
  function askSearch(words, told) {
    const query = words.value.trim();
    clearTimeout(waiting);
    waiting = setTimeout(async () => {
      const engine = await root.tiaowenSearch.engine().catch(() => null), answer = await engine?.answer(query);
      const found = new Set();
      for (const { segment, hits } of answer?.documents.slice(0, DOCUMENTS) ?? []) {
        const rows = await segment.rows(hits.slice(0, CLAUSES).map((/** @type {any} */ { clause }) => clause));
        for (const { id, anchor } of rows.values()) found.add(`${id}.html#${anchor}`);
      }
      if (words.value.trim() === query) told(found);
    }, PAUSE);
  }

  root.tiaowenPager = { makePager, clauseOf, askSearch };
})(/** @type {any} */ (globalThis));
