// @ts-check
/**
 * The fold in the page: the same table as generator/tiaowen/search/fold.py, handed over as data, so the same keys.
 *
 * @typedef {{drop: string, separate: string, pairs: string, long: Object<string, string>}} FoldTable
 * @typedef {{key: string, starts: number[], ends: number[]}} Folded  offsets into the text, one for each UTF-16 unit of the key
 */
(function (root) {
  "use strict";
  const SEPARATOR = "|";
  const GLOSS = /(?<=[\u3400-\u9fff])[(（][a-zA-Zɡü]{0,6}[āáǎàēéěèīíǐìōóǒòūúǔùǖǘǚǜḿńňǹ][a-zA-Zɡ]{0,6}[)）]/g;

  /** Adds a table to the folds known. @param {Map<string, string>} folds @param {FoldTable} table */
  function learn(folds, table) {
    for (const [char, fold] of Object.entries(table.long)) folds.set(char, fold);
    const pairs = Array.from(table.pairs);
    for (let i = 0; i < pairs.length; i += 2) folds.set(pairs[i], pairs[i + 1]);
    for (const [runs, fold] of [[table.drop, ""], [table.separate, SEPARATOR]]) {
      const ends = Array.from(runs, (char) => /** @type {number} */ (char.codePointAt(0)));
      for (let i = 0; i < ends.length; i += 2)
        for (let code = ends[i]; code <= ends[i + 1]; code++) folds.set(String.fromCodePoint(code), fold);
    }
  }

  /** The characters whose folds the common table has: ASCII and GB 2312 (fold.py: is_common). @returns {Set<string>} */
  function commonCharacters() {
    const bytes = [];
    for (let high = 0xa1; high <= 0xf7; high++) for (let low = 0xa1; low <= 0xfe; low++) bytes.push(high, low);
    return new Set(new TextDecoder("gbk").decode(new Uint8Array(bytes)));
  }

  /** @param {FoldTable} common */
  function createFold(common) {
    /** @type {Map<string, string>} */
    const folds = new Map();
    learn(folds, common);
    /** @type {Set<string> | undefined} */
    let known;
    /** @type {Set<number>} */
    const learned = new Set();

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

    return {
      foldWithOffsets,
      /** The search key of a text. @param {string} text */
      fold: (text) => foldWithOffsets(text).key,
      /** The parts of the table not learned yet that matter to the text (fold.py: common_and_rare). @param {string} text @returns {number[]} */
      lacking(text) {
        const common = (known ??= commonCharacters());
        const rare = Array.from(text).filter((char) => char > "\x7f" && !common.has(char));
        return [...new Set(rare.map((char) => /** @type {number} */ (char.codePointAt(0)) >> 12))].filter((part) => !learned.has(part));
      },
      /** @param {number} part @param {FoldTable | undefined} table none when no character of the part matters */
      learn(part, table) {
        if (table) learn(folds, table);
        learned.add(part);
      },
      /**
       * Every place in the text whose fold is one of the keys, merged where they overlap or touch.
       * @param {string} text @param {string[]} keys @returns {[number, number][]}
       */
      find(text, keys) {
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
      },
    };
  }

  root.tiaowenFold = createFold;
})(/** @type {any} */ (globalThis));
