"""Numbers that limit what is given, say who may or which ones are counted, or how large each of them is: none is to be
reached.
"""

from __future__ import annotations

import re

from tiaowen.facts.target.sight import WINDOW, Evidence, Sight

_ATTRIBUTE = re.compile(r"(?:及?以上|左右)?(?:[、且并和][^，。；]{1,24}?)?的[^，。；、]{1,16}(?:至少|超过?|达到?|约)?")
_COUNTED = re.compile(r"\d\s?[个家户项](?:以上|左右)?[^，。；、的\d]{2,8}?(?:超过?|达到?|突破|不低于|在)?\s?$")
ATTRIBUTES = re.compile(r"(?:以上)?(?:、[^，。；、的]{2,40}){0,4}的[^，。；、]{2,20}")
_OF_THOSE = re.compile(r"(?:^|[^面核])对(?!外|口|标|接)[^，。；]{0,40}$")
_THOSE = re.compile(r"[^，。；]{0,40}的")  # 对入场人数超过40人的工地
# 每家机构最多支持3人, 支持金额不超过投入的10%, 未超过10万元: a limit of what is given, a condition
_LIMIT_OF_AID = re.compile(
    r"(?:最多|最高|累计)(?:可)?(?:支持|补助|奖励|资助|补贴)[^，。；]{0,8}$"
    r"|(?:支持|补助|奖励|资助|补贴|贴息)(?:的?(?:金额|额度|总额|比例|资金|人数|标准))?[^，。；]{0,6}"
    r"(?:不(?:得|能)?(?:超过|高于)|最[高多])[^，。；]{0,16}$"
    r"|[未没](?:有)?(?:超过|达到|突破|满)\s?$")
# 每人一次性支持20万元: what is given
_GIVEN = re.compile(r"(?:支持|奖励|资助|补助|补贴|扶持|发放)\s?$")
# 缴费比例为20%, 补缴比例统一为10%: what is so, and nothing to be reached
_IS = re.compile(
    r"(?<!目标)(?<!目标值)(?<!力争)(?:统一|核定|确定|定)?为\s?$|(?:标准|限额|额度|比例)(?:分别|统一)?为[^，。；]{0,16}$")
_LIES = re.compile(r"(?<![制持定固])在\s?$")  # 9个市的人口均在100万人以下
# 按不低于造价1.5%的标准计取: what is charged
_AT_RATE = re.compile(r"[^，。；]{0,12}的(?:标准|比例|费率|额度)(?!以上|左右)")
_RULED = re.compile(r"缴|报销|支付|补贴|补助|补偿|起付|工资|收费|租金|费率|税率|利率|价格|标准")
# 达到500分且具有连续学籍的考生可参加: who may
_WHO_MAY = re.compile(r"[^，。；]{0,40}的[^，。；的]{1,10}?(?:均?可以?(?!持续|靠|再生)|应当?|须|不得|予以|给予)")
_COUNTED_BEFORE = re.compile(r"\d\s?(?:所|家|个|座|处|栋|幢|间)\s?$")  # 建设1所│80-150个托位的机构: how large it is
# 最高贷款额度由60万元提高至80万元, 每完成网签1000套, 政府和企业各承担50%: what is given, for what, by whom
_ENTITLED = re.compile(
    r"(?:贷款|提取|补贴|补助|缴存|报销|奖励|资助|救助|消费券)[^，。；]{0,6}(?:额度|限额|标准|上限)[^，。；]{0,30}$"
    r"|每(?:新增|新建|完成|增加|引进|建成|满)[^，。；]{0,16}$|(?:各自?|共同|分别|自行)(?:承担|负担|分担)(?:约|各)?\s?$|[上下]浮\s?$|(?:加大|加强|强化)对[^，。；]{0,8}$"
    r"|(?:由|从)每[人户月年生][^，。；]{0,12}(?:提高|增加|上调|提升)[到至为]\s?$")
_SO_THAT = re.compile("的[^，。；]{1,8}(?:就|才)(?:能|可|会)")  # 有6.5%的增速就能实现就业
_PREFERRED = re.compile("优先(?:支持|安排|推荐|考虑)[^，。；]{0,20}$")  # 优先支持其│1家园区升级: what is granted


def limits(s: Sight, evidence: Evidence) -> bool:
    """Whether the number limits what is given, says who may apply, or how large one of the counted things is."""
    money = s.quantity.measure == "money"
    applies = money and not evidence.due and (
        s.before.strip().startswith("鼓励") or _GIVEN.search(s.before) is not None)
    sized = _COUNTED_BEFORE.search(s.before) is not None and re.match("[^，。；、]{0,6}的", s.rest) is not None
    those = _OF_THOSE.search(s.before) is not None and _THOSE.match(s.after) is not None
    told = s.quantity.measure != "percent" and _LIES.search(s.before) or _IS.search(s.before) and not s.bound
    ruled = told and not evidence.aim and (not evidence.due or _RULED.search(s.before)) or (
        "按" in s.before and _AT_RATE.match(s.after))
    may = not evidence.due and _WHO_MAY.match(s.after)
    return any((applies, sized, those, _LIMIT_OF_AID.search(s.before), _PREFERRED.search(s.before),
                _ENTITLED.search(s.before), _SO_THAT.match(s.after), ruled, may))


def of_the_counted(s: Sight) -> bool:
    """年产值超10亿元、带动力强的企业3家: a size that tells which ones are counted after it."""
    if s.quantity.measure == "count":
        return False
    if _COUNTED.search(s.before) and ATTRIBUTES.match(s.after):  # 100家以上年产值│超10亿元、10家…的企业
        return True
    counts = [o for o in s.others if o.measure == "count" and o.start > s.quantity.end]
    if not counts:
        return False
    between = s.after[:counts[0].start - s.quantity.end]
    return len(between) < WINDOW and bool(_ATTRIBUTE.fullmatch(between))
