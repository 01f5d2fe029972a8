"""Who pays, and where the words of a benefit begin: 由市财政│给予一次性奖励│10万元."""

from __future__ import annotations

import re

from tiaowen.facts.incentive.names import TAIL

_PART_PAID = re.compile(r"(?:其中)?(.{2,}?费用?)((?:.{2,})?(?:基金|资金|统筹))$")
_PAYER = re.compile(
    r"(?:(?:^|[，；：])由?|由|从)(?P<payer>[^，。；：的对由]{0,14}?(?:财政(?:部门|局|资金)?|政府|管委会?|(?:区市县|县市区"
    r"|市县区|园区)(?=一次性|奖励|补助|$)|专项资金|发展资金|基金|互助金|补助资金|统筹|部门|人社局))"
    r"(?:（[^（）]{1,12}）)?(?:全额|共同|优先|可|按[^，。；]{1,20}|统一|负责)*$"
)
_GIVING = re.compile(
    r"给予|予以|奖励|补助|补贴|资助|发放|拨付|享受|扣除|减按|减收|减免|免征|免缴|免收|返还|安排|实行|实施|进行|提供"
    r"|预留|视同|优先|免费|加大|落实|征收"
    r"|减半|计发|发给|贴息|补偿|报销|支付|承担|可申请|救助"
)
_LEVEL = re.compile(r"(?<=[^，、；：国和及或对])(?<!国家)[省市县区镇]级$")
# 参加基本医疗保险│市财政│每人补助10元
_TREASURY = re.compile(r"(?<![由从、和及，])(?<=[一-龥])(?:中央|省级?|市级?|县级?|区级?)财政$")
PLACE_OF_CARE = re.compile(r"[\u4e00-\u9fff]{0,8}?(?:医疗机构|医院|卫生院|卫生室|服务中心|服务机构|药店)")
# …的，│最高贷款额度从50万元调整为│80万元: nothing but the limit of a loan
LENT = re.compile(
    r"(?<=[的后时])，(?=[^，]*[贷借])(?:其|可|申请|使用|住房|公积金|个人|最高|单笔|每[人户套]|贷款?|借款|额度|限额|金额|上限"
    r"|统一|均)+(?:[由从](?:原来?的?|现行的?)?\d[\d.]*万?元(?:/[人户])?)?(?:提高|调整|上[调浮]|增加|放宽)?[到至为]?$")
ONE_CLUSTER = 14  # characters between words of one benefit: 给予…奖励


def without_payer(head: str) -> tuple[str, str]:
    """The words before a benefit without who pays (市级工业发展资金, 由县财政), and the payer."""
    bare = TAIL.sub("", head)
    if level := _LEVEL.search(bare):  # 企业级数据平台县级给予奖补
        return bare[:level.start()], level[0]
    if treasury := _TREASURY.search(bare):
        return bare[:treasury.start()], treasury[0]
    match = _PAYER.search(bare[-48:])
    if not match or not match["payer"]:
        return head, ""
    at = len(bare) - len(bare[-48:]) + match.start()
    if within := _PART_PAID.match(match["payer"]):  # 其中护理耗材费基金最高支付…
        return f"{bare[:at]}，{within[1]}", within[2]
    place = PLACE_OF_CARE.match(match["payer"])
    if place:  # 一级医疗机构统筹基金支付88%
        return f"{bare[:at]}，{place[0]}".lstrip("，"), match["payer"][place.end():]
    return bare[:at], match["payer"]


def benefit_at(text: str, amount_at: int) -> int:
    """Where the words of the benefit begin: the last 给予…奖励 before the amount."""
    given = [match for match in _GIVING.finditer(text, 0, amount_at) if match.start() > 0
             and _is_close(text[match.end():amount_at])]
    if not given:
        return amount_at
    first = given[-1]
    for earlier in reversed(given[:-1]):
        if (
            first.start() - earlier.end() > ONE_CLUSTER or "的" in text[earlier.end():first.start()]
            or "，" in text[earlier.end():first.start()]
        ):
            break
        first = earlier
    return first.start()


def _is_close(between: str) -> bool:
    """Whether nothing but the benefit's own words stands between: 给予[一次性]10万元, not 企业实施的…项目，按10%."""
    return len(between) <= 24 and "，" not in between and not between.startswith("的")
