// @ts-check
/**
 * What a person means by a query: its words with what else they are called, places, bodies, years, numbers, and what a question is after.
 * Mirrors generator/tiaowen/search/understand.py; both are tested on the same cases (tests/cases/search_meaning.md).
 *
 * @typedef {{kind: string, text: string, keys: [string, number][], weight: number, need: boolean, facet?: string, ids?: string[], about?: string, state?: string, unit?: string, before?: string, after?: string, names?: Object<string, string>}} Concept
 *   state: what it says of whole documents, 已废止
 *   keys: what is looked for, with how much it counts; facet and ids: clauses or documents of these values count too
 */
(function (root) {
  "use strict";
  const SYNONYM = 0.92;
  const LOOK = 0.7;
  const DEPARTMENTS = ["部门", "主管部门", "行政部门", "行政主管部门", "管理部门"];
  /** @type {Object<string, string>} */
  const SAME_UNIT = { 平米: "平方米", 块: "元", 块钱: "元" };
  /** What a number counts is called so too. @type {Object<string, string>} */
  const ALSO = { 天: "日", 日: "天", 岁: "周岁" };
  /** 威发〔2023〕3号 in any brackets or none, with or without the year; what stands before it is the rest of the question. */
  const DOCUMENT = new RegExp("([\\u3400-\\u9fff]{2,10}?)[\\s〔［\\[【（(〈]*((?:19|20)\\d\\d)[\\s〕］\\]】）)〉年]*第?\\s*(\\d{1,5})\\s*号", "u");
  const UNDATED = /([\u3400-\u9fff]{1,8}(?:发|字|办|函|令|规|文|通|知|复|政|批))\s*第?\s*(\d{1,4})\s*号/u;
  const BEFORE_CODE = /^.*(?:废止|修改|修订|印发|转发|根据|依据|文件|哪个|了|的|被|由|把|在)/u;
  /** 放不放假 asks whether 放假. */
  const WHETHER = /([\u3400-\u9fff])[不没](?=\1)/g;
  /** 交多少 and 最长几年 are words, and ask. @type {[string, RegExp][]} */
  const ASKS = [["money", /多少钱?$/], ["duration", /(?:多久|几年|几天|几个月|多长时间|多少[年天])$/]];
  const ASIDE = /[（(][^（）()]*[）)]$/;
  /** 市环保局, but not 市场监管局. */
  const LEVEL = /^[市省县区](?!场)(?=.{2})/;
  /** 以上的项目 after 以上, but not 的士. */
  const JOINED = /^的(?![士确])/;
  const PREFIX = /^(?:中国共产党|中共|共青团)?.{1,8}?(?:省|自治区|市|自治州|州|盟|县|区)(?:委员会(?=.)|委(?=.)|人民政府(?=.)|政府(?=.))?/;
  const { pieces, formsOf, counted } = root.tiaowenPieces;

  /**
   * The words known before the query: of the vocabulary, and of the facets the names of bodies and industries.
   * @param {any} words search/words-….js @param {{agency: Map<string, string>, industry: Map<string, string>}} names id → name
   */
  function lexicon(words, names) {
    /** @type {Map<string, any[]>} */
    const entries = new Map();
    const add = (/** @type {string} */ word, /** @type {any} */ entry) => {
      const held = entries.get(word);
      if (held) held.push(entry);
      else entries.set(word, [entry]);
    };
    /** For each word that has a list of its own in every segment the first group that has it. @type {Map<string, number>} */
    const homes = new Map();
    for (const [number, group] of words.synonyms.split(";").filter(Boolean).entries()) {
      const [own, asked, fact] = group.split("/").map((/** @type {string} */ part, /** @type {number} */ at) => (at < 2 ? part.split(" ").filter(Boolean) : part));
      if (number < words.listed) for (const word of [...own, ...asked]) if (word.length > 1 && !homes.has(word)) homes.set(word, number);
      for (const word of own) add(word, { kind: "word", others: own, fact });
      for (const word of asked) add(word, { kind: "word", others: own, fact, asked: true });
    }
    for (const [number, [, , look]] of words.questions.entries()) for (const word of look) if (word.length > 1 && !homes.has(word)) homes.set(word, words.listed + number);
    /** @type {Map<string, Set<string>>} */
    const alike = new Map();
    for (const [kind, said, look, fact] of words.questions)
      for (const word of said)
        if (kind === "alike") for (const char of word) alike.set(char, new Set([...(alike.get(char) ?? []), ...word]));
        else add(word, kind === "leave" ? { kind } : kind === "named" ? { kind, look } : kind === "aside" || kind === "validity" ? { kind, look } : { kind: "ask", about: kind, others: look, fact });
    for (const [called, fields] of words.offices) for (const word of called) add(word, { kind: "office", names: called, fields });
    for (const [id, called] of words.places) for (const word of called) add(word, { kind: "place", id });
    for (const word of words.elsewhere.split(" ").filter(Boolean)) add(word, { kind: "elsewhere" });
    for (const [id, name] of names.industry) if (name.length > 1) add(name, { kind: "industry", id, name });
    const above = new Map(words.places.map((/** @type {any} */ [id, , ids]) => [id, ids]));
    const placeNames = new Map(words.places.map((/** @type {any} */ [id, called]) => [id, called[0]]));
    const weak = new Set([...entries].filter(([word, held]) => word.length === 1 && held.some(({ kind }) => kind === "leave")).map(([word]) => word));
    return { entries, homes, weak, alike, above, placeNames, bodiesNamed: namedIn(bodies(names.agency, words.bodies)) };
  }

  /** Every body with its names as an abbreviation must keep them: without the place in front and what stands in brackets. @param {Map<string, string>} agencies @param {Object<string, string[]>} others */
  function bodies(agencies, others) {
    return Array.from(agencies, ([id, name]) => {
      const forms = [name.replace(ASIDE, ""), ...(others[id] ?? [])];
      return { id, name, forms: [...new Set(forms.flatMap((form) => [form, form.replace(PREFIX, ""), form.replace(LEVEL, "")]))].filter((form) => form.length > 1) };
    });
  }

  /** Whether the short name keeps characters of the long one in their order, from its first to the last word of it. @param {string} short @param {string} long */
  function abbreviates(short, long) {
    if (short === long) return true;
    if (short.length < 3 || short[0] !== long[0]) return false;
    let at = 0;
    for (const char of short) {
      at = long.indexOf(char, at) + 1;
      if (!at) return false;
    }
    return long.length - at < 3;
  }

  /** The ids of the bodies that a text names. @param {any[]} known @returns {(text: string) => string[]} */
  const namedIn = (known) => (text) => {
    const bare = text.replace(LEVEL, "");
    return known.filter(({ forms }) => forms.some((/** @type {string} */ form) => abbreviates(text, form) || abbreviates(bare, form))).map(({ id }) => id);
  };

  /** A body's names, and as laws call it by its field of work: 科学技术部门. @param {string} text @param {any[]} entries @returns {[string, number][]} */
  function officeKeys(text, entries) {
    const keys = new Map([[text, 1]]);
    for (const { kind, names, fields } of entries)
      if (kind === "office") {
        for (const name of names) if (!keys.has(name)) keys.set(name, SYNONYM);
        for (const field of fields) for (const end of DEPARTMENTS) keys.set(field + end, SYNONYM);
      }
    return [...keys];
  }

  /** @param {string} text @param {any[]} entries @returns {Concept | null} */
  function conceptOf(text, entries) {
    const words = entries.filter(({ kind }) => kind === "word");
    const place = entries.filter(({ kind }) => kind === "place");
    const industry = entries.find(({ kind }) => kind === "industry");
    const ask = entries.find(({ kind }) => kind === "ask");
    if (place.length) return { kind: "place", text, keys: [[text, 1]], weight: 1, need: true, ids: place.map(({ id }) => id) };
    if (entries.some(({ kind }) => kind === "office"))
      return { kind: "body", text, keys: [...officeKeys(text, entries), ...words.flatMap(({ others }) => others.map((/** @type {string} */ other) => /** @type {[string, number]} */ ([other, SYNONYM])))], weight: 1.1, need: true };
    if (entries.some(({ kind }) => kind === "named")) return { kind: "named", text, keys: [[text, 1]], weight: 1, need: true, look: entries.flatMap(({ look }) => look ?? []) };
    if (entries.some(({ kind }) => kind === "elsewhere")) return { kind: "elsewhere", text, keys: [[text, 1]], weight: 1, need: true };
    if (words.length || industry) {
      /** @type {Map<string, number>} */
      const keys = new Map([[text, 1]]);
      for (const { others, asked } of words) for (const other of others) if (!keys.has(other)) keys.set(other, asked ? SYNONYM : SYNONYM - 0.05);
      const fact = words.find((word) => word.fact)?.fact;
      /** @type {Concept} */
      const concept = { kind: "word", text, keys: [...keys], weight: text.length > 1 ? 1 : 0.5, need: true };
      if (fact) Object.assign(concept, { facet: "kind", ids: [fact] });
      else if (industry) Object.assign(concept, { facet: "industry", ids: [industry.id], kind: "industry" });
      return concept;
    }
    if (entries.some(({ kind }) => kind === "aside")) return aside(text, entries);
    if (ask) {
      /** @type {Concept} */
      const concept = { kind: "ask", text, keys: ask.others.map((/** @type {string} */ word) => [word, LOOK]), weight: 0.3, need: false, about: ask.about };
      if (ask.fact) Object.assign(concept, { facet: "kind", ids: [ask.fact] });
      if (ask.unit) concept.unit = SAME_UNIT[ask.unit] ?? ask.unit;
      return concept;
    }
    return null;
  }

  /** What counts a little and is never needed: this year, or 修 as 维修. @param {string} text @param {any[]} entries @returns {Concept} */
  function aside(text, entries) {
    const others = entries.flatMap(({ kind, look }) => (kind === "aside" ? look : []));
    return { kind: "word", text, keys: [[text, 1], ...others.map((/** @type {string} */ word) => /** @type {[string, number]} */ ([word, SYNONYM]))], weight: 0.3, need: false };
  }

  /**
   * @param {string} text @param {any} entry @param {any} known @returns {Concept | null}
   */
  function meaningOf(text, entry, known, before = "", after = "") {
    if (!entry && Array.from(text).every((char) => known.weak.has(char))) return null;
    if (!entry) {
      const run = text.replace(JOINED, "");
      return { kind: "run", text: run, keys: [[run, 1]], weight: 1, need: true, before, after };
    }
    if (entry.kind === "law") return { kind: "law", text, keys: [[text, 1]], weight: 1.3, need: true };
    if (entry.kind === "year") return { kind: "year", text, keys: [[entry.year, 1]], weight: 0.7, need: true, facet: "year", ids: [entry.year] };
    if (entry.kind === "number") {
      const forms = [...new Set([...formsOf(entry.number), ...(entry.typed ? [entry.typed] : [])])];
      const short = entry.number.length < 2, unit = SAME_UNIT[entry.unit] ?? entry.unit;
      return { kind: "number", text, keys: forms.flatMap((form) => unit ? /** @type {[string, number][]} */ ([[form + unit, 1], ...(ALSO[unit] ? [[form + ALSO[unit], 1]] : []), ...(short ? [] : [[form, 0.7]])]) : [[form, 1]]), weight: short ? 0.5 : 1, need: true };
    }
    if (entry.kind === "body") return { kind: "body", text, keys: officeKeys(text, entry.entries), weight: 1.2, need: true, facet: "agency", ids: entry.ids };
    const concept = conceptOf(text, entry.entries), state = entry.entries.find((/** @type {any} */ { kind }) => kind === "validity")?.look[0];
    return state ? { ...(concept ?? { kind: "word", text, keys: [[text, 1]], weight: 1, need: true }), state } : concept;
  }

  /**
   * What the terms of a query mean. Terms in quotation marks, document numbers and excluded terms stay as they are; so do texts in `plain`, whose chips the reader took away.
   * @param {any[]} terms @param {any} known the lexicon @param {Set<string>} [plain] @param {any} [document] the document number in the query
   * @returns {Concept[]}
   */
  function understand(terms, known, plain = new Set(), document = null) {
    /** @type {Concept[]} */
    const found = document ? [document] : [];
    const add = (/** @type {Concept | null} */ concept) => {
      if (concept && !found.some((other) => other.kind === concept.kind && other.text === concept.text)) found.push(concept);
    };
    for (const term of terms) {
      if (term.exclude) continue;
      if (term.quoted) {
        add({ kind: "exact", text: term.key, keys: [[term.key, 1]], weight: 1.5, need: true });
        continue;
      }
      for (const part of term.key.split("|")) {
        const here = part ? pieces(part.replace(WHETHER, (/** @type {string} */ match, /** @type {string} */ char) => (known.entries.has(match + char) ? match : "")), known) : [];
        here.forEach(({ text, entry }, at) => {
          add(meaningOf(text, plain.has(text) ? null : entry, known, here[at - 1]?.text.slice(-1), here[at + 1]?.text[0]));
          const [about] = (entry?.kind === "known" && !plain.has(text) && ASKS.find(([, asks]) => asks.test(text))) || [];
          if (about) add({ kind: "ask", text, keys: [], weight: 0.3, need: false, about });
        });
      }
    }
    if (!found.some((concept) => concept.need))
      for (const term of terms) if (!term.exclude) add({ kind: "run", text: term.key, keys: [[term.key, 1]], weight: 1, need: true });
    return found;
  }

  /**
   * The document number in a query, and the query without it. Its year may be left out, its brackets and spaces too; 號 is 号.
   * @param {string} query @param {(text: string) => string} fold @returns {{concept: any, rest: string}}
   */
  function documentIn(query, fold) {
    const flat = query.normalize("NFKC").replace(/[\u3400-\u9fff]/g, (char) => fold(char));
    const dated = DOCUMENT.exec(flat), match = dated ?? UNDATED.exec(flat);
    if (!match || /["“”]/.test(query)) return { concept: null, rest: query };
    const code = match[1].replace(BEFORE_CODE, ""), [year, serial] = dated ? [match[2], match[3]] : ["", match[2]];
    if (code.length < 2) return { concept: null, rest: query };
    const keys = year ? [[code.slice(-3) + year + String(Number(serial)) + "号", 1]] : [];
    const concept = { kind: "number of document", text: match[0].slice(match[1].length - code.length), keys, weight: 2, need: true, code, year, serial: String(Number(serial)) };
    return { concept, rest: flat.replace(match[0], match[1].slice(0, match[1].length - code.length) + " ") };
  }

  root.tiaowenUnderstand = { documentIn, lexicon, understand, aside };
})(/** @type {any} */ (globalThis));
