"""The sentence that an award leans on: one that says for whom and when something is given, and not how much.

    购买新建商品房的，给予契税补贴。首套住房：按契税的100%补贴。 — the second says nothing without the first.
"""

from __future__ import annotations

import re
from typing import NamedTuple

from tiaowen.facts.incentive.parties import Party, towards
from tiaowen.language.governing import cues
from tiaowen.language.sentences import Reading
from tiaowen.model import Span

# a sentence that says itself whom it is for, or speaks of another matter
_OWN = re.compile(
    r"\s*(?:其中，?)?(?:对|凡|鼓励|支持|为|向|允许|引导|此外|另外|同时|继续|每[^，。]{0,6}(?:安排|发放)|[一二三四五六]是)")
_EACH = re.compile(r"^(?:单[个家项户位]|每[个家项户位]|同一|其)")
_SCHEMES = ("give", "level", "fund_pays")
# who makes the rule, how it is computed, what is handed in
_NO_SCHEME = re.compile(r"[=＝×]|制定|另行|对象|材料|审核|公示|(?:负责|确定|执行|监督|承担)$|加大[^，]*力度$")
# what a tier begins with that goes on with another
_TIER = re.compile(r"(?:建筑)?面积|超过|不足|低于|高于|\d|其他|其余|满\d")
_SUM = re.compile(r"\d万?元|%")
LEAST = 6  # characters of a condition that was taken from the sentence before
LONGEST = 150
SHORT = 24  # characters of a condition that may still lean


class Context(NamedTuple):
    """The sentence that an award leans on: where it begins in the clause, and its words, if it leans on one."""

    start: int
    said: str


def context(reading: Reading, span: Span, who: Party, begin: int, above: str) -> Context | None:
    """What the first award of a sentence leans on; None when it goes on with an award of the sentence before it.

    ``above``: such a sentence of the paragraph it stands under; ``begin``: where the label of the clause ends.
    """
    none = Context(span.start, "")
    here = next((segment for segment in reading.segments if segment.start <= span.start < segment.end), None)
    if here is None or not leans(reading, span, who):
        return none
    first = reading.sentence(here.sentence)[0]
    opened = max(begin, first.start)
    opening = reading.text[opened:span.start].strip(" 。：；，")
    if here.item != first.item and is_scheme(opening) and not _SUM.search(opening):
        return Context(opened, opening)  # 购房的，实施补贴；购买首套的，按1%补贴
    tiers = False
    for number in range(here.sentence - 1, -1, -1):
        sentence = reading.sentence(number)
        if not sentence or sentence[-1].end <= begin:
            break
        if any(q.measure in ("money", "percent") for segment in sentence for q in segment.found):
            tiers = True  # an award beside it
            continue
        start = max(begin, sentence[0].start)
        said = reading.text[start:sentence[-1].end].strip(" 。：；，")
        if is_scheme(said):
            known = any(len(part) >= LEAST and part in said for part in who.condition.split("，"))
            return none if known else Context(start, said)  # its party was read from that sentence
        break
    return None if tiers and _TIER.match(reading.text, span.start) else none._replace(said=above)


def is_scheme(said: str) -> bool:
    """Whether a sentence says that something is given, or is a condition that a stop breaks off: 购买商品住房的。"""
    given = said.endswith("的") or any(cue.kind in _SCHEMES for cue in cues(said, 0, len(said)))
    return given and 0 < len(said) <= LONGEST and _NO_SCHEME.search(said) is None


def leans(reading: Reading, span: Span, who: Party) -> bool:
    """Whether an award says too little of its own to be told without the sentence before it."""
    own = reading.text[span.start:span.end]
    if _OWN.match(own) or towards(own) != own:
        return False
    bare = not who.name or _EACH.match(who.name) is not None
    return bare or len(who.condition) < SHORT and not who.condition.endswith(("企业", "单位"))
