// @ts-check
/* Choosing among the rows of a table: lists of values above it, a page of rows at a time, what is over folded away. The address keeps
   the choice, and this device when it is asked to. Without it the table is whole. */
(function (root) {
  "use strict";
  const { isPast, today } = root.tiaowenPast;
  const { isPartial, unfoldUntil } = root.tiaowenHeld;

  /** A list with more values than this is typed into, not chosen from. */
  const MOST = 80;
  /** Fewer rows are seen at a glance. */
  const FEWEST = 6;

  /**
   * @typedef {object} Choice
   * @property {string} name of its column, in the address too
   * @property {string} label
   * @property {(row: HTMLTableRowElement) => string[]} of what a row can be chosen by
   * @property {HTMLSelectElement | HTMLInputElement} control
   * @property {HTMLDataListElement | null} list of the field, where it is one
   * @property {string[][]} values of each row
   * @property {string[][]} places of each row, its own first, then those above
   * @property {string[]} offered each value once
   * @property {boolean} [told] the page tells them all, before its rows are all there
   */

  /** The rows in the order of the page, without the heads of their groups. @param {HTMLTableElement} table */
  const rowsOf = (table) => [...table.tBodies].flatMap((body) => [...body.rows]).filter((row) => !row.dataset.head);

  /** @param {string | undefined} text */
  const split = (text) => (text ?? "").split("；").filter((value) => value && value !== "—");

  /** Of a row that any choice leaves, behind those that have it: what holds for all industries (*1) or names none (*2) may hold for mine. */
  const EVERY = /^\*[12]$/;
  /** What a row can be chosen by in a column: the values that its cell lists (A；B), else what it says.
   * @param {HTMLTableRowElement} row @param {number} column */
  const valuesOf = (row, column) => {
    const { dataset, textContent } = row.cells[column];
    return [...split(dataset.choice ?? textContent?.trim()), ...dataset.after === undefined ? [] : [`*${dataset.after}`]];
  };

  /** Of a row without a year too, which stands behind the others. */
  const YEAR = /^(\d{4}|没有写明)$/;
  /** Years in their order, anything else by how many rows have it, then as it comes: an order by sound costs a phone half a second.
   * @param {string[][]} values @returns {string[]} */
  function inOrder(values) {
    const rows = new Map();
    for (const value of values.flat()) rows.set(value, (rows.get(value) ?? 0) + 1);
    const found = [...rows.keys()].filter((value) => !EVERY.test(value));
    return found.every((value) => YEAR.test(value)) ? found.sort() : found.sort((a, b) => rows.get(b) - rows.get(a));
  }

  /** A list to choose from, or a field to type into where there are too many: the one that stood there, where it is of that kind, so that
   * who has it open keeps it. @param {string[]} values @param {string} id @param {Choice} [before] @param {boolean} [many] the page says so, before its rows are all there */
  function controlOf(values, id, before, many) {
    if (values.length <= MOST && !many) {
      if (before?.control instanceof HTMLSelectElement) return { control: before.control, list: null };
      const select = document.createElement("select");
      select.append(new Option("全部", ""));
      return { control: select, list: null };
    }
    if (before?.list) return { control: before.control, list: before.list };
    const field = document.createElement("input"), list = document.createElement("datalist");
    field.type = "search";
    field.setAttribute("list", list.id = id);
    return { control: field, list };
  }

  /** The values into the lists: after the first sight, because a phone measures the text of every one. @param {Choice[]} choices */
  function fillChoices(choices) {
    for (const { control, list, offered } of choices) {
      const options = offered.map((value) => new Option(value, value)), chosen = control.value;
      const held = list ? [...list.options] : [...control instanceof HTMLSelectElement ? control.options : []].slice(1);
      if (held.length === offered.length && held.every(({ value }, at) => value === offered[at])) continue; // who has it open keeps it
      if (list) list.replaceChildren(...options);
      else {
        control.replaceChildren(new Option("全部", ""), ...options, ...chosen && !offered.includes(chosen) ? [new Option(chosen, chosen)] : []);
        control.value = chosen;
      }
    }
  }

  /** Whether a name is what is typed: a part of it, or the whole of it behind the place of its row (某某市财政局 for 市财政局 of 某某市).
   * @param {string} name @param {string} typed @param {string[]} places */
  const isNamed = (name, typed, places) => name.includes(typed)
    || typed.endsWith(name) && places.some((place) => place.startsWith(typed.slice(0, -name.length)));
  /** Whether a row has what is chosen. @param {Choice} choice @param {number} row */
  const has = ({ control, values, places }, row) => !control.value
    || values[row].some((value) => control instanceof HTMLSelectElement ? value === control.value : isNamed(value, control.value.trim(), places[row]));
  /** How far behind those that have it a row stands that any choice leaves; 0 where it has what is chosen, or is not left. @param {Choice} choice @param {number} row */
  const behind = (choice, row) => has(choice, row) ? 0 : Number(choice.values[row].find((value) => EVERY.test(value))?.[1] ?? 0);
  /** @param {Choice} choice @param {number} row */
  const fits = (choice, row) => has(choice, row) || behind(choice, row) > 0;

  /** A line before the first row that any choice leaves behind those that have what is chosen: why the order begins anew.
   * @param {HTMLTableElement} table @param {HTMLTableRowElement[]} left @param {(row: HTMLTableRowElement) => number} stepOf @param {string} names of what is chosen */
  function tellBehind(table, left, stepOf, names) {
    table.querySelector("tr[data-head='behind']")?.remove();
    const others = new Set(left.filter(stepOf)), first = others.size < left.length && rowsOf(table).find((row) => others.has(row));
    if (!first) return;
    const line = document.createElement("tr"), cell = Object.assign(document.createElement("th"), { colSpan: first.cells.length, textContent: `以下 ${others.size} 行不限或未注明${names}` });
    line.dataset.head = "behind";
    line.append(cell);
    first.before(line);
  }

  /** How many rows have each value, the other choices as they are; those that would leave none cannot be chosen. Nothing is said of a value of which
   * rows are to come that the other choices may not leave.
   * @param {Choice[]} choices @param {number[]} misses how many of all conditions each row misses
   * @param {(choice: Choice) => Map<string, number>} toCome of each value @param {(choice: Choice) => boolean} alone whether nothing else is chosen */
  function tellCounts(choices, misses, toCome, alone) {
    for (const choice of choices) {
      if (!(choice.control instanceof HTMLSelectElement)) continue;
      const left = new Map(), more = toCome(choice), whole = alone(choice);
      let every = 0;
      misses.forEach((missed, row) => {
        if (missed - Number(!fits(choice, row))) return;
        for (const value of choice.values[row]) left.set(value, (left.get(value) ?? 0) + 1);
        every += Number(choice.values[row].some((value) => EVERY.test(value)));
      });
      for (const option of [...choice.control.options].slice(1)) {
        const others = more.get(option.value) ?? 0, count = (left.get(option.value) ?? 0) + others;
        option.text = others && !whole ? option.value : `${option.value}（${count}）`;
        option.disabled = !count && !every && !option.selected;
      }
    }
  }

  /** What an address asks for; a value that this table does not have is shown as such.
   * @param {Choice[]} choices @param {string} prefix @param {string} asking */
  function readAddress(choices, prefix, asking) {
    const asked = new URLSearchParams(asking);
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
    return url.search;
  }

  /** A place stands for what holds in it: what is its own, what is of those above it, and of those in it. A row names its place, then those above.
   * @param {HTMLTableRowElement[]} rows */
  function withinPlaces(rows) {
    /** @type {Map<string, Set<string>>} */
    const below = new Map();
    for (const { dataset } of rows) {
      const [own, ...above] = split(dataset.place);
      for (const place of above) below.set(place, (below.get(place) ?? new Set()).add(own));
    }
    return (/** @type {HTMLTableRowElement} */ { dataset }) => [...split(dataset.place), ...below.get(split(dataset.place)[0]) ?? []];
  }

  /** What the rows can be chosen by: a marked column each, their place, and whether the time is over.
   * @param {HTMLTableElement} table @param {HTMLTableRowElement[]} rows @param {boolean} timed what is over was told apart before
   * @returns {Pick<Choice, "name" | "label" | "of">[]} */
  function facetsOf(table, rows, timed) {
    const heads = [...table.tHead?.rows[0].cells ?? []];
    const facets = heads.flatMap((head, column) => head.dataset.filter === undefined ? []
      : [{ name: head.dataset.filter || head.textContent.trim(), label: head.dataset.label ?? "", of: (/** @type {HTMLTableRowElement} */ row) => valuesOf(row, column) }]);
    facets.splice(1, 0, { name: "地区", label: "", of: withinPlaces(rows) });
    facets.push({ name: "类别", label: "", of: ({ dataset }) => split(dataset.kind) });
    const due = heads.findIndex((head) => head.dataset.due !== undefined);
    if (due >= 0) {
      const over = (/** @type {HTMLTableRowElement} */ row) => isPast(row.cells[due].dataset.value);
      const known = new Set(rows.map(over));
      if (known.has(true) && known.has(false) || isPartial(table) || timed) facets.push({ name: "今天", label: "到期与否", of: (row) => over(row) === null ? [] : [over(row) ? "已经到期" : "尚未到期"] });
    }
    return facets;
  }

  /** The choices of a table: each facet of which there are two values or more, with its control; of a table whose rows are not all there, one;
   * what stood there stays.
   * @param {HTMLTableElement} table @param {HTMLTableRowElement[]} rows @param {string} prefix of the ids @param {Choice[]} before those that stood there
   * @param {(name: string) => string[]} toCome values of a choice that rows to come have */
  function choicesOf(table, rows, prefix, before, toCome) {
    const facets = facetsOf(table, rows, before.some(({ name }) => name === "今天"));
    const places = rows.map((row) => facets.flatMap(({ name, of }) => name === "地区" ? of(row) : []));
    return facets.flatMap((facet, at) => {
      const values = rows.map(facet.of), known = before.find(({ name }) => name === facet.name), told = before.some((choice) => choice.told);
      const found = inOrder([...values, toCome(facet.name)]), offered = known && (known.told && isPartial(table) || isSame(found, known.offered)) ? known.offered : found;
      if (told && isPartial(table) ? !known : offered.length < (isPartial(table) || known ? 1 : 2)) return [];
      return [{ ...facet, values, places, offered, told: known?.told, ...controlOf(offered, `tw-values-${prefix}${at}`, known, split(table.dataset.twMany).includes(facet.name)) }];
    });
  }

  /** @param {string[]} one @param {string[]} other */
  const isSame = (one, other) => one.length === other.length && one.every((value) => other.includes(value));

  /** The choices that the page has above a table, with every value, before its rows are all there. @param {Element | null} bar @returns {Choice[]} */
  const choicesIn = (bar) => [.../** @type {NodeListOf<HTMLSelectElement | HTMLInputElement>} */ (bar?.querySelectorAll("[name]:not([name=q])") ?? [])].map((control) => {
    const list = control instanceof HTMLInputElement ? /** @type {HTMLDataListElement} */ (control.list) : null;
    const offered = [...control instanceof HTMLSelectElement ? [...control.options].slice(1) : list?.options ?? []].map(({ value }) => value);
    return { name: control.name, label: "", of: () => [], control, list, values: [], places: [], offered, told: true };
  });

  /** @param {string} name @param {HTMLElement} control */
  function labelled(name, control) {
    const label = document.createElement("label");
    label.append(name, control);
    return label;
  }

  /** @param {string} text @param {() => void} act */
  function button(text, act) {
    const made = Object.assign(document.createElement("button"), { type: "button", className: "tw-button", textContent: text });
    made.addEventListener("click", act);
    return made;
  }

  /** Elements of one parent in this order, behind all others; those that stand so stay, for what is moved is laid out anew.
   * @param {Element} parent @param {Element[]} elements */
  function put(parent, elements) {
    const last = [...parent.children].slice(-elements.length);
    if (elements.some((element, at) => element !== last[at])) parent.append(...elements);
  }

  /** Those that fall due next stand first, then what has no day, last what is over; groups of rows in the order of their first.
   * @param {HTMLTableElement} table @param {HTMLTableRowElement[]} rows */
  function inTime(table, rows) {
    const due = [...table.tHead?.rows[0].cells ?? []].findIndex((head) => head.dataset.due !== undefined);
    const place = new Map(rows.map((row) => {
      const day = due < 0 ? "" : row.cells[due].dataset.value ?? "", over = isPast(day || row.dataset.twUntil) || row.dataset.over !== undefined;
      row.classList.toggle("tw-over", over);
      return [row, { rank: over ? 2 : day ? 0 : 1, day: day && `${day}-99` }];
    }));
    /** @param {HTMLTableRowElement} a @param {HTMLTableRowElement} b */
    const by = (a, b) => {
      const [one, other] = [place.get(a), place.get(b)];
      if (!one || !other) return 0;
      const order = one.day < other.day ? -1 : Number(one.day > other.day);
      return one.rank - other.rank || (one.rank === 2 ? -order : order);
    };
    const groups = [...table.tBodies].map((body) => ({ body, rows: [...body.rows].filter((row) => place.has(row)).sort(by) })).filter((group) => group.rows.length);
    for (const { body, rows: sorted } of groups) put(body, sorted);
    put(table, groups.sort((a, b) => by(a.rows[0], b.rows[0])).map(({ body }) => body));
  }

  /** Rows that any choice leaves behind those that have what is chosen, each in the order in which they stood. @param {HTMLTableRowElement[]} rows @param {Map<HTMLTableRowElement, number>} steps how far behind each is */
  function setBehind(rows, steps) {
    const order = [...rows].sort((a, b) => (steps.get(a) ?? 0) - (steps.get(b) ?? 0));
    for (const body of new Set(rows.map((row) => row.parentElement))) if (body) put(body, order.filter((row) => row.parentElement === body));
  }

  /** Of a table in the order of time, the piece that the reader's day falls into, where its first rows are over.
   * @param {HTMLTableElement} table @param {HTMLTableRowElement[]} rows */
  const untilToday = (table, rows) => rows.every((row) => row.classList.contains("tw-over")) && unfoldUntil(table, today);

  /** A button that has this device keep the choice, and drops it again. @param {string} key @param {() => string} choice what the address says of it */
  function keeper(key, choice) {
    const name = `tiaowen.${key}`;
    const kept = () => { try { return localStorage.getItem(name) ?? ""; } catch { return ""; /* a private window keeps nothing */ } };
    const tell = () => {
      const mine = kept();
      made.textContent = mine && mine === choice() ? "不再记住" : "在这台设备上记住";
      made.hidden = !choice() && !mine;
    };
    const made = button("", () => {
      try {
        if (kept() === choice() || !choice()) localStorage.removeItem(name);
        else localStorage.setItem(name, choice());
      } catch { /* as above */ }
      tell();
    });
    return { made, kept, tell };
  }

  root.tiaowenChoices = { FEWEST, rowsOf, choicesOf, fillChoices, fits, behind, tellBehind, tellCounts, readAddress, writeAddress, labelled, button, choicesIn, inTime, setBehind, untilToday, keeper };
})(/** @type {any} */ (globalThis));
