// @ts-check
/** A question that a list answers leads to it, with its choices made: for what a body must do in a document, for documents of a state (已修改的文件), for places
 * side by side, or for money. */
(function (root) {
  "use strict";
  /** The names of the places of the library's documents. @param {any} engine @returns {Promise<Map<string, string>>} */
  async function places(engine) {
    const files = await Promise.all((await engine.segments()).map((/** @type {any} */ segment) => segment.facets()));
    return new Map(files.flatMap(({ documents }) => documents.place[0]));
  }

  /** @param {URL} url @param {string} text */
  const link = (url, text) => Object.assign(document.createElement("a"), { href: url.href, textContent: text });

  /** The list of documents with the state, the place and the year of the question chosen; null where it asks for something else, or none has that state.
   * @param {any[]} concepts @param {any} engine */
  async function documentsOf(concepts, engine) {
    const of = (/** @type {string} */ wanted) => concepts.find(({ kind }) => kind === wanted);
    const state = concepts.find(({ state }) => state)?.state, place = of("place"), year = of("year");
    if (!state || concepts.some((concept) => concept.need && !concept.state && concept !== place && concept !== year)) return null;
    let count = 0;
    for (const segment of await engine.segments()) {
      const [{ documents }, titles] = await Promise.all([segment.facets(), segment.titles()]);
      titles.forEach((/** @type {any[]} */ [, , , , mark], /** @type {number} */ document) => {
        const valueOf = (/** @type {string} */ facet) => documents[facet][0][documents[facet][1][document]][0];
        const stands = (root.tiaowenPast.stateOf(mark) || valueOf("validity")) === state;
        if (stands && (!place || place.ids.includes(valueOf("place"))) && (!year || year.ids.includes(valueOf("year")))) count++;
      });
    }
    if (!count) return null;
    const url = new URL("policies.html", root.tiaowenSearch.base), names = place ? await places(engine) : null;
    url.searchParams.set("时效", state);
    if (place) url.searchParams.set("地区", names?.get(place.ids.find((/** @type {string} */ id) => names.has(id))) ?? "");
    if (year) url.searchParams.set("年份", year.ids[0]);
    return link(url, `看${place?.text ?? ""}${year ? `${year.ids[0]}年` : ""}「${state}」的文件（${count}） →`);
  }

  const COMPARED = 3; // places (compare.js)
  /** Two or three places side by side, on the industry that is named too; null where fewer are named. @param {any[]} concepts @param {any} engine */
  async function placesOf(concepts, engine) {
    const named = concepts.filter(({ kind }) => kind === "place");
    if (named.length < 2) return null;
    const [names, called] = await Promise.all([places(engine), root.tiaowenMoney.industries(engine)]);
    const chosen = [...new Set(named.map(({ ids }) => names.get(ids.find((/** @type {string} */ id) => names.has(id)))).filter(Boolean))];
    if (chosen.length < 2 || chosen.length > COMPARED) return null;
    const industry = concepts.map(({ text }) => called.get(text)).find(Boolean), url = new URL("compare.html", root.tiaowenSearch.base);
    url.searchParams.set("地区", chosen.join("、"));
    if (industry) url.searchParams.set("条款", industry);
    return link(url, `看「${[...chosen, ...industry ? [industry] : []].join(" · ")}」的对照 →`);
  }

  /** A document and a body lead to what the body must do in it (document-who.js); null where not one document is named by its number.
   * @param {any[]} concepts @param {any[]} named */
  function dutiesOf(concepts, named) {
    const body = concepts.find(({ kind }) => kind === "body");
    if (!body || named.length !== 1 || !concepts.some(({ kind }) => kind === "number of document")) return null;
    const [{ id, title }] = named, url = new URL(`p/${id}.html`, root.tiaowenSearch.base);
    url.searchParams.set("谁来办", body.ids.length === 1 ? body.ids[0] : body.text);
    return link(url, `看《${title}》里「${body.text}」要办的 →`);
  }

  /** @param {any[]} concepts @param {any} engine @param {any[]} [named] documents @returns {Promise<HTMLAnchorElement | null>} */
  const leadOf = async (concepts, engine, named = []) => dutiesOf(concepts, named) ?? (await documentsOf(concepts, engine)) ?? (await placesOf(concepts, engine)) ?? root.tiaowenMoney.leadOf(concepts, engine);

  root.tiaowenLeads = { leadOf, places, link };
})(/** @type {any} */ (globalThis));
