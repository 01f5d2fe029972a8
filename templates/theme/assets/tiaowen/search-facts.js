// @ts-check
/** What a segment knows of its documents and clauses beside their text: place, year, validity; bodies, industries, kinds of fact. Mirrors generator/tiaowen/search/facts.py. */
(function (root) {
  "use strict";
  const FACT = 0.95;
  const EXPIRED = 0.9;
  /** How much a document counts when a place is asked for that lies below, or above, its own. */
  const BELOW = 0.9, ABOVE = 0.45;

  /** @param {any} segment @param {{fold: (text: string) => string, learn: (text: string) => Promise<void>}} folding */
  async function open(segment, { fold, learn }) {
    const [file, titles] = await Promise.all([segment.facets(), segment.titles()]);
    await learn(titles.map((/** @type {string[]} */ [title]) => title).join(""));
    const named = titles.map((/** @type {string[]} */ [title]) => fold(title).replaceAll("|", ""));
    /** Of each value the shard with its clauses. @type {Map<string, number>} */
    const shards = new Map();
    for (const [facet, values] of Object.entries(file.clauses))
      for (const [id, , shard] of values) shards.set(`${facet}/${id}`, shard);
    const { read } = root.tiaowenPostings(file.code, segment.count);
    const columnOf = (/** @type {string} */ facet) => file.documents[facet];
    const valueOf = (/** @type {string} */ facet, /** @type {number} */ document) => columnOf(facet)[0][columnOf(facet)[1][document]][0];

    /** @type {Map<string, Set<number>>} */
    const known = new Map();
    const NONE = new Set();
    /** The clauses of a facet's value, facet/id. @param {string} value @returns {Promise<Set<number>>} */
    async function clausesOf(value) {
      const shard = shards.get(value);
      if (!known.has(value)) known.set(value, shard === undefined ? NONE : new Set(read((await segment.shard(shard))[value])));
      return known.get(value) ?? NONE;
    }

    return {
      clausesOf,
      /** The names of a facet's values by id. @param {string} facet @returns {[string, string][]} */
      names: (facet) => (file.clauses[facet] ?? file.documents[facet][0]).map(([/** @type {string} */ id, /** @type {string} */ name]) => [id, name]),
      /** Adds the clauses that meet a concept by a fact or by their document's year. @param {any} concept @param {Map<number, any>} met */
      async meets({ facet, ids }, met) {
        if (facet === "year") {
          for (let document = 0; document < columnOf("year")[1].length; document++)
            if (ids.includes(valueOf("year", document)))
              for (let clause = segment.firstOf(document); clause < segment.firstOf(document + 1); clause++)
                if (!met.has(clause)) met.set(clause, { strength: 0.6, headed: false, key: "", fact: "year" });
          return;
        }
        for (const id of ids) {
          for (const clause of await clausesOf(`${facet}/${id}`)) {
            const held = met.get(clause);
            if (!held) met.set(clause, { strength: FACT, headed: false, key: "", fact: facet, id });
            else Object.assign(held, { strength: Math.max(held.strength, FACT) + 0.1, fact: facet, id });
          }
        }
      },
      /** Whether a document is of one of the places: 1, less for one below or above them, 0 for another. @param {number} document @param {any[]} places @param {Map<string, string[]>} above */
      localOf(document, places, above) {
        const own = valueOf("place", document);
        let best = 0;
        for (const id of places.flatMap(({ ids }) => ids)) {
          if (own === id) best = 1;
          else if ((above.get(own) ?? []).includes(id)) best = Math.max(best, BELOW);
          else if (!own || own === "cn" || (above.get(id) ?? []).includes(own)) best = Math.max(best, ABOVE);
        }
        return best;
      },
      /** The documents whose title holds a concept. @param {any} concept @returns {Set<number>} */
      titled({ keys }) {
        const wanted = keys.filter(([/** @type {string} */ key]) => key.length > 1).map(([/** @type {string} */ key]) => key.replaceAll("|", ""));
        return new Set(named.flatMap((/** @type {string} */ title, /** @type {number} */ document) => (wanted.some((/** @type {string} */ key) => title.includes(key)) ? [document] : [])));
      },
      /** Less for a document that is repealed, amended, past its term or not yet in force. @param {number} document */
      standing: (document) => (root.tiaowenPast.stateOf(titles[document][4]) ? EXPIRED : 1),
    };
  }

  root.tiaowenFacts = { open };
})(/** @type {any} */ (globalThis));
