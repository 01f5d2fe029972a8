// @ts-check
/** The documents that a query names: by number, with or without its year, by the words of their title, or as people call them (职教20条, 一号文件); and those that are cited and not held (generator/tiaowen/search/cited.py). */
(function (root) {
  "use strict";
  const SHOWN = 6;
  const POINTS = /^([一二三四五六七八九十]+|\d+)条$/;
  const GENERAL = new Set(["的", "文件", "政策", "通知"]);

  /** How titles and numbers end: the list of what is cited is loaded for nothing else. */
  const TITLED = /(?:法|典|条例|规定|规则|规程|准则|办法|细则|意见|通知|决定|决议|纲要|规划|方案|计划|章程|措施|公告|解释|标准|号)$/;
  const CLAUSE = /第[0-9零〇一二两三四五六七八九十百千]+(?:[编章节条款项目].*)?$/;

  /** Han, letters and digits alone. @param {string} text */
  const plain = (text) => text.normalize("NFKC").toLowerCase().replace(/[^\p{Script=Han}a-z0-9]/gu, "");

  /** @type {WeakMap<any[], string>} */
  const plains = new WeakMap();
  /** A title alone, once for each. @param {any[]} entry */
  function titleOf(entry) {
    const known = plains.get(entry) ?? plain(entry[0] ?? "");
    plains.set(entry, known);
    return known;
  }

  /** @param {any} wanted @param {string} number of a document */
  function numbered(wanted, number) {
    const own = /^(.*?)(?:((?:19|20)\d\d)年?)?第?(\d+)号$/.exec(plain(number));
    return Boolean(own && String(Number(own[3])) === wanted.serial && (!wanted.year || own[2] === wanted.year) && (own[1].endsWith(plain(wanted.code)) || plain(wanted.code).endsWith(own[1])));
  }

  /** 职教 in 职业教育, 消法 for 消费者权益保护法. @param {string} short @param {string} title */
  function abbreviates(short, title) {
    if (short.length === 2) for (let at = title.indexOf(short[0]); at >= 0; at = title.indexOf(short[0], at + 1)) if (title[at + 2] === short[1]) return true;
    const law = title.replace(/^中华人民共和国/, "");
    return /法$/.test(short) && /法$/.test(law) && law[0] === short[0] && new RegExp(Array.from(short).join(".*")).test(law);
  }

  /** Whether a title holds a concept: 2 as typed, 1 shortened or with its words apart; never by a synonym. @param {any} concept @param {string} title @param {any[]} entry title, number, date, points */
  function holds(concept, title, [, , date, points]) {
    if (concept.kind === "year") return title.includes(concept.ids[0]) || date.startsWith(concept.ids[0]) ? 2 : 0;
    if (concept.kind === "named") return title.includes("中共中央") && concept.look.some((/** @type {string} */ word) => title.includes(word)) ? 2 : 0;
    const counted = POINTS.exec(concept.text);
    if (counted && points) {
      const count = /^\d/.test(counted[1]) ? counted[1] : root.tiaowenPieces.counted(counted[1]);
      if (String(points) === count || title.includes(concept.text)) return 2;
    }
    if (title.includes(concept.text.replaceAll("|", ""))) return 2;
    if (concept.kind === "run" && concept.text.length < 4 && abbreviates(concept.text, title)) return 1;
    if (concept.kind === "run" && concept.text.length > 3) {
      let covered = 0;
      for (let at = 0; at < concept.text.length; at++) if (title.includes(concept.text.slice(at, at + 2)) && at + 1 < concept.text.length || (at && title.includes(concept.text.slice(at - 1, at + 1)))) covered++;
      if (covered === concept.text.length) return 1;
    }
    return 0;
  }

  /**
   * @param {any[]} concepts @param {any[][]} titles title, number, date, points, mark of each document
   * @returns {number[]} their places in `titles`, the best first; of equal ones those in force, then the newest
   */
  function named(concepts, titles) {
    const number = concepts.find(({ kind }) => kind === "number of document");
    if (number) return titles.flatMap((entry, at) => (entry[1] && numbered(number, entry[1]) ? [at] : [])).slice(0, SHOWN);
    const wanted = concepts.filter((concept) => concept.need && !GENERAL.has(concept.text));
    if (!wanted.length || wanted.reduce((sum, { text }) => sum + text.length, 0) < 3) return [];
    const law = wanted.some(({ text }) => /(?:法|条例|办法|规定)$/.test(text));
    /** @type {{at: number, date: string, score: number, over: number}[]} */
    const found = [];
    titles.forEach((entry, at) => {
      const title = titleOf(entry);
      let score = 0;
      const all = wanted.every((concept) => {
        const held = holds(concept, title, entry);
        score += held * concept.text.length;
        return held || (concept.kind === "year" && law && !entry[2]);
      });
      if (all && score) found.push({ at, date: entry[2], score: score / (title.length + 10), over: Number(Boolean(root.tiaowenPast.stateOf(entry[4]))) });
    });
    return found.sort((a, b) => b.score - a.score || a.over - b.over || (a.date < b.date ? 1 : a.date > b.date ? -1 : a.at - b.at)).slice(0, SHOWN).map(({ at }) => at);
  }

  /** What the terms would be called as a title or number; empty where they are none. @param {any[]} terms */
  function nameIn(terms) {
    const whole = terms.filter((term) => !term.exclude).map((term) => term.key).join("").replaceAll("|", "");
    const name = whole.replace(CLAUSE, "");
    return name.length > 2 && TITLED.test(name) ? name : "";
  }

  /**
   * The cited documents of that name, with or without 中华人民共和国 before a law, those that most documents cite first.
   * @param {string} name @param {[string, string, string, number][]} rows title, number, address, how many documents cite it @param {(text: string) => string} fold
   */
  function called(name, rows, fold) {
    const key = (/** @type {string} */ text) => fold(text).replaceAll("|", ""), bare = (/** @type {string} */ text) => text.replace(/^中华人民共和国/, "");
    return rows.filter(([title, number]) => bare(key(title)) === bare(name) || key(number) === name).sort((a, b) => b[3] - a[3])
      .map(([title, number, address, documents]) => ({ title, number, address, date: `本库未收录，${documents} 份文件引用` }));
  }

  root.tiaowenDocuments = { named, nameIn, called };
})(/** @type {any} */ (globalThis));
