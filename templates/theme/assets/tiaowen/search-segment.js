// @ts-check
/**
 * One segment of the index: which clauses hold a key, and with how many points (generator/tiaowen/search/segment.py: Segment).
 *
 * @typedef {Map<number, number>} Points  clause → points
 */
(function (root) {
  "use strict";
  const IN_HEADING = 4;
  const NEAR_SHARE = 0.5;
  /** So many chunks of text, which results show anyway, are read rather than another shard. */
  const READ = 10;
  const { notAbove } = root.tiaowenPostings;

  /** How many binary digits. @param {number} number */
  const bits = (number) => 32 - Math.clz32(number);

  /** @param {string} one @param {string} other how many units two keys begin with alike */
  function alike(one, other) {
    let length = 0;
    while (length < one.length && one[length] === other[length]) length++;
    return length;
  }

  /** The neighbouring units of a key that no `|` parts. @param {string} key @returns {string[]} */
  const pairsOf = (key) => Array.from({ length: key.length - 1 }, (_, at) => key.slice(at, at + 2)).filter((pair) => !pair.includes("|"));

  /** @param {string} name @param {(file: string) => Promise<any>} load @param {{fold: (text: string) => string, learn: (text: string) => Promise<void>}} folding */
  async function openSegment(name, load, folding) {
    const manifest = await load(`${name}/m`);
    /** @type {string[]} */
    const grams = manifest.grams;
    /** @type {number[]} */
    const firstOfDocument = [0];
    for (const count of manifest.documents) firstOfDocument.push(firstOfDocument[firstOfDocument.length - 1] + count);
    /** @type {number[]} */
    const firstOfChunk = [0];
    for (const count of manifest.chunks) firstOfChunk.push(firstOfChunk[firstOfChunk.length - 1] + count);
    const count = firstOfDocument[firstOfDocument.length - 1];
    const { find, each } = root.tiaowenPostings(manifest.code, count);
    /** @param {number} clause */
    const documentOf = (clause) => notAbove(firstOfDocument, clause) - 1;
    /** The numbers of the chunks of text that hold the clauses. @param {Iterable<number>} clauses */
    const chunksOf = (clauses) => new Set(Array.from(clauses, (clause) => notAbove(firstOfChunk, clause) - 1));
    /** The number of the shard in which a gram stands, or would. @param {string} gram */
    const shardOf = (gram) => notAbove(grams, gram) - 1;
    /** The places of a key, or of the longest gram that begins it. @param {string} key */
    async function lookup(key) {
      const first = shardOf(key);
      if (first < 0) return find([], key);
      const found = find(await load(`${name}/g${first}`), key);
      if (found.shared === key.length) {
        const others = [];
        for (let next = first + 1; next < grams.length && grams[next].startsWith(key); next++) others.push(load(`${name}/g${next}`));
        for (const shard of await Promise.all(others)) {
          const { clauses, headings } = find(shard, key);
          found.clauses = found.clauses.concat(clauses);
          found.headings = found.headings.concat(headings);
        }
        return found;
      }
      for (let length = alike(grams[first], key); length > found.shared; length--) {
        const earlier = find(await load(`${name}/g${shardOf(key.slice(0, length))}`), key);
        if (earlier.shared > found.shared) return earlier;
      }
      return found;
    }

    /**
     * Of the clauses of the gram that begins the key those that its other parts leave, until few chunks of text tell the rest.
     * The next part begins with the last unit that the gram before it has: where that one ended, what follows is rare.
     * @param {string} key @param {{shared: number, clauses: number[]}} found
     */
    async function narrowed(key, found) {
      let candidates = new Set(found.clauses);
      /** @type {number[]} */
      const starts = [];
      for (let at = 1; at < key.length - 1; at++) if (key[at] !== "|") starts.push(at);
      for (let at = found.shared - 1; starts.length && chunksOf(candidates).size > READ; ) {
        const [start] = starts.splice(Math.max(notAbove(starts, at) - 1, 0), 1);
        const { shared, clauses } = await lookup(key.slice(start));
        candidates = new Set(clauses.filter((/** @type {number} */ clause) => candidates.has(clause)));
        at = start + Math.max(shared - 1, 1);
      }
      return candidates;
    }

    /** Of the candidates those whose text holds the key. @param {string} key @param {Set<number>} candidates @returns {Promise<Points>} */
    async function confirmed(key, candidates) {
      const found = new Map();
      for (const [clause, { full, units }] of await rows([...candidates])) {
        await folding.learn(full);
        const points = pointsIn(folding.fold(full).replace(/^\|+|\|+$/g, ""), key, units);
        if (points) found.set(clause, points);
      }
      return found;
    }

    /** The clauses that hold a key. @param {string} key @returns {Promise<Points>} */
    async function holding(key) {
      if (key.length === 1 && manifest.listed.includes(key)) {
        const first = notAbove(manifest.units, key) - 1;
        const shard = await load(`${name}/u${first}`);
        const found = new Map();
        each(shard[manifest.listed.indexOf(key) - manifest.listed.indexOf(manifest.units[first])], (/** @type {number} */ clause) => found.set(clause, 1));
        return found;
      }
      const found = await lookup(key);
      if (found.shared < key.length) return confirmed(key, await narrowed(key, found));
      const { clauses, headings } = found;
      /** @type {Points} */
      const counts = new Map();
      const headed = new Set();
      for (let i = 0; i < clauses.length; i++) {
        counts.set(clauses[i], (counts.get(clauses[i]) ?? 0) + 1);
        if (headings[i]) headed.add(clauses[i]);
      }
      for (const [clause, count] of counts) counts.set(clause, key.length === 1 ? 1 : bits(count) + (headed.has(clause) ? IN_HEADING : 0));
      return counts;
    }

    /** @type {Map<string, Promise<{counts: Points, headed: Set<number>}>>} */
    const known = new Map();
    /**
     * How often clauses hold a key, and which have it in their heading, by the lists alone: no text is read. Of a rare or long key these are the
     * clauses that hold all its parts.
     * @param {string} key
     */
    function places(key) {
      const promise = known.get(key) ?? placesOf(key);
      known.set(key, promise);
      return promise;
    }

    /** For each word that has a list of its own its group (word_lists.py). @type {Map<string, number>} */
    let homes = new Map();

    /** @param {string} key */
    async function placesOf(key) {
      const headed = new Set();
      if (key.length === 1) return { counts: await holding(key), headed };
      const counts = new Map(), group = homes.get(key);
      if (group !== undefined) {
        const text = (await load(`${name}/s${notAbove(manifest.words, group) - 1}`))[key];
        if (text)
          each(text, (/** @type {number} */ clause, /** @type {boolean} */ heading) => {
            counts.set(clause, (counts.get(clause) ?? 0) + 1);
            if (heading) headed.add(clause);
          });
        return { counts, headed };
      }
      const found = await lookup(key);
      for (let i = 0; i < found.clauses.length; i++) {
        counts.set(found.clauses[i], (counts.get(found.clauses[i]) ?? 0) + 1);
        if (found.headings[i]) headed.add(found.clauses[i]);
      }
      if (found.shared < Math.min(2, key.length)) counts.clear();
      for (let at = found.shared - 1; at < key.length - 1 && counts.size; ) {
        if (key[at] === "|") {
          at++;
          continue;
        }
        const { shared, clauses } = await lookup(key.slice(at));
        const others = new Set(shared < 2 ? [] : clauses);
        for (const clause of counts.keys()) if (!others.has(clause)) counts.delete(clause);
        at += Math.max(shared - 1, 1);
      }
      return { counts, headed };
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
      const pairs = new Set(terms.filter((term) => !term.exclude).flatMap((term) => pairsOf(term.key)));
      const excluded = await Promise.all(terms.filter((term) => term.exclude).map((term) => holding(term.key)));
      const held = new Map();
      for (const { clauses } of await Promise.all(Array.from(pairs, lookup)))
        for (const clause of new Set(clauses)) held.set(clause, (held.get(clause) ?? 0) + 1);
      return new Map([...held].filter(([clause, count]) => count >= NEAR_SHARE * pairs.size && !excluded.some((points) => points.has(clause))));
    }

    /**
     * What to show of clauses.
     * @param {number[]} wanted @returns {Promise<Map<number, any>>}
     */
    async function rows(wanted) {
      const held = new Set(wanted);
      const found = new Map();
      await Promise.all(Array.from(chunksOf(wanted), async (chunk) => {
        let clause = firstOfChunk[chunk];
        for (const [, [id, title, number, date, mark], list] of await load(`${name}/t${chunk}`))
          for (const [anchor, full, label = "", heading = "", units = 0] of list) {
            if (held.has(clause))
              found.set(clause, { id, title, number, date, mark, anchor, full, label: typeof label === "number" ? full.slice(0, label) : label, heading, units });
            clause++;
          }
      }));
      return found;
    }

    return { name, count, clauses, inDocuments, partial, rows, documentOf, bits, places, firstOf: (/** @type {number} */ document) => firstOfDocument[document], documents: manifest.documents.length, titles: () => load(`${name}/d`), facets: () => load(`${name}/f`), shard: (/** @type {number} */ number) => load(`${name}/k${number}`), learn: (/** @type {Map<string, number>} */ words) => void (homes = words) };
  }

  /** The points that a key gives a clause; 0 when it does not hold it. @param {string} whole the clause's key @param {string} key @param {number} units of heading */
  function pointsIn(whole, key, units) {
    let count = 0;
    const first = whole.indexOf(key);
    for (let at = first; at >= 0; at = whole.indexOf(key, at + 1)) count++;
    const headed = count > 0 && whole.slice(0, first).replaceAll("|", "").length < units;
    return bits(count) + (headed ? IN_HEADING : 0);
  }

  root.tiaowenSegment = openSegment;
})(/** @type {any} */ (globalThis));
