// @ts-check
/* The frame of every page, in place of the theme's own script (35 KB): colour scheme, contents that follow the reader, title in the header,
   menu, keys, what paper needs, and folded parts that open for a link into them. Everything is readable and every link works without it. */
(() => {
  "use strict";

  /** The button between dark and light; the choice is kept where the browser lets us, and pages that are open or come back follow it. */
  function switchScheme() {
    const button = document.querySelector("button[data-tw-scheme]");
    if (!(button instanceof HTMLButtonElement)) return;
    const follow = () => {
      let chosen;
      try { chosen = localStorage.getItem("tiaowen.scheme"); } catch { /* a private window keeps nothing */ }
      if (chosen) document.body.setAttribute("data-md-color-scheme", chosen);
    };
    button.hidden = false;
    button.addEventListener("click", () => {
      const next = document.body.getAttribute("data-md-color-scheme") === "slate" ? "default" : "slate";
      document.body.setAttribute("data-md-color-scheme", next);
      try { localStorage.setItem("tiaowen.scheme", next); } catch { /* as above */ }
    });
    // the way back shows a page as it was left, and what another process wrote a moment ago comes late
    addEventListener("pageshow", () => { follow(); setTimeout(follow, 500); });
    addEventListener("storage", follow); // another window
  }

  /** The contents stand open beside the text and closed above it. */
  function foldContents() {
    const wide = matchMedia("(min-width: 60em)");
    const contents = /** @type {NodeListOf<HTMLDetailsElement>} */ (document.querySelectorAll("details[data-tw-toc]"));
    const set = () => contents.forEach((part) => { part.open = wide.matches; });
    wide.addEventListener("change", set);
    set();
    contents.forEach((part) => {
      part.addEventListener("click", (event) => {
        if (!wide.matches && event.target instanceof HTMLAnchorElement) part.open = false;
      });
      part.addEventListener("toggle", () => { if (part.open && !wide.matches) part.querySelector("[aria-current]")?.scrollIntoView({ block: "nearest" }); });
    });
  }

  /** An article is called by its number alone: the contents add its first words. @param {HTMLAnchorElement} link @param {HTMLElement | null} heading */
  function addFirstWords(link, heading) {
    if (!heading?.matches(".tw-k-article") || !/^第\S+条(之\S+)?$/.test(link.textContent.trim())) return;
    const words = heading.parentElement?.querySelector(`#${CSS.escape(heading.id)} + .tw-tool + .tw-body`)?.textContent.trim();
    if (words) link.append(" ", Object.assign(document.createElement("span"), { className: "tw-of", textContent: words.slice(0, 16) }));
  }

  /** Marks the entry of the heading being read, keeps it in sight, and tells which of how many it is. */
  function followReader() {
    const links = /** @type {HTMLAnchorElement[]} */ ([...document.querySelectorAll("nav.tw-toc a[href^='#']")]);
    const headings = links.map((link) => document.getElementById(decodeURIComponent(link.hash.slice(1))));
    const column = document.querySelector("nav.tw-toc"), told = document.createElement("span");
    if (!links.length || !(column instanceof HTMLElement)) return;
    for (const [at, link] of links.entries()) addFirstWords(link, headings[at]);
    told.className = "tw-count";
    column.querySelector("summary")?.append(" ", told);
    /** @type {HTMLAnchorElement | undefined} */
    let current;
    let waiting = false, aimed = -1;
    const aim = () => { aimed = headings.findIndex((heading) => heading && `#${heading.id}` === decodeURIComponent(location.hash)); };
    const mark = () => {
      waiting = false;
      const top = Math.max(document.querySelector(".md-header")?.getBoundingClientRect().bottom ?? 0, innerWidth < 960 ? column.getBoundingClientRect().bottom : 0) + 24;
      const rest = document.documentElement.scrollHeight - innerHeight - scrollY; // in the last window the line goes down to its foot: what stands there is read too
      const line = top + (innerHeight - top) * Math.max(0, 1 - rest / innerHeight), to = headings[aimed]?.getBoundingClientRect().top ?? -1;
      const passed = to >= 0 && to < innerHeight ? aimed + 1 : headings.filter((heading) => heading && heading.getBoundingClientRect().top <= line).length;
      const next = links[passed - 1];
      if (next === current) return;
      current?.removeAttribute("aria-current");
      next?.setAttribute("aria-current", "location");
      told.textContent = next ? `${passed} / ${links.length}` : "";
      current = next;
      if (!next || innerWidth < 960) return;
      const box = next.getBoundingClientRect(), frame = column.getBoundingClientRect();
      if (box.top < frame.top + 40 || box.bottom > frame.bottom - 40) column.scrollTop += box.top - frame.top - frame.height / 3;
    };
    const later = () => {
      if (!waiting) requestAnimationFrame(mark);
      waiting = true;
    };
    addEventListener("scroll", later, { passive: true });
    addEventListener("hashchange", () => { aim(); later(); });
    for (const own of ["wheel", "touchmove", "keydown"]) addEventListener(own, () => { aimed = -1; }, { passive: true });
    aim();
    requestAnimationFrame(mark); // with the first frame, which lays the page out anyway
  }

  /** Below its heading a page is named in the header. */
  function nameHeader() {
    const title = document.querySelector("[data-md-component=header-title]");
    const heading = document.querySelector("article h1");
    if (!title || !heading) return;
    new IntersectionObserver(([entry]) => title.classList.toggle("md-header__title--active", !entry.isIntersecting && entry.boundingClientRect.top < 60),
      { rootMargin: "-48px 0px 0px" }).observe(heading);
  }

  /** The theme's menu button is a label that no keyboard reaches: a button takes its place; Escape closes the menu. */
  function openMenu() {
    const label = document.querySelector(".md-header label[for=__drawer]");
    const box = document.getElementById("__drawer");
    if (!(label instanceof HTMLElement) || !(box instanceof HTMLInputElement)) return;
    const button = document.createElement("button");
    button.type = "button";
    button.className = `${label.className} tw-menu`;
    button.setAttribute("aria-label", "菜单");
    button.append(...label.childNodes);
    label.replaceWith(button);
    const tell = () => button.setAttribute("aria-expanded", String(box.checked));
    button.addEventListener("click", () => box.click());
    box.addEventListener("change", tell);
    tell();
    addEventListener("keydown", (event) => { if (event.key === "Escape" && box.checked) box.click(); });
  }

  /** Opens every folded part around the target of the address, then shows it. */
  function openTarget() {
    const target = location.hash.length > 1 ? document.getElementById(decodeURIComponent(location.hash.slice(1))) : null;
    let closed = target instanceof HTMLDetailsElement ? target : target?.closest("details");
    if (target?.id === "making") closed = document.querySelector("details.tw-making");
    let opened = false;
    for (let part = closed; part; part = part.parentElement?.closest("details")) {
      opened ||= !part.open;
      part.open = true;
    }
    if (opened) target?.scrollIntoView();
  }

  /** A page that is called otherwise now leads on, with what the address names in it; the way back skips it. */
  function leadOn() {
    const link = document.querySelector("a[data-tw-moved]");
    if (!(link instanceof HTMLAnchorElement)) return;
    const now = new URL(link.href);
    if (location.hash) now.hash = location.hash;
    location.replace(now.href);
  }

  /** Keys of one character: an element names its own (aria-keyshortcuts), a press goes to the first that is seen. `?` lists them (keys.js), where
   * they can also be switched off (WCAG 2.1.4). Never while something is typed or a dialog is open. */
  function listenToKeys() {
    const sheet = () => /** @type {any} */ (window).tiaowenSearch.script("assets/tiaowen/keys.js").then(() => /** @type {any} */ (window).tiaowenKeys.open());
    const help = document.querySelector("button.tw-keys");
    if (help instanceof HTMLButtonElement) {
      help.hidden = false;
      help.addEventListener("click", sheet);
    }
    const off = () => {
      try { return localStorage.getItem("tiaowen.keys") === "off"; } catch { return false; }
    };
    addEventListener("keydown", (event) => {
      const { key, target } = event;
      const typing = target instanceof HTMLElement && (target.isContentEditable || target.matches("input:not([type=checkbox]), textarea, select"));
      if (key.length !== 1 || event.ctrlKey || event.metaKey || event.altKey || event.isComposing || typing || document.querySelector("dialog[open]") || off()) return;
      if (key === "?") return void sheet();
      const meant = [...document.querySelectorAll("[aria-keyshortcuts]")].find((part) => part.getAttribute("aria-keyshortcuts") === key && part.getClientRects().length);
      if (!(meant instanceof HTMLElement)) return;
      event.preventDefault();
      if (!(meant instanceof HTMLInputElement)) return meant.click();
      meant.focus();
      meant.select();
    });
  }

  /** A sheet of paper says where it is from, and of which day. */
  function signPaper() {
    addEventListener("beforeprint", () => {
      const from = document.querySelector("link[rel=canonical]"), now = new Date();
      const place = from instanceof HTMLLinkElement ? decodeURI(from.href + location.search) : "";
      const line = document.querySelector(".tw-paper") ?? document.createElement("p");
      line.className = "tw-paper";
      line.textContent = [place, `${now.getFullYear()}年${now.getMonth() + 1}月${now.getDate()}日打印`].filter(Boolean).join("　");
      document.querySelector("article")?.append(line);
    });
  }

  leadOn();
  switchScheme();
  foldContents();
  followReader();
  nameHeader();
  openMenu();
  listenToKeys();
  signPaper();
  addEventListener("hashchange", openTarget);
  openTarget();
  // deferred scripts have run by then, this one's loader among them
  if (document.querySelector(".tw-take")) addEventListener("DOMContentLoaded", () => /** @type {any} */ (window).tiaowenSearch.script("assets/tiaowen/take.js"));
})();
