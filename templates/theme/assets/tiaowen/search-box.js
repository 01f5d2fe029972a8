// @ts-check
/**
 * The search box of every page: `/` puts the cursor there; the rest of the search is loaded by script tags when it is needed
 * (script tags work from disk, fetch and workers do not). Without JavaScript the box is a plain form that opens search.html.
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

  /** The data of an index file, loaded once. @param {string} name @returns {Promise<any>} */
  async function data(name) {
    await script(`search/${name}.js`);
    return loaded.get(name);
  }

  root.tiaowenSearch = {
    base,
    script,
    data,
    /** Called by every index file. @param {string} name @param {any} value */
    load: (name, value) => loaded.set(name, value),
  };

  /** @param {Element | null} element */
  const typing = (element) => element instanceof HTMLElement && (element.isContentEditable || /^(INPUT|TEXTAREA|SELECT)$/.test(element.tagName));

  document.addEventListener("keydown", (event) => {
    if (event.key !== "/" || event.ctrlKey || event.metaKey || event.altKey || event.isComposing || typing(document.activeElement)) return;
    const inputs = document.querySelectorAll("#tw-search-input, .tw-box__input");
    const input = /** @type {HTMLInputElement[]} */ (Array.from(inputs)).find((element) => element.offsetParent !== null);
    if (input) {
      event.preventDefault();
      event.stopImmediatePropagation();
      input.focus();
      input.select();
    }
  }, true);

  function start() {
    const parts = ["search-fold.js", "search-query.js", "search-engine.js"];
    /** @param {string} name */
    const asset = (name) => script(`assets/tiaowen/${name}`);
    if (document.getElementById("tw-search")) Promise.all(parts.map(asset)).then(() => asset("search-page.js"));
    const wanted = new URLSearchParams(location.search).get("h");
    if (wanted)
      Promise.all([asset("search-fold.js"), asset("search-query.js"), asset("search-mark.js"), data("fold")]).then(() =>
        root.tiaowenMark.show(root.tiaowenFold(loaded.get("fold")), wanted));
  }
  if (document.readyState === "loading") document.addEventListener("DOMContentLoaded", start);
  else start();
})(/** @type {any} */ (globalThis));
