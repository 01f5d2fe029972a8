// @ts-check
/* Tables: sort, filter, and a row as a card on a phone. They stay plain tables without it. */
(() => {
  "use strict";

  const { FEWEST, rowsOf, choicesOf, fillChoices, fits, behind, tellBehind, tellCounts, readAddress, writeAddress, labelled, button, choicesIn, inTime, setBehind, untilToday, keeper } = /** @type {any} */ (window).tiaowenChoices;
  const { isPartial, loadRows, reserveOf, partsFor, lacking, loadParts, tellHeld } = /** @type {any} */ (window).tiaowenHeld;
  const { isPast } = /** @type {any} */ (window).tiaowenPast;
  const { makePager, clauseOf, askSearch } = /** @type {any} */ (window).tiaowenPager;

  const COMING = "正在载入其余的行……";
  const ASKING = "没有一字不差的行，正在找意思相符的…";

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

  /** Buttons in the heads; on a phone, where a row is a card and has no head, a list of the same orders above. 
   * @param {HTMLTableElement} table @param {ReturnType<typeof makeChoosable>} chosen */
  function makeSortable(table, { whole, shown }) {
    const heads = [...table.tHead?.rows[0].cells ?? []];
    const order = document.createElement("select");
    /** @param {number} column @param {boolean} down */
    const sort = async (column, down) => {
      if (isPartial(table)) await whole();
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
    const label = labelled("排序", order), told = bar.querySelector(".tw-order");
    label.className = "tw-order";
    if (told) told.replaceWith(label);
    else bar.append(label);
  }

  /**
   * @typedef {object} Chooser what is known of a table that is chosen from
   * @property {HTMLTableElement} table
   * @property {string} prefix of its choices in the address
   * @property {HTMLTableRowElement[]} rows
   * @property {HTMLTableRowElement[]} order in which they stand while nothing is chosen
   * @property {number[]} steps how far each stands behind those that have what is chosen
   * @property {number[]} ranks whether each stands behind those that say the words themselves: 0 or 1
   * @property {string | null} arranged the choices for which they stand so
   * @property {any[]} choices
   * @property {boolean} filled whether the choices have their values
   * @property {boolean} coming whether the other rows are on their way
   * @property {any[]} spoken the choices and the words: what the address keeps
   * @property {any} reserve rows that one choice brings (tables-held.js)
   * @property {Set<string> | null} meant addresses of the clauses that the words mean, where no row has them
   * @property {{ bar: HTMLElement, words: HTMLInputElement, count: HTMLOutputElement, all: HTMLButtonElement }} parts
   * @property {any} pager @property {any} keep
   */

  /** A column that says nothing in any row is not shown. @param {HTMLTableElement} table @param {HTMLTableRowElement[]} rows */
  function hideEmpty(table, rows) {
    const head = table.tHead?.rows[0];
    for (const { cellIndex } of head?.cells ?? []) {
      const empty = !isPartial(table) && rows.length > 1 && rows.every(({ cells }) => cells[cellIndex]?.textContent.trim() === "—");
      if (empty) for (const row of [head, ...rows]) row?.cells[cellIndex].classList.add("tw-empty");
    }
  }

  /** The choices as the rows make them. @param {Chooser} chooser */
  function build(chooser) {
    const { table, prefix, reserve, parts: { bar, words, count, all }, keep } = chooser, order = bar.querySelector(".tw-order");
    /** @type {HTMLTableRowElement[]} */
    let rows = rowsOf(table);
    if (table.dataset.twFold) inTime(table, rows);
    if (table.dataset.twFold && untilToday(table, rows)) inTime(table, rows = rowsOf(table));
    Object.assign(chooser, { rows, order: rows, steps: [], ranks: [], arranged: null });
    hideEmpty(table, rows);
    for (const row of rows) row.dataset.place ??= row.parentElement?.dataset.place ?? "";
    const before = chooser.choices, toCome = (/** @type {string} */ name) => name === reserve.name ? reserve.parts.map((/** @type {any} */ { value }) => value) : [];
    const choices = chooser.choices = choicesOf(table, rows, prefix, before, toCome);
    chooser.spoken = [...choices, { name: "q", control: words, values: [] }];
    if (chooser.filled) fillChoices(choices);
    if (choices.length === before.length && choices.every((/** @type {any} */ { control }, /** @type {number} */ at) => control === before[at].control)) return;
    bar.replaceChildren(...choices.flatMap((/** @type {any} */ { label, name, control, list }) => [labelled(label || name, control), ...list ? [list] : []]),
      labelled(table.dataset.twWords ?? "含有", words), count, all, ...keep ? [keep.made] : [], ...order ? [order] : []);
  }

  /** 1 for a row whose words stand in the name of its clause alone, behind those that say them themselves, else 0.
   * @param {Chooser} chooser @param {string[]} wanted @returns {number[]} */
  function ranksOf({ table, rows, choices, meant }, wanted) {
    if (table.dataset.twWords === undefined || !wanted.length || meant) return rows.map(() => 0);
    return rows.map((row, at) => {
      const own = [...[...row.cells].slice(0, -1).map(({ textContent }) => textContent), ...choices.flatMap(({ values }) => values[at])].join("\n");
      return Number(!wanted.every((word) => own.includes(word)));
    });
  }

  /** Puts the rows that any choice leaves behind those that have what is chosen, and of each those first that say the words. @param {Chooser} chooser @param {string[]} wanted */
  function arrange(chooser, wanted) {
    const { table, rows, choices, steps, ranks, meant } = chooser, chosen = [...choices.map(({ control }) => control.value), ...wanted, meant ? "meant" : ""].join("\n");
    if (isPartial(table) || chosen === chooser.arranged) return;
    chooser.arranged = chosen;
    chooser.steps = rows.map((_, at) => Math.max(0, ...choices.map((choice) => behind(choice, at))));
    chooser.ranks = ranksOf(chooser, wanted);
    if ([...steps, ...ranks, ...chooser.steps, ...chooser.ranks].some(Boolean)) setBehind(chooser.order, new Map(rows.map((row, at) => [row, chooser.steps[at] * 2 + chooser.ranks[at]])));
  }

  /** What is chosen in the choice that brings rows, and whether anything else is. @param {Chooser} chooser */
  function chosenOf({ reserve, spoken }) {
    const own = spoken.find(({ name }) => name === reserve.name);
    return { label: own?.label || reserve.name, chosen: own?.control.value ?? "", others: spoken.some((choice) => choice !== own && choice.control.value), place: spoken.find(({ name }) => name === "地区")?.control.value ?? "" };
  }

  /** Shows the rows that are left, and how many each further choice would leave. @param {Chooser} chooser @param {boolean} [anew] from the first page */
  function apply(chooser, anew) {
    const { table, rows, choices, filled, spoken, reserve, meant, parts: { words, count, all } } = chooser;
    const wanted = words.value.trim().split(/\s+/).filter(Boolean);
    /** How many of the words a row neither says nor can be chosen by. @param {HTMLTableRowElement} row @param {number} at */
    const unsaid = (row, at) => {
      const text = wanted.length ? [row.textContent, ...choices.flatMap(({ values }) => values[at])].join("\n") : "";
      return wanted.filter((word) => !text.includes(word)).length;
    };
    const misses = rows.map((row, at) => choices.filter((choice) => !fits(choice, at)).length + (meant ? Number(!meant.has(clauseOf(row))) : unsaid(row, at)));
    arrange(chooser, wanted);
    const headed = misses.filter((missed, at) => !missed && chooser.ranks[at]).length;
    const others = misses.filter((missed, at) => !missed && chooser.steps[at]).length;
    const left = rows.filter((_, at) => !misses[at]), { whole, beyond } = tellHeld(table, rows.length, reserve, chosenOf(chooser));
    count.textContent = chooser.coming ? COMING : `${left.length === rows.length ? "" : `${meant ? "意思相符的 " : ""}${left.length} / `}${whole} 行${others ? `，其中 ${others} 行不限或未注明` : ""}${headed ? `，${headed} 行的词只在条款标题里` : ""}`;
    if (!chooser.coming) count.append(...beyond);
    all.hidden = spoken.every(({ control }) => !control.value);
    chooser.keep?.tell();
    const toCome = (/** @type {any} */ { name }) => new Map(name === reserve.name ? partsFor(reserve, "").map((/** @type {any} */ { value, left }) => [value, left]) : []);
    const alone = (/** @type {any} */ choice) => spoken.every((other) => other === choice || !other.control.value);
    if (filled && !isPartial(table)) tellCounts(choices, misses, toCome, alone);
    chooser.pager.show(left, anew, spoken.filter(({ control }) => control.value).map(({ label, name, control }) => `${name === "q" ? "词语" : label || name}：${control.value}`).join("，"));
    const asked = choices.filter((choice) => choice.control.value && left.some((_, at) => behind(choice, at))).map(({ name }) => name);
    const steps = new Map(rows.map((row, at) => [row, chooser.steps[at]]));
    tellBehind(table, left, (/** @type {HTMLTableRowElement} */ row) => steps.get(row) ?? 0, asked.join("、"));
    if (!left.length && wanted.length && !meant && !chooser.coming && table.dataset.twWords) {
      count.textContent = ASKING;
      askSearch(words, (/** @type {Set<string>} */ found) => {
        if (!found.size) count.textContent = `没有说到它的行，意思相符的也没有（共 ${whole} 行）`;
        chooser.meant = found.size ? found : null;
        if (found.size) apply(chooser, true);
      });
    }
  }

  /** The rows that are not there yet, among those that can be chosen. @param {Chooser} chooser */
  async function load(chooser) {
    const { table, reserve } = chooser, { chosen, others } = chosenOf(chooser);
    if (!isPartial(table) && !(lacking(reserve, chosen) && (chosen || others && reserve.all))) return;
    chooser.coming = true;
    chooser.parts.count.textContent = COMING;
    const loaded = (await Promise.all([loadRows(table), loadParts(table, reserve, chosen, others)])).some(Boolean);
    chooser.coming = false;
    if (!loaded || chooser.rows.length === rowsOf(chooser.table).length) return apply(chooser);
    const focused = chooser.spoken.find(({ control }) => control === document.activeElement)?.name;
    build(chooser);
    readAddress(chooser.spoken, chooser.prefix, location.search);
    chooser.spoken.find(({ name }) => name === focused)?.control.focus();
    apply(chooser);
  }

  /** What stands above a table that is chosen from: as its page has it, else made. @param {Element | null} told */
  const partsOf = (told) => ({
    bar: /** @type {HTMLElement} */ (told ?? Object.assign(document.createElement("div"), { className: "tw-filters" })),
    words: /** @type {HTMLInputElement} */ (told?.querySelector("input[name=q]") ?? Object.assign(document.createElement("input"), { type: "search" })),
    count: told?.querySelector("output") ?? document.createElement("output"),
  });

  /** Choices above a table with the count of rows that are left; the address keeps them.
   * @param {HTMLTableElement} table @param {number} number on the page
   * @returns {{ table: HTMLTableElement, whole: () => Promise<void>, shown: () => void, reach: (row: HTMLTableRowElement) => void }} what brings every
   * row, what shows them again after they were sorted, and what shows one */
  function makeChoosable(table, number) {
    const prefix = number ? `${number + 1}.` : "", { twKeep } = table.dataset;
    const place = table.closest(".tw-scroll") ?? table, before = place.previousElementSibling, told = before?.matches(".tw-filters") ? before : null;
    const { bar, words, count } = partsOf(told), all = button("全部显示", () => {
      for (const { control } of chooser.spoken) control.value = "";
      changed();
      words.focus({ preventScroll: true });
    });
    /** @type {Chooser} */
    const chooser = {
      table, prefix, rows: [], order: [], steps: [], ranks: [], arranged: null, choices: choicesIn(told), filled: false, coming: false, spoken: [], reserve: reserveOf(table), meant: null,
      parts: { bar, words, count, all }, pager: makePager(table, () => whole()), keep: twKeep ? keeper(twKeep, () => location.search) : null,
    };
    const changed = () => {
      chooser.meant = null;
      writeAddress(chooser.spoken, prefix);
      apply(chooser, true);
      whole();
    };
    const whole = () => load(chooser), { reach } = chooser.pager;
    all.classList.add("tw-all");
    build(chooser);
    if (told) bar.append(all, ...chooser.keep ? [chooser.keep.made] : []);
    if (chooser.rows.length < FEWEST) {
      chooser.pager.show(chooser.rows);
      return { table, whole, shown: () => chooser.pager.show(chooser.rows), reach };
    }
    const fill = () => {
      if (chooser.filled) return;
      chooser.filled = true;
      fillChoices(chooser.choices);
      apply(chooser);
    };
    bar.addEventListener("focusin", () => { fill(); whole(); });
    bar.addEventListener("input", changed);
    if (!told) place.before(bar);
    if (chooser.spoken.some(({ control }) => control.value)) writeAddress(chooser.spoken, prefix); // chosen before the script was there
    const kept = chooser.keep && !location.search ? chooser.keep.kept() : "";
    readAddress(chooser.spoken, prefix, kept || location.search);
    if (kept) writeAddress(chooser.spoken, prefix);
    apply(chooser, true);
    if (!all.hidden) whole();
    (window.requestIdleCallback ?? setTimeout)(fill);
    const shown = () => {
      Object.assign(chooser, { order: rowsOf(table), arranged: null });
      apply(chooser);
    };
    return { table, whole, shown, reach };
  }

  const tables = /** @type {NodeListOf<HTMLTableElement>} */ (document.querySelectorAll("table[data-tw-table]"));
  const made = [...tables].map((table, number) => {
    const chosen = makeChoosable(table, number);
    makeSortable(table, chosen);
    table.dataset.ready = "";
    return chosen;
  });
  /** The row that the address names, wherever it stands. */
  async function reachTarget() {
    const id = decodeURIComponent(location.hash.slice(1)), find = () => id ? document.getElementById(id) : null;
    for (const { whole } of made) if (id && !find()) await whole();
    const row = find()?.closest("tr"), chosen = made.find(({ table }) => row && table.contains(row));
    if (row) chosen?.reach(row);
  }
  addEventListener("hashchange", reachTarget);
  reachTarget();
  /** The rows of one place, with what is chosen here. */
  document.querySelector("nav.tw-sections")?.addEventListener("click", (event) => {
    const link = event.target instanceof Element && event.target.closest("a");
    if (link instanceof HTMLAnchorElement && link.pathname !== location.pathname && !link.search) link.search = location.search;
  });
  addEventListener("beforeprint", () => made.forEach(({ table, whole }) => table.dataset.twMore === undefined && whole()));
  const every = () => Promise.all(made.map(({ whole }) => whole()));
  /** For what takes the tables away: a sheet, records. */
  /** @type {any} */ (window).tiaowenTables = { every };
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
