// @ts-check
/** What the page made of a query: chips to take away, 是否想查, and where nothing answers, its words one by one. */
(function (root) {
  "use strict";
  const { element, button } = root.tiaowenView;
  /** @param {string} id */
  const part = (id) => /** @type {HTMLElement} */ (document.getElementById(id));
  const ASKED = { money: "问金额", who: "问谁负责", when: "问时间", duration: "问期限", count: "问数量", age: "问年龄", condition: "问条件", how: "问办法", result: "问后果" };
  const KINDS = { place: "地区", elsewhere: "本库没有的地区", body: "单位", industry: "产业", year: "年份", "number of document": "文号" };
  /** Tables that answer what is asked: address, name, the kind of fact that its rows are when it can be filtered by words. */
  const TABLES = { money: ["incentives.html", "奖补优惠一览", "incentive"], count: ["targets.html", "目标指标一览", "target"], who: ["agencies.html", "责任单位一览", ""], when: ["deadlines.html", "时限一览", "duty"], duration: ["deadlines.html", "时限一览", "duty"] };
  const SYNONYMS = 3;

  /** @param {any} concept @returns {string} empty when the word means only itself */
  function labelOf({ kind, text, keys, about }) {
    if (kind === "ask") return `${ASKED[/** @type {keyof typeof ASKED} */ (about)]}：${text}`;
    const others = keys.map((/** @type {[string, number]} */ [key]) => key).filter((/** @type {string} */ key) => key !== text);
    if (kind === "word") return others.length ? `${text} = ${others.slice(0, SYNONYMS).join("、")}${others.length > SYNONYMS ? "…" : ""}` : "";
    const name = KINDS[/** @type {keyof typeof KINDS} */ (kind)];
    return name ? `${name}：${text}` : "";
  }

  /** A table with the rows that hold a word of the query, else those of its place (tables.js reads `q`). @param {string[]} table @param {any[]} words @param {any} place */
  function tableLink([address, name, kind], words, place) {
    const url = new URL(address, root.tiaowenSearch.base);
    const held = kind && (words.find(({ tabled }) => tabled[kind])?.tabled[kind] ?? place?.text ?? "");
    if (held) url.searchParams.set("q", held);
    return element("li", {}, element("a", { href: url.href }, name), ...(held ? [element("small", {}, `含“${held}”的行`)] : []));
  }

  /** @param {any} answer @param {any} choice @param {{plain: (text: string) => void, search: (text: string) => void}} act */
  function show(answer, choice, act) {
    const chips = answer.concepts.flatMap((/** @type {any} */ concept) => {
      const label = labelOf(concept);
      if (!label) return [];
      const chip = button("tw-chip", `${label} ×`, () => act.plain(concept.text));
      chip.setAttribute("aria-label", `${label}，只当文字查`);
      return [element("li", {}, chip)];
    });
    part("tw-search-chips").hidden = !chips.length;
    part("tw-search-chips").replaceChildren(...chips);

    const { correction } = answer;
    const others = correction ? correction.meant.slice(correction.used ? 1 : 0) : [];
    part("tw-search-maybe").hidden = !correction;
    part("tw-search-maybe").replaceChildren(
      ...(others.length ? ["是否想查：", ...others.map((/** @type {string} */ text) => button("tw-more", text, () => act.search(text)))] : []),
      ...(correction?.used ? [button("tw-more", `仍查“${correction.typed}”`, () => act.search(`“${correction.typed}”`))] : []));

    const alone = answer.near || !answer.total ? (answer.alone ?? []) : [];
    const place = answer.concepts.find((/** @type {any} */ { kind }) => kind === "place");
    const words = alone.filter((/** @type {any} */ { text, kind }, /** @type {number} */ at) => !["ask", "number of document"].includes(kind) && text.length > 1 && alone.findIndex((/** @type {any} */ other) => other.text === text) === at);
    const anywhere = place && words.length === 1 ? "，不限地区" : "";
    const rows = words.map((/** @type {any} */ { text, count }) => element("li", {}, count ? button("tw-more", text, () => act.search(text)) : text, element("small", {}, `${count} 条${anywhere}`)));
    if (place && words.length) {
      if (!anywhere) rows.push(element("li", {}, button("tw-more", words.map((/** @type {any} */ { text }) => text).join(" "), () => act.search(words.map((/** @type {any} */ { text }) => text).join(" "))), element("small", {}, "不限地区")));
      rows.push(element("li", {}, element("a", { href: new URL(`place/${place.ids[0]}.html`, root.tiaowenSearch.base).href }, place.text), element("small", {}, "这个地区的全部文件")));
    }
    for (const { about, facet, ids } of answer.concepts) {
      const table = TABLES[/** @type {keyof typeof TABLES} */ (about)] ?? (facet === "kind" && ids.includes("incentive") ? TABLES.money : null);
      if (table && alone.length && !rows.some((/** @type {any} */ row) => row.querySelector("a")?.textContent === table[1])) rows.push(tableLink(table, words, place));
    }
    const useful = alone.length > 0 && rows.some((/** @type {HTMLElement} */ row) => row.querySelector("a, button")); // words that stand nowhere lead nowhere
    part("tw-search-alone").hidden = !useful;
    part("tw-search-alone-list").replaceChildren(...(useful ? rows : []));
  }

  root.tiaowenMeant = { show };
})(/** @type {any} */ (globalThis));
