// @ts-check
/**
 * The answer to a query by what it means: clauses that hold it as it stands first, then those that say it in other words, each with why it is there.
 * Mirrors generator/tiaowen/search/meaning.py.
 */
(function (root) {
  "use strict";
  /** From this share of what was asked a clause counts as an answer; below it is merely near. */
  const SURE = 0.72;
  const READ = 20;
  /** A run that fewer clauses hold may be a slip. */
  const SELDOM = 3;
  /** Why a clause is there that has all words, but not as they stand. */
  const APART = "各词分开";
  /** Kinds of fact whose rows stand in a table that words filter. */
  const TABLED = ["incentive", "target", "duty"];
  const NEAR_SHOWN = 3, SHOWN = 5;
  const KEPT_NEAR = 30;
  /** Of an answer's clauses those are shown at once that reach this share of the best. */
  const GOOD = 0.6;

  /** Under which form a word stands in clauses of each kind of fact, to filter the table of that kind. @param {Map<number, any>[]} met by segment @param {any[]} facts @returns {Promise<Object<string, string>>} */
  async function tabled(met, facts) {
    const found = await Promise.all(TABLED.map(async (kind) => {
      for (const [number, held] of met.entries()) {
        const rows = await facts[number].clausesOf(`kind/${kind}`);
        for (const [clause, { key }] of held) if (key && rows.has(clause)) return [[kind, key]];
      }
      return [];
    }));
    return Object.fromEntries(found.flat());
  }

  /** Concepts without which a clause is no answer. */
  const ESSENTIAL = new Set(["number", "year", "elsewhere", "number of document", "law"]);

  /** @param {{index: any, load: (name: string) => Promise<any>, segments: () => Promise<any[]>, parse: (query: string) => Promise<any[]>, learn: (text: string) => Promise<void>, fold: (text: string) => string, grouped: (segments: any[], found: Map<number, number>[]) => any[]}} engine */
  function open(engine) {
    /** @type {Promise<any> | undefined} */
    let opened;
    /** The words known before a query, and what the segments know of their clauses. */
    function knowledge() {
      opened ??= Promise.all([engine.load(engine.index.words), engine.segments()]).then(async ([words, segments]) => {
        const facts = await Promise.all(segments.map((/** @type {any} */ segment) => root.tiaowenFacts.open(segment, engine)));
        const names = (/** @type {string} */ facet) => new Map(facts.flatMap((of) => of.names(facet)));
        const known = root.tiaowenUnderstand.lexicon(words, { agency: names("agency"), industry: names("industry") });
        for (const segment of segments) segment.learn(known.homes);
        return { segments, facts, known };
      });
      opened.catch(() => (opened = undefined));
      return opened;
    }

    /** The folded text of a hit, and that of the clauses above that it belongs to. @param {any} hit @param {Map<number, any>} rows */
    function textOf(hit, rows) {
      const own = rows.get(hit.clause), whole = engine.fold(own.full), above = [];
      for (let clause = hit.clause - root.tiaowenRank.REACH; clause < hit.clause; clause++) {
        const row = rows.get(clause);
        if (row?.id === own.id && own.anchor.startsWith(`${row.anchor}-`)) above.push(engine.fold(row.full));
      }
      const letters = whole.replaceAll("|", "").length;
      const heading = (letters > 0 && letters <= own.units) || (whole.length < 40 && !/\|[^|]{4,}\|/.test(whole.slice(4)) && !whole.endsWith("|"));
      return { whole, heading, around: above.join("|") };
    }

    /** The first hits with their text read: what it says of closeness, numbers that stand alone, what was asked. @param {any} found @param {any[]} segments @param {string} bare */
    async function read(found, segments, bare) {
      const head = found.ranked.slice(0, READ);
      const rows = await Promise.all(segments.map((segment, number) => segment.rows([...new Set(
        head.filter((/** @type {any} */ hit) => hit.segment === number).flatMap((/** @type {any} */ { clause, document }) =>
          Array.from({ length: Math.min(root.tiaowenRank.REACH, clause - segment.firstOf(document)) + 1 }, (_, back) => clause - back)))])));
      for (const some of rows) for (const { full } of some.values()) await engine.learn(full);
      return [
        ...head.map((/** @type {any} */ hit) => root.tiaowenReading.refined(hit, found.concepts, found.weights, textOf(hit, rows[hit.segment]), bare)),
        ...found.ranked.slice(READ).map((/** @type {any} */ hit) => ({ ...hit, why: [], marks: [], exact: false })),
      ];
    }

    /** @param {any[]} terms @param {any[]} concepts */
    async function ranked(terms, concepts) {
      const { segments, facts, known } = await knowledge();
      const wanted = terms.filter((term) => !term.exclude), others = terms.filter((term) => term.exclude);
      const literal = await Promise.all(segments.map((/** @type {any} */ segment) => segment.clauses(terms)));
      const excluded = await Promise.all(segments.map(async (/** @type {any} */ segment) =>
        new Set((await Promise.all(others.map((term) => segment.places(term.key)))).flatMap(({ counts }) => [...counts.keys()]))));
      const found = await root.tiaowenRank.rank(segments, facts, concepts, known);
      found.ranked = found.ranked.filter((/** @type {any} */ hit) => !excluded[hit.segment].has(hit.clause));
      const hits = await read(found, segments, wanted.map((term) => term.key).join("").replaceAll("|", ""));
      const essential = new Set(found.concepts.filter((/** @type {any} */ { kind, need, text }) => ESSENTIAL.has(kind) || (need && text.length === 1)).map(({ text }) => text));
      for (const hit of hits) {
        hit.literal = literal[hit.segment].has(hit.clause);
        hit.sure = hit.literal || (hit.cover >= SURE && !hit.missing.some((/** @type {string} */ text) => essential.has(text)));
      }
      hits.sort((/** @type {any} */ a, /** @type {any} */ b) => Number(b.exact) - Number(a.exact) || Number(b.sure) - Number(a.sure) || b.score - a.score || a.segment - b.segment || a.clause - b.clause);
      return { segments, hits, literal, found, sure: hits.filter((/** @type {any} */ { sure }) => sure) };
    }

    /** What was meant instead of what neither the registries nor, more than once or twice, the library know. @param {any[]} terms @param {any[]} concepts */
    async function corrected(terms, concepts) {
      const { segments, known } = await knowledge();
      const strange = [];
      for (const { kind, text } of concepts)
        if (kind === "run" && text.length > 1) {
          let count = 0;
          for (const segment of segments) count += (await segment.places(text)).counts.size;
          if (count < SELDOM) strange.push(text);
        }
      if (!strange.length) return null;
      const correct = root.tiaowenCorrect.open(await engine.load(engine.index.phrases), known.alike);
      const held = async (/** @type {string} */ part) => {
        for (const segment of segments) if ((await segment.places(part)).counts.size) return true;
        return false;
      };
      for (const term of terms) {
        if (term.exclude || term.quoted) continue;
        const found = await root.tiaowenCorrect.corrected(term.key.replaceAll("|", ""), correct, strange, held);
        if (found) return { ...found, query: terms.map((other) => (other === term ? found.key : (other.exclude ? "-" : "") + (other.quoted ? `"${other.key}"` : other.key))).join(" ") };
      }
      return null;
    }

    /** @param {any[]} segments @param {any[]} hits @param {boolean} near */
    function grouped(segments, hits, near) {
      /** @type {Map<string, any>} */
      const groups = new Map();
      let left = near ? NEAR_SHOWN : Infinity;
      for (const hit of hits) {
        const key = `${hit.segment}/${hit.document}`;
        const group = groups.get(key) ?? { segment: segments[hit.segment], document: hit.document, points: hit.score, hits: [], shown: 0 };
        group.hits.push({ clause: hit.clause, points: Math.round(hit.score * 1000), near: !hit.literal, why: why(hit), marks: hit.marks });
        if (left > 0 && group.hits.length <= SHOWN && (near || hit.score >= GOOD * hits[0].score)) {
          group.shown++;
          left--;
        }
        groups.set(key, group);
      }
      return [...groups.values()];
    }

    /** Adds the clauses that hold the query as it stands and are not among the ranked ones. @param {any[]} groups @param {any[]} literal */
    function complete(groups, literal) {
      for (const { segment, document, hits } of literal) {
        let group = groups.find((some) => some.segment === segment && some.document === document);
        if (!group) groups.push((group = { segment, document, points: 0, hits: [], shown: 0 }));
        const there = new Set(group.hits.map((/** @type {any} */ { clause }) => clause));
        for (const { clause } of hits) if (!there.has(clause)) group.hits.push({ clause, points: 0, near: false, why: "", marks: [] });
      }
    }

    /** @param {any} hit */
    const why = (hit) => hit.exact ? "" : [...new Set([...hit.why, ...hit.missing.map((/** @type {string} */ text) => `未见：${text}`)])].slice(0, 3).join("；") || (hit.literal ? "" : APART);

    /** The documents that concepts name, as results show them. @param {any[]} concepts */
    async function named(concepts) {
      const segments = await engine.segments();
      const titles = await Promise.all(segments.map((segment) => segment.titles()));
      const places = segments.flatMap((segment, number) => Array.from({ length: segment.documents }, (_, document) => ({ segment: number, document, clause: segment.firstOf(document) })));
      return Promise.all(root.tiaowenDocuments.named(concepts, titles.flat()).map(async (/** @type {number} */ at) => {
        const { segment, document, clause } = places[at];
        return { segment, document, ...(await segments[segment].rows([clause])).get(clause) };
      }));
    }

    /** The documents that are cited, not held, and named by the terms. @param {any[]} terms */
    async function elsewhere(terms) {
      const name = root.tiaowenDocuments.nameIn(terms), rows = name ? await engine.load(engine.index.cited) : [];
      await engine.learn(rows.flat().join(""));
      return root.tiaowenDocuments.called(name, rows, engine.fold);
    }

    /** What a query means. @param {string} query @param {Set<string>} [plain] texts whose meaning the reader took away */
    async function understand(query, plain = new Set()) {
      const { known } = await knowledge(), document = root.tiaowenUnderstand.documentIn(query, engine.fold);
      return root.tiaowenUnderstand.understand(await engine.parse(document.concept ? document.rest : query), known, plain, document.concept);
    }

    /** The documents that terms name, which stand as they were typed. @param {any[]} terms */
    async function titled(terms) {
      const phrases = terms.filter((term) => !term.exclude && !term.quoted).map(({ key }) => ({ kind: "run", text: key, keys: [[key, 1]], need: true }));
      return [...(await elsewhere(terms)), ...(phrases.length ? await named(phrases) : [])];
    }

    /**
     * The answer to a query of these terms. `near`: "" when clauses hold it, exactly or in other words; "partial" when they hold part of it.
     * @param {string} query @param {any[]} terms @param {any} literal the clauses that hold it as it stands @param {Set<string>} plain
     */
    async function answer(query, terms, literal, plain) {
      const { facts } = await knowledge();
      let concepts = await understand(query, plain);
      const cited = await elsewhere(terms);
      let titles = await named(concepts);
      let first = await ranked(terms, concepts), correction = null;
      if (!cited.length && ((!first.sure.length && !titles.length) || (!first.sure.some((/** @type {any} */ { literal }) => literal) && terms.length === 1))) {
        correction = await corrected(terms, concepts);
        if (correction) {
          const again = await understand(correction.query, plain);
          const second = await ranked(await engine.parse(correction.query), again);
          const others = await named(again);
          if (correction.plain && (second.sure.length || others.length) && (!first.sure.length || second.sure.some((/** @type {any} */ { exact }) => exact))) {
            [concepts, first, titles] = [again, second, others];
            correction = { ...correction, used: true };
          }
        }
      }
      const sure = first.sure.length > 0 && (literal.total > 0 || !terms.every((term) => term.exclude || term.quoted));
      const number = concepts.some(({ kind }) => kind === "number of document");
      const hits = sure ? first.sure : number || titles.length || cited.length ? [] : first.hits.slice(0, KEPT_NEAR);
      const near = sure || !hits.length ? "" : "partial";
      const alone = !hits.length && !titles.length && !cited.length && !correction?.used; // a place alone ranks nothing: what stands is the answer
      const groups = alone ? literal.documents : grouped(first.segments, hits, near !== "");
      if (sure && !correction?.used) complete(groups, literal.documents);
      return {
        terms, concepts, near, named: [...cited, ...titles], correction, documents: groups, literal: literal.total,
        alone: await Promise.all(first.found.concepts.map(async (/** @type {any} */ { text, kind }, /** @type {number} */ i) => ({ text, kind, count: first.found.found[i], tabled: sure ? {} : await tabled(first.found.met[i], facts) }))),
        keys: first.found.concepts.flatMap((/** @type {any} */ { keys }) => keys.map((/** @type {[string, number]} */ [key]) => key)).filter((/** @type {string} */ key) => key.length > 1),
        total: groups.reduce((sum, { hits }) => sum + hits.length, 0),
      };
    }
    return { answer, titled, understand };
  }

  root.tiaowenMeaning = { open };
})(/** @type {any} */ (globalThis));
