"""How an incentive is quoted: the stretch from its condition to its amount, the unit with 每…, the words of its cap."""

from __future__ import annotations

import re

from generator.extract.incentive_amounts import Offer
from generator.extract.quantity_segments import Reading
from generator.model import Span

_EACH = re.compile(
    r"(?:每(?:一|个|家|名|位|满)?|/)\s?(平方米|立方米|千瓦时|公里|公顷|亩|吨|人次|人|户|月|年|天|日|间|套|台|张|床|件|项|场"
    r"|块|次|只|头|株|辆|村|家|个|生|学期|期)"
)
_TOWARDS = re.compile(r"\s*(?:对(?!接|口|外)|凡)")
_LONG_HEAD = re.compile(r"\s*(?:对|凡|给予)")
_CAP_WORD = re.compile(r"最高|不超过|不得超过|不能超过|最多|上限|不高于")
_SIDES = " ，、；：”）\t"


def stretch(reading: Reading, offer: Offer, found: tuple[Offer, ...]) -> Span:
    """From the first segment of the ；-item that no earlier amount has used to the amount, and on to its cap."""
    segments = reading.segments
    here = segments[offer.segment]
    first = offer.segment
    while first > 0 and (segments[first - 1].sentence, segments[first - 1].item) == (here.sentence, here.item):
        if _TOWARDS.match(reading.of(segments[first])) or any(o.segment == first - 1 and o.role != "threshold" for o in found):
            break
        first -= 1
    last = offer.segment
    for other in found:
        if other.role == "cap" and other.segment > last and segments[other.segment].item == here.item:
            between = any(o.role == "amount" and last < o.segment < other.segment for o in found)
            last = last if between else other.segment
    start, end = segments[first].start, segments[last].end
    text = reading.text
    while start < end and text[start] in _SIDES:
        start += 1
    while end > start and text[end - 1] in " \t":
        end -= 1
    return Span(start, end)


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
    """The segment that caps the amount, in its own words; empty when nothing does."""
    here = reading.segments[offer.segment]
    for other in found:
        segment = reading.segments[other.segment]
        same = other is offer and _capped(reading, offer)
        if same or (other.role == "cap" and segment.sentence == here.sentence and other.quantity.start > offer.quantity.start):
            start = max(segment.start, other.quantity.start - 24)
            head = re.search(r"(?:[^，。；、]*)$", reading.text[start:other.quantity.start])
            begin = other.quantity.start - (len(head[0]) if head else 0)
            if word := _CAP_WORD.search(reading.text, begin, other.quantity.start):
                begin = word.start() if _LONG_HEAD.match(reading.text, begin) else begin
            return full[begin:other.quantity.end].strip()
    return ""


def _capped(reading: Reading, offer: Offer) -> bool:
    segment = reading.segments[offer.segment]
    before = reading.text[max(segment.start, offer.quantity.start - 10):offer.quantity.start]
    after = reading.text[offer.quantity.end:min(segment.end, offer.quantity.end + 5)]
    return bool(re.search(r"最高|不超过|上限|最多", before) or re.match(r"\s?(?:以内|封顶|的?限额)", after))
