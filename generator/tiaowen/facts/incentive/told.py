"""What an award that is not whole in itself tells for certain on its own: whom it is handed to, and the case that its
own words close. All else stays empty.
"""

from __future__ import annotations

import re

from tiaowen.catalog.quantities import QuantityWords
from tiaowen.facts.incentive.names import does, kind_of, subject_of
from tiaowen.facts.incentive.parties import Party
from tiaowen.facts.incentive.payers import benefit_at, without_payer
from tiaowen.language.governing import GIVING, cues
from tiaowen.language.governor import Amount
from tiaowen.language.lexicon import pattern
from tiaowen.language.sentences import Reading, Segment

NUMBER = re.compile(
    r"\s*(?:【[^】]{1,12}】|（?[一二三四五六七八九十\d]+[）、.．]|第[一二三四五六七八九十百\d]+条|[一二三四五六七八九十]是)\s*")
MARKER = re.compile(  # 对, 我市将对, 市财政对
    r"\s*(?:每年|(?:[我本][省市县区])?将|(?:中央|[省市县区]级?)财政)?"
    r"(?:对(?![口外标照象策比应等]|接(?![待受收纳]))于?|凡是?|向(?!上|下|社会)|给(?!予|水))")
_HANDED = re.compile(  # 给予企业│每家, 发放给职工│一次性
    r"(?:给予|奖励|补助|补贴|发给|发放给)(?!每|单[个户家])([一-龥]{2,10}?)(?:一次性|最高|不超过|每[一-龥]|\s?$)")
PAIRS = (("（", "）"), ("“", "”"), ("《", "》"))
LONGEST = 160  # characters of a condition
MOST_SEGMENTS = 60  # of an item before an award; a longer one is no prose
EDGES = " ，、：；的"
LEAST = 4  # characters of a case that says something
# 30%，奖励给│经办银行; 10%对│企业进行奖励
HANDED_LATER = re.compile(
    r"[^，。；]{0,12}给(?!予)|[^。；]{0,24}(?:奖励|补助|补贴|资助|发放|拨付|支付|奖补)给(?!予)"
    r"|[^，。；]{0,12}(?:对|向)[^，。；]{2,14}(?:进行|给予)")
# the words of the benefit itself
BENEFIT = pattern(
    r"分别|{at_most}|{at_least}|{restates}|{yearly}|{once}|{filler}|每一?{each}|{give}|{fund_pays}|{relieve}|{lend}|{level}"
    r"|[按以为至到的可将再由在给共约每各予上限额]+")
_OWN_NAME = pattern(r"[一-龥]{1,8}(?:{give}|[补贴费金券款奖助])")
_RATED = re.compile(r"^[一-龥、（）]{2,30}$")
GOES_ON = pattern(r"{goes_on}")
_LEANS = pattern(r"{leans}")
# what a measure is to bring about, and no case of its own: 支持企业上市，对境内上市的│奖励10万元
AIM = pattern(r"为?(?:进一步|深入|大力|积极|持续|继续)*{aims_at}+(?!.*[的时后]$)")
_CASE = re.compile(r"(?:的|[后时起])$")  # 自年满80周岁的当月起
_MEMBER = pattern(r"(?:[、和，]|每一?{each}|[按为]|\s)*(?P<class>[一-龥]{2,8}?)(?:每一?{each}|按|为)*")
_BARE = pattern(r"(?:每一?{each}|{at_most}|{at_least}|{once}|{yearly}|[再另可按为]|增加|增发|人)*")  # every month │35元
_PARALLEL = re.compile("[、和及与或]")
_BARE_BAND = re.compile(r"(?:不足|超过|低于|高于|不满|达到)?[（\d]")  # 5万元以上，不足10万元│的: of what
_BY = re.compile("(?:分别)?按")
TOWARDS = re.compile(r"^(?:对于?|凡是?)")
_SUBJECT = re.compile(r"(?:（[^（）]*除外）)?(?=每|被|自|在|经)")  # 科研机构（高校除外）│每引进1名
CLASSED = re.compile(r"[一-龥]{1,6}[级类型等][一-龥]{2,8}$")  # 行业级数据平台│给予: a class is no giver


def partly(reading: Reading, amount: Amount, words: QuantityWords) -> Party:
    """The roles of an uncertain award, each empty unless its own words say it."""
    here, text = reading.segments[amount.segment], reading.text
    begin = max(here.start, max((q.end for q in here.found if q.end <= amount.quantity.start), default=0))
    said = text[begin:amount.quantity.start]
    own = said[:benefit_at(f"，{said}", len(said) + 1) - 1].strip(" ，")
    own = "" if _BARE.fullmatch(own) else own
    near = reading.segments[max(0, amount.segment - MOST_SEGMENTS):amount.segment]
    whole = len(near) < MOST_SEGMENTS or near[0].item != here.item
    before = [segment for segment in near if whole and segment.item == here.item and not segment.bracketed]
    if begin > here.start:  # one of a list: what it says for itself alone
        return _party(handed(said, words) or _member(said, words), "", words)
    said_before = before if own else before[:-1]
    said_before = [segment for segment in said_before if not AIM.match(text[body(reading, segment):segment.end])]
    name, condition = _case(own or (reading.of(before[-1]).strip() if before else ""), words)
    condition = _from_its_begin(reading, said_before, condition)
    own_words = is_benefit(said.partition(own)[2] if own else said, amount, reading, words)
    if not own_words or HANDED_LATER.match(text, amount.quantity.end):  # …的大型团队，给予地接社│1万元
        return _party(handed(said, words), condition, words)
    another = subject_of(own, words) if before[:-1] and not MARKER.match(own) else ""  # …50万元，│单缴存职工最高40万元
    named = handed(said, words) or name or ("" if another else _marked(reading, [*before, here], words))
    return _party(named, condition, words)


def _from_its_begin(reading: Reading, before: list[Segment], condition: str) -> str:
    """The case with the segments that it goes on from, from its marker or the begin of its item; empty where an award
    stands among them, and for a base, which is none (按房价│的1%).
    """
    marked = [at for at, segment in enumerate(before) if MARKER.match(reading.text, body(reading, segment))]
    before = before[(marked or [0])[-1]:]
    far = before and before[-1].end - before[0].start > 2 * LONGEST
    if not condition or _BY.match(condition) or far:
        return ""
    leads = [reading.text[body(reading, segment):segment.end].strip(EDGES) for segment in before]
    if any(cue.kind in GIVING for lead in leads for cue in cues(lead, 0, len(lead))):
        return ""
    return "，".join([*(TOWARDS.sub("", lead) for lead in leads if lead), condition])


def _party(name: str, condition: str, words: QuantityWords) -> Party:
    cut = any(condition.count(left) != condition.count(right) for left, right in PAIRS)
    cut = cut or _LEANS.match(condition) is not None
    cut = cut or not LEAST <= len(condition) <= LONGEST
    return Party(name, kind_of(name, words), "" if cut else condition)


def handed(said: str, words: QuantityWords) -> str:
    """Whom a benefit is handed to, between its verb and its amount; empty when nobody stands there."""
    found = _HANDED.search(said)
    return found[1] if found and _receives(found[1], words) else ""


def _member(said: str, words: QuantityWords) -> str:
    """The class of a list member that says nothing else: 本科每人600元、│硕士│1200元."""
    member = _MEMBER.fullmatch(said)
    named = member["class"] if member and kind_of(member["class"], words) == "person" else ""
    return named if "额" not in named else ""  # 最高贷款额度为单身职工│45万元


def _receives(name: str, words: QuantityWords) -> bool:
    return kind_of(name, words) not in ("unknown", "government")


def body(reading: Reading, segment: Segment) -> int:
    """Where the words of a segment begin, behind a number."""
    number = NUMBER.match(reading.text, segment.start)
    return max(segment.start, number.end() if number else 0)


def _case(own: str, words: QuantityWords) -> tuple[str, str]:
    """Receiver and condition of a segment that closes a case (退休人员│的) or names who is in it (投入…的企业)."""
    number = NUMBER.match(own)
    said = own[number.end() if number else 0:]
    if _CASE.search(said):
        case = TOWARDS.sub("", said).removesuffix("的")
        return acting(said, words), "" if _BARE_BAND.match(case) else case
    marker = MARKER.match(said)
    said = without_payer(said[marker.end() if marker else 0:])[0]
    condition, of, noun = said.rpartition("的")
    condition = "" if marker is None and MARKER.search(condition) else condition  # 支持开发企业对购房│的军人
    closes = _receives(noun, words) and not _PARALLEL.search(noun) and not does(noun)
    if of and closes and not _PARALLEL.search(condition[-1:]):
        return noun, condition
    return (said, "") if closes and CLASSED.fullmatch(said) else ("", "")


def acting(case: str, words: QuantityWords) -> str:
    """Who acts in a case: the party that it begins with, before an exclusion, 每, 被 or a word of doing."""
    subject = subject_of(case, words)
    after = case[len(subject):]
    acts = bool(subject) and case.startswith(subject) and (_SUBJECT.match(after) or does(after[:2]))
    name = subject.rpartition("的")[2]
    return name if acts and _receives(name, words) and not _PARALLEL.search(name) else ""


def _marked(reading: Reading, segments: list[Segment], words: QuantityWords) -> str:
    """The noun that the last marked segment of the item closes with (对困难农户，政府给予补贴，每户│600元), or who acts
    in the one it begins with.
    """
    marked = [segment for segment in segments if MARKER.match(reading.text, body(reading, segment))]
    last = reading.text[body(reading, marked[-1]):marked[-1].end].strip(" ，") if marked else ""
    marker = MARKER.match(last)
    noun = last[marker.end() if marker else 0:].rpartition("的")[2]
    if marked:
        return noun if _receives(noun, words) and not _PARALLEL.search(noun) and not does(noun) else ""
    return acting(reading.text[body(reading, segments[0]):segments[0].end].strip(" ，"), words)


def is_benefit(said: str, amount: Amount, reading: Reading, words: QuantityWords) -> bool:
    """Whether nothing but the words of the benefit stands between the case and the amount."""
    base = reading.text[amount.base.start:amount.base.end] if amount.base else ""
    left = said.replace(base, "")
    if GOES_ON.search(left) or re.search(r"\d", left):
        return False
    left = _OWN_NAME.sub(lambda match: "" if is_nobody(match[0], words) else match[0], left)
    left = BENEFIT.sub(" ", left).strip(EDGES)
    rated = amount.quantity.measure == "percent" and _RATED.match(left) is not None
    return not left or rated and is_nobody(left, words)


def is_nobody(said: str, words: QuantityWords) -> bool:
    """Whether words name no party at all."""
    return not any(words.patterns[kind].search(said) for kind in ("enterprise", "person", "organization", "government"))
