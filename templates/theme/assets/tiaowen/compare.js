// @ts-check
/* The tables of the comparison with the places that a reader chooses for columns. Without it they have those with most clauses. */
(() => {
  "use strict";
  /** @typedef {[string, string, Record<string, [number, string, ...string[]]>]} Row name, address, and of each place how many, where, and what else */
  /** @typedef {{ places: string[], tables: Row[][] }} Told */
  const SHADES = 5, SEVERAL = "、", COUNTED = "条款", FIRST = 12; // in the address: the industry, and the place where it is one, whose clauses are listed; how many stand open
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

  /** @param {HTMLAnchorElement} to a page of an industry */
  const industryOf = (to) => to.pathname.replace(/.*\/|\.html$/g, "");

  /** The industry and the place that a number counts. @param {HTMLAnchorElement} number */
  function counted(number) {
    const cell = /** @type {HTMLTableCellElement} */ (number.closest("td"));
    return [industryOf(number), cell.closest("table")?.tHead?.rows[0].cells[cell.cellIndex].textContent.trim() ?? ""];
  }

  /** @typedef {[string, string, string[], [string, number][]]} Clause how it begins, address, its targets, and who gets how much in yuan */
  /** @typedef {Record<string, [string, string, Clause[]][]>} Said by the place's name: title, number and clauses of its documents */
  /** What places say of an industry. @param {string} id @returns {Promise<Said | null>} */
  const said = (id) => load((bar?.dataset.twCompare ?? "").replace(/\.js$/, `-${id}.js`), "tiaowenClauses").catch(() => null);

  /** Shown below a table, in the place of what was. @param {HTMLTableElement} table @param {string} name @param {string[]} address @param {Node[]} parts */
  function show(table, name, address, parts) {
    const title = Object.assign(made("h3", name), { tabIndex: -1 }), shown = Object.assign(made("section", title, ...parts), { id: "tw-counted" });
    document.getElementById(shown.id)?.remove();
    (table.closest(".tw-scroll") ?? table).after(shown);
    keep(COUNTED, address);
    title.focus();
  }

  /** Some of many lines, the others behind a fold. @param {Node[]} lines */
  const folded = (lines) => lines.length <= FIRST ? lines
    : [...lines.slice(0, FIRST), made("details", made("summary", `另外 ${lines.length - FIRST} 项`), ...lines.slice(FIRST))];

  /** What the chosen places say of an industry, side by side: targets, sums (the largest first) and clauses, all of their documents.
   * @param {HTMLTableElement} table @param {HTMLAnchorElement} industry @param {string[]} places */
  async function beside(table, industry, places) {
    const id = industryOf(industry), told = await said(id);
    if (!told) return location.assign(industry.href);
    const clauses = places.map((place) => (told[place] ?? []).flatMap(([title, number, own]) => own.map((clause) => ({ clause, from: number || title }))));
    /** @param {string} text @param {Clause} clause @param {string} from */
    const line = (text, [name, address], from) => made("div", text ? `${text} ` : "", link(address, text ? name.split(" ")[0] || name : name), " ", Object.assign(made("span", from), { className: "tw-of" }));
    /** @type {[string, (of: { clause: Clause, from: string }[]) => Node[]][]} */
    const rows = [
      ["目标", (of) => of.flatMap(({ clause, from }) => clause[2].map((text) => line(text, clause, from)))],
      ["奖补", (of) => of.flatMap(({ clause, from }) => clause[3].map(([text, yuan]) => ({ yuan, made: line(text, clause, from) }))).sort((a, b) => b.yuan - a.yuan).map((sum) => sum.made)],
      ["条款", (of) => of.map(({ clause, from }) => line("", clause, from))],
    ];
    const body = rows.map(([name, linesOf]) => made("tr", Object.assign(made("th", name), { scope: "row" }), ...clauses.map((of, at) => {
      const lines = linesOf(of), cell = made("td", ...lines.length ? folded(lines) : ["—"]);
      cell.dataset.th = places[at];
      return cell;
    })));
    const head = made("tr", ...["", ...places].map((text) => Object.assign(made("th", text), { scope: "col" })));
    show(table, `${industry.textContent}：${places.join("、")}`, [id], [Object.assign(made("table", made("thead", head), made("tbody", ...body)), { className: "tw-beside" })]);
  }

  /** Below a table of industries, the clauses that a number counts. @param {HTMLTableElement} table @param {HTMLAnchorElement} number */
  async function list(table, number) {
    const row = /** @type {HTMLTableRowElement} */ (number.closest("tr")), [id, place] = counted(number), told = await said(id);
    if (!told?.[place]) return location.assign(number.href);
    show(table, `${place} · ${row.cells[0].textContent}：${number.textContent} 条`, [id, place], told[place].flatMap(([name, own, clauses]) => [
      made("p", made("b", name), " ", made("span", own)), made("ul", ...clauses.map(([text, to]) => made("li", link(to, text)))),
    ]));
  }

  /** The tables with the places that the fields name, else as the page had them. @param {string[]} [listed] what stays in the address */
  async function compare(listed = []) {
    for (const field of fields) field.value = field.value.trim() && placeOf(field.value.trim());
    document.getElementById("tw-counted")?.remove();
    keep(COUNTED, listed);
    const typed = fields.map(({ value }) => value).filter(Boolean), names = [...new Set(typed.filter((value) => known.includes(value)))];
    const strange = typed.find((value) => !known.includes(value));
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
    count.textContent = strange ? `没有“${strange}”` : names.length < 2 ? "再选一个地区来比" : `${left.reduce((sum, rows) => sum + rows, 0)} 行；点产业，看目标、奖补和条款并列`;
  }

  const byIndustry = tables.filter(({ dataset }) => dataset.twCompared === "0");
  const chosen = () => kept("地区").filter((name) => known.includes(name));

  /** What a link of a table of industries shows below it; whether it does. @param {HTMLTableElement} table @param {HTMLAnchorElement} to */
  function answer(table, to) {
    if (to.closest("td")) list(table, to);
    else if (to.closest("tbody") && chosen().length > 1) beside(table, to, chosen());
    else return false;
    return true;
  }

  /** The page as its address says. */
  async function begin() {
    const asked = kept("地区"), [industry, place] = kept(COUNTED);
    fields.forEach((field, at) => { field.value = asked[at] ?? ""; });
    if (asked.length) await compare([industry, place].filter(Boolean));
    for (const table of byIndustry) {
      const to = [...table.querySelectorAll("a")].find((own) => industry && [industryOf(own), own.textContent].includes(industry) && (place ? own.closest("td") && counted(own)[1] === place : own.closest("tbody th")));
      if (to) answer(table, to);
    }
  }

  bar.addEventListener("change", () => compare());
  for (const table of byIndustry) table.addEventListener("click", (event) => {
    const to = event.target instanceof Element && event.target.closest("a");
    if (to instanceof HTMLAnchorElement && !event.ctrlKey && !event.metaKey && !event.shiftKey && answer(table, to)) event.preventDefault();
  });
  begin();
})();
