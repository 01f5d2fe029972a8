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
from tiaowen.facts.incentive.payers import PLACE_OF_CARE, benefit_at, without_payer

_TOWARDS = re.compile(
    r"(?<![面针反绝相核比敌应])对(?!接|外|口|标|照|象|策|比|应(?!用)|等|地方[^，的]{0,4}贡献)于?|(?<![方面导定取趋倾意转])向(?!上|下|社会)"
    r"|(?:^|[，；、。])(?:凡是?|凡被|鼓励|支持|为(?!了|主|期|进|促|$)|使(?!用)|让|帮助)"
)
_AFTER_AMOUNT = re.compile(
    # 按营业额的15%、10%对企业进行奖励
    r"(?:(?!、[对向给])[^，。；]){1,24}?(?:对|向|给)([^，。；、\d]{1,14}?)(?=进行|发放|给予|予以|支付|拨付)"
)
# A name that begins with what is done names another.
_UNCLEAR = re.compile(
    r"^(?:依托|使用|利用|借助|承租|租用|购买|入驻|提供|收取|用于|设置|包括|组建|推进|培育|壮大|打造|开展"
    r"|(?:当年)?新增)|入驻项目|^[省市县区]级?$"
)
# 毕业生创办的企业: he or it?
_FOUNDED = re.compile(r"(?:学生|毕业生|人员|青年|军人|农民|个人)[^，；]*(?:创办|开办|创立)")
# a clause on who pays among the words on who receives
_PAYER_WITHIN = re.compile(r"所需(?:资金|经费)(?=[由从])|由[^，。；]{0,8}财政(?!出资)")
_VAGUE = ("项目", "人才", "工匠", "主体")
_NOT_A_NAME = re.compile(  # words of a sentence, of a bound or of a measure
    r"^\d+个|[^的针反]对(?![口外接象])|给予|[^，]将|[^供]给[^水排]|不(?:得|能)?(?:超过|低于|高于)|最[高低多]|比例|额度|支持金额|资金支持|设立专柜|每引进|推广应用|岗位、|产品$"
    r"|^(?:占|申报为|采取|综合(?:评|考)|一般|其停|其他费|按|围绕|解决|针对|招[收用聘]|补助给|[且将并]|[^的]*等同|每年"
    r"|组织[^的]*对|应(?=每)|评(?=[国省市县北上])|落实|要)"
)
# 综艺表演形式│不超过100万元: names what it is for; 每增加一名 does not.
_LABEL = re.compile(r"(?:^|，)(?!每(?:[增超满新引招培提达合多]|[\u4e00-\u9fff]{1,4}$))[^，的]{4,}$")
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
_DEDUCTS = re.compile(r"(?:^|，)由(?P<who>[^，]{2,12}?)在(?:(?P<when>[^，]*时)，在)?$")
# 交通服务单位应当给予老年人优待
_GIVER = re.compile(r"(?:^|，)[^，]*(?:单位|机构|部门|医院|学校|银行|公司|政府)(?:应当?|要|可以?|须)?$")
_EXCEPT = re.compile(r"（除[^（）]*外）|(?<!中)除[^，。；（）]{1,30}(?:以?外)，?|（[^（）]*除外）")
# 机构（含外省在我省设立的分支机构）: the bracket names nobody of its own
_INCLUDED = re.compile(r"(?<=[构业位心校社])（(?:含|包括)[^（）\d]{4,}）")
_NOT_OF = re.compile(r"^(?:对|其中|，)*(?:未|不(?:满|足|符)|非|无|没有|其他|其余)")
_DOING = re.compile(
    r"^(?:在|一个)[^，。]*?(?:新建|新开设|开设|建设|浇灌|设立|举办|建立|创办|开展|实施)(?P<name>.{2,})$")
_CONDITION = re.compile(
    r"(?:的|时|后|期间|以上|以下|城市|以内|等奖|[一-龥\d][级类档名])(?:，[自从][^，]{2,30}起[^，]{0,8})?，?$")
_BOUNDED = re.compile(r"\d[^，。；]{0,8}以上")
_TIME = re.compile(r"第[一二三四五六七八九十\d]+(?:[至、—-][一二三四五六七八九十\d]+)?年|首年|次年|之后|此后|后续")
_TIME_LAST = re.compile(rf"(?:^|，)(?:{_TIME.pattern})$")
AFTER = 12  # characters from the amount on in which the words that end a receiver may stand
NEAR = 30  # characters before the amount in which its receiver may stand


class Party(NamedTuple):
    """The receiver as printed, its kind, what it must have done, and who pays."""

    name: str = ""
    kind: Kind = "unknown"
    condition: str = ""
    payer: str = ""
    labelled: bool = False  # named by a label of its own (木偶剧项目100万元), so that the next label names another


class _Said(NamedTuple):
    """The words before a benefit, taken apart."""

    text: str
    amount_at: int
    announced: bool  # the words before a colon say that something is given: 补贴标准为：东华街道每户340元
    head: str  # up to the benefit, without who pays and who is excluded
    excluded: str
    payer: str
    start: re.Match[str] | None  # the marker before the receiver
    phrase: str  # what it marks, else the head
    near: str  # who is named right at the amount


def party(text: str, amount_at: int, headings: tuple[str, ...], before: Party | None, words: QuantityWords, *,
          cared: bool = False) -> Party:
    """The party of a benefit quoted as ``text``: ``amount_at`` is where its amount stands (the end, when it has none).

    A tier that names nobody takes over the party of the tier ``before``, else the one a heading names. ``cared``: a
    fund pays for treatment, so that a hospital is where, never who.
    """
    said = _taken_apart(text, amount_at, words)
    name, condition = next(found for frame in (_kin, _deducts, _handed, _named) if (found := frame(said, words)))
    if doing := _DOING.match(name):  # 在河流浇灌标准化冰场
        name, condition = doing["name"], "，".join(part for part in (name, condition.replace(name, "")) if part)
    if name.startswith("新增") and kind_of(name[2:], words) != "unknown":  # 新增│限上商贸企业
        name, condition = name[2:], "，".join(part for part in (name[:2], condition) if part)
    name = own_name(name, words)
    kind, own = kind_of(name, words), bool(said.start or said.near)
    if kind == "unknown" or not _is_party(name, kind, own, said, cared):
        return _not_named(said, before, headings, words)
    if not own and kind in ("enterprise", "organization") and _MUST_PAY.search(said.head):
        said = said._replace(payer=said.payer or name)  # 用人单位应当发给职工生活费: who must pay receives nothing
        return _not_named(said, before, headings, words)
    return Party(short(name), kind, _condition(said, condition), said.payer, labelled=not own)


def _taken_apart(text: str, amount_at: int, words: QuantityWords) -> _Said:
    lead, colon, tier = text[:amount_at].rpartition("：")
    announced = bool(colon and tier) and _ANNOUNCES.search(lead.rpartition("，")[2]) is not None
    if announced:
        before_tier, _, announcing = lead.rpartition("，")
        if announcing.startswith(("对", "凡")):  # 对获奖的运动队│给予奖励：
            before_tier = lead[:benefit_at(lead, len(lead))].rstrip("，")
        text, amount_at = f"{before_tier}，{tier}{text[amount_at:]}", len(before_tier) + 1 + len(tier)
    head, payer = without_payer(text[:benefit_at(text, amount_at)])
    excluded = "，".join(match[0].strip("（），") for match in _EXCEPT.finditer(head))
    head = _EXCEPT.sub(lambda match: "，" if match[0].endswith("，") else "", head)
    excluded = "，".join([excluded, *(match[0] for match in _INCLUDED.finditer(head))]).strip("，")
    head = _INCLUDED.sub("", head)
    start = _last_towards(head)
    if start and _acts(head, start, words):
        start = None
    phrase = TAIL.sub("", head[start.end():] if start else head)
    return _Said(text, amount_at, announced, head, excluded, payer, start, phrase, _at_amount(text, amount_at, words))


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


def _deducts(said: _Said, words: QuantityWords) -> tuple[str, str] | None:
    """由纳税人在…限额内扣除: who deducts."""
    who = _DEDUCTS.search(said.head)
    if not who or kind_of(who["who"], words) != "person":
        return None
    return who["who"], "，".join(part for part in (said.head[:who.start()], who["when"]) if part)


def _handed(said: _Said, words: QuantityWords) -> tuple[str, str] | None:
    """给予企业500万元, 博士每人2000元: who is named right at the amount."""
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


def _is_party(name: str, kind: Kind, own: bool, said: _Said, cared: bool) -> bool:
    """Whether a name is that of a receiver; ``own``: marked, or named at the amount."""
    if _NOT_A_NAME.search(name) or _NO_NAME.search(name) or len(name) == 1:
        return False
    again = _AGAIN.search(said.text[:said.amount_at]) is not None  # 再增加5万元: who receives was said before
    office = OFFICE.search(name) is not None or kind == "government"
    return (own or not again and not office) and not (cared and PLACE_OF_CARE.search(name))


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
    another = before is not None and before.labelled and _LABEL.search(said.phrase) is not None
    if before is not None and before.kind != "unknown" and not another:
        condition = found.condition or before.condition
        if _TIME.fullmatch(found.condition):  # 第一年奖励5万元，第二年奖励3万元
            condition = "，".join(part for part in (_TIME_LAST.sub("", before.condition), condition) if part)
        return Party(before.name, before.kind, condition, said.payer or before.payer)
    others = any(words.patterns[name].search(said.phrase) for name in ("enterprise", "organization", "person"))
    # the sentence names somebody, and in what role was not read
    for heading in headings[:0 if another or others else 2]:
        # a heading names the field, not who receives
        if (noun := noun_in(heading, words)) and not noun.endswith(_VAGUE):
            return found._replace(name=noun, kind=kind_of(noun, words))
    return found


def _condition(said: _Said, text: str) -> str:
    return "，".join(part for part in (said.excluded, conditions.condition(text)) if part)


def doubtful(who: Party) -> bool:
    """Whether an amount must stay a mention: two parties of the sentence could be meant, or what was read as one is
    none.
    """
    cut = any(said.count(left) != said.count(right) for left, right in ("（）", "“”", "《》")
              for said in (who.name, who.condition))
    within = _PAYER_WITHIN.search(who.condition) is not None
    return (
        cut or within or _UNCLEAR.match(who.name) is not None or who.kind != "person"
        and _FOUNDED.search(who.condition) is not None
    )


def towards(lead: str) -> str:
    """The words from the marker of the receiver on; all of them where there is none."""
    start = _last_towards(lead)
    return lead[start.end():] if start else lead


def _last_towards(head: str) -> re.Match[str] | None:
    """The marker before the receiver: the last that begins a segment, else the last."""
    found = [match for match in _TOWARDS.finditer(head) if not (match[0] == "向" and _APPLIED.match(head, match.end()))]
    leading = [match for match in found if match.start() == 0 or head[match.start() - 1] in "，；："
               or head[match.start()] in "，；、。"]
    return next(reversed(leading or found), None)


def _at_amount(text: str, amount_at: int, words: QuantityWords) -> str:
    """Who is named right at the amount: 奖励企业5万元, 博士每人2000元, 按15%对企业进行奖励."""
    behind = re.split("[，。；、]", text[amount_at:amount_at + AFTER], maxsplit=1)[0]
    near = receiver(text[max(0, amount_at - NEAR):amount_at].rpartition("，")[2] + behind, words)
    if not near and (after := _AFTER_AMOUNT.match(text, amount_at)) and kind_of(after[1], words) != "unknown":
        return after[1]
    return "" if OFFICE.search(near) else near
