// @ts-check
/**
 * 是否想查: what a word that the library does not hold may have been meant for: one wrong, exchanged, missing or superfluous character, pinyin, initials.
 * Mirrors generator/tiaowen/search/correct.py.
 *
 * A character may be any other inside a phrase of four or more; at its ends, and in shorter ones, only one that sounds or looks alike.
 * What is proposed is a whole phrase or title of the library, with or without its kind (…防治规定), never a piece cut out of one (中市人民).
 */
(function (root) {
  "use strict";
  const LONGEST = 12;
  const SOUNDS = [["zh", "z"], ["ch", "c"], ["sh", "s"], ["ng", "n"], ["l", "n"], ["f", "h"]];
  const KIND = /(?:通知|意见|决定|批复|公告|通告|办法|规定|方案|条例|细则|报告|措施)$/;
  /** What a character costs that neither sounds nor looks alike. */
  const OTHER = 0.8;

  /** @param {any} data search/phrases-….js @param {Map<string, Set<string>>} alike characters that look alike */
  function open(data, alike) {
    /** @type {Map<string, string>} */
    const readings = new Map();
    for (const [, syllable, chars] of data.readings.matchAll(/([a-z]+)([^a-z ]+)/g)) for (const char of chars) readings.set(char, syllable);
    const reading = (/** @type {string} */ char) => readings.get(char) ?? char;
    /** @type {Map<string, string>} */
    const blurs = new Map();
    const blurred = (/** @type {string} */ char) => blurs.get(char) ?? (blurs.set(char, blur(char)), /** @type {string} */ (blurs.get(char)));
    const blur = (/** @type {string} */ char) => SOUNDS.reduce((sound, [from, to]) => sound.replace(from, to), reading(char));
    const similar = (/** @type {string} */ one, /** @type {string} */ other) => blurred(one) === blurred(other) || (alike.get(one)?.has(other) ?? false);
    /** @type {[string, number][]} */
    const phrases = data.phrases;
    /** @type {[string, number][]} */
    const texts = [...phrases, ...[...new Set([...data.titles, ...data.titles.map((/** @type {string} */ title) => title.replace(KIND, ""))])].map((name) => /** @type {[string, number]} */ ([name, 1]))];

    /** How the typed text differs from a phrase as long: less for what sounds or looks alike; none when by more than one character. @param {string} typed @param {string} meant */
    function difference(typed, meant) {
      /** @type {number[]} */
      const differing = [];
      for (let at = 0; at < typed.length; at++) if (typed[at] !== meant[at] && differing.push(at) > 2) return Infinity;
      if (!differing.length) return 0;
      if (differing.length === 2 && differing[1] === differing[0] + 1 && typed[differing[0]] === meant[differing[1]] && typed[differing[1]] === meant[differing[0]]) return typed.length > 3 ? 0.6 : Infinity;
      if (differing.every((at) => similar(typed[at], meant[at])) && differing.length <= (typed.length > 3 ? 2 : 1)) return 0.4 * differing.length;
      const [at] = differing;
      return differing.length === 1 && typed.length > 3 && at > 0 && at < typed.length - 1 ? OTHER : Infinity;
    }

    /** What a text was meant for, the likeliest first. @param {string} typed @returns {string[]} */
    function meant(typed) {
      if (/^[a-z]+$/.test(typed)) return spelt(typed);
      if (typed.length < 3 || typed.length > LONGEST) return [];
      /** @type {Map<string, number>} */
      const found = new Map();
      const offer = (/** @type {string} */ phrase, /** @type {number} */ cost) => found.set(phrase, Math.min(found.get(phrase) ?? Infinity, cost));
      const letters = [...new Set(typed)];
      for (const [phrase, count] of texts) {
        let lacking = 0;
        for (const letter of letters) if (!phrase.includes(letter)) lacking++;
        if (lacking > 2) continue; // differs by more than two characters
        const often = Math.min(0.3, Math.log(1 + count) / 20);
        const cost = typed.length === phrase.length ? difference(typed, phrase) : 0;
        if (cost > 0 && cost < 1) offer(phrase, cost - often - 0.1);
        if (typed.length > 4 && Math.abs(phrase.length - typed.length) === 1) {
          const [short, long] = phrase.length < typed.length ? [phrase, typed] : [typed, phrase];
          for (let at = 1; at < long.length - 1; at++) if (long.slice(0, at) + long.slice(at + 1) === short) offer(phrase, 0.9 - often);
        }
      }
      return [...found].sort((a, b) => a[1] - b[1] || (a[0] < b[0] ? -1 : 1)).map(([phrase]) => phrase).slice(0, 5);
    }

    /** Phrases by their pinyin or its initials. @param {string} letters @returns {string[]} */
    function spelt(letters) {
      if (letters.length < 3) return [];
      const whole = [], begun = [];
      for (const [phrase] of phrases) {
        const sounds = Array.from(phrase, reading);
        const initials = sounds.map((sound) => sound[0]).join("");
        if (initials === letters || sounds.join("") === letters) whole.push(phrase);
        else if (letters.length > 3 && initials.startsWith(letters)) begun.push(phrase);
      }
      return [...new Set([...whole, ...begun, ...data.titles.flatMap((/** @type {string} */ title) => within(letters, title))])].slice(0, 5);
    }

    /** The part of a title whose pinyin these letters are. @param {string} letters @param {string} title @returns {string[]} */
    function within(letters, title) {
      const chars = Array.from(title), sounds = chars.map(reading), found = [];
      if (!sounds.join("").includes(letters)) return [];
      for (let start = 0; start < chars.length; start++) {
        let rest = letters, end = start;
        while (end < chars.length && rest && rest.startsWith(sounds[end])) rest = rest.slice(sounds[end++].length);
        if (!rest && end - start > 2) found.push(chars.slice(start, end).join(""));
      }
      return found;
    }

    /** Phrases that begin with, or hold, what is typed, or whose initials do. @param {string} typed @param {number} count */
    function begun(typed, count) {
      const letters = /^[a-z]{2,}$/.test(typed);
      const first = [], inside = [];
      for (const [phrase] of phrases) {
        const text = letters ? Array.from(phrase, (char) => reading(char)[0]).join("") : phrase;
        if (text.startsWith(typed)) first.push(phrase);
        else if (!letters && typed.length > 1 && text.includes(typed)) inside.push(phrase);
      }
      return [...first, ...inside].filter((phrase) => phrase !== typed).slice(0, count);
    }

    /** Whether one is a plain slip for the other. @param {string} typed @param {string} meant */
    const plain = (typed, meant) => typed.length === meant.length && difference(typed, meant) < OTHER;

    return { meant, begun, plain };
  }

  /** Whether the part of the key shares two characters with a strange one. @param {string} typed @param {number} at @param {string} key @param {string[]} strange */
  const touches = (typed, at, key, strange) => strange.some((part) => {
    const start = key.indexOf(part);
    return start >= 0 && Math.min(at + typed.length, start + part.length) - Math.max(at, start) > 1;
  });

  /**
   * The key with the longest part corrected that the library does not hold, only with one of its `strange` parts, of which it knows nothing; and other ways to read it.
   * `plain`: what was typed is a plain slip for that: what sounds or looks alike, exchanged characters, pinyin.
   * @param {string} key @param {{meant: (typed: string) => string[], plain: (typed: string, meant: string) => boolean}} correct @param {string[]} strange @param {(part: string) => Promise<boolean>} held whether the library holds a text
   * @returns {Promise<{key: string, typed: string, meant: string[], plain: boolean} | null>}
   */
  async function corrected(key, correct, strange, held) {
    if (/^[a-z]+$/.test(key)) {
      const meant = correct.meant(key);
      return meant.length ? { key: meant[0], typed: key, meant, plain: true } : null;
    }
    for (let length = Math.min(key.length, LONGEST); length > 2; length--)
      for (let at = 0; at + length <= key.length; at++) {
        const typed = key.slice(at, at + length);
        if (/\d/.test(typed) || !touches(typed, at, key, strange) || (await held(typed))) continue;
        const meant = correct.meant(typed);
        if (meant.length) return { key: key.slice(0, at) + meant[0] + key.slice(at + length), typed, meant, plain: correct.plain(typed, meant[0]) };
      }
    return null;
  }

  root.tiaowenCorrect = { open, corrected };
})(/** @type {any} */ (globalThis));
