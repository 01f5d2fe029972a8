"""How an amount is said: which way it is open, by what and how often it is counted, and of what a rate is a rate.

    bound (不低于 · 不超过 · 最高) × value × unit × per (每人 · /平方米) × period (每月) × base (投资额的)
"""

from __future__ import annotations

import re
from typing import Literal

from tiaowen.language.lexicon import words_of
from tiaowen.language.quantity import Quantity
from tiaowen.language.sentences import Segment
from tiaowen.model import Span

_EACH = re.compile(
    r"(?:每(?:一|个|家|名|位|满|建筑)?|/)\s?(平方米|立方米|千瓦时|千瓦|公里|公顷|亩|吨|间夜|床日|人次|人|户|月|年|学年|学期|季度"
    r"|天|日|间|套|台|张|床位?|件|项|场次?"
    r"|块|次|只|头|株|辆|村|家庭|家|个|名|生|期|例|岁|孩|栋|幢|座)(?!均|度)|(户|人|亩|生)(?=均)"
)
# 10年以上的月补贴500元
# 8000元每套, 15元/每月•每平方
_BEHIND = re.compile(
    r"\s?(?:/?每[月年][•·、])?/?每(套|户|人次|人|间|张|件|项|亩|台|辆|吨|平方米?)(?![均一-龥]{0,3}\d)")
# 每超1枚金牌, 每输送1名运动员到省队的，│2万元: counted by what is done
_DONE = re.compile(
    r"每[^，。；：、\d每均]{0,12}[1一](个|家|名|位|枚|件|项|场|次|户|套|台|辆|人|张|篇|部|届|期|例|亩|吨|头|只|株)"
    r"(?![^，。；：]{0,6}以[上下])[^，。；：\d]{0,20}(?:，[^，。；：\d]{0,10})?$")
_MONTHLY = re.compile(r"(?<![\d一二三四五六七八九十个每本当上下次])([年月])(?=[\u4e00-\u9fff]{0,2}(?:补贴|补助|津贴))"
    r"|按([年月])(?=(?:可)?(?:享受|发放|领取|发给|支付|计发))")
_PARTS = re.compile(r"[/·•、每]")
_PERIODS = ("年", "月", "日", "天", "季度", "学年", "学期", "次", "期", "夜", "晚")
_BEFORE_BASE = r"(?:不(?:得|能)?(?:超过|高于|低于)|≤|最高|其|对企业|对单位)*"
_AFTER_BASE = r"的?(?:最高|不(?:得|能)?(?:超过|高于|低于)|按照?)?$"
_BASE_BY = re.compile(  # 按不超过新增设备、软件投资额的10%: all between 按 and the rate
    rf".*按照?{_BEFORE_BASE}(?P<base>(?!不超|最高|规定)[^，：按\d][^，：按]{{1,48}}?){_AFTER_BASE}")
# 给予专利权人其缴纳的官方规定费用的50%, 占营业收入的3%: all behind the verb
_BASE_GIVEN = re.compile(
    rf".*(?:占|给予|奖励|补助|补贴|支付|返还|承担|报销|，|：){_BEFORE_BASE}"
    rf"(?P<base>(?:（[^（）]*）|[^，：为\d（）≤]){{2,30}}?){_AFTER_BASE}")
_BASE = re.compile(
    r".*(?:以|将|过(?!程)|于|为|的(?=[^的]{2,20}的$))"
    rf"(?P<base>(?:过程|[^按照以占过于为：，、的]){{1,24}}(?:的[^的按占为：，、]{{1,12}})?){_AFTER_BASE}"
)
_BASE_NOUN = re.compile(
    r"(?:额度?|费|费用|款|金|税|税收|收入|价|价格|资|标准|成本|贡献|本|值|投入|支出|利息|部分|租金?|利率|造价|余额|基数|缴费"
    r"|薪酬|报酬)$")
BOUND_WITHIN = 24  # characters before an amount in which its bound may stand
DONE_WITHIN = 48  # characters before an amount in which it is said what it is given for each of
Bound = Literal["exact", "at_least", "at_most"]


def bound_of(text: str, begin: int, q: Quantity, segment: Segment) -> Bound:
    """Which way an amount is open, by the words from ``begin`` to it or right behind it."""
    reach = BOUND_WITHIN + BOUND_WITHIN * (q.measure == "percent")  # 不超过设备、软件实际投资的30%
    before, after = text[max(begin, q.start - reach):q.start], text[q.end:min(segment.end, q.end + 8)]
    for name, word, behind in _BOUNDS:
        words = [found for found in words_of(word).finditer(before) if _bounds(found[0], before[found.end():])]
        apart = "[，：]" if q.measure == "percent" and before.endswith("的") else "[，、：]"
        if words and not re.search(apart, before[words[-1].end():]):
            return name
        if behind.match(after):
            return name
    return "exact"


def _bounds(word: str, between: str) -> bool:
    """Whether a bound is one of the amount: 最低 of 最低缴费基数的30% is part of a name, 不低于 of 不低于基数的30% is
    not.
    """
    return word.startswith("不") or _NAMED.search(between) is None


_NAMED = re.compile(r"^(?:及|缴费|社会|工资|生活|收入)[^，。；]*的$|^(?:及|和)")
_BOUNDS: tuple[tuple[Bound, str, re.Pattern[str]], ...] = (
    (
        "at_most", "at_most",
        re.compile(r"\s?(?:（含）)?(?:/[年月日天人户家个亩吨次])?(?:以内|之内|以下|封顶|为限|的?限额|的?上限|的?(?:税额)?幅度内)")),
    ("at_least", "at_least", re.compile(r"\s?(?:（含）)?(?:/[年月日天人户家个亩吨次])?(?:以上|起(?=[，。；]|$))")),
)


def unit_of(text: str, begin: int, q: Quantity, segment: Segment) -> tuple[str, str, str]:
    """The whole unit, what it is counted by, and its period: 每月每平方米17元 → 元/平方米/月, 平方米, 月; 每人 is no
    part beside a period. Its words stand from ``begin`` to the amount, or right behind it.
    """
    before = text[begin:q.start]
    head, *printed = [part for part in _PARTS.split(q.unit) if part]
    beside = (m[1] or m[2] for m in _EACH.finditer(before[-24:]))
    said = [*printed, *(word for word in beside if word not in printed)]
    if not said and (counted_by := _BEHIND.match(text, q.end, segment.end)
                     or _DONE.search(text, max(0, q.start - DONE_WITHIN), q.start)):
        said = [counted_by[1]]
    if not any(part in _PERIODS for part in said) and (monthly := _MONTHLY.search(before[-16:])):
        said.append(monthly[1] or monthly[2])
    period = next((part for part in said if part in _PERIODS), "")
    counted = [part for part in said if part not in _PERIODS]
    per = counted[0 if printed and counted else -1] if counted else ""  # 每个国家每件资助2000元: a piece
    if printed or q.measure == "percent":
        return q.unit, per, period
    parts = [part for part in (per if not (per in ("人", "名", "位", "生") and period) else "", period) if part]
    return "/".join((head, *parts)), per, period


def base_of(text: str, begin: int, end: int) -> Span | None:
    """What a rate is a rate of: 项目投资额 in 按不超过项目投资额30%."""
    for pattern in (_BASE_BY, _BASE_GIVEN, _BASE):
        match = pattern.match(text, max(begin, end - 60), end)
        if match and _BASE_NOUN.search(match["base"]):
            return Span(*match.span("base"))
    return None
