// @ts-check
/**
 * A question for money leads to the list of money with its place, its industry, who receives and the longest of its other words chosen; less of
 * them where all would leave no row: first without the word, then without who receives, then without the industry; the link says so.
 */
(function (root) {
  "use strict";
  /** So many clauses are read to see whether a sentence with the word speaks of a sum, as the rows do. */
  const READ = 20;
  const DOCUMENTS = 20, CLAUSES = 10;
  /** Of any money: no words to look for. */
  const ANY = /^(?:最高|最大|最多|最|金额|标准|额度|政策|项目)$/;
  /** Whoever asks whether 政府 pays does not ask what governments are paid. */
  const GIVER = "政府";
  const SUM = /[\d一二三四五六七八九十百千万亿]\s*(?:%|％|‰|元|万|亿)|补助|补贴|奖励|减免|优惠/;
  /** @typedef {{kinds: string[], industries: string[], places: Object<string, number[]>}} Left generator/tiaowen/render/money_choices.py */
  /** @type {Map<string, Promise<any>>} */
  const loading = new Map();

  /** What a file hands to one function, loaded by the first question for money. @param {string} file @param {string} name @returns {Promise<any>} */
  function load(file, name) {
    const known = loading.get(file) ?? new Promise((resolve, reject) => {
      root[name] = resolve;
      root.tiaowenSearch.script(`data/${file}.js`).catch(reject);
    });
    loading.set(file, known);
    known.catch(() => loading.delete(file));
    return known;
  }

  /** Whether a concept asks for money: 多少钱, 补贴. @param {any} concept */
  const asks = ({ about, facet, ids }) => about === "money" || facet === "kind" && ids.includes("incentive");

  /** Whether the list has rows of the place, the industry and the receiver. @param {Left} left @param {string} place @param {string} industry @param {string} kind */
  function leaves({ kinds, industries, places: of }, place, industry, kind) {
    const mask = of[place]?.[industry ? industries.indexOf(industry) + 1 : 0] ?? 0;
    return Boolean(mask & 1 << (kind ? kinds.indexOf(kind) : kinds.length));
  }

  /** Whether a clause about money says the word in a sentence about a sum, of the place where one is chosen; or, anywhere, answers it in other
   * words, as the list asks then (tables-pager.js: askSearch). @param {string} word @param {any} place its concept @param {any} engine */
  async function says(word, place, engine) {
    const above = new Map((await root.tiaowenSearch.data(engine.index.words)).places.map((/** @type {any} */ [id, , ids]) => [id, ids]));
    const key = engine.fold(word), money = new Map();
    for (const segment of await engine.segments()) {
      const facts = await root.tiaowenFacts.open(segment, engine), of = await facts.clausesOf("kind/incentive");
      money.set(segment, of);
      const held = [...(await segment.places(key)).counts.keys()].filter((clause) => of.has(clause) && (!place || facts.localOf(segment.documentOf(clause), [place], above) > 0));
      for (const { full } of (await segment.rows(held.slice(0, READ))).values()) {
        await engine.learn(full);
        if (full.split(/[。；\n]/).some((/** @type {string} */ sentence) => SUM.test(sentence) && engine.find(sentence, [key]).length)) return true;
      }
    }
    const found = place ? [] : (await engine.answer(word)).documents.slice(0, DOCUMENTS);
    return found.some((/** @type {any} */ { segment, hits }) => hits.slice(0, CLAUSES).some((/** @type {any} */ { clause }) => money.get(segment)?.has(clause)));
  }

  /** The name of the industry that a word means, by the word. @param {any} engine @returns {Promise<Map<string, string>>} */
  async function industries(engine) {
    const rows = await load("industry-words", "tiaowenIndustries").catch(() => []);
    return new Map(rows.flatMap((/** @type {[string, string[]]} */ [name, words]) => words.map((word) => [engine.fold(word), name])));
  }

  /** What the concepts choose: each part with its concept and the value of its field. @param {any[]} concepts @param {any} engine @param {Left | null} left */
  async function chosenBy(concepts, engine, left) {
    const [called, names] = await Promise.all([industries(engine), root.tiaowenLeads.places(engine)]);
    /** @type {Object<string, {concept: any, value: string}>} */
    const chosen = {};
    for (const concept of concepts) {
      const { kind, text, ids = [] } = concept;
      const place = kind === "place" && names.get(ids.find((/** @type {string} */ id) => names.has(id))), receiver = text !== GIVER && left?.kinds.includes(text) && text, industry = called.get(text);
      // 农业企业: an industry and who receives, in one word
      const whose = kind === "word" && !industry && left?.kinds.find((one) => text.endsWith(one) && called.has(text.slice(0, -one.length)));
      if (place) chosen["地区"] ??= { concept, value: place };
      else if (receiver) chosen["对象类别"] ??= { concept, value: receiver };
      else if (industry && !chosen["产业"]) chosen["产业"] = { concept, value: industry };
      else if (whose && !chosen["产业"]) {
        chosen["产业"] = { concept, value: called.get(text.slice(0, -whose.length)) ?? "" };
        chosen["对象类别"] ??= { concept, value: whose };
      }
      else if (kind === "word" && concept.need && !asks(concept) && !ANY.test(text) && text.length > Math.max(1, chosen.q?.value.length ?? 0)) chosen.q = { concept, value: text };
    }
    return chosen;
  }

  /** The link to the list, or null where no money is asked for or nothing can be chosen by. @param {any[]} concepts @param {any} engine */
  async function leadOf(concepts, engine) {
    if (!concepts.some(asks)) return null;
    /** @type {Left | null} */
    const left = await load("money-choices", "tiaowenMoneyChoices").catch(() => null);
    const chosen = await chosenBy(concepts, engine, left), value = (/** @type {string} */ field) => chosen[field]?.value ?? "";
    if (chosen.q && !(await says(chosen.q.value, chosen["地区"]?.concept, engine))) delete chosen.q;
    const carried = Object.values(chosen).map(({ concept }) => concept);
    const dropped = concepts.filter((/** @type {any} */ concept) => concept.kind === "word" && concept.need && !asks(concept) && concept.text !== GIVER && !ANY.test(concept.text) && !carried.includes(concept)).map(({ text }) => text);
    for (const field of ["对象类别", "产业", "地区"]) {
      if (!left || !chosen[field] || leaves(left, value("地区"), value("产业"), value("对象类别"))) continue;
      dropped.push(chosen[field].concept.text);
      delete chosen[field];
    }
    const said = concepts.filter((/** @type {any} */ concept) => Object.values(chosen).some((part) => part.concept === concept));
    const url = new URL("incentives.html", root.tiaowenSearch.base);
    for (const [field, { value: of }] of Object.entries(chosen)) url.searchParams.set(field, of);
    return said.length ? root.tiaowenLeads.link(url, `看「${said.map((/** @type {any} */ { text }) => text).join(" · ")}」的补贴${dropped.length ? `（不限${dropped.map((text) => `「${text}」`).join("")}）` : ""} →`) : null;
  }

  root.tiaowenMoney = { leadOf, industries };
})(/** @type {any} */ (globalThis));
