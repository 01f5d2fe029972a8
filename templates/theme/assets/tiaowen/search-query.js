// @ts-check
/**
 * What a person typed → terms. Mirrors generator/tiaowen/search/terms.py; both are tested on the same cases.
 *
 * @typedef {{key: string, text: string, exclude: boolean, quoted: boolean}} Term
 */
(function (root) {
  "use strict";
  const SPACE = "[\\t-\\r \\u00a0\\u2000-\\u200d\\u2028\\u2029\\u202f\\u205f\\u2060\\u3000\\ufeff]";
  // 威发 [2023] 3 号: a document number is one term whatever spaces stand in it.
  const NUMBER = new RegExp(
    `[\\u3400-\\u9fff]${SPACE}*[〔［【（(\\[{﹝〈]${SPACE}*[0-9０-９]{4}${SPACE}*[〕］】）)\\]}﹞〉]${SPACE}*第?${SPACE}*[0-9０-９]+(?:${SPACE}*[号號])?`, "g");
  const TOKEN = new RegExp(`([-－]?)(?:["“”＂「]([^"“”＂」]*)["“”＂」]?|([^"“”＂「${SPACE.slice(1, -1)}]+))`, "g");
  const SPACES = new RegExp(SPACE, "g");
  // 第十五条 alone is found as it stands: its characters apart are in every law.
  const LOCATOR = /^第[一二三四五六七八九十百零0-9]+[条款项章节编]$/;
  // 中华人民共和国招标投标法 is cited as 《招标投标法》 too, which the whole name holds.
  const OF_THE_NATION = /^中华人民共和国(?=.{2,30}(?:法|条例)$)/;

  /**
   * @param {string} query @param {(text: string) => string} fold
   * @returns {Term[]}
   */
  function parse(query, fold) {
    const joined = query.replace(NUMBER, (number) => number.replace(SPACES, ""));
    /** @type {Term[]} */
    const terms = [];
    for (const [, minus, quoted, bare] of joined.matchAll(TOKEN)) {
      const text = bare ?? quoted;
      const whole = fold(text).replace(/^\|+|\|+$/g, ""), key = bare === undefined ? whole : whole.replace(OF_THE_NATION, "");
      if (key && !terms.some((term) => term.key === key)) terms.push({ key, text, exclude: minus !== "", quoted: bare === undefined || LOCATOR.test(key) });
    }
    return terms;
  }

  /** How the names of bodies end. */
  const BODY_END = /(?:局|委|办|部|厅|署|中心|总队|支队|委员会|办公室|小组|法院|检察院|工会|团委|妇联)$/;
  /** With more clauses that hold the query as it stands nothing else is looked for. */
  const MANY = 200;
  /** So many clauses with a word, or any with a phrase of so many characters, are what was meant, unless it names a body. */
  const ENOUGH = 10, PHRASE = 4;

  /** Whether what so many clauses hold as it stands is what was meant, whatever else it is called: in quotation marks, often, or a phrase. @param {Term[]} terms @param {number} total */
  function stands(terms, total) {
    if (total > MANY || (total && terms.every((term) => term.exclude || term.quoted))) return true;
    return terms.length === 1 && !BODY_END.test(terms[0].key) && (total >= ENOUGH || (total > 0 && terms[0].key.length >= PHRASE));
  }

  root.tiaowenQuery = { parse, stands, BODY_END, MANY };
})(/** @type {any} */ (globalThis));
