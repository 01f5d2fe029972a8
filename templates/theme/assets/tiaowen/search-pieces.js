// @ts-check
/**
 * A query taken apart: known words, numbers, bodies and runs of other characters. Mirrors generator/tiaowen/search/pieces.py.
 */
(function (root) {
  "use strict";
  /** What an everyday word costs more than a word of documents: 最低工资|多少 rather than 最低|工资多少. */
  const ASKED = 0.03;
  const LONGEST = 16;
  /** What a word costs, and a character that is in none; so the fewest, longest words win. */
  const WORD = 0.6, CHARACTER = 1, SINGLE = 1.2, OPEN = 1.2, OFFICE = 2.2;
  /** What a number counts: it belongs to the number. */
  const UNITS = "平方米|平米|个月|个工作日|工作日|公里|周岁|小时|微克|块钱|[年月日天元块倍个家户人岁万吨亩米分次名批类层级条]";
  const UNIT = new RegExp(`^(?:${UNITS})`);
  /** 几个月 is answered by months, 多少亩 by 亩. */
  const HOW_MANY = new RegExp(`^(?:多少|几)个?(${UNITS}|[周辆台套所座项件张吨])`);
  const LOOKS = { duration: ["期限", "有效期", "期满"], count: ["达到", "不少于", "不低于"] };
  const TIME = new Set(["年", "月", "日", "天", "周", "小时", "工作日", "个月", "个工作日"]);
  const DIGITS = new Map(Array.from("零〇一二两三四五六七八九", (char, at) => [char, [0, 0, 1, 2, 2, 3, 4, 5, 6, 7, 8, 9][at]]));
  const SCALES = new Map([["十", 10], ["百", 100], ["千", 1000]]);
  const YEAR = /^(?:19|20)\d\d(?!\d|\.\d|[%‰元万亿])年?/;
  const NUMBER = /^\d+(?:\.\d+)?(?:%|‰|万亿|亿|万)?/;
  const NUMERAL = /^(?:[零〇一二两三四五六七八九十百千万亿]*[万亿](?![零〇一二两三四五六七八九十百千万亿])|[零〇一二两三四五六七八九十百千万亿]*[百千][零〇一二两三四五六七八九十百千万亿]*(?=[元个美家户人%天日年岁倍公平吨条项]|$)|[一二三四五六七八九]?十[一二三四五六七八九]?(?=[元个美家户人%天日年岁倍公平吨条项]|$)|[两三四五六七八九](?=个月|个?工作日|周?岁|小时|[天日年倍]))/;
  const HAN_ONE = /^[两三四五六七八九]$/;
  /** A body that no registry knows: 房产局 is 房产主管部门 where a text speaks. */
  const OFFICE_LIKE = /^[\u3400-\u9fff]{2,4}[局委厅]$/;
  const { BODY_END } = root.tiaowenQuery;

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
          const ids = known.bodiesNamed(word);
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

  root.tiaowenPieces = { pieces, counted, formsOf };
})(/** @type {any} */ (globalThis));
