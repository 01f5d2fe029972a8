"""What a clause must say to answer a question, and what it says besides; the same as the page's (search-meaning.js)."""

from __future__ import annotations

import math
import re
from collections.abc import Sequence

from tiaowen.search.facts import Met
from tiaowen.search.fold import SEPARATOR
from tiaowen.search.understand import Concept

NEARBY = 40
PLACES = 50
_HAN_NUMBER = "[一二三四五六七八九十]+"
_LISTED = re.compile(r"(?:责任|牵头)(?:单位|部门)\|")
ANSWER = {
    "money": re.compile("[0-9][0-9.,]*(?:%|‰|元|万|亿)|[一二三四五六七八九十百]+(?:万元|元)"),
    "count": re.compile("[0-9][0-9.,]*(?:%|‰|元|万|亿|家|个|户|人|倍|吨)|百分之"),
    "when": re.compile(f"[0-9]+月[0-9]+日|[0-9]+月|[0-9]{{4}}年|年底|之日起|{_HAN_NUMBER}月"),
    "duration": re.compile(f"(?:[0-9]+|{_HAN_NUMBER})个?(?:年|月|日|天|周|小时|分钟|工作日)"),
    "result": re.compile("处罚|罚款|责令|处分|责任|不得享受|待遇|吊销|赔偿"),
    "how": re.compile("申请|办理|申领|提交|通过|持"),
    "age": re.compile("周岁|[0-9]岁"),
    "who": re.compile("负责|牵头|主管|责任单位|担任|组长"),
    "condition": re.compile("条件|符合|下列|应当具备|情形"),
}
# … and how a clause speaks that is made to answer it
OUTRIGHT = {
    "how": re.compile(
        "(?:下列|以下)(?:程序|流程|步骤)|应当向[^|]{2,30}(?:提出|提交|申请)|提出(?:书面)?申请|提交(?:下列|以下)|申请[^|]{0,20}\\|?应当"
        "|(?:到|向)[^|]{2,24}(?:办理|申请|登记)"),
    "condition": re.compile(
        "(?:符合|具备|满足)(?:下列|以下)[^|]{0,4}条件|下列条件|下列情形之一|应当(?:同时)?(?:符合|具备|满足)|条件\\|"),
    "who": re.compile(
        "由[^|]{2,30}(?:负责|承担|组织|制定|解释|管理)|主管(?:部门|全)|(?:责任|牵头)(?:单位|部门)|负责本|组长\\|"),
    "result": re.compile("(?:处|处以)[^|]{1,20}罚款|由[^|]{2,30}责令|依法给予|吊销|承担[^|]{0,8}责任"),
}
_PENALTY = re.compile(
    "违反本[^|]{2,8}第|有下列(?:行为|情形)之一[^|]{0,30}\\|由[^|]{2,40}责令"
    "|责令(?:限期)?改正[^|]{0,20}\\|[^|]{0,30}处[^|]{2,24}罚款")
_FINE = re.compile("罚款|罚金|滞纳金|没收")
_FORMAL = re.compile(
    "为了?[^|]{2,60}(?:\\|[^|]{2,60}){0,6}(?:制定本|制定以下|提出以下|制订本)|特制[定订]|印发给你们|现予以?(?:公布|发布)|"
                     "请认真(?:贯彻|组织|遵照)|所称[^|]{1,30}\\|?是指|自(?:发布|印发|公布)之日起(?:施行|实施)")
NUMBER_OF = "(?:[0-9]|[0-9][万亿]|[一二两三四五六七八九十百千])个?"
SAME_UNIT = {"天": "(?:日|天|个?工作日)", "日": "(?:日|天|个?工作日)", "年": "(?:年|周年)", "岁": "(?:周岁|岁)",
             "家": "(?:家|户)", "人": "(?:人|名)"}
_SENTENCE = re.compile(r"\|[^|]{4,}\|")
MONEY, NOT_HANDED, WHETHER = Concept(kind="ask", text="", about="money"), 0.6, 0.25


class Text:
    """A folded clause, with so many units of heading."""

    def __init__(self, whole: str, heading_units: int) -> None:
        self.whole, self._units = whole, heading_units

    @property
    def is_heading(self) -> bool:
        """Whether it is a heading only."""
        if 0 < len(self.whole.replace(SEPARATOR, "")) <= self._units:
            return True
        return len(self.whole) < 40 and not _SENTENCE.search(self.whole, 4) and not self.whole.endswith(SEPARATOR)

    @property
    def is_formal(self) -> bool:
        """Whether it says why and how the document is made rather than what it orders."""
        return _FORMAL.search(self.whole) is not None

    @property
    def punishes(self) -> bool:
        """Whether it says what follows for those who do not obey."""
        return _PENALTY.search(self.whole) is not None


def places_in(whole: str, key: str) -> list[int]:
    """The places of a key in a folded text; a number stands alone."""
    found: list[int] = []
    at = whole.find(key) if key else -1
    while at >= 0 and len(found) < PLACES:
        before, after = whole[at - 1 : at], whole[at + len(key) : at + len(key) + 1]
        if (
            not (key[0] in "0123456789" and before and before in "0123456789.")
            and not (key[-1] in "0123456789" and after and after in "0123456789")
        ):
            found.append(at)
        at = whole.find(key, at + 1)
    return found


def closeness(spans: Sequence[Sequence[tuple[int, int]]]) -> float:
    """How close together the places of several keys stand: 1 side by side, towards 0 apart."""
    events = sorted(((start, end, number) for number, some in enumerate(spans) for start, end in some),
                    key=lambda event: event[0])
    least, best = sum(min(end - start for start, end in some) for some in spans), math.inf
    for first in range(len(events)):
        seen: set[int] = set()
        last = 0
        for _, end, number in events[first:]:
            seen.add(number)
            last = max(last, end)
            if len(seen) == len(spans):
                best = min(best, last - events[first][0])
                break
    return min(1.0, least / best)


def answered(whole: str, ask: Concept, spans: Sequence[Sequence[tuple[int, int]]]) -> float:
    """Whether a text answers what is asked: 1 near what else was looked for, half elsewhere in it. 几个月 is answered
    by months, 多少亩 by 亩. Who is named behind a clause, （责任单位：…）, answers for all of it.
    """
    answer = re.compile(NUMBER_OF + SAME_UNIT.get(ask.unit, ask.unit)) if ask.unit else ANSWER.get(ask.about)
    places = [match.start() for match in answer.finditer(whole)] if answer else []
    if not places:
        return 0.0
    if ask.about == "who" and _LISTED.search(whole):
        return 1.0
    found = [span for some in spans for span in some]
    near = not found or any(start - NEARBY < at < end + NEARBY for at in places for start, end in found)
    outright = OUTRIGHT.get(ask.about)
    if outright is None:
        return 1.0 if near else 0.5
    return (0.7 if near else 0.35) + (0.3 if outright.search(whole) else 0)


def of_money(concept: Concept) -> bool:
    """Whether it stands for what is handed out: 补贴, and 补多少, which asks for it."""
    return concept.facet == "kind" and "incentive" in concept.ids


def share(whole: str, concepts: Sequence[Concept], spans: Sequence[Sequence[tuple[int, int]]],
          met: Sequence[Met | None]) -> float:
    """How much of what is asked a text answers. A sum that the clause hands to nobody answers less; 有没有补贴 asks for
    one too, but not first of all.
    """
    asks = [concept for concept in concepts if concept.kind == "ask"]
    handed = any(how and how.fact and of_money(concept) for how, concept in zip(met, concepts, strict=True))
    found = [answered(whole, ask, spans) * (NOT_HANDED if ask.about == "money" and not handed else 1) for ask in asks]
    if found:
        return sum(found) / len(found)
    return WHETHER * answered(whole, MONEY, spans) if handed else 0.0


def asks_for_penalty(concepts: Sequence[Concept]) -> bool:
    """Whether what follows for those who do not obey is part of the question."""
    return any(concept.about == "result" or any(_FINE.search(key) or "处罚" in key for key, _ in concept.keys)
               for concept in concepts)
