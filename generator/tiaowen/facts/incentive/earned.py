"""Whether a row is earned: every word from the beginning of its quote to its amount has a role in it. A word that no
role was read from says whom, of what or on which condition, and a row without it would tell something false.
"""

from __future__ import annotations

import re
from typing import NamedTuple

from tiaowen.catalog.quantities import QuantityWords
from tiaowen.facts.incentive.names import OFFICE, kind_of
from tiaowen.facts.incentive.parties import Party, towards
from tiaowen.language.governing import GIVING, TAKING, cues
from tiaowen.language.governor import Amount
from tiaowen.language.lexicon import pattern
from tiaowen.language.sentences import Reading
from tiaowen.model import Span

# what names no role: bounds, counts and {filler}; a date, the number of an item
_SAYS_NOTHING = pattern(
    r"[户人亩]均|每户家庭|{at_most}|{at_least}|{restates}|{yearly}|{once}|{filler}|每(?:一?{each}){1,2}"
    r"|(?:自|从|于|在)?\d{4}年[\d年月日起至—]*(?:期间|以来|起)?|（?[一二三四五六七八九十\d]+[）、.．]"
)
# the words that belong to a governing one: 敬老│津贴, 由医疗互助│资金负担
_OWN = {"give": re.compile(r"[一-龥]{1,16}$"), "level": re.compile(r"[一-龥]{1,16}$"),
        "fund_pays": re.compile(r"由[一-龥]{1,8}$"), "share": re.compile(r"(?:由|^资金)[一-龥\s]{1,16}$")}
LEAST = 4  # characters of a condition that says something
OWN_NAME = 6  # characters of the name of a benefit before its noun
_NOUN = re.compile("[补贴费金券款钱助]")
_CHARGED = re.compile(r"[一-龥]{0,6}$")  # 护理│保险费为: what is paid for, where the word is the subject of its sum
_RELIEVED = re.compile(r"^[^，。；（：]{0,24}[费税金租款]")  # 减按…征收│城市基础设施配套费: what is relieved
_ANOTHER_BRACKET = re.compile(r"^[^（）]*）[，、]?")
_OF_THE_ONE_BEFORE = re.compile(r"[一-龥]{2,8}、")  # 100元产前检查、│400元住院分娩
_PARTS = re.compile(r"[，、：]")
_PARTS_END = pattern(r"[，：（由]|每一?{each}|(?:限额|标准)?为")
_WORD = re.compile(r"[一-龥\d、“”（）]+")
_EDGES = "、“”（）的按照为可以将对向给由从在与和且但再又并应由其"
# a comma segment, or a label, that may stand in the condition as it is printed: no sum, no party
_LABEL = re.compile(r"(?!\d+$)(?!.*\d(?:万|亿)?(?:美元|元))[一-龥\d、“”（）]{1,29}[一-龥]")
# a word that changes, sets up or charges: another reading of the sum
_COMPETES = re.compile("提高|增加|上浮|上调|降低|减少|设立|列支|投入|[缴交收]费|收取|扣除")
_LOWER = re.compile(r"(?:降低|减少)$")
_CHANGED = re.compile(  # 授信额度扩大│20%, 最高额度再上浮│20%
    r"(?:额度?|限额|上限|标准|比例|基础上)再(?:提高|提升|上浮)$"
    r"|(?<!再)(?:提高|增加|扩大|上浮|上调|增长|降低|减少)$")
_PAST = re.compile(r"去年|前年|截至|迄今")  # what was given
# words that announce, plan or count: what follows them is not given to anybody by them
_OWN_CONTENT = re.compile(
    r"[“”]|计划|力争|争取|预计|预算|共计|总投资|为例|[每按][^，]{0,4}\d[\d.]*万?元|%以[上下]|(?:个人|单位)\d"
    r"|(?<!待遇)(?<!标准)(?<!如下)(?<!比例)：|由[^，]{0,12}(?:承担|负担|支付)")
_PARTIES = ("enterprise", "person", "organization", "government")


class Award(NamedTuple):
    """An award of a text: ``peers``, all those of its segment in order, ``number``, its place among them, ``span``, its
    quote, ``costs``, the amounts that somebody pays, and ``first``, whether it leans on no award before it.
    """

    reading: Reading
    peers: list[Amount]
    number: int
    span: Span
    costs: tuple[Amount, ...]
    first: bool


def earned(award: Award, who: Party, first: Party, words: QuantityWords) -> Party | None:
    """The party of an award when nothing is left over of the words before it, once those of the party, its payer and
    the base are taken away; a label that was left over is restored to its condition. None for a row that is not earned.

    ``first``: the party of the first of its peers, before a list was dealt out.
    """
    lead, base = _lead(award, who)
    if _is_changed(award, lead):
        return None
    left = unread(lead, (who,) if award.number else (first, who), base, words)
    if not left:
        return who
    label, cue = left[0], award.peers[award.number].cue
    if len(left) > 1 or not _LABEL.fullmatch(label) or _COMPETES.search(label):
        return None
    if not who.name and _is_handed(label, lead) and (kind := kind_of(label, words)) != "unknown":
        return who._replace(name=label, kind=kind)
    gives = lead.startswith(label) and kind_of(label, words) != "unknown"
    if not who.payer and (OFFICE.search(label) or who.name and who.name not in lead.replace(base, "") and gives):
        return who._replace(payer=label)  # 市财政按以下标准…; 供养机构按20%向特困人员…: who gives
    if kind_of(label, words) != "unknown" and not (cue and cue.kind == "fund_pays"):
        return None
    return who._replace(condition=_restored(who.condition, label, lead))


def as_printed(award: Award, who: Party, said: Party | None) -> Party | None:
    """The party of an award whose words were not all read, on the condition ``said`` as it is printed.

    None where a word among them may change what the amount is.
    """
    amount = award.peers[award.number]
    given = amount.cue is not None and amount.cue.kind in ("give", "fund_pays") and amount.cue.start < amount.cue.end
    if said is None or not given or not award.first or len(award.peers) > 1 or _COMPETES.search(said.condition):
        return None
    lead = award.reading.text[award.span.start:amount.quantity.start]
    costs = any(award.span.start <= cost.quantity.start < amount.quantity.start for cost in award.costs)
    if costs or _is_changed(award, lead) or _OWN_CONTENT.search(lead) or len(said.condition) < LEAST:
        return None
    begins = said.condition.startswith(who.name) and said.condition[len(who.name):][:1] not in "或和、及"
    whole = who.name and (said.condition.endswith(who.name) or begins or f"的{who.name}，" in said.condition)
    return said._replace(name=who.name, kind=who.kind, payer=who.payer) if whole else said


def _is_changed(award: Award, lead: str) -> bool:
    """Whether an amount tells what was given, or by how much something changes."""
    lower = award.peers[award.number].role == "relief" and _LOWER.search(lead) is not None
    return _PAST.search(lead) is not None or _CHANGED.search(lead) is not None and not lower


def _is_handed(label: str, lead: str) -> bool:
    """Whether a label stands between the word that gives and the amount: 奖励│楼宇业主或物业部门│30万元."""
    at = lead.find(label)
    return at + len(label) == len(lead) and any(cue.end == at for cue in cues(lead, 0, at) if cue.kind == "give")


def _restored(condition: str, label: str, lead: str) -> str:
    """The condition with the label in its place: before the part it is printed before."""
    parts = [part for part in condition.split("，") if part]
    label = _whole(lead, label)
    there = lead.find(label)
    for at, part in enumerate(parts):
        begin = lead.find(part)
        stretch = lead[min(begin, there):max(begin + len(part), there + len(label))]
        if begin >= 0 and not _PARTS.search(stretch.replace(part, "")):
            parts[at] = stretch
            return "，".join(parts)
    later = parts and lead.find(label) > lead.find(parts[0][:4])
    return "，".join([*parts, label] if later else [label, *parts])


def _whole(lead: str, label: str) -> str:
    """The label with the words around it in its comma segment, up to what governs: 其展位费、交通运输费等│给予补贴."""
    at = lead.find(label)
    begin = max(lead.rfind(mark, 0, at) for mark in "，：（") + 1
    begin = max([begin, *(cue.end for cue in cues(lead, begin, at))])
    stops = [cue.start for cue in cues(lead, at + len(label), len(lead))]
    stops += [found.start() for found in [_PARTS_END.search(lead, at)] if found]
    return lead[begin:min(stops, default=len(lead))].strip(f" {_EDGES}")


def _lead(award: Award, who: Party) -> tuple[str, str]:
    """The words before an award that must be read, without the sums somebody pays, and its base."""
    reading, amount = award.reading, award.peers[award.number]
    begin = award.peers[award.number - 1].quantity.end if award.number else award.span.start
    end = amount.quantity.start
    text = reading.text[begin:end]
    for cost in award.costs:
        kept = reading.text[cost.quantity.start:cost.quantity.end] in who.condition  # 按照380元档次缴费: which class
        if not kept and begin <= cost.quantity.start and cost.quantity.end <= end:
            at = slice(cost.quantity.start - begin, cost.quantity.end - begin)
            text = text[:at.start] + " " * (at.stop - at.start) + text[at.stop:]
    text = _ANOTHER_BRACKET.sub("", text)
    if award.number and _OF_THE_ONE_BEFORE.fullmatch(text):
        text = ""
    base = reading.text[amount.base.start:amount.base.end] if amount.base else ""
    return (text if award.number else towards(text)), base


def unread(lead: str, parties: tuple[Party, ...], base: str, words: QuantityWords) -> list[str]:
    """The words of ``lead`` that no role was read from."""
    rest = lead
    read = {base, *(said for who in parties for said in (who.name, who.payer, who.condition, *_PARTS.split(
        f"{who.condition}，{who.name}")))}
    read |= {said.removeprefix("向").removeprefix("对") for said in read}
    for said in sorted(read, key=len, reverse=True):
        rest = rest.replace(said, " ") if said else rest
    found = cues(rest, 0, len(rest))
    for cue, begin in zip(reversed(found), [*(cue.end for cue in reversed(found[:-1])), 0], strict=False):
        before, after = rest[begin:cue.start], rest[cue.end:]
        if cue.kind in _OWN and (cue.kind != "give" or _NOUN.search(rest, cue.start, cue.end)):
            before = _without_own(before, cue.kind, words)
        elif after.startswith(("为", "标准为")):
            before = _CHARGED.sub("", before)
        if cue.kind == "relieve":
            after = _RELIEVED.sub("", after)
        if cue.kind in GIVING or cue.kind in TAKING or cue.kind in ("price", "lower"):
            rest = f"{rest[:begin]}{before} {after}"
    known = tuple(text for who in parties for text in (who.name, who.condition))
    left = (word.strip(_EDGES) for word in _WORD.findall(_SAYS_NOTHING.sub(" ", rest)))
    return [word for word in left
            if (len(word) > 1 or word.isdigit()) and not any(text.endswith(word) for text in known)]


def _without_own(before: str, kind: str, words: QuantityWords) -> str:
    """The words before a governing one without those that belong to it, never with a party (给予研发机构课程│补贴)."""
    own = _OWN[kind].search(before)
    if not own:
        return before
    if kind in ("fund_pays", "share"):
        return before[:own.start()]
    ends = [found.end() for name in _PARTIES for found in words.patterns[name].finditer(own[0])]
    begin = max(ends, default=max(0, len(own[0]) - OWN_NAME))
    return before[:own.start() + begin]
