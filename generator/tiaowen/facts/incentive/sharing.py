"""What the later tiers of a sentence share with its first: 退休人员，在一级医院的，支付95%；在二级医院的，支付90%.

A later tier says only what differs (立法技术规范): its comma segments take the place of the last as many of the first,
and all before them holds for it too. A tier that begins with 对 or names the whole anew is a first of its own.
"""

from __future__ import annotations

import re
from typing import NamedTuple

from tiaowen.facts.incentive.conditions import condition
from tiaowen.facts.incentive.names import TAIL
from tiaowen.facts.incentive.parties import Party
from tiaowen.facts.incentive.payers import benefit_at, without_payer
from tiaowen.language.governor import Amount
from tiaowen.language.lexicon import pattern
from tiaowen.language.sentences import Reading
from tiaowen.model import Span

_ANEW = re.compile(r"(?:其中|另外|此外|同时|并)?，?(?:对|凡|鼓励|支持|符合)")
_OTHERS = re.compile("其[他它余]")
_HOLDS = re.compile("(?:的|时|后|内|部分|费用?)$")
# the words of a benefit before the class that its sum is for
_BENEFIT = pattern(
    r"^(?:{give}|{level}|{fund_pays}|{filler}|{at_most}|{at_least}|比例|标准|额度|限额|分别|承担|的|为|是|按|在)+|每一?{each}$")
_NOUN = re.compile("[补贴费金券款奖助]")
_AMONG = re.compile("其中，(?!对)")
# a label that leaves out its noun or says when: B级的, 三等奖, 以上, 在二级医院
_ELLIPTIC = re.compile(r"^[\d在每再另第超满达获由按于]|(?:[的时后级等档类名奖星位称内上下间岁起]|\d[^，]{0,4})$")

_FURTHER = re.compile(r"额外|再给予|另给予|再奖励|再补[贴助]")  # 首套的，额外再给予2万元: on the condition of the first
_THEN = re.compile(r"(?:在|首次|再|又)(?![^，]*(?:医院|机构|卫生院|中心))")
# the words of a limit or rate, which are none of the class before them
_RATE = re.compile(r"(?:住房公积金|公积金|最高|贷款|支付|额度|限额|标准|比例|金额|提高|调整|到|至|为|按|的|用)+$")
_DIGIT = re.compile(r"\d")
ALIKE = 2  # characters that parallel segments begin with


class First(NamedTuple):
    """The tier that the next one goes on from: its segments that say who is meant, and its party."""

    sentence: int
    item: int
    labels: tuple[str, ...]
    who: Party
    leans_on: First | None = None  # the first, of a tier that goes on from it
    certain: bool = True  # whether what it takes over and what it replaces could be told


def first_of(reading: Reading, amount: Amount, span: Span, who: Party) -> First:
    """An award as the first of the tiers that may follow it."""
    here = reading.segments[amount.segment]
    return First(here.sentence, here.item, _labels(reading, amount, span), who)


def shared(reading: Reading, amount: Amount, span: Span, who: Party, first: First | None) -> tuple[Party, First]:
    """The party of an award with what it shares with the first tier of its sentence, and the first for those that
    follow.
    """
    own = first_of(reading, amount, span, who)
    among = who.kind == "unknown" and _AMONG.match(reading.text, span.start)
    if first and among and first.sentence == own.sentence - 1:
        who = who._replace(name=first.who.name, kind=first.who.kind)
        return who, own._replace(who=who)
    further = _FURTHER.search(reading.text, span.start, amount.quantity.start) is not None and who.kind == "unknown"
    if first and first.sentence == own.sentence and further:
        both = "，".join(part for part in (first.who.condition, who.condition) if part and part != first.who.condition)
        named = who._replace(name=first.who.name, kind=first.who.kind)
        return named._replace(condition="，".join(part for part in (first.who.condition, both) if part)), own
    if first is None or first.sentence != own.sentence or _ANEW.match(reading.text, span.start):
        return who, own
    begin = _parallel(first.labels, own.labels)
    if own.item == first.item and len(own.labels) == 1 and _THEN.match(own.labels[0]) and not _alike(first, own):
        begin = len(first.labels)  # 对引进的职工，给予5000元，在本市购房给予3万元: on the condition of the first
    if begin < 0:
        return who, own
    # 其他病种: all that was listed is replaced, unless it is of the kind of the last (三级医院, 其他医院)
    others = bool(own.labels) and _OTHERS.match(own.labels[0]) is not None and not _alike(first, own)
    if others:
        begin = next((at for at, label in enumerate(first.labels) if not _HOLDS.search(label)), begin)
    bands = bool(own.labels) and all(_DIGIT.search(label) for label in own.labels + first.labels[begin:])
    end = len(first.labels) if others or bands else begin + max(1, len(own.labels))
    replaced, held = "".join(first.labels[begin:end]), "".join((*first.labels[:begin], *first.labels[end:]))
    parts = [part for part in first.who.condition.split("，")
             if part and part not in replaced and part not in who.condition]
    if first.who.name and who.name == first.who.name and _is_replaced(first, own, begin):
        who = who._replace(name="", kind="unknown")
    elif who.kind == "unknown" and first.who.name and first.who.name in held:
        who = who._replace(name=first.who.name, kind=first.who.kind)
    who = who._replace(condition="，".join([*parts, who.condition] if who.condition else parts))
    labels = (*first.labels[:begin], *own.labels, *first.labels[end:])
    certain = others or begin == len(first.labels) or _is_certain(reading, amount, span, first, own)
    return who, First(own.sentence, own.item, labels, who, first.leans_on or first, certain)


def _parallel(first: tuple[str, ...], own: tuple[str, ...]) -> int:
    """Where in the first tier's segments those of a later one take over: at one that begins alike
    (按照380元缴费, 按照180元缴费), else so that both end together; below 0 when the later has more.
    """
    alike = [at for at, label in enumerate(first) if own and label[:ALIKE] == own[0][:ALIKE]]
    if alike:
        return alike[-1]
    if own and all(_DIGIT.search(label) for label in own):  # 5万元以上，不足10万元的: a band takes a band's place
        whole = [at for at, label in enumerate(first) if not _DIGIT.search(label)]
        return whole[-1] + 1 if whole and whole[-1] + 1 < len(first) else len(first) - len(own)
    return len(first) - len(own)


def _is_certain(reading: Reading, amount: Amount, span: Span, first: First, own: First) -> bool:
    """Whether it can be told what of the first a tier replaces: it gives by a word of its own, follows an announcing
    colon, is all others, or is built as the first is.
    """
    given = amount.cue is not None and amount.cue.kind == "give" and amount.cue.start < amount.cue.end
    listed = "：" in reading.text[reading.sentence(own.sentence)[0].start:span.start] and len(own.labels) == 1
    if given or listed or not own.labels:
        return True
    return _OTHERS.match(own.labels[0]) is not None or _is_like(first, own)


def _is_like(first: First, own: First) -> bool:
    """Whether a tier is built as the first is: begins or ends as one of its labels, or is a case of its own (…的)."""
    label = _RATE.sub("", own.labels[0])
    said = [_RATE.sub("", other) for other in first.labels]
    alike = any(
        label[:ALIKE] == other[:ALIKE] or label[-1:] == other[-1:] or label[1:4] == other[1:4] for other in said)
    return alike or _ELLIPTIC.search(own.labels[-1]) is not None


def _alike(first: First, own: First) -> bool:
    ends = {label.rstrip("按为的")[-1:] for label in (first.labels[-1:] + own.labels[-1:])}
    return len(ends) == 1


def _is_replaced(first: First, own: First, begin: int) -> bool:
    """Whether the label of a tier names another than the first does: 示范城市给予200万元，试点县给予100万元."""
    stands = next((at for at, label in enumerate(first.labels) if label.rstrip("的").endswith(first.who.name)), -1)
    itself = first.who.name in "".join(own.labels)  # …的企业奖励30万元；…的企业奖励15万元
    return stands >= begin and bool(own.labels) and not itself and not _ELLIPTIC.search(own.labels[-1])


def _labels(reading: Reading, amount: Amount, span: Span) -> tuple[str, ...]:
    """The comma segments of an award that say who is meant or when, without the words of the benefit."""
    found: list[str] = []
    for segment in reading.segments[:amount.segment + 1]:
        if segment.start < span.start and segment.end <= span.start or segment.bracketed:
            continue
        text = reading.text[max(segment.start, span.start):min(segment.end, amount.quantity.start)].strip()
        behind = ""
        if segment.end > amount.quantity.start:
            whole, text = text, text[:benefit_at(f"，{text}", len(text) + 1) - 1]
            behind = _BENEFIT.sub("", whole[len(text):])  # 基金支付比例为│三级医院│45%
            if "的" in behind:
                text, behind = whole, ""
            behind = "" if _NOUN.search(behind) else behind  # 发给│敬老津贴│60元
            text = TAIL.sub("", without_payer(text)[0])
        found += [label.removeprefix("其中：") for label in (text, behind) if condition(label)]
    return tuple(found)
