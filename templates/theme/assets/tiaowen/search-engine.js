// @ts-check
/** The search itself: terms → clauses. Nothing here touches the page. */
(function (root) {
  "use strict";
  const { data } = root.tiaowenSearch;

  /** @returns {Promise<{parse: (query: string) => any[], find: Function, search: (query: string) => any}>} */
  async function open() {
    const [index, table] = await Promise.all([data("index"), data("fold")]);
    const { fold, find } = root.tiaowenFold(table);
    const documents = index.documents.map((/** @type {any[]} */ [id, title, number, clauses]) => ({
      id, title, number,
      clauses: clauses.map((/** @type {string[]} */ [anchor, path, label, heading, full]) => ({ anchor, path, label, heading, full, key: fold(full) })),
    }));

    /** @param {string} query */
    function search(query) {
      const terms = root.tiaowenQuery.parse(query, fold);
      const wanted = terms.filter((/** @type {any} */ term) => !term.exclude);
      /** @type {any[]} */
      const found = [];
      for (const document of wanted.length ? documents : []) {
        const hits = document.clauses.filter((/** @type {any} */ clause) => terms.every((/** @type {any} */ term) => clause.key.includes(term.key) !== term.exclude));
        if (hits.length) found.push({ ...document, clauses: undefined, hits });
      }
      return { terms, documents: found, total: found.reduce((sum, document) => sum + document.hits.length, 0) };
    }
    return { parse: (query) => root.tiaowenQuery.parse(query, fold), find, search };
  }

  root.tiaowenEngine = { open };
})(/** @type {any} */ (globalThis));
