// @ts-check
/* Tables: sort, filter, and a row as a card on a phone. They stay plain tables without it. */
(() => {
  "use strict";

  const { FEWEST, rowsOf, isPast, choicesOf, fits, tellCounts, readAddress, writeAddress, labelled, button, inTime, loadRows, keeper } = /** @type {any} */ (window).tiaowenChoices;

  /** @param {HTMLTableCellElement | undefined} cell */
  const valueOf = (cell) => cell ? cell.dataset.value ?? cell.textContent.trim() : "";

  /** Numbers by size, texts by their order in Chinese; what is empty stands last either way.
   * @param {HTMLTableElement} table @param {number} column @param {boolean} numeric @param {boolean} down */
  function sortBy(table, column, numeric, down) {
    const body = table.tBodies[0];
    const order = new Intl.Collator("zh-Hans-CN", { numeric: true });
    const rows = rowsOf(table).map((/** @type {HTMLTableRowElement} */ row) => ({ row, value: valueOf(row.cells[column]) }));
    rows.sort((/** @type {any} */ a, /** @type {any} */ b) => {
      if (!a.value || !b.value) return Number(!a.value) - Number(!b.value);
      const by = numeric ? Number(a.value) - Number(b.value) : order.compare(a.value, b.value);
      return down ? -by : by;
    });
    table.dataset.sorted = ""; // across the groups: each row says of what document it is
    body.append(...rows.map((/** @type {any} */ { row }) => row));
  }

  /** Buttons in the heads; on a phone, where a row is a card and has no head, a list of the same orders above. @param {HTMLTableElement} table @param {() => void} shown */
  function makeSortable(table, shown) {
    const heads = [...table.tHead?.rows[0].cells ?? []];
    const order = document.createElement("select");
    /** @param {number} column @param {boolean} down */
    const sort = (column, down) => {
      for (const other of heads) other.removeAttribute("aria-sort");
      heads[column].setAttribute("aria-sort", down ? "descending" : "ascending");
      order.value = `${column} ${down}`;
      sortBy(table, column, heads[column].dataset.sort === "number", down);
      shown();
    };
    for (const [column, head] of heads.entries()) {
      if (!head.dataset.sort) continue;
      const name = head.textContent.trim(), button = document.createElement("button");
      button.type = "button";
      button.className = "tw-sort";
      button.append(...head.childNodes);
      head.append(button);
      button.addEventListener("click", () => sort(column, head.getAttribute("aria-sort") !== "descending"));
      order.append(new Option(`${name} ↓`, `${column} true`), new Option(`${name} ↑`, `${column} false`));
    }
    const bar = (table.closest(".tw-scroll") ?? table).previousElementSibling;
    if (!order.length || !bar?.matches(".tw-filters")) return;
    order.prepend(new Option("原来的次序", "", true, true));
    order.options[0].disabled = true;
    order.addEventListener("change", () => sort(Number(order.value.split(" ")[0]), order.value.endsWith("true")));
    const label = labelled("排序", order);
    label.className = "tw-order";
    bar.append(label);
  }

  /** Buttons below a table: the next rows, and those that are over, which stay folded while others are left and the table is not short. @param {HTMLTableElement} table */
  function makePager(table) {
    const { twFold, twPage } = table.dataset, step = Number(twPage) || Infinity;
    const bar = Object.assign(document.createElement("p"), { className: "tw-next" });
    let room = step, unfolded = false;
    /** @type {HTMLTableRowElement[]} */
    let left = [];
    const next = button("", async () => {
      room += step;
      if (room >= left.length && table.dataset.twMore) await load();
      show(left);
    });
    const over = button("", () => { unfolded = true; show(left); });
    /** @type {() => Promise<void>} */
    let load = async () => {};
    /** @param {HTMLTableRowElement[]} rows those that are left, in any order @param {boolean} [anew] from the first of them */
    function show(rows, anew) {
      if (anew) room = step;
      left = rows;
      const ended = twFold ? rows.filter((row) => row.classList.contains("tw-over")) : [];
      const folded = !unfolded && ended.length > 0 && ended.length < rows.length && rows.length > Number(table.dataset.twFew ?? 0);
      const shown = new Set(folded ? rows.filter((row) => !row.classList.contains("tw-over")) : rows);
      let at = 0;
      for (const { rows: own } of table.tBodies) {
        for (const row of own) {
          if (row.dataset.head) continue;
          row.hidden = !shown.has(row);
          row.classList.toggle("tw-later", !row.hidden && at++ >= room);
        }
        const [head, ...others] = own;
        if (!head?.dataset.head) continue;
        head.hidden = table.dataset.sorted !== undefined || others.every((row) => row.hidden);
        head.classList.toggle("tw-later", others.every((row) => row.hidden || row.classList.contains("tw-later")));
      }
      const rest = shown.size - room + (table.dataset.twMore ? Number(table.dataset.twTotal) - rowsOf(table).length : 0);
      next.hidden = !(rest > 0);
      next.textContent = `再列 ${Math.min(step, rest)} 项（还有 ${rest} 项）`;
      over.hidden = !folded;
      over.textContent = `另有 ${ended.length} 项${twFold}，也列出`;
    }
    bar.append(next, over);
    if (twFold || twPage) (table.closest(".tw-scroll") ?? table).after(bar);
    return { show, onLoad: (/** @type {typeof load} */ given) => { load = given; } };
  }

  /** Choices above a table with the count of rows that are left; the address keeps them.
   * @param {HTMLTableElement} table @param {number} number on the page @returns {() => void} what shows the rows again after they were sorted */
  function makeChoosable(table, number) {
    let rows = rowsOf(table), texts = [""], choices = choicesOf(table, [], ""), spoken = choices;
    const prefix = number ? `${number + 1}.` : "", { twKeep } = table.dataset;
    const bar = document.createElement("div"), count = document.createElement("output"), words = document.createElement("input");
    const pager = makePager(table), keep = twKeep ? keeper(twKeep, () => location.search) : null;
    bar.className = "tw-filters";
    words.type = "search";
    const build = () => {
      rows = rowsOf(table);
      for (const row of rows) row.dataset.place ??= row.parentElement?.dataset.place ?? "";
      if (table.dataset.twFold) inTime(table, rows);
      choices = choicesOf(table, rows, prefix);
      texts = rows.map((row, at) => [row.textContent, ...choices.flatMap((/** @type {any} */ { values }) => values[at])].join("\n"));
      spoken = [...choices, { name: "q", control: words, values: [] }];
      const order = bar.querySelector(".tw-order");
      bar.replaceChildren(...choices.flatMap((/** @type {any} */ { label, name, control, list }) => [labelled(label || name, control), ...list ? [list] : []]),
        labelled(table.dataset.twWords ?? "含有", words), count, all, ...keep ? [keep.made] : [], ...order ? [order] : []);
    };
    /** @param {boolean} [anew] */
    const apply = (anew) => {
      const wanted = words.value.trim().split(/\s+/).filter(Boolean);
      const misses = rows.map((/** @type {any} */ _, /** @type {number} */ row) => choices.filter((/** @type {any} */ choice) => !fits(choice, row)).length + wanted.filter((word) => !texts[row].includes(word)).length);
      const left = rows.filter((/** @type {any} */ _, /** @type {number} */ row) => !misses[row]), whole = table.dataset.twMore ? Number(table.dataset.twTotal) : rows.length;
      count.textContent = left.length === rows.length ? `${whole} 行` : `${left.length} / ${whole} 行`;
      all.hidden = spoken.every((/** @type {any} */ { control }) => !control.value);
      keep?.tell();
      tellCounts(choices, misses);
      pager.show(left, anew);
    };
    const load = async () => {
      if (!await loadRows(table)) return;
      nameCells(table);
      const focused = spoken.find((/** @type {any} */ { control }) => control === document.activeElement)?.name;
      build();
      readAddress(spoken, prefix, location.search);
      spoken.find((/** @type {any} */ { name }) => name === focused)?.control.focus();
      apply();
    };
    const all = button("全部显示", () => {
      for (const { control } of spoken) control.value = "";
      writeAddress(spoken, prefix);
      apply(true);
      words.focus();
    });
    pager.onLoad(load);
    bar.addEventListener("focusin", load);
    bar.addEventListener("input", () => { writeAddress(spoken, prefix); apply(true); });
    build();
    if (rows.length < FEWEST) {
      pager.show(rows);
      return () => pager.show(rows);
    }
    (table.closest(".tw-scroll") ?? table).before(bar);
    const kept = keep && !location.search ? keep.kept() : "";
    readAddress(spoken, prefix, kept || location.search);
    if (kept) writeAddress(spoken, prefix);
    apply(true);
    if (!all.hidden) load();
    return () => apply();
  }

  /** On a phone a row stands as a card: each cell takes its column's name along. @param {HTMLTableElement} table */
  function nameCells(table) {
    const names = [...table.tHead?.rows[0].cells ?? []].map((head) => head.textContent.trim());
    for (const row of rowsOf(table)) {
      for (const cell of row.cells) {
        if (cell.tagName === "TD") cell.dataset.th = names[cell.cellIndex];
        cell.classList.toggle("tw-none", cell.textContent.trim() === "—");
      }
    }
  }

  const tables = /** @type {NodeListOf<HTMLTableElement>} */ (document.querySelectorAll("table[data-tw-table]"));
  for (const [number, table] of tables.entries()) {
    nameCells(table);
    makeSortable(table, makeChoosable(table, number));
    table.dataset.ready = "";
  }
  /** Of a list of what is due or given, the first that is not over on the reader's day; where all is over, what stands behind the list says so. */
  for (const list of /** @type {NodeListOf<HTMLElement>} */ (document.querySelectorAll("[data-tw-ahead]"))) {
    const items = /** @type {HTMLElement[]} */ ([...list.children]), ended = list.nextElementSibling;
    const shown = items.filter(({ dataset }) => !isPast(dataset.twDue ?? dataset.twUntil)).slice(0, Number(list.dataset.twAhead));
    for (const item of items) item.hidden = !shown.includes(item);
    list.dataset.chosen = "";
    list.hidden = !shown.length;
    if (ended instanceof HTMLElement && ended.matches(".tw-ended")) ended.hidden = shown.length > 0;
  }
  /** What is over by the reader's day says so: a target that fell due, money of a document past its term. @param {HTMLElement} item @param {string} text */
  function tellOver(item, text) {
    const told = document.createElement("span");
    told.className = "tw-tag";
    told.textContent = text;
    item.querySelector(":scope > .tw-of, td:last-child .tw-of")?.append(" ", told);
  }
  for (const item of /** @type {NodeListOf<HTMLElement>} */ (document.querySelectorAll("[data-tw-due], [data-tw-until]"))) {
    const { twDue, twUntil } = item.dataset;
    if (isPast(twDue)) tellOver(item, "已到期");
    if (isPast(twUntil)) tellOver(item, "文件已过有效期");
  }
})();
