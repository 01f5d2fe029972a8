// @ts-check
/** A clause read as an answer: how close what was asked for stands together, whether numbers stand alone, whether it answers what was asked, and why it is there. */
(function (root) {
  "use strict";
  const CLOSE = 0.2, SHORT = 0.2, ANSWERS = 0.5, WHOLE = 0.3, HEADING = 0.2, DEFINES = 0.15, FORMAL = 0.1, NEARBY = 40, PUNISHES = 0.15;
  /** What a concept counts that the clause does not meet itself, but one that it belongs to. */
  const INSIDE = 0.8;
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
  /** A sum that the clause hands to nobody answers less; 有没有补贴 asks for one too, but not first of all. */
  const NOT_HANDED = 0.6, WHETHER = 0.25;
  /** Whether a concept stands for what is handed out. @param {any} concept */
  const ofMoney = ({ facet, ids }) => facet === "kind" && ids.includes("incentive");
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
    const asks = concepts.filter(({ kind }) => kind === "ask"), others = concepts.length - asks.length;
    const handed = concepts.some((concept, i) => ofMoney(concept) && hit.met[i]?.fact), share = (/** @type {any} */ ask) => answered(whole, ask, spans) * (ask.about === "money" && !handed ? NOT_HANDED : 1);
    const answers = asks.length ? asks.reduce((sum, ask) => sum + share(ask), 0) / asks.length : handed ? WHETHER * share({ about: "money" }) : 0;
    const fined = concepts.some(({ about, keys }) => about === "result" || keys.some(([/** @type {string} */ key]) => FINE.test(key)));
    const close = spans.length > 1 ? closeness(spans) : spans.length ? 1 : 0;
    const exact = whole.includes(bare);
    const score = hit.score + change / total + CLOSE * Math.sqrt(close) * (spans.length / Math.max(1, others)) + SHORT * (1 - Math.min(1, whole.length / 900))
      + ANSWERS * answers + (exact ? WHOLE : 0) - (heading && !exact && answers < 1 ? HEADING : 0) + (defines && others < 3 ? DEFINES : 0)
      - (!exact && !fined && PENALTY.test(whole) ? PUNISHES : 0) - (!exact && !defines && MADE.test(whole) ? FORMAL : 0);
    return { ...hit, score, cover: hit.cover + (needed ? sure / needed : 0), exact, why, marks };
  }

  root.tiaowenReading = { refined };
})(/** @type {any} */ (globalThis));
