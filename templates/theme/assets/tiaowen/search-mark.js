// @ts-check
/** On arrival from a search (?h=query): what was looked for is marked in the clause of the address, until the reader clears it. */
(function (root) {
  "use strict";
  const MARK = "tw-mark";
  /** What stands in the page and is no text of the document. */
  const NO_TEXT = ".tw-note, .tw-tool, nav, aside, details";

  /** The text nodes below an element with what they hold, joined. @param {Element} element */
  function texts(element) {
    const walker = document.createTreeWalker(element, NodeFilter.SHOW_TEXT, {
      acceptNode: (node) => (node.parentElement?.closest("script, style, button, .headerlink") ? NodeFilter.FILTER_REJECT : NodeFilter.FILTER_ACCEPT),
    });
    /** @type {Text[]} */
    const nodes = [];
    while (walker.nextNode()) nodes.push(/** @type {Text} */ (walker.currentNode));
    return nodes;
  }

  /** Marks the places in the element whose fold is one of the keys, across its inline elements. @param {Element} element @param {string[]} keys @param {any} engine */
  function mark(element, keys, engine) {
    const nodes = texts(element);
    const spans = engine.find(nodes.map((node) => node.data).join(""), keys);
    let offset = 0;
    for (const node of nodes) {
      const { data } = node;
      const inside = spans
        .map((/** @type {[number, number]} */ [start, end]) => [Math.max(start - offset, 0), Math.min(end - offset, data.length)])
        .filter((/** @type {[number, number]} */ [start, end]) => start < end);
      offset += data.length;
      if (!inside.length) continue;
      const parts = document.createDocumentFragment();
      let at = 0;
      for (const [start, end] of inside) {
        const marked = document.createElement("mark");
        marked.className = MARK;
        marked.textContent = data.slice(start, end);
        parts.append(data.slice(at, start), marked);
        at = end;
      }
      parts.append(data.slice(at));
      node.replaceWith(parts);
    }
    return spans.length;
  }

  function clear() {
    for (const marked of document.querySelectorAll(`mark.${MARK}`)) {
      const parent = /** @type {Element} */ (marked.parentElement);
      marked.replaceWith(...marked.childNodes);
      parent.normalize();
    }
  }

  /** @param {string} text @param {() => void} act */
  function button(text, act) {
    const made = document.createElement("button");
    made.type = "button";
    made.className = "tw-mark-bar__act";
    made.textContent = text;
    made.addEventListener("click", act);
    return made;
  }

  /** @param {any} engine @param {string} query */
  async function show(engine, query) {
    const terms = await engine.parse(query);
    const keys = terms.filter((/** @type {any} */ term) => !term.exclude).map((/** @type {any} */ term) => term.key);
    const content = document.querySelector("article.md-content__inner");
    if (!content || !keys.length) return;
    await engine.learn(content.textContent ?? "");
    let count = 0;
    for (const block of content.querySelectorAll("h1, h2, h3, h4, h5, h6, p, li, td, th, dd"))
      if (!block.querySelector("p, li, td") && !block.closest(NO_TEXT)) count += mark(block, keys, engine);
    const url = new URL(location.href); // people copy the address: it is the clause's own again
    url.searchParams.delete("h");
    history.replaceState(history.state, "", url);
    if (!count) return;
    const bar = document.createElement("div");
    bar.className = "tw-mark-bar";
    bar.setAttribute("role", "status");
    /** @type {Element | undefined} */
    let shown;
    const step = button("下一处", () => {
      const marks = [...document.querySelectorAll(`mark.${MARK}`)];
      const below = marks.findIndex((marked) => marked.getBoundingClientRect().top > innerHeight / 2);
      shown = marks[marks[below] === shown ? below + 1 : below] ?? marks[0]; // the last ones of a page cannot be brought to its middle
      shown.scrollIntoView({ block: "center" });
    });
    const back = button("上一处", () => {
      const marks = [...document.querySelectorAll(`mark.${MARK}`)];
      const above = marks.findLastIndex((marked) => marked.getBoundingClientRect().bottom < innerHeight / 2);
      shown = marks[marks[above] === shown ? above - 1 : above] ?? marks[marks.length - 1];
      shown.scrollIntoView({ block: "center" });
    });
    step.setAttribute("aria-keyshortcuts", "n");
    back.setAttribute("aria-keyshortcuts", "p");
    const end = button("清除标记", () => {
      clear();
      bar.remove();
    });
    bar.append(`已标出 ${count} 处“${query.replaceAll('"', "")}”`, back, step, end);
    document.body.append(bar);
  }

  root.tiaowenMark = { show };
})(/** @type {any} */ (globalThis));
