"""Who benefits and on what condition, read off the words before the benefit: 对 <condition> 的 <beneficiary>，给予…"""

from __future__ import annotations

import re
from typing import Literal, NamedTuple

from generator.catalog.quantities import QuantityWords

Kind = Literal["enterprise", "person", "organization", "government", "unknown"]
_GIVING = re.compile(
    r"给予|予以|奖励|补助|补贴|资助|发放|拨付|享受|扣除|减按|减收|减免|免征|免缴|免收|返还|安排|实行|实施|进行|提供|预留|视同|优先|免费|加大|落实|征收"
)
_TOWARDS = re.compile(
    r"(?<![面针反绝相核比敌应])对(?!接|外|口|标|照|象|策|比|应|等)于?|(?<![方面导定取趋倾意转])向|(?:^|[，；、。])(?:凡是?|凡被|鼓励|支持|为)"
)
_NEAR = re.compile(
    r"(?:给予|奖励|补助|补贴|资助|发给|发放给|对|向|为)((?:每(?:个|家|户|名)|该)?[^，。；、\d]{1,14}?)"
    r"(?=一次性|最高|不超过|其|奖励|补助|补贴|资助|给予|进行|每|按|\d|发放|提供|优先|优待|优惠|免费|减收|$)"
)
_TAIL = re.compile(
    r"(?:一次性|分别|可以?|再|还|应当?|要|按规定|按照?[^，。；]{1,40}|依照有关规定|最高|每(?:家|户|个|年|月|人|间|块)?|，经[^，。；]{2,20}|的?比例|标准|大力|相应|全程|同等|等|，)+$"
)
_LEAD = re.compile(
    r"^(?:其中|同时|加强|做好|强化|引导和支持|积极推动|此外|另外|继续|加大对?|优先支持|优先|给予|根据|通过|引导|为|对于?"
    r"|持续|积极|加快|大力|落实好?|保障|推动|实施(?![地国])|壮大|牵引带动|带动|允许|消除|确保|复制推广|探索|培育发展|统筹|共同|研究|将|与"
    r"|凡是?|凡被|向|鼓励|支持|以及|[，、：；\s])+"
)
_CONDITION = re.compile(r"(?:的|时|后|期间|以上|以下|城市|以内)，?$")
LONGEST = 60
LONGEST_CONDITION = 160
SHORT_TIER = 6  # characters; 四星级 leans on 新评定为三星级, 省级专精特新中小企业 stands alone
ONE_CLUSTER = 14  # characters between words of one benefit: 给予…奖励


class Party(NamedTuple):
    """The beneficiary as printed, its kind, and what it must have done."""

    name: str
    kind: Kind
    condition: str


def party(text: str, amount_at: int, headings: tuple[str, ...], before: Party | None, words: QuantityWords) -> Party:
    """The party of a benefit quoted as ``text``; ``amount_at`` is where its amount stands (the end, when it has none).

    A tier that names nobody takes over the party of the tier ``before``, else the one its own or the enclosing heading names (星级酒店创建).
    """
    head = text[:_benefit_at(text, amount_at)]
    start = _TOWARDS.search(head)
    phrase = _TAIL.sub("", head[start.end():] if start else head)
    name, condition = _read(phrase, words)
    near = _near(text[max(0, amount_at - 30):amount_at + 12], words)
    if near:  # 奖励所在园区运营公司5万元: who is named at the amount receives it
        name, condition = near, (condition or phrase) if near not in phrase else condition
    if name and kind_of(name, words) != "unknown":
        return Party(_short(name), kind_of(name, words), condition.strip("，、的 ")[:LONGEST_CONDITION])
    condition = (phrase if start or _CONDITION.search(phrase) else "").strip("，、的 ")[:LONGEST_CONDITION]
    if start and (subject := _subject(text[:start.start()], words)):
        return Party(subject, kind_of(subject, words), condition)
    if before is not None and before.kind != "unknown":
        return Party(before.name, before.kind, condition or before.condition)
    for heading in headings[:2]:
        if noun := _noun_in(heading, words):
            return Party(noun, kind_of(noun, words), condition)
    return Party("", "unknown", condition)


def _benefit_at(text: str, amount_at: int) -> int:
    """Where the words of the benefit begin: the last 给予…奖励 before the amount."""
    given = [match for match in _GIVING.finditer(text, 0, amount_at) if match.start() > 0 and _at_amount(text[match.end():amount_at])]
    if not given:
        return amount_at
    first = given[-1]
    for earlier in reversed(given[:-1]):
        if first.start() - earlier.end() > ONE_CLUSTER or "的" in text[earlier.end():first.start()] or "，" in text[earlier.end():first.start()]:
            break
        first = earlier
    return first.start()


def _at_amount(between: str) -> bool:
    """Whether nothing but the benefit's own words stands between: 给予[一次性]10万元, not 企业实施的…项目，按10%."""
    return len(between) <= 24 and "，" not in between and not between.startswith("的")


def _read(phrase: str, words: QuantityWords) -> tuple[str, str]:
    """The first comma segment that ends in a party, and everything else as the condition."""
    segments = [part for part in re.split(r"[，：]", phrase) if part.strip() and not words.find("taking", part)]
    for index, segment in enumerate(segments):
        name, modifier = _split(segment)
        if kind_of(name, words) != "unknown":
            rest = [modifier, *segments[:index], *segments[index + 1:]]
            return name, "，".join(part.strip("的 ") for part in rest if part.strip("的 "))
    for segment in segments:
        name, modifier = _split(segment)
        if modifier and (subject := _subject(name, words)):  # 年满60周岁的老年人持证乘车
            return subject, "，".join((modifier, name.removeprefix(subject)))
    for segment in segments:  # 县内外旅行社宣传促销重点市场: the subject stands first
        if subject := _subject(segment, words):
            return subject, "，".join(segments).replace(subject, "", 1).strip("，的 ")
    return "", ""


def _subject(segment: str, words: QuantityWords) -> str:
    """The enterprise or person that a segment begins with; an office that gives is none."""
    segment = _LEAD.sub("", segment)
    best = ""
    for name in ("enterprise", "person"):
        match = words.patterns[name].search(segment[:12])
        listed = match is not None and segment[match.end():match.end() + 1] in tuple("、和")
        if match and match.end() > 1 and not listed and not re.search(r"[在于由按经、]", segment[:match.end()]):
            found = segment[:match.end()]
            best = found if not best or len(found) < len(best) else best
    return best


def _near(text: str, words: QuantityWords) -> str:
    """The party right at the benefit: 给予投资方奖励100万元, 对引进企业和社团进行奖励."""
    found = [match[1] for match in _NEAR.finditer(text) if kind_of(match[1], words) != "unknown" and "的" not in match[1]]
    return _TAIL.sub("", found[-1].removesuffix("进行")) if found else ""


def _split(phrase: str) -> tuple[str, str]:
    """年营业收入首次突破100亿元（含）的工业企业 → (工业企业, 年营业收入首次突破100亿元（含）)."""
    phrase = _LEAD.sub("", phrase.strip())
    if phrase.endswith("的"):
        return "", phrase[:-1]
    condition, of, name = phrase.rpartition("的")
    return (name, condition) if of else (phrase, "")


def _short(name: str) -> str:
    return _LEAD.sub("", name.strip(" ，、的"))[-LONGEST:]


def kind_of(name: str, words: QuantityWords) -> Kind:
    """The kind of the head noun: the longest party word that the name ends in."""
    name = re.sub(r"（[^（）]*）$|[”’等]+$", "", name)[-LONGEST:]
    ends = [(match.end() - match.start(), kind) for identity, kind in _KINDS.items()
            if (match := re.search(rf"(?:{words.patterns[identity].pattern})$", name))]
    return max(ends, key=lambda item: item[0])[1] if ends else "unknown"


_KINDS: dict[str, Kind] = {"enterprise": "enterprise", "person": "person", "organization": "organization", "government": "government"}


def _noun_in(heading: str, words: QuantityWords) -> str:
    """The party that a heading names: 星级酒店创建 → 星级酒店, 鼓励企业扩大投资 → 企业."""
    bare = re.sub(r"(?:的)?(?:建设|创建|培育|发展|支持|扶持|奖励|补助|补贴|评定|引进|壮大|工程|行动|目标|标准|办法|政策|队伍)+$", "", heading)
    if len(bare) <= 12 and kind_of(bare, words) != "unknown":
        return _short(bare)
    found = [match for name in ("enterprise", "person") for match in words.patterns[name].finditer(heading)]
    first = min(found, key=lambda match: match.start(), default=None)
    return first[0] if first else ""


def tiers(text: str, count: int) -> list[str]:
    """The parts of 新评定为三星级、四星级、五星级 when they are as many as the amounts dealt out to them, each with the common beginning."""
    parts = text.split("、")
    if count < 2 or len(parts) != count or any(not part for part in parts):
        return []
    first, second = parts[0], parts[1]
    shortened = len(second) <= SHORT_TIER and len(first) > len(second) and first[-1:] == second[-1:]
    prefix = first[:-len(second)] if shortened else ""
    return [first, *(prefix + part if not part.startswith(prefix) else part for part in parts[1:])]
