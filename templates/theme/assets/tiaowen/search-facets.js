// @ts-check
/**
 * Counts of an answer by place, agency, industry, year, type, validity and kind of fact, and the choice among them.
 * A choice is facet → ids; ids of one facet are alternatives, facets narrow each other.
 *
 * @typedef {Object<string, string[]>} Choice
 * @typedef {{id: string, name: string, count: number, chosen: boolean}} Value
 */
(function (root) {
  "use strict";
  const FACETS = { place: "地区", agency: "责任单位", industry: "产业", year: "年份", type: "文种", validity: "时效", kind: "内容" };
  const SHOWN = 6;
  /** @type {WeakMap<any, Promise<any>>} */
  const opened = new WeakMap();

  /** What a segment knows: facet → names of its values, and clause → the values it has. @param {any} segment */
  function open(segment) {
    let promise = opened.get(segment);
    if (!promise) {
      promise = segment.facets().then(async (/** @type {any} */ file) => {
        const shards = await Promise.all(Array.from({ length: file.shards }, (_, number) => segment.shard(number)));
        const names = new Map();
        /** @type {Object<string, (clause: number) => string[]>} */
        const values = {};
        for (const [facet, [distinct, column]] of Object.entries(file.documents)) {
          names.set(facet, new Map(distinct));
          values[facet] = (clause) => [distinct[column[segment.documentOf(clause)]][0]];
        }
        const { read } = root.tiaowenPostings(file.code, segment.count);
        for (const [facet, list] of Object.entries(file.clauses)) {
          names.set(facet, new Map(list.map((/** @type {any[]} */ [id, name]) => [id, name])));
          /** @type {Map<number, string[]>} */
          const of = new Map();
          for (const [id, , shard] of list)
            for (const clause of read(shards[shard][`${facet}/${id}`])) {
              const ids = of.get(clause);
              if (ids) ids.push(id);
              else of.set(clause, [id]);
            }
          values[facet] = (clause) => of.get(clause) ?? [];
        }
        return { names, values };
      });
      opened.set(segment, /** @type {Promise<any>} */ (promise));
    }
    return /** @type {Promise<any>} */ (promise);
  }

  /**
   * The documents of an answer narrowed by the choice, and for every facet its values, each counted as if its own facet were not chosen.
   * @param {any[]} documents @param {Choice} choice
   */
  async function narrow(documents, choice) {
    const facets = Object.keys(FACETS);
    const chosen = new Map(facets.map((facet) => [facet, new Set(choice[facet] ?? [])]));
    /** @type {Map<string, Map<string, Value>>} */
    const counts = new Map(facets.map((facet) => [facet, new Map()]));
    const kept = [];
    for (const document of documents) {
      const { names, values } = await open(document.segment);
      const hits = document.hits.filter((/** @type {any} */ { clause }) => {
        const own = facets.map((facet) => values[facet](clause));
        const fails = facets.filter((facet, i) => chosen.get(facet)?.size && !own[i].some((/** @type {string} */ id) => chosen.get(facet)?.has(id)));
        facets.forEach((facet, i) => {
          if (fails.length > 1 || (fails.length && fails[0] !== facet)) return;
          const of = /** @type {Map<string, Value>} */ (counts.get(facet));
          for (const id of own[i]) {
            const value = of.get(id);
            if (value) value.count++;
            else of.set(id, { id, name: names.get(facet).get(id), count: 1, chosen: chosen.get(facet)?.has(id) ?? false });
          }
        });
        return !fails.length;
      });
      if (hits.length) kept.push({ ...document, hits });
    }
    return { documents: kept, total: kept.reduce((sum, document) => sum + document.hits.length, 0), counts };
  }

  /**
   * The pages of bodies, places and industries that the words name. An abbreviation keeps characters of the name in their order: 市应急局, 威海市应急管理局.
   * Two characters must stand together. What the answer counts comes first, then the shorter name.
   * @param {Iterable<any>} segments @param {string} words folded, without spaces @param {Map<string, Map<string, Value>>} counts
   * @returns {Promise<{name: string, address: string}[]>}
   */
  async function named(segments, words, counts) {
    const letters = Array.from(words, (letter) => letter.replace(/[\\^$.*+?()[\]{}|/]/, "\\$&"));
    if (letters.length < 2) return [];
    const pattern = new RegExp(letters.join(letters.length > 2 ? ".*" : ""), "i");
    const found = new Map();
    for (const segment of segments) {
      const { names } = await open(segment);
      for (const facet of ["agency", "place", "industry"])
        for (const [id, name] of names.get(facet)) {
          const count = counts.get(facet)?.get(id)?.count ?? 0;
          if (id && pattern.test(name)) found.set(`${facet}/${id}.html`, { name, count });
        }
    }
    const order = Array.from(found, ([address, { name, count }]) => ({ address, name, count }));
    order.sort((a, b) => b.count - a.count || a.name.length - b.name.length || (a.address < b.address ? -1 : 1));
    return order.slice(0, SHOWN);
  }

  /** The choice in an address. @param {URLSearchParams} parameters @returns {Choice} */
  const read = (parameters) => Object.fromEntries(Object.keys(FACETS).map((facet) => [facet, parameters.getAll(facet)]).filter(([, ids]) => ids.length));

  /** @param {URLSearchParams} parameters @param {Choice} choice */
  function write(parameters, choice) {
    for (const facet of Object.keys(FACETS)) {
      parameters.delete(facet);
      for (const id of choice[facet] ?? []) parameters.append(facet, id);
    }
  }

  /**
   * Fills the panel; calls back with the new choice.
   * @param {HTMLElement} panel @param {Map<string, Map<string, Value>>} counts @param {Choice} choice @param {(choice: Choice) => void} changed
   */
  function show(panel, counts, choice, changed) {
    const active = /** @type {HTMLInputElement | null} */ (document.activeElement);
    const focused = active && panel.contains(active) ? active.value && `${active.name}=${active.value}` : "";
    panel.replaceChildren(...Object.entries(FACETS).flatMap(([facet, title]) => {
      const values = [.../** @type {Map<string, Value>} */ (counts.get(facet)).values()];
      for (const id of choice[facet] ?? []) if (!values.some((value) => value.id === id)) values.push({ id, name: id, count: 0, chosen: true });
      const order = facet === "year" ? (/** @type {Value} */ a, /** @type {Value} */ b) => (a.id < b.id ? 1 : -1) : (/** @type {Value} */ a, /** @type {Value} */ b) => b.count - a.count || (a.id < b.id ? -1 : 1);
      values.sort((a, b) => Number(b.chosen) - Number(a.chosen) || order(a, b));
      if (!values.length || (values.length === 1 && !values[0].chosen)) return [];
      return [fieldset(facet, title, values, (id, on) => {
        const others = (choice[facet] ?? []).filter((other) => other !== id);
        changed({ ...choice, [facet]: on ? [...others, id] : others });
      })];
    }));
    if (focused) Array.from(panel.querySelectorAll("input")).find((input) => `${input.name}=${input.value}` === focused)?.focus();
  }

  /** @param {string} facet @param {string} title @param {Value[]} values @param {(id: string, on: boolean) => void} changed */
  function fieldset(facet, title, values, changed) {
    const node = document.createElement("fieldset");
    node.className = "tw-facet";
    const legend = document.createElement("legend");
    legend.textContent = title;
    const labels = values.map(({ id, name, count, chosen }) => {
      const label = document.createElement("label");
      const input = document.createElement("input");
      input.type = "checkbox";
      input.name = facet;
      input.value = id;
      input.checked = chosen;
      input.addEventListener("change", () => changed(id, input.checked));
      const number = document.createElement("span");
      number.className = "tw-facet__count";
      number.textContent = String(count);
      label.append(input, ` ${name} `, number);
      return label;
    });
    node.append(legend, ...labels.slice(0, SHOWN));
    if (labels.length > SHOWN) {
      const more = document.createElement("button");
      more.type = "button";
      more.className = "tw-facet__more";
      more.textContent = `其余 ${labels.length - SHOWN} 项`;
      more.setAttribute("aria-label", `${title}：其余 ${labels.length - SHOWN} 项`);
      more.addEventListener("click", () => {
        more.replaceWith(...labels.slice(SHOWN));
        labels[SHOWN].querySelector("input")?.focus();
      });
      node.append(more);
    }
    return node;
  }

  root.tiaowenFacets = { narrow, named, read, write, show };
})(/** @type {any} */ (globalThis));
