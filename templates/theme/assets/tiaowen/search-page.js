// @ts-check
/** The search page: the query and the chosen facets live in the address, the results below the box. */
(function (root) {
  "use strict";
  if (!document.getElementById("tw-search")) return; // the boxes of all pages load the same file
  const facets = root.tiaowenFacets;
  const { show, element, button, stateTag } = root.tiaowenView;
  /** @param {string} id */
  const part = (id) => /** @type {HTMLElement} */ (document.getElementById(id));
  const input = /** @type {HTMLInputElement} */ (part("tw-search-input"));
  const [status, list, panel, documents, pages] = ["status", "results", "facets", "documents", "pages"].map((name) => part(`tw-search-${name}`));
  const PAUSE = 120;
  /** After so many milliseconds without an answer the page says that it is searching. */
  const PATIENCE = 300;
  /** A catalogue of more documents is loaded only when no clause is found: at 10,000 documents it has 1.4 MB. */
  const CATALOGUE = 2000;
  /** What stands behind a number or title may be a clause of it. */
  const CLAUSE = /[号號》].|第[^第]{1,6}[条條款项項章节節]|\d\s+\d/;
  /** What may ask for the documents of a state (questions.yml has the words), which clauses that hold it as it stands do not answer: 废止文件. */
  const OF_DOCUMENTS = /废止|失效|作废|修改|修订|修正|过期|有效|执行/;
  let turn = 0;
  /** @type {() => void} */
  let leave = () => {};
  /** @type {ReturnType<typeof setTimeout> | undefined} */
  let waiting;

  function failed() {
    list.removeAttribute("aria-busy");
    status.textContent = "检索数据没有载入。";
    status.append(button("tw-more", "重新载入", () => location.reload()));
  }

  const parameters = () => new URLSearchParams(location.search);

  /** @param {string} query @param {any} choice @param {string[]} plain @param {boolean} widely */
  function remember(query, choice, plain, widely) {
    const url = new URL(location.href);
    if (query) url.searchParams.set("q", query);
    else url.searchParams.delete("q");
    url.searchParams.delete("plain");
    for (const text of plain) url.searchParams.append("plain", text);
    if (widely) url.searchParams.set("widely", "");
    else url.searchParams.delete("widely");
    facets.write(url.searchParams, choice);
    if (url.href !== location.href) history.replaceState(null, "", url);
    document.title = document.title.replace(/^(“.*?” - )?/, query ? `“${query}” - ` : "");
  }

  /** @param {any} answer @param {{total: number, documents: any[]}} narrowed @param {number} found documents by title or number */
  function report({ terms, concepts, near, total, literal, correction }, narrowed, found) {
    if (!terms.some((/** @type {any} */ term) => !term.exclude)) return terms.length ? "只写了要排除的词，请再写一个要找的词。" : "";
    if (!total) return found ? "下面是标题、文号等相符的文件。" : "没有条款包含所查文字，也没有相近的条款。";
    const count = `${narrowed.documents.length} 份文件，${narrowed.total} 条`;
    const elsewhere = concepts.find((/** @type {any} */ { kind }) => kind === "elsewhere");
    if (near) return `没有条款包含所查文字${elsewhere ? `，本库也没有${elsewhere.text}的文件` : ""}。下面是部分相符的条款：${count}。`;
    if (correction?.used) return `没有“${correction.typed}”，已按“${correction.meant[0]}”检索：${count}。`;
    if (!literal) return `意思相符的条款：${count}（没有逐字相同的）。`;
    return narrowed.total < total ? `${count}（未筛选时 ${total} 条）` : count;
  }

  /** @param {string} query @param {any} choice @param {string[]} [plain] texts that are text only */
  async function run(query, choice, plain = parameters().getAll("plain"), widely = parameters().has("widely")) {
    const mine = ++turn;
    const current = () => mine === turn;
    remember(query, choice, plain, widely);
    document.documentElement.classList.toggle("tw-asked", Boolean(query));
    if (!query) return clear();
    list.setAttribute("aria-busy", "true");
    setTimeout(() => current() && list.hasAttribute("aria-busy") && (status.textContent = "正在检索……"), PATIENCE);
    const engine = await root.tiaowenSearch.engine();
    const answer = await engine.answer(query, new Set(plain), widely);
    if (!current()) return;
    const chosen = Object.keys(choice).some((facet) => choice[facet].length);
    part("tw-search-clear").hidden = !chosen;
    const narrowed = chosen ? await facets.narrow(answer.documents, choice) : answer;
    const concepts = answer.stands && OF_DOCUMENTS.test(query) ? await engine.understand(query) : answer.concepts;
    const lead = concepts.length ? await root.tiaowenLeads.leadOf(concepts, engine, answer.named) : null;
    if (!current()) return;
    lay(answer, narrowed, lead, query, engine);
    tellMeant(answer, choice, {
      widely: () => run(query, choice, plain, true).catch(failed),
      plain: (/** @type {string} */ text) => run(query, choice, [...plain, text]).catch(failed),
      search: (/** @type {string} */ text) => {
        input.value = text;
        run(text, choice, [], false).catch(failed);
      },
    });
    await around(answer, narrowed, query, choice, engine, current);
  }

  /** The page before anything is asked. */
  function clear() {
    leave();
    list.replaceChildren();
    list.removeAttribute("aria-busy");
    status.textContent = "";
    for (const name of ["chips", "maybe", "money", "facets", "take", "pages", "documents", "alone"]) part(`tw-search-${name}`).hidden = true;
  }

  /** The answer with the room for what belongs beside it. @param {any} answer @param {any} narrowed @param {HTMLElement | null} lead @param {string} query @param {any} engine */
  function lay(answer, narrowed, lead, query, engine) {
    part("tw-search-money").replaceChildren(...lead ? [lead] : []);
    part("tw-search-money").hidden = !lead;
    leave();
    panel.hidden = part("tw-search-take").hidden = !answer.total;
    leave = show(list, engine, { ...answer, documents: narrowed.documents }, query, failed);
    list.dataset.near = answer.near;
    titles(answer.named, []);
    list.removeAttribute("aria-busy");
    status.textContent = report(answer, narrowed, answer.named.length);
    part("tw-search-start").toggleAttribute("data-shown", !answer.total && !answer.named.length);
  }

  /** What stands around the answer and comes after it: titles, counts to narrow it by, pages that the words name.
   * @param {any} answer @param {any} narrowed @param {string} query @param {any} choice @param {any} engine @param {() => boolean} current */
  async function around(answer, narrowed, query, choice, engine, current) {
    const coming = answer.later?.() ?? Promise.resolve(answer.named); // titles are no part of the first answer to what stands as it was typed
    const counts = answer.total ? narrowed.counts ?? (await facets.narrow(answer.documents, choice)).counts : new Map();
    if (!current()) return;
    if (answer.total) facets.show(part("tw-search-facet-list"), counts, choice, (/** @type {any} */ next) => run(query, next).catch(failed));
    const [places, named] = await Promise.all([clausesIn(query), coming]);
    if (!current()) return;
    titles(named, places);
    const held = engine.index.segments.reduce((/** @type {number} */ sum, /** @type {any} */ { documents }) => sum + documents, 0);
    const segments = held <= CATALOGUE || !answer.total ? await engine.segments() : answer.documents.map((/** @type {any} */ { segment }) => segment);
    if (current()) await name(new Set(segments), answer.terms, counts);
  }

  /** What the page made of the query; nothing where clauses hold it as it stands. @param {any} answer @param {any} choice @param {any} act */
  function tellMeant(answer, choice, act) {
    if (answer.concepts.length) return root.tiaowenMeant.show(answer, choice, act);
    for (const name of ["chips", "alone"]) part(`tw-search-${name}`).hidden = true;
    part("tw-search-maybe").hidden = !answer.total;
    part("tw-search-maybe").replaceChildren(button("tw-more", "也查同义、相近的说法", act.widely));
  }

  /** The pages that the words name, before documents and clauses. @param {Set<any>} segments @param {any[]} terms @param {any} counts */
  async function name(segments, terms, counts) {
    const mine = turn;
    const words = terms.filter((term) => !term.exclude).map((term) => term.key.replaceAll("|", "")).join("");
    const found = await facets.named(segments, words, counts);
    if (mine !== turn) return;
    pages.hidden = !found.length;
    part("tw-search-page-list").replaceChildren(...found.map((/** @type {any} */ { name, address }) =>
      element("li", {}, element("a", { href: new URL(address, root.tiaowenSearch.base).href }, name))));
  }

  /** The clauses that a query names: 威发〔2023〕3号第15条, 《…》第三条. @param {string} query @returns {Promise<any[]>} */
  async function clausesIn(query) {
    if (!CLAUSE.test(query)) return [];
    await root.tiaowenSearch.script("assets/tiaowen/jump.js").catch(() => {});
    return root.tiaowenJump?.pointed(query) ? root.tiaowenJump.resolve(query).catch(() => []) : [];
  }

  /** Documents before clauses; those of which the query names a clause lead to it. @param {any[]} named @param {any[]} places */
  function titles(named, places) {
    const others = named.filter(({ id }) => !places.some((place) => place.id === id));
    documents.hidden = !places.length && !others.length;
    part("tw-search-document-list").replaceChildren(...places.map(({ url, title, label, mark }) => element("li", {}, element("a", { href: url }, `${title} ${label}`), ...stateTag(mark))), ...others.map(({ id, title, number, date, mark, address = `p/${id}.html` }) =>
      element("li", {}, element("a", { href: new URL(address, root.tiaowenSearch.base).href }, title || id), ...stateTag(mark), element("small", {}, [number, date].filter(Boolean).join(" · ")))));
  }

  /** @param {number} [pause] */
  function changed(pause = PAUSE) {
    clearTimeout(waiting);
    waiting = setTimeout(() => {
      const query = input.value.trim();
      if (query !== (parameters().get("q") ?? "")) run(query, facets.read(parameters()), [], false).catch(failed);
    }, pause);
  }

  /** Arrows go from the box through the results and back, once they no longer go through suggestions. @param {KeyboardEvent} event */
  function arrows(event) {
    if (event.defaultPrevented || event.isComposing || (event.key !== "ArrowDown" && event.key !== "ArrowUp")) return;
    const links = /** @type {HTMLElement[]} */ ([input, ...document.querySelectorAll("#tw-search-page-list a, #tw-search-document-list a, #tw-search-results a, #tw-search-results button")]);
    const at = links.indexOf(/** @type {HTMLElement} */ (document.activeElement));
    const next = links[at + (event.key === "ArrowDown" ? 1 : -1)];
    if (at < 0 || !next) return;
    event.preventDefault();
    next.focus();
  }

  input.addEventListener("input", (event) => {
    if (!(/** @type {InputEvent} */ (event).isComposing)) changed();
  });
  input.addEventListener("compositionend", () => changed());
  /** @type {HTMLFormElement} */ (input.form).addEventListener("submit", (event) => {
    event.preventDefault();
    changed(0);
  });
  part("tw-search").addEventListener("keydown", arrows);
  part("tw-search").addEventListener("keydown", (event) => {
    if (event.key === "Escape" && document.activeElement !== input) input.focus();
  });
  part("tw-search-clear").addEventListener("click", () => {
    input.focus(); // the button is about to go
    run(input.value.trim(), {}).catch(failed);
  });
  /** @type {HTMLDetailsElement} */ (panel).open = matchMedia("(min-width: 76.25em)").matches;
  input.value ||= parameters().get("q") ?? "";
  run(input.value.trim(), facets.read(parameters())).catch(failed);
})(/** @type {any} */ (globalThis));
