"""Whether an award that is one of several tiers is whole with what its lead, or the first of them, says for all.

对获奖的运动队，按以下标准给予奖励：第一名，奖励5万元；第二名，奖励3万元。对评为A级的企业，奖励30万元；B级的，20万元。
"""

from __future__ import annotations

import re
from typing import NamedTuple

from tiaowen.catalog.quantities import QuantityWords
from tiaowen.facts.incentive.frame import FURTHEST, LEANS, LISTED, RATE, TRAIL, lead_from, party_of, roles
from tiaowen.facts.incentive.names import kind_of
from tiaowen.facts.incentive.parties import Party
from tiaowen.facts.incentive.payers import LENT, PLACE_OF_CARE, benefit_at, without_payer
from tiaowen.facts.incentive.told import EDGES, GOES_ON, HANDED_LATER, LONGEST, MARKER, NUMBER, body, is_benefit
from tiaowen.language.governing import GIVING, cues
from tiaowen.language.governor import Amount
from tiaowen.language.lexicon import words_of
from tiaowen.language.sentences import Reading, Segment

_NEXT = re.compile(r"[^，、；]*[，、；]\s?")  # the rest of the tier before: 奖励；│第二名
# the end of a lead: 支付比例为│一级医院90%
_LED = re.compile("：|(?:比例|标准)为(?=[一-龥])")
_OPEN = re.compile(r"\s?(?:[、，或和]|至)\s?(?:最高)?\d")  # 5万元、3万元: one of several for the class
_BRACKET = re.compile("（[^（）]*）")
SHARED = 6  # characters by which the class of the first tier may be longer
LITTLE = 1  # the same in one item, where a shorter class may share more
SHORT = 24  # characters of a class that one end alone shows to be built like another
CLASS = 60  # characters of the class of a tier


class _Tier(NamedTuple):
    """The class that the own words of a tier name, and who pays."""

    label: str
    payer: str


def tier_of(reading: Reading, amount: Amount, offered: tuple[Amount, ...], words: QuantityWords, *,
            listed: bool) -> Party | None:
    """The party of a later tier, its own ；-item or comma segments, that is nothing but its class and its amount, where
    the first of its sentence is whole and its class is built alike. ``offered``: the awards and costs of its sentence.
    """
    here = reading.segments[amount.segment]
    sentence = reading.sentence(here.sentence)
    if here.bracketed or sentence[-1].end - sentence[0].start > FURTHEST:
        return None
    of_item: dict[int, list[Amount]] = {}
    for a in offered:
        of_item.setdefault(reading.segments[a.segment].item, []).append(a)
    first, beside = of_item.get(sentence[0].item, []), of_item.get(here.item, [])
    if not first or first[0] is amount:
        return None
    if here.item != sentence[0].item and len(first) == 1 and beside == [amount]:
        begin = next(segment.start for segment in sentence if segment.item == here.item)
        said, longer = reading.text[begin:amount.quantity.start], SHARED
    elif here.item == sentence[0].item and len({a.segment for a in first}) == len(first) and amount in first:
        begin = first[first.index(amount) - 1].quantity.end
        said, longer = _NEXT.sub("", reading.text[begin:amount.quantity.start], count=1), LITTLE
    else:
        return None
    tier = _tier(said, amount, reading, words)
    whole = party_of(reading, first[0], offered, words, listed=listed) if tier else None
    return _like_the_first(tier, whole, longer, words) if tier and whole else None


def sibling_of(reading: Reading, amount: Amount, heads: tuple[Amount, ...], words: QuantityWords, *,
               listed: bool) -> Party | None:
    """The party of the first award of a later sentence that says as much as the first sentence of awards (``heads``),
    which is whole, and begins alike: 组织旅游专列的，奖励2万元。组织高铁专列的，│奖励3万元。
    """
    here = reading.segments[amount.segment]
    sentence = reading.sentence(here.sentence)
    far = here.end - reading.segments[heads[0].segment].start > FURTHEST
    if far or here.item != sentence[0].item or heads[0] is amount:
        return None
    tier = _tier(reading.text[body(reading, sentence[0]):amount.quantity.start], amount, reading, words)
    whole = party_of(reading, heads[0], heads, words, listed=listed) if tier else None
    if tier is None or whole is None or tier.label[:2] != whole.condition[:2]:
        return None
    as_much = tier.label.count("，") == whole.condition.count("，")
    return _like_the_first(tier, whole, LITTLE, words) if as_much else None


def _like_the_first(tier: _Tier, whole: Party, longer: int, words: QuantityWords) -> Party | None:
    """The party of the first tier with the class of a later one that is built like its last parts; ``longer``: by how
    many characters the class of the first may be longer.
    """
    label = tier.label.removesuffix(whole.name).removesuffix("的")
    own, held = label.split("，"), whole.condition.split("，")
    alike = len(own) <= len(held) and all(_alike(one, other, longer)
                                          for one, other in zip(held[-len(own):], own, strict=True))
    nouns = [part.rpartition("的")[2] for part in own]
    another = whole.name and any(kind_of(noun, words) != "unknown" and not PLACE_OF_CARE.fullmatch(noun)
                                 for noun in nouns)
    condition = "，".join([*held[:-len(own)], *own])
    fits = alike and label and not another
    return whole._replace(condition=condition, payer=tier.payer or whole.payer) if fits else None


def listed_of(reading: Reading, amount: Amount, offered: tuple[Amount, ...], words: QuantityWords) -> Party | None:
    """The party of a tier behind the colon of a lead that is whole but for the amount."""
    here, text = reading.segments[amount.segment], reading.text
    sentence = reading.sentence(here.sentence)
    if sentence[-1].end - sentence[0].start > FURTHEST:
        return None
    colons = list(_LED.finditer(text, sentence[0].start, amount.quantity.start))
    if here.bracketed or len(colons) != 1:
        return None
    end, colon = colons[0].end(), colons[0].end() - 1
    lead = [segment for segment in sentence if segment.start < colon]
    gives = any(cue.kind in GIVING for cue in cues(text, lead[-1].start, end)) if lead else False
    before = [a for a in offered if a.quantity.start < amount.quantity.start]
    if not gives or any(a.quantity.start < end for a in before):
        return None
    begin = before[-1].quantity.end if before else end
    own = text[begin:amount.quantity.start]
    joined = own.startswith("、") or sentence[-1].item != lead[0].item
    if before:
        own = own.rpartition("；")[2] if "；" in own else _NEXT.sub("", own, count=1)
    tier = _tier(own, amount, reading, words)
    if tier and before and _is_cut(tier.label, text[max(end, _item_start(reading, here)):begin], joined=joined):
        return None
    start = next((segment for segment in lead if MARKER.match(text, body(reading, segment))), lead[0])
    whole = lead_from(reading, start, lead, colon, [amount]) if tier else None
    who = roles(whole, benefit_at(whole.said, len(whole.said)), amount, reading, words, listed=False) if whole else None
    if tier is None or who is None or whole is None:
        return None
    if not (whole.marked or who.payer or whole.said[:benefit_at(whole.said, len(whole.said))].endswith("的，")):
        return None
    label, _, noun = tier.label.rpartition("的")
    if "，" not in tier.label and kind_of(noun, words) == "person" and who.kind in ("person", "unknown"):
        who = who._replace(name=noun, kind="person")
    else:
        label = tier.label
    condition = "，".join(part for part in (who.condition, label) if part)
    return who._replace(condition=condition, payer=tier.payer or who.payer) if len(condition) <= LONGEST else None


def _item_start(reading: Reading, here: Segment) -> int:
    return next(segment.start for segment in reading.sentence(here.sentence) if segment.item == here.item)


def _is_cut(label: str, before: str, *, joined: bool) -> bool:
    """Whether the first tier of the item says more, so that this one may share it: 一级医院在职97%、退休99%.
    ``joined``: 、 joins it, or the sentence has items of several tiers.
    """
    first = re.split(r"\d[\d.]*(?:%|万?元)", before, maxsplit=1)[0].strip(EDGES)
    return "，" in first and "，" not in label or joined and len(label) < len(first) - 1


def _tier(said: str, amount: Amount, reading: Reading, words: QuantityWords) -> _Tier | None:
    """What the own words of a tier say; None where they say more than its class."""
    limit = LENT.search(said) if amount.role == "loan" else None
    said = (said[:limit.start()] if limit else said).strip(EDGES)
    at = benefit_at(f"，{said}", len(said) + 1) - 1
    head, payer = without_payer(RATE.sub("", said[:at]) if at < len(said) else said)
    label = NUMBER.sub("", TRAIL.sub("", head.strip(EDGES)), count=1).strip(EDGES).removesuffix("按")
    leans = MARKER.match(said) or LEANS.match(said) or GOES_ON.search(said) or LISTED.search(said)
    given = [cue for cue in cues(label, 0, len(label))  # 面积在90平方米以下│的; 借款人
             if cue.kind != "criterion" and not (cue.kind == "lend" and amount.role == "loan")]
    more = given or words_of("at_most").search(label) or _OPEN.match(
        reading.text, amount.quantity.end) or HANDED_LATER.match(reading.text, amount.quantity.end)
    base = reading.text[amount.base.start:amount.base.end] if amount.base else ""
    fits = 0 < len(label) <= CLASS and label not in base and not leans and not more
    return _Tier(label, payer) if fits and is_benefit(said[at:], amount, reading, words) else None


def _alike(one: str, other: str, longer: int) -> bool:
    """Whether two classes are built alike: 评为A级, B级; long ones share more than one end."""
    one, other = _BRACKET.sub("", one), _BRACKET.sub("", other)
    if len(one) > len(other) + longer or len(one) == 1:
        return False  # 在本市获得国家级称号│获得省级称号: the first says more, which may be said of all
    ends, begins = one[-1:] == other[-1:], one[:2] == other[:2]
    if max(len(one), len(other)) <= SHORT:
        return ends or begins
    return one[-4:] == other[-4:] or ends and begins
