// @ts-check
/* Tables: sort, filter, and a row as a card on a phone. They stay plain tables without it. */
(() => {
  "use strict";

  const { FEWEST, rowsOf, isPast, choicesOf, fits, tellCounts, readAddress, writeAddress, labelled, button, inTime, loadRows, keeper } = /** @type {any} */ (window).tiaowenChoices;
  const { makePager, clauseOf, askSearch } = /** @type {any} */ (window).tiaowenPager;

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

  /**
   * @typedef {object} Chooser what is known of a table that is chosen from
   * @property {HTMLTableElement} table
   * @property {string} prefix of its choices in the address
   * @property {HTMLTableRowElement[]} rows
   * @property {string[]} texts of each row, with what it can be chosen by
   * @property {any[]} choices
   * @property {any[]} spoken the choices and the words: what the address keeps
   * @property {Set<string> | null} meant addresses of the clauses that the words mean, where no row has them
   * @property {{ bar: HTMLElement, words: HTMLInputElement, count: HTMLOutputElement, all: HTMLButtonElement }} parts
   * @property {any} pager @property {any} keep
   */

  /** The choices as the rows make them. @param {Chooser} chooser */
  function build(chooser) {
    const { table, prefix, parts: { bar, words, count, all }, keep } = chooser, order = bar.querySelector(".tw-order");
    const rows = chooser.rows = rowsOf(table);
    for (const row of rows) row.dataset.place ??= row.parentElement?.dataset.place ?? "";
    if (table.dataset.twFold) inTime(table, rows);
    const choices = chooser.choices = choicesOf(table, rows, prefix);
    chooser.texts = rows.map((/** @type {HTMLTableRowElement} */ row, /** @type {number} */ at) => [row.textContent, ...choices.flatMap((/** @type {any} */ { values }) => values[at])].join("\n"));
    chooser.spoken = [...choices, { name: "q", control: words, values: [] }];
    bar.replaceChildren(...choices.flatMap((/** @type {any} */ { label, name, control, list }) => [labelled(label || name, control), ...list ? [list] : []]),
      labelled(table.dataset.twWords ?? "含有", words), count, all, ...keep ? [keep.made] : [], ...order ? [order] : []);
  }

  /** Shows the rows that are left, and how many each further choice would leave. @param {Chooser} chooser @param {boolean} [anew] from the first page */
  function apply(chooser, anew) {
    const { table, rows, texts, choices, spoken, meant, parts: { words, count, all } } = chooser;
    const wanted = words.value.trim().split(/\s+/).filter(Boolean);
    const misses = rows.map((row, at) => choices.filter((choice) => !fits(choice, at)).length
      + (meant ? Number(!meant.has(clauseOf(row))) : wanted.filter((word) => !texts[at].includes(word)).length));
    const left = rows.filter((_, at) => !misses[at]), whole = table.dataset.twMore ? Number(table.dataset.twTotal) : rows.length;
    count.textContent = left.length === rows.length ? `${whole} 行` : `${meant ? "意思相符的 " : ""}${left.length} / ${whole} 行`;
    all.hidden = spoken.every(({ control }) => !control.value);
    chooser.keep?.tell();
    tellCounts(choices, misses);
    chooser.pager.show(left, anew);
    if (!left.length && wanted.length && !meant && table.dataset.twWords) askSearch(words, (/** @type {Set<string>} */ found) => {
      chooser.meant = found;
      apply(chooser, true);
    });
  }

  /** The rows that stand beside the page, among those that can be chosen. @param {Chooser} chooser */
  async function load(chooser) {
    if (!await loadRows(chooser.table)) return;
    const focused = chooser.spoken.find(({ control }) => control === document.activeElement)?.name;
    build(chooser);
    readAddress(chooser.spoken, chooser.prefix, location.search);
    chooser.spoken.find(({ name }) => name === focused)?.control.focus();
    apply(chooser);
  }

  /** Choices above a table with the count of rows that are left; the address keeps them.
   * @param {HTMLTableElement} table @param {number} number on the page @returns {() => void} what shows the rows again after they were sorted */
  function makeChoosable(table, number) {
    const prefix = number ? `${number + 1}.` : "", { twKeep } = table.dataset;
    const bar = Object.assign(document.createElement("div"), { className: "tw-filters" }), words = Object.assign(document.createElement("input"), { type: "search" });
    const all = button("全部显示", () => {
      for (const { control } of chooser.spoken) control.value = "";
      changed();
      words.focus();
    });
    /** @type {Chooser} */
    const chooser = {
      table, prefix, rows: [], texts: [], choices: [], spoken: [], meant: null, parts: { bar, words, count: document.createElement("output"), all },
      pager: makePager(table, () => load(chooser)), keep: twKeep ? keeper(twKeep, () => location.search) : null,
    };
    const changed = () => {
      chooser.meant = null;
      writeAddress(chooser.spoken, prefix);
      apply(chooser, true);
    };
    build(chooser);
    if (chooser.rows.length < FEWEST) {
      chooser.pager.show(chooser.rows);
      return () => chooser.pager.show(chooser.rows);
    }
    bar.addEventListener("focusin", () => load(chooser));
    bar.addEventListener("input", changed);
    (table.closest(".tw-scroll") ?? table).before(bar);
    const kept = chooser.keep && !location.search ? chooser.keep.kept() : "";
    readAddress(chooser.spoken, prefix, kept || location.search);
    if (kept) writeAddress(chooser.spoken, prefix);
    apply(chooser, true);
    if (!all.hidden) load(chooser);
    return () => apply(chooser);
  }

  const tables = /** @type {NodeListOf<HTMLTableElement>} */ (document.querySelectorAll("table[data-tw-table]"));
  for (const [number, table] of tables.entries()) {
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
