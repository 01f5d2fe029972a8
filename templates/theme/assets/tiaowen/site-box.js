// @ts-check
/**
 * The search box of every page: the rest of the search is loaded by script tags when it is needed (script tags work from disk, fetch and workers do
 * not). Without JavaScript the box is a plain form that opens search.html.
 */
(function (root) {
  "use strict";
  const self = /** @type {HTMLScriptElement} */ (document.currentScript);
  const base = new URL("../../", self.src);
  /** @type {Map<string, Promise<void>>} */
  const scripts = new Map();
  /** @type {Map<string, any>} */
  const loaded = new Map();

  /** Loads a script of this site once. @param {string} path address from the site's root */
  function script(path) {
    let promise = scripts.get(path);
    if (!promise) {
      promise = new Promise((resolve, reject) => {
        const element = document.createElement("script");
        element.src = new URL(path, base).href;
        element.onload = () => resolve();
        element.onerror = () => {
          scripts.delete(path);
          element.remove();
          reject(new Error(path));
        };
        document.head.append(element);
      });
      scripts.set(path, promise);
    }
    return promise;
  }

  /** The data of an index file, loaded once: by the page's own tag, or by one of ours. @param {string} name @returns {Promise<any>} */
  async function data(name) {
    if (!loaded.has(name)) await script(`search/${name}.js`);
    return loaded.get(name);
  }

  /** The engine and the search page, in one file: the search page has a tag of its own for it. */
  const search = async () => root.tiaowenEngine ?? (await script("assets/tiaowen/search.js"));
  /** What is said otherwise than it was typed, and suggestions. */
  const more = () => script("assets/tiaowen/search-more.js");
  /** @type {Promise<any> | undefined} */
  let engine;

  root.tiaowenSearch = {
    base,
    script,
    data,
    /** Called by every index file. A page that came with a query begins with the segments while the engine is still on its way. @param {string} name @param {any} value */
    load(name, value) {
      loaded.set(name, value);
      if (name !== "index" || !document.documentElement.classList.contains("tw-asked")) return;
      for (const segment of value.segments) data(`${segment.name}/m`).catch(() => {}); // the engine asks again
    },
    /** The engine, loaded at the first call; a failed load may be tried again. @returns {Promise<any>} */
    engine() {
      engine ??= search().then(() => root.tiaowenEngine.open(data, more));
      engine.catch(() => (engine = undefined));
      return engine;
    },
  };

  function start() {
    const here = document.getElementById("tw-search");
    if (here) document.documentElement.classList.add("tw-searching");
    for (const input of document.querySelectorAll(here ? "#tw-search-input" : "#tw-box-input, #tw-hero")) {
      const attach = (/** @type {string} */ before) => search().then(more).then(() => root.tiaowenSuggest.attach(input, before));
      if (document.activeElement === input) attach(new URLSearchParams(location.search).get("q") ?? "");
      else input.addEventListener("focus", () => attach(/** @type {HTMLInputElement} */ (input).value), { once: true });
    }
    // jump.js sends who types a citation to its clause; it is fetched by whoever is about to type one
    document.addEventListener("focusin", ({ target }) => {
      if (target instanceof Element && target.closest("form[role=search]")) script("assets/tiaowen/jump.js");
    });
    // who types faster than it comes waits for it, so that the same text always leads to the same place
    let failed = false;
    document.addEventListener("submit", (event) => {
      const form = event.target;
      if (root.tiaowenJump || failed || !(form instanceof HTMLFormElement) || !form.matches("[role=search]")) return;
      event.preventDefault();
      event.stopImmediatePropagation();
      script("assets/tiaowen/jump.js").catch(() => { failed = true; }).then(() => form.requestSubmit());
    }, true);
    const wanted = new URLSearchParams(location.search).get("h");
    if (wanted) Promise.all([root.tiaowenSearch.engine(), script("assets/tiaowen/search-mark.js")]).then(([opened]) => root.tiaowenMark.show(opened, wanted));
  }
  if (document.readyState === "loading") document.addEventListener("DOMContentLoaded", start);
  else start();
})(/** @type {any} */ (globalThis));
