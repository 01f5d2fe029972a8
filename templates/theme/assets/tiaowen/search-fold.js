// @ts-check
/**
 * The fold in the page: the same table as generator/search/fold.py, handed over as data, so the same keys.
 *
 * @typedef {{drop: string, separate: string, pairs: string, long: Object<string, string>}} FoldTable
 * @typedef {{key: string, starts: number[], ends: number[]}} Folded  offsets into the text, a pair for each UTF-16 unit of the key
 */
(function (root) {
  "use strict";
  const SEPARATOR = "|";
  const GLOSS = /(?<=[\u3400-\u9fff])[(（][a-zA-Zɡü]{0,6}[āáǎàēéěèīíǐìōóǒòūúǔùǖǘǚǜḿńňǹ][a-zA-Zɡ]{0,6}[)）]/g;

  /** @param {FoldTable} table */
  function createFold(table) {
    /** @type {Map<string, string>} */
    const folds = new Map(Object.entries(table.long));
    const pairs = Array.from(table.pairs);
    for (let i = 0; i < pairs.length; i += 2) folds.set(pairs[i], pairs[i + 1]);
    for (const [runs, fold] of [[table.drop, ""], [table.separate, SEPARATOR]]) {
      const ends = Array.from(runs, (char) => /** @type {number} */ (char.codePointAt(0)));
      for (let i = 0; i < ends.length; i += 2)
        for (let code = ends[i]; code <= ends[i + 1]; code++) folds.set(String.fromCodePoint(code), fold);
    }

    /** @param {string} text @returns {Folded} */
    function foldWithOffsets(text) {
      const glosses = new Map(Array.from(text.matchAll(GLOSS), (match) => [match.index, match[0].length]));
      let key = "";
      /** @type {number[]} */
      const starts = [];
      /** @type {number[]} */
      const ends = [];
      for (let index = 0; index < text.length; ) {
        const gloss = glosses.get(index);
        if (gloss) {
          index += gloss;
          continue;
        }
        const char = String.fromCodePoint(/** @type {number} */ (text.codePointAt(index)));
        for (const folded of folds.get(char) ?? char) {
          if (folded === SEPARATOR && key.endsWith(SEPARATOR)) continue;
          key += folded;
          for (let unit = 0; unit < folded.length; unit++) {
            starts.push(index);
            ends.push(index + char.length);
          }
        }
        index += char.length;
      }
      return { key, starts, ends };
    }

    /** @param {string} text */
    const fold = (text) => foldWithOffsets(text).key;

    /**
     * Every place in the text whose fold is one of the keys, merged where they overlap or touch.
     * @param {string} text @param {string[]} keys @returns {[number, number][]}
     */
    function find(text, keys) {
      const { key: whole, starts, ends } = foldWithOffsets(text);
      /** @type {[number, number][]} */
      const found = [];
      for (const key of keys)
        for (let at = key ? whole.indexOf(key) : -1; at >= 0; at = whole.indexOf(key, at + 1))
          found.push([starts[at], ends[at + key.length - 1]]);
      found.sort((a, b) => a[0] - b[0] || b[1] - a[1]);
      /** @type {[number, number][]} */
      const merged = [];
      for (const span of found) {
        const last = merged[merged.length - 1];
        if (last && span[0] <= last[1]) last[1] = Math.max(last[1], span[1]);
        else merged.push(span);
      }
      return merged;
    }

    return { fold, foldWithOffsets, find };
  }

  root.tiaowenFold = createFold;
})(/** @type {any} */ (globalThis));
