"""Who gets an award, read off the words before it: the sentence's own receiver, that of the tier before it, of the
sentence before it, or of the clause that announces a list.
"""

from __future__ import annotations

import re
from typing import NamedTuple

from tiaowen.catalog import Catalog
from tiaowen.facts.incentive.names import kind_of
from tiaowen.facts.incentive.parties import Party, party, towards
from tiaowen.language.governing import GIVING, TAKING, cues
from tiaowen.language.governor import Amount
from tiaowen.language.sentences import Reading, Segment
from tiaowen.model import Clause, Span

TIER = 8  # characters before the amount of a sentence that leans on the one before: 四星级的给予50万元奖励。
# what a tier says of its own: B级的, 每增加一个, 次年
_CLASS = re.compile(
    r"(?!获(?!得?[第特优一二三四五六七八九十金银铜\d])|取得|完成|通过|举办|开展|引进|组织)[^，]{0,10}$|.*(?:的|时|后)(?:，|$|部分|每)|.*以[上下]|每|其他|其余|另")
LONGEST_SENTENCE = 400  # characters; a longer one does not say who is meant
# 按每人800元计算，补助给承训单位
_PAID_TO = re.compile(r"，(?:补助|补贴|奖励|发放|拨付|支付)给([^，。；、\d]{2,14})(?=[，。；]|$)")
_TARIFF = re.compile(r"按照?[^，。；]*(?:缴费|参保|投保)的?$")  # which of the contributions was paid
_AT = re.compile(r"[在于到]")  # 在二级医院│起付标准为300元: where stays, what is paid goes
# what an announcing clause says of a case, and not of itself (政府分类补助为：)
_CASE = re.compile(r"的|费|部分|期间|时")
_BROUGHT = re.compile(r"(?:全职|当年)?新?(?:引进|招引|招聘|录用)")
_LIVING = re.compile(r"[^，。；\d]{0,6}(?:生活|租房|购房|住房|安家|交通|探亲|落户)(?:补[贴助]|费|奖励)")
_SUPPLIER = re.compile(r"(?:公司|机构|银行|中心|单位|医院|景区|学校)$")


class Around(NamedTuple):
    """What the sums of one clause are read with."""

    clause: Clause
    reading: Reading
    headings: tuple[str, ...]
    lead: Party | None  # whom the clause that announces a list names
    costs: tuple[Amount, ...]
    catalog: Catalog
    goes_on: bool = False  # its first sentence was begun by the paragraph before it
    above: str = ""  # the sentence of the paragraph above that says for whom something is given


def who_gets(around: Around, amount: Amount, at: int, span: Span, before: Party | None, last: Amount | None) -> Party:
    """The party of an award that stands ``at`` in its quote. One that names nobody takes the party of the tier before
    it, of the sentence before it, or of the announcing clause.
    """
    reading, words, lead = around.reading, around.catalog.quantities, around.lead
    before = _tier_before(reading, amount, at, before, last, lead)
    lead_in, at = _without_costs(reading, span, at, around.costs)
    fund = amount.cue is not None and amount.cue.kind == "fund_pays"
    who = party(lead_in, at, around.headings, before, words, cared=amount.quantity.measure == "percent" or fund)
    earlier = reading.sentence(reading.segments[amount.segment].sentence - 1)
    own = towards(lead_in[:at]) != lead_in[:at] or who.condition.startswith(("未", "不", "经"))
    if who.kind == "unknown" and earlier and not own:
        who = _of_sentence(reading, earlier, who, around.catalog)
    if lead is not None and before is lead:
        who = _listed(who, lead)
    if paid := _PAID_TO.match(reading.text, reading.segments[amount.segment].end):
        who = who._replace(name=paid[1], kind=kind_of(paid[1], words), condition=who.name + who.condition)
    employer = who.kind in ("enterprise", "organization", "government") and _BROUGHT.match(who.condition)
    if employer and _LIVING.match(reading.text, amount.quantity.end):  # 企业新引进博士的，给予生活补贴: he lives on it
        who = who._replace(name="", kind="unknown", condition=who.name + who.condition)
    priced = amount.role == "relief" and amount.cue is not None and amount.cue.kind in ("price", "lower")
    if priced and _charges(who.name, lead_in):
        return who._replace(name="", kind="unknown")  # 担保公司收取的费率不超过1%: who charges receives nothing
    return who


def _tier_before(reading: Reading, amount: Amount, at: int, before: Party | None, last: Amount | None,
                 lead: Party | None) -> Party | None:
    """The party that a tier may take over: of another ；-item not its condition; of another sentence nothing, unless
    the tier is a few words (四星级的给予50万元奖励。).
    """
    if last is None or before is None or before is lead:
        return before
    here, there = reading.segments[amount.segment], reading.segments[last.segment]
    if here.sentence != there.sentence and at > TIER:
        return lead
    if there.bracketed and not here.bracketed:
        return lead
    if here.item == there.item:
        return before
    begin = next(segment.start for segment in reading.segments if segment.item == here.item)
    stops = [amount.quantity.start, *(cue.start for cue in cues(reading.text, begin, here.end)[:1])]
    own = reading.text[begin:min(stops)]
    return before._replace(condition="") if _CLASS.match(own.strip("；，（ ")) else None  # ；获得金奖，可获50万元


def _charges(name: str, text: str) -> bool:
    """Whether a party is the subject of a price: no preposition hands anything to it (对…企业, 给企业)."""
    return _SUPPLIER.search(name) is not None and re.search(f"[对向给为][^，。；]*{re.escape(name)}", text) is None


def _without_costs(reading: Reading, span: Span, at: int, costs: tuple[Amount, ...]) -> tuple[str, int]:
    """The quote without the segments that say what somebody pays, and where its amount then stands."""
    text = reading.text[span.start:span.end]
    for segment in (reading.segments[number] for number in sorted({cost.segment for cost in costs}, reverse=True)):
        if span.start <= segment.start and segment.end < span.start + at:
            own = reading.of(segment)
            if _TARIFF.match(own) or _is_class(reading, segment, costs):
                continue
            kept = next((cue.start for cue in cues(own, 0, len(own)) if cue.kind in TAKING), 0) if _AT.match(own) else 0
            cut = slice(segment.start - span.start + kept, segment.end + (not kept) - span.start)
            text, at = text[:cut.start] + text[cut.stop:], at - (cut.stop - cut.start)
    return text, at


def _is_class(reading: Reading, segment: Segment, costs: tuple[Amount, ...]) -> bool:
    """Whether a contribution says which class is meant: 个人缴费100元，补贴30元；个人缴费200元，补贴40元."""
    paid = [reading.segments[cost.segment] for cost in costs]
    return len({other.item for other in paid if other.sentence == segment.sentence}) > 1


def _of_sentence(reading: Reading, earlier: tuple[Segment, ...], who: Party, catalog: Catalog) -> Party:
    """The party of the sentence before: 对…的旅行社进行奖励。每满一万人奖励一万元。"""
    text = reading.text[earlier[0].start:earlier[-1].end]
    given = [cue for cue in cues(text, 0, len(text)) if cue.kind in GIVING and len(text) - cue.end <= 1]
    if len(text) > LONGEST_SENTENCE or not given or any(segment.found for segment in earlier[1:]):
        return who
    named = party(text, len(text), (), None, catalog.quantities)
    both = "，".join(part for part in (named.condition, who.condition) if part)
    return named._replace(condition=both) if named.kind != "unknown" else who


def _listed(who: Party, lead: Party) -> Party:
    """The party of a list's item: whom its lead announced, on the lead's condition and its own
    (直辖市、省会城市，扣除标准为每月1500元).
    """
    if who.kind == "government" and lead.kind not in ("government", "unknown"):
        who = lead._replace(condition=f"{who.condition}的{who.name}" if who.condition else who.name)
    other = who.kind not in (lead.kind, "unknown") and lead.name != ""
    vague = not lead.name and _CASE.search(lead.condition) is None
    if other or vague or lead.condition in who.condition:
        return who
    return who._replace(condition="，".join(part for part in (lead.condition, who.condition) if part))
