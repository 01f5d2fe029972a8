// @ts-check
/**
 * One segment of the index: which clauses hold a key, and with how many points (generator/search/query.py: _Segment).
 *
 * @typedef {Map<number, number>} Points  clause → points
 */
(function (root) {
  "use strict";
  const IN_HEADING = 4;
  const NEAR_SHARE = 0.5;
  const { readPair, readUnit, readBegins, createHeat, notAbove } = root.tiaowenPostings;

  /** How many binary digits. @param {number} number */
  const bits = (number) => 32 - Math.clz32(number);

  /** @param {string} name @param {(file: string) => Promise<any>} load */
  async function openSegment(name, load) {
    const manifest = await load(`${name}/m`);
    const heat = createHeat(manifest.hot);
    const begins = readBegins(manifest.pairs);
    const units = Array.from({ length: manifest.units.length }, (_, i) => manifest.units.charCodeAt(i));
    /** @type {number[]} */
    const firstOfDocument = [0];
    for (const count of manifest.documents) firstOfDocument.push(firstOfDocument[firstOfDocument.length - 1] + count);
    /** @type {number[]} */
    const firstOfChunk = [0];
    for (const count of manifest.chunks) firstOfChunk.push(firstOfChunk[firstOfChunk.length - 1] + count);
    /** @param {number} clause */
    const documentOf = (clause) => notAbove(firstOfDocument, clause) - 1;

    /** @param {any} pair */
    const shardOf = (pair) => notAbove(begins, pair.owner * 0x10000 + pair.other) - 1;
    /** @param {number} shard @returns {Promise<string>} */
    const shard = async (shard) => (shard < 0 ? "" : load(`${name}/p${shard}`));
    /** @param {any} pair */
    const places = async (pair) => readPair(await shard(shardOf(pair)), pair);

    /** @param {number} unit @returns {Promise<Set<number>>} */
    async function ofUnit(unit) {
      const first = Math.max(notAbove(begins, unit * 0x10000) - 1, 0);
      const last = notAbove(begins, unit * 0x10000 + 0xffff);
      const alone = notAbove(units, unit) - 1;
      const shards = [];
      for (let number = first; number < last; number++) shards.push(shard(number));
      if (alone >= 0) shards.push(load(`${name}/u${alone}`));
      const found = new Set();
      for (const text of await Promise.all(shards)) for (const clause of readUnit(text, unit)) found.add(clause);
      return found;
    }

    /**
     * The clauses that can hold all keys, judged by the one or two shards with the rarest pairs of each.
     * @param {string[]} keys @returns {Promise<Set<number>>}
     */
    async function candidates(keys) {
      const lists = await Promise.all(keys.map(async (key) => {
        const pairs = heat.pairs(key);
        if (!pairs.length) return [await ofUnit(key.charCodeAt(0))];
        const rarest = [...pairs].sort((a, b) => heat.of(a.owner) - heat.of(b.owner));
        const shards = [...new Set(rarest.map(shardOf))].slice(0, 2);
        const known = pairs.filter((/** @type {any} */ pair) => shards.includes(shardOf(pair)));
        return Promise.all(known.map(async (/** @type {any} */ pair) => new Set((await places(pair)).clauses)));
      }));
      return lists.flat().sort((a, b) => a.size - b.size).reduce((all, next) => new Set([...all].filter((clause) => next.has(clause))));
    }

    /** The clauses that hold a key. @param {string} key @returns {Promise<Points>} */
    async function holding(key) {
      const pairs = heat.pairs(key);
      if (!pairs.length) return new Map(Array.from(await ofUnit(key.charCodeAt(0)), (clause) => [clause, 1]));
      const lists = await Promise.all(pairs.map(places));
      /** Clause and rank of the last unit of what has been followed so far. @type {Set<number> | undefined} */
      let ends;
      /** @type {Points} */
      const counts = new Map();
      const headed = new Set();
      lists.forEach((list, number) => {
        const next = new Set();
        for (let i = 0; i < list.clauses.length; i++) {
          const clause = list.clauses[i];
          if (ends && !ends.has(clause * 0x10000 + list.first[i])) continue;
          next.add(clause * 0x10000 + list.second[i]);
          if (number < lists.length - 1) continue;
          counts.set(clause, (counts.get(clause) ?? 0) + 1);
          if (list.heading[i]) headed.add(clause);
        }
        ends = next;
      });
      for (const [clause, count] of counts) counts.set(clause, bits(count) + (headed.has(clause) ? IN_HEADING : 0));
      return counts;
    }

    /** The clauses that match all terms. @param {any[]} terms @returns {Promise<Points>} */
    async function clauses(terms) {
      const held = await Promise.all(terms.map((term) => holding(term.key)));
      const wanted = held.filter((_, i) => !terms[i].exclude);
      const excluded = held.filter((_, i) => terms[i].exclude);
      const found = new Map();
      for (const [clause] of wanted[0])
        if (wanted.every((points) => points.has(clause)) && !excluded.some((points) => points.has(clause)))
          found.set(clause, wanted.reduce((sum, points) => sum + (points.get(clause) ?? 0), 0));
      return found;
    }

    /** The clauses with any of the terms, of documents that have all of them in some clause. @param {any[]} terms @returns {Promise<Points>} */
    async function inDocuments(terms) {
      const held = await Promise.all(terms.map((term) => holding(term.key)));
      const wanted = held.filter((_, i) => !terms[i].exclude);
      const excluded = held.filter((_, i) => terms[i].exclude);
      const documents = wanted.map((points) => new Set(Array.from(points.keys(), documentOf)));
      const found = new Map();
      for (const points of wanted)
        for (const [clause, value] of points)
          if (documents.every((some) => some.has(documentOf(clause))) && !excluded.some((some) => some.has(clause)))
            found.set(clause, (found.get(clause) ?? 0) + value);
      return found;
    }

    /** The clauses that hold at least half of the terms' pairs. @param {any[]} terms @returns {Promise<Points>} */
    async function partial(terms) {
      const pairs = new Map();
      for (const term of terms) if (!term.exclude) for (const pair of heat.pairs(term.key)) pairs.set(`${pair.owner} ${pair.other} ${pair.mark}`, pair);
      const excluded = await Promise.all(terms.filter((term) => term.exclude).map((term) => holding(term.key)));
      const held = new Map();
      for (const list of await Promise.all(Array.from(pairs.values(), places)))
        for (const clause of new Set(list.clauses)) held.set(clause, (held.get(clause) ?? 0) + 1);
      return new Map([...held].filter(([clause, count]) => count >= NEAR_SHARE * pairs.size && !excluded.some((points) => points.has(clause))));
    }

    /**
     * What to show of clauses.
     * @param {number[]} wanted @returns {Promise<Map<number, any>>}
     */
    async function rows(wanted) {
      const chunks = new Set(wanted.map((clause) => notAbove(firstOfChunk, clause) - 1));
      const held = new Set(wanted);
      const found = new Map();
      await Promise.all(Array.from(chunks, async (chunk) => {
        let clause = firstOfChunk[chunk];
        for (const [, [id, title, number, date], list] of await load(`${name}/t${chunk}`))
          for (const [anchor, full, label = "", heading = "", units = 0] of list) {
            if (held.has(clause))
              found.set(clause, { id, title, number, date, anchor, full, label: typeof label === "number" ? full.slice(0, label) : label, heading, units });
            clause++;
          }
      }));
      return found;
    }

    /** The points that a clause's text gives for a key; 0 when it does not hold it. @param {string} whole the text's key @param {string} key @param {number} units of heading */
    function pointsIn(whole, key, units) {
      let count = 0;
      let headed = false;
      for (let at = whole.indexOf(key); at >= 0; at = whole.indexOf(key, at + 1)) {
        count++;
        headed ||= whole.slice(0, at + key.length).replaceAll("|", "").length <= units;
      }
      return key.replaceAll("|", "").length > 1 ? bits(count) + (headed ? IN_HEADING : 0) : Math.min(count, 1);
    }

    return { name, candidates, clauses, inDocuments, partial, rows, pointsIn, documentOf, bits, facets: () => load(`${name}/f`) };
  }

  root.tiaowenSegment = openSegment;
})(/** @type {any} */ (globalThis));
