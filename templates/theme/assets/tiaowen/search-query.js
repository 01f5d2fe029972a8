// @ts-check
/**
 * What a person typed → terms. Mirrors generator/search/query.py: parse; both are tested on the same cases.
 *
 * @typedef {{key: string, text: string, exclude: boolean}} Term
 */
(function (root) {
  "use strict";
  // 威发 [2023] 3 号: a document number is one term whatever spaces stand in it.
  const NUMBER = /[\u3400-\u9fff]\s*[〔［【（([{﹝〈]\s*[0-9０-９]{4}\s*[〕］】）)\]}﹞〉]\s*第?\s*[0-9０-９]+(?:\s*号)?/g;
  const TOKEN = /([-－]?)(?:["“”＂「]([^"“”＂」]*)["“”＂」]?|([^\s"“”＂「]+))/g;

  /**
   * @param {string} query @param {(text: string) => string} fold
   * @returns {Term[]}
   */
  function parse(query, fold) {
    const joined = query.replace(NUMBER, (number) => number.replace(/\s+/g, ""));
    /** @type {Term[]} */
    const terms = [];
    for (const [, minus, quoted, bare] of joined.matchAll(TOKEN)) {
      const text = quoted ?? bare;
      const key = fold(text).replace(/^\|+|\|+$/g, "");
      if (key && !terms.some((term) => term.key === key)) terms.push({ key, text, exclude: minus !== "" });
    }
    return terms;
  }

  root.tiaowenQuery = { parse };
})(/** @type {any} */ (globalThis));
