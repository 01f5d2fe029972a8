// @ts-check
/* A document's page: its clauses, previews of what is cited, one clause on or back, copied text, the text of a day. With document-tools.js and
   document-who.js one file, document.js. Without it nothing is missing. Other scripts of the page use window.tiaowen. */
(() => {
  "use strict";

  /** @type {HTMLElement | undefined} */
  let toast;
  /** @type {number | undefined} */
  let toastTimer;

  /** Tells the reader something, also to a screen reader, with at most one thing to do about it.
   * @param {string} message @param {{ name: string, act: () => void }} [offer] */
  function say(message, offer) {
    if (!toast) {
      toast = document.createElement("div");
      toast.className = "tw-toast";
      toast.setAttribute("role", "status");
      document.body.append(toast);
    }
    toast.textContent = message;
    if (offer) toast.append(button(offer.name, offer.act));
    clearTimeout(toastTimer);
    toastTimer = setTimeout(() => { if (toast) toast.textContent = ""; }, 8000);
  }

  /** @param {string} name @param {() => void} act */
  function button(name, act) {
    const made = document.createElement("button");
    made.type = "button";
    made.textContent = name;
    made.addEventListener("click", act);
    return made;
  }

  /** The text as it was on a day: the last version that begins no later. */
  function asOf() {
    const form = document.querySelector("form.tw-asof"), input = form?.querySelector("input"), told = form?.querySelector("output");
    if (!(form instanceof HTMLFormElement) || !input || !told) return;
    form.hidden = false;
    form.addEventListener("submit", (event) => event.preventDefault());
    input.addEventListener("change", () => {
      const versions = /** @type {HTMLElement[]} */ ([...document.querySelectorAll(".tw-timeline [data-from]")]);
      const found = versions.filter(({ dataset }) => dataset.from && dataset.from <= input.value).pop();
      told.textContent = !input.value || found ? "" : "本站没有那一天的文本。";
      if (input.value && found && !found.hasAttribute("aria-current")) location.href = new URL(found.dataset.text ?? "", location.href).href;
      else if (input.value && found) told.textContent = "就是本页的文本。";
    });
  }

  /** Copies text; plain http on a local network has no clipboard, so a text field stands in. @param {string} text
   * @param {HTMLElement} [place] where the field may stand: inside an open dialog */
  async function copy(text, place = document.body) {
    try {
      await navigator.clipboard.writeText(text);
      return true;
    } catch {
      const field = document.createElement("textarea"), held = /** @type {HTMLElement | null} */ (document.activeElement);
      field.value = text;
      field.className = "tw-hidden";
      place.append(field);
      field.select();
      const done = document.execCommand("copy");
      field.remove();
      held?.focus();
      return done;
    }
  }

  /** @typedef {{ id: string, level: number, parts: HTMLElement[] }} Clause */

  /** The clauses of the page in order, and what belongs to each. @returns {Clause[]} */
  function readClauses() {
    return /** @type {HTMLElement[]} */ ([...document.querySelectorAll("article > .tw-tool")]).map((tool) => {
      const head = /** @type {HTMLElement} */ (tool.previousElementSibling);
      const parts = [head, tool];
      for (let next = tool.nextElementSibling; next?.matches(".tw-body, .tw-note, table, .tw-row"); next = next.nextElementSibling) {
        parts.push(/** @type {HTMLElement} */ (next));
      }
      const level = /^H\d$/.test(head.tagName) ? Number(head.tagName[1]) : 9;
      return { id: head.id, level, parts };
    });
  }

  /** Two buttons at the contents: the clause before and after the one at the top of the window. @param {Clause[]} clauses */
  function stepThrough(clauses) {
    const contents = document.querySelector("nav.tw-toc");
    if (!contents || clauses.length < 3) return;
    /** From the clause that the address names while it is in sight, else from the top of the window. @param {number} way */
    const step = (way) => {
      const shown = clauses.filter(({ parts }) => !parts[0].hidden);
      const named = shown.findIndex(({ id }) => `#${id}` === location.hash);
      const box = named < 0 ? undefined : shown[named].parts[0].getBoundingClientRect();
      const tops = shown.map(({ parts }) => parts[0].getBoundingClientRect().top - parseFloat(getComputedStyle(parts[0]).scrollMarginTop));
      const inSight = box && box.bottom > 0 && box.top < innerHeight;
      const next = inSight ? named + way : way > 0 ? tops.findIndex((top) => top > 4) : tops.findLastIndex((top) => top < -4);
      if (shown[next]) location.hash = shown[next].id;
    };
    const bar = document.createElement("div");
    bar.className = "tw-step";
    for (const [name, sign, way, key] of /** @type {[string, string, number, string][]} */ ([["上一条", "↑", -1, "k"], ["下一条", "↓", 1, "j"]])) {
      const made = button(sign, () => step(way));
      made.setAttribute("aria-keyshortcuts", key);
      made.setAttribute("aria-label", name);
      made.title = name;
      bar.append(made);
    }
    contents.prepend(bar);
  }

  /** What a link leads to, told on hover and focus: a clause of this page, or what the build wrote into its title. */
  function preview() {
    const peek = document.createElement("div");
    peek.className = "tw-peek";
    peek.id = "tw-peek";
    peek.setAttribute("role", "tooltip");
    peek.hidden = true;
    document.body.append(peek);
    /** @type {HTMLAnchorElement | null} */
    let shown = null;
    /** @type {number | undefined} */
    let timer;
    const hide = () => {
      clearTimeout(timer);
      shown?.removeAttribute("aria-describedby");
      shown = null;
      peek.hidden = true;
    };
    /** @param {HTMLAnchorElement} link */
    const show = (link) => {
      const text = tellOf(link);
      if (!text) return;
      hide();
      shown = link;
      peek.textContent = text;
      peek.hidden = false;
      link.setAttribute("aria-describedby", peek.id);
      const box = link.getClientRects()[0], below = box.bottom + peek.offsetHeight + 8 < innerHeight;
      peek.style.left = `${Math.max(8, Math.min(box.left, innerWidth - peek.offsetWidth - 8)) + scrollX}px`;
      peek.style.top = `${(below ? box.bottom + 4 : box.top - peek.offsetHeight - 4) + scrollY}px`;
    };
    /** @param {Event} event */
    const linkOf = (event) => event.target instanceof Element ? /** @type {HTMLAnchorElement | null} */ (event.target.closest("article a[data-peek]")) : null;
    for (const link of /** @type {NodeListOf<HTMLAnchorElement>} */ (document.querySelectorAll("article :is(p, td) > a:not(.tw-link)"))) {
      if (!link.title && !link.hash) continue;
      link.dataset.peek = link.title;
      link.removeAttribute("title");
    }
    addEventListener("pointerover", (event) => {
      const link = linkOf(event);
      clearTimeout(timer);
      if (link && event.pointerType === "mouse") timer = setTimeout(() => show(link), 250);
      else if (shown && !(event.target instanceof Element && event.target.closest(".tw-peek"))) timer = setTimeout(hide, 250);
    });
    addEventListener("focusin", (event) => { const link = linkOf(event); if (link) show(link); else hide(); });
    addEventListener("keydown", (event) => { if (event.key === "Escape") hide(); });
  }

  /** @param {HTMLAnchorElement} link */
  function tellOf(link) {
    if (link.dataset.peek) return link.dataset.peek;
    const target = link.getAttribute("href")?.startsWith("#") ? document.getElementById(link.hash.slice(1)) : null;
    if (!target || target.matches("tr, span, details")) return "";
    const body = target.nextElementSibling?.nextElementSibling;
    const text = `${target.textContent} ${body?.matches(".tw-body") ? body.textContent : ""}`.trim();
    return text.length > 160 ? `${text.slice(0, 160)}…` : text;
  }

  /** The switch that writes the notes out opens what of them is folded. */
  function writeOut() {
    const all = /** @type {HTMLInputElement | null} */ (document.querySelector(".tw-switch input"));
    const set = () => document.querySelectorAll(".tw-note details").forEach((part) => part.toggleAttribute("open", all?.checked));
    all?.addEventListener("change", set);
    if (all?.checked) set();
  }

  /** The button that saves the document as one file; its script comes with the first click. */
  function offerAlone() {
    const button = /** @type {HTMLButtonElement | null} */ (document.querySelector(".tw-save"));
    if (!button) return;
    button.addEventListener("click", async () => {
      const { script } = /** @type {any} */ (window).tiaowenSearch;
      try {
        await script("assets/tiaowen/alone.js");
        await script("data/alone.js"); // gives its style sheet to the one before
        say(`已存为“${/** @type {any} */ (window).tiaowenAlone.save()}”，在下载的文件里`);
      } catch {
        say("没有存成：页面的脚本没有载入");
      }
    });
  }

  /** The clauses in the selection as they are printed, each on a line with its number, and nothing of what the page says about them.
   * @param {DocumentFragment} part @returns {{ text: string, html: string }} */
  function clausesIn(part) {
    const held = document.createElement("div"); // of a fragment alone, :scope names nothing
    held.append(part);
    held.querySelectorAll(".tw-link").forEach((link) => link.remove());
    /** @type {{ text: string, html: string }[]} */
    const lines = [];
    /** @param {string} text */
    const asHtml = (text) => Object.assign(document.createElement("p"), { textContent: text }).outerHTML;
    for (const block of held.querySelectorAll(":scope > :is([class*='tw-k-'], .tw-body, .tw-part, .tw-printed, .tw-caption:not(.tw-quiet)), :scope table, :scope > h1")) {
      const rows = [...block.querySelectorAll("tr")].map((row) => [...row.children].map((cell) => cell.textContent?.trim()).join("\t"));
      const text = rows.length ? rows.filter((row) => row.trim()).join("\n") : (block.textContent ?? "").trim();
      const before = lines[lines.length - 1];
      if (block.matches(".tw-body") && before) {
        before.text += (/[。：！？]$/.test(before.text) ? "" : "　") + text;
        before.html = asHtml(before.text);
      } else if (text) lines.push({ text, html: rows.length ? block.outerHTML : asHtml(text) });
    }
    return { text: lines.map((line) => line.text).join("\n"), html: lines.map((line) => line.html).join("") };
  }

  /** @param {ClipboardEvent} event */
  function onCopy(event) {
    const selection = getSelection(), range = selection?.rangeCount === 1 ? selection.getRangeAt(0) : undefined;
    if (!range || !event.clipboardData || !(range.commonAncestorContainer instanceof HTMLElement) || !range.commonAncestorContainer.matches("article")) return;
    const { text, html } = clausesIn(range.cloneContents());
    if (!text) return;
    event.clipboardData.setData("text/plain", text);
    event.clipboardData.setData("text/html", html);
    event.preventDefault();
  }

  document.addEventListener("copy", onCopy);
  const clauses = readClauses();
  // what other scripts of the page may use
  Object.assign(window, { tiaowen: { say, copy, button, clauses, clausesIn } });
  offerAlone();
  writeOut();
  stepThrough(clauses);
  preview();
  asOf();
})();
