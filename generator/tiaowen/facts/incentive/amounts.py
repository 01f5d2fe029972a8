"""Which numbers of a text are money on offer: the amount, its cap, and what is only a threshold to be reached first.

对投资5000万元以上的项目，按投资额的10%给予补助，最高500万元: 5000万元 is a threshold, 10% the amount, 500万元 its cap.
"""

from __future__ import annotations

import re
from typing import Literal, NamedTuple

from tiaowen.catalog.quantities import QuantityWords
from tiaowen.language.quantity import Quantity
from tiaowen.language.sentences import Reading, Segment

Role = Literal["amount", "cap", "threshold"]
_BOUND = re.compile(r"\s?(?:（含[^（）]{0,8}）)?(?:及以上|及以下|以上|以下|以内|之内|左右)?(?:（含[^（）]{0,8}）)?")
_BOUNDED = re.compile(r"\s?(?:（含[^（）]{0,8}）)?(?:及以上|及以下|以上|以下)")
_SHARE = re.compile(r"(?:率|占比|比重|比例|增幅|增速|增长|提高|提升|高于|强度)(?:达到|为|超过|达|在)?$")
_SPLIT_OF_DEDUCTION = re.compile(r"标准的$")
_BORNE = re.compile(r"(?:承担|负担|分担|列支)(?:比例)?(?:为)?$")  # 由县财政和用人单位各承担50%: who pays, no second benefit
_FROM = re.compile(r"(?:由|从)[^，。；]{0,12}$")
_TO = re.compile(r"[^，。；\d]{0,4}(?:降|减|提高|调整|下调|上调|增加|升)(?:低|少)?(?:到|至|为)")
_POOL = re.compile(r"(?:安排|下达|争取|筹措|投入|统筹|设立|预算|整合|规模)[^，。；]{0,20}$")
_POOL_UNIT = re.compile(r"亿|^万元$")
NEIGHBOURS = 24  # numbers of one benefit that are looked at together
WINDOW = 40  # characters before and after a number in which its words stand


class Offer(NamedTuple):
    """One number of a benefit: which segment it stands in and what it is."""

    segment: int
    quantity: Quantity
    role: Role


def offers(reading: Reading, words: QuantityWords, *, promised: bool = False) -> tuple[Offer, ...]:
    """The numbers of the benefits in a text; empty when it promises none.

    ``promised``: the enclosing clause announced a list of benefits (按以下标准给予补助：), so that bare amounts count.
    """
    if not any(_may_be_offered(q) for segment in reading.segments for q in segment.found):
        return ()
    found: list[Offer] = []
    sentence, giving = -1, promised
    for number, segment in enumerate(reading.segments):
        if segment.sentence != sentence:
            sentence, giving = segment.sentence, promised
        text = reading.of(segment)
        if words.find("penalty", text):
            giving = False
            continue
        benefit = words.find("benefit", text) is not None
        saving = words.find("saving", text) is not None and words.find("saved", text) is not None
        for quantity in segment.found:
            role = _role(quantity, segment, reading, words, given=giving, saving=saving)
            if role is not None:
                found.append(Offer(number, quantity, role))
        giving = giving or benefit
    return _settled(found, reading) if any(o.role != "threshold" for o in found) else ()


def _may_be_offered(q: Quantity) -> bool:
    return q.measure in ("money", "percent") or (q.measure == "score" and q.per != "")


def _role(q: Quantity, segment: Segment, reading: Reading, words: QuantityWords, *, given: bool, saving: bool) -> Role | None:
    text = reading.text
    before = text[max(segment.start, q.start - WINDOW):q.start]
    after = text[q.end:min(segment.end, q.end + WINDOW)]
    if not _may_be_offered(q):
        return None
    benefit_before = words.find("benefit", before) is not None
    benefit_after = words.find("benefit", after) is not None
    if not (benefit_before or benefit_after or given or saving):
        return "threshold" if q.measure == "money" else None
    if _is_threshold(before, after, reading.of(segment), words, benefit_before):
        return "threshold"
    if words.find("taking", before) or _BORNE.search(before) or (_FROM.search(before) and _TO.match(after)):
        return None
    if q.measure == "percent" and not saving and _not_a_rate(before, after, benefit_after):
        return None
    if _POOL.search(before) and _POOL_UNIT.search(q.unit) and not words.find("giving_each", text[segment.start:segment.end]):
        return None
    return "cap" if _is_cap(before, after, words) else "amount"


def _is_threshold(before: str, after: str, text: str, words: QuantityWords, benefit_before: bool) -> bool:
    bound = _BOUND.match(after)
    rest = after[bound.end():] if bound else after
    reached = re.search(rf"(?<![不能得])(?:{words.patterns['threshold'].pattern})(?:约|近|了)?$", before) is not None
    if reached and rest.startswith("的") and not words.find("benefit", rest[:8]):
        return True
    if benefit_before:
        return False
    if rest.startswith("的") and not words.find("benefit", rest[:8]) and not re.match(r"的?(?:比例|标准|额度|限额)", rest):
        return True
    if _BOUNDED.match(after) or text.endswith(("的", "者")):
        return True
    return reached and not words.find("benefit", after)


def _not_a_rate(before: str, after: str, benefit_after: bool) -> bool:
    """A percentage that is no rate of benefit: a share (覆盖率达到90%), or how a deduction is split (扣除标准的50%)."""
    if _SPLIT_OF_DEDUCTION.search(before) and "扣除" in after:
        return True
    return bool(_SHARE.search(before)) and not benefit_after


def _is_cap(before: str, after: str, words: QuantityWords) -> bool:
    leading = re.search(rf"(?:{words.patterns['cap'].pattern})[^，。；\d]{{0,8}}$", before[-16:])
    return bool(leading) or bool(re.match(r"\s?(?:以内|之内|封顶|为限|的?限额|的?上限)", after))


_GIVEN = re.compile(r"给予|奖励|补助|补贴|资助")
_RESTATES = re.compile(r"累计|总额|合计|总计|单个|单项|每家|每户|每人|年度|同一|全年|额度|金额|当年|最多")


def _settled(found: list[Offer], reading: Reading) -> tuple[Offer, ...]:
    """A cap without an amount of its own is the amount (最高奖励500万元); one that restates an amount stays its cap."""
    settled: list[Offer] = []
    for offer in found:
        if offer.role == "cap":
            segment = reading.segments[offer.segment]
            peers = [o for o in settled[-NEIGHBOURS:] if o.role == "amount" and reading.segments[o.segment].sentence == segment.sentence]
            same_item = [o for o in peers if reading.segments[o.segment].item == segment.item]
            text = reading.text[segment.start:offer.quantity.start]
            restated = _RESTATES.search(text) is not None
            given = _GIVEN.search(reading.of(segment)) is not None and same_item != [] and same_item[-1].quantity.unit != "%"
            if (not same_item and not (peers and restated)) or (given and not restated):
                offer = offer._replace(role="amount")
        settled.append(offer)
    return tuple(settled)


def announces(text: str, words: QuantityWords) -> bool:
    """Whether a clause ends by announcing a list of benefits: 按以下标准给予补助： or 可以按照以下标准定额扣除："""
    end = text.rstrip()[-60:]
    return end.endswith("：") and words.find("benefit", end) is not None
