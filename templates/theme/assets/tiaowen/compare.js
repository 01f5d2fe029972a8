// @ts-check
/* The tables of the comparison with the places that a reader chooses for columns. Without it they have those with most clauses. */
(() => {
  "use strict";
  /** @typedef {[string, string, Record<string, [number, string, ...string[]]>]} Row name, address, and of each place how many, where, and what else */
  /** @typedef {{ places: string[], tables: Row[][] }} Told */
  const SHADES = 5, SEVERAL = "、";
  const bar = /** @type {HTMLElement | null} */ (document.querySelector("[data-tw-compare]"));
  if (!bar) return;
  const downloads = /** @type {HTMLElement[]} */ ([...document.querySelectorAll("a[download]")]); // they hold the tables as the page has them
  const fields = [...bar.querySelectorAll("input")], count = bar.querySelector("output"), known = [...bar.querySelectorAll("option")].map(({ value }) => value);
  const tables = /** @type {HTMLTableElement[]} */ ([...document.querySelectorAll("table[data-tw-compared]")]);
  const before = tables.map((table) => ({ head: table.tHead?.innerHTML ?? "", body: table.tBodies[0].innerHTML, style: table.getAttribute("style") ?? "" }));

  /** @type {Promise<Told> | undefined} */
  let loading;
  /** The numbers of all places, which stand on no page together. @returns {Promise<Told>} */
  function load() {
    loading ??= new Promise((resolve, reject) => {
      const script = Object.assign(document.createElement("script"), { src: bar?.dataset.twCompare ?? "" });
      Object.assign(globalThis, { tiaowenCompare: resolve });
      script.onerror = () => { loading = undefined; reject(new Error(script.src)); };
      document.head.append(script);
    });
    return loading;
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

  /** The tables with the places that the fields name, else as the page had them. */
  async function compare() {
    const said = fields.map(({ value }) => value.trim()).filter(Boolean), names = [...new Set(said.filter((value) => known.includes(value)))];
    const strange = said.find((value) => !known.includes(value));
    const url = new URL(location.href);
    if (names.length) url.searchParams.set("地区", names.join(SEVERAL));
    else url.searchParams.delete("地区");
    if (url.href !== location.href) history.replaceState(history.state, "", url);
    const told = names.length ? await load().catch(() => null) : null;
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

  const asked = new URLSearchParams(location.search).get("地区")?.split(SEVERAL) ?? [];
  fields.forEach((field, at) => { field.value = asked[at] ?? ""; });
  bar.addEventListener("change", compare);
  if (asked.length) compare();
})();
