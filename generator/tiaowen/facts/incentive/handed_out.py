"""Whether an amount that a giving word governs is surely what somebody gets, and all of it."""

from __future__ import annotations

import re

from tiaowen.language.governor import Amount
from tiaowen.language.lexicon import pattern
from tiaowen.language.sentences import Reading

_PLANNED = pattern(r"{planned}")
# by how much a limit, a rate or a sum changes: 授信额度扩大│20%, 每月再增加│30元
_CHANGED = pattern(r"(?:提高|提升|增加|增发|扩大|上浮|上调|增长|降低|减少|下浮)(?:贷款)?(?:额度?)?"
                   r"(?:{at_least}|{at_most})?(?:\d[\d.]*(?:%|万?元)[、和及])*\s?$")
# 自年满80周岁的当月起，每月再增加│35元: what a case of its own gets on top
_SUPPLEMENT = pattern(r"[的起后时]，每(?:人|户)?每?[月年]再?(?:增加|增发)\s?$")
# 由原来的60%、55%分别提高到65%: what was
_FORMER = re.compile(r"(?:由|从)(?:原|目前|现行|现有)?[^，。；]{0,30}$")
_TO = re.compile(
    r"[^，。；]{0,40}?(?:提高|提升|调整|上调|上浮|增加|降低|下调|下浮|减少|降)(?:\d[\d.]*%)?(?:到|至|为)")
# 每增加1万人次增加奖励│1.5万元: for each more of something that the unit does not tell
_PER_MORE = re.compile(
    r"每再?(?:增加|新增|超过?|提高|增长)[^，。；]{1,16}，?再?(?:增加|增发)(?:奖励|补助|补贴|资助)?\s?$")
_OF_ALL = re.compile(r"(?:上述|以上)[^。；]{0,40}$")  # 上述补贴，单套总额最高│10万元: a ceiling of what stands before
_MEANS = re.compile("是指[^。；]*$")  # “每户最高6000元”是指…│6000元: what is said elsewhere
# 确保│30%的工程款; 优惠不低于房价的│90%
_KEPT_BACK = re.compile(
    r"确保\s?$"
    r"|(?:优惠|折扣|下浮)[^。；]{0,4}不(?:能|得)?低于[^，。；]{0,12}价格?的?\s?$")
# 补贴总额不超过│1000万元; 资金由财政保障，额度为│3000万元: what there is for all
_ALL_THERE_IS = re.compile(
    r"^(?![^。]*(?:单|每|同一))[^。；，]{0,30}(?:补贴|补助|奖励|消费券)(?:资金)?总(?:额|金额)[^，。；\d]{0,6}$"
    r"|资金由[^，。；]{2,12}(?:保障|承担|列支|安排)，(?:总?额度?|规模)为?\s?$")
# 除享受│2万元购房补贴外: another award; 至少需支付│0.01元: what one pays
_BESIDE, _BEYOND = re.compile(r"除了?(?:享受|给予|获得)[^，。；]{0,6}$"), re.compile("[^，。；]{0,12}外")
_TO_PAY = re.compile(r"[需须]支付\s?$")
_OF_LIMIT = re.compile(r"(?:限额|上限|封顶线)[^，。；]{0,12}元的[\d.%、和]*\s?$")  # 限额按5960元的│50%计算
# 补贴资金总计│300万元, 补助总额度│1500万元: what there is for all; 若5000万元│补贴预算资金使用完毕
_BUDGET = re.compile(r"(?:资金|补助|补贴|奖励)(?:总计|总额度?|总金额)为?\s?$")
_BUDGETED = re.compile("[^，。；]{0,6}预算(?:资金)?使用完")
# 补偿款的50%│可用“房票”形式支付, 补贴使用金额不超过房价的│50%: how it may be used
_USED = re.compile("可[用以][^，。；]{0,10}支付")
_USE = pattern(r"(?:使用金额|其中[^，。；]{0,12}费用){at_most}[^，。；]{0,16}$")
# 安排不低于│2000万元专项资金: what there is for all
_SET_UP = re.compile("安排[^，。；\\d]{0,6}$"), re.compile("[一-龥]{0,4}资金")
# 审核合格后发放│50%的租房补贴: the rest comes later
_SHARE = re.compile(r"(?:发放|拨付|兑现)\s?$"), re.compile("的?[一-龥]{0,4}(?:补贴|补助|奖励|资助)")
_INSTALMENT = re.compile(r"每[笔次期年](?:发放|拨付|兑现|支付)(?:比例为?)?\s?$")  # 分两笔发放，每笔发放│50%
# 费率由1.5%降至│1%: what is left to pay
_LEFT = re.compile(r"(?:率|比例)[^，。；]{0,12}(?:降|下[调浮])[^，。；\d]{0,2}[至到为][\d.%、和]*\s?$")
# 出让底价按最低价标准的│70%执行, 减按│1%征收: what is left to pay
_STILL_DUE = re.compile("的?(?:税率|征收率|比例|费率|标准)?(?:执行|征收|计征|征缴|计缴|计入|缴纳|收取)")
_BORNE = re.compile(r"(?:财政|政府|单位|企业)[^，。；]{0,6}(?:承担|负担)\s?$")  # 市财政承担│40%: its part
_ENTRY = re.compile(r"(?:准入|收入线)[^，。；]{0,6}(?:标准|条件)[^。；]*$")  # 收入线准入标准调整至…│70%: who may ask
# what a standard may be of
_GIVEN = re.compile("[补奖贴助免减贷津养]|待遇|报销|支付|扣除|支持|扶持|限额|保障|抚恤|返还")
_LOWER = re.compile(r"(?:降低|减少)$")
_CHARGE = re.compile("费|税|租|价|利率|金|款|水|电|气|油|成本")
# 分别按补助金额的20%和│80%: parts of it
_PART = re.compile(r"(?:补[贴助]|奖励|资助)(?:资金|金)?总?额的[\d.%、和]*$")
# 100万、50万、│30万元; 分别给予200万元，│100万元; 3万元（博士）、│1.44万元（硕士）: what it shares was not read
_CUT_LIST = re.compile(r"\d[万亿]?\s?、\s?$|分别[^，。；]*元，$|）、\s?$|[\d%元]或者?\s?$")
_PAID_IN = re.compile(r"(?:个人|单位)\s?\d")  # 单位0.3%，个人0.5%，财政补贴│0.2%: who pays in what
_OPEN_LIST = re.compile(r"\s?(?:，\d[\d.]*万?元|或者?\s?\d)")  # 200万元，│100万元奖励; 2.5%│或2.3%
LONGEST = 160  # characters before a relief in which the charge is named
CLOSE = 12  # characters after it
FURTHEST = 800  # characters of an item before an amount


def is_handed_out(reading: Reading, amount: Amount) -> bool:
    """Whether an award is surely one: no plan, total or past result, no raise, no part of another award and no half of
    a list.
    """
    here, q, text = reading.segments[amount.segment], amount.quantity, reading.text
    at, own = amount.segment, (here.sentence, here.item)
    while at and (reading.segments[at - 1].sentence, reading.segments[at - 1].item) == own and (
            q.start - reading.segments[at].start < FURTHEST):
        at -= 1
    before = text[max(reading.segments[at].start, q.start - FURTHEST):q.start]
    kept = _SUPPLEMENT if q.measure == "money" else _LOWER if amount.role == "relief" else None
    changed = _CHANGED.search(before) and not (kept and kept.search(before))
    if _PLANNED.search(before) or _PAID_IN.search(before) or changed:
        return False
    charged = text[max(0, q.start - LONGEST):q.start].rpartition("。")[2] + text[q.end:q.end + CLOSE]
    if amount.role == "relief" and amount.base is None and not _CHARGE.search(charged):
        return False
    total = amount.bound == "exact" and _BUDGET.search(before)
    total = total or amount.bound == "at_least" and _SET_UP[0].search(before) and _SET_UP[1].match(text, q.end)
    if total or _LEFT.search(before) or _BUDGETED.match(text, q.end) or _USE.search(before) or _USED.match(text, q.end):
        return False
    if _BORNE.search(before) or _ENTRY.search(before) or _FORMER.search(before) and _TO.match(text, q.end):
        return False
    standard = amount.cue is not None and amount.cue.kind == "level" and amount.cue.start < amount.cue.end
    sentence = reading.sentence(here.sentence)
    if standard and not _GIVEN.search(text, sentence[0].start, sentence[-1].end):
        return False
    if amount.role == "relief" and _STILL_DUE.match(text, q.end) or _MEANS.search(before) or _TO_PAY.search(before):
        return False
    if _BESIDE.search(before) and _BEYOND.match(text, q.end):
        return False
    return not (_is_part(before, amount, text) or _CUT_LIST.search(before) or _OPEN_LIST.match(text, q.end))


def _is_part(before: str, amount: Amount, text: str) -> bool:
    """Whether the amount is a part or a ceiling of what others get, or comes for each more of something."""
    now = _SHARE[0].search(before) and _SHARE[1].match(text, amount.quantity.end)
    parts = (_PART, _INSTALMENT, _OF_LIMIT, _KEPT_BACK)
    share = amount.quantity.measure == "percent" and (now or any(part.search(before) for part in parts))
    of_all = amount.bound == "at_most" and _OF_ALL.match(before) or _ALL_THERE_IS.search(before)
    return bool(share or of_all or _PER_MORE.search(before))
