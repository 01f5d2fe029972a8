"""Who gives, who receives and on what condition, read off the words before a benefit: 对 <condition> 的 <receiver>，由
<payer> 给予…
"""

from __future__ import annotations

import re
from typing import NamedTuple

from tiaowen.catalog.quantities import QuantityWords
from tiaowen.facts.incentive import conditions
from tiaowen.facts.incentive.names import (
    OFFICE,
    TAIL,
    Kind,
    kind_of,
    named,
    noun_in,
    own_name,
    receiver,
    short,
    subject_of,
)
from tiaowen.facts.incentive.payers import benefit_at, without_payer

_TOWARDS = re.compile(
    r"(?<![面针反绝相核比敌应])对(?!接|外|口|标|照|象|策|比|应(?!用)|等|地方[^，的]{0,4}贡献)于?|(?<![方面导定取趋倾意转])向(?!上|下|社会)"
    r"|(?:^|[，；、。])(?:凡是?|凡被|鼓励|支持|为(?!了|主|期|进|促|$)|使(?!用)|让|帮助)"
)
_VAGUE = ("项目", "人才", "工匠", "主体")
_NOT_A_NAME = re.compile(  # words of a sentence, of a bound or of a measure
    r"^\d+个|[^的针反]对(?![口外接象])|给予|[^，]将|[^供]给[^水排]|不(?:得|能)?(?:超过|低于|高于)|最[高低多]|比例|额度|支持金额|资金支持|设立专柜|每引进|推广应用|岗位、|产品$"
    r"|^(?:占|申报为|采取|综合(?:评|考)|一般|其停|其他费|按|围绕|解决|针对|招[收用聘]|补助给|[且将并]|[^的]*等同|每年"
    r"|组织[^的]*对|应(?=每)|评(?=[国省市县北上])|落实|要)"
)
_AGAIN = re.compile(r"(?:再|另)(?:一次性)?(?:增加|给予|奖励|补助|补贴)[^，]{0,6}$")
# 向服务机构登记: who is applied to receives nothing
_APPLIED = re.compile(r"[^，。；]{0,30}(?:登记|申请|提出|申报|缴|备案|报告|咨询)")
_ANNOUNCES = re.compile(r"标准|比例|额|如下|补助|补贴|奖励|资助|救助|给予|为$|限额|封顶")
_MUST_PAY = re.compile(
    r"(?:应当|必须|须)[^，。；]{0,30}(?:发给|支付|按照?|给予|计发|发放|[日月]起)|(?:应当|必须)[^。；]{0,60}"
    r"(?:发给|支付)")
_KIN = re.compile(r"(?:^|，)其(父母|配偶|子女|家属|近亲属|遗属|(?:供养|直系)亲属|监护人)(?![就入的])")
_NO_NAME = re.compile(
    r"^(?:可(?:申请|以|按)|从|自(?!主|由|行|闭|营|愿|然|费|住|建|有|带)|在(?!校|职|岗|读|编|册|孵|建)|按|由|至|以|经(?![营济])|因|即|每|未"
    r"|达到)|之日|起至|(?<![自理])由"
)
# 交通服务单位应当给予老年人优待
_GIVER = re.compile(r"(?:^|，)[^，]*(?:单位|机构|部门|医院|学校|银行|公司|政府)(?:应当?|要|可以?|须)?$")
_EXCEPT = re.compile(r"（除[^（）]*外）|(?<!中)除[^，。；（）]{1,30}(?:以?外)，?|（[^（）]*除外）")
# 机构（含外省在我省设立的分支机构）: the bracket names nobody of its own
_INCLUDED = re.compile(r"(?<=[构业位心校社])（(?:含|包括)[^（）\d]{4,}）")
_NOT_OF = re.compile(r"^(?:对|其中|，)*(?:未|不(?:满|足|符)|非|无|没有|其他|其余)")
_DOING = re.compile(
    r"^(?:在|一个)[^，。]*?(?:新建|新开设|开设|建设|浇灌|设立|举办|建立|创办|开展|实施)(?P<name>.{2,})$")
NEAR = 30  # characters before the amount in which its receiver may stand


class Party(NamedTuple):
    """The receiver as printed, its kind, what it must have done, and who pays."""

    name: str = ""
    kind: Kind = "unknown"
    condition: str = ""
    payer: str = ""


class _Said(NamedTuple):
    """The words before a benefit, taken apart."""

    text: str
    announced: bool  # the words before a colon say that something is given: 补贴标准为：东华街道每户340元
    head: str  # up to the benefit, without who pays and who is excluded
    excluded: str
    payer: str
    start: re.Match[str] | None  # the marker before the receiver
    phrase: str  # what it marks, else the head
    near: str  # who is named right at the benefit


def party(text: str, headings: tuple[str, ...], before: Party | None, words: QuantityWords) -> Party:
    """The party of a benefit without an amount, quoted as ``text``. One that names nobody takes over the party of the
    benefit ``before`` in its sentence, else the one a heading names.
    """
    said = _taken_apart(text, words)
    name, condition = next(found for frame in (_kin, _handed, _named) if (found := frame(said, words)))
    if doing := _DOING.match(name):  # 在河流浇灌标准化冰场
        name, condition = doing["name"], "，".join(part for part in (name, condition.replace(name, "")) if part)
    if name.startswith("新增") and kind_of(name[2:], words) != "unknown":  # 新增│限上商贸企业
        name, condition = name[2:], "，".join(part for part in (name[:2], condition) if part)
    name = own_name(name, words)
    kind, own = kind_of(name, words), bool(said.start or said.near)
    if kind == "unknown" or not _is_party(name, kind, own, said):
        return _not_named(said, before, headings, words)
    if not own and kind in ("enterprise", "organization") and _MUST_PAY.search(said.head):
        said = said._replace(payer=said.payer or name)  # 用人单位应当发给职工生活费: who must pay receives nothing
        return _not_named(said, before, headings, words)
    return Party(short(name), kind, _condition(said, condition), said.payer)


def _taken_apart(text: str, words: QuantityWords) -> _Said:
    lead, colon, tier = text.rpartition("：")
    announced = bool(colon and tier) and _ANNOUNCES.search(lead.rpartition("，")[2]) is not None
    if announced:
        before_tier, _, announcing = lead.rpartition("，")
        if announcing.startswith(("对", "凡")):  # 对获奖的运动队│给予奖励：
            before_tier = lead[:benefit_at(lead, len(lead))].rstrip("，")
        text = f"{before_tier}，{tier}"
    head, payer = without_payer(text[:benefit_at(text, len(text))])
    excluded = "，".join(match[0].strip("（），") for match in _EXCEPT.finditer(head))
    head = _EXCEPT.sub(lambda match: "，" if match[0].endswith("，") else "", head)
    excluded = "，".join([excluded, *(match[0] for match in _INCLUDED.finditer(head))]).strip("，")
    head = _INCLUDED.sub("", head)
    start = _last_towards(head)
    if start and _acts(head, start, words):
        start = None
    phrase = TAIL.sub("", head[start.end():] if start else head)
    near = receiver(text[-NEAR:].rpartition("，")[2], words)
    near = "" if OFFICE.search(near) else near
    return _Said(text, announced, head, excluded, payer, start, phrase, near)


def _acts(head: str, start: re.Match[str], words: QuantityWords) -> bool:
    """Whether a marker only says what the subject before it does: 银行向权利人发放贷款，按…, 个人对企业投资的，按…"""
    before = head[:start.start()].rpartition("，")[2]
    deed, comma, _ = head[start.end():].partition("，")
    acting = kind_of(before, words) in ("enterprise", "person", "organization") and not OFFICE.search(before)
    return bool(comma) and acting and kind_of(deed, words) == "unknown"


# ---------------------------------------------------------------- frames: each the receiver and the condition, or None
def _kin(said: _Said, _words: QuantityWords) -> tuple[str, str] | None:
    """独生子女死亡，其父母…的: the parents receive."""
    kin = _KIN.search(said.head)
    return (kin[1], said.phrase) if kin else None


def _handed(said: _Said, words: QuantityWords) -> tuple[str, str] | None:
    """给予企业500万元, 博士每人2000元: who is named right at the benefit."""
    near = said.near
    if not near:
        return None
    name, condition = _named(said, words)
    if kind_of(name, words) != "unknown" and name.endswith(near) and not _NO_NAME.match(name):
        near = name  # 对规模以上工业企业，给予企业20万元: the fuller name
    whole = not name.endswith(near) or name != near and not condition  # 对在主板上市企业，给予企业500万元
    phrase = said.phrase if said.start else _GIVER.sub("", said.phrase)
    if whole and said.start:
        condition = phrase
    elif near not in said.phrase:
        condition = condition or phrase
    return near, re.sub(f"，(?:队内)?每[名位个家户]{re.escape(near)}$", "", condition)  # 获得第1名，每名队员


def _named(said: _Said, words: QuantityWords) -> tuple[str, str]:
    """对符合条件的企业, 旅行社组织…的: the noun of the phrase."""
    marker = said.start[0].lstrip("，；、。")[0] if said.start else ""
    return named(said.phrase, words, towards=not said.announced and marker in ("对", "向", "凡"))


def _is_party(name: str, kind: Kind, own: bool, said: _Said) -> bool:
    """Whether a name is that of a receiver; ``own``: marked, or named at the amount."""
    if _NOT_A_NAME.search(name) or _NO_NAME.search(name) or len(name) == 1:
        return False
    again = _AGAIN.search(said.text) is not None  # 再增加5万元: who receives was said before
    office = OFFICE.search(name) is not None or kind == "government"
    return own or not again and not office


def _not_named(said: _Said, before: Party | None, headings: tuple[str, ...], words: QuantityWords) -> Party:
    """The party where the words before a benefit end in none: the subject of the sentence, the tier before, a
    heading's; all of the words are the condition.
    """
    found = Party("", "unknown", _condition(said, said.phrase), said.payer)
    if said.start:
        if not said.head[said.start.end():].partition("，")[0].rstrip().endswith("的"):
            before, headings = None, ()  # 对新建…模式的养殖小区: whom it is for was said, and was not read
        subject = subject_of(said.head[:said.start.start()], words)
        if subject and not words.patterns["person"].search(said.phrase):
            return found._replace(name=subject, kind=kind_of(subject, words))
        office = words.patterns["government"].match(said.phrase)
        if office and len(office[0]) > 2:  # 对开发区转型升级的支持力度; not 对城市形象…
            return found._replace(name=office[0], kind="government", condition="")
    if _NOT_OF.search(said.phrase):
        return found
    if before is not None and before.kind != "unknown":
        return Party(before.name, before.kind, found.condition, said.payer or before.payer)
    others = any(words.patterns[name].search(said.phrase) for name in ("enterprise", "organization", "person"))
    # the sentence names somebody, and in what role was not read
    for heading in headings[:0 if others else 2]:
        # a heading names the field, not who receives
        if (noun := noun_in(heading, words)) and not noun.endswith(_VAGUE):
            return found._replace(name=noun, kind=kind_of(noun, words))
    return found


def _condition(said: _Said, text: str) -> str:
    return "，".join(part for part in (said.excluded, conditions.condition(text)) if part)


def _last_towards(head: str) -> re.Match[str] | None:
    """The marker before the receiver: the last that begins a segment, else the last."""
    found = [match for match in _TOWARDS.finditer(head) if not (match[0] == "向" and _APPLIED.match(head, match.end()))]
    leading = [match for match in found if match.start() == 0 or head[match.start() - 1] in "，；："
               or head[match.start()] in "，；、。"]
    return next(reversed(leading or found), None)
