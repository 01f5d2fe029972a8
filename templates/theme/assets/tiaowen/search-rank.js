// @ts-check
/**
 * Which clauses answer what a query means, best first. Mirrors generator/tiaowen/search/rank.py.
 *
 * A concept is met in a clause by one of its keys or by a fact that the clause holds; it counts less when only the heading above, a neighbouring
 * clause, the title, the beginning or some other clause of the document meets it. Rare concepts count more than frequent ones.
 *
 * @typedef {{strength: number, headed: boolean, key: string, part?: boolean, fact?: string, id?: string}} Met  how a clause meets a concept, and by what
 * @typedef {{segment: number, clause: number, document: number, score: number, cover: number, met: (Met | null)[], strengths: number[], sures: number[], missing: string[]}} Ranked
 */
(function (root) {
  "use strict";
  const HEADED = 0.08, AGAIN = 0.03;
  /** What a concept counts that the clause itself does not meet: met by a heading before it, a neighbour, the document's title or beginning, elsewhere in it. */
  const ABOVE = 0.5, BESIDE = 0.4, TITLED = 0.45, BEGINNING = 0.4, ELSEWHERE = 0.15;
  /** … and how sure it makes that the clause answers. */
  const SURE_ABOVE = 0.9, SURE_BESIDE = 0.75, SURE_TITLED = 0.9, SURE_BEGINNING = 0.8, SURE_ELSEWHERE = 0.25;
  /** A word that the library does not hold counts less beside so many others that it holds. */
  const UNHELD = 0.5, OTHERS = 3;
  const REACH = 12, BESIDES = 2, FIRST = 3;
  const SPLIT = 0.8;
  /** A word that fewer clauses hold is looked for in parts too. */
  const SCARCE = 50;
  /** What a single character of no known word counts; it is never needed. */
  const LOOSE = 0.3;
  /** What a concept that a clause meets counts more when the title, or the heading above, holds it as well. */
  const SUBJECT = 0.06;
  /** A character that also asks stays at the end of a run if so much of what goes on has it. */
  const EDGE = 0.3;
  const KEPT = 200;
  const NOWHERE = [0, 0];

  /** @param {number} number of binary digits */
  const bits = (number) => 32 - Math.clz32(number);

  /** The clauses of a segment that meet a concept by its text. @param {any} segment @param {any} concept @returns {Promise<Map<number, Met>>} */
  async function metByText(segment, concept) {
    /** @type {Map<number, Met>} */
    const met = new Map();
    const offer = (/** @type {number} */ clause, /** @type {number} */ strength, /** @type {boolean} */ headed, /** @type {string} */ key, part = false) => {
      const held = met.get(clause);
      if (!held || held.strength < strength) met.set(clause, { strength, headed, key, part });
    };
    for (const [key, weight] of concept.keys) {
      const { counts, headed } = await segment.places(key);
      for (const [clause, count] of counts) offer(clause, weight * (1 + AGAIN * Math.min(3, bits(count) - 1) + (headed.has(clause) ? HEADED : 0)), headed.has(clause), key);
    }
    if ((concept.kind === "run" && concept.text.length > 2 && !concept.absent) || (concept.kind === "word" && concept.text.length > 3 && met.size < SCARCE)) await metInParts(segment, concept.text, offer);
    return met;
  }

  /** A run that stands nowhere whole: clauses that hold at least half of its characters in pairs. @param {any} segment @param {string} text @param {(clause: number, strength: number, headed: boolean, key: string, part?: boolean) => void} offer */
  async function metInParts(segment, text, offer) {
    /** @type {Map<number, {mask: number, headed: boolean}>} */
    const held = new Map();
    const length = Math.min(text.length, 30);
    for (let at = 0; at + 1 < length; at++) {
      const { counts, headed } = await segment.places(text.slice(at, at + 2));
      for (const clause of counts.keys()) {
        const some = held.get(clause) ?? { mask: 0, headed: false };
        some.mask |= 3 << at;
        some.headed ||= headed.has(clause);
        held.set(clause, some);
      }
    }
    for (const [clause, { mask, headed }] of held) {
      let covered = 0;
      for (let at = 0; at < length; at++) covered += (mask >> at) & 1;
      const share = covered / length;
      if (share >= 0.5 && !(share < 0.75 && text.length > 3)) offer(clause, SPLIT * share * share, headed, text, true);
    }
  }

  /**
   * Runs as the library knows them: cut where two neighbouring characters stand together nowhere, and until each part stands somewhere; words that ask are left out of them.
   * @param {any[]} segments @param {any[]} facts @param {any[]} concepts @param {any} known
   */
  async function cutRuns(segments, facts, concepts, { weak, entries }) {
    const cut = [];
    for (const concept of concepts) {
      if (concept.kind !== "run" || concept.text.length < 2) {
        if (concept.kind !== "run" || !weak.has(concept.text)) cut.push(concept.kind === "run" ? single(concept, concept.text, entries) : concept);
        continue;
      }
      const text = await unglued(segments, concept);
      const counts = [];
      for (let at = 0; at + 1 < text.length; at++) {
        let sum = facts.reduce((count, of) => count + of.titled({ keys: [[text.slice(at, at + 2), 1]] }).size, 0);
        for (const segment of segments) sum += (await segment.places(text.slice(at, at + 2))).counts.size;
        counts.push(sum);
      }
      const begun = [text[0]];
      counts.forEach((count, at) => {
        const loose = weak.has(text[at]) || weak.has(text[at + 1]);
        const beside = Math.max(counts[at - 1] ?? 0, counts[at + 1] ?? 0);
        const edge = (!at && weak.has(text[0])) || (at + 2 === text.length && weak.has(text[at + 1]));
        if (!count || (loose && (count < 3 || count < (edge ? EDGE : 0.05) * beside))) begun.push(text[at + 1]);
        else begun[begun.length - 1] += text[at + 1];
      });
      const parts = [];
      for (let at = 0, i = 0; i < begun.length; at += begun[i++].length) parts.push(...(await standing(segments, begun[i], counts.slice(at, at + begun[i].length - 1))));
      const kept = parts.filter((part) => part.length > 1);
      const alone = parts.filter((part) => part.length === 1 && !weak.has(part));
      const lost = alone.filter((part) => !entries.has(part)).join("");
      for (const part of kept) cut.push({ ...concept, text: part, keys: [[part, 1]], weight: part.length > 3 ? 1.3 : 1 });
      for (const part of alone) if (entries.has(part)) cut.push(single(concept, part, entries));
      if (lost.length === 1) cut.push(single(concept, lost, entries));
      else if (lost) cut.push({ ...concept, text: kept.length ? lost : text, keys: [], weight: kept.length ? Math.min(1, 0.35 * lost.length + 0.15) : 1, absent: true, whole: text });
    }
    return cut;
  }

  /** @param {any} concept @param {string} char @param {Map<string, any[]>} entries */
  function single(concept, char, entries) {
    const held = entries.get(char) ?? [];
    return held.some(({ kind }) => kind === "aside") ? root.tiaowenUnderstand.aside(char, held) : { ...concept, text: char, keys: [[char, 1]], weight: LOOSE, need: false };
  }

  /** The text, or, where it stands nowhere, its parts: cut where the fewest go on. @param {any[]} segments @param {string} text @param {number[]} counts of its pairs @returns {Promise<string[]>} */
  async function standing(segments, text, counts) {
    if (text.length < 3) return [text];
    for (const segment of segments) if ((await segment.places(text)).counts.size) return [text];
    const at = counts.indexOf(Math.min(...counts)) + 1;
    return [...(await standing(segments, text.slice(0, at), counts.slice(0, at - 1))), ...(await standing(segments, text.slice(at), counts.slice(at)))];
  }

  /** The run without a character at either end that goes with the known word beside it: 失业补助|金领, where the library has 助金 and no 金领. @param {any[]} segments @param {any} concept */
  async function unglued(segments, { text, before, after }) {
    const stands = async (/** @type {string} */ pair) => {
      for (const segment of segments) if ((await segment.places(pair)).counts.size) return true;
      return false;
    };
    if (before && !(await stands(text.slice(0, 2))) && (await stands(before + text[0]))) text = text.slice(1);
    if (after && text.length > 1 && !(await stands(text.slice(-2))) && (await stands(text.slice(-1) + after))) text = text.slice(0, -1);
    return text;
  }

  /** The concepts; single characters are needed too where they are more than those of all that is needed. @param {any[]} concepts */
  function needing(concepts) {
    const needed = concepts.reduce((sum, { need, text }) => sum + (need ? text.length : 0), 0);
    const single = (/** @type {any} */ { kind, text }) => kind !== "ask" && text.length === 1;
    return needed >= concepts.filter(single).length ? concepts : concepts.map((concept) => (single(concept) ? { ...concept, need: true } : concept));
  }

  /**
   * @param {any[]} segments @param {any[]} facts of each segment: facet → (values, clauses of a value) (search-facets.js)
   * @param {any[]} concepts @param {{above: Map<string, string[]>, weak: Set<string>, entries: Map<string, any[]>}} known
   * @returns {Promise<{ranked: Ranked[], concepts: any[], weights: number[], found: number[], met: Map<number, Met>[][]}>}
   */
  async function rank(segments, facts, concepts, known) {
    const cut = await cutRuns(segments, facts, concepts, known);
    const asked = needing(cut.filter((concept) => concept.kind !== "place"));
    const places = cut.filter((concept) => concept.kind === "place");
    const clauses = segments.reduce((sum, segment) => sum + segment.count, 0);
    const met = await Promise.all(asked.map((concept) => Promise.all(segments.map(async (segment, number) => {
      const found = await metByText(segment, concept);
      if (concept.facet) await facts[number].meets(concept, found);
      return found;
    }))));
    const found = met.map((some) => some.reduce((sum, one) => sum + one.size, 0));
    const titled = asked.map((concept) => facts.map((of) => of.titled(concept)));
    const held = asked.map((_, i) => found[i] > 0 || titled[i].some((some) => some.size > 0));
    const many = asked.filter((concept, i) => held[i] && concept.need && concept.text.length > 1).length >= OTHERS;
    const weights = asked.map((concept, i) => concept.weight * (0.35 + 0.65 * (Math.log(1 + clauses / (1 + found[i])) / Math.log(1 + clauses)))
      * (many && !held[i] && ["run", "word"].includes(concept.kind) ? UNHELD : 1));
    /** @type {{score: number, segment: number, clause: number, judged: () => any}[]} */
    const ranked = [];
    for (let number = 0; number < segments.length; number++)
      rankSegment(segments[number], number, facts[number], asked, weights, { met: met.map((some) => some[number]), titled: titled.map((some) => some[number]) }, places, known, ranked);
    ranked.sort((a, b) => b.score - a.score || a.segment - b.segment || a.clause - b.clause);
    return { ranked: ranked.slice(0, KEPT).map(({ judged, ...hit }) => ({ ...hit, ...judged() })), concepts: asked, weights, found, met };
  }

  /** @param {any} segment @param {number} number @param {any} facts @param {any[]} concepts @param {number[]} weights @param {{met: Map<number, Met>[], titled: Set<number>[]}} of each concept @param {any[]} places @param {any} known @param {{score: number, segment: number, clause: number, judged: () => any}[]} ranked */
  function rankSegment(segment, number, facts, concepts, weights, { met, titled }, places, known, ranked) {
    const byDocument = new Map();
    met.forEach((found, i) => {
      for (const clause of found.keys()) {
        const document = segment.documentOf(clause);
        const group = byDocument.get(document) ?? concepts.map(() => /** @type {number[]} */ ([]));
        group[i].push(clause);
        byDocument.set(document, group);
      }
    });
    const whole = weights.reduce((sum, weight) => sum + weight, 0);
    const needed = weights.reduce((sum, weight, i) => sum + (concepts[i].need ? weight : 0), 0) || 1;
    for (const [document, held] of byDocument) {
      const local = places.length ? facts.localOf(document, places, known.above) : 1;
      if (!local) continue;
      const first = segment.firstOf(document);
      for (const clauses of held) clauses.sort((/** @type {number} */ a, /** @type {number} */ b) => a - b);
      const about = titled.some((some, i) => concepts[i].need && some.has(document));
      const candidates = new Set(held.flatMap((clauses, i) => (concepts[i].need || about ? clauses : [])));
      const standing = facts.standing(document), entitled = titled.map((some) => some.has(document));
      for (const clause of candidates) {
        let score = 0;
        for (let i = 0; i < concepts.length; i++) score += weights[i] * meeting(held[i], clause, first, met[i], entitled[i])[0];
        ranked.push({ score: (score / whole) * local * standing, segment: number, clause, judged: () => judged(clause) });
      }

      /** How the clause meets the concepts. @param {number} clause */
      function judged(clause) {
        const how = met.map((some) => some.get(clause) ?? null);
        const both = concepts.map((_, i) => meeting(held[i], clause, first, met[i], entitled[i]));
        const cover = concepts.reduce((sum, { need }, i) => sum + (need ? weights[i] * both[i][1] : 0), 0);
        const missing = concepts.flatMap(({ need, text }, i) => (need && both[i][1] < 0.5 ? [text] : []));
        return { document, cover: (cover / needed) * local, met: how, strengths: both.map(([strength]) => strength), sures: both.map(([, sure]) => sure), missing };
      }
    }
  }

  /** How well a clause meets a concept, and how sure that makes. @param {number[]} clauses of the document that meet it, in order @param {number} clause @param {number} first clause of the document @param {Map<number, Met>} met @param {boolean} entitled whether the title holds it @returns {[number, number]} */
  function meeting(clauses, clause, first, met, entitled) {
    const own = met.get(clause)?.strength ?? 0;
    const [other, surely] = around(clauses, clause, first, met);
    if (own >= ABOVE) return [own + (entitled || other === ABOVE ? SUBJECT : 0), Math.min(1, own * 1.2)];
    return [Math.max(own, other, entitled ? TITLED : 0), Math.max(Math.min(1, own * 1.2), surely, entitled ? SURE_TITLED : 0)];
  }

  /** What a concept counts in a clause that does not meet it itself, and how sure that is. @param {number[]} clauses of the document that meet it, in order @param {number} clause @param {number} first clause of the document @param {Map<number, Met>} met */
  function around(clauses, clause, first, met) {
    if (!clauses.length) return NOWHERE;
    let strength = ELSEWHERE, sure = SURE_ELSEWHERE;
    if (clauses[0] - first < FIRST) [strength, sure] = [BEGINNING, SURE_BEGINNING];
    for (let at = root.tiaowenPostings.notAbove(clauses, clause - REACH - 1); at < clauses.length; at++) {
      const before = clause - clauses[at];
      if (before < -1) break;
      if (before > 0 && met.get(clauses[at])?.headed) [strength, sure] = [Math.max(strength, ABOVE), Math.max(sure, SURE_ABOVE)];
      else if ((before > 0 && before <= BESIDES) || before === -1) [strength, sure] = [Math.max(strength, BESIDE), Math.max(sure, SURE_BESIDE)];
    }
    return [strength, sure];
  }

  root.tiaowenRank = { rank, REACH };
})(/** @type {any} */ (globalThis));
