"""Whether an award was read whole: a name is no part of a word, an alternative is no second condition, a band has its
measure, and words before the quote that say which class is meant belong to it.
"""

from __future__ import annotations

import re

from tiaowen.catalog.quantities import QuantityWords
from tiaowen.facts.incentive.names import TAIL, does, kind_of
from tiaowen.facts.incentive.parties import Party
from tiaowen.facts.incentive.payers import benefit_at
from tiaowen.language.governor import Amount
from tiaowen.language.sentences import Reading
from tiaowen.model import Span

# a noun that goes on with the name before it: 职工│医保基金, 个人│所得税, 东城项目│区
_GOES_ON = re.compile(
    r"(?:区|“|\d[\d.]*%|\d+强|科技园|研学|医[保疗]|社保|住房公积金|公积金|所得税|基金|账户|政策|工资|保险|上缴|缴费"
    r"|自付|负担)(?!的?$)")
# what begins with a verb of its own sentence, a time or a case: 激发│居民, 纳入│职工, 若│企业
_BEGINS = re.compile(
    r"^(?:激发|释放|下调|上调|提高|降低|减轻|实行|纳入|围绕|若|如|即|全年|全市|当?年缴纳|门诊|住院|部分|提升|促进|满足|增强|帮助"
    r"|上述|以上|以外|拓展|优化|稳定|扶助|入住|在(?![校职岗册读编孵建])|待|发放|委托|补贴标准|标准为)(?!的|企业$|单位$|机构$|家庭$|人员$|学生$|患者$|职工$|人$)")
_HANDED = re.compile(r"(?:给予|奖励|补助|补贴)([一-龥]{1,4}[社方队会店馆院所校站户])$")
# B类按5万元/亩，A类按8万元/亩: another sum
_PRICED = re.compile(r"(?:^|，)按[^，的]*\d[\d.]*万?元(?:/[一-龥]+)?(?:，|$)")
_WITH = re.compile(r"(?:将|^|，)(?:与|同)$|(?:帮助|协助|服务)$")  # 与高校│合作, 帮助│企业
_NUMBER = re.compile(r"^（?[一二三四五六七八九十\d]+[）、.．]\s*|^第[一二三四五六七八九十百\d]+条\s*")
_LEANS = re.compile(r"(?:即|或者?|剩余|反之|否则|上述|以上)(?!各类|人员|企业)")
_CHARGE = re.compile("费|税|租|价|利率|金|款|水|电|气|油|成本")
_OR = re.compile(r"，(?:或|或者)(?!者?其)")
_LISTED = re.compile(r"(?:、|以及|及|和)(?!其)[^、，]*$")
# 50（含50）—100万元, 5万元以上不足10万元: how much, and not of what
_BAND = re.compile(
    r"^(?:（[^（）]*）|[\d.—–~\-至到含以上下内不足低高于大小等超过满及且或的部分段，、]|[万亿]?美?元|平方米|公里"
    r"|[亩人家户套个名间]|[%％])+$")
# a class that leans on the words before it: 对经备案的活动, 对符合条件的
_ANAPHORIC = re.compile(
    r"(?:对于?|凡)(?:符合(?:条件|要求|标准|规定)|达到(?:要求|标准)|经(?:备案|认定|评审|审核|考核|验收|批准)|该|上述|此类"
    r"|获奖)")
_SAYS_CASE = re.compile(r"(?:的|后|时|者)，$")
_OWN_CASE = re.compile(r"(?:其中，?)?(?:对|凡)|其中")
_EDGES = " ，、：；。的按"
LONGEST = 160
SHORT = 8  # characters of a class that says no more than a noun of the words before it


def doubted(reading: Reading, span: Span, amount_at: int, who: Party, words: QuantityWords) -> bool:
    """Whether the words of an award that were read as its receiver and condition are not those of one case."""
    lead = reading.text[span.start:amount_at]
    handed = _HANDED.search(lead)
    if who.name and handed and handed[1] not in who.name:
        return True  # 大型团队，给予地接社│1万元
    return (
        bool(who.name) and _is_cut(lead, who.name) or _OR.search(lead) is not None
        or _is_last_of_list(who, words) or _PRICED.search(who.condition) is not None
    )


def _is_cut(lead: str, name: str) -> bool:
    at = lead.rfind(name)
    if at > 0 and _WITH.search(lead[:at]):
        return True
    goes_on = at >= 0 and _GOES_ON.match(lead, at + len(name)) is not None
    return goes_on or _BEGINS.match(name) is not None or "部分" in name


def _is_last_of_list(who: Party, words: QuantityWords) -> bool:
    """Whether the condition names parties beside the receiver: 中小企业、社会团体以及以单位形式参保│的个体工商户."""
    listed = _LISTED.search(who.condition) if who.name else None
    before = who.condition[:listed.start()] if listed else ""
    own = any(words.patterns[name].search(listed[0]) for name in ("enterprise", "person")) if listed else True
    return not own and not does(before) and kind_of(before, words) in ("enterprise", "organization", "person")


def verbatim(reading: Reading, span: Span, amount_at: int, before: str) -> Party | None:
    """The words before an award as its condition, as they are printed, with those of the sentence ``before`` that it
    leans on; None when they are too many.
    """
    lead = reading.text[span.start:amount_at]
    said = lead if _HANDED.search(lead) else lead[:benefit_at(lead, len(lead))].strip(_EDGES)
    said = re.sub(r"^(?:其中[，：]?)?(?:对于?|凡)?", "", said)
    said = "，".join(part for part in (before, said) if part)
    return Party(condition=said) if 0 < len(said) <= LONGEST else None


def is_bare_band(who: Party) -> bool:
    """Whether nothing but a band of numbers says which case is meant: the measure was named elsewhere."""
    return who.kind == "unknown" and bool(who.condition) and _BAND.match(who.condition) is not None


def is_of_inner_list(reading: Reading, span: Span) -> bool:
    """Whether a tier goes on with a list within a list, whose class only its first member stands behind:
    按以下标准报销：一档：一级80%，二级60%.
    """
    here = next((segment for segment in reading.segments if segment.start <= span.start < segment.end), None)
    before = reading.text[reading.sentence(here.sentence)[0].start:span.start] if here else ""
    return before.count("：") > 1 and not before.endswith("：")


def is_half_a_sentence(reading: Reading, span: Span, amount: Amount, who: Party) -> bool:
    """Whether an award goes on with another case (或者按1000元…) or relieves what only follows it (按50%减免税费)."""
    if _LEANS.match(reading.text, span.start):
        return True
    relieves = amount.role == "relief" and amount.base is None and who.kind == "unknown"
    before = reading.text[max(0, amount.quantity.start - LONGEST):amount.quantity.start].rpartition("。")[2]
    return relieves and _CHARGE.search(before) is None


def lost_head(reading: Reading, span: Span, who: Party) -> bool:
    """Whether an award stands after 其中 and has nothing of the case that the sentence began with:
    引进人才购房的，给予补贴，其中：博士补贴40万元；硕士，且专业紧缺的，补贴15万元.
    """
    here = next((segment for segment in reading.segments if segment.start <= span.start < segment.end), None)
    if here is None or _OWN_CASE.match(reading.text, span.start):
        return False
    begin = reading.sentence(here.sentence)[0]
    if begin.end >= span.start:
        return False
    if is_of_inner_list(reading, span):
        return True
    before = reading.text[begin.start:span.start].partition("，")[2]
    head = _NUMBER.sub("", reading.of(begin).strip()).strip("对凡")
    opens = here.item == begin.item and head.endswith("的")  # 2025年前申请的，两孩家庭补贴1万元，三孩家庭补贴2万元
    return ("其中" in before or opens) and head[:4] not in who.condition + who.name


def head_of(reading: Reading, span: Span, used: frozenset[int]) -> str:
    """The words of the ；-item before a quote, where its class leans on them: 支持商家开展促销活动，对经备案的活动…;
    empty when it does not, or when an earlier award used them.
    """
    here = next((segment for segment in reading.segments if segment.start <= span.start < segment.end), None)
    if here is None:
        return ""
    item = [number for number, segment in enumerate(reading.segments)
            if (segment.sentence, segment.item) == (here.sentence, here.item) and segment.end <= span.start]
    if not item or used & set(item):
        return ""
    head = reading.text[reading.segments[item[0]].start:span.start]
    own = reading.text[span.start:here.end]
    said = TAIL.sub("", own[:benefit_at(own, len(own))])
    name = re.sub("^(?:对于?|凡)", "", said).strip("的")
    leans = _ANAPHORIC.match(own) or len(name) <= SHORT and len(name) > 1 and (name[:2] in head or name[-2:] in head)
    return head.strip(_EDGES)[-LONGEST:] if leans or _SAYS_CASE.search(head) else ""
