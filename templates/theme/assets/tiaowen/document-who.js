// @ts-check
/* The clauses that one body must act on: chosen in a list or by the address (?谁来办=市财政局), to be printed or taken along. */
(() => {
  "use strict";
  /** @typedef {{ id: string, level: number, parts: HTMLElement[] }} Clause */
  /** @type {{ button: (name: string, act: () => void) => HTMLButtonElement, clauses: Clause[], clausesIn: (part: DocumentFragment) => { text: string } }} */
  const { button, clauses, clausesIn } = /** @type {any} */ (window).tiaowen;
  const NAME = "谁来办", bar = /** @type {HTMLElement | null} */ (document.querySelector(".tw-filters"));
  if (!bar) return;
  /** What a body is called that the text prints otherwise, by its id. @type {Map<string, string>} */
  const called = new Map(bar.dataset.called?.split("；").map((body) => /** @type {[string, string]} */ (body.split(" ", 2))));
  /** @type {Map<string, { name: string, clauses: Set<Clause> }>} a body by the id of its page: one body may be printed in several ways */
  const bodies = new Map();
  for (const clause of clauses) {
    for (const link of clause.parts.flatMap((part) => part.matches(".tw-note") ? [.../** @type {NodeListOf<HTMLAnchorElement>} */ (part.querySelectorAll("[data-duty] a"))] : [])) {
      const id = link.pathname.replace(/.*\/|\.html$/g, ""), name = called.get(id) ?? link.textContent ?? "";
      if (!bodies.has(id)) bodies.set(id, { name, clauses: new Set() });
      bodies.get(id)?.clauses.add(clause);
    }
  }
  const choice = document.createElement("select"), label = document.createElement("label"), told = document.createElement("output");
  const chosenOnly = document.createElement("p");
  chosenOnly.className = "tw-chosen";
  // of the same number in the order of the text: a collator costs a phone 10 ms
  const ordered = [...bodies].sort(([, a], [, b]) => b.clauses.size - a.clauses.size);
  choice.append(new Option("全部条款", ""), ...ordered.map(([, body]) => new Option(`${body.name}（${body.clauses.size}）`, body.name)));

  /** The clauses that are left, with the headings above them. @param {Set<Clause>} wanted @returns {Clause[]} */
  function withHeads(wanted) {
    let needed = 9;
    return [...clauses].reverse().filter((clause) => {
      const heads = clause.level < needed && needed < 9;
      if (wanted.has(clause)) needed = Math.min(clause.level, 8);
      else if (heads) needed = clause.level;
      return wanted.has(clause) || heads;
    }).reverse();
  }

  /** The body by its printed name, or by the id of its page. @param {string} asked */
  const bodyOf = (asked) => bodies.get(asked) ?? ordered.find(([, body]) => body.name === asked)?.[1];

  function apply() {
    const body = bodyOf(choice.value);
    const left = new Set(withHeads(body?.clauses ?? new Set(clauses)));
    for (const clause of clauses) for (const part of clause.parts) part.hidden = !left.has(clause);
    for (const link of /** @type {NodeListOf<HTMLAnchorElement>} */ (document.querySelectorAll("nav.tw-toc li > a"))) {
      const entry = document.getElementById(decodeURIComponent(link.hash.slice(1)));
      if (link.parentElement) link.parentElement.hidden = Boolean(body && entry?.hidden);
    }
    document.body.classList.toggle("tw-filtered", Boolean(body));
    told.textContent = body ? `${body.clauses.size} 条` : "";
    chosenOnly.textContent = body ? `只列${body.name}要办的 ${body.clauses.size} 条。` : "";
    for (const act of acts) act.hidden = !body;
  }

  /** Title and number, then the chosen clauses below their headings, each with its address. */
  function asText() {
    const body = bodyOf(choice.value), site = /** @type {HTMLLinkElement | null} */ (document.querySelector("link[rel=canonical]"))?.href ?? location.href.split(/[?#]/)[0];
    const lines = withHeads(body?.clauses ?? new Set()).map((clause) => {
      const part = document.createDocumentFragment();
      part.append(...clause.parts.filter((item) => !item.matches(".tw-note, .tw-tool")).map((item) => item.cloneNode(true)));
      return `${clausesIn(part).text}${body?.clauses.has(clause) ? `\n${site}#${clause.id}\n` : ""}`;
    });
    return [document.querySelector("h1")?.textContent?.trim(), chosenOnly.textContent, "", ...lines].join("\n");
  }

  const acts = [button("打印", () => print()), button("下载", () => {
    const link = document.createElement("a");
    link.href = URL.createObjectURL(new Blob([asText()], { type: "text/plain;charset=utf-8" }));
    link.download = `${location.pathname.split("/").pop()?.replace(/\.html$/, "")}-${choice.value}.txt`;
    link.click();
    setTimeout(() => URL.revokeObjectURL(link.href), 60000);
  })];
  for (const act of acts) act.className = "tw-button";
  label.append(NAME, choice);
  bar.append(label, told, ...acts);
  bar.after(chosenOnly);
  choice.addEventListener("change", () => {
    const url = new URL(location.href);
    if (choice.value) url.searchParams.set(NAME, choice.value);
    else url.searchParams.delete(NAME);
    history.replaceState(history.state, "", url);
    apply();
  });
  const asked = new URLSearchParams(location.search).get(NAME) ?? "", own = bodyOf(asked);
  choice.value = own?.name ?? "";
  apply();
  if (asked && !own) told.textContent = "本文件没有写它要办的";
})();
