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
from typing import Literal, NamedTuple

from tiaowen.language.bounds import BOUND_WITHIN, Bound, base_of, bound_of, unit_of
from tiaowen.language.governing import GIVING, HANDS_OVER, OFFERED, TAKING, Cue, Role, cues
from tiaowen.language.lexicon import words_of
from tiaowen.language.paid import role_of
from tiaowen.language.quantity import Quantity
from tiaowen.language.sentences import Reading, Segment
from tiaowen.model import Span

Promise = Literal["", "benefit", "ceiling"]
_EDGE = re.compile(
    r"\s?(?:（不?含[^（）]{0,8}）)?(?:/[年月日天人户家个亩吨次])?"
    r"(?P<open>(?:及|含|或)?(?:以上|以下|以内|之内))?(?:（不?含[^（）]{0,8}）)?"
)
_BAND = re.compile(r"\s?[、，]?(?:至|到|—|–|-|~)+\s?(?=[\d一二三四五六七八九十百千]|$)")
_SPENT = re.compile(r"投入|投资|自费|自筹|价格|成本|造价|概算")  # 每亩投入1500元: what it costs
_CLOSE = re.compile(  # what may stand between the word that gives and its amount
    r"(?:一次性|每年|每月|再|另|分别|各|每[\u4e00-\u9fff]{1,4}?|人民币|总额|共计|合计|累计|奖励|补助|补贴|资金|金额"
    r"|标准|额度|为|按|最高|最多|约|总计|至|到"
    r"|不(?:得|能)?(?:超过|高于|低于|少于)|至少|不等|上限|增加|提高|：|，|\s|（|的?比例)*$"
)
_OF_RATE = re.compile(r"的?(?:比例|标准|额度|幅度|限额|上限|限额内|系数|价格|部分?给|优惠|年利率|费率|利率)")
_OF_CLASS = re.compile(r"(?:的|者|(?<![瓦小])时|后|期间|之?内|以上|以下)$")
_WHO_COMES = re.compile(
    r"企业|项目|单位|个人|家庭|人员|机构|基地|平台|园区|对象|学生|居民|职工|农户|[^收投]入|部分|困难|合作社|农场")
CEILING = re.compile(r"封顶线|限额(?!以上)|上限|最高额|不(?:得|能)?(?:超过|高于)(?:以下|下列|如下)")
_LISTED = re.compile(r"\s?[、和及与][^，。；的]{0,16}$")
_RATED = re.compile(r"按|以|不(?:得|能)?(?:超过|低于|高于)|最高|比例|标准|[额费价款金]的?")
_BY_RATE = re.compile(r"(?:按照?|给予|奖励|补助|补贴)[^，、\d]*$")  # 按不超过固定资产投资额5%: of what, no threshold
_IF = re.compile(r"(?:但是?)?(?:如|若)(?!期|需)[^，。；]*的$")
_BELOW = re.compile(r"(?<!不)(?<!不得)(?<!不能)(?:低于|高于|超过|达到|不足|大于|小于)[^，。；给奖励发补]{0,24}$")
# 支付限额提高3800元
_RAISED_LIMIT = re.compile(
    r"(?:提高|增加|上调|降低|减少)[^，。；\d]{0,12}(?:限额|封顶线|额度|上限)[^，。；\d为至到]{0,3}$")
_LIMIT_OF = re.compile(
    r"(?:提高|增加)[^，。；]{0,12}(?:限额|封顶线|上限)的$|(?:原封顶线|原限额|(?:上限|限额)(?:（[^（）]*）)?之和)的$")
_EXPLAINED = re.compile(r"不(?:得|能)?(?:超过|高于)[^，。；]*(?:上限|限额|标准|额度)（$")
_DONE_FIRST = re.compile(r"[^，。；]{1,24}(?:支付|发放|缴纳|投入)[^，。；]{0,12}的$")
_GIVES_NEXT = re.compile(r"，(?:可|按|给予|享受|对)")
_REACHES = re.compile(r"(?<![可能将以])(?:达到?|实现|突破)\s?$")  # 招用人数达到职工总数10%（100人以上的企业达到5%）
# 支出金额可小于1万元的项目
_COMPARED = re.compile(r"(?<!不)(?<!不[得能可应])(?:大于|小于|高于|低于|少于|多于|超过|不足|不满|缩小|缩减)\s?$")
_GIVES_ANOTHER = re.compile(r"(?:给予|予以|奖励|补助|补贴)[^，。；\d]{0,12}\d[\d.]*[万亿]?元")
_THEN_GIVEN = re.compile(r"(?:以上|以下)?的，?(?:给予|予以|享受|由|按|可(?!转))")
_LOAN_BEHIND = re.compile(r"[^，。；\d]{0,16}(?:贷款|借款|授信)(?!贴息|利息|利率|风险|损失|余额|总额|担保)")
_FORMULA, _RESULT = re.compile(r"[/一-龥]{0,4}\s?[×=＝÷+＋]"), re.compile(r"[×=＝÷+＋]\s?$")
_INCLUSIVE = re.compile(r"（不?含\s?$")  # （含1万元）
# 新增建设用地计划总量的8%予以单列
_NO_MONEY = re.compile(r"(?:用地|指标|面积|编制|岗位|名额|人数|学位|床位|计划总?量)[^，。；元]{0,6}$")
_FROM = re.compile(r"(?:由|从)[^，。；]{0,12}$")
_TO = re.compile(r"[^，。；\d]{0,4}(?:降|减|提高|调整|下调|上调|增加|升)(?:低|少)?(?:到|至|为)")
_BARE = re.compile(r"[^。；]{0,30}$")
_INSURED = re.compile(r"基金|资金|统筹|医保|保险|财政|参保|住院|门诊|医疗|就医|待遇|伤残|抚恤|养老|报销|救助|补助|津贴")
NEAR = 16  # characters behind an amount in which the word that governs it may stand
SHARED = 24  # characters between two amounts of a list that share a bound: 职工每人每天105元、居民每人每天50元


class Amount(NamedTuple):
    """An amount in its role; spans are of the clause's text."""

    segment: int
    quantity: Quantity
    role: Role
    cue: Cue | None  # the word that decided the role
    bound: Bound
    unit: str
    per: str
    period: str
    base: Span | None


@lru_cache(maxsize=512)  # targets and incentives read the same clauses
def amounts(reading: Reading, *, promised: Promise = "") -> tuple[Amount, ...]:
    """Money and rates of a text with their roles, in order. ``promised``: the enclosing clause announced a list of
    them.
    """
    found: list[Amount] = []
    if not any(_measures(q) for segment in reading.segments for q in segment.found):
        return ()
    counted = {segment.sentence for segment in reading.segments if any(_measures(q) for q in segment.found)}
    marks = [cues(reading.text, s.start, s.end) if s.sentence in counted else () for s in reading.segments]
    if not promised and not _INSURED.search(reading.text):  # 支付出让金的30%: 支付 alone gives nothing
        marks = [tuple(cue for cue in own if cue.kind != "fund_pays" or cue.end - cue.start > len("支付"))
                 for own in marks]
    carried, sentence, ceiling = "", -1, False
    for number, segment in enumerate(reading.segments):
        if segment.sentence != sentence:
            sentence, carried, ceiling = segment.sentence, "level" if promised else "", promised == "ceiling"
        own = [_amount(reading, number, q, marks, carried, found) for q in segment.found if _measures(q)]
        if ceiling:
            own = [a._replace(bound="at_most") if a.cue and a.cue.start == a.cue.end else a for a in own]
        found += _series(own, reading)
        ceiling = (
            ceiling or CEILING.search(reading.text, segment.start,
                                      own[0].quantity.start if own else segment.end) is not None
        )
        if marks[number] and not (_OF_CLASS.search(reading.of(segment)) and marks[number][0].kind not in GIVING):
            first = marks[number][0].kind
            carried = next((cue.kind for cue in marks[number] if cue.kind in TAKING and first != "relieve"), first)
    return tuple(_uncontested(found, reading)) if promised else tuple(found)


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
    reading: Reading, number: int, q: Quantity, marks: list[tuple[Cue, ...]], carried: str, found: list[Amount]
) -> Amount:
    segment = reading.segments[number]
    begin = max((other.end for other in segment.found if other.end <= q.start), default=segment.start)
    bound = bound_of(reading.text, begin, q, segment)
    cue = _governor(reading, number, q, begin, marks, carried, found, bound)
    role = role_of(reading, segment, q, cue, marks[number])
    unit, per, period = unit_of(reading.text[begin:q.start], q)
    base = base_of(reading.text, begin, q.start) if q.measure == "percent" else None
    price = [mark.end for mark in marks[number] if mark.kind == "price" and mark.end <= q.start]
    if base is None and role == "relief" and price:  # 三个险种总体费率│下降2.5个百分点
        base = Span(segment.start + reading.of(segment).startswith("对"), price[-1])
    return Amount(number, q, role, cue, bound, unit, per, period, base)


# ---------------------------------------------------------------- what governs it
def _governor(
    reading: Reading, number: int, q: Quantity, begin: int, marks: list[tuple[Cue, ...]], carried: str,
    found: list[Amount], bound: Bound
) -> Cue | None:
    """The word that decides the role; None when nothing does, a cue of kind ``threshold`` when the amount says who is
    meant.
    """
    segment, text = reading.segments[number], reading.text
    edge = _EDGE.match(text, q.end, segment.end)
    after = edge.end() if edge else q.end
    rest = text[after:segment.end]
    later = next((other for other in segment.found if other.start >= q.end), None)
    if _BAND.match(rest):
        return _governor(reading, number, later, later.start, marks, carried, found, bound) if later else None
    threshold = Cue(q.start, q.end, "threshold")
    if _says_who(text, segment, q, rest):
        return threshold
    rated = q.measure == "percent" and _BY_RATE.search(text, segment.start, q.start) is not None
    left = [cue for cue in marks[number] if cue.end <= q.start and not (cue.kind == "pool" and q.measure == "percent")
            and not (cue.kind == "criterion" and rated)]
    near = left[-1] if left else None
    # 投资额在5000万元至1亿元的每个奖励3万元
    if near is not None and near.kind == "criterion" and _begins_at(near.end, segment, q, text):
        return threshold
    if _REACHES.search(text, segment.start, q.start) and not (near and near.kind in GIVING):
        return threshold
    close = near is not None and near.start >= begin - 1 and _CLOSE.match(text[near.end:q.start]) is not None
    if close and near is not None and near.kind in GIVING and not (edge and edge["open"] and _class_follows(rest)):
        if near.kind == "give" and HANDS_OVER.fullmatch(text, near.start, near.end) and _LOAN_BEHIND.match(rest):
            return near._replace(kind="lend")  # 发放5万元免息创业贷款
        return _behind(marks[number], text, q, after) if near.kind == "give" and rest.startswith("的") else near
    if (
        near is not None and near.kind in TAKING and not rest.startswith("的") and near.start >= begin - 1
        and q.start - near.end < 3
    ):
        return near
    right = next((cue for cue in marks[number] if cue.start >= q.end), None)
    # 80%由统筹基金、补充基金支付
    reach, apart = (BOUND_WITHIN * 2, "[，：]") if rest.startswith("由") else (NEAR, "[，、：]|的[^，、]*的")
    right = right if right and right.start - after <= reach and not re.search(apart, text[after:right.start]) else None
    if edge and edge["open"] and not (close and near and near.kind in GIVING):
        return right if right and right.start == after and right.kind != "lower" else threshold
    if (
        rest.startswith(("的", "者")) and not _OF_RATE.match(rest)
        and (right is None or _WHO_COMES.search(text[after:right.start]))
    ):
        return threshold
    if right is not None and not (right.kind == "give" and _WHO_COMES.search(text[after:right.start])):
        return right
    if _OF_CLASS.search(text[segment.start:segment.end].rstrip("）")) and not _OF_RATE.match(rest):
        return threshold
    if near is not None:
        loose = q.measure == "percent" and near.kind == "give" and not close and text[near.end:q.start] != "的"
        loose = loose and not _RATED.search(text, near.start, q.start)
        return None if loose else near
    if later is not None and _LISTED.match(text, q.end, later.start):  # 博士每人2000元、硕士每人1000元的标准给予补贴
        return _governor(reading, number, later, later.start, marks, carried, found, bound)
    return _carried(reading, number, q, begin, marks, carried, found, bound)


def _says_who(text: str, segment: Segment, q: Quantity, rest: str) -> bool:
    """Whether the words around the amount make it a threshold, whatever gives or takes beside it. ``rest``: the words
    after it.
    """
    def before(pattern: re.Pattern[str]) -> bool:
        return pattern.search(text, segment.start, q.start) is not None

    return (
        rest.startswith("的") and before(_BELOW)  # 低于平均养老金60%的
        or _GIVES_ANOTHER.match(rest) is not None  # 每增加1亿元给予银行10万元
        or _IF.match(text, segment.start, segment.end) is not None  # 如按月收入的20%计租低于标准的10%的
        or _THEN_GIVEN.match(rest) is not None  # 合同额不低于1000万元的给予补贴
        or _FORMULA.match(rest) is not None or before(_RESULT)  # 1520元/人月×6月=9120元/人
        or before(_INCLUSIVE) or before(_COMPARED) or q.measure == "percent" and before(_NO_MONEY)
        or segment.bracketed and _EXPLAINED.search(text, max(0, segment.start - BOUND_WITHIN), q.start) is not None
        # 按不低于最低工资80%的标准支付补贴的，可享受补贴
        or _DONE_FIRST.match(text, q.end, segment.end) is not None and _GIVES_NEXT.match(text, segment.end) is not None
        or before(_RAISED_LIMIT) or before(_LIMIT_OF)
        or before(_FROM) and _TO.match(rest) is not None  # 由1.5%降至1%
    )


def _begins_at(end: int, segment: Segment, q: Quantity, text: str) -> bool:
    """Whether an amount, or the band that it ends, follows right on ``end``."""
    lower = next((other for other in segment.found if other.start >= end), q)
    band = lower.start < q.start and _BAND.fullmatch(text, lower.end, q.start) is not None
    return text[end:lower.start].strip() == "" and (lower.start == q.start or band)


def _class_follows(rest: str) -> bool:
    return rest.startswith("的") and _WHO_COMES.match(rest, 1) is not None


def _behind(own: tuple[Cue, ...], text: str, q: Quantity, after: int) -> Cue:
    """给予20万元的…贷款, 给予20万元的奖励: what is given stands behind the amount."""
    left = [cue for cue in own if cue.end <= q.start][-1]
    right = next((cue for cue in own if cue.start >= after), None)
    near = right is not None and right.start - after <= NEAR and not re.search("[，、：]", text[after:right.start])
    return right if right is not None and near and right.kind in ("lend", "give", "relieve") else left


def _carried(
    reading: Reading, number: int, q: Quantity, begin: int, marks: list[tuple[Cue, ...]], carried: str,
    found: list[Amount], bound: Bound
) -> Cue | None:
    """The governor of a bare tier (B级的，20万元; 三级医院75%) and of a rate said before its verb
    (按投资额的10%，给予补助).
    """
    segment, text = reading.segments[number], reading.text
    rest = text[q.end:segment.end].lstrip()
    following = reading.segments[number + 1] if number + 1 < len(reading.segments) else None
    if (
        q.measure == "percent" and re.search(r"(?:按照?|以)[^，]*$", text[segment.start:q.start]) and following
        and following.item == segment.item
    ):
        return next((cue for cue in marks[number + 1] if cue.kind in GIVING), None)
    last = found[-1] if found else None
    follows = (
        last is not None and last.role in OFFERED and segment.sentence - reading.segments[last.segment].sentence == 1
    )
    # 补助10万元。同一企业累计不超过30万元。
    if follows and bound == "at_most" and words_of("restates").search(text, segment.start, q.start):
        return Cue(begin, begin, "give")
    if carried not in GIVING or not (not rest or rest[0] in "、和及与）（" or _OF_RATE.match(rest)):
        return None
    earlier = [a for a in found if reading.segments[a.segment].sentence == segment.sentence and a.role != "threshold"]
    alike = not earlier or bound == "at_most" or any(a.quantity.measure == q.measure for a in earlier)
    led = (
        number > 0 and reading.segments[number - 1].item == segment.item
        and any(cue.kind in GIVING for cue in marks[number - 1])
    )
    told = led or bool(earlier) or text[segment.start - 1:segment.start] in "：（" or carried == "level"
    return Cue(begin, begin, carried) if alike and told and _BARE.match(text, begin, q.start) else None


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
            and first.quantity.unit == amount.quantity.unit
        ):
            between = reading.text[first.quantity.end:amount.quantity.start]
            if _BAND.fullmatch(between):  # 每月十五元至二十五元: one amount
                held[-1] = first = first._replace(
                    quantity=first.quantity._replace(end=amount.quantity.end, value_max=amount.quantity.value))
                continue
            if re.match(r"[、和及与或]", between) or "、" in between:
                if not (amount.per or amount.period):
                    amount = amount._replace(unit=first.unit, per=first.per, period=first.period)
                if first.bound != "exact" and amount.bound == "exact" and len(between) < SHARED:
                    amount = amount._replace(bound=first.bound)
        first = amount if amount.role != "threshold" else first
        held.append(amount)
    return held
