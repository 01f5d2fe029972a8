// @ts-check
/* The rows that are left of a table as a file for a spreadsheet, made in the page: no file of the site is needed for each. */
(() => {
  "use strict";
  /** What a spreadsheet would run is text (as in the CSV of the site). @param {string} text */
  const quoted = (text) => `"${(/^[=+\-@\t\r\n＝＋－＠]/.test(text) ? `'${text}` : text).replaceAll('"', '""')}"`;

  /** What the cells say, and the public address of the clause. @param {HTMLTableElement} table */
  function sheetOf(table) {
    const site = /** @type {HTMLLinkElement | null} */ (document.querySelector("link[rel=canonical]"))?.href ?? location.href;
    const rows = [...table.rows].filter((row) => !row.hidden && !row.dataset.head).map((row) => {
      const link = row.querySelector("td:last-child a")?.getAttribute("href");
      const texts = [...row.cells].map((cell) => cell.textContent.trim().replace(/\s+/g, " ").replace(/^—$/, ""));
      return [...texts, link ? new URL(link, site).href : "网址"].map(quoted).join(",");
    });
    return `\ufeff${rows.join("\r\n")}\r\n`;
  }

  const table = /** @type {HTMLTableElement | null} */ (document.querySelector("table[data-tw-sheet]"));
  document.querySelector(".tw-sheet button")?.addEventListener("click", () => {
    const link = document.createElement("a");
    link.href = URL.createObjectURL(new Blob([table ? sheetOf(table) : ""], { type: "text/csv" }));
    link.download = `${document.querySelector("h1")?.textContent?.trim() ?? "表"}.csv`;
    link.click();
    setTimeout(() => URL.revokeObjectURL(link.href), 60000);
  });
})();
