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
  const CLOSE = 0.2, SHORT = 0.2, ANSWERS = 0.5, WHOLE = 0.3, HEADING = 0.2, DEFINES = 0.15, FORMAL = 0.1, NEARBY = 40, PUNISHES = 0.15;
  /** A run that fewer clauses hold may be a slip. */
  const SELDOM = 3;
  /** Why a clause is there that has all words, but not as they stand. */
  const APART = "各词分开";
  /** What a concept counts that the clause does not meet itself, but one that it belongs to. */
  const INSIDE = 0.8;
  /** Kinds of fact whose rows stand in a table that words filter. */
  const TABLED = ["incentive", "target", "duty"];
  const NEAR_SHOWN = 3, SHOWN = 5;
  /** With more clauses that hold the query as it stands nothing else is looked for. */
  const MANY = 200, KEPT_NEAR = 30;
  /** So many clauses with a word, or any with a phrase of so many characters, are what was meant, unless it names a body. */
  const ENOUGH = 10, PHRASE = 4;
  /** Of an answer's clauses those are shown at once that reach this share of the best. */
  const GOOD = 0.6;
  /** Why and how a document is made, rather than what it orders. */
  const MADE = /为了?[^|]{2,60}(?:\|[^|]{2,60}){0,6}(?:制定本|制定以下|提出以下|制订本)|特制[定订]|印发给你们|现予以?(?:公布|发布)|请认真(?:贯彻|组织|遵照)|所称[^|]{1,30}\|?是指|自(?:发布|印发|公布)之日起(?:施行|实施)/;
  const NUMBER_OF = "(?:\\d|\\d[万亿]|[一二两三四五六七八九十百千])个?";
  /** @type {Object<string, string>} */
  const SAME_UNIT = { 天: "(?:日|天|个?工作日)", 日: "(?:日|天|个?工作日)", 年: "(?:年|周年)", 岁: "(?:周岁|岁)", 家: "(?:家|户)", 人: "(?:人|名)" };
  /** Who is named behind a clause, （责任单位：…）, answers for all of it. */
  const LISTED = /(?:责任|牵头)(?:单位|部门)\|/;
  /** What a clause must hold to answer such a question. */
  const ANSWER = {
    money: /\d(?:[\d.,]*)(?:%|‰|元|万|亿)|[一二三四五六七八九十百]+(?:万元|元)/g,
    count: /\d(?:[\d.,]*)(?:%|‰|元|万|亿|家|个|户|人|倍|吨)|百分之/g,
    when: /\d+月\d+日|\d+月|\d{4}年|年底|之日起|[一二三四五六七八九十]+月/g,
    duration: /(?:\d+|[一二三四五六七八九十]+)个?(?:年|月|日|天|周|小时|分钟|工作日)/g,
    result: /处罚|罚款|责令|处分|责任|不得享受|待遇|吊销|赔偿/g,
    how: /申请|办理|申领|提交|通过|持/g,
    age: /周岁|\d岁/g,
    who: /负责|牵头|主管|责任单位|担任|组长/g,
    condition: /条件|符合|下列|应当具备|情形/g,
  };
  /** … and how a clause speaks that is made to answer it. @type {Object<string, RegExp>} */
  const OUTRIGHT = {
    how: /(?:下列|以下)(?:程序|流程|步骤)|应当向[^|]{2,30}(?:提出|提交|申请)|提出(?:书面)?申请|提交(?:下列|以下)|申请[^|]{0,20}\|?应当|(?:到|向)[^|]{2,24}(?:办理|申请|登记)/,
    condition: /(?:符合|具备|满足)(?:下列|以下)[^|]{0,4}条件|下列条件|下列情形之一|应当(?:同时)?(?:符合|具备|满足)|条件\|/,
    who: /由[^|]{2,30}(?:负责|承担|组织|制定|解释|管理)|主管(?:部门|全)|(?:责任|牵头)(?:单位|部门)|负责本|组长\|/,
    result: /(?:处|处以)[^|]{1,20}罚款|由[^|]{2,30}责令|依法给予|吊销|承担[^|]{0,8}责任/,
  };
  /** What follows for those who do not obey. */
  const PENALTY = /违反本[^|]{2,8}第|有下列(?:行为|情形)之一[^|]{0,30}\|由[^|]{2,40}责令|责令(?:限期)?改正[^|]{0,20}\|[^|]{0,30}处[^|]{2,24}罚款/;
  const FINE = /罚款|罚金|滞纳金|没收|处罚/;

  /** The places of a key in a folded text; a number stands alone. @param {string} whole @param {string} key */
  function placesIn(whole, key) {
    const found = [];
    const number = /^\d/.test(key), ends = /\d$/.test(key);
    for (let at = whole.indexOf(key); at >= 0 && found.length < 50; at = whole.indexOf(key, at + 1))
      if (!(number && /[\d.]/.test(whole[at - 1] ?? "")) && !(ends && /\d/.test(whole[at + key.length] ?? ""))) found.push(at);
    return found;
  }

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

  /** How close together the places of several keys stand: 1 side by side, towards 0 apart. @param {[number, number][][]} spans of each key */
  function closeness(spans) {
    const events = spans.flatMap((some, i) => some.map(([start, end]) => ({ start, end, i }))).sort((a, b) => a.start - b.start);
    const least = spans.reduce((sum, some) => sum + Math.min(...some.map(([start, end]) => end - start)), 0);
    let best = Infinity;
    for (let from = 0; from < events.length; from++) {
      const seen = new Set();
      let end = 0;
      for (let to = from; to < events.length && seen.size < spans.length; to++) {
        seen.add(events[to].i);
        end = Math.max(end, events[to].end);
      }
      if (seen.size === spans.length) best = Math.min(best, end - events[from].start);
    }
    return Math.min(1, least / best);
  }

  /** Whether a text answers what is asked: 1 near what else was looked for, half elsewhere in it. 几个月 is answered by months. @param {string} whole @param {any} ask @param {[number, number][][]} spans */
  function answered(whole, { about, unit }, spans) {
    const answer = unit ? new RegExp(NUMBER_OF + (SAME_UNIT[unit] ?? unit), "g") : ANSWER[/** @type {keyof typeof ANSWER} */ (about)] ?? /(?!)/g;
    const places = Array.from(whole.matchAll(answer), ({ index }) => index);
    if (!places.length) return 0;
    if (about === "who" && LISTED.test(whole)) return 1;
    const near = !spans.some((some) => some.length) || places.some((at) => spans.flat().some(([start, end]) => at > start - NEARBY && at < end + NEARBY));
    return OUTRIGHT[about] ? (near ? 0.7 : 0.35) + (OUTRIGHT[about].test(whole) ? 0.3 : 0) : near ? 1 : 0.5;
  }

  /**
   * The hit with its text read. `around` is the text of the clauses it belongs to: the lead of a list, the article of a paragraph.
   * @param {any} hit @param {any[]} concepts @param {number[]} weights @param {{whole: string, heading: boolean, around: string}} text @param {string} bare of the whole query
   */
  function refined(hit, concepts, weights, { whole, heading, around }, bare) {
    /** @type {[number, number][][]} */
    const spans = [];
    const total = weights.reduce((sum, weight) => sum + weight, 0);
    const needed = weights.reduce((sum, weight, i) => sum + (concepts[i].need ? weight : 0), 0);
    let change = 0, sure = 0, defines = false;
    const why = [];
    /** @type {string[]} */
    const marks = [];
    concepts.forEach((concept, i) => {
      const met = hit.met[i];
      if (concept.kind === "ask") return;
      const found = concept.keys.map(([/** @type {string} */ key]) => ({ key, at: placesIn(whole, key) })).filter((/** @type {any} */ { at }) => at.length);
      if (found.length) spans.push(found.flatMap((/** @type {any} */ { key, at }) => at.map((/** @type {number} */ start) => [start, start + key.length])));
      const best = found[0]?.key;
      if (best && (whole.includes(`${concept.text}|是指`) || whole.includes(`所称${concept.text}`))) defines = true;
      if (best) marks.push(best);
      if (best && best !== concept.text && concept.kind === "word") why.push(`同义：${best}`);
      if (met?.fact === "agency") why.push("责任单位");
      const lost = !found.length && met && !met.fact && !met.part;
      let strength = hit.strengths[i];
      if (lost) {
        change -= weights[i] * met.strength;
        sure -= weights[i] * hit.sures[i];
        strength = 0;
      }
      const inside = INSIDE * Math.max(0, ...concept.keys.filter(([/** @type {string} */ key]) => placesIn(around, key).length).map(([, /** @type {number} */ value]) => value));
      if (strength < inside && !found.length) {
        change += weights[i] * (inside - strength);
        sure += weights[i] * Math.max(0, Math.min(1, inside * 1.2) - (strength ? hit.sures[i] : 0)) * Number(concept.need);
      } else if (lost) hit.missing.push(concept.text);
    });
    const asks = concepts.filter(({ kind }) => kind === "ask");
    const answers = asks.length ? asks.reduce((sum, ask) => sum + answered(whole, ask, spans), 0) / asks.length : 0, others = concepts.length - asks.length;
    const fined = concepts.some(({ about, keys }) => about === "result" || keys.some(([/** @type {string} */ key]) => FINE.test(key)));
    const close = spans.length > 1 ? closeness(spans) : spans.length ? 1 : 0;
    const exact = whole.includes(bare);
    const score = hit.score + change / total + CLOSE * Math.sqrt(close) * (spans.length / Math.max(1, others)) + SHORT * (1 - Math.min(1, whole.length / 900))
      + ANSWERS * answers + (exact ? WHOLE : 0) - (heading && !exact && answers < 1 ? HEADING : 0) + (defines && others < 3 ? DEFINES : 0)
      - (!exact && !fined && PENALTY.test(whole) ? PUNISHES : 0) - (!exact && !defines && MADE.test(whole) ? FORMAL : 0);
    return { ...hit, score, cover: hit.cover + (needed ? sure / needed : 0), exact, why, marks };
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
        ...head.map((/** @type {any} */ hit) => refined(hit, found.concepts, found.weights, textOf(hit, rows[hit.segment]), bare)),
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

    /** The clauses that hold all terms as they stand, in their documents. @param {any[]} terms */
    async function literally(terms) {
      const segments = await engine.segments();
      const documents = engine.grouped(segments, await Promise.all(segments.map((segment) => segment.clauses(terms))));
      return { documents, keys: terms.filter((term) => !term.exclude).map((term) => term.key), total: documents.reduce((sum, { hits }) => sum + hits.length, 0) };
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

    /** Whether what so many clauses hold as it stands is what was meant, whatever else it is called: in quotation marks, often, or a phrase. @param {any[]} terms @param {number} total */
    function stands(terms, total) {
      if (total > MANY || (total && terms.every((term) => term.exclude || term.quoted))) return true;
      return terms.length === 1 && !root.tiaowenUnderstand.BODY_END.test(terms[0].key) && (total >= ENOUGH || (total > 0 && terms[0].key.length >= PHRASE));
    }

    /**
     * The answer to a query. `stands`: as it was typed, in clauses alone; `later` gives the documents that it names. `near`: "" when clauses hold it, exactly or in other words; "partial" when they hold part of it.
     * @param {string} query @param {Set<string>} [plain] texts whose meaning the reader took away @param {boolean} [widely] also in other words where it stands as it is
     */
    async function answer(query, plain = new Set(), widely = false) {
      const terms = await engine.parse(query);
      if (!terms.some((term) => !term.exclude)) return { terms, concepts: [], keys: [], near: "", documents: [], total: 0, named: [], literal: 0 };
      const literal = await literally(terms);
      if (stands(terms, literal.total) && !(widely && literal.total <= MANY)) {
        const phrases = terms.filter((term) => !term.exclude && !term.quoted).map(({ key }) => ({ kind: "run", text: key, keys: [[key, 1]], need: true }));
        return { ...literal, literal: literal.total, terms, concepts: [], near: "", named: [], stands: true, later: async () => [...(await elsewhere(terms)), ...(phrases.length ? await named(phrases) : [])] };
      }
      const { known, facts } = await knowledge();
      const understand = async (/** @type {string} */ text) => {
        const document = root.tiaowenUnderstand.documentIn(text, engine.fold);
        return root.tiaowenUnderstand.understand(await engine.parse(document.concept ? document.rest : text), known, plain, document.concept);
      };
      let concepts = await understand(query);
      const cited = await elsewhere(terms);
      let titles = await named(concepts);
      let first = await ranked(terms, concepts), correction = null;
      if (!cited.length && ((!first.sure.length && !titles.length) || (!first.sure.some((/** @type {any} */ { literal }) => literal) && terms.length === 1))) {
        correction = await corrected(terms, concepts);
        if (correction) {
          const again = await understand(correction.query);
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
    return answer;
  }

  root.tiaowenMeaning = { open };
})(/** @type {any} */ (globalThis));
