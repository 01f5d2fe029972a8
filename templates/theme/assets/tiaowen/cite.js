// @ts-check
/* Citing a document or one of its clauses in several forms, finding a clause of this page by its label, and what the dates of the document mean today.
   Loaded by document.js when one of these is wanted. The forms come ready from the build; here the clause's label, address, hash and today's date are put in. Works the same on http and from disk. */
(() => {
  "use strict";
  /** @type {{ copy: (text: string, place: HTMLElement) => Promise<boolean> }} */
  const { copy } = /** @type {any} */ (window).tiaowen;
  const source = document.getElementById("tw-citing");
  const panel = document.getElementById("cite");
  if (!source || !(panel instanceof HTMLDetailsElement)) return;
  /** @type {{ forms: Record<string, [string, number, string, number]>, clauses: [string, number, string, string][] }} */
  const { forms, clauses: packed } = JSON.parse(source.textContent);
  const [LOCATOR, LAW_LOCATOR, ANCHOR, HASH] = ["\ue000", "\ue001", "~anchor~", "\ue002"];

  /** @typedef {{ anchor: string, label: string, hash: string }} Clause */
  let before = "";
  /** @type {Clause[]} a label shares its first characters with the one before */
  const clauses = packed.map(([anchor, shared, rest, hash]) => ({ anchor, label: (before = before.slice(0, shared) + rest), hash }));

  const now = new Date();
  const today = [String(now.getFullYear()), ...[now.getMonth() + 1, now.getDate()].map((part) => String(part).padStart(2, "0"))];

  /** How a style writes a value. @param {string} style @param {string} value */
  function escaped(style, value) {
    const flat = value.replace(/\s+/g, " ").trim();
    if (style === "csl-json") return JSON.stringify(value).slice(1, -1);
    if (style !== "bibtex") return flat;
    const named = { "\\": "\\textbackslash{}", "~": "\\textasciitilde{}", "^": "\\textasciicircum{}" };
    return flat.replace(/[\\{}$&#_%~^]/g, (mark) => named[/** @type {keyof typeof named} */ (mark)] ?? `\\${mark}`);
  }

  /** The citation of a clause, or of the whole document. @param {string} style @param {Clause} [clause] */
  function citation(style, clause) {
    const [part, start, whole, end] = forms[style];
    const text = (clause ? part : part.slice(0, start) + whole + part.slice(end))
      .replace(/9999([-/,]\s*)12([-/,]\s*)31/g, (_, first, second) => {
        const parts = first.startsWith(",") ? today.map(Number) : today; // CSL has numbers
        return `${parts[0]}${first}${parts[1]}${second}${parts[2]}`;
      });
    if (!clause) return text;
    return text.replaceAll(ANCHOR, clause.anchor).replaceAll(HASH, clause.hash).replaceAll(LOCATOR, () => escaped(style, clause.label))
      .replaceAll(LAW_LOCATOR, () => escaped(style, lawLocator(clause.label)));
  }

  /** As law journals write it: 第十二条第一款第（二）项 → 第12条第1款第2项; headings of documents stay as printed. @param {string} label */
  function lawLocator(label) {
    const numeral = "[零〇○一二三四五六七八九十百千]+|\\d+";
    if (!new RegExp(`^(?:附件\\d+)?第(?:${numeral})条`).test(label)) return label;
    return label.replace(new RegExp(`第[（(]?(${numeral})[）)]?([条款项目])`, "g"), (_, number, unit) => `第${count(number)}${unit}`);
  }

  /** @param {string} text */
  const encoded = (text) => encodeURIComponent(`${text}\n`);

  /** @param {string} name @param {() => void} act */
  function button(name, act) {
    const made = document.createElement("button");
    made.type = "button";
    made.className = "tw-button";
    made.textContent = name;
    made.addEventListener("click", act);
    return made;
  }

  /** Fills a list of forms, with a button to copy each. @param {Element} list @param {Clause} [clause] */
  function fill(list, clause) {
    for (const form of /** @type {NodeListOf<HTMLElement>} */ (list.querySelectorAll("[data-style]"))) {
      const style = form.dataset.style ?? "", text = citation(style, clause);
      const shown = /** @type {HTMLElement} */ (form.querySelector("pre")), link = form.querySelector("a[download]");
      shown.textContent = text;
      shown.tabIndex = 0;
      const copying = button("复制", async () => {
        copying.textContent = await copy(text, form) ? "已复制" : "请手动选取";
        setTimeout(() => { copying.textContent = "复制"; }, 4000);
      });
      copying.setAttribute("aria-live", "polite");
      shown.after(copying);
      if (!(link instanceof HTMLAnchorElement)) continue;
      link.href = link.href.replace(/,.*/, `,${encoded(text)}`);
      if (clause) link.download = link.download.replace(/(\.\w+)$/, `-${clause.anchor}$1`);
    }
  }

  /** The forms of one clause. @param {string} anchor @param {HTMLElement} from gets the focus back */
  function open(anchor, from) {
    const clause = clauses.find((item) => item.anchor === anchor);
    if (!clause) return;
    const dialog = document.createElement("dialog");
    dialog.className = "tw-dialog md-typeset";
    dialog.setAttribute("aria-labelledby", "tw-citing-title");
    const title = document.createElement("h2");
    title.id = "tw-citing-title";
    title.textContent = `引用${clause.label}`;
    const hash = document.createElement("p");
    hash.className = "tw-of";
    hash.textContent = `文字指纹 sha256:${clause.hash}（条文有一字改动就会不同）`;
    const warning = panel?.querySelector("p.tw-warn")?.cloneNode(true);
    const list = /** @type {Element} */ (template.cloneNode(true));
    fill(list, clause);
    const close = button("关闭", () => dialog.close());
    close.classList.add("tw-close");
    dialog.append(close, title, hash, ...(warning ? [warning] : []), list);
    dialog.addEventListener("click", (event) => { if (event.target === dialog) dialog.close(); });
    dialog.addEventListener("close", () => {
      dialog.remove();
      from.focus();
    });
    document.body.append(dialog);
    dialog.showModal();
    list.querySelector("button")?.click(); // the first form is what most want: it is copied, as its button says
  }

  /** The numbers of a label and the units behind them: 第二部分第（三）项第15条 → 2部分 3项 15条; 第一百二十条之一 → 120-1条.
   * @param {string} text @returns {[string, string][]} */
  function numbers(text) {
    const number = "(\\d+|[零〇一二两三四五六七八九十百千]+)";
    const pattern = new RegExp(`(附件?)?${number}(\\))?[.、]?(部分|编|章|节|条|款|项|目|段)?(?:之${number})?`, "g");
    return [...text.normalize("NFKC").matchAll(pattern)].map(([, annex, value, bracket, unit, inserted]) =>
      [`${annex ? "A" : ""}${count(value)}${inserted ? `-${count(inserted)}` : ""}`, unit ?? (bracket ? "项" : "")]);
  }

  /** 一百二十 → 120, 15 → 15. @param {string} text */
  function count(text) {
    if (/^\d/.test(text)) return Number(text);
    const digits = "零一二三四五六七八九";
    if (!/[十百千]/.test(text)) return Number([...text.replace(/[〇○]/g, "零").replaceAll("两", "二")].map((char) => digits.indexOf(char)).join(""));
    let total = 0, digit = 0;
    for (const char of text.replace(/[〇○]/g, "零").replaceAll("两", "二")) {
      const power = { 十: 10, 百: 100, 千: 1000 }[char];
      if (power) {
        total += (digit || 1) * power;
        digit = 0;
      } else digit = digits.indexOf(char);
    }
    return total + digit;
  }

  /** The clauses a label can mean: the same in words, else those whose numbers end in its numbers; units count where they are given.
   * @param {string} wanted */
  function locate(wanted) {
    const flat = wanted.replace(/\s/g, "");
    const same = clauses.filter(({ label, anchor }) => label === flat || anchor === flat);
    if (same.length) return same;
    const asked = numbers(wanted);
    if (!asked.length) return [];
    const fitting = clauses.map((clause) => ({ clause, parts: numbers(clause.label) })).filter(({ parts }) => {
      const tail = parts.slice(-asked.length);
      return tail.length === asked.length && tail.every(([value, unit], at) => value === asked[at][0] && (!asked[at][1] || asked[at][1] === unit));
    });
    const whole = fitting.filter(({ parts }) => parts.length === asked.length);
    const articles = fitting.filter(({ parts }) => parts[parts.length - 1][1] === "条");
    const best = whole.length === 1 ? whole : !asked[asked.length - 1][1] && articles.length ? articles : fitting;
    return best.map(({ clause }) => clause);
  }

  /** What stands in an address; as it stands there when it was cut short in a mail. @param {string} text */
  function decoded(text) {
    try {
      return decodeURIComponent(text);
    } catch {
      return text;
    }
  }

  /** Goes where #locate=第15条 means. */
  function goToLabel() {
    const wanted = /^#locate=(.+)$/.exec(location.hash)?.[1];
    if (!wanted) return;
    const label = decoded(wanted), found = locate(label);
    if (found.length === 1) return location.replace(`#${found[0].anchor}`);
    const told = document.createElement("div");
    told.className = "tw-banner tw-warn tw-located";
    told.setAttribute("role", "status");
    told.append(found.length ? `“${label}”可能指：` : `本文件没有“${label}”。`);
    for (const { anchor, label: name } of found.slice(0, 20)) {
      const link = document.createElement("a");
      link.href = `#${anchor}`;
      link.textContent = name;
      told.append(link, " ");
    }
    document.querySelector(".tw-located")?.remove();
    document.querySelector("article h1")?.after(told);
    history.replaceState(null, "", location.href.split("#")[0]);
    told.scrollIntoView({ block: "center" });
  }

  /** What the document's own dates mean today; a state that somebody gave stays as it is. */
  function judgeDates() {
    const line = /** @type {HTMLElement | null} */ (document.querySelector(".tw-validity")), badge = line?.querySelector(".tw-badge");
    if (!line || !(badge instanceof HTMLElement)) return;
    if (line.dataset.stated) return warn(line.dataset.stated);
    const { effective = "", expiry = "", doubt } = line.dataset;
    const day = today.join("-");
    const state = effective && day.slice(0, effective.length) < effective ? "尚未施行"
      : expiry && day.slice(0, expiry.length) > expiry ? "已过有效期"
      : effective && expiry ? "在有效期内" : "";
    badge.textContent = state && doubt ? `${state}（${doubt}）` : state;
    badge.hidden = !state;
    badge.title = "按文内日期和今天的日期推算";
    warn(state);
  }

  /** Who comes to a clause in the middle does not see the head of the document: the page's header tells that it is not in force. @param {string} state */
  function warn(state) {
    const name = document.querySelector("[data-md-component=header-topic] .md-ellipsis");
    const isOver = Boolean(state) && state !== "在有效期内" && !/^(现行)?有效$/.test(state);
    document.querySelector(".tw-badge")?.classList.toggle("tw-over", isOver);
    if (isOver) name?.prepend(`〔${state}〕`);
  }

  const template = /** @type {Element} */ (/** @type {Element} */ (panel.querySelector(".tw-forms")).cloneNode(true));
  fill(/** @type {Element} */ (panel.querySelector(".tw-forms")));
  const told = panel.querySelector("[data-tw-today]");
  if (told) told.textContent = "引用日期为今天。引用其中一条：指向或点一下该条，再点旁边的“引用”。";
  Object.assign(window, { tiaowenCite: { open } });
  addEventListener("hashchange", goToLabel);
  goToLabel();
  judgeDates();
})();
