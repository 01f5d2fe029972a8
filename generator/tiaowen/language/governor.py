"""The word that decides what an amount is: the nearest that gives or takes, unless the words around the amount say who
is meant.
"""

from __future__ import annotations

import re
from typing import NamedTuple

from tiaowen.language.bounds import BOUND_WITHIN, Bound, base_of
from tiaowen.language.governing import GIVING, HANDS_OVER, OFFERED, TAKING, Cue, Role
from tiaowen.language.lexicon import words_of
from tiaowen.language.quantity import Quantity
from tiaowen.language.sentences import Reading, Segment
from tiaowen.language.thresholds import AWARD_BEHIND, says_who
from tiaowen.model import Span

_EDGE = re.compile(
    r"\s?(?:（不?含[^（）]{0,8}）)?(?:/[年月日天人户家个亩吨次])?"
    r"(?P<open>(?:及|含|或)?(?:以上|以下|以内|之内))?(?:（不?含[^（）]{0,8}）)?"
)
BAND = re.compile(r"\s?[、，]?(?:至|到|—|–|-|~)+\s?(?=[\d一二三四五六七八九十百千]|$)")
_CLOSE = re.compile(  # what may stand between the word that gives and its amount
    r"(?:一次性|每年|每月|再|另|分别|各|每[\u4e00-\u9fff]{1,4}?|人民币|总额|共计|合计|累计|奖励|补助|补贴|资金|金额"
    r"|标准|额度|为|按|最高|最多|约|总计|至|到"
    r"|不(?:得|能)?(?:超过|高于|低于|少于)|至少|不等|上限|增加|提高|：|，|\s|（|的?比例)*$"
)
_OF_RATE = re.compile(r"的?(?:比例|标准|额度|幅度|限额|上限|限额内|系数|价格|部分?给|优惠|年利率|费率|利率)")
OF_CLASS = re.compile(r"(?:的|者|(?<![瓦小])时|后|期间|之?内|以上|以下)$")
_WHO_COMES = re.compile(
    r"企业|项目|单位|个人|家庭|人员|机构|基地|平台|园区|对象|学生|居民|职工|农户|[^收投]入|部分|困难|合作社|农场")
_LISTED = re.compile(r"\s?[、和及与][^，。；的]{0,16}$")
_RATED = re.compile(r"按|以|不(?:得|能)?(?:超过|低于|高于)|最高|比例|标准|[额费价款金]的?")
_BY_RATE = re.compile(r"(?:按照?|给予|奖励|补助|补贴)[^，、\d]*$")  # 按不超过固定资产投资额5%: of what, no threshold
_REACHES = re.compile(r"(?<![可能将以])(?:达到?|实现|突破)\s?$")  # 招用人数达到职工总数10%（100人以上的企业达到5%）
_LOAN_BEHIND = re.compile(r"[^，。；\d]{0,16}(?:贷款|借款|授信)(?!贴息|利息|利率|风险|损失|余额|总额|担保)")
_BARE = re.compile(r"[^。；]{0,30}$")
CLASS_WITHIN = 8  # characters behind an amount in which a class is named: 10万元以上的│资助项目
NEAR = 16  # characters behind an amount in which the word that governs it may stand


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


Known = dict[tuple[int, int, Bound], Cue | None]


class Seat(NamedTuple):
    """A quantity in its segment. ``begin``: the end of the quantity before it; ``marks``, the governing words of every
    segment; ``carried``, the kind of word that an earlier segment of the sentence hands on; ``found``, the amounts
    before it; ``known``, what governs the seats of its segment, by where they stand.
    """

    reading: Reading
    number: int
    q: Quantity
    begin: int
    bound: Bound
    marks: list[tuple[Cue, ...]]
    carried: str
    found: list[Amount]
    known: Known

    @property
    def segment(self) -> Segment:
        """The segment it stands in."""
        return self.reading.segments[self.number]

    def following(self) -> Seat | None:
        """The seat of the next quantity of the segment, for the end of a band or of a list that shares one word."""
        later = next((other for other in self.segment.found if other.start >= self.q.end), None)
        return self._replace(q=later, begin=later.start) if later else None


class _Sides(NamedTuple):
    """What stands on both sides of a quantity. ``after``: where its own words end (以上, /人); ``close``: nothing but
    words of amounts between it and ``near``.
    """

    near: Cue | None
    close: bool
    right: Cue | None
    after: int
    rest: str
    opened: bool

    def gives(self) -> bool:
        """Whether a giving word stands right before it."""
        return self.close and self.near is not None and self.near.kind in GIVING


def governor(seat: Seat) -> Cue | None:
    """The word that decides the role; None when nothing does, a cue of kind ``threshold`` when the amount says who is
    meant. Each of a list asks the next one: what was answered is kept.
    """
    key = (seat.q.start, seat.begin, seat.bound)
    if key not in seat.known:
        seat.known[key] = _decided(seat)
    return seat.known[key]


def _decided(seat: Seat) -> Cue | None:
    text, segment, q = seat.reading.text, seat.segment, seat.q
    sides = _sides(seat)
    near, right, rest = sides.near, sides.right, sides.rest
    following = seat.following()
    if BAND.match(rest):
        return governor(following) if following else None
    threshold = Cue(q.start, q.end, "threshold")
    if says_who(text, segment, q, rest) or _is_entered(seat, near):
        return threshold
    if beside := _beside(seat, sides):
        return beside
    if sides.opened and (not sides.gives() or _class_follows(rest)):
        return right if right and right.start == sides.after and right.kind != "lower" else threshold
    who_comes = right is not None and _WHO_COMES.search(text[sides.after:right.start]) is not None
    if rest.startswith(("的", "者")) and not _OF_RATE.match(rest) and (right is None or who_comes):
        return threshold
    if right is not None and not (right.kind == "give" and who_comes):
        return right
    if OF_CLASS.search(text[segment.start:segment.end].rstrip("）")) and not _OF_RATE.match(rest):
        return threshold
    if near is not None:
        return None if _is_loose(seat, sides, near) else near
    if following and _LISTED.match(text, q.end, following.q.start):  # 博士每人2000元、硕士每人1000元的标准给予补贴
        return governor(following)
    return _carried(seat)


def _sides(seat: Seat) -> _Sides:
    text, segment, q, own = seat.reading.text, seat.segment, seat.q, seat.marks[seat.number]
    edge = _EDGE.match(text, q.end, segment.end)
    after = edge.end() if edge else q.end
    rest = text[after:segment.end]
    percent = q.measure == "percent"
    passed = {"pool"} if percent else set()
    if percent and _BY_RATE.search(text, segment.start, q.start):
        passed.add("criterion")
    near = next((cue for cue in reversed(own) if cue.end <= q.start and cue.kind not in passed), None)
    close = near is not None and near.start >= seat.begin - 1 and _CLOSE.match(text[near.end:q.start]) is not None
    right = next((cue for cue in own if cue.start >= q.end), None)
    # 80%由统筹基金、补充基金支付
    reach, apart = (BOUND_WITHIN * 2, "[，：]") if rest.startswith("由") else (NEAR, "[，、：]|的[^，、]*的")
    if right and (right.start - after > reach or re.search(apart, text[after:right.start])):
        right = None
    return _Sides(near, close, right, after, rest, edge is not None and edge["open"] is not None)


def _is_entered(seat: Seat, near: Cue | None) -> bool:
    """Whether the amount is one to be reached: 投资额在5000万元至1亿元的每个奖励3万元."""
    text, segment, q = seat.reading.text, seat.segment, seat.q
    if near is not None and near.kind == "criterion" and _begins_at(near.end, segment, q, text):
        return AWARD_BEHIND.match(text, q.end) is None
    gives = near is not None and near.kind in GIVING
    return not gives and _REACHES.search(text, segment.start, q.start) is not None


def _beside(seat: Seat, sides: _Sides) -> Cue | None:
    """The giving or taking word right before the amount; None for one that governs something else."""
    text, q, near, rest = seat.reading.text, seat.q, sides.near, sides.rest
    if near is None:
        return None
    if sides.gives() and not (sides.opened and _class_follows(rest)):
        if near.kind != "give":
            return near
        if HANDS_OVER.fullmatch(text, near.start, near.end) and _LOAN_BEHIND.match(rest):
            return near._replace(kind="lend")  # 发放5万元免息创业贷款
        return _behind(seat.marks[seat.number], text, q, sides.after) if rest.startswith("的") else near
    adjacent = near.start >= seat.begin - 1 and q.start - near.end < 3
    return near if near.kind in TAKING and adjacent and not rest.startswith("的") else None


def _is_loose(seat: Seat, sides: _Sides, near: Cue) -> bool:
    """Whether a rate stands after a giving word without being its rate."""
    text, q = seat.reading.text, seat.q
    if q.measure != "percent" or near.kind != "give" or sides.close or text[near.end:q.start] == "的":
        return False
    return not (_RATED.search(text, near.start, q.start) or base_of(text, seat.begin, q.start))


def _begins_at(end: int, segment: Segment, q: Quantity, text: str) -> bool:
    """Whether an amount, or the band that it ends, follows right on ``end``."""
    lower = next((other for other in segment.found if other.start >= end), q)
    band = lower.start < q.start and BAND.fullmatch(text, lower.end, q.start) is not None
    return text[end:lower.start].strip() == "" and (lower.start == q.start or band)


def _class_follows(rest: str) -> bool:
    return rest.startswith("的") and _WHO_COMES.search(rest[1:CLASS_WITHIN]) is not None


def _behind(own: tuple[Cue, ...], text: str, q: Quantity, after: int) -> Cue:
    """给予20万元的…贷款, 给予20万元的奖励: what is given stands behind the amount."""
    left = [cue for cue in own if cue.end <= q.start][-1]
    right = next((cue for cue in own if cue.start >= after), None)
    near = right is not None and right.start - after <= NEAR and not re.search("[，、：]", text[after:right.start])
    return right if right is not None and near and right.kind in ("lend", "give", "relieve") else left


def _carried(seat: Seat) -> Cue | None:
    """The governor of a bare tier (B级的，20万元; 三级医院75%) and of a rate said before its verb
    (按投资额的10%，给予补助).
    """
    reading, number, q, begin, bound, marks, carried, found, _ = seat
    segment, text = seat.segment, reading.text
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
