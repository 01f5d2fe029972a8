"""What an amount of money or a rate is in its sentence: an award, a relief, a loan, a threshold, a cost. One grammar
for every kind of fact.

    bound (不低于 · 不超过 · 最高) × value or range × unit × per (每人 · /平方米) × period (每月) × base (投资额的)

Who pays whom is decided by the class of the word that governs the amount (site_config/lexicon.yml), never by what
stands nearest.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache
from typing import Literal

from tiaowen.language.bounds import base_of, bound_of, unit_of
from tiaowen.language.governing import GIVING, OFFERED, TAKING, Cue, cues
from tiaowen.language.governor import BAND, OF_CLASS, Amount, Known, Seat, governor
from tiaowen.language.paid import role_of
from tiaowen.language.quantity import Quantity
from tiaowen.language.sentences import Reading, Segment
from tiaowen.model import Span

Promise = Literal["", "benefit", "ceiling"]
_SPENT = re.compile(r"投入|投资|自费|自筹|价格|成本|造价|概算")  # 每亩投入1500元: what it costs
CEILING = re.compile(
    r"(?:封顶线|(?<!至)(?<!至最高)(?<!至最高支付)限额(?!以[上下内]|内)|上限|最高额)"
    r"|不(?:得|能)?(?:超过|高于)(?:以下|下列|如下)")
_RAISED = re.compile(r"\s?(?:统一)?(?:提高|调整|调增|增加|上调|上浮|提升|降低|下调)(?:到|至|为)")
PERIOD_BEHIND = re.compile(r"(?<=人)([月年])|/?每([月年])")
_LOWERED = re.compile("(?:对|下调|降低|调低|下浮)+")
_LOAN_LIMIT = re.compile("最高(?:贷款)?额度")  # 人才最高贷款额度分别上调至130万元、110万元
FLOOR = re.compile(r"最低[^，。；：]{0,8}(?:额|标准)[为：]")  # 每户最低月补贴额为：甲区360元，乙区270元
_INSURED = re.compile(r"基金|资金|统筹|医保|保险|财政|参保|住院|门诊|医疗|就医|待遇|伤残|抚恤|养老|报销|救助|补助|津贴")
SHARED = 24  # characters between two amounts of a list that share a bound: 职工每人每天105元、居民每人每天50元


@lru_cache(maxsize=512)  # targets and incentives read the same clauses
def amounts(reading: Reading, promised: Promise) -> tuple[Amount, ...]:
    """Money and rates of a text with their roles, in order. ``promised``: what the enclosing clause announced a list
    of.
    """
    found: list[Amount] = []
    if not any(_measures(q) for segment in reading.segments for q in segment.found):
        return ()
    counted = {segment.sentence for segment in reading.segments if any(_measures(q) for q in segment.found)}
    marks = [cues(reading.text, s.start, s.end) if s.sentence in counted else () for s in reading.segments]
    if not promised and not _INSURED.search(reading.text):  # 支付出让金的30%: 支付 alone gives nothing
        marks = [tuple(cue for cue in own if cue.kind != "fund_pays" or cue.end - cue.start > len("支付"))
                 for own in marks]
    carried, sentence, ceiling, floor = "", -1, False, False
    for number, segment in enumerate(reading.segments):
        if segment.sentence != sentence:
            sentence, carried, ceiling = segment.sentence, "level" if promised else "", promised == "ceiling"
            floor = False
        known: Known = {}
        own = [_amount(reading, number, q, marks, carried, found, known) for q in segment.found if _measures(q)]
        if ceiling:
            own = [a._replace(bound="at_most") if a.cue and a.cue.start == a.cue.end else a for a in own]
        if own and _LOAN_LIMIT.search(reading.text, segment.start, own[-1].quantity.start):
            own = [a._replace(bound="at_most") if a.role == "loan" and a.bound == "exact" else a for a in own]
        floor = floor or FLOOR.search(reading.text, segment.start, segment.end) is not None
        if floor:
            own = [a._replace(bound="at_least") if a.bound == "exact" else a for a in own]
        found += _series(own, reading)
        ceiling = (
            ceiling or CEILING.search(reading.text, segment.start,
                                      own[0].quantity.start if own else segment.end) is not None
        )
        told = [cue for cue in marks[number] if not _in_bracket(reading, segment.start, cue)]
        if told and not (OF_CLASS.search(reading.of(segment)) and told[0].kind not in GIVING):
            gives = told[0].kind == "price" and bool(own) and own[-1].role in OFFERED  # 按购车价格的5%给予补贴
            first = next((cue.kind for cue in told if cue.kind in GIVING), told[0].kind) if gives else told[0].kind
            carried = next((cue.kind for cue in told if cue.kind in TAKING and first != "relieve"), first)
    return tuple(_uncontested(found, reading)) if promised else tuple(found)


def _in_bracket(reading: Reading, start: int, cue: Cue) -> bool:
    """Whether a word stands in a bracket that opens in its segment: 税额（抵扣前，下同）不低于20万元."""
    before = reading.text[start:cue.start]
    return before.count("（") > before.count("）")


def _uncontested(found: list[Amount], reading: Reading) -> Iterator[Amount]:
    """The amounts of an announced list; what is spent, and a bracket of sums beside one that is governed, are costs:
    每亩投入1500元（概算为：苗木300元，人工200元），县奖补900元.
    """
    governed = {reading.segments[a.segment].sentence for a in found if a.cue and a.cue.end > a.cue.start
                and a.role in OFFERED and not reading.segments[a.segment].bracketed}
    for a in found:
        here = reading.segments[a.segment]
        bare = a.cue is not None and a.cue.start == a.cue.end
        costs = bare and (_SPENT.search(reading.text, here.start, a.quantity.start) is not None
                          or here.bracketed and here.sentence in governed)
        yield a._replace(role="cost") if costs else a


def _measures(q: Quantity) -> bool:
    return q.measure in ("money", "percent") or (q.measure == "score" and q.per != "")


def _amount(
    reading: Reading, number: int, q: Quantity, marks: list[tuple[Cue, ...]], carried: str, found: list[Amount],
    known: Known,
) -> Amount:
    segment = reading.segments[number]
    begin = max((other.end for other in segment.found if other.end <= q.start), default=segment.start)
    bound = bound_of(reading.text, *_raised_from(reading.text, begin, q, segment), segment)
    cue = governor(Seat(reading, number, q, begin, bound, marks, carried, found, known))
    role = role_of(reading, segment, q, cue, marks[number])
    unit, per, period = unit_of(reading.text, begin, q, segment)
    if not period and (behind := PERIOD_BEHIND.match(reading.text, q.end, segment.end)):  # 1000元/人月, 20元每月
        period = behind[1] or behind[2]
        unit = f"{unit}/{period}"
    base = base_of(reading.text, begin, q.start) if q.measure == "percent" else None
    price = [mark.end for mark in marks[number] if mark.kind == "price" and mark.end <= q.start]
    if base is None and role == "relief" and price:  # 三个险种总体费率│下降2.5个百分点
        lead = _LOWERED.match(reading.text, segment.start, price[-1])  # 下调│个人贷款利率│0.25个百分点
        base = Span(lead.end() if lead else segment.start, price[-1])
    return Amount(number, q, role, cue, bound, unit, per, period, base)


def _raised_from(text: str, begin: int, q: Quantity, segment: Segment) -> tuple[int, Quantity]:
    """Where the words of an amount begin, and the amount behind them: of what was raised the first of the former ones
    (最高额度分别由80万元、60万元提高至│100万元).
    """
    formers = [other for other in segment.found if other.end <= begin]
    if not formers or not _RAISED.fullmatch(text, begin, q.start):
        return begin, q
    while len(formers) > 1 and re.fullmatch("[、和]", text[formers[-2].end:formers[-1].start]):
        formers.pop()
    return (formers[-2].end if len(formers) > 1 else segment.start), formers[-1]


# ---------------------------------------------------------------- lists of amounts
def _series(own: list[Amount], reading: Reading) -> list[Amount]:
    """A list of amounts in one segment (每人每月600元、硕士1200元; 最高50万元、20万元) shares the unit and the bound of
    its first.
    """
    held: list[Amount] = []
    first: Amount | None = None
    for amount in own:
        if (
            first is not None and first.role == amount.role != "threshold"
            and first.quantity.unit.partition("/")[0] == amount.quantity.unit.partition("/")[0]  # 60万元/人、120万元/户
        ):
            between = reading.text[first.quantity.end:amount.quantity.start]
            if BAND.fullmatch(between):  # 每月十五元至二十五元: one amount
                held[-1] = first = first._replace(
                    quantity=first.quantity._replace(end=amount.quantity.end, value_max=amount.quantity.value))
                continue
            if re.match(r"[、和及与或]", between) or re.search("[、和]", between):
                if not (amount.per or amount.period):
                    amount = amount._replace(unit=first.unit, per=first.per, period=first.period)
                if amount.quantity.measure == "percent" and amount.base is None:
                    amount = amount._replace(base=first.base)  # 按投资额的1%、2%
                if first.bound != "exact" and amount.bound == "exact" and len(between) < SHARED:
                    amount = amount._replace(bound=first.bound)
        first = amount if amount.role != "threshold" else first
        held.append(amount)
    return held
