"""Finds every document that a text names, before anything is decided about it: 《titles》, numbers, common names, plans
in “”.
"""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right

from msgspec import Struct

from tiaowen.document_names import DocNumber, find_numbers
from tiaowen.facts.citation.titles import Title, find_titles
from tiaowen.model import Span
from tiaowen.spans import Spans
from tiaowen.terms import Terms
from tiaowen.text import HAN, SPACE

# （文号）（以下称《办法》）
_BRACKET = re.compile(r"(?:\s*[（(][^（）()]{0,160}(?:[（(][^（）()]{0,40}[）)][^（）()]{0,120})?[）)]){1,3}")
_BESIDE = re.compile(r"\s*(?:文件?|通知)?\s*")
# A law's name must not be part of a longer word: the word before it is a verb, a conjunction or punctuation …
_NAME_BEFORE = re.compile(
    r"(?:^|[，。；：、（(“《？！\s]|依照|按照|根据|依据|遵照|参照|违反|适用|符合|执行|遵守|贯彻|落实|实施|宣传|学习"
    r"|围绕|我国|国家|修改|[和与及或由以对在按经])[“]?$"
)
# … and what follows makes no other word: 公司法定代表人, 宪法和法律委员会.
_NAME_AFTER = re.compile("规(?!定)|[定律人院官制治学医令案典]|宣誓|修正案|和法律委员会|原则|精神|意识|权威|日")
_PLAN = re.compile(
    rf"“[^“”《》。；]{{2,16}}(?:行动计划|行动方案|发展规划|规划纲要)”"
    rf"|“十[一二三四五六七八九]五”(?!时期|期间)[{HAN}]{{0,12}}?规划(?:纲要)?(?!期|建设|布局|设计|新建|引领|打造)"
    rf"|“[^“”《》。；，]{{2,12}}”(?:三年|五年)?行动(?:计划|方案)"
)


class Named(Struct, frozen=True, kw_only=True):
    """A document named in a text. ``end`` is that of the title or number; ``after`` where the sentence goes on, past
    the bracket with its number.
    """

    start: int
    end: int
    after: int
    sort: str
    title: str = ""
    number: str = ""


def find_named(text: str, names: Terms) -> list[Named]:
    """Every document that the text names, in order, none inside another. ``names`` are the common names of laws."""
    titles = find_titles(text)
    inside = Spans(Span(title.start, title.end) for title in titles)
    free = [number for number in find_numbers(text) if not any(inside.touching(number.start, number.start + 1))]
    found = [_with_number(text, title, free) for title in titles]
    found += [Named(start=n.start, end=n.end, after=n.end, sort="number", number=n.text) for n in free]
    for match in _PLAN.finditer(text):
        title = SPACE.sub("", match[0])
        title = title[1:-1] if title.endswith("”") else title
        found.append(Named(start=match.start(), end=match.end(), after=match.end(), sort="plan", title=title))
    for start, name in names.find(text):
        end = start + len(name)
        if _NAME_BEFORE.search(text[max(0, start - 5):start]) and not _NAME_AFTER.match(text, end):
            found.append(Named(start=start, end=end, after=end, sort="name", title=name))
    found.sort(key=lambda item: (item.start, -item.end))
    out: list[Named] = []
    for item in found:
        if not out or item.start >= out[-1].end:
            out.append(item)
    return out


def bracket_after(text: str, end: int) -> str:
    """The bracket that stands directly after ``end``, with its brackets; empty when none."""
    match = _BRACKET.match(text, end)
    return match[0].strip() if match else ""


def _with_number(text: str, title: Title, free: list[DocNumber]) -> Named:
    """The title with the number that belongs to it: in the bracket after it, directly after it, or directly before it.
    Takes it out of ``free``.
    """
    bracket = _BRACKET.match(text, title.end)
    first = bisect_left(free, title.end, key=lambda number: number.start)  # numbers stand in order and apart
    inside = free[first:bisect_right(free, bracket.end(), key=lambda number: number.end)] if bracket else []
    after = [number for number in free[first:first + 1] if not text[title.end : number.start].strip()]
    previous = bisect_right(free, title.start, key=lambda number: number.end)
    before = [number for number in free[max(0, previous - 1):previous]
              if _BESIDE.fullmatch(text, number.end, title.start)]
    beside = inside or after or before
    at = first if inside or after else previous - 1
    del free[at:at + len(beside)]
    end = bracket.end() if bracket and (inside or not after) else (after[0].end if after else title.end)
    return Named(start=title.start, end=title.end, after=end, sort="title", title=title.text,
                 number=beside[0].text if beside else "")
