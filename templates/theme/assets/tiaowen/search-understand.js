// @ts-check
/**
 * What a person means by a query: its words with what else they are called, places, bodies, years, numbers, and what a question is after.
 * Mirrors generator/tiaowen/search/understand.py; both are tested on the same cases (tests/cases/search_meaning.md).
 *
 * @typedef {{kind: string, text: string, keys: [string, number][], weight: number, need: boolean, facet?: string, ids?: string[], about?: string, unit?: string, before?: string, after?: string, names?: Object<string, string>}} Concept
 *   keys: what is looked for, with how much it counts; facet and ids: clauses or documents of these values count too
 */
(function (root) {
  "use strict";
  const SYNONYM = 0.92;
  /** What an everyday word costs more than a word of documents: 最低工资|多少 rather than 最低|工资多少. */
  const ASKED = 0.03;
  const LOOK = 0.7;
  const LONGEST = 16;
  /** What a word costs, and a character that is in none; so the fewest, longest words win. */
  const WORD = 0.6, CHARACTER = 1, SINGLE = 1.2, OPEN = 1.2, OFFICE = 2.2;
  const DEPARTMENTS = ["部门", "主管部门", "行政部门", "行政主管部门", "管理部门"];
  /** What a number counts: it belongs to the number. */
  const UNITS = "平方米|平米|个月|个工作日|工作日|公里|周岁|小时|微克|块钱|[年月日天元块倍个家户人岁万吨亩米分次名批类层级条]";
  const UNIT = new RegExp(`^(?:${UNITS})`);
  /** @type {Object<string, string>} */
  const SAME_UNIT = { 平米: "平方米", 块: "元", 块钱: "元" };
  /** What a number counts is called so too. @type {Object<string, string>} */
  const ALSO = { 天: "日", 日: "天", 岁: "周岁" };
  /** 几个月 is answered by months, 多少亩 by 亩. */
  const HOW_MANY = new RegExp(`^(?:多少|几)个?(${UNITS}|[周辆台套所座项件张吨])`);
  const LOOKS = { duration: ["期限", "有效期", "期满"], count: ["达到", "不少于", "不低于"] };
  const TIME = new Set(["年", "月", "日", "天", "周", "小时", "工作日", "个月", "个工作日"]);
  /** 威发〔2023〕3号 in any brackets or none, with or without the year; what stands before it is the rest of the question. */
  const DOCUMENT = new RegExp("([\\u3400-\\u9fff]{2,10}?)[\\s〔［\\[【（(〈]*((?:19|20)\\d\\d)[\\s〕］\\]】）)〉年]*第?\\s*(\\d{1,5})\\s*号", "u");
  const UNDATED = /([\u3400-\u9fff]{1,8}(?:发|字|办|函|令|规|文|通|知|复|政|批))\s*第?\s*(\d{1,4})\s*号/u;
  const BEFORE_CODE = /^.*(?:废止|修改|修订|印发|转发|根据|依据|文件|哪个|了|的|被|由|把|在)/u;
  const DIGITS = new Map(Array.from("零〇一二两三四五六七八九", (char, at) => [char, [0, 0, 1, 2, 2, 3, 4, 5, 6, 7, 8, 9][at]]));
  const SCALES = new Map([["十", 10], ["百", 100], ["千", 1000]]);
  const YEAR = /^(?:19|20)\d\d(?!\d|\.\d|[%‰元万亿])年?/;
  const NUMBER = /^\d+(?:\.\d+)?(?:%|‰|万亿|亿|万)?/;
  const NUMERAL = /^(?:[零〇一二两三四五六七八九十百千万亿]*[万亿](?![零〇一二两三四五六七八九十百千万亿])|[零〇一二两三四五六七八九十百千万亿]*[百千][零〇一二两三四五六七八九十百千万亿]*(?=[元个美家户人%天日年岁倍公平吨条项]|$)|[一二三四五六七八九]?十[一二三四五六七八九]?(?=[元个美家户人%天日年岁倍公平吨条项]|$)|[两三四五六七八九](?=个月|个?工作日|周?岁|小时|[天日年倍]))/;
  const HAN_ONE = /^[两三四五六七八九]$/;
  /** 放不放假 asks whether 放假. */
  const WHETHER = /([\u3400-\u9fff])[不没](?=\1)/g;
  /** 交多少 and 最长几年 are words, and ask. @type {[string, RegExp][]} */
  const ASKS = [["money", /多少钱?$/], ["duration", /(?:多久|几年|几天|几个月|多长时间|多少[年天])$/]];
  const BODY_END = /(?:局|委|办|部|厅|署|中心|总队|支队|委员会|办公室|小组|法院|检察院|工会|团委|妇联)$/;
  /** A body that no registry knows: 房产局 is 房产主管部门 where a text speaks. */
  const OFFICE_LIKE = /^[\u3400-\u9fff]{2,4}[局委厅]$/;
  const ASIDE = /[（(][^（）()]*[）)]$/;
  /** 市环保局, but not 市场监管局. */
  const LEVEL = /^[市省县区](?!场)(?=.{2})/;
  /** 以上的项目 after 以上, but not 的士. */
  const JOINED = /^的(?![士确])/;
  const PREFIX = /^(?:中国共产党|中共|共青团)?.{1,8}?(?:省|自治区|市|自治州|州|盟|县|区)(?:委员会(?=.)|委(?=.)|人民政府(?=.)|政府(?=.))?/;

  /** 四万九千九百五十二 → 49952, 一百亿 → 100亿, 三十万 → 30万. @param {string} text */
  function counted(text) {
    let total = 0, section = 0, digit = 0;
    const scale = /^[^万亿]*([万亿])$/.exec(text)?.[1] ?? "";
    for (const char of scale ? text.slice(0, -1) : text) {
      const times = SCALES.get(char);
      if (times) section += (digit || 1) * times;
      else if (char === "亿") total = (total + section + digit) * 1e8;
      else if (char === "万") total += (section + digit) * 1e4;
      if (times) digit = 0;
      else if (char === "万" || char === "亿") section = digit = 0;
      else digit = DIGITS.get(char) ?? 0;
    }
    return String(total + section + digit) + scale;
  }

  /** Other forms of a number: 百亿 and 100亿, 20000 and 2万. @param {string} number @returns {string[]} */
  function formsOf(number) {
    const forms = new Set([number]);
    const match = /^(\d+)(亿|万)?$/.exec(number);
    if (match) {
      const [, digits, scale] = match;
      if (!scale && /0{4}$/.test(digits)) forms.add(digits.slice(0, -4) + "万");
      if (scale === "万") forms.add(digits + "0000");
      if (scale && digits === "100") forms.add("百" + scale);
      if (scale && digits === "1000") forms.add("千" + scale);
      forms.add(hanOf(Number(digits)) + (scale ?? ""));
    }
    const percent = /^(\d{1,2})%$/.exec(number);
    if (percent) forms.add("百分之" + hanOf(Number(percent[1])));
    return [...forms].filter((form) => form);
  }

  /** A number in Han numerals as texts write it, 十五, 一千五百; empty from 100,000 on. @param {number} number */
  function hanOf(number) {
    if (!number || number >= 1e5) return "";
    const digits = String(number);
    let text = "", gap = false;
    Array.from(digits, (digit, at) => {
      if (digit === "0") gap = text !== "";
      else {
        text += (gap ? "零" : "") + "〇一二三四五六七八九"[Number(digit)] + ["", "十", "百", "千", "万"][digits.length - 1 - at];
        gap = false;
      }
    });
    return text.replace(/^一十/, "十");
  }

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
        else add(word, kind === "leave" ? { kind } : kind === "named" ? { kind, look } : kind === "aside" ? { kind, look } : { kind: "ask", about: kind, others: look, fact });
    for (const [called, fields] of words.offices) for (const word of called) add(word, { kind: "office", names: called, fields });
    for (const [id, called] of words.places) for (const word of called) add(word, { kind: "place", id });
    for (const word of words.elsewhere.split(" ").filter(Boolean)) add(word, { kind: "elsewhere" });
    for (const [id, name] of names.industry) if (name.length > 1) add(name, { kind: "industry", id, name });
    const above = new Map(words.places.map((/** @type {any} */ [id, , ids]) => [id, ids]));
    const placeNames = new Map(words.places.map((/** @type {any} */ [id, called]) => [id, called[0]]));
    const weak = new Set([...entries].filter(([word, held]) => word.length === 1 && held.some(({ kind }) => kind === "leave")).map(([word]) => word));
    return { entries, homes, weak, alike, above, placeNames, bodies: bodies(names.agency, words.bodies) };
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

  /** The ids of the bodies that a text names. @param {any[]} known @param {string} text */
  function bodiesNamed(known, text) {
    const bare = text.replace(LEVEL, "");
    return known.filter(({ forms }) => forms.some((/** @type {string} */ form) => abbreviates(text, form) || abbreviates(bare, form))).map(({ id }) => id);
  }

  /** The pieces of a key: known words, numbers, bodies and runs of other characters. @param {string} key @param {any} known */
  function pieces(key, known) {
    /** Two ways to have come to a place: 0 after a known word, 1 within a run. @type {{cost: number, from: number, run: number, entry: any}[][]} */
    const best = Array.from({ length: key.length + 1 }, () => [0, 1].map(() => ({ cost: Infinity, from: 0, run: 0, entry: null })));
    best[0][0].cost = 0;
    const offer = (/** @type {number} */ from, /** @type {number} */ to, /** @type {number} */ cost, /** @type {any} */ entry) => {
      const run = best[from][0].cost <= best[from][1].cost ? 0 : 1;
      const whole = best[from][run].cost + cost;
      if (whole < best[to][0].cost) best[to][0] = { cost: whole, from, run, entry };
    };
    for (let from = 0; from < key.length; from++) {
      const rest = key.slice(from);
      const before = key[from - 1] ?? "";
      const year = /\d/.test(before) ? null : YEAR.exec(rest);
      const number = /\d/.test(before) ? null : NUMBER.exec(rest);
      const numeral = NUMERAL.exec(rest);
      const unitAt = (/** @type {number} */ at) => UNIT.exec(rest.slice(at))?.[0] ?? "";
      const [asked, of] = HOW_MANY.exec(rest) ?? ["", ""];
      if (asked && !["元", "块", "块钱", "万"].includes(of)) {
        const entry = { kind: "ask", about: TIME.has(of) ? "duration" : "count", others: LOOKS[TIME.has(of) ? "duration" : "count"], fact: "", unit: of.replace(/^个/, "") };
        offer(from, from + asked.length, WORD - 0.1, { kind: "known", entries: [entry] });
      }
      if (year) offer(from, from + year[0].length, WORD - 0.2, { kind: "year", year: year[0].slice(0, 4) });
      else if (number) {
        const unit = unitAt(number[0].length);
        offer(from, from + number[0].length + unit.length, WORD - 0.2, { kind: "number", number: number[0], unit });
      } else if (numeral && (numeral[0].length > 1 || HAN_ONE.test(numeral[0])) && !known.entries.has(numeral[0])) {
        const unit = unitAt(numeral[0].length);
        offer(from, from + numeral[0].length + unit.length, WORD - 0.1, { kind: "number", number: counted(numeral[0]), typed: numeral[0], unit });
      }
      for (let to = from + 1; to <= Math.min(key.length, from + LONGEST); to++) {
        const word = key.slice(from, to);
        const entries = known.entries.get(word);
        if (entries && !(word.length === 1 && known.weak.has(word))) offer(from, to, (word.length > 1 ? WORD : SINGLE) + (entries.every((/** @type {any} */ { asked }) => asked) ? ASKED : 0), { kind: "known", entries });
        if (to - from > 1 && BODY_END.test(word)) {
          const ids = bodiesNamed(known.bodies, word);
          if (ids.length) offer(from, to, WORD - 0.1, { kind: "body", ids, entries: entries ?? [] });
          else if (OFFICE_LIKE.test(word)) offer(from, to, OFFICE, { kind: "known", entries: [{ kind: "office", names: [], fields: [word.slice(0, -1)] }] });
        }
      }
      if (known.weak.has(key[from])) offer(from, from + 1, CHARACTER, { kind: "weak" });
      for (const [run, open] of [[0, OPEN], [1, 0]]) {
        const whole = best[from][run].cost + open + CHARACTER;
        if (whole < best[from + 1][1].cost) best[from + 1][1] = { cost: whole, from, run, entry: null };
      }
    }
    /** @type {{text: string, entry: any}[]} */
    const found = [];
    let run = best[key.length][0].cost <= best[key.length][1].cost ? 0 : 1;
    for (let to = key.length; to > 0; ) {
      const step = best[to][run];
      const last = found[0];
      const loose = !step.entry || step.entry.kind === "weak";
      if (loose && last && !last.entry) last.text = key.slice(step.from, to) + last.text;
      else found.unshift({ text: key.slice(step.from, to), entry: loose ? null : step.entry });
      [to, run] = [step.from, step.run];
    }
    return laws(found);
  }

  /** A known word with 法 at its end names a law: 劳动合同法. @param {{text: string, entry: any}[]} found */
  function laws(found) {
    const [before, last] = found.slice(-2);
    if (found.length < 2 || last.text !== "法" || last.entry || !before.entry || before.text.length < 2) return found;
    return [...found.slice(0, -2), { text: before.text + "法", entry: { kind: "law" } }];
  }

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

  /** @param {string} text @param {any[]} entries @param {any} known @returns {Concept | null} */
  function conceptOf(text, entries, known) {
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
    return conceptOf(text, entry.entries, known);
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

  root.tiaowenUnderstand = { documentIn, lexicon, understand, counted, aside, BODY_END };
})(/** @type {any} */ (globalThis));
