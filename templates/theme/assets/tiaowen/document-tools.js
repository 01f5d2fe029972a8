// @ts-check
/* What can be done with one clause: its link, its citation, sharing it. Without it the permalinks are plain links. */
(() => {
  "use strict";
  /** @type {{ say: (message: string) => void, copy: (text: string) => Promise<boolean>, button: (name: string, act: () => void) => HTMLButtonElement, clauses: { id: string, parts: HTMLElement[] }[] }} */
  const { say, copy, button, clauses } = /** @type {any} */ (window).tiaowen;
  const own = /** @type {HTMLScriptElement} */ (document.currentScript).src;

  /** The public address of a place in this page, and whether the site has one. @param {string} id */
  function publicAddress(id) {
    const canonical = document.querySelector("link[rel=canonical]");
    const known = canonical instanceof HTMLLinkElement ? canonical.href : "";
    return { address: `${known || location.href.split(/[?#]/)[0]}#${id}`, known: Boolean(known) };
  }

  /** @param {MouseEvent} event */
  async function onPermalink(event) {
    const link = event.target instanceof Element ? event.target.closest("a.tw-link:not(.tw-report)") : null;
    if (!(link instanceof HTMLAnchorElement) || event.ctrlKey || event.metaKey || event.shiftKey) return;
    event.preventDefault();
    const id = link.hash.slice(1);
    const top = scrollY;
    location.hash = id;
    scrollTo({ top, behavior: "instant" });
    const { address, known } = publicAddress(id);
    if (!await copy(address)) say(`无法复制，请手动复制：${address}`);
    else if (known) say(`已复制永久链接：${address}`);
    else say(`未设公开网址，复制的是本机路径：${address}`);
  }

  /** @type {Promise<any> | undefined} */
  let citing;

  /** cite.js comes with an address, with the panel, to judge dates, or when a clause is cited: every other reader is spared it. */
  function loadCiting() {
    citing ??= new Promise((resolve, reject) => {
      const script = document.createElement("script");
      script.src = new URL("cite.js", own).href;
      script.onload = () => resolve(/** @type {any} */ (window).tiaowenCite);
      script.onerror = () => { citing = undefined; reject(new Error(script.src)); };
      document.head.append(script);
    });
    return citing;
  }

  /** Beside the permalink of the clause that is pointed at, holds the focus, was tapped or is the target: cite it, share it where the system can. */
  function offerTools() {
    const tools = document.createElement("span");
    tools.className = "tw-acts";
    let id = "";
    const cite = button("引用", () => loadCiting().then((cited) => cited?.open(id, cite)).catch(() => say("没有载入，请重试")));
    cite.className = "tw-cite";
    const share = button("分享", () => {
      const title = document.querySelector("h1")?.textContent?.trim() ?? "";
      navigator.share({ title, text: `${title} ${labelOf()}`, url: publicAddress(id).address }).catch(() => {}); // the reader may think better of it
    });
    share.className = "tw-share";
    tools.append(cite, ...("share" in navigator ? [share] : []));
    const labelOf = () => tools.parentElement?.querySelector(".tw-link")?.getAttribute("aria-label")?.replace("复制永久链接：", "") ?? "";
    const clauseOf = new Map(clauses.flatMap((clause) => clause.parts.map((part) => [part, clause])));
    /** @param {{ id: string, parts: HTMLElement[] } | undefined} clause */
    const show = (clause) => {
      if (!clause || clause.id === id || tools.querySelector(":focus-visible")) return;
      id = clause.id;
      clause.parts[1].append(tools);
      clause.parts[1].querySelector(".tw-link")?.setAttribute("title", "复制永久链接"); // here and not in the page: 27 bytes a clause
      cite.setAttribute("aria-label", `引用：${labelOf()}`);
      share.setAttribute("aria-label", `分享：${labelOf()}`);
    };
    /** @param {Event} event */
    const follow = (event) => {
      const part = event.target instanceof Element ? event.target.closest("article > *") : null;
      if (part instanceof HTMLElement) show(clauseOf.get(part));
    };
    const target = () => show(clauses.find((clause) => `#${clause.id}` === location.hash));
    for (const kind of ["pointerover", "focusin", "click"]) document.addEventListener(kind, follow);
    addEventListener("hashchange", target);
    target();
  }

  /** Who comes by an address that this document never had is led to the clause around it and told so. */
  function nearestClause() {
    const asked = location.hash.slice(1);
    if (!/^(c|art)-[\w-]+$/.test(asked) || document.getElementById(asked)) return;
    let near = asked;
    while (near && !document.getElementById(near)) near = near.slice(0, Math.max(0, near.lastIndexOf("-")));
    say(`本文件没有 #${asked}${near ? "，这里是它所在的部分。" : "。"}`);
    if (near) location.replace(`#${near}`);
  }

  /** Of what is due, what comes next on the reader's day, then what is over, the latest first and marked. The page has it in the order of time. */
  function tellDue() {
    const place = document.querySelector(".tw-due"), today = new Date(Date.now() - new Date().getTimezoneOffset() * 60000).toISOString();
    const days = /** @type {HTMLElement[]} */ ([place, place?.querySelector("template")?.content].flatMap((part) => [...part?.querySelectorAll("[data-due]") ?? []]));
    /** @param {HTMLElement} day */
    const isOver = ({ dataset: { due = "" } }) => today.slice(0, due.length) > due;
    const over = days.filter(isOver), shown = [...days.filter((day) => !isOver(day)), ...over.reverse()].slice(0, 3), rest = place?.querySelector(":scope > .tw-of");
    for (const day of over) day.append(" ", Object.assign(document.createElement("span"), { className: "tw-tag", textContent: "已过" }));
    place?.replaceChildren(...[...shown, ...rest ? [rest] : []].flatMap((part, at) => at ? [document.createElement("br"), part] : [part]));
  }

  document.addEventListener("click", onPermalink);
  addEventListener("hashchange", loadCiting);
  document.getElementById("cite")?.addEventListener("toggle", loadCiting);
  if (location.hash.length > 1 || document.querySelector(".tw-validity")) loadCiting();
  offerTools();
  tellDue();
  addEventListener("hashchange", nearestClause);
  nearestClause();
})();
