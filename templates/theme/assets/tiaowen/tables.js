// @ts-check
/* Tables: sort, filter, and a row as a card on a phone. They stay plain tables without it. */
(() => {
  "use strict";

  /** A list with more values than this is typed into, not chosen from. */
  const MOST = 80;

  /** What a row can be chosen by in a column: the values that its cell lists (A；B), else what it says.
   * @param {HTMLTableRowElement} row @param {number} column */
  const valuesOf = (row, column) => (row.cells[column].dataset.choice ?? row.cells[column].textContent.trim()).split("；").filter((value) => value && value !== "—");

  /** @param {HTMLTableCellElement | undefined} cell */
  const valueOf = (cell) => cell ? cell.dataset.value ?? cell.textContent.trim() : "";

  /** Whether a day, month or year is over where the reader is; null when there is none. @param {string | undefined} iso */
  const isPast = (iso) => iso ? new Date(Date.now() - new Date().getTimezoneOffset() * 60000).toISOString().slice(0, iso.length) > iso : null;

  /** Numbers by size, texts by their order in Chinese; what is empty stands last either way.
   * @param {HTMLTableElement} table @param {number} column @param {boolean} numeric @param {boolean} down */
  function sortBy(table, column, numeric, down) {
    const body = table.tBodies[0];
    const order = new Intl.Collator("zh-Hans-CN", { numeric: true });
    const rows = [...body.rows].map((row) => ({ row, value: valueOf(row.cells[column]) }));
    rows.sort((a, b) => {
      if (!a.value || !b.value) return Number(!a.value) - Number(!b.value);
      const by = numeric ? Number(a.value) - Number(b.value) : order.compare(a.value, b.value);
      return down ? -by : by;
    });
    body.append(...rows.map(({ row }) => row));
  }

  /** Buttons in the heads; on a phone, where a row is a card and has no head, a list of the same orders above. @param {HTMLTableElement} table */
  function makeSortable(table) {
    const heads = [...table.tHead?.rows[0].cells ?? []];
    const order = document.createElement("select");
    /** @param {number} column @param {boolean} down */
    const sort = (column, down) => {
      for (const other of heads) other.removeAttribute("aria-sort");
      heads[column].setAttribute("aria-sort", down ? "descending" : "ascending");
      order.value = `${column} ${down}`;
      sortBy(table, column, heads[column].dataset.sort === "number", down);
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
   * @typedef {object} Choice
   * @property {string} name of its column, in the address too
   * @property {HTMLSelectElement | HTMLInputElement} control
   * @property {string[][]} values of each row
   */

  /** Years in their order, anything else by how many rows have it. @param {string[][]} values @returns {string[]} */
  function inOrder(values) {
    const rows = new Map();
    for (const value of values.flat()) rows.set(value, (rows.get(value) ?? 0) + 1);
    const order = new Intl.Collator("zh-Hans-CN").compare, years = [...rows.keys()].every((value) => /^\d{4}$/.test(value));
    return [...rows.keys()].sort((a, b) => (years ? 0 : rows.get(b) - rows.get(a)) || order(a, b));
  }

  /** A list to choose from, or a field to type into where there are too many. @param {string[]} values @param {string} id */
  function controlOf(values, id) {
    const options = values.map((value) => new Option(value, value));
    if (values.length <= MOST) {
      const select = document.createElement("select");
      select.append(new Option("全部", ""), ...options);
      return { control: select, list: null };
    }
    const field = document.createElement("input"), list = document.createElement("datalist");
    field.type = "search";
    field.setAttribute("list", list.id = id);
    list.append(...options);
    return { control: field, list };
  }

  /** @param {Choice} choice @param {number} row */
  const fits = ({ control, values }, row) => !control.value
    || values[row].some((value) => control instanceof HTMLSelectElement ? value === control.value : value.includes(control.value.trim()));

  /** How many rows each value would leave, the other choices as they are; those that would leave none cannot be chosen.
   * @param {Choice[]} choices @param {number[]} misses how many of all conditions each row misses */
  function tellCounts(choices, misses) {
    for (const choice of choices) {
      if (!(choice.control instanceof HTMLSelectElement)) continue;
      const left = new Map();
      misses.forEach((missed, row) => {
        if (missed - Number(!fits(choice, row))) return;
        for (const value of choice.values[row]) left.set(value, (left.get(value) ?? 0) + 1);
      });
      for (const option of [...choice.control.options].slice(1)) {
        const count = left.get(option.value) ?? 0;
        option.text = `${option.value}（${count}）`;
        option.disabled = !count && !option.selected;
      }
    }
  }

  /** What the address asks for; a value that this table does not have is shown as such. @param {Choice[]} choices @param {string} prefix */
  function readAddress(choices, prefix) {
    const asked = new URLSearchParams(location.search);
    for (const { name, control } of choices) {
      const value = asked.get(prefix + name) ?? "";
      if (control instanceof HTMLSelectElement && value && ![...control.options].some((option) => option.value === value)) control.append(new Option(value, value));
      control.value = value;
    }
  }

  /** The address with these choices, to pass on. @param {Choice[]} choices @param {string} prefix */
  function writeAddress(choices, prefix) {
    const url = new URL(location.href);
    for (const { name, control } of choices) {
      if (control.value) url.searchParams.set(prefix + name, control.value);
      else url.searchParams.delete(prefix + name);
    }
    if (url.href !== location.href) history.replaceState(history.state, "", url);
  }

  /** The choices of a table: one for each marked column, whether the time is over, and words.
   * @param {HTMLTableRowElement[]} rows @param {HTMLTableCellElement[]} heads @param {HTMLElement} bar @param {string} prefix @returns {Choice[]} */
  function choicesOf(rows, heads, bar, prefix) {
    /** @type {Choice[]} */
    const choices = [];
    for (const [column, head] of heads.entries()) {
      if (head.dataset.filter === undefined) continue;
      const values = rows.map((row) => valuesOf(row, column)), offered = inOrder(values);
      if (offered.length < 2) continue;
      const name = head.dataset.filter || head.textContent.trim();
      const { control, list } = controlOf(offered, `tw-values-${prefix}${column}`);
      choices.push({ name, control, values });
      bar.append(labelled(name, control), ...(list ? [list] : []));
    }
    const due = heads.findIndex((head) => head.dataset.due !== undefined);
    const over = due < 0 ? [] : rows.map((row) => isPast(row.cells[due].dataset.value));
    if (over.includes(true) && over.includes(false)) {
      const term = document.createElement("select");
      term.append(new Option("全部", ""), ...["尚未到期", "已经到期"].map((text) => new Option(text, text)));
      choices.push({ name: "今天", control: term, values: over.map((past) => past === null ? [] : [past ? "已经到期" : "尚未到期"]) });
      bar.append(labelled("今天", term));
    }
    return choices;
  }

  /** Choices above a table with the count of rows that are left; the address keeps them. @param {HTMLTableElement} table @param {number} number on the page */
  function makeFilterable(table, number) {
    const rows = [...table.tBodies[0].rows];
    if (rows.length < 6) return;
    const prefix = number ? `${number + 1}.` : "";
    const bar = document.createElement("div"), count = document.createElement("output");
    const words = document.createElement("input"), all = document.createElement("button");
    bar.className = "tw-filters";
    words.type = "search";
    all.type = "button";
    all.className = "tw-button";
    all.textContent = "全部显示";
    const choices = choicesOf(rows, [...table.tHead?.rows[0].cells ?? []], bar, prefix);
    const texts = rows.map((row, at) => [row.textContent, ...choices.flatMap(({ values }) => values[at])].join("\n"));
    const spoken = [...choices, { name: "q", control: words, values: [] }];
    const apply = () => {
      const wanted = words.value.trim().split(/\s+/).filter(Boolean);
      const misses = rows.map((_, row) => choices.filter((choice) => !fits(choice, row)).length + wanted.filter((word) => !texts[row].includes(word)).length);
      rows.forEach((row, at) => { row.hidden = misses[at] > 0; });
      const shown = misses.filter((missed) => !missed).length;
      count.textContent = shown === rows.length ? `${shown} 行` : `${shown} / ${rows.length} 行`;
      all.hidden = spoken.every(({ control }) => !control.value);
      tellCounts(choices, misses);
    };
    bar.append(labelled("含有", words), count, all);
    bar.addEventListener("input", () => { apply(); writeAddress(spoken, prefix); });
    all.addEventListener("click", () => {
      for (const { control } of spoken) control.value = "";
      apply();
      writeAddress(spoken, prefix);
      words.focus();
    });
    (table.closest(".tw-scroll") ?? table).before(bar);
    readAddress(spoken, prefix);
    apply();
  }

  /** @param {string} name @param {HTMLElement} control */
  function labelled(name, control) {
    const label = document.createElement("label");
    label.append(name, control);
    return label;
  }

  /** On a phone a row stands as a card: each cell takes its column's name along. @param {HTMLTableElement} table */
  function nameCells(table) {
    const names = [...table.tHead?.rows[0].cells ?? []].map((head) => head.textContent.trim());
    for (const row of table.tBodies[0].rows) {
      for (const cell of row.cells) {
        if (cell.tagName === "TD") cell.dataset.th = names[cell.cellIndex];
        cell.classList.toggle("tw-none", cell.textContent.trim() === "—");
      }
    }
  }

  const tables = /** @type {NodeListOf<HTMLTableElement>} */ (document.querySelectorAll("table[data-tw-table]"));
  for (const [number, table] of tables.entries()) {
    nameCells(table);
    makeFilterable(table, number);
    makeSortable(table);
  }
  /** Of a list of what is due, the next on the reader's day: what is past is left out while something is still ahead. */
  for (const list of /** @type {NodeListOf<HTMLElement>} */ (document.querySelectorAll("[data-tw-ahead]"))) {
    const items = /** @type {HTMLElement[]} */ ([...list.children]);
    const ahead = items.filter((item) => !isPast(item.dataset.twDue)), shown = (ahead.length ? ahead : items).slice(0, Number(list.dataset.twAhead));
    for (const item of items) item.hidden = !shown.includes(item);
    list.dataset.chosen = "";
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
