"""How an incentive is quoted: the stretch from its condition to its amount, the unit with 每…, the words of its cap."""

from __future__ import annotations

import re
from bisect import bisect_left

from tiaowen.catalog.quantities import QuantityWords
from tiaowen.facts.incentive.amounts import NEIGHBOURS, Offer
from tiaowen.language.sentences import Reading
from tiaowen.model import Span

_EACH = re.compile(
    r"(?:每(?:一|个|家|名|位|满)?|/)\s?(平方米|立方米|千瓦时|公里|公顷|亩|吨|人次|人|户|月|年|天|日|间|套|台|张|床|件|项|场"
    r"|块|次|只|头|株|辆|村|家|个|生|学期|期)"
)
_TOWARDS = re.compile(r"\s*(?:对(?!接|口|外)|凡)")
_YEARLY = re.compile(r"\s*每年(?:对|给予|安排|奖励|补助|补贴)")
_LONG_HEAD = re.compile(r"\s*(?:对|凡|给予)")
_CAP_WORD = re.compile(r"最高|不超过|不得超过|不能超过|最多|上限|不高于")
_CAP_AFTER = re.compile(r"\s?(?:以内|封顶|的?限额内?)")
LONGEST_LEAD = 300  # characters before the segment of the amount
REACH = 12  # comma segments that a benefit's condition may run over
_SIDES = " ，、；：”）\t"


def stretch(reading: Reading, offer: Offer, found: tuple[Offer, ...]) -> Span:
    """From the first segment of the ；-item that no earlier amount has used to the amount, and on to its cap."""
    segments = reading.segments
    here = segments[offer.segment]
    first = offer.segment
    nearby = _near(offer, found)
    used = {o.segment for o in nearby if o.role != "threshold"}
    while first > max(0, offer.segment - REACH) and (segments[first - 1].sentence, segments[first - 1].item) == (here.sentence, here.item):
        if _TOWARDS.match(reading.of(segments[first])) or first - 1 in used or here.start - segments[first - 1].start > LONGEST_LEAD:
            break
        first -= 1
    last = offer.segment
    for other in nearby:
        if other.role == "cap" and other.segment > last and segments[other.segment].item == here.item:
            between = any(o.role == "amount" and last < o.segment < other.segment for o in nearby)
            last = last if between else other.segment
    start, end = segments[first].start, segments[last].end
    text = reading.text
    while start < end and text[start] in _SIDES:
        start += 1
    while end > start and text[end - 1] in " \t":
        end -= 1
    return Span(start, end)


def is_yearly(benefit: str, quote: str, words: QuantityWords) -> bool:
    """Whether a benefit comes again: 每年 in its own words, or before 对, not in its condition (每年组织活动200天以上的)."""
    again = words.find("yearly", benefit) is not None or _YEARLY.match(quote) is not None
    return again and not words.find("once", quote)


def _near(offer: Offer, found: tuple[Offer, ...]) -> tuple[Offer, ...]:
    """The numbers around an offer; ``found`` is in order of text."""
    at = bisect_left(found, offer.quantity.start, key=lambda other: other.quantity.start)
    return found[max(0, at - NEIGHBOURS):at + NEIGHBOURS]


def unit_of(reading: Reading, offer: Offer) -> str:
    """The printed unit; 每平方米68.6元 and 每间奖励2000元 give 元/平方米 and 元/间."""
    q = offer.quantity
    if q.measure != "money" or q.per:
        return q.unit
    segment = reading.segments[offer.segment]
    before = reading.text[max(segment.start, q.start - 16):q.start]
    each = list(_EACH.finditer(before))
    return f"{q.unit}/{each[-1][1]}" if each else q.unit


def cap_text(reading: Reading, offer: Offer, found: tuple[Offer, ...], full: str) -> str:
    """What caps the amount, in the text's own words; of a range (5%—20%) the range itself; empty when nothing does."""
    here = reading.segments[offer.segment]
    if after := _CAP_AFTER.match(reading.text, offer.quantity.end, here.end):
        return full[offer.quantity.start:after.end()]
    for other in _near(offer, found):
        segment = reading.segments[other.segment]
        same = other is offer and _capped(reading, offer)
        if same or (other.role == "cap" and segment.sentence == here.sentence and other.quantity.start > offer.quantity.start):
            start = max(segment.start, other.quantity.start - 24)
            head = re.search(r"(?:[^，。；、]*)$", reading.text[start:other.quantity.start])
            begin = other.quantity.start - (len(head[0]) if head else 0)
            if word := _CAP_WORD.search(reading.text, begin, other.quantity.start):
                cut = begin == start > segment.start  # 单户担保金额在500万元以上1000万元及以下的项目…不超过1.2%: no half numbers
                begin = word.start() if cut or _LONG_HEAD.match(reading.text, begin) else begin
            return full[begin:other.quantity.end].strip()
    return full[offer.quantity.start:offer.quantity.end] if offer.quantity.value_max is not None else ""


def _capped(reading: Reading, offer: Offer) -> bool:
    segment = reading.segments[offer.segment]
    before = reading.text[max(segment.start, offer.quantity.start - 10):offer.quantity.start]
    return re.search(r"最高|不超过|上限|最多", before) is not None
