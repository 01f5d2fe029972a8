// @ts-check
/** A question for money leads to the list of money with its place, its industry and the longest of its other words chosen. */
(function (root) {
  "use strict";
  /** @type {Promise<[string, string[]][]> | undefined} */
  let loading;

  /** What the texts call each industry (data/industry-words.js), loaded by the first question for money. @returns {Promise<[string, string[]][]>} */
  function industries() {
    loading ??= new Promise((resolve, reject) => {
      root.tiaowenIndustries = resolve;
      root.tiaowenSearch.script("data/industry-words.js").catch(reject);
    });
    loading.catch(() => (loading = undefined));
    return loading;
  }

  /** Whether a concept asks for money: 多少钱, 补贴. @param {any} concept */
  const asks = ({ about, facet, ids }) => about === "money" || facet === "kind" && ids.includes("incentive");

  /** The names of the places of the library's documents. @param {any} engine @returns {Promise<Map<string, string>>} */
  async function places(engine) {
    const files = await Promise.all((await engine.segments()).map((/** @type {any} */ segment) => segment.facets()));
    return new Map(files.flatMap(({ documents }) => documents.place[0]));
  }

  /** The link to the list, or null where no money is asked for or nothing can be chosen by. @param {any} answer @param {any} engine */
  async function leadOf({ concepts }, engine) {
    if (!concepts.some(asks)) return null;
    const [rows, names] = await Promise.all([industries().catch(() => []), places(engine)]);
    const called = new Map(rows.flatMap(([name, words]) => words.map((word) => /** @type {[string, string]} */ ([engine.fold(word), name]))));
    const url = new URL("incentives.html", root.tiaowenSearch.base);
    const said = [];
    let other = "";
    for (const concept of concepts) {
      const { kind, text, ids = [] } = concept;
      const place = kind === "place" && names.get(ids.find((/** @type {string} */ id) => names.has(id))), industry = called.get(text);
      if (place && !url.searchParams.has("地区")) url.searchParams.set("地区", place);
      else if (industry && !url.searchParams.has("产业")) url.searchParams.set("产业", industry);
      else {
        if (kind === "word" && concept.need && !asks(concept) && text.length > Math.max(1, other.length)) other = text;
        continue;
      }
      said.push(text);
    }
    if (other) {
      url.searchParams.set("q", other);
      said.push(other);
    }
    return said.length ? Object.assign(document.createElement("a"), { href: url.href, textContent: `看「${said.join(" · ")}」的补贴 →` }) : null;
  }

  root.tiaowenMoney = { leadOf };
})(/** @type {any} */ (globalThis));
