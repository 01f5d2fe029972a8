// @ts-check
/** The open document as one HTML file that works alone: its text, a style sheet (data/alone.js), nothing to fetch and nothing to run. As `tiaowen export --html` writes it, from what the page shows. */
(function (root) {
  "use strict";
  /** What of the article is the document: titles, clauses, lines of head and foot, gaps, tables. */
  const TEXT = "h1, [class*='tw-k-'], .tw-body, .tw-part, .tw-lost, .tw-printed, .tw-gap, .tw-caption, .tw-scroll, table";
  let style = "";

  /** A copy without controls, classes and links that lead nowhere alone. @param {Element} element */
  function bare(element) {
    const copy = /** @type {Element} */ (element.cloneNode(true));
    copy.querySelectorAll(".tw-link, button, script").forEach((control) => control.remove());
    if (copy.matches(".tw-quiet")) copy.textContent = ""; // the page's own words for a table without a caption: its place stays
    for (const part of [copy, ...copy.querySelectorAll("*")]) {
      if (part instanceof HTMLAnchorElement) part.replaceWith(...part.childNodes);
      for (const { name } of [...part.attributes]) if (!/^(id|colspan|rowspan)$/.test(name)) part.removeAttribute(name);
    }
    return copy;
  }

  /** @returns {string} */
  function page() {
    const article = /** @type {Element} */ (document.querySelector("article"));
    const made = document.implementation.createHTMLDocument(article.querySelector("h1")?.textContent?.trim() ?? "");
    made.documentElement.lang = article.getAttribute("lang") || "zh-Hans";
    made.head.insertAdjacentHTML("afterbegin", '<meta charset="utf-8"><meta name="viewport" content="width=device-width,initial-scale=1">');
    made.head.append(Object.assign(made.createElement("style"), { textContent: style }));
    const known = [...article.querySelectorAll(".tw-banner:not(.tw-past), .tw-validity")].map((part) => /** @type {HTMLElement} */ (part).innerText.trim()).filter(Boolean);
    made.body.append(...[...article.children].filter((part) => part.matches(TEXT)).map(bare));
    made.querySelector("h1")?.after(...known.map((textContent) => Object.assign(made.createElement("p"), { className: "known", textContent })));
    const end = Object.assign(made.createElement("p"), { className: "source", textContent: article.querySelector(".tw-disclaimer")?.textContent ?? "" });
    const address = /** @type {HTMLLinkElement | null} */ (document.querySelector("link[rel=canonical]"))?.href;
    const source = /** @type {HTMLAnchorElement | null} */ (article.querySelector(".tw-facts a[rel~=external]"))?.href;
    for (const [name, href] of [["永久链接", address], ["官方页面", source]]) {
      if (href) end.append(made.createElement("br"), `${name}：`, Object.assign(made.createElement("a"), { href, textContent: href }));
    }
    end.append(made.createElement("br"), `${new Date().toLocaleDateString("zh-CN", { dateStyle: "long" })}存下`);
    made.body.append(end);
    return `<!doctype html>\n${made.documentElement.outerHTML}\n`;
  }

  /** A character that no file's name has on Windows, phones or in archives; and how long a name may be with the folders before it. */
  const UNFIT = /[\\/:*?"<>|\u0000-\u001f\u007f]+/g, LONGEST = 60;
  /** @param {string} text @param {number} most */
  const fit = (text, most) => [...text.replace(UNFIT, " ").replace(/\s+/g, " ").trim()].slice(0, most).join("").replace(/[. ]+$/, "");

  /** The file's name: what the document is called, and its number, which tells it from others where its title is cut. */
  function nameOf() {
    const told = /** @type {HTMLMetaElement | null} */ (document.querySelector("meta[name='z.publicLawNumber']"));
    const number = fit(told?.content ?? "", LONGEST / 2), title = fit(document.querySelector("h1")?.textContent ?? "", LONGEST - number.length);
    return `${title || "文件"}${number && `（${number}）`}.html`;
  }

  root.tiaowenAlone = {
    load: (/** @type {string} */ given) => (style = given),
    /** The name of the file that was handed to the browser. */
    save() {
      const link = document.createElement("a");
      link.href = URL.createObjectURL(new Blob([page()], { type: "text/html" }));
      link.download = nameOf();
      link.click();
      setTimeout(() => URL.revokeObjectURL(link.href), 60000);
      return link.download;
    },
  };
})(/** @type {any} */ (globalThis));
