"""What an amount is to those it is said of, once the word that governs it is known: given, relieved, lent, a threshold,
or what they pay.
"""

from __future__ import annotations

import re

from tiaowen.language.governing import GIVING, Cue, Role
from tiaowen.language.lexicon import pattern, words_of
from tiaowen.language.quantity import Quantity
from tiaowen.language.sentences import Reading, Segment

_CHARGED = re.compile(r"收取|计收|计租")  # 租金按市场价的75%收取: the share that is still to be paid
_SET = re.compile(r"确定|执行|收取|计收")  # 起付标准按10%确定: what it is, and not by how much it is less
_APPLY = re.compile(r"申请|给予|提供|享受|发放|获得|可|贷给")
_EMPLOYER = re.compile(r"(?:用人单位|雇主|雇佣|承租人|承租家庭|经营者|消费者|当事人)(?!缴|参保)[^，。；]{0,12}$")
_OWN = re.compile(r"(?:个人|本人|自行|参保人员?|患者|家庭)(?:应|需)?$|(?:个人|本人)账户[^，。；]{0,8}$")
# 2023年，全市发放创业担保贷款6亿元，…，发放补贴25万元: all that is given in a year
_TOTAL = re.compile(
    r"(?:计划|力争|推动|新增|累计|全[省市区县州])+(?:发放|投放|落实|兑现|拨付)"
    r"(?:[^。；]{0,80}，(?:发放|投放|落实|兑现|拨付))?[^，。；\d每]{0,16}$")
_FINANCE = re.compile(r"(?:财政|政府|中央|省级?|市级?|县级?|区级?)[^，。；]{0,4}$")
# 发放惠民消费券50万元: what there is for all who come
_TO_EACH = re.compile("每(?!个?[年月季周日天])|按[套户人类]")  # 按每套发放不低于5万元的消费券
_VOUCHERS = re.compile(r"(?:消费|惠民|文旅|餐饮|购物|购车|体育|汽车|家电)券")
# 单位0.3%，个人0.5%，财政补贴0.2%: who pays in
_PAYS_IN = re.compile(r"(?<!对)(?<!的)(?:个人|单位)\s?$")
# 减按80%收取: the part of a fee that is left
_LEFT_OVER = re.compile(r"减按\s?$")
_COLLECTED = re.compile(r"的?(?:标准)?(?:收取|计收|缴纳|征收(?!率|企业所得税|所得税|增值税|个人))")
_PRICE_BEHIND = re.compile(r"的[^，。；]{0,4}(?:价款|款项|租金|首付)")  # 先支付50%的地价款
# 鼓励市县给予补助，省级财政按50%给予奖补: one government gives to another
_HIGHER = re.compile(r"(?:中央|省级?|自治区)财政(?:按|对|给予|予以)")
# 中央财政补助40元，省级财政补助20元: who bears which part
_PAYS_PART = re.compile(r"(中央|自治区|省|市|县|区|镇)级?财政(?:分别)?(?:补助|补贴|安排)(?=\d)")
_OF_WHOLE = re.compile("其中|筹资|分担|负担")
_LOWER_LEVELS = re.compile(r"市县|市、县|各地|各市|各县|地区|山区|对[^，。；]{0,6}省(?:给予|补助)")
_FLOATS = re.compile("下浮")
# 执行贷款年利率不高于4.25%: what may be charged
_RATE_LIMIT = pattern(r"率[^，。；降减调浮]{0,8}{at_most}$")
_PRICE = re.compile(r"^(?!.*补[贴助]标准).*(?:费|税|租金|租|价|利率)", re.DOTALL)
_PLANNED = re.compile(r"预算|筹集|测算")  # 按5000套测算，预算装修补贴5000万元
_RESTATED = re.compile(r"（?即")
_USED_FOR = re.compile(r"(?:的比例|的部分)?，?(?:将[^，。；]{1,20})?用于|的标准，?(?:纳入|列入)[^，。；]{0,12}预算")
_COUNTED = re.compile(r"(?:纳入|计入|参与)(?:计算|核算|奖励|补贴)[^，。；\d]*$")  # 纳入计算规模的金额不超过3000万元
# （市、县级各1万元）: who bears it
_EACH_LEVEL = re.compile(r"（?(?:其中)?[中央省市州县区镇乡村级财政本、和及与]{2,}各?$")
_PAID_OUT = re.compile(r"拨付|拨给|兑付|兑现|划拨|付给|下拨")
_OF_AWARD = re.compile(
    r"(?:资助|补助|奖励|奖补|补贴|扶持|支持|引导)(?:资金|经费|金|款)?(?:总额|总金额|总量|额度?|金额)?的?\s?$")
# 第1年、第6年分别按补助金额的20%和80%
_BY_YEARS = re.compile(r"(?:第[一二三四五六\d]+年|分[两三四五\d]+[次年])[^，。；]{0,16}$")
# 按贷款额的1%给予贴息，享受贴息政策的最高贷款额度为20万元: on how much of a loan interest is paid
_SUBSIDISED = re.compile(r"贴息[^。；]*，[^，。；]*贴息(?!贷款)[^，。；]*$")
_MORE = re.compile("上浮|上调|提高|增加")
_YEARS = re.compile(r"(?:分[两三四五\d]年|年度)[^，。；]{0,4}按[\d.%、和]*$")
_BY_SHARES = re.compile(r"[\d.%、和]*的?比例(?:拨付|发放|兑现)")
_BY_TERMS = re.compile(r"第[一二三四五六\d]+[期次批]|[先首]期|剩余|余款|尾款|余下|验收|累计")
LONGEST_SENTENCE = 400  # characters of a sentence that are looked through
_OBLIGED = (
    r"(?<![对给向])(?:(?:用人|接收|见习|所在|被授予专利权的[^，。；]{0,24})单位|雇主|雇佣人|经营者|(?:直销|承包"
    r"|发包)企业"
    r"|(?:船舶|物业)所有人|专利权人|承运人|托运人|(?:租赁|担保|保险|贷款|投资|证券)公司(?=应当?|必须|须))"
)
_EMPLOYER_MUST = re.compile(
    rf"{_OBLIGED}[^。；]{{0,80}}(?:应当|必须)[^。；]{{0,80}}$|由[^，。；]{{0,6}}所在单位[^。；]{{0,60}}$")
_MUST_EACH = re.compile(  # 应当发给发明人奖金。一项专利的奖金不少于3000元
    rf"{_OBLIGED}[^。；]{{0,120}}应当[^。；]{{0,60}}(?:发给|支付)[^。；]*[。；]一项[^。]*$"
)


def role_of(reading: Reading, segment: Segment, q: Quantity, cue: Cue | None, own: tuple[Cue, ...]) -> Role:
    """The role of an amount; ``own``: the governing words of its segment."""
    if cue is None or cue.kind in ("threshold", "criterion"):
        return "threshold"
    text = reading.text
    if role := _beside_all(reading, segment, q, cue):
        return role
    kinds = {other.kind for other in own if other.start <= max(cue.start, q.start)}
    if cue.kind in ("lower", "price"):
        return _of_price(text, segment, q, cue, own, kinds)
    if cue.kind not in GIVING or "stop" in kinds or "fine" in kinds:
        return "cost"
    if cue.kind == "lend":
        begin = reading.sentence(segment.sentence)[0].start
        share = q.measure == "percent" and not _MORE.search(text, segment.start, q.start)
        if "亿" in q.unit or share or _SUBSIDISED.search(text, begin, q.start):
            return "threshold"  # 贷款额度不超过房价的80%: what banks may lend at most
        return (
            "loan" if _APPLY.search(text, segment.start, q.start)
            or words_of("at_most").search(text[segment.start:q.start]) else "threshold"
        )
    return "cost" if _is_borne(reading, segment, q, cue, kinds) else GIVING[cue.kind]


def _beside_all(reading: Reading, segment: Segment, q: Quantity, cue: Cue) -> Role | None:
    """The role of an amount that the words around it decide, whatever gives: a total, a plan, what is paid in."""
    text, before = reading.text, reading.text[segment.start:q.start]
    if q.measure == "money":
        vouchers = q.unit != "元" and _VOUCHERS.search(text, segment.start, segment.end) is not None
        vouchers = vouchers and not (q.per or _TO_EACH.search(before))
        begin = max(reading.sentence(segment.sentence)[0].start, q.start - 2 * LONGEST_SENTENCE)
        if vouchers or _TOTAL.search(text, begin, q.start):
            return "threshold"
        return "cost" if _PLANNED.search(before) else None
    if cue.kind == "relieve" and _FLOATS.fullmatch(text, cue.start, cue.end) and not _PRICE.search(before):
        return "threshold"  # 绿地率下浮2个百分点
    left = _LEFT_OVER.search(before) is not None and _COLLECTED.match(text, q.end, segment.end) is not None
    price = cue.kind == "fund_pays" and _PRICE_BEHIND.match(text, q.end, segment.end) is not None
    return "cost" if left or price or _PAYS_IN.search(before) else None


def _of_price(text: str, segment: Segment, q: Quantity, cue: Cue, own: tuple[Cue, ...], kinds: set[str]) -> Role:
    """A price that is lowered, or has a ceiling, relieves those who pay it."""
    if q.measure == "percent" and _RATE_LIMIT.search(text, segment.start, q.start):
        return "cost"
    if cue.kind == "lower":
        if q.measure == "percent" and _CHARGED.fullmatch(text, cue.start, cue.end) and "relieve" not in kinds:
            return "cost"
        deductible = "起付" in text[segment.start:q.start] and not _SET.fullmatch(text, cue.start, cue.end)
        return "relief" if kinds & {"price", "relieve"} or deductible else "cost"
    return "relief" if any(other.kind in ("lower", "relieve") for other in own) else "cost"


def _is_borne(reading: Reading, segment: Segment, q: Quantity, cue: Cue, kinds: set[str]) -> bool:
    """Whether the amount is what somebody has to pay, a part of a sum that is divided, or the sum that is there to be
    given.
    """
    text = reading.text
    before = text[max(0, cue.start - 40):cue.start]
    if (
        _EMPLOYER_MUST.search(text, max(segment.start - LONGEST_SENTENCE, reading.sentence(segment.sentence)[0].start),
                              q.start) \
             or _MUST_EACH.search(text, max(0, segment.start - LONGEST_SENTENCE), q.start)
    ):
        return True
    if _RESTATED.match(text, segment.start) and segment.bracketed or _divided(reading, segment, before):
        return True
    if _USED_FOR.match(text, q.end) or q.measure == "money" and _COUNTED.search(text, segment.start, q.start):
        return True
    if segment.bracketed and _EACH_LEVEL.search(text, segment.start, q.start) or _is_instalment(reading, segment, q):
        return True
    if cue.kind == "fund_pays" and (_EMPLOYER.search(before) or _OWN.search(before)):
        return True
    if "share" in kinds and cue.kind != "fund_pays" or (kinds & {"pay_in", "book"} and cue.start == cue.end):
        return True
    pool = "pool" in kinds and cue.start > q.end or "亿" in q.unit  # sums of that size are what is there for all
    return pool and not words_of("at_most").search(text[segment.start:q.start])


def _is_instalment(reading: Reading, segment: Segment, q: Quantity) -> bool:
    """第一期拨付资助总额的50%，验收后拨付剩余的资金: a part of the award and no rate of anything else."""
    text = reading.text
    if q.measure == "percent" and _YEARS.search(text, segment.start, q.start) and _BY_SHARES.match(text, q.end):
        return True  # 分三年按40%、30%、30%比例拨付
    whole = _OF_AWARD.search(text, segment.start, q.start)
    if q.measure == "percent" and whole and "总" in whole[0] and "发放" in text[segment.start:whole.start()]:
        return True  # 当年发放补贴总额的40%
    if q.measure == "percent" and whole and _BY_YEARS.search(text, segment.start, whole.start()):
        return True
    if q.measure != "percent" or not _PAID_OUT.search(text, segment.start, q.start):
        return False
    around = reading.sentence(segment.sentence)
    return whole is not None or _BY_TERMS.search(text[around[0].start:around[-1].end][:LONGEST_SENTENCE]) is not None


def _divided(reading: Reading, segment: Segment, before: str) -> bool:
    """Whether a sentence says which government bears which part of a sum, and this part is one of them."""
    around = reading.sentence(segment.sentence)
    if _HIGHER.search(reading.text, segment.start, segment.end) and _LOWER_LEVELS.search(
            reading.text, around[0].start, min(around[-1].end, around[0].start + LONGEST_SENTENCE)):
        return True
    begin = max(around[0].start, segment.start - LONGEST_SENTENCE)
    end = min(around[-1].end, segment.end + LONGEST_SENTENCE)
    parts = {part[1] for part in _PAYS_PART.finditer(reading.text, begin, end)}
    if len(parts) > 1 and _OF_WHOLE.search(reading.text, begin, segment.end):
        return _PAYS_PART.search(reading.text, segment.start, segment.end) is not None
    if not _FINANCE.search(before):
        return False
    return words_of("share").search(reading.text[around[0].start:around[-1].end][:LONGEST_SENTENCE]) is not None
