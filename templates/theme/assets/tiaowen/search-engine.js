// @ts-check
/**
 * The search itself: a query → documents with their clauses, the same and in the same order as generator/tiaowen/search/query.py. Nothing here touches the page.
 *
 * @typedef {{clause: number, points: number}} Hit
 * @typedef {{segment: any, document: number, points: number, hits: Hit[]}} Found
 * @typedef {{terms: any[], keys: string[], near: "" | "document" | "partial", documents: Found[], total: number}} Answer
 */
(function (root) {
  "use strict";
  const NEAR_COUNT = 50;

  /** @param {(file: string) => Promise<any>} load @param {() => Promise<any>} [more] loads what answers by meaning */
  async function open(load, more = async () => {}) {
    const index = await load("index");
    const fold = root.tiaowenFold(index.fold);
    /** @type {Promise<any[]> | undefined} */
    let opened;
    /** @returns {Promise<any[]>} */
    const open = () => (opened ??= Promise.all(index.segments.map((/** @type {any} */ { name }) => root.tiaowenSegment(name, load, { fold: fold.fold, learn }))));

    /** Makes sure that the text can be folded. @param {string} text */
    async function learn(text) {
      await Promise.all(fold.lacking(text).map(async (/** @type {number} */ part) => fold.learn(part, index.rare[part] && (await load(index.rare[part])))));
    }

    /** @param {string} query @returns {Promise<any[]>} */
    async function parse(query) {
      await learn(query);
      return root.tiaowenQuery.parse(query, fold.fold);
    }

    /** @param {Map<number, number>[]} shares */
    function best(shares) {
      const ranked = shares.flatMap((found, number) => Array.from(found, ([clause, share]) => ({ clause, share, number })));
      ranked.sort((a, b) => b.share - a.share || a.number - b.number || a.clause - b.clause);
      const kept = shares.map(() => new Map());
      for (const { clause, share, number } of ranked.slice(0, NEAR_COUNT)) kept[number].set(clause, share);
      return kept;
    }

    /** @param {any[]} segments @param {Map<number, number>[]} found @returns {Found[]} */
    function grouped(segments, found) {
      const documents = segments.flatMap((segment, number) => {
        /** @type {Map<number, Found>} */
        const byDocument = new Map();
        for (const clause of [...found[number].keys()].sort((a, b) => a - b)) {
          const document = segment.documentOf(clause);
          /** @type {Found} */
          const group = byDocument.get(document) ?? { segment, document, points: 0, hits: [] };
          group.hits.push({ clause, points: /** @type {number} */ (found[number].get(clause)) });
          byDocument.set(document, group);
        }
        return [...byDocument.values()];
      });
      for (const document of documents) {
        document.points = Math.max(...document.hits.map((hit) => hit.points)) + document.segment.bits(document.hits.length);
        document.hits.sort((a, b) => b.points - a.points || a.clause - b.clause);
      }
      return documents.sort((a, b) => b.points - a.points);
    }

    /** @param {any[]} terms @param {string} near */
    function marked(terms, near) {
      const keys = terms.filter((term) => !term.exclude).map((term) => term.key);
      return near !== "partial" ? keys : keys.flatMap((key) => Array.from({ length: key.length - 1 }, (_, at) => key.slice(at, at + 2)));
    }

    /** @param {string} query @returns {Promise<Answer>} */
    async function search(query) {
      const terms = await parse(query);
      const wanted = terms.filter((term) => !term.exclude).map((term) => term.key);
      if (!wanted.length) return { terms, keys: [], near: "", documents: [], total: 0 };
      const segments = await open();
      /** @type {Answer["near"]} */
      let near = "";
      let found = await Promise.all(segments.map((segment) => segment.clauses(terms)));
      const nothing = () => !found.some((some) => some.size);
      if (nothing() && wanted.length > 1) {
        near = "document";
        found = await Promise.all(segments.map((segment) => segment.inDocuments(terms)));
      }
      if (nothing()) {
        near = "partial";
        found = best(await Promise.all(segments.map((segment) => segment.partial(terms))));
      }
      const total = found.reduce((sum, some) => sum + some.size, 0);
      return { terms, keys: marked(terms, near), near: total ? near : "", documents: grouped(segments, found), total };
    }

    /** @type {Promise<any> | undefined} */
    let meant;
    /** What answers by meaning, loaded with what it reads (search-meaning.js). @returns {Promise<any>} */
    function meaning() {
      if (!meant) {
        load(index.words).catch(() => {}); // asked again by what is on its way
        open().then((segments) => segments.forEach((segment) => Promise.all([segment.facets(), segment.titles()]).catch(() => {})), () => {});
        meant = more().then(() => root.tiaowenMeaning.open({ index, load, segments: open, parse, learn, fold: fold.fold, grouped }));
        meant.catch(() => (meant = undefined));
      }
      return meant;
    }

    /** The clauses that hold all terms as they stand, in their documents. @param {any[]} terms */
    async function literally(terms) {
      const segments = await open();
      const documents = grouped(segments, await Promise.all(segments.map((segment) => segment.clauses(terms))));
      return { documents, keys: terms.filter((term) => !term.exclude).map((term) => term.key), total: documents.reduce((sum, { hits }) => sum + hits.length, 0) };
    }

    /**
     * The answer to a query. `stands`: as it was typed, in clauses alone; `later` gives the documents that it names. Else what it means (search-meaning.js).
     * @param {string} query @param {Set<string>} [plain] texts whose meaning the reader took away @param {boolean} [widely] also in other words where it stands as it is
     */
    async function answer(query, plain = new Set(), widely = false) {
      const terms = await parse(query);
      if (!terms.some((term) => !term.exclude)) return { terms, concepts: [], keys: [], near: "", documents: [], total: 0, named: [], literal: 0 };
      const literal = await literally(terms), { stands, MANY } = root.tiaowenQuery;
      if (!stands(terms, literal.total) || (widely && literal.total <= MANY)) return (await meaning()).answer(query, terms, literal, plain);
      return { ...literal, literal: literal.total, terms, concepts: [], near: "", named: [], stands: true, later: async () => (await meaning()).titled(terms) };
    }

    /** What a query means, as its concepts. @param {string} query @returns {Promise<any[]>} */
    const understand = async (query) => (await meaning()).understand(query);

    return { index, segments: open, search, answer, understand, parse, learn, find: fold.find, fold: fold.fold };
  }

  root.tiaowenEngine = { open };
})(/** @type {any} */ (globalThis));
