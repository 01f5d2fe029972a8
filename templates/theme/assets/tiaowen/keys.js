// @ts-check
/** The sheet of keys: what each does on the page that is open, and a switch for who has other uses for them. */
(function (root) {
  "use strict";
  /** What an element is called. @param {Element} part */
  const nameOf = (part) => part.getAttribute("aria-label") ?? (part instanceof HTMLInputElement ? part.labels?.[0]?.textContent : null) ?? part.textContent ?? "";

  /** @returns {[string, string][]} key, what it does */
  function keys() {
    const own = [...document.querySelectorAll("[aria-keyshortcuts]")].filter((part) => part.getClientRects().length)
      .map((part) => /** @type {[string, string]} */ ([part.getAttribute("aria-keyshortcuts") ?? "", nameOf(part).trim()]));
    const results = document.getElementById("tw-search-results") ? [/** @type {[string, string]} */ (["↑ ↓", "在检索结果之间移动"])] : [];
    return [...new Map(own.sort(([a], [b]) => (a < b ? -1 : 1))), ...results, ["?", "打开这张表"], ["Esc", "关闭菜单、预览和对话框"]];
  }

  function open() {
    const dialog = document.createElement("dialog"), title = document.createElement("h2"), list = document.createElement("dl");
    dialog.className = "tw-dialog md-typeset";
    dialog.setAttribute("aria-labelledby", title.id = "tw-keys-title");
    title.textContent = "键盘快捷键";
    list.className = "tw-facts";
    for (const [key, does] of keys()) {
      const row = document.createElement("div"), press = document.createElement("dt");
      press.append(Object.assign(document.createElement("kbd"), { textContent: key }));
      row.append(press, Object.assign(document.createElement("dd"), { textContent: does }));
      list.append(row);
    }
    const label = document.createElement("label"), on = document.createElement("input");
    on.type = "checkbox";
    try { on.checked = localStorage.getItem("tiaowen.keys") !== "off"; } catch { on.checked = true; }
    on.addEventListener("change", () => { try { localStorage.setItem("tiaowen.keys", on.checked ? "on" : "off"); } catch { /* a private window keeps nothing */ } });
    label.append(on, " 使用单个字符的快捷键");
    const close = Object.assign(document.createElement("button"), { type: "button", className: "tw-button tw-close", textContent: "关闭" });
    close.addEventListener("click", () => dialog.close());
    dialog.append(close, title, list, label);
    dialog.addEventListener("click", (event) => { if (event.target === dialog) dialog.close(); });
    dialog.addEventListener("close", () => dialog.remove());
    document.body.append(dialog);
    dialog.showModal();
  }

  root.tiaowenKeys = { open };
})(/** @type {any} */ (globalThis));
