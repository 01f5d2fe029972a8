// @ts-check
/** Suggestions while typing, in both boxes: documents by title, number, agencies, industries or place (the lunr catalogue), clauses that are cited, pages of bodies, places and industries, phrases of the library. */
(function (root) {
  "use strict";
  const { base, data, script, engine } = root.tiaowenSearch;
  const SHOWN = 6, PHRASES = 3, PAGES = 2;
  const KINDS = { agency: "单位", place: "地区", industry: "产业" };
  /** In a library of more documents the names of all its segments are too much for a suggestion. */
  const WHOLE = 2000;
  /** @type {Promise<{index: any, documents: any[]}> | undefined} */
  let opened;

  function open() {
    opened ??= Promise.all([engine().then((/** @type {any} */ { index }) => data(index.catalogue)), script("search/lunr.js")])
      .then(([{ index, documents }]) => ({ index: index && root.lunr.Index.load(index), documents }));
    opened.catch(() => (opened = undefined));
    return opened;
  }

  /** The documents for a query, best first: every pair of every term must occur. @param {string} query @param {number} [count] */
  async function suggest(query, count = SHOWN) {
    const [{ parse }, { index, documents }] = await Promise.all([engine(), open()]);
    const wanted = (await parse(query)).filter((/** @type {any} */ term) => !term.exclude).map((/** @type {any} */ term) => term.key.replaceAll("|", ""));
    if (!wanted.length || !index) return [];
    const { REQUIRED } = root.lunr.Query.presence;
    const { TRAILING } = root.lunr.Query.wildcard;
    const found = index.query((/** @type {any} */ lunr) => {
      for (const key of wanted) {
        if (key.length === 1) lunr.term(key, { presence: REQUIRED, usePipeline: false, wildcard: TRAILING });
        for (let at = 0; at + 1 < key.length; at++) lunr.term(key.slice(at, at + 2), { presence: REQUIRED, usePipeline: false });
      }
    });
    return found.slice(0, count).map((/** @type {any} */ { ref }) => {
      const [id, title, number, date, mark] = documents[Number(ref)];
      return { title: title || id, number, date, mark, url: new URL(`p/${id}.html`, base).href };
    });
  }

  /** The pages of bodies, places and industries that are called so. @param {any} opened the engine @param {string} words folded */
  async function pages(opened, words) {
    if (opened.index.segments.reduce((/** @type {number} */ sum, /** @type {any} */ { documents }) => sum + documents, 0) > WHOLE) return [];
    return (await root.tiaowenFacets.named(await opened.segments(), words, new Map())).slice(0, PAGES);
  }

  /**
   * What may be meant while it is typed: places that a citation names, documents, pages of bodies, places and industries, phrases of the library.
   * @param {string} query @returns {Promise<{title: string, number: string, url: string, mark?: string}[]>}
   */
  async function offers(query) {
    const [opened] = await Promise.all([engine(), script("assets/tiaowen/jump.js")]);
    const typed = opened.fold(query).replaceAll("|", "");
    const [places, documents, named, phrases] = await Promise.all([
      /\d/.test(query) ? root.tiaowenJump.resolve(query).catch(() => []) : [],
      suggest(query, SHOWN - PHRASES).catch(() => []),
      pages(opened, typed).catch(() => []),
      data(opened.index.phrases).then((/** @type {any} */ file) => root.tiaowenCorrect.open(file, new Map()).begun(typed, PHRASES)).catch(() => []),
    ]);
    /** @param {any} page */
    const shown = ({ name, address }) => ({ title: name, number: KINDS[/** @type {keyof typeof KINDS} */ (address.split("/")[0])], url: new URL(address, base).href });
    const meant = named.filter((/** @type {any} */ { name }) => opened.fold(name).replaceAll("|", "") === typed); // called just so
    const found = [
      ...places.slice(0, PHRASES).map((/** @type {any} */ { title, label, url, mark }) => ({ title, number: label && `第${label.replace(/^第|条$/g, "")}条`, url, mark })),
      ...meant.map(shown),
      ...documents,
      ...named.map(shown),
      ...phrases.filter((/** @type {string} */ phrase) => !named.some(({ name }) => name === phrase)).map((/** @type {string} */ phrase) => ({ title: phrase, number: "", url: new URL(`search.html?q=${encodeURIComponent(phrase)}`, base).href })),
    ];
    return found.filter(({ url }, at) => found.findIndex((other) => other.url === url) === at).slice(0, SHOWN + PHRASES + PAGES);
  }

  /** Makes a combobox of a search box: arrows choose, Enter opens, Escape closes. @param {HTMLInputElement} input @param {string} before what stood in it when somebody came to it */
  function attach(input, before) {
    const list = document.createElement("ul");
    list.id = `${input.id}-list`;
    list.className = "tw-box__list";
    list.setAttribute("role", "listbox");
    list.setAttribute("aria-label", "相符的文件和词语");
    list.hidden = true;
    /** @type {HTMLElement} */ (input.parentElement).append(list);
    for (const [name, value] of [["role", "combobox"], ["aria-autocomplete", "list"], ["aria-controls", list.id], ["aria-expanded", "false"]]) input.setAttribute(name, value);
    let turn = 0;
    let chosen = -1;

    /** @param {boolean} open */
    function show(open) {
      list.hidden = !open;
      input.setAttribute("aria-expanded", String(open));
      if (!open) choose(-1);
    }

    /** @param {number} number */
    function choose(number) {
      const options = list.children;
      chosen = options.length ? (number + options.length + 1) % (options.length + 1) : -1;
      if (chosen === options.length) chosen = -1;
      Array.from(options).forEach((option, i) => option.setAttribute("aria-selected", String(i === chosen)));
      if (chosen >= 0) input.setAttribute("aria-activedescendant", options[chosen].id);
      else input.removeAttribute("aria-activedescendant");
    }

    /** @param {{title: string, number: string, url: string, mark?: string}} found @param {number} at */
    function option({ title, number, url, mark }, at) {
      const item = document.createElement("li");
      item.id = `${input.id}-option-${at}`;
      item.setAttribute("role", "option");
      item.setAttribute("aria-selected", "false");
      item.dataset.url = url;
      item.append(title);
      const state = root.tiaowenPast.stateOf(mark);
      if (state) item.append(" ", Object.assign(document.createElement("span"), { className: "tw-tag", textContent: state }));
      if (number) {
        const small = document.createElement("small");
        small.textContent = number;
        item.append(small);
      }
      item.addEventListener("pointerdown", (event) => {
        event.preventDefault();
        location.href = url;
      });
      return item;
    }

    async function update() {
      const mine = ++turn;
      const query = input.value.trim();
      const found = query ? await offers(query).catch(() => []) : [];
      if (mine !== turn) return;
      list.replaceChildren(...found.map(option));
      show(found.length > 0 && document.activeElement === input);
      choose(-1);
    }

    input.addEventListener("input", (event) => {
      if (!(/** @type {InputEvent} */ (event).isComposing)) update();
    });
    input.addEventListener("compositionend", update);
    input.addEventListener("blur", () => show(false));
    input.addEventListener("keydown", (event) => {
      if (event.isComposing || (list.hidden && event.key !== "Enter")) return;
      if (event.key === "ArrowDown" || event.key === "ArrowUp") {
        event.preventDefault();
        if (chosen < 0 && event.key === "ArrowUp") choose(list.children.length - 1);
        else choose(chosen + (event.key === "ArrowDown" ? 1 : -1));
      } else if (event.key === "Escape") {
        event.preventDefault();
        show(false);
      } else if (event.key === "Enter") {
        const url = /** @type {HTMLElement | undefined} */ (list.children[chosen])?.dataset.url;
        if (url) {
          event.preventDefault();
          location.href = url;
        } else {
          turn++; // what is still on its way would cover the answer
          show(false);
        }
      }
    });
    if (input.value !== before && document.activeElement === input) update(); // typed before this was there
  }

  root.tiaowenSuggest = { attach, suggest };
})(/** @type {any} */ (globalThis));
