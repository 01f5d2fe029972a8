// @ts-check
/* Lists and tables: sort, filter, and a row as a card on a phone. They stay plain tables without it. */
(() => {
  "use strict";

  /** What a filter compares: the cell's choice, else what it says. @param {HTMLTableRowElement} row @param {number} column */
  const choiceOf = (row, column) => row.cells[column].dataset.choice ?? row.cells[column].textContent.trim();

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

  /** @param {HTMLTableElement} table */
  function makeSortable(table) {
    const heads = [...table.tHead?.rows[0].cells ?? []];
    for (const [column, head] of heads.entries()) {
      const kind = head.dataset.sort;
      if (!kind) continue;
      const button = document.createElement("button");
      button.type = "button";
      button.className = "tw-sort";
      button.append(...head.childNodes);
      head.append(button);
      button.addEventListener("click", () => {
        const down = head.getAttribute("aria-sort") !== "descending";
        for (const other of heads) other.removeAttribute("aria-sort");
        head.setAttribute("aria-sort", down ? "descending" : "ascending");
        sortBy(table, column, kind === "number", down);
      });
    }
  }

  /** Choices for the marked columns and a field for words, with the count of rows that are left; the address keeps them.
   * @param {HTMLTableElement} table */
  function makeFilterable(table) {
    const rows = [...table.tBodies[0].rows];
    if (rows.length < 6) return;
    const heads = [...table.tHead?.rows[0].cells ?? []];
    const bar = document.createElement("div");
    const count = document.createElement("output");
    const words = document.createElement("input");
    bar.className = "tw-filters";
    words.type = "search";
    /** @type {{ column: number, choice: HTMLSelectElement, name: string }[]} */
    const choices = [];
    for (const [column, head] of heads.entries()) {
      if (head.dataset.filter === undefined) continue;
      const values = [...new Set(rows.map((row) => choiceOf(row, column)))].filter(Boolean).sort(new Intl.Collator("zh-Hans-CN").compare);
      if (values.length < 2 || values.length > 80) continue;
      const choice = document.createElement("select");
      choice.append(new Option("全部", ""), ...values.map((value) => new Option(value, value)));
      const name = head.dataset.filter || head.textContent.trim();
      choices.push({ column, choice, name });
      bar.append(labelled(name, choice));
    }
    const due = heads.findIndex((head) => head.dataset.due !== undefined);
    const term = document.createElement("select");
    if (due >= 0 && rows.some((row) => isPast(row.cells[due].dataset.value)) && rows.some((row) => isPast(row.cells[due].dataset.value) === false)) {
      term.append(new Option("全部", ""), new Option("尚未到期", "ahead"), new Option("已经到期", "past"));
      bar.append(labelled("今天", term));
    }
    const apply = () => {
      const wanted = words.value.trim().split(/\s+/).filter(Boolean);
      let shown = 0;
      for (const row of rows) {
        const fits = choices.every(({ column, choice }) => !choice.value || choiceOf(row, column) === choice.value)
          && wanted.every((word) => row.textContent.includes(word))
          && (!term.value || isPast(row.cells[due].dataset.value) === (term.value === "past"));
        row.hidden = !fits;
        shown += Number(fits);
      }
      count.textContent = shown === rows.length ? `${shown} 行` : `${shown} / ${rows.length} 行`;
    };
    bar.append(labelled("含有", words), count);
    bar.addEventListener("input", apply);
    (table.closest(".tw-scroll") ?? table).before(bar);
    const asked = new URLSearchParams(location.search);
    words.value = asked.get("q") ?? "";
    for (const { choice, name } of choices) choice.value = asked.get(name) ?? "";
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

  /** A field that narrows the lists of a page to names with these characters. @param {HTMLElement} place */
  function makeFinder(place) {
    const field = document.createElement("input");
    field.type = "search";
    place.className = "tw-filters";
    place.append(labelled(place.dataset.twFinder ?? "", field));
    place.hidden = false;
    const lists = /** @type {NodeListOf<HTMLElement>} */ (document.querySelectorAll(".tw-chips"));
    field.addEventListener("input", () => {
      for (const list of lists) {
        let any = false;
        for (const item of /** @type {NodeListOf<HTMLElement>} */ (list.querySelectorAll("li"))) {
          item.hidden = !item.textContent.includes(field.value.trim());
          any ||= !item.hidden;
        }
        list.hidden = !any;
        const head = list.previousElementSibling;
        if (head instanceof HTMLHeadingElement) head.hidden = !any;
      }
    });
  }

  for (const table of /** @type {NodeListOf<HTMLTableElement>} */ (document.querySelectorAll("table[data-tw-table]"))) {
    nameCells(table);
    makeFilterable(table);
    makeSortable(table);
  }
  for (const place of /** @type {NodeListOf<HTMLElement>} */ (document.querySelectorAll("[data-tw-finder]"))) makeFinder(place);
  for (const item of /** @type {NodeListOf<HTMLElement>} */ (document.querySelectorAll("[data-tw-due]"))) {
    if (!isPast(item.dataset.twDue)) continue;
    const told = document.createElement("span");
    told.className = "tw-tag";
    told.textContent = "已到期";
    item.querySelector(".tw-of")?.append(" ", told);
  }
})();
