// @ts-check
/**
 * Reads what generator/search/postings.py wrote: posting lists of pairs of neighbouring units, with ranks.
 *
 * @typedef {{owner: number, other: number, mark: number}} Pair
 * @typedef {{clauses: number[], first: number[], second: number[], heading: boolean[]}} Places  one entry for each place, in order of clauses
 */
(function (root) {
  "use strict";
  const SYMBOLS = Array.from({ length: 94 }, (_, i) => String.fromCharCode(33 + i)).filter((char) => !'"\\VWXYZ'.includes(char));
  const [LAST, MORE, VALUE] = [45, 20, SYMBOLS.length - 65];
  const OWNER = "X";
  const MARKS = "VWYZ";
  /** Which alphabet a symbol is of, and its digit: last digits from 0, further ones from 256, values from 512. */
  const LETTERS = new Int16Array(128).fill(-1);
  SYMBOLS.forEach((char, i) => {
    LETTERS[char.charCodeAt(0)] = i < LAST ? i : i < LAST + MORE ? 256 + i - LAST : 512 + i - LAST - MORE;
  });

  /** The entries of the list that begins at a place of the text. @param {string} text @param {number} at @param {(clause: number, value: number) => void} each */
  function entries(text, at, each) {
    let clause = -1;
    let more = 0;
    let value = 0;
    let begun = false;
    for (; at < text.length; at++) {
      const code = text.charCodeAt(at);
      const letter = code < 128 ? LETTERS[code] : -1;
      if (letter >= 512) {
        value = value * VALUE + letter - 512;
        continue;
      }
      if (begun) {
        each(clause, value);
        begun = false;
        value = 0;
      }
      if (letter < 0) break;
      if (letter >= 256) more = more * MORE + letter - 256;
      else {
        clause += more * LAST + letter;
        more = 0;
        begun = true;
      }
    }
    if (begun) each(clause, value);
    return at;
  }

  /** A list of clauses alone. @param {string} text @returns {number[]} */
  function readClauses(text) {
    /** @type {number[]} */
    const clauses = [];
    entries(text, 0, (clause) => clauses.push(clause));
    return clauses;
  }

  /** @param {string} shard @param {number} unit @returns {[number, number]} where the owner's lists begin and end; begin is −1 without any */
  function group(shard, unit) {
    const at = shard.indexOf(OWNER + String.fromCharCode(unit));
    if (at < 0) return [-1, -1];
    const after = shard.indexOf(OWNER, at + 1);
    return [at, after < 0 ? shard.length : after];
  }

  /** @param {string} shard @param {Pair} pair @returns {Places} */
  function readPair(shard, pair) {
    /** @type {Places} */
    const places = { clauses: [], first: [], second: [], heading: [] };
    const [start, end] = group(shard, pair.owner);
    const found = start < 0 ? -1 : shard.indexOf(MARKS[pair.mark] + String.fromCharCode(pair.other), start);
    if (found < 0 || found >= end) return places;
    entries(shard, found + 2, (clause, value) => {
      const ranks = value >> 1;
      const top = Math.floor(Math.sqrt(ranks));
      const rest = ranks - top * top;
      places.clauses.push(clause);
      places.first.push(rest <= top ? rest : top);
      places.second.push(rest <= top ? top : 2 * top - rest);
      places.heading.push((value & 1) === 1);
    });
    return places;
  }

  /** The clauses of all lists of a unit, in a shard of either kind. @param {string} shard @param {number} unit @returns {Set<number>} */
  function readUnit(shard, unit) {
    /** @type {Set<number>} */
    const clauses = new Set();
    const [start, end] = group(shard, unit);
    for (let at = start < 0 ? end : start + 2; at < end; ) {
      if (MARKS.includes(shard[at])) at += 2;
      at = entries(shard, at, (clause) => clauses.add(clause));
    }
    return clauses;
  }

  /** Which unit of a pair owns it; the pairs of a key. @param {string} hot */
  function createHeat(hot) {
    /** @type {Map<number, number>} */
    const order = new Map();
    for (let i = 0; i < hot.length; i++) order.set(hot.charCodeAt(i), hot.length - i);
    /** @param {number} unit */
    const of = (unit) => (order.get(unit) ?? 0) * 0x10000 + unit;

    /** @param {string} key @returns {Pair[]} */
    function pairs(key) {
      /** @type {Pair[]} */
      const found = [];
      for (let i = 0, before = -1, apart = 0; i < key.length; i++) {
        const unit = key.charCodeAt(i);
        if (key[i] === "|") {
          apart = 1;
          continue;
        }
        if (before >= 0) {
          const firstOwns = of(before) <= of(unit);
          found.push({ owner: firstOwns ? before : unit, other: firstOwns ? unit : before, mark: (firstOwns ? 0 : 2) + apart });
        }
        before = unit;
        apart = 0;
      }
      return found;
    }
    return { of, pairs };
  }

  /** Where the shards of pairs begin, as sortable numbers. @param {string} text @returns {number[]} */
  function readBegins(text) {
    const begins = [];
    for (let at = 0, owner = 0; at < text.length; at++) {
      if (text[at] === OWNER) owner = text.charCodeAt(++at);
      else begins.push(owner * 0x10000 + (text[at] === " " ? 0 : text.charCodeAt(at)));
    }
    return begins;
  }

  /** How many of the sorted numbers are not above the number. @param {number[]} sorted @param {number} number */
  function notAbove(sorted, number) {
    let low = 0;
    let high = sorted.length;
    while (low < high) {
      const middle = (low + high) >> 1;
      if (sorted[middle] <= number) low = middle + 1;
      else high = middle;
    }
    return low;
  }

  root.tiaowenPostings = { readPair, readUnit, readClauses, readBegins, createHeat, notAbove };
})(/** @type {any} */ (globalThis));
