"""Whether an award is whole in itself: 对 <case> 的 <receiver>，由 <payer> 给予 <amount>.

Only what one sentence, or a ；-item of its own marker, says from its marker to its amount is told of an award, and it
is told as printed: the receiver is the noun that closes the phrase, the condition is all the rest. An award that leans
on a sentence or lead before it, is dealt over a list of other length, or has a word left over has no party of its own.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import pairwise
from typing import NamedTuple

from tiaowen.catalog.quantities import QuantityWords
from tiaowen.facts.incentive.dealing import dealt
from tiaowen.facts.incentive.headed import title_of, unlabelled
from tiaowen.facts.incentive.names import does, kind_of
from tiaowen.facts.incentive.parties import Party
from tiaowen.facts.incentive.payers import LENT, PLACE_OF_CARE, benefit_at, without_payer
from tiaowen.facts.incentive.told import (
    AIM,
    BENEFIT,
    CLASSED,
    EDGES,
    GOES_ON,
    HANDED_LATER,
    LONGEST,
    MARKER,
    NUMBER,
    PAIRS,
    TOWARDS,
    acting,
    body,
    handed,
    is_benefit,
)
from tiaowen.language.governor import Amount
from tiaowen.language.lexicon import pattern, words_of
from tiaowen.language.sentences import Reading, Segment

_AND = re.compile(r"\s?[、和及]\s?")
_NEXT_NAME = re.compile(r"\s?[、和及，](?P<name>[一-龥]{2,10}?)(?:每[一-龥])?\s?")
LEANS = pattern(r"{leans}")
LISTED = pattern(r"[、和或及与][^，]*，?[^，]{0,4}各(?={give}|按|\d)|[或、]$")  # 对A、B│各奖励10万元
_BACK = re.compile("其中|上述|前述|此基础")  # what only the words before say
# by which rule, from which money, with which honour, who says so: no case
_NO_CASE = re.compile(
    r"按照?[^，]*(?:标准|规定|政策|办法|原则|方式|情况|结果)|由[^，的]{2,16}(?:安排|列支|承担)(?:资金|经费)"
    r"|(?:由[^，的]{2,20})?(?:颁发|授予)[^，的]*|在[^，]*方面|参照[^，]*|(?:同时|另外|此外)"
    r"|[^，的]{0,12}(?:提出|明确|指出|而言|来说|来看)|可获得?")
# 按年增量的│2%, 按登记的建筑面积│每平方米: of what
RATE = re.compile(r"(?<=[^，])(?:，?按照?(?:[^，的\d]{0,24}的?|[^，\d]{0,30}(?:面积|[价款额费])的?)|以)$")
TRAIL = pattern(r"(?:分别|的月|下调|降低|一般|据实|{once}|{at_most}|{yearly}|每[一个]?{each}|合计|均|可|将)+$")
# 50（含）—100万元的, 面积在90平方米以上的: of what
_BAND = re.compile(r"[（\d][^，]*(?:元|平方米|[%％]|以[上下]的?$)|面积|费用|金额|起付|超过|低于|不足")
_CASE = re.compile(r"(?:，|的|后|时)$")  # 企业首次入规的，: a case without a marker
# 给予贷款贴息，…; 可免费游览景区，…: another benefit
_GIVES = pattern("^{give}|{give}其|^将[^，]*[纳列]入|(?:全[额部]|足额){give}|(?:给予|予以|享受|免征|免费)(?![^（]*的)")
# 发放购房补贴，│每套1万元: the benefit whose sum follows
_ANNOUNCED = re.compile(r"(?:给予|发放|予以|享受|可获得?|可申[请报领])[^，的\d]{0,12}(?:补贴|补助|奖励|资助|奖补)")
_ACTS = re.compile("[将给向由被把为]|^(?:每|在(?![校职岗册编读孵]))")  # 高校将专利转让给│企业: no noun
_GIVES_MORE = pattern(r"(?:给予|按|{give})[^，]*\d[\d.]*(?:万?元|%)")
_HANDS = re.compile("给予|予以|发放|免征")  # 落实奖励政策，对…: gives nothing of its own
_BRACKET = re.compile("（[^（）]*）$")
_ALSO = re.compile("以及|及(?!时)|或者?")  # 二孩家庭，以及外地人员购房: the name is half of who
# 对缴纳后的契税│给予补贴: whose was said before
_COST = re.compile("(?:[^，]{0,6}的)?[^，的]{0,4}(?:税|费用?|款|租金|利息)")
_ONE_OF = re.compile("^[一二三四五六七八九十]是")
_TAKES = re.compile("组织|招[用收聘录]|吸纳|引进|聘用|接待|安置|培养|输送|推荐|带动")  # 组织境外游客，…: what is done
_PARALLEL = re.compile("[、和及与]|以及")
_AT_MOST = re.compile("同一|单[个家户]")  # 可申请奖励，同一家旅行社│最高10万元: what all it gets comes to
# a case, a time or a place, and no measure of its own (面积不计入容积率，对…)
_SETS = re.compile(r"^(?:[在自从按经凡]|截至|根据|通过)|(?:[的者后前时起止内外日月年]|期间|以[上下])$")
_QUOTED = re.compile("[“《][^”》]*[”》]")
_GIVER = re.compile("[一-龥]{0,8}(?:企业|公司|集团|单位|机构|银行|学校)")  # 对团购的，开发企业│给予优惠
_STANDARD = re.compile("[一-龥]{2,20}(?:标准|比例|额度)[为是]")  # 专业服务的扶持标准为，对…
_BESIDE = re.compile(r"[^，。；（]{0,6}（[^（）\d]{0,8}\d[\d.]*[万亿]?元")  # 示范区（基地）…20万元（│10万元）
_HOW_MANY = re.compile(r"[^，\d]{0,8}\d[^，]{0,6}以[上下]")  # 支持购买住房，对一次性购买5套以上的: of what
_OF_WHAT = re.compile("[^，]*[内前后间](?:完成|购买|办理|使用)")  # 9月30日以内完成的: what
GENERIC = 2  # characters of a name that says no more than 企业, 项目
_COMMAS = re.compile(r"，(?![^（]*）)")
LEAST = 4  # characters of a case that says something
NEAR = 6  # characters before a benefit in which it may lean on another (每户额外│补助)
LONGEST_LEAD = 600  # characters of a lead; a longer one is no sentence
FURTHEST = 4000  # characters of a sentence of awards; a longer one is a table without lines


class Lead(NamedTuple):
    """The words of an award up to its amount, and what stands before its marker in the same item or sentence."""

    purpose: list[str]
    said: str
    marked: bool
    peers: list[Amount]  # the amounts that 分别 deals out, else the one


def party_of(reading: Reading, amount: Amount, offered: tuple[Amount, ...], words: QuantityWords, *,
             listed: bool = False) -> Party | None:
    """The party of an award that is whole in itself; None for every other. ``offered``: the awards and costs of its
    sentence; ``listed``: its clause is an item of an announced list.
    """
    lead = _lead(reading, amount, offered, words)
    if lead is None:
        return None
    said, first = lead.said, lead.peers[0]
    if first.role == "loan" and (limit := LENT.search(said)):
        lead = lead._replace(said=said[:limit.start()])
        return roles(lead, limit.start(), first, reading, words, listed=listed) if len(lead.peers) == 1 else None
    begin = benefit_at(said, len(said))
    if first.base is not None:
        begin = min(begin, len(said) - (first.quantity.start - first.base.start))
    who = roles(lead, begin, first, reading, words, listed=listed)
    if who is None or len(lead.peers) == 1:
        return who
    place = lead.peers.index(amount)
    if "分别" in said:
        return dealt(who, place, len(lead.peers), words)
    first_name = handed(said[begin:], words)  # none in 按照博士20万元、硕士10万元的标准
    own = _own_name(reading.text, lead.peers, place, words) if place else first_name
    own = own if first_name else ""
    return who._replace(name=own, kind=kind_of(own, words)) if own else None


def _own_name(text: str, peers: list[Amount], place: int, words: QuantityWords) -> str:
    """Whom a later sum of a list is handed to: 给予二孩家庭2万元、│三孩家庭│3万元; empty when nobody is named."""
    said = _NEXT_NAME.fullmatch(text, peers[place - 1].quantity.end, peers[place].quantity.start)
    return said["name"] if said and kind_of(said["name"], words) not in ("unknown", "government") else ""


def roles(lead: Lead, begin: int, first: Amount, reading: Reading, words: QuantityWords, *,
          listed: bool) -> Party | None:
    """The party that the words of a lead tell; ``begin``: where those of the benefit begin, ``first``: its amount."""
    said = lead.said
    if len(said) > LONGEST_LEAD:
        return None
    benefit, receiver = said[begin:], handed(said[begin:], words)
    benefit = benefit.replace(receiver, "", 1)  # 给予│企业│每套
    if not is_benefit(benefit, first, reading, words) or GOES_ON.search(said, max(0, begin - NEAR), begin):
        return None
    head, payer = without_payer(RATE.sub("", said[:begin]))
    parts = [_ONE_OF.sub("", TRAIL.sub("", part.strip())) for part in _COMMAS.split(head.strip("， "))]
    if begin == len(said) and first.quantity.measure == "money" and parts[-1].startswith("按"):
        return None  # 按照博士研究生│20万元: a label of its own
    parts = [part for part in parts if BENEFIT.sub("", part).strip() and not _NO_CASE.fullmatch(part)]
    if len(parts) > 1 and _ANNOUNCED.fullmatch(parts[-1]):
        parts.pop()
    if not parts or _AT_MOST.match(parts[-1]) or any(_GIVES.search(part) or _GIVES_MORE.search(part) for part in parts):
        return None
    open_end = begin == len(said) and not _CASE.search(head)  # 首套房最高贷款额度为│50万元
    dealt_out = len(lead.peers) > 1 and not _BRACKET.sub("", parts[-1]).endswith(("的", "后", "时"))
    leads_on = listed or open_end or dealt_out or _BAND.match(parts[0]) or any(map(AIM.match, parts))
    if not lead.marked and leads_on or parts[-1].endswith("在"):  # 小微企业可以在│50%的幅度内减征
        return None
    return _party(parts, lead, payer, receiver, words)


def _lead(reading: Reading, amount: Amount, offered: tuple[Amount, ...], words: QuantityWords) -> Lead | None:
    """The words from the marker of the receiver to the amount; None where they lean on others."""
    here, text = reading.segments[amount.segment], reading.text
    governed = amount.cue is not None and amount.cue.start < amount.cue.end
    if here.start - reading.sentence(here.sentence)[0].start > FURTHEST:
        return None
    sentence = [segment for segment in reading.sentence(here.sentence) if segment.start <= here.start]
    sentence = unlabelled(sentence, text, words)
    item = [segment for segment in sentence if segment.item == here.item]
    told_apart = here.bracketed or any(segment.bracketed and holds_sum(segment) for segment in item)
    led = "：" in text[sentence[0].start:amount.quantity.start] or told_apart
    if not governed or led or HANDED_LATER.match(text, amount.quantity.end):
        return None
    first = _first(reading, sentence)
    start = first if first.item == here.item else item[0]
    beside = [a for a in offered if start.start <= a.quantity.start and a.segment <= amount.segment]
    peers = [a for a in beside if a.segment == amount.segment]
    lead = lead_from(reading, start, sentence, peers[0].quantity.start, peers) if len(beside) == len(peers) else None
    between = [text[a.quantity.end:b.quantity.start] for a, b in pairwise(peers)]
    if lead and "（" in lead.said and _BESIDE.match(text, peers[-1].quantity.end):
        return None
    if lead is None or ("分别" in lead.said) > (len(peers) > 1):
        return None
    joined = _AND if "分别" in lead.said else _NEXT_NAME
    return lead if all(map(joined.fullmatch, between)) else None


def _first(reading: Reading, sentence: Sequence[Segment]) -> Segment:
    """The segment with the marker of a sentence, else its first."""
    marked = (segment for segment in sentence
              if not segment.bracketed and MARKER.match(reading.text, body(reading, segment)))
    return next(marked, sentence[0])


def holds_sum(segment: Segment) -> bool:
    """Whether money or a rate stands in it: a bracket that holds one is no part of a case."""
    return any(q.measure in ("money", "percent") for q in segment.found)


def lead_from(reading: Reading, start: Segment, sentence: Sequence[Segment], end: int,
              peers: list[Amount]) -> Lead | None:
    """The words from ``start``, where an item or its sentence begins or has its marker, to ``end``; None where they
    lean on others.
    """
    text, first = reading.text, _first(reading, sentence)
    begin = body(reading, start)
    marker = MARKER.match(text, begin)
    title = title_of(reading, start, sentence, end)
    if marker is None and (start is not sentence[0] or title is None):
        return None
    purposes = [segment for segment in sentence if segment.start < first.start]
    begins = body(reading, purposes[0]) if purposes else first.start
    if first.start - begins > LONGEST_LEAD or any(map(holds_sum, purposes)):
        return None
    said_before = _COMMAS.split(text[begins:first.start].replace("；", "，").strip("， "))
    purpose = [NUMBER.sub("", part, count=1).strip() for part in said_before if part]
    purpose = purpose if marker or not title else [title]
    said = text[marker.end() if marker else begin:end]
    leans = LISTED.search(said) or LEANS.match(said) or _BACK.search(said)
    does_so = marker is not None and purpose and "向" in marker[0]  # 毕业生，向服务机构│登记就业的: what is done
    if leans or does_so or any(map(_HANDS.search, purpose)):
        return None
    return Lead(purpose, said, marker is not None, peers)


def _party(parts: list[str], lead: Lead, payer: str, receiver: str, words: QuantityWords) -> Party | None:
    if lead.marked and len(parts) > 1 and _GIVER.fullmatch(parts[-1]):
        parts = parts[:-1]
    nouns = [part.rpartition("的")[2] for part in parts]  # empty where a case closes the segment (…的)
    closing = [at for at, noun in enumerate(nouns) if kind_of(noun, words) != "unknown" and not _ACTS.search(noun)
               and not (noun == parts[at] and does(noun) and _PARALLEL.search(noun))]
    closing = [at for at in closing if not (_is_paid(lead) and PLACE_OF_CARE.fullmatch(nouns[at]))]
    closing = [at for at in closing if lead.marked or not (nouns[at] == parts[at] and _TAKES.match(nouns[at]))]
    closing = [at for at in closing if lead.marked or kind_of(nouns[at], words) == "person"  # 供养机构按20%…: gives
               or CLASSED.fullmatch(nouns[at])]
    acts = [] if lead.marked or closing or receiver else [who for part in parts if (who := acting(part, words))]
    name = receiver or (acts[0] if len(acts) == 1 else "")
    narrower = len(closing) == 1 and receiver.endswith(nouns[closing[0]])  # 对生育…的家庭，给予│二孩家庭
    if closing and receiver and not narrower:
        return None
    if closing and any(_ALSO.match(part) for part in parts[closing[-1] + 1:]):
        closing = []
    if len(closing) == 1 and not _has_party(parts[closing[0]].removesuffix(nouns[closing[0]]), words):
        noun = nouns[closing[0]]
        name = receiver or TOWARDS.sub("", noun)  # 对组织活动的，对旅行社│给予奖励
        parts[closing[0]] = parts[closing[0]].removesuffix(noun).removesuffix("的")
    own = "，".join(part for part in parts if part).strip(EDGES)
    if lead.marked and _COST.fullmatch(own) and not does(own):
        return None
    aims = [part for part in lead.purpose if AIM.match(part) or _STANDARD.fullmatch(part)]
    before = [part for part in lead.purpose if not _NO_CASE.fullmatch(part)]
    set_ups = all(part in aims or _SETS.search(part) or kind_of(part, words) != "unknown" for part in before)
    if not set_ups or not all(_is_said_again(aim, own, name) for aim in aims):
        return None
    condition = "，".join(part.strip(EDGES) for part in (*before, own) if part and part not in aims)
    cut = any(text.count(left) != text.count(right) for left, right in PAIRS for text in (condition, name))
    least = LEAST + len(name) if lead.purpose else LEAST  # 开展评选活动，对组织单位给予…: of which activity
    cut = cut or _OF_WHAT.fullmatch(own) is not None or _is_paid(lead) and PLACE_OF_CARE.fullmatch(own) is not None
    if len(condition) > LONGEST or cut or len(words_of("leans").sub("", own + name)) < least:
        return None
    return Party(name, kind_of(name, words), condition, payer)


def _is_paid(lead: Lead) -> bool:
    """Whether a fund pays a bill: where one is treated (一级医院报销90%) receives nothing."""
    cue = lead.peers[0].cue
    return cue is not None and cue.kind == "fund_pays"


def _is_said_again(aim: str, own: str, name: str) -> bool:
    """Whether a case may be told without the aim of its measure (支持企业做大做强，对首次入规的工业企业): it says again
    what the aim is about, and no name or class in the aim narrows it.
    """
    narrowed = re.search(rf"[一-龥]{name}", AIM.sub("", aim)) if len(name) <= GENERIC else None
    named = any(quoted not in own for quoted in _QUOTED.findall(aim))
    shared = any(aim[at:at + 2] in own + name for at in range(len(aim) - 1))
    how_many = not name and _HOW_MANY.fullmatch(own)
    return shared and not how_many and not named and not (name and narrowed)


def _has_party(of: str, words: QuantityWords) -> bool:
    """Whether a list before the noun names parties beside it: 小微企业、招用…│的个体工商户."""
    parts = _PARALLEL.split(of.removesuffix("的"))
    return len(parts) > 1 and any(kind_of(part, words) != "unknown" and not does(part) for part in parts[:-1])
