"""The awards of a text, each with the ceiling that belongs to it: 按投资额的10%给予补助，最高500万元 is one award, not
two.
"""

from __future__ import annotations

import re
from typing import NamedTuple

from tiaowen.facts.incentive.quoting import REACH
from tiaowen.language.governing import OFFERED
from tiaowen.language.governor import Amount
from tiaowen.language.lexicon import words_of
from tiaowen.language.sentences import Reading, Segment

_OWN_CLASS = re.compile(r"^(?:其中)?[对凡向]|的$")
_PART = re.compile(
    r"^（?(?:其中)?，?(?:第[一二三四五六\d]+[年次期个](?!以|起)|首[年期次]|次年|前期|后期|余下|认定当年"
    r"|[一二三四五六]年期满)")
_TIME = re.compile(
    r"^\s*(?:第[一二三四五六七八九十\d]+(?:[至到、—-][一二三四五六七八九十\d]+)*[年次期个](?!以|起)|首[年期次]|次年"
    r"|后续)")
_SPREAD = re.compile(r"分[一二三四五六两\d]{1,2}(?:个)?[年次期批]|分[年期次批]")
_VERB = re.compile(r"给予|(?:奖励|补助|补贴|资助)(?!额|金额|资金|总额|标准)|发放")
_LIMIT = re.compile("(?:上限|封顶|限额)[为是]?\\s?$")  # 补贴上限为│5万元
_PART_OF_WHOLE = re.compile(r"（?其中[^，。；]{2}")
_RAISED = re.compile(r"(?:提高|增加|放宽|上浮)(?:到|至)$")
_STARTS_OVER = re.compile(
    r"^(?:其中|此外|另外)?，?(?:同一|单[个家户套笔]|每[个家户套人项位件台类次]|累计|总额|年度|全年|最高|合计|以上)")
_CONTAINS = re.compile(r"含|包括|(?:其中)?[：，]?(?:中央|省|市|县|区|政府|财政|房企|企业)[^，、；]{0,8}(?:\d|$)")
PEERS = 24  # awards that are looked at together


class Offer(NamedTuple):
    """An award, relief or loan, and the sum that limits it."""

    amount: Amount
    ceiling: Amount | None = None
    # the last of a list of ceilings, one for each class: 首店最高500万元，旗舰店最高100万元
    until: Amount | None = None


def offers(found: tuple[Amount, ...], reading: Reading) -> tuple[Offer, ...]:
    """Every award with its ceiling, in order. A ceiling without an award before it is the award (最高奖励500万元)."""
    settled: list[Offer] = []
    for amount in found:
        if amount.role not in OFFERED:
            continue
        limited = _limited(amount, settled, reading)
        if not limited and _raises_a_ceiling(amount, settled, reading):
            amount = amount._replace(bound="at_most")
        for at in limited:
            listed = settled[at].ceiling is not None and _same_item(settled[at].ceiling, amount, reading)
            settled[at] = settled[at]._replace(ceiling=settled[at].ceiling or amount,
                                               until=amount if listed else settled[at].until)
        if not limited and not _is_part(amount, settled, reading):
            settled.append(Offer(amount))
    return tuple(settled)


def _limited(amount: Amount, settled: list[Offer], reading: Reading) -> list[int]:
    """Which awards this amount limits; none when it is an award of its own."""
    if amount.bound != "at_most" or amount.quantity.unit == "%" or not settled:
        return []
    here = reading.segments[amount.segment]
    last = settled[-1].amount
    there = reading.segments[last.segment]
    own = reading.text[here.start:amount.quantity.start]
    restated = words_of("restates").search(own) is not None
    if _PART_OF_WHOLE.match(own) and not restated or _RAISED.search(own):
        return []  # 其中床位费不高于35元 limits the bed, 可提高至60万元 another case
    if _head(last) == _head(amount) and last.bound == "at_most":
        words = words_of("restates")
        earlier = {m[0] for m in words.finditer(reading.text, reading.segments[last.segment].start,
                                                last.quantity.start)}
        if not restated or earlier & {m[0] for m in words.finditer(own)}:
            return []  # 一档6万元，二档9万元; 甲类每年最高6000元，乙类每年最高4000元: two ceilings
    if _other_time(reading, there, here) or _is_less(amount, last) and not restated:
        return []  # 第一年不超过200万元，第二至三年不超过500万元: two ceilings
    if last.segment == amount.segment:
        return _group(settled)
    if there.sentence == here.sentence and there.item == here.item:
        between = reading.segments[last.segment + 1:amount.segment + 1]
        new_class = any(_OWN_CLASS.search(reading.of(segment)) for segment in between[-REACH:])
        given = _VERB.search(own) is not None and not _LIMIT.search(own)
        given = given and last.quantity.unit != "%" and not here.bracketed
        return [] if new_class or (given and not restated) else _group(settled)
    if there.sentence == here.sentence and restated and _STARTS_OVER.search(own) and not _new_class(reading, here):
        return _group(settled)
    if (
        there.sentence == here.sentence - 1
        and _STARTS_OVER.search(reading.text[_sentence_start(reading, here.sentence):amount.quantity.start])
    ):
        return [at for at in range(max(0, len(settled) - PEERS), len(settled))
                if reading.segments[settled[at].amount.segment].sentence == there.sentence]
    return []


def _same_item(one: Amount | None, other: Amount, reading: Reading) -> bool:
    return one is not None and reading.segments[one.segment].item == reading.segments[other.segment].item


def _new_class(reading: Reading, here: Segment) -> bool:
    """Whether the ；-item speaks of another case than the one before: ；通过其他途径注册的，每件不超过1万元."""
    item = [segment for segment in reading.sentence(here.sentence) if segment.item == here.item
            and segment.start <= here.start]
    return any(_OWN_CLASS.search(reading.of(segment)) for segment in item)


def _other_time(reading: Reading, there: Segment, here: Segment) -> bool:
    """Whether a segment after the award, up to the amount's, begins with a time of its own."""
    return any(_TIME.match(reading.of(segment)) for segment in reading.sentence(here.sentence)
               if there.start < segment.start <= here.start)


def _is_less(amount: Amount, last: Amount) -> bool:
    """A sum of the same unit that is smaller than the award limits something else."""
    return (
        last.quantity.measure == "money" and _head(last) == _head(amount)
        and amount.quantity.value < last.quantity.value
    )


def _head(amount: Amount) -> str:
    """The unit without what it is counted by: 元 of 元/套."""
    return amount.quantity.unit.partition("/")[0]


def _raises_a_ceiling(amount: Amount, settled: list[Offer], reading: Reading) -> bool:
    """最高不超过5万元，主城区可提高至10万元: a ceiling too."""
    here = reading.segments[amount.segment]
    if not settled or not _RAISED.search(reading.text[here.start:amount.quantity.start]):
        return False
    last = settled[-1]
    return (
        (last.ceiling or last.amount).bound == "at_most"
        and reading.segments[last.amount.segment].sentence == here.sentence
    )


def _sentence_start(reading: Reading, number: int) -> int:
    return reading.sentence(number)[0].start


def _group(settled: list[Offer]) -> list[int]:
    """The last award and those dealt out beside it in its segment (分别按15%、10%给予奖励)."""
    last = settled[-1].amount.segment
    return [at for at in range(max(0, len(settled) - PEERS), len(settled)) if settled[at].amount.segment == last]


def _is_part(amount: Amount, settled: list[Offer], reading: Reading) -> bool:
    """Whether it is an instalment of the award before: 给予12万元奖励（第一年6万元，第二年4万元…）."""
    here = reading.segments[amount.segment]
    if here.bracketed and reading.of(here).startswith("其中") and amount.bound == "at_most":
        return True  # （其中床位费不高于每人每天35元）
    if not settled:
        return False
    whole = settled[-1].amount  # the parts before this one were left out
    if _is_contained(amount, whole, reading):
        return True
    if _of_the_years(amount, whole, reading):
        return True
    if not (_PART.match(reading.of(here)) or here.bracketed and reading.of(here).startswith("第")):
        return False
    same = reading.segments[whole.segment].sentence == here.sentence
    smaller = (
        amount.quantity.unit == "%" or whole.quantity.unit == amount.quantity.unit
        and amount.quantity.value < whole.quantity.value
    )
    begin = _sentence_start(reading, here.sentence)
    return (
        same and smaller and (here.bracketed or amount.quantity.unit == "%"
                              or _SPREAD.search(reading.text, begin, here.start) is not None)
    )


def _is_contained(amount: Amount, whole: Amount, reading: Reading) -> bool:
    """Whether a bracket behind an award says what is in it: 每学年970元（含杂费750元，课本费200元）; 其中 of classes
    says none of it.
    """
    before = reading.text[whole.quantity.end:amount.quantity.start]
    inside = before[before.rfind("（") + 1:]
    return "（" in before and "）" not in inside and _is_less(amount, whole) and _CONTAINS.match(inside) is not None


def _of_the_years(amount: Amount, whole: Amount, reading: Reading) -> bool:
    """Whether the sentence after an award parts it into years:
    最高5000万元。第一年不超过2000万元，第二、三年每年不超过1500万元。
    """
    here = reading.segments[amount.segment]
    first = reading.sentence(here.sentence)[0]
    follows = here.sentence - reading.segments[whole.segment].sentence == 1
    smaller = whole.quantity.unit == amount.quantity.unit and amount.quantity.value < whole.quantity.value
    return follows and smaller and whole.bound == "at_most" and _TIME.match(reading.of(first)) is not None
