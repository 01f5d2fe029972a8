// @ts-check
/**
 * From a citation to the clause: 威发〔2023〕3号第15条, 威发2023-3 15, a title with 第X条, a permalink, an old address.
 * The document is found here; its own page finds the clause (cite.js, #locate=). Script tags only: the same on http and from disk.
 */
(function (root) {
  "use strict";
  const { base, script } = root.tiaowenSearch;
  /** @typedef {{ id: string, number: string, title: string, articles: number, mark: string }} Entry articles: its last clause that is cited as 第…条 */
  /** @type {Entry[]} */
  let entries = [];
  /** @type {Promise<void> | undefined} */
  let loading;

  function load() {
    loading ??= script("data/jump.js");
    loading.catch(() => (loading = undefined));
    return loading;
  }

  const NUMBER = /^(.*?[^\s\d〔［\[(【<〈《]{1,30}?)[\s〔［\[(【<〈-]*((?:19|20)\d{2})[\s〕］\])】>〉年-]*第?(\d+)\s*号?(.*)$/;
  const ORDER = /^(.*令)\s*[（(]?第?\s*(\d+|[零〇一二三四五六七八九十百千]+)\s*号[）)]?(.*)$/;
  /** 威发3号: the year is left out, so several may be meant. */
  const UNDATED = /^([\u4e00-\u9fff（）()]{2,12}?)\s*第?\s*(\d{1,4})\s*号\s*(.*)$/;
  /** 3号, 3号第15条: what stands before the serial is left out too. */
  const SERIAL = /^第?\s*(\d{1,4})\s*号\s*(|[第（(附\d一二三四五六七八九十].*)$/;
  const CLAUSE = /(附件[\d一二三四五六七八九十]*|第[\d零〇一二两三四五六七八九十百千（(]+[）)]?(?:部分|编|章|节|条|款|项|目)|[（(][一二三四五六七八九十]+[）)]|[一二三四五六七八九十]+、).*$/;
  const PERMALINK = /(?:^|\/)(?:p\/)?([a-z0-9]+(?:-[a-z0-9]+)+(?:--[a-z0-9-]+)?)(?:\.html)?(?:[?][^#]*)?(?:#([A-Za-z][\w-]*))?$/;

  /** Han, letters and digits alone. @param {string} text */
  const plain = (text) => text.normalize("NFKC").toLowerCase().replace(/[^\p{Script=Han}a-z0-9]/gu, "");

  /** The parts of a document number that count, and what stands behind it. @param {string} text @returns {{ body: string, year: string, serial: string, rest: string } | null} */
  function numberOf(text) {
    const flat = text.normalize("NFKC").trim().replace(/第?\s*(\d{1,4})\s*号令/, "令第$1号"); // 179号令
    const year = NUMBER.exec(flat);
    if (year) return { body: plain(year[1]), year: year[2], serial: String(Number(year[3])), rest: year[4].trim() };
    const undated = UNDATED.exec(flat);
    if (undated && !/令第?$/.test(undated[1])) return { body: plain(undated[1]), year: "any", serial: String(Number(undated[2])), rest: undated[3].trim() };
    const serial = SERIAL.exec(flat);
    if (serial) return { body: "", year: "any", serial: String(Number(serial[1])), rest: serial[2].trim() };
    const order = ORDER.exec(flat);
    return order ? { body: plain(order[1]).replace("人民政府", "政府"), year: "", serial: plain(order[2]), rest: order[3].trim() } : null;
  }

  /** @param {string} id @param {string} [anchor] @param {string} [label] */
  const address = (id, anchor, label) => new URL(`p/${id}.html${anchor ? `#${anchor}` : label ? `#locate=${encodeURIComponent(label)}` : ""}`, base).href;

  /** @typedef {{ id: string, url: string, title: string, label: string, whole: boolean, mark: string }} Place */
  /** @param {Entry} entry @param {string} label @returns {Place} */
  const place = (entry, label) => ({ id: entry.id, url: address(entry.id, "", label), title: [entry.number, entry.title].filter(Boolean).join(" ") || entry.id, label, whole: !label, mark: entry.mark });

  /** The places a text can mean; none when it names no document. @param {string} text @returns {Promise<Place[]>} */
  async function resolve(text) {
    const wanted = text.trim();
    if (!wanted) return [];
    await load();
    const link = PERMALINK.exec(wanted);
    const linked = link && entries.find(({ id }) => id === link[1]);
    if (link && linked) return [{ ...place(linked, ""), url: address(linked.id, link[2]), label: link[2] ?? "", whole: !link[2] }];
    const number = numberOf(wanted.replace(/[《》“”"]/g, ""));
    if (number) {
      const found = entries.flatMap((entry) => {
        const own = entry.number ? numberOf(entry.number) : null;
        return own && (own.year === number.year || (number.year === "any" && own.year)) && own.serial === number.serial ? [{ entry, body: own.body }] : [];
      });
      const named = found.filter(({ body }) => number.body.endsWith(body)); // 《…》（威发〔2023〕3号）
      const meant = named.length ? named : found.filter(({ body }) => body.endsWith(number.body)); // 发3号, 3号
      const label = labelOf(number.rest), article = articleOf(number.rest);
      if (meant.length === 1) return [place(meant[0].entry, label)]; // its page says what it does not have
      if (meant.length) return meant.filter(({ entry }) => article <= entry.articles).map(({ entry }) => place(entry, label));
    }
    return byTitle(wanted);
  }

  /** The number of the article that a text names: 15条, 第十五条第二款; 0 where it names none. @param {string} text */
  function articleOf(text) {
    const found = /(\d+)条|第([零〇一二两三四五六七八九十百千]+)条/.exec(text);
    if (!found?.[2]) return Number(found?.[1] ?? 0);
    let sum = 0, digit = 0;
    for (const char of found[2]) {
      const scale = { 十: 10, 百: 100, 千: 1000 }[char];
      if (scale) [sum, digit] = [sum + (digit || 1) * scale, 0];
      else digit = "零一二三四五六七八九".indexOf(char.replace("〇", "零").replace("两", "二"));
    }
    return sum + digit;
  }

  /** The label in what stands behind a number, which may be the title first: 关于…的意见第15条. @param {string} rest */
  function labelOf(rest) {
    rest = rest.replace(/(?:由谁|谁|有没有|是什么|怎么|哪)[^第（(]*$/, "").trim(); // 第二条由谁负责
    if (/^\d+条$/.test(rest)) return rest.slice(0, -1);
    const at = rest.search(CLAUSE);
    return at > 0 && /[^\s\d一二三四五六七八九十()、.]/.test(rest.slice(0, at)) ? rest.slice(at) : rest;
  }

  /** @param {string} wanted @returns {Place[]} */
  function byTitle(wanted) {
    const closing = wanted.indexOf("》"), spaced = /\s(\d+|\d+(?:\.\d+)+)$/.exec(wanted);
    const at = closing > 0 ? closing + 1 : spaced ? spaced.index : wanted.search(CLAUSE);
    const name = plain(at > 0 ? wanted.slice(0, at) : wanted), label = at > 0 ? wanted.slice(at).trim() : "";
    if (name.length < 2) return [];
    const titled = entries.filter((entry) => entry.title).map((entry) => ({ entry, title: plain(entry.title) }));
    const same = titled.filter(({ title }) => title === name);
    return (same.length ? same : titled.filter(({ title }) => title.includes(name))).slice(0, 8).map(({ entry }) => place(entry, label));
  }

  /** Whether a text in the search box is meant for a clause or an address rather than for words. @param {string} text */
  const pointed = (text) => /#[a-z]|\/p\/|^p\//.test(text) || (CLAUSE.test(text) || /\d\s+\d+(?:\.\d+)*$|号[）)]?\s*(?:\d+条?|[一二三四五六七八九十]+)$/.test(text)) && Boolean(numberOf(text) ?? /[》]/.test(text));

  /** Whether a text is a whole number of a document and no more: 威发〔2023〕3号, 威发(2023)3号, 省政府令第210号. @param {string} text */
  function isNumber(text) {
    const found = numberOf(text);
    return /号[）)]?$/.test(text) && found !== null && found.year !== "any" && !found.rest;
  }

  /** Whether a text is the name of a document and no more: 威发〔2023〕3号, weifa-2023-3; or a title with a clause. @param {string} text */
  const names = (text) => numberOf(text)?.rest === "" || PERMALINK.test(text) || text.search(CLAUSE) > 3;

  /** A search box goes to the clause when a clause is meant, and to a document whose whole number is typed, if it is not the box of the search
   * page; everything else is searched. A box that can answer (it has an output) also goes to a document that is named, and says which are meant,
   * or that there is none. @param {HTMLFormElement} form */
  function divert(form) {
    const input = form.querySelector("input[name=q]"), told = form.querySelector("output");
    if (!(input instanceof HTMLInputElement)) return;
    const search = () => Object.assign(document.createElement("a"), { href: `${form.action}?q=${encodeURIComponent(input.value)}`, textContent: "照字面检索" });
    form.addEventListener("submit", (event) => {
      const text = input.value.trim(), meant = pointed(text);
      if (!meant && !(told && names(text)) && !(isNumber(text) && !form.closest("#tw-search"))) return;
      event.preventDefault();
      event.stopImmediatePropagation();
      resolve(text).then((places) => {
        if (places.length === 1) location.href = places[0].url;
        else if (!told || !meant) form.submit();
        else if (!places.length) told.replaceChildren("没有找到这份文件；请写文号、标题或永久链接，或", search(), "。");
        else told.replaceChildren("可能是：", ...places.map(({ url, title, label, mark }) => Object.assign(document.createElement("a"), { href: url, textContent: [title, label, root.tiaowenPast.stateOf(mark)].filter(Boolean).join(" ") })));
      }, () => form.submit());
    }, true);
  }

  root.tiaowenJump = {
    resolve,
    pointed,
    /** Every document of the site. @returns {Promise<Entry[]>} */
    documents: () => load().then(() => entries),
    /** Called by data/jump.js. @param {[string, string, string, number?, string?][]} rows */
    load: (rows) => { entries = rows.map(([id, number, title, articles = 0, mark = ""]) => ({ id, number, title, articles, mark })); },
  };
  for (const form of document.querySelectorAll("form[role=search]")) divert(/** @type {HTMLFormElement} */ (form));
})(/** @type {any} */ (globalThis));
