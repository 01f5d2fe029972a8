// @ts-check
/* The rows that are left of a table as a file for a spreadsheet, their days as one for a calendar, made in the page: no file of the site is needed for each. */
(() => {
  "use strict";
  /** What a spreadsheet would run is text (as in the CSV of the site). @param {string} text */
  const quoted = (text) => `"${(/^[=+\-@\t\r\n＝＋－＠]/.test(text) ? `'${text}` : text).replaceAll('"', '""')}"`;

  /** What the cells say, the document by its title and number, and the public address of the clause. @param {HTMLTableElement} table */
  function sheetOf(table) {
    const site = /** @type {HTMLLinkElement | null} */ (document.querySelector("link[rel=canonical]"))?.href ?? location.href;
    const rows = [...table.rows].filter((row) => !row.hidden && !row.dataset.head).map((row) => {
      const link = row.querySelector("td:last-child a")?.getAttribute("href");
      const texts = [...row.cells].map((cell) => cell.textContent.trim().replace(/\s+/g, " ").replace(/^—$/, ""));
      const source = row.querySelector("[data-number]"), own = [source?.querySelector("a")?.title ?? "", source?.getAttribute("data-number") ?? "", link ? new URL(link, site).href : ""];
      return [...texts, ...row.parentElement === table.tHead ? ["文件标题", "发文字号", "网址"] : own].map(quoted).join(",");
    });
    return `\ufeff${rows.join("\r\n")}\r\n`;
  }

  /** What RFC 5545 wants of a text. @param {string} text */
  const escaped = (text) => text.replace(/[\\;,]/g, "\\$&").replace(/\n/g, "\\n");

  /** A line of at most 75 octets, what is longer on lines that begin with a space. @param {string} line */
  function folded(line) {
    let out = "", octets = 0;
    for (const char of line) {
      const size = new TextEncoder().encode(char).length;
      if (octets + size > 75) [out, octets] = [`${out}\r\n `, 1];
      out += char;
      octets += size;
    }
    return out;
  }

  /** The first day of an event and the day after its last: a month runs from its first day, a year is told on its last. @param {string} iso */
  function span(iso) {
    const [year, month, day] = iso.split("-").map(Number);
    const from = new Date(Date.UTC(year, (month || 12) - 1, day || (month ? 1 : 31)));
    const to = new Date(from);
    if (month && !day) to.setUTCMonth(month);
    else to.setUTCDate(to.getUTCDate() + 1);
    return [from, to].map((date) => date.toISOString().slice(0, 10).replaceAll("-", ""));
  }

  /** What is to be done by a day: the words from where its year is named on, else all. @param {string} what @param {string} day */
  function saidOf(what, day) {
    const at = what.indexOf(`${day.slice(0, 4)}年`), start = at < 0 ? 0 : Math.max(...[..."。；，\n"].map((mark) => what.lastIndexOf(mark, at))) + 1;
    const said = what.slice(start);
    return said.length > 40 ? `${said.slice(0, 40)}…` : said;
  }

  /** The days by which what a row says must be done. @param {HTMLTableRowElement} row @param {number} due the column of days */
  const daysOf = (row, due) => (row.querySelector("[data-days]")?.getAttribute("data-days") ?? row.cells[due]?.dataset.value ?? "").split(" ").filter(Boolean);

  /** The days ahead of the rows that are left, or where none is ahead those that are past, in the form of data/deadlines.ics; how many they are.
   * @param {HTMLTableElement} table */
  function calendarOf(table) {
    const site = /** @type {HTMLLinkElement | null} */ (document.querySelector("link[rel=canonical]"))?.href ?? location.href;
    const now = new Date(), today = new Date(now.getTime() - now.getTimezoneOffset() * 60000).toISOString().slice(0, 10);
    const stamp = `${now.toISOString().replace(/[-:]|\.\d+/g, "")}`;
    const due = [...table.tHead?.rows[0].cells ?? []].findIndex((head) => head.dataset.due !== undefined);
    const rows = [...table.tBodies].flatMap((body) => [...body.rows]).filter((row) => !row.hidden && !row.dataset.head);
    const isAhead = (/** @type {string} */ day) => day >= today.slice(0, day.length), past = !rows.some((row) => daysOf(row, due).some(isAhead));
    const events = rows.flatMap((row) => daysOf(row, due)
      .filter((day) => past || isAhead(day)).map((day) => {
        const address = new URL(row.querySelector("td:last-child a")?.getAttribute("href") ?? "", site).href, told = row.querySelector(".tw-what");
        const [what, role] = [told, told?.nextElementSibling].map((cell) => cell?.textContent?.trim() ?? "");
        const mark = [...what].reduce((sum, char) => (sum * 31 + (char.codePointAt(0) ?? 0)) >>> 0, 7).toString(36);
        const [from, to] = span(day);
        return ["BEGIN:VEVENT", `UID:${address.replace(/.*\/|\.html/g, "").replace("#", ".")}.${day}.${mark}@tiaowen`, `DTSTAMP:${stamp}`, `DTSTART;VALUE=DATE:${from}`, `DTEND;VALUE=DATE:${to}`,
          `SUMMARY:${escaped(saidOf(what, day))}`, `DESCRIPTION:${escaped([role, what, address].join("\n"))}`, "TRANSP:TRANSPARENT", "END:VEVENT"];
      }));
    return { past, count: events.length, text: ["BEGIN:VCALENDAR", "VERSION:2.0", "PRODID:-//tiaowen//duties//ZH", ...events.flat(), "END:VCALENDAR", ""].map(folded).join("\r\n") };
  }

  /** @param {string} text @param {string} type @param {string} ending */
  function save(text, type, ending) {
    const link = document.createElement("a");
    link.href = URL.createObjectURL(new Blob([text], { type }));
    link.download = `${document.querySelector("h1")?.textContent?.trim() ?? "表"}.${ending}`;
    link.click();
    setTimeout(() => URL.revokeObjectURL(link.href), 60000);
  }

  const table = /** @type {HTMLTableElement | null} */ (document.querySelector("table[data-tw-sheet]")), told = document.querySelector(".tw-sheet output");
  for (const button of /** @type {NodeListOf<HTMLButtonElement>} */ (document.querySelectorAll(".tw-sheet button"))) {
    button.addEventListener("click", async () => {
      if (!table || !told) return;
      await /** @type {any} */ (window).tiaowenTables.every();
      if (button.value !== "ics") return save(sheetOf(table), "text/csv", "csv");
      const { past, count, text } = calendarOf(table);
      told.textContent = !count ? "所列的事项没有期限。" : past ? `今后的没有，存了已经到期的 ${count} 件` : `${count} 件`;
      if (count) save(text, "text/calendar", "ics");
    });
  }
})();
