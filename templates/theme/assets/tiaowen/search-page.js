// @ts-check
/** The search page: the query and the facets live in the address, the results below the box. */
(function (root) {
  "use strict";
  const { base } = root.tiaowenSearch;
  const input = /** @type {HTMLInputElement} */ (document.getElementById("tw-search-input"));
  const form = /** @type {HTMLFormElement} */ (input.form);
  const status = /** @type {HTMLElement} */ (document.getElementById("tw-search-status"));
  const list = /** @type {HTMLElement} */ (document.getElementById("tw-search-results"));
  const SHOWN = 5;
  const BEFORE = 24;
  const LENGTH = 120;

  /** @param {string} tag @param {Object<string, string>} attributes @param {...(Node | string)} children */
  function element(tag, attributes, ...children) {
    const node = document.createElement(tag);
    for (const [name, value] of Object.entries(attributes)) node.setAttribute(name, value);
    node.append(...children);
    return node;
  }

  /** The text with the found places marked, cut around the first of them. @param {string} text @param {[number, number][]} spans */
  function snippet(text, spans) {
    const start = spans.length && spans[0][0] > LENGTH / 2 ? spans[0][0] - BEFORE : 0;
    const end = Math.min(text.length, Math.max(start + LENGTH, spans.length ? spans[0][1] : 0));
    const node = document.createDocumentFragment();
    let at = start;
    if (start) node.append("…");
    for (const [from, to] of spans) {
      if (from >= end) break;
      node.append(text.slice(at, from), element("mark", {}, text.slice(from, Math.min(to, end))));
      at = Math.min(to, end);
    }
    node.append(text.slice(at, end), end < text.length ? "…" : "");
    return node;
  }

  /** @param {any} engine @param {any} document @param {any} clause @param {string[]} keys @param {string} query */
  function hit(engine, document, clause, keys, query) {
    const url = new URL(`p/${document.id}.html?h=${encodeURIComponent(query)}#${clause.anchor}`, base);
    const link = element("a", { href: url.href, class: "tw-hit__link" }, snippet(clause.full, engine.find(clause.full, keys)));
    return element("li", { class: "tw-hit" }, link);
  }

  /** @param {any} engine @param {string} query */
  function show(engine, query) {
    const result = engine.search(query);
    const keys = result.terms.filter((/** @type {any} */ term) => !term.exclude).map((/** @type {any} */ term) => term.key);
    list.replaceChildren();
    if (!keys.length) {
      status.textContent = result.terms.length ? "只写了要排除的词,请再写一个要找的词。" : "";
      return;
    }
    status.textContent = result.total ? `${result.documents.length} 份文件,${result.total} 条` : "没有条款包含所查文字。";
    for (const document of result.documents) {
      const hits = document.hits.map((/** @type {any} */ clause) => hit(engine, document, clause, keys, query));
      const items = element("ol", { class: "tw-hits" }, ...hits.slice(0, SHOWN));
      const title = element("a", { href: new URL(`p/${document.id}.html`, base).href }, document.title || document.id);
      const group = element("section", { class: "tw-document" }, element("h2", {}, title), element("p", { class: "tw-document__meta" }, [document.number, `${hits.length} 条`].filter(Boolean).join(" · ")), items);
      if (hits.length > SHOWN) {
        const more = element("button", { type: "button", class: "md-button tw-more" }, `再显示 ${hits.length - SHOWN} 条`);
        more.addEventListener("click", () => {
          items.append(...hits.slice(SHOWN));
          hits[SHOWN].querySelector("a").focus();
          more.remove();
        });
        group.append(more);
      }
      list.append(group);
    }
  }

  async function start() {
    const engine = await root.tiaowenEngine.open();
    const address = () => new URLSearchParams(location.search).get("q") ?? "";
    /** @param {boolean} push */
    function run(push) {
      const query = input.value.trim();
      if (push && query !== address()) {
        const url = new URL(location.href);
        if (query) url.searchParams.set("q", query);
        else url.searchParams.delete("q");
        history.replaceState(null, "", url);
      }
      show(engine, query);
    }
    input.addEventListener("input", (event) => {
      if (!(/** @type {InputEvent} */ (event).isComposing)) run(true);
    });
    input.addEventListener("compositionend", () => run(true));
    form.addEventListener("submit", (event) => {
      event.preventDefault();
      run(true);
    });
    addEventListener("popstate", () => {
      input.value = address();
      run(false);
    });
    input.value ||= address();
    run(false);
  }
  start().catch(() => {
    status.textContent = "检索数据没有载入。请刷新本页,或从下面的索引查找。";
  });
})(/** @type {any} */ (globalThis));
