// @ts-check
/* What the pages do beyond being read: copy permalinks, open what a link leads into, sort and filter tables.
   Everything is readable and every link works without it. No dependency; the same on http and from disk. */
(() => {
  "use strict";

  /** @type {HTMLElement | undefined} */
  let toast;
  /** @type {number | undefined} */
  let toastTimer;

  /** Tells the reader something, also to a screen reader. @param {string} message */
  function say(message) {
    if (!toast) {
      toast = document.createElement("div");
      toast.className = "tw-toast";
      toast.setAttribute("role", "status");
      document.body.append(toast);
    }
    toast.textContent = message;
    clearTimeout(toastTimer);
    toastTimer = setTimeout(() => { if (toast) toast.textContent = ""; }, 6000);
  }

  /** The public address of a place in this page, and whether the site has one. @param {string} id */
  function publicAddress(id) {
    const canonical = document.querySelector("link[rel=canonical]");
    const known = canonical instanceof HTMLLinkElement ? canonical.href : "";
    return { address: `${known || location.href.split("#")[0]}#${id}`, known: Boolean(known) };
  }

  /** Copies text; plain http on a local network has no clipboard, so a text field stands in. @param {string} text */
  async function copy(text) {
    try {
      await navigator.clipboard.writeText(text);
      return true;
    } catch {
      const field = document.createElement("textarea");
      field.value = text;
      field.className = "tw-hidden";
      document.body.append(field);
      field.select();
      const done = document.execCommand("copy");
      field.remove();
      return done;
    }
  }

  /** @param {MouseEvent} event */
  async function onPermalink(event) {
    const link = event.target instanceof Element ? event.target.closest("a.tw-link") : null;
    if (!(link instanceof HTMLAnchorElement) || event.ctrlKey || event.metaKey || event.shiftKey) return;
    event.preventDefault();
    const id = link.hash.slice(1);
    const top = scrollY;
    location.hash = id;
    scrollTo({ top, behavior: "instant" });
    const { address, known } = publicAddress(id);
    if (!await copy(address)) say(`无法复制，请手动复制：${address}`);
    else if (known) say(`已复制永久链接：${address}`);
    else say(`未设公开网址，复制的是本机路径：${address}`);
  }

  /** Opens every folded part around the target of the address, then shows it. */
  function openTarget() {
    const target = location.hash.length > 1 ? document.getElementById(decodeURIComponent(location.hash.slice(1))) : null;
    let closed = target instanceof HTMLDetailsElement ? target : target?.closest("details");
    if (target?.id === "making") closed = document.querySelector("details.tw-making");
    let opened = false;
    for (let part = closed; part; part = part.parentElement?.closest("details")) {
      opened ||= !part.open;
      part.open = true;
    }
    if (opened) target?.scrollIntoView();
  }

  /** What a filter compares: the cell's choice, else what it says. @param {HTMLTableRowElement} row @param {number} column */
  const choiceOf = (row, column) => row.cells[column].dataset.choice ?? row.cells[column].textContent.trim();

  /** @param {HTMLTableCellElement | undefined} cell */
  const valueOf = (cell) => cell ? cell.dataset.value ?? cell.textContent.trim() : "";

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
    const apply = () => {
      const wanted = words.value.trim().split(/\s+/).filter(Boolean);
      let shown = 0;
      for (const row of rows) {
        const fits = choices.every(({ column, choice }) => !choice.value || choiceOf(row, column) === choice.value)
          && wanted.every((word) => row.textContent.includes(word));
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
      for (const cell of row.cells) if (cell.tagName === "TD") cell.dataset.th = names[cell.cellIndex];
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

  document.addEventListener("click", onPermalink);
  addEventListener("hashchange", openTarget);
  for (const table of /** @type {NodeListOf<HTMLTableElement>} */ (document.querySelectorAll("table[data-tw-table]"))) {
    nameCells(table);
    makeFilterable(table);
    makeSortable(table);
  }
  for (const place of /** @type {NodeListOf<HTMLElement>} */ (document.querySelectorAll("[data-tw-finder]"))) makeFinder(place);
  openTarget();
})();
