"""Deadlines: what must be done by when and by whom, for a calendar. A target says how much is to be reached; a
deadline, what is to be done.

RULES is the list of what a time in a sentence can be besides a deadline, asked in order; the first that applies refuses
it.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator
from operator import attrgetter, itemgetter
from typing import NamedTuple

from msgspec import structs

from tiaowen.catalog import Catalog
from tiaowen.facts.deadline.columns import of_rows
from tiaowen.facts.target.deadlines import Mention, Year, mentions, year_of
from tiaowen.facts.target.scope import Setting, settings
from tiaowen.language.quantity import plain
from tiaowen.model import Clause, Deadline, Duty, Policy, Span
from tiaowen.spans import Spans

LONGEST = 80  # characters of what is to be done; the quote holds the rest
_SENTENCE = re.compile(r"[^。！？；\n]+[。！？；]?")
_TERM = re.compile(r"有效期|有效至|施行|试行|失效|废止|停止执行|截至|截止到|统计|基准日")
_EVERY = re.compile(r"每(?:一|个)?(?:年|月|季|周|学期|学年|批|次)|逐年|当年|次年|下年|上年|年度终了")
# 2024年底前建成的项目，: which ones, not by when
_THOSE = re.compile(r"^[^，。；]{0,30}的(?:[^，。；]{0,14})?(?=[，；。]|$)")
_OF_A_THING = re.compile(r"(?:对于?|凡是?|将|按|以|入|作为|的)\s?$")  # 纳入年底考核, 对2024年底前建成的
_SPAN = re.compile(r"\d年?\s?[—–\-~～至到]+\s?\d|时期|期间")
_DAY = re.compile(r"[年月日号起\d]\s?$")
_WITHIN = re.compile(r"[内底末前]$")
_DONE = re.compile(  # …，6月底前完成。: what is to be done stands before the time
    r"^[\s，]*(?:之?前|以前)?(?:全部|全面|基本|必须|要)?"
    r"(?:[^，。；]{0,4}?(?:完成|到位|办结|建成|报送|结束|落实|达标|清零|交付|投产|投入使用|开工|竣工))?[。；！）)\s]*$"
)
_PHRASE = re.compile("[一-龥]{1,2}[^省市县区镇乡局委厅办部处方地各](?=[、，。；]|$)")
_FINISHES = re.compile(
    "完成|到位|办结|建成|报送|结束|落实|达标|清零|交付|投产|投用|开工|竣工|启动|实施|上线|运行|开通|通车|销号"
    "|整改|印发|出台|验收")
_YEAR = re.compile(r"\d{4}|十[一二三四五六七八九]五|明年|今年")
_EDGE = " 　\t，、；。：！？"


class Named(NamedTuple):
    """A time with the sentence it stands in: ``start`` and ``end`` of the sentence in the clause."""

    mention: Mention
    text: str
    start: int
    end: int
    setting: Setting
    clause: Clause
    issued: str  # the day of the document, ISO; empty when unknown

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
    return _OF_A_THING.search(named.before) is not None or _THOSE.match(named.after) is not None


def tells_period(named: Named) -> bool:
    """“十五五”时期, 2026年, 2021—2035年, 5月1日至5月3日: while something goes on, not by when it is done."""
    span = (
        named.mention.kind == "to" and (_SPAN.search(named.time) is not None or _DAY.search(named.before) is not None)
    )
    within = named.mention.kind == "within" and _WITHIN.search(named.time) is None
    return span or within or named.time.endswith(("时期", "期间"))


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
    """一季度开门红、二季度增长稳: a word of two or three characters, and none of what is done."""
    said = _PHRASE.match(named.after.lstrip("，"))
    return said is not None and not _DONE.match(named.after) and not _FINISHES.search(said[0])


def has_no_year(named: Named) -> bool:
    """6月底前 in a text whose own year is not printed: none is better than a guessed one."""
    return named.mention.inferred or named.mention.date is None


RULES: tuple[Callable[[Named], bool], ...] = (
    tells_term, tells_which, tells_period, stands_in_a_cell, comes_every_year, lies_before, tells_nothing, has_no_year,
)


def extract(policy: Policy, catalog: Catalog) -> tuple[Deadline, ...]:
    """The deadlines of a policy, in document order; called when its duties are known.

    1. ``quote`` is ``full[span.start:span.end]`` of its clause. 2. The date is printed there, its year perhaps on the
       document's date.
    3. What looks back, the document's own term and what comes round every year give none.
    """
    words = catalog.quantities
    year = year_of(policy, words)
    rows = of_rows(policy, year)
    found: list[Deadline] = []
    for clause, setting in settings(policy, words, year):
        if clause.path in rows:
            found += rows[clause.path]
        elif not setting.past and clause.kind != "table" and clause.full:
            found += _of_clause(clause, setting, year, policy.issue_date or "")
    return tuple(_with_bodies(found, policy.facts.duties))


def _of_clause(clause: Clause, setting: Setting, year: Year, issued: str) -> Iterator[Deadline]:
    text = plain(clause.full)
    times = [m for m in mentions(text, year) if m.kind in ("by", "to", "within") and m.start >= len(clause.label)]
    for sentence in _SENTENCE.finditer(text) if times else ():
        first, last = (bisect_left(times, place, key=attrgetter("start")) for place in sentence.span())
        inside = times[first:last]
        for index, mention in enumerate(inside):
            end = inside[index + 1].start if index + 1 < len(inside) else sentence.end()
            start = inside[index - 1].end if index else max(sentence.start(), len(clause.label))
            named = Named(mention, text, start, end, setting, clause, issued)
            if not any(refuses(named) for refuses in RULES):
                yield deadline_of(named)


def deadline_of(named: Named) -> Deadline:
    """The time with what is to be done: what follows it, or what comes before it where nothing follows
    (…，6月底前完成).
    """
    mention, clause = named.mention, named.clause
    before = named.before.strip(_EDGE)
    # 6月底前开工，11月底前竣工: what stands before belongs to the time before
    alone = _DONE.match(named.after) is not None and not (before and _DONE.match(before))
    start, end = _trimmed(clause.full, named.start if alone else mention.start, named.end)
    task = clause.full[start:mention.start] if alone else clause.full[mention.end:end]
    return Deadline(
        path=clause.path, anchor=clause.anchor, quote=clause.full[start:end], span=Span(start, end),
        date=mention.date or "",
        what=_shortened(task) or _shortened(clause.heading or clause.full), line=clause.line,
    )


def _trimmed(text: str, start: int, end: int) -> tuple[int, int]:
    """The stretch without stops at its ends, and without a bracket that closes outside it."""
    while start < end and (text[start] in _EDGE + "）" or text[start] == "（" and "）" not in text[start:end]):
        start += 1
    while start < end and (text[end - 1] in _EDGE + "（" or text[end - 1] == "）" and "（" not in text[start:end]):
        end -= 1
    return start, end


def _shortened(text: str) -> str:
    """At most LONGEST characters, cut at a comma where there is one; the blanks of a row are one each."""
    text = " ".join(text.split())
    start, end = _trimmed(text, 0, len(text))
    text = text[start:end]
    if len(text) <= LONGEST:
        return text
    cut = max(text.rfind(mark, 20, LONGEST) for mark in "，、；")
    return text[:cut if cut > 0 else LONGEST] + "…"


def _with_bodies(deadlines: Iterable[Deadline], duties: Iterable[Duty]) -> Iterator[Deadline]:
    """The deadlines with who must act, as printed: the bodies of the duties whose words hold it, else of its clause."""
    by_path: dict[str, list[Duty]] = defaultdict(list)
    for duty in duties:
        by_path[duty.path].append(duty)
    scopes = {path: Spans(duty.scope for duty in here) for path, here in by_path.items()}
    of_clause = {path: _names(here) for path, here in by_path.items()}
    of_scope: dict[tuple[str, Span], list[tuple[int, Duty]]] = defaultdict(list)
    for path, here in by_path.items():
        for order, duty in enumerate(here):
            of_scope[path, duty.scope].append((order, duty))
    for deadline in deadlines:
        path, start = deadline.path, deadline.span.start
        holding = set(scopes[path].touching(start, start + 1)) if path in scopes else set()
        own = sorted((item for scope in holding for item in of_scope[path, scope]), key=itemgetter(0))
        names = _names(duty for _, duty in own) if own else of_clause.get(path, ())
        yield structs.replace(deadline, agencies=names)


def _names(duties: Iterable[Duty]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(name for duty in duties for name in duty.agencies))
