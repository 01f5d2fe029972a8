// @ts-check
/**
 * Reads what generator/search/postings.py wrote: for each gram the clauses where it stands.
 *
 * @typedef {{shared: number, clauses: number[], headings: boolean[]}} Found  one entry for each place, in order within a gram; `shared`: how many
 *   units of the key the gram has whose places these are; when it is the whole key, they are the key's own
 */
(function (root) {
  "use strict";
  const [FIRST_MARK, LONG] = [65, 81];
  const SYMBOLS = Array.from({ length: 94 }, (_, i) => 33 + i).filter((code) => code !== 34 && code !== 92 && (code < FIRST_MARK || code > LONG));
  const [TITLED, LAST, MORE] = [SYMBOLS[0], 45, SYMBOLS.length - 46];
  /** The digit of a symbol: last digits from 0, further ones from 256; −1 of TITLED, −2 of what is no symbol. */
  const DIGITS = new Int16Array(128).fill(-2);
  SYMBOLS.forEach((code, i) => (DIGITS[code] = i <= LAST ? i - 1 : 255 + i - LAST));

  /** The places of the list that begins at a place of the text; where it ends. @param {string} text @param {number} at @param {(clause: number, heading: boolean) => void} each */
  function entries(text, at, each) {
    let clause = -1;
    let more = 0;
    let begun = false;
    for (; at < text.length; at++) {
      const code = text.charCodeAt(at);
      const digit = code < 128 ? DIGITS[code] : -2;
      if (digit >= 256) more = more * MORE + digit - 256;
      if (begun && digit !== -1) each(clause, false);
      if (digit === -2) return at;
      if (digit === -1) each(clause, true);
      else if (digit < 256) {
        clause += more * LAST + digit;
        more = 0;
      }
      begun = digit >= 0 && digit < 256;
    }
    if (begun) each(clause, false);
    return at;
  }

  /** A list of clauses alone. @param {string} text @param {number} [at] @returns {number[]} */
  function readClauses(text, at = 0) {
    /** @type {number[]} */
    const clauses = [];
    entries(text, at, (clause) => clauses.push(clause));
    return clauses;
  }

  /** The clauses of a unit in a shard of units. @param {string} shard @param {string} unit */
  function readUnit(shard, unit) {
    const at = shard.indexOf("A" + unit);
    return at < 0 ? [] : readClauses(shard, at + 2);
  }

  /** What a shard knows of a key: its places in these grams, or those of the longest gram that begins it. @param {string} shard @param {string} key @returns {Found} */
  function find(shard, key) {
    /** @type {Found} */
    const found = { shared: 0, clauses: [], headings: [] };
    const each = (/** @type {number} */ clause, /** @type {boolean} */ heading) => {
      found.clauses.push(clause);
      found.headings.push(heading);
    };
    let path = "";
    let best = -1;
    for (let at = 0; at < shard.length; ) {
      const mark = shard.charCodeAt(at);
      const long = mark === LONG;
      const kept = long ? DIGITS[shard.charCodeAt(at + 1)] : mark - FIRST_MARK;
      const start = at + (long ? 3 : 1);
      const end = start + (long ? DIGITS[shard.charCodeAt(at + 2)] : 1);
      path = path.slice(0, kept) + shard.slice(start, end);
      if (path.startsWith(key)) {
        found.shared = key.length;
        at = entries(shard, end, each);
        continue;
      }
      if (found.shared === key.length) break;
      if (path.length > found.shared && key.startsWith(path)) {
        found.shared = path.length;
        best = end;
      }
      for (at = end; at < shard.length && (shard.charCodeAt(at) < FIRST_MARK || shard.charCodeAt(at) > LONG); ) at++;
    }
    if (found.shared < key.length && best >= 0) entries(shard, best, each);
    return found;
  }

  /** How many of the sorted values are not above the value. @template {number | string} T @param {T[]} sorted @param {T} value */
  function notAbove(sorted, value) {
    let low = 0;
    let high = sorted.length;
    while (low < high) {
      const middle = (low + high) >> 1;
      if (sorted[middle] <= value) low = middle + 1;
      else high = middle;
    }
    return low;
  }

  root.tiaowenPostings = { find, readUnit, readClauses, notAbove };
})(/** @type {any} */ (globalThis));
