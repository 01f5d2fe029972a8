// @ts-check
/** What a build cannot know, since it has no clock: whether a day is past where the reader is, and so whether a document is past its term. */
(function (root) {
  "use strict";
  const today = new Date(Date.now() - new Date().getTimezoneOffset() * 60000).toISOString().slice(0, 10);

  /** Whether a day, month or year is over where the reader is; null when there is none. @param {string | undefined} iso */
  const isPast = (iso) => iso ? today.slice(0, iso.length) > iso : null;

  /** What a list says beside the title of a document: what is stated (已废止), or of its last day that it is past. @param {string | undefined} mark document_names.py: mark_of */
  const stateOf = (mark) => !mark || !/^\d/.test(mark) ? mark ?? "" : isPast(mark) ? "已过有效期" : "";

  /** Fills in what a page or a piece of it leaves open until the day is known. @param {ParentNode} part */
  function tell(part) {
    for (const place of /** @type {NodeListOf<HTMLElement>} */ (part.querySelectorAll("[data-tw-past]"))) {
      const state = stateOf(place.dataset.twPast);
      if (state) Object.assign(place, { textContent: state, hidden: false });
    }
  }

  root.tiaowenPast = { today, isPast, stateOf, tell };
  if (root.document) tell(root.document);
})(/** @type {any} */ (globalThis));
