// @ts-check
/* A field that finds names in the lists of a page. The lists are whole without it. */
(() => {
  "use strict";
  /** Names of a large library that are listed at once. */
  const SHOWN = 200;

  /** Whether a name is meant: every word is in one of its names or of its place's, or across both (威海市财政局: 威海市, 市财政局).
   * @param {string[]} wanted @param {string} place @param {string[]} names */
  const isMeant = (wanted, place, names) => wanted.every((word) => place.includes(word) || names.some((name) => name.includes(word) || (place.slice(0, -1) + name).includes(word)));

  /** Hides what is not meant in the lists below a field, with the headings that have nothing left; how many are left.
   * @param {HTMLElement} field @param {string[]} wanted */
  function narrowLists(field, wanted) {
    /** @type {(HTMLElement & { lists?: HTMLElement[] })[]} */
    const open = [];
    let shown = 0;
    for (let part = field.nextElementSibling; part instanceof HTMLElement; part = part.nextElementSibling) {
      if (part instanceof HTMLHeadingElement) {
        while (open.length && open[open.length - 1].tagName >= part.tagName) open.pop();
        open.push(Object.assign(part, { lists: [] }));
      }
      const list = /** @type {HTMLElement | null} */ (part.matches(".tw-chips") ? part : part.querySelector(".tw-chips"));
      if (!list) continue;
      const items = /** @type {HTMLElement[]} */ ([...list.querySelectorAll("li")]);
      for (const item of items) item.hidden = !isMeant(wanted, list.dataset.place ?? "", [item.textContent.trim(), ...(item.dataset.names ?? "").split("；")]);
      const left = items.filter((item) => !item.hidden).length;
      part.hidden = !left;
      if (part instanceof HTMLDetailsElement) part.open = wanted.length > 0 && left > 0;
      shown += left;
      for (const head of open) {
        head.lists?.push(part);
        head.hidden = head.lists?.every((list) => list.hidden) ?? false;
      }
    }
    return shown;
  }

  /** The names of a large library, which stand on no page together. @type {Promise<[string, [string, string, string, string][]][]> | undefined} */
  let names;

  /** @param {string} address */
  function loadNames(address) {
    names ??= new Promise((resolve, reject) => {
      Object.assign(globalThis, { tiaowenAgencies: resolve });
      const script = document.createElement("script");
      script.src = address;
      script.onerror = () => { names = undefined; reject(new Error(address)); };
      document.head.append(script);
    });
    return names;
  }

  /** Lists the names that are meant, instead of the page's places; how many there are. @param {HTMLElement} place @param {HTMLElement} list @param {string[]} wanted */
  async function listNames(place, list, wanted) {
    const rows = wanted.length ? await loadNames(place.dataset.twNames ?? "") : [];
    const found = rows.flatMap(([where, agencies]) => agencies.filter(([, name, , others]) => isMeant(wanted, where, [name, ...others.split("；")]))
      .map(([id, name, count]) => ({ where, id, name, count })));
    list.replaceChildren(...found.slice(0, SHOWN).map(({ where, id, name, count }) => {
      const item = document.createElement("li"), told = document.createElement("span");
      told.className = "tw-count";
      told.textContent = [where, count].filter(Boolean).join(" ");
      item.append(Object.assign(document.createElement("a"), { href: `agency/${id}.html`, textContent: name }), " ", told);
      return item;
    }));
    list.hidden = !wanted.length;
    for (let part = list.nextElementSibling; part instanceof HTMLElement; part = part.nextElementSibling) part.hidden = wanted.length > 0;
    return found.length;
  }

  /** A field that narrows the lists of a page to names with these characters; the address keeps them. @param {HTMLElement} place */
  function makeFinder(place) {
    const field = document.createElement("input"), count = document.createElement("output"), list = document.createElement("ul");
    field.type = "search";
    field.placeholder = "简称、全称或旧称";
    list.className = "tw-chips";
    list.hidden = true;
    place.className = "tw-filters";
    const label = document.createElement("label");
    label.append(place.dataset.twFinder ?? "", field);
    place.append(label, count);
    place.hidden = false;
    if (place.dataset.twNames) place.after(list);
    const find = async () => {
      const asked = field.value, wanted = asked.trim().split(/\s+/).filter(Boolean);
      const found = place.dataset.twNames ? await listNames(place, list, wanted).catch(() => -1) : narrowLists(place, wanted);
      if (field.value !== asked) return;
      count.textContent = !wanted.length ? "" : found < 0 ? "名称没有载入，请重试。" : found > SHOWN && place.dataset.twNames ? `${found} 个，列出 ${SHOWN} 个` : `${found} 个`;
    };
    field.addEventListener("input", () => {
      const url = new URL(location.href);
      if (field.value) url.searchParams.set("q", field.value);
      else url.searchParams.delete("q");
      history.replaceState(history.state, "", url);
      find();
    });
    field.value = new URLSearchParams(location.search).get("q") ?? "";
    if (field.value) find();
  }

  for (const place of /** @type {NodeListOf<HTMLElement>} */ (document.querySelectorAll("[data-tw-finder]"))) makeFinder(place);
})();
