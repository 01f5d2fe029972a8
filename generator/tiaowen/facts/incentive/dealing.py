"""Whom of a list each amount of a list is dealt to: 三星级、四星级…分别给予20万元、50万元; 博士2000元、硕士1000元."""

from __future__ import annotations

import re
from itertools import pairwise

from tiaowen.catalog import Catalog
from tiaowen.facts.incentive.conditions import outside_brackets, tiers
from tiaowen.facts.incentive.names import kind_of, receiver, subject_of
from tiaowen.facts.incentive.parties import Party
from tiaowen.language.governing import cues
from tiaowen.language.governor import Amount
from tiaowen.language.sentences import Reading
from tiaowen.text import chinese_to_int

_CLASS = re.compile(r"[\u4e00-\u9fff]{2,12}")
_RANKED = re.compile(r"前([二三四五六七八九十])(?!年)")  # 排名前三的银行: as many as the amounts
_BANDS = re.compile(r"\d[^、，]*至[^、，]*、[^，]*\d")  # bands of a threshold, one for each amount
_JOINED = re.compile(r"\s?[、和及]\s?")  # 20万元、10万元: dealt out over a list
_BARE_LIST = re.compile(r"\d[万亿]?\s?、\s?$")  # 500、1000、2000元: which is whose
_CHOICE = re.compile(r"\s?或者?\s?")
_BEHIND_BY = re.compile(r"^(?:由|从)[^，]*?按([一-龥]{2,6})$")
# 每人100元产前检查、400元住院分娩补助: what each is for stands behind it
_BEHIND = re.compile(r"（?([一-龥]{2,8})）?、\d")
_LAST_BEHIND = re.compile(r"（([一-龥]{2,8})）|([一-龥]{2,8}?)(?:定额)?(?:补[贴助]|奖励|费|津贴)")
_GRADED = re.compile(r"分(?:层次|档次?|类别?|级|等级)|按(?:照)?(?:层次|档次|类别|等级)")
_GOES_ON = re.compile(r"，\d[\d.]*万?元")
_OR_MORE = re.compile(r"\s?或者?\s?\d")
# the classes of an insurance: 一级医院在职98%、退休100%
_PAIRS = (("在职", "退休"), ("退休前", "退休后"))
_DEGREE = re.compile(r"(?:博士|硕士|本科|专科|大专|中专|技师|高级工|其他|其余)")
_DEGREE_LAST = re.compile(r"(?<=[一-龥]{3})(?:博士|硕士|本科|专科)$")
_BY_LABEL = re.compile(r"按照?+((?!每|其|不|最|年|月)(?:\d[—–~-]\d)?[\u4e00-\u9fff]{1,6})")
_NO_LABEL = re.compile(
    r"^(?:其中|再|另|并|可|还|最高|每|其|该|以|由|从|给|同|共)|[，的]|(?:起|后|时|前|增加|提高|人民币)$|财政|资金|政府")
_LABEL_END = re.compile(
    r"(?:为|按|的|一次性|每(?:[人户个家名生项件年月亩吨台张]|平方米)|(?:奖励|补助|补贴|资助|支持|奖补)?(?:金额|总额"
    r"|额度|资金|标准)|总额|合计|累计|年度|当年|人民币|约|单[户个家项]|(?:一般)?(?:最高)?不(?:得|能)?(?:超过|高于|低于"
    r"|少于)|最[高低]|给予|奖励|补助|补贴|资助|支持|可达?|提高至?|达到)+$"
)


def dealt_to(reading: Reading, who: Party, amount: Amount, peers: list[Amount], quote: str,
             catalog: Catalog) -> Party | None:
    """The tier that 分别 deals this amount to, or whom a label names at it; None when a list and its amounts do not
    fit.

    ``peers``: the awards of the amount's segment, in order; ``who``: the party of the first of them.
    """
    if len(peers) == 1:
        return _alone(reading, who, amount)
    if (
        _BANDS.search(who.condition) or any(_CHOICE.fullmatch(reading.text, a.quantity.end, b.quantity.start) for a,
                                            b in pairwise(peers))
    ):
        return None  # 1000万元至2000万元、2000万元至5000万元的，按70%、80%; 比例为50%或70%: which of them is not said
    joined = any(_JOINED.fullmatch(reading.text, a.quantity.end, b.quantity.start) for a, b in pairwise(peers))
    if _BEHIND.match(reading.text, peers[0].quantity.end):
        return _by_what_follows(reading.text, who, amount)
    if joined and "分别" not in quote and _GRADED.search(quote):
        return None  # 分层次给予50万元、30万元: over what is not said
    if "分别" in quote or joined:
        return _by_place(who, peers.index(amount), len(peers), catalog)
    return _by_label(reading, who, amount, peers, catalog)


def _by_what_follows(text: str, who: Party, amount: Amount) -> Party | None:
    """每人100元产前检查、400元住院分娩补助: what each amount is for stands behind it."""
    end = amount.quantity.end
    behind = _BEHIND.match(text, end) or _LAST_BEHIND.match(text, end)
    if behind is None:
        return None
    return who._replace(condition="，".join(part for part in (who.condition, behind[behind.lastindex or 1]) if part))


def _alone(reading: Reading, who: Party, amount: Amount) -> Party | None:
    """The only award of its segment, with the label right at it (按家禽2元/只); None when 分别 deals more than was
    read.
    """
    segment = reading.segments[amount.segment]
    alike = [q for q in segment.found if q.measure == amount.quantity.measure and q != amount.quantity]
    if (
        _BARE_LIST.search(reading.text, segment.start, amount.quantity.start)
        or "分别" in reading.of(segment) and any(_JOINED.fullmatch(reading.text, q.end,
                                                                amount.quantity.start) for q in alike)
    ):
        return None
    before = amount.quantity.start
    if "分别" in reading.text[segment.start:before] and any(q.end < before for q in alike):
        return None  # 分别按3万元（博士）、1万元（硕士）
    if _GOES_ON.match(reading.text, segment.end) or _OR_MORE.match(reading.text, amount.quantity.end):
        return None  # 分别给予200万元，100万元奖励; 补贴至2.5%或2.3%
    label = _BY_LABEL.match(reading.text, segment.start, amount.quantity.start)
    if (
        amount.quantity.measure != "money" or not label or label.end() != amount.quantity.start
        or cues(label[1], 0, len(label[1]))
    ):
        return who
    return who._replace(condition="，".join(part for part in (who.condition, label[1].removesuffix("的")) if part))


def _by_place(who: Party, index: int, count: int, catalog: Catalog) -> Party | None:
    conditions, names = _dealt_parts(who.condition, count), tiers(who.name, count) or _parties(who.name, count, catalog)
    if not conditions and len(outside_brackets(who.condition)) > 1 and names == _parties(who.name, count, catalog):
        return None  # 创建A级景区、示范园区的县政府、管委会，分别…: which of the two lists is meant
    if conditions and names and _DEGREE.match(who.name):
        return None  # 35岁以下、新来工作的博士、硕士
    if conditions:
        other = subject_of(conditions[index], catalog.quantities) if who.kind == "person" else ""
        if index and conditions[index][:2] != conditions[0][:2] and kind_of(other, catalog.quantities) == "enterprise":
            return None  # 对个人自主创业、小微企业: another receives
        return who._replace(condition=conditions[index])
    if names:
        modifier, of, bare = names[0].rpartition("的")  # 新引进的│博士、硕士: of all of them
        said = "，".join(part for part in (modifier, who.condition) if part and of) or who.condition
        degree = _DEGREE_LAST.search(bare)
        shared = bare[:degree.start()] if degree else ""  # 毕业五年内│博士、硕士
        if index and shared and not names[index].startswith(shared):
            said = "，".join(part for part in (shared, said) if part)
        return who._replace(name=names[index] if index else bare, condition=said)
    if ranked := _RANKED.search(who.condition):
        return who if chinese_to_int(ranked[1]) == count else None
    return None  # 分别 deals over a list: one that does not fit its amounts was not read


def _dealt_parts(text: str, count: int) -> list[str]:
    """The tiers of a condition whose list stands in one of its comma segments; the others hold for all of them."""
    parts = text.split("，")
    lists = [at for at, part in enumerate(parts) if len(parts) > 1 and tiers(part, count)]
    if len(lists) != 1:
        return [] if lists else tiers(text, count)
    at = lists[0]
    return ["，".join([*parts[:at], tier, *parts[at + 1:]]) for tier in tiers(parts[at], count)]


def _parties(name: str, count: int, catalog: Catalog) -> list[str]:
    """A list of as many receivers as there are amounts; empty when it is none."""
    parts = re.split("[、和及]", name)
    return (
        parts if len(parts) == count and all(kind_of(part, catalog.quantities) != "unknown" for part in parts) else []
    )


def _by_label(reading: Reading, who: Party, amount: Amount, peers: list[Amount], catalog: Catalog) -> Party | None:
    """博士2000元、硕士1000元; 省内展会不超过2000元、省外展会不超过4000元: each label is its own amount's."""
    index = peers.index(amount)
    segment = reading.segments[amount.segment]
    begin = peers[index - 1].quantity.end if index else segment.start
    between = re.sub("^(?:[、和及，或 ]|按照?)+", "", reading.text[begin:amount.quantity.start])
    first = _LABEL_END.sub("", reading.text[segment.start:peers[0].quantity.start]).rpartition("的")[2]
    rest = who.condition.removesuffix(first).strip("，")
    if index and (own := receiver(between, catalog.quantities)):
        return who._replace(name=own, kind=kind_of(own, catalog.quantities), condition=rest)
    if not index and (by := _BEHIND_BY.search(between)) and not cues(by[1], 0, len(by[1])):
        between = by[1]  # 由基金按│在职75%、退休80%
    label = _LABEL_END.sub("", between)
    kind = kind_of(label, catalog.quantities)
    if index and (kind != "unknown" or _DEGREE.match(label) and _CLASS.fullmatch(label)):
        return who._replace(name=label, kind=kind, condition=rest)
    if not index and label != between and not re.search("[对的]", label) and kind != "unknown":
        return who._replace(name=label, kind=kind,
                            condition=who.condition.removesuffix("为").removesuffix(label).strip("，"))
    if not label or cues(label, 0, len(label.removesuffix("奖"))):
        return None if index and re.search(r"\d|[，对]", between) else who
    if not index:
        kept = label in who.condition or label in who.name or _NO_LABEL.search(label)
        return who if kept else who._replace(condition="，".join(part for part in (who.condition, label) if part))
    said = _LABEL_END.sub("", who.condition)
    if first and said.endswith(first):
        # 全国│一等奖、二等奖
        shared = first[:-len(label)] if len(label) == 3 and first[-2:] == label[-2:] == "等奖" else ""
        shared = next((first[:-len(one)] for one, other in _PAIRS
                       if first.endswith(one) and label.startswith(other)), shared)
        return who._replace(condition=said.removesuffix(first) + shared + label)
    if _CLASS.fullmatch(label):
        return who._replace(condition="，".join(part for part in (who.condition, label) if part))
    return None
