// @ts-check
/* The tables of the comparison with the places that a reader chooses for columns. Without it they have those with most clauses. */
(() => {
  "use strict";
  /** @typedef {[string, string, Record<string, [number, string, ...string[]]>]} Row name, address, and of each place how many, where, and what else */
  /** @typedef {{ places: string[], tables: Row[][] }} Told */
  const SHADES = 5, SEVERAL = "、", COUNTED = "条款"; // in the address: the industry and the place whose clauses are listed
  const bar = /** @type {HTMLElement | null} */ (document.querySelector("[data-tw-compare]"));
  if (!bar) return;
  const downloads = /** @type {HTMLElement[]} */ ([...document.querySelectorAll("a[download]")]); // they hold the tables as the page has them
  const fields = [...bar.querySelectorAll("input")], count = bar.querySelector("output"), known = [...bar.querySelectorAll("option")].map(({ value }) => value);
  const tables = /** @type {HTMLTableElement[]} */ ([...document.querySelectorAll("table[data-tw-compared]")]);
  const before = tables.map((table) => ({ head: table.tHead?.innerHTML ?? "", body: table.tBodies[0].innerHTML, style: table.getAttribute("style") ?? "" }));

  /** @type {Map<string, Promise<any>>} */
  const loading = new Map();
  /** @type {any} */
  let handed;
  /** What a file beside the page hands over. @param {string} address @param {string} name of the function that it calls @returns {Promise<any>} */
  function load(address, name) {
    const coming = loading.get(address) ?? new Promise((resolve, reject) => {
      const script = Object.assign(document.createElement("script"), { src: address });
      Object.assign(globalThis, { [name]: (/** @type {any} */ told) => { handed = told; } });
      script.onload = () => resolve(handed); // what it has just handed over, whatever else is on its way
      script.onerror = () => { loading.delete(address); reject(new Error(address)); };
      document.head.append(script);
    });
    loading.set(address, coming);
    return coming;
  }

  /** @param {string} tag @param {...(string | Node)} inner */
  function made(tag, ...inner) {
    const element = document.createElement(tag);
    element.append(...inner);
    return element;
  }
  /** @param {string} address @param {string} text */
  const link = (address, text) => address ? Object.assign(document.createElement("a"), { href: address, textContent: text }) : text;

  /** What a place has of a row. @param {Row} row @param {number} place @param {number} top the largest number of the table */
  function cellOf([, address, cells], place, top) {
    const [number, own, ...told] = cells[place] ?? [0, ""];
    if (!number) return made("td", "—");
    const cell = made("td", link(own || address, String(number)), ...told.flatMap((text) => [" ", made("span", text)]));
    cell.className = `tw-shade-${1 + Math.floor((SHADES - 1) * (number - 1) / Math.max(top - 1, 1))}`;
    return cell;
  }

  /** @param {HTMLTableElement} table @param {Row[]} all @param {string[]} names @param {number[]} places */
  function lay(table, all, names, places) {
    const rows = all.filter(([, , cells]) => places.some((place) => cells[place]));
    const top = Math.max(1, ...rows.flatMap(([, , cells]) => places.map((place) => cells[place]?.[0] ?? 0)));
    const heads = [table.tHead?.rows[0].cells[0].textContent ?? "", ...names].map((text) => Object.assign(document.createElement("th"), { scope: "col", textContent: text }));
    table.style.setProperty("--tw-columns", String(places.length));
    table.tHead?.replaceChildren(made("tr", ...heads));
    table.tBodies[0].replaceChildren(...rows.map((row) => {
      const head = Object.assign(document.createElement("th"), { scope: "row" });
      head.append(link(row[1], row[0]));
      return made("tr", head, ...places.map((place) => cellOf(row, place, top)));
    }));
    return rows.length;
  }

  /** The place that a reader means: by its name, or by how only one of them begins (漯河 for 漯河市). @param {string} said */
  function placeOf(said) {
    const begun = known.filter((name) => name.startsWith(said)), short = begun.filter((name) => name.length === said.length + 1);
    return known.includes(said) ? said : begun.length === 1 ? begun[0] : short.length === 1 ? short[0] : said;
  }

  /** Keeps in the address what is chosen. @param {string} name @param {string[]} values */
  function keep(name, values) {
    const url = new URL(location.href);
    if (values.length) url.searchParams.set(name, values.join(SEVERAL));
    else url.searchParams.delete(name);
    if (url.href !== location.href) history.replaceState(history.state, "", url);
  }
  /** @param {string} name */
  const kept = (name) => new URLSearchParams(location.search).get(name)?.split(SEVERAL) ?? [];

  /** The industry and the place that a number counts. @param {HTMLAnchorElement} number */
  function counted(number) {
    const cell = /** @type {HTMLTableCellElement} */ (number.closest("td"));
    return [number.pathname.replace(/.*\/|\.html$/g, ""), cell.closest("table")?.tHead?.rows[0].cells[cell.cellIndex].textContent.trim() ?? ""];
  }

  /** Below a table of industries, the clauses that a number counts. @param {HTMLTableElement} table @param {HTMLAnchorElement} number */
  async function list(table, number) {
    const cell = /** @type {HTMLTableCellElement} */ (number.closest("td")), [id, place] = counted(number), address = (bar?.dataset.twCompare ?? "").replace(/\.js$/, `-${id}.js`);
    /** @type {Record<string, [string, string, [string, string][]][]> | null} */
    const told = await load(address, "tiaowenClauses").catch(() => null);
    if (!told?.[place]) return location.assign(number.href);
    const title = made("h3", `${place} · ${/** @type {HTMLTableRowElement} */ (cell.parentElement).cells[0].textContent}：${number.textContent} 条`);
    const shown = made("section", title, ...told[place].flatMap(([name, own, clauses]) => [
      made("p", made("b", name), " ", made("span", own)), made("ul", ...clauses.map(([text, to]) => made("li", link(to, text)))),
    ]));
    shown.id = "tw-counted";
    title.tabIndex = -1;
    document.getElementById(shown.id)?.remove();
    (table.closest(".tw-scroll") ?? table).after(shown);
    keep(COUNTED, [id, place]);
    title.focus();
  }

  /** The tables with the places that the fields name, else as the page had them. */
  async function compare() {
    for (const field of fields) field.value = field.value.trim() && placeOf(field.value.trim());
    document.getElementById("tw-counted")?.remove();
    keep(COUNTED, []);
    const said = fields.map(({ value }) => value).filter(Boolean), names = [...new Set(said.filter((value) => known.includes(value)))];
    const strange = said.find((value) => !known.includes(value));
    keep("地区", names);
    const told = names.length ? await /** @type {Promise<Told | null>} */ (load(bar?.dataset.twCompare ?? "", "tiaowenCompare").catch(() => null)) : null;
    for (const download of downloads) download.hidden = told !== null;
    if (!told || !count) {
      tables.forEach((table, at) => {
        if (table.tHead) table.tHead.innerHTML = before[at].head;
        table.tBodies[0].innerHTML = before[at].body;
        table.setAttribute("style", before[at].style);
      });
      if (count) count.textContent = names.length ? "各地区的数字没有载入，请重试。" : strange ? `没有“${strange}”` : "";
      return;
    }
    const left = tables.map((table) => lay(table, told.tables[Number(table.dataset.twCompared)], names, names.map((name) => told.places.indexOf(name))));
    count.textContent = strange ? `没有“${strange}”` : names.length < 2 ? "再选一个地区来比" : `${left.reduce((sum, rows) => sum + rows, 0)} 行`;
  }

  /** The page as its address says. */
  async function begin() {
    const asked = kept("地区"), listed = kept(COUNTED).join(SEVERAL);
    fields.forEach((field, at) => { field.value = asked[at] ?? ""; });
    if (asked.length) await compare();
    for (const table of byIndustry) for (const number of table.querySelectorAll("a")) {
      if (listed && number.closest("td") && counted(number).join(SEVERAL) === listed) list(table, number);
    }
  }

  const byIndustry = tables.filter(({ dataset }) => dataset.twCompared === "0");
  bar.addEventListener("change", compare);
  for (const table of byIndustry) table.addEventListener("click", (event) => {
    const number = event.target instanceof Element && event.target.closest("td a");
    if (!(number instanceof HTMLAnchorElement) || event.ctrlKey || event.metaKey || event.shiftKey) return;
    event.preventDefault();
    list(table, number);
  });
  begin();
})();
