"""Amounts that say who is meant, or what is done, whatever word gives or takes beside them: 低于2000万元的, 清偿率100%.
"""

from __future__ import annotations

import re

from tiaowen.language.bounds import BOUND_WITHIN
from tiaowen.language.quantity import Quantity
from tiaowen.language.sentences import Segment

# 5000元以上至10000元（含）段为50%: a band, whatever gives beside it
_OF_BAND = re.compile(r"\s?(?:以[上下])?(?:（不?含[^（）]{0,8}）)?(?:以[上下])?(?:(?:的?部分|段)|至\s?\d)")
_BAND_TO = re.compile(r"以[上下]至\s?$")
_IF = re.compile(r"(?:但是?)?(?:如|若)(?!期|需)[^，。；]*的$")
# 若计算之和高于应缴租金的90%，则…: a case
_CASE = re.compile(r"^(?:若|如|当)(?!期|年|月|地)[^，。；]*(?:高于|低于|超过|达到|不足)[^，。；]{0,24}$")
_BELOW = re.compile(r"(?<!不)(?<!不得)(?<!不能)(?:低于|高于|超过|达到|不足|大于|小于)[^，。；给奖励发补]{0,24}$")
# 支付限额提高3800元
_RAISED_LIMIT = re.compile(
    r"(?:提高|增加|上调|降低|减少)[^，。；\d]{0,12}(?:限额|封顶线|额度|上限)[^，。；\d为至到]{0,3}$")
_LIMIT_OF = re.compile(
    r"(?:提高|增加)[^，。；]{0,12}(?:限额|封顶线|上限)的$|(?:原封顶线|原限额|(?:上限|限额)(?:（[^（）]*）)?之和)的$")
_EXPLAINED = re.compile(r"不(?:得|能)?(?:超过|高于)[^，。；]*(?:上限|限额|标准|额度)（$")
_DONE_FIRST = re.compile(r"[^，。；]{1,24}(?:支付|发放|缴纳|投入)[^，。；]{0,12}的$")
_GIVES_NEXT = re.compile(r"，(?:可|按|给予|享受|对)")
# 支出金额可小于1万元的项目
_COMPARED = re.compile(
    r"(?<!不)(?<!不[得能可应])(?:大于|小于|高于|低于|少于|多于|超过|不足|不满|缩小|缩减|适用|执行)\s?$")
_GIVES_ANOTHER = re.compile(r"(?:给予|予以|奖励|补助|补贴)[^，。；\d]{0,12}\d[\d.]*[万亿]?元")
# 超过部分每增加1亿元增加│100万元的奖励
AWARD_BEHIND = re.compile("的(?:一次性)?(?:奖励|补助|补贴|资助|奖补)")
_STEP = re.compile(r"每(?:增加|新增|超过?|提高|增长)[^，。；]{0,14}$")
_FACE = re.compile(r"面值为?\s?$")
_UP_TO = re.compile(r"(?:给予|予以)[^，。；\d]{0,6}(?:不(?:得|能)?(?:超过|高于)|最高|至多|上限)")
_THEN_GIVEN = re.compile(r"(?:以上|以下)?的，?(?:给予|予以|享受|由|按|可(?!转))")
_FORMULA, _RESULT = re.compile(r"[/一-龥]{0,4}\s?[×=＝÷+＋]"), re.compile(r"[×=＝÷+＋]\s?$")
_INCLUSIVE = re.compile(r"（不?含\s?$")  # （含1万元）
# 新增建设用地计划总量的8%予以单列
_NO_MONEY = re.compile(r"(?:用地|指标|面积|编制|岗位|名额|人数|学位|床位|计划总?量)[^，。；元]{0,6}$")
# 清偿率100%: a rate that is reached, but for those that are given or charged
_RATE_OF = re.compile(
    r"(?<![费利税汇扣])(?<!贴息)(?<!补[贴助])(?<!报销)(?<!返还)(?<!征收)(?<!支付)(?<!给付)率(?:达到?|为|保持|不低于|不高于|不超过|控制在)?\s?$"
    r"|款支付比例[^，。；]{0,6}$|浮动[^，。；]{0,4}(?:超过|高于)[^，。；]{0,10}$")
_OF_A_RATE = re.compile(  # 按市内支付比例的70%, 按上述标准50%: a part of another rate; 支付率达到100%: what is done
    r"(?:支付|报销|补偿|救助)(?:比例|标准)的\s?$|上述(?:标准|比例|金额)的?\s?$|可申请[^，]{0,6}补贴至\s?$|(?:补[贴助]|津贴)的\s?$|首付[^，]{0,16}$|率(?:应|须|要)?(?:达到?|为)\s?$|支付资金\s?$")
_RAISES = re.compile(r"(?:的比例|的标准)?(?:提高|增加|上浮)[^，。；]{0,4}额度")  # 按贷款额的10%提高贷款额度
_WITHIN = re.compile(r"在\s?$")  # 贷款在20万元以内免除反担保
_FROM = re.compile(r"(?:由|从)[^，。；]{0,12}$")
_TO = re.compile(r"[^，。；\d]{0,4}(?:(?:调|降|减|提高|调整|下调|上调|增加|升)(?:低|少)?(?:到|至|为)|减按)")
WHOLE = 100  # %


def says_who(text: str, segment: Segment, q: Quantity, rest: str) -> bool:
    """Whether the words around the amount make it a threshold, whatever gives or takes beside it. ``rest``: the words
    after it.
    """
    def before(pattern: re.Pattern[str]) -> bool:
        return pattern.search(text, segment.start, q.start) is not None

    return (
        q.measure == "money" and _OF_BAND.match(text, q.end, segment.end) is not None
        # 100%发放电子执照: how many are handed out
        or q.measure == "percent" and q.value == WHOLE and rest.startswith("发放")
        # 低于平均养老金60%的
        or rest.startswith("的") and before(_BELOW) and not (before(_STEP) and AWARD_BEHIND.match(rest))
        # 每增加1亿元给予银行10万元; 按投资额的10%给予不超过200万元的补助 gives the rate, up to a ceiling
        or _GIVES_ANOTHER.match(rest) is not None and not (q.measure == "percent" and _UP_TO.match(rest))
        or _CASE.match(text[segment.start:q.start].lstrip()) is not None
        or _IF.match(text, segment.start, segment.end) is not None  # 如按月收入的20%计租低于标准的10%的
        or _THEN_GIVEN.match(rest) is not None  # 合同额不低于1000万元的给予补贴
        or _FORMULA.match(rest) is not None or before(_RESULT)  # 1520元/人月×6月=9120元/人
        or q.measure == "percent" and (before(_RATE_OF) or _RAISES.match(rest) is not None)
        or rest.startswith("免") and before(_WITHIN)
        or rest.startswith("购买") or before(_FACE)  # 以100元购买一张面值为10000元的券
        or rest.startswith(("基础上", "的基础上"))  # 在100万元基础上上浮20%
        or before(_BAND_TO) or before(_INCLUSIVE) or before(_COMPARED) or q.measure == "percent" and before(_NO_MONEY)
        or segment.bracketed and _EXPLAINED.search(text, max(0, segment.start - BOUND_WITHIN), q.start) is not None
        # 按不低于最低工资80%的标准支付补贴的，可享受补贴
        or _DONE_FIRST.match(text, q.end, segment.end) is not None and _GIVES_NEXT.match(text, segment.end) is not None
        or before(_RAISED_LIMIT) or before(_LIMIT_OF) or q.measure == "percent" and before(_OF_A_RATE)
        or before(_FROM) and _TO.match(rest) is not None  # 由1.5%降至1%
    )
