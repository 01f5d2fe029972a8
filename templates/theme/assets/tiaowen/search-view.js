// @ts-check
/** Shows an answer: documents with their clauses, the text of each loaded when it comes near the window. */
(function (root) {
  "use strict";
  const { base } = root.tiaowenSearch;
  const DOCUMENTS = 10;
  const CLAUSES = 5;
  const BEFORE = 24;
  const LENGTH = 120;

  /** @param {string} tag @param {Object<string, string>} attributes @param {...(Node | string)} children */
  function element(tag, attributes, ...children) {
    const node = document.createElement(tag);
    for (const [name, value] of Object.entries(attributes)) node.setAttribute(name, value);
    node.append(...children);
    return node;
  }

  /** @param {string} className @param {string} label @param {() => void} action */
  function button(className, label, action) {
    const node = element("button", { type: "button", class: className }, label);
    node.addEventListener("click", action);
    return node;
  }

  /** What must be known of a document before one opens it: 已废止. @param {string | undefined} mark */
  function stateTag(mark) {
    const state = root.tiaowenPast.stateOf(mark);
    return state ? [" ", element("span", { class: "tw-tag" }, state)] : [];
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

  /** The whole text with the found places marked. @param {string} text @param {[number, number][]} spans */
  function marked(text, spans) {
    const node = document.createDocumentFragment();
    let at = 0;
    for (const [from, to] of spans) {
      node.append(text.slice(at, from), element("mark", {}, text.slice(from, to)));
      at = to;
    }
    node.append(text.slice(at));
    return node;
  }

  /** The text after label and heading, which the result's name shows. @param {any} row */
  function bodyOf({ label, heading, full }) {
    const at = heading ? full.indexOf(heading) : -1;
    if (at >= 0 && label.endsWith(full.slice(0, at).trim())) return full.slice(at + heading.length).replace(/^[。．.：:\s]+/, "");
    return label && full.startsWith(label) ? full.slice(label.length).trim() : full;
  }

  /** A document, where what was looked for is marked, or one clause of it. @param {any} row @param {string} query @param {string} anchor */
  function address(row, query, anchor = "") {
    const url = new URL(`p/${row.id}.html`, base);
    url.searchParams.set("h", query);
    url.hash = anchor;
    return url.href;
  }

  /** @param {any} engine @param {any} answer @param {string} query @param {any} row @param {any} hit */
  function clause(engine, answer, query, row, hit) {
    const name = row.label + (/[\p{P}\p{Z}]$/u.test(row.label) ? "" : " ") + row.heading;
    const body = bodyOf(row);
    const wanted = hit.marks?.length ? hit.marks.map((/** @type {string} */ key) => `"${key}"`).join(" ") : query;
    const link = element("a", { href: address(row, wanted, row.anchor), class: "tw-hit__link" });
    if (name.trim()) link.append(element("span", { class: "tw-hit__name" }, marked(name, engine.find(name, answer.keys))));
    if (body) link.append(element("span", { class: "tw-hit__text" }, snippet(body, engine.find(body, answer.keys))));
    if (hit.why) link.append(element("span", { class: "tw-hit__why" }, hit.why));
    return element("li", { class: "tw-hit" }, link);
  }

  /** @param {any} engine @param {any} answer @param {string} query @param {any} found @param {HTMLElement} group */
  async function fill(engine, answer, query, found, group) {
    const list = element("ol", { class: "tw-hits" });
    /** @param {number} from @param {number} to */
    async function add(from, to) {
      const hits = found.hits.slice(from, to);
      const wanted = hits.map((/** @type {any} */ { clause }) => clause);
      const rows = await found.segment.rows(wanted.length ? wanted : [found.hits[0].clause]);
      for (const { full } of rows.values()) await engine.learn(full);
      list.append(...hits.map((/** @type {any} */ hit) => clause(engine, answer, query, rows.get(hit.clause), hit)));
      return rows.get(wanted[0] ?? found.hits[0].clause);
    }
    const shown = Math.min(found.shown ?? CLAUSES, found.hits.length);
    const first = await add(0, shown);
    const title = element("a", { href: address(first, query) }, first.title || first.id);
    const meta = [first.number, first.date, `${found.hits.length} 条`].filter(Boolean).join(" · ");
    group.replaceChildren(element("h2", {}, title, ...stateTag(first.mark)), element("p", { class: "tw-document__meta" }, meta), list);
    group.removeAttribute("aria-busy");
    const rest = found.hits.length - shown;
    if (rest > 0) {
      const more = button("tw-more", `再显示本文件 ${rest} 条`, async () => {
        more.remove();
        await add(shown, found.hits.length);
        list.querySelectorAll("a")[shown]?.focus();
      });
      group.append(more);
    }
  }

  /** Replaces what the list shows. @param {HTMLElement} list @param {any} engine @param {any} answer @param {string} query @param {() => void} failed */
  function show(list, engine, answer, query, failed) {
    const near = new IntersectionObserver((entries) => {
      for (const { isIntersecting, target } of entries) {
        if (!isIntersecting) continue;
        near.unobserve(target);
        fill(engine, answer, query, answer.documents[Number(/** @type {HTMLElement} */ (target).dataset.number)], /** @type {HTMLElement} */ (target)).catch(failed);
      }
    }, { rootMargin: "200px" });

    /** @param {number} from */
    function add(from) {
      const size = answer.near && !from ? Math.max(1, answer.documents.filter((/** @type {any} */ { shown }) => shown).length) : DOCUMENTS;
      const groups = answer.documents.slice(from, from + size).map((/** @type {any} */ _, /** @type {number} */ i) => element("section", { class: "tw-document", "aria-busy": "true", "data-number": String(from + i) }));
      list.append(...groups);
      groups.forEach((/** @type {Element} */ group) => near.observe(group));
      const rest = answer.documents.length - from - size;
      if (rest <= 0) return;
      const more = button("md-button tw-more-documents", `再显示 ${Math.min(rest, DOCUMENTS)} 份文件（还有 ${rest} 份）`, () => {
        more.remove();
        add(from + size);
      });
      list.append(more);
    }
    list.replaceChildren();
    add(0);
    return () => near.disconnect();
  }

  root.tiaowenView = { show, element, button, stateTag };
})(/** @type {any} */ (globalThis));
