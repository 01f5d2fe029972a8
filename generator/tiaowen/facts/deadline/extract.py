"""Deadlines: what must be done by when and by whom, for a calendar. A target says how much is to be reached; a
deadline, what is to be done.

RULES is the list of what a time in a sentence can be besides a deadline, asked in order; the first that applies refuses
it.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Callable, Iterator
from operator import attrgetter
from typing import NamedTuple

from tiaowen.catalog import Catalog
from tiaowen.facts.deadline.bodies import with_bodies
from tiaowen.facts.deadline.brackets import Term, governed, terms
from tiaowen.facts.deadline.columns import of_rows
from tiaowen.facts.deadline.wording import is_done, shortened, task_of, who_of
from tiaowen.facts.target.deadlines import Mention, Year, mentions, year_of
from tiaowen.facts.target.scope import Setting, settings
from tiaowen.language.quantity import plain
from tiaowen.model import Clause, Deadline, Path, Policy, Span
from tiaowen.spans import Spans

_SENTENCE = re.compile(r"[^。！？；\n]+[。！？；]?")
_TERM = re.compile(r"结束截止|有效期|执行期|有效至|施行|试行|失效|废止|停止执行|截至|截止到|统计|基准日")
_EVERY = re.compile(r"每(?:一|个)?(?:年|月|季|周|学期|学年|批|次)|逐年|当年|次年|下年|上年|年度终了")
# 2024年底前建成的项目，: which ones, not by when
_THOSE = re.compile(r"^(?!要|应|须|必须|将|力争|确保)[^，。；\d]{0,30}的(?:[^，。；\d]{0,14})?(?=[，；。]|$)")
_MAKES = re.compile(  # 形成可推广│的经验: made by then, where 建成│的项目 says which
    r"^(?:全面|基本|初步|探索)*(?:形成|建成|建立|构建|打造|完成|制定|出台|编制|取得|实现|达到|开展|启动)(?![^，。；的]{0,3}的)")
_OF_A_THING = re.compile(r"(?:对于?|凡是?|将|按|以|入|作为|为|的)\s?$")  # 纳入年底考核, 对2024年底前建成的
_SPAN = re.compile(r"\d年?\s?[—–\-~～至到]+\s?\d|时期|期间")
_DAY = re.compile(r"[年月日号起\d]\s?$")
_WITHIN = re.compile(r"[内底末前]$")
_GOES_ON = re.compile(  # 3月31日前继续免收, 2020年底前可免缴: how long
    r"(?:之?前|以前)?(?:继续|仍|暂|[^，。；]{0,20}?(?:可(?=免|享|减|缓|按|申请|继续|不)|免[征收缴交]|减按)|，?(?:[^，。；]{0,10}(?:企业|单位|个人|人员|机构|家庭|者))?可以?(?=在|先|继续|实施|采取|采用|通过|暂))")
_GIVEN_UNTIL = re.compile(  # 12月31日前，对换房的纳税人予以退税优惠; 年底前，鼓励市县对购房给予贴息: how long
    r"(?:之?前|以前)?，?(?:对|凡|鼓励|支持|允许|将|继续)[^。；]{2,100}?(?:(?:给予|予以|享受)[^。；，]{0,12}"
    r"(?:补贴|补助|奖励|优惠|减免|退税|贴息|扶持|补缴)|减按|减半|免收|免征|缓缴|(?:补偿|补贴|分担)比例|放宽)"
    r"|(?:之?前|以前)?，?[^。；]{2,100}?(?:减按|减半征收|(?<!不)允许|抵扣|消费补贴|不予(?:补助|补贴)|(?:提取|贷款)限额|优惠"
    r"|(?<![许认])可以?(?:选择|提取|申请|享受|自主|展期|按(?!时)|在|允许|抵扣)|给予[^。；]{0,24}(?:补贴|补助|奖励)(?=[，。；]|$)"
    r"|补[贴助]\d[\d.]*(?:万?元|%)|以[^。；]{2,60}为准)"
    r"|(?:之?前|以前)?，?[^。；，]{2,30}，(?:仍|继续|暂)(?=放宽|执行|实行|享受|按)")
_ALLOWED = re.compile(  # 允许参保单位在12月31日前补缴: until when
    "(?:延长|延续|延缓|顺延|执行)[到至]?(?:今年|明年)?$|(?<!不)(?:允许|可以)[^，。；]{0,30}在?$|(?<![许认不])可[在于]?$"
    "|(?:享受|申请|领取)[^，。；]{0,12}(?:补贴|补助|奖励|优惠)的[^，。；]*$")
_CONDITION = re.compile("[^，。；]{1,60}的，")  # 6月30日前缴纳契税、12月31日前提出申请的，: who gets it
_ALREADY = re.compile(r"(?:之?前|以前)?(?:已|曾|未)")  # 6月30日前已参保的人员: which ones
_FOLLOWS = re.compile(  # 到2025年，实现以下目标：: what is told below
    r"，?[^。；]{0,60}?(?:实现|达到|完成|力争|明确|提出)(?:以下|如下|下列|下述)[^，。；]{0,8}(?:目标|任务|要求|指标)[：:。]?$"
    r"|要?(?:重点)?(?:抓好|做好|完成)[一二两三四五六七八九十\d]+(?:个方面|项工作|件事)[：:。]?$|，?按照?(?:以下|如下|下列)[^，。；]{2,16}[：:]?$")
_OPENS_WELL = re.compile("[^，。；]{0,16}(?:开门红|良好开局|开好局|平稳开局)")  # 一季度全市经济实现良好开局
_PHRASE = re.compile("[一-龥]{1,2}[^省市县区镇乡局委厅办部处方地各](?=[、，。；]|$)")
_FINISHES = re.compile(
    "完成|到位|办结|建成|报送|结束|落实|达标|清零|交付|投产|投用|开工|竣工|启动|实施|上线|运行|开通|通车|销号"
    "|整改|印发|出台|验收")
_THIRDS = {"上旬": "-10", "中旬": "-20"}
_WORDS = re.compile("[\u4e00-\u9fff]{2}")  # not the number of an item that runs into its year: 2.2023年2月底前
_YEAR_ALONE, _OF_THINGS = re.compile(r"\s?\d{4}\s?年"), re.compile("(?<!应)(?:对于?|凡是?)$")
_UNTIL, _EDGES = re.compile("[到至]"), re.compile("[，。；：（]")
_CLOSES = re.compile(r"[，。；、）]|$")
_WHO = re.compile(r"(?:负责|牵头|配合)$")  # （市住建局等按职责分工负责，6月底前完成。…）: who, and not what
_HOPED = re.compile(r"(?:力争|确保|争取|计划|预计|努力|即|并|，)*")
_YEAR = re.compile(r"\d{4}|十[一二三四五六七八九]五|明年|今年")


LOOKED_AT = 60  # characters before a time in which what allows it stands


class Named(NamedTuple):
    """A time with the sentence it stands in: ``start`` and ``end`` of the sentence in the clause."""

    mention: Mention
    text: str
    start: int
    end: int
    setting: Setting
    clause: Clause
    issued: str  # the day of the document, ISO; empty when unknown
    earlier: Span | None = None  # the time before it in its sentence

    @property
    def before(self) -> str:
        """The sentence up to the time."""
        return self.text[self.start:self.mention.start]

    @property
    def after(self) -> str:
        """The sentence behind the time."""
        return self.text[self.mention.end:self.end]

    @property
    def time(self) -> str:
        """The time as printed."""
        return self.text[self.mention.start:self.mention.end]


def tells_term(named: Named) -> bool:
    """有效期至2028年12月31日, 自…起施行: how long the document itself holds."""
    return _TERM.search(named.text[named.start:named.end]) is not None


def tells_which(named: Named) -> bool:
    """对2024年底前建成的项目: which projects, not by when something is done."""
    thing = _OF_A_THING.search(named.before) and not (named.before.endswith("将") and named.time.startswith("于"))
    hoped = _HOPED.fullmatch(_EDGES.split(named.before)[-1].strip(" “"))
    those = _THOSE.match(named.after) and not (hoped and _MAKES.match(named.after))
    who = _CONDITION.match(named.text, named.mention.end) and not _MAKES.match(named.after)
    return any((thing, those, who, _ALREADY.match(named.after)))


def tells_until(named: Named) -> bool:
    """政策执行至2024年12月31日, 保费缓缴到年底。: how long something goes on, for the time closes its phrase."""
    said = _EDGES.split(named.before)[-1].strip(" “（")
    if _ALLOWED.search(named.text[max(0, named.mention.start - LOOKED_AT):named.mention.start]):
        return True
    return not _HOPED.fullmatch(said) and all((_UNTIL.match(named.time), _CLOSES.match(named.after)))


def tells_period(named: Named) -> bool:
    """“十五五”时期, 2026年, 2021—2035年, 5月1日至5月3日: while something goes on, not by when it is done."""
    span = (
        named.mention.kind == "to" and (_SPAN.search(named.time) is not None or _DAY.search(named.before) is not None)
    )
    within = named.mention.kind == "within" and _WITHIN.search(named.time) is None
    return span or within or named.time.endswith(("时期", "期间")) or _goes_on(named.after)


def _goes_on(after: str) -> bool:
    return _GOES_ON.match(after) is not None or _GIVEN_UNTIL.match(after) is not None


def stands_in_a_cell(named: Named) -> bool:
    """2016年 in a table of figures: only a time that says by when counts there."""
    return named.clause.kind == "row" and named.mention.kind != "by"


def comes_every_year(named: Named) -> bool:
    """每年6月底前: no single day. An article that prints no year means every year too."""
    return _EVERY.search(named.text[named.start:named.end]) is not None or (
        named.setting.article and _YEAR.search(named.time) is None
    )


def lies_before(named: Named) -> bool:
    """2012年1月1日前 in a text of 2012-02: a state of things that it starts from, not what it asks for."""
    date = named.mention.date or ""
    return len(date) == len("2012-01-01") and date <= named.issued


def tells_nothing(named: Named) -> bool:
    """一季度开门红、二季度增长稳; 实现以下目标：: two or three characters, or what is told below."""
    if _FOLLOWS.fullmatch(named.after.strip(" ，")) or _OPENS_WELL.match(named.after):
        return True
    said = _PHRASE.match(named.after.lstrip("，"))
    return said is not None and not is_done(named.after) and not _FINISHES.search(said[0])


def has_no_year(named: Named) -> bool:
    """6月底前 in a text whose own year is not printed: none is better than a guessed one."""
    return named.mention.inferred or named.mention.date is None


RULES: tuple[Callable[[Named], bool], ...] = (
    tells_term, tells_which, tells_until, tells_period, stands_in_a_cell, comes_every_year, lies_before, tells_nothing,
    has_no_year,
)


def extract(policy: Policy, catalog: Catalog) -> tuple[Deadline, ...]:
    """The deadlines of a policy, in document order; called when its duties are known.

    1. ``quote`` is ``full[span.start:span.end]`` of its clause. 2. The date is printed there, its year perhaps on the
       document's date.
    3. What looks back, the document's own term and what comes round every year give none.
    """
    words = catalog.quantities
    year = year_of(policy, words)
    rows, brackets, above = of_rows(policy, year), terms(policy, year), _spoken_of(policy)
    found: list[Deadline] = []
    for clause, setting in settings(policy, words, year):
        if clause.path in rows:
            found += rows[clause.path]
        elif not setting.past and clause.kind != "table" and clause.full:
            inside = brackets.get(clause.path, ())
            found += _of_clause(clause, setting, year, policy.issue_date or "", Spans(term.span for term in inside))
            found += (_of_bracket(term, above.get(clause.path, clause)) for term in inside)
    return tuple(with_bodies(found, policy))


def _spoken_of(policy: Policy) -> dict[Path, Clause]:
    """Of each bracket or line that is a paragraph of its own the first of the paragraphs that it speaks of."""
    clauses = {clause.path: clause for clause in policy.clauses}
    found: dict[Path, Clause] = {}
    for path, block in governed(policy).items():  # from the last up
        lines = {line.path for line in block}
        found |= dict.fromkeys(lines if path not in lines else (), clauses[path])
    return found


def _of_bracket(term: Term, about: Clause) -> Deadline:
    """The deadline of a time in a bracket: what is to be done is the heading of what it speaks of, or its words."""
    clause, scope = term.clause, term.scope
    whole = about is not clause or len(clause.tails) <= 1
    said = about.full[len(about.label):] if about is not clause else clause.full[max(scope.start, len(clause.label)):
                                                                                 scope.end]
    return Deadline(
        path=clause.path, anchor=clause.anchor, quote=clause.full[term.span.start:term.span.end], span=term.span,
        date=term.date, what=shortened(whole and about.heading or said) or shortened(clause.full), line=clause.line,
    )


def _of_clause(clause: Clause, setting: Setting, year: Year, issued: str, taken: Spans) -> Iterator[Deadline]:
    """``taken``: the fields of its brackets that are read by themselves."""
    text = plain(clause.full)
    times = [m for m in mentions(text, year) if m.kind in ("by", "to", "within") and m.start >= len(clause.label)
             and not any(taken.touching(m.start, m.end))]
    for sentence in _SENTENCE.finditer(text) if times else ():
        first, last = (bisect_left(times, place, key=attrgetter("start")) for place in sentence.span())
        inside = _by_themselves(times[first:last], text)
        for index, mention in enumerate(inside):
            end = _up_to(inside[index + 1], mention, text) if index + 1 < len(inside) else sentence.end()
            start = inside[index - 1].end if index else max(sentence.start(), len(clause.label))
            earlier = Span(inside[index - 1].start, inside[index - 1].end) if index else None
            named = Named(mention, text, start, end, setting, clause, issued, earlier)
            if not any(refuses(named) for refuses in RULES) and _WORDS.search((deadline := deadline_of(named)).what):
                yield deadline


def _by_themselves(times: list[Mention], text: str) -> list[Mention]:
    """The times without those that only say which things: 对│年底│未验收的项目, 6月底前发完│2022年│专项债."""
    kept: list[Mention] = []
    for time in times:
        year = kept[-1].dates[-1][:4] if kept and kept[-1].dates else ""
        of_it = _YEAR_ALONE.fullmatch(text, time.start, time.end) and time.dates == (year,)
        if not of_it and not _OF_THINGS.search(text, max(0, time.start - 3), time.start):
            kept.append(time)
    return kept


def _up_to(later: Mention, mention: Mention, text: str) -> int:
    """Where what belongs to a time ends: at the phrase of the later one (…报省厅，│工作方案要在6月底前…)."""
    edges = [m.end() for m in _EDGES.finditer(text, mention.end, later.start)]
    return edges[-1] if edges else later.start


def deadline_of(named: Named) -> Deadline:
    """The deadline of a time that no rule refuses, with what is to be done by it."""
    mention, clause = named.mention, named.clause
    time = Span(mention.start, mention.end)
    span, task = task_of(clause.full, named.start, time, named.end, named.earlier)
    return Deadline(
        path=clause.path, anchor=clause.anchor, quote=clause.full[span.start:span.end], span=span,
        date=_day(mention.date or "", named.time), line=clause.line,
        what=shortened("" if _WHO.search(task) else task) or shortened(clause.heading or clause.full),
        agencies=who_of(clause.full, named.start, time, named.end),
    )


def _day(date: str, time: str) -> str:
    """The date for a calendar: a third of a month by its last day (6月上旬前 → 06-10); 下旬 ends with its month."""
    day = next((day for third, day in _THIRDS.items() if third in time), "")
    return date + day if len(date) == len("2023-06") else date
