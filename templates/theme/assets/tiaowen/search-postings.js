// @ts-check
/**
 * Reads what generator/tiaowen/search/postings.py and bits.py wrote: for each gram the clauses where it stands.
 *
 * @typedef {{shared: number, clauses: number[], headings: boolean[]}} Found  one entry for each place, in order within a gram; `shared`: how many
 *   units of the key the gram has whose places these are; when it is the whole key, they are the key's own
 * @typedef {{paths: string[], counts: number[], end: number}} Group  grams, how many places each has, the bit where the first list begins
 * @typedef {ReturnType<typeof readerOf>} Reader
 */
(function (root) {
  "use strict";
  const LONGEST = 12;
  const COMMON = 0x4e00;
  const [SIZE, KEPT, ADDED, UNIT, SIBLING, COUNT, GAP] = [0, 1, 2, 3, 4, 5, 6];

  /** For each kind of number: the next LONGEST bits → symbol × 16 + the length of its code. @param {string[]} code lengths of the codes @returns {Uint16Array[]} */
  const tablesOf = (code) => code.map((digits) => {
    const table = new Uint16Array(1 << LONGEST);
    let at = 0;
    for (let length = 1; length <= LONGEST; length++)
      for (let symbol = 0; symbol < digits.length; symbol++)
        if (parseInt(digits[symbol], 16) === length) {
          table.fill((symbol << 4) | length, at, at + (1 << (LONGEST - length)));
          at += 1 << (LONGEST - length);
        }
    return table;
  });

  /** Reads numbers one after the other. @param {string} text six bits a character @param {Uint16Array[]} tables @param {number} [begin] the first bit */
  function readerOf(text, tables, begin = 0) {
    let at = Math.floor(begin / 6);
    let held = 0;
    let bits = 0;
    let flag = 0;
    peek(6);
    bits -= begin % 6;

    /** @param {number} count at most 24 */
    function peek(count) {
      while (bits < count) {
        const code = at < text.length ? text.charCodeAt(at) : 35;
        at++;
        held = ((held & 0xffffff) << 6) | (code - 35 - (code > 92 ? 1 : 0));
        bits += 6;
      }
      return (held >>> (bits - count)) & ((1 << count) - 1);
    }

    return {
      /** The next number, which is of this kind. @param {number} kind */
      number(kind) {
        const entry = tables[kind][peek(LONGEST)];
        bits -= entry & 15;
        const digits = entry >> 5;
        flag = (entry >> 4) & 1;
        const rest = digits ? peek(digits) : 0;
        bits -= digits;
        return (1 << digits) - 1 + rest;
      },
      /** The bit where the next number begins. */
      end: () => at * 6 - bits,
      /** The flag of the last number. */
      flag: () => flag === 1,
    };
  }

  /** @param {Reader} reader */
  const unitOf = (reader) => String.fromCharCode((reader.number(UNIT) + COMMON) & 0xffff);

  /** @param {string} text @param {Uint16Array[]} tables @returns {Group} */
  function groupOf(text, tables) {
    const reader = readerOf(text, tables);
    /** @type {string[]} */
    const paths = [];
    const counts = [];
    const last = reader.number(SIZE);
    for (let path = "", kept = 0; ; kept = reader.number(KEPT)) {
      const added = reader.number(ADDED);
      const first = kept < path.length ? String.fromCharCode(reader.number(SIBLING) + path.charCodeAt(kept) + 1) : unitOf(reader);
      path = path.slice(0, kept) + first;
      for (let more = 0; more < added; more++) path += unitOf(reader);
      paths.push(path);
      counts.push(reader.number(COUNT) + 1);
      if (paths.length > last) return { paths, counts, end: reader.end() };
    }
  }

  /** @param {string[]} code of the lists @param {number} clauses how many there are */
  function lists(code, clauses) {
    const tables = tablesOf(code);
    /** @type {Map<string, Group>} */
    const groups = new Map();

    /** @param {string} text @returns {Group} */
    function group(text) {
      const known = groups.get(text) ?? groupOf(text, tables);
      groups.set(text, known);
      return known;
    }

    /** @param {Reader} reader @param {number} count @param {(clause: number, heading: boolean) => void} each */
    function places(reader, count, each) {
      const kind = GAP + 32 - Math.clz32(Math.floor(clauses / count));
      for (let turn = 0, clause = 0; turn < count; turn++) {
        clause += reader.number(kind);
        each(clause, reader.flag());
      }
    }

    /** What a shard knows of a key: its places in these grams, or those of the longest gram that begins it. @param {string[]} shard @param {string} key @returns {Found} */
    function find(shard, key) {
      /** @type {Found} */
      const found = { shared: 0, clauses: [], headings: [] };
      const add = (/** @type {number} */ clause, /** @type {boolean} */ heading) => {
        found.clauses.push(clause);
        found.headings.push(heading);
      };
      const skip = () => {};
      let longest = "";
      for (const text of shard) {
        const { paths, counts, end } = group(text);
        const wanted = paths.map((path) => path.startsWith(key));
        const last = wanted.lastIndexOf(true);
        if (last >= 0) found.shared = key.length;
        else if (found.shared === key.length) return found;
        const reader = readerOf(text, tables, end);
        for (let number = 0; number <= last; number++) places(reader, counts[number], wanted[number] ? add : skip);
        for (const path of paths)
          if (last < 0 && path.length > found.shared && key.startsWith(path)) {
            found.shared = path.length;
            longest = text;
          }
      }
      if (found.shared === key.length || !longest) return found;
      const { paths, counts, end } = group(longest);
      const reader = readerOf(longest, tables, end);
      const wanted = paths.indexOf(key.slice(0, found.shared));
      for (let number = 0; number <= wanted; number++) places(reader, counts[number], number === wanted ? add : skip);
      return found;
    }

    /** The places of a list without a label. @param {string} text @param {(clause: number, heading: boolean) => void} each */
    function each(text, each) {
      const reader = readerOf(text, tables);
      places(reader, reader.number(COUNT) + 1, each);
    }

    /** The clauses of a list without a label. @param {string} text @returns {number[]} */
    function read(text) {
      /** @type {number[]} */
      const found = [];
      each(text, (clause) => found.push(clause));
      return found;
    }

    return { find, read, each };
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

  root.tiaowenPostings = Object.assign(lists, { notAbove });
})(/** @type {any} */ (globalThis));
