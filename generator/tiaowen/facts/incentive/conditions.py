"""What of the words before a benefit is its condition, and which tier of it 分别 deals an amount to."""

from __future__ import annotations

import re

LONGEST = 160
# Comma segments that say when, from whom or on what base a benefit is paid, and nothing of who may have it.
_NO_CONDITION = re.compile(
    r"^(?:"
    # 自2026年1月1日起至12月31日, 从出生之日起
    r"(?:个人缴费(?!\d)|缴费标准|自付|自负)[^，]*(?<!的)|其中|[自从](?![^，]*满)[^，]*起(?:开始|即可?|至[^，]*)?"
    # 市级工业发展资金给予…: the payer
    r"|(?:由|从)?(?:[^，的获得取争投用超达]{0,16}(?:财政|专项资金|发展资金|资金|基金))"
    r"|(?:补助|奖励|补贴|资助|奖补)标准[为是]?"
    r"|(?:全年|年内|当年|本年度?)$"  # 全年│发放消费券: a time by itself
    r"|[^，]{0,20}力度"  # 加大对X的融资支持力度
    r"|[^，]*(?:价格?|费率?|税率|利率)(?:平均)?(?:下降|降低|下调|下浮|优惠)"  # what is lowered
    r"|(?:推动|落实|推进|推广|健全|完善|深入|扎实|加快)[^，]*(?<![的后时者内])"  # 落实…政策: a sentence of its own
    r"|(?:并|还)?提供[^，]*服务|并|但|根据[^，]*|在[^，]*方面[^，]*"
    r"|最高限额[^，]*部分|[^，]*的支付限额|[^，]{0,8}基金|租金[^，]*|由[^，]*(?:负担|承担|支付)(?<!的)"
    r"|[^，]{0,24}(?:限额|金额?|补贴|补助|标准|比例|费)为|补贴|补助|报销|数额|总额|额度|(?:补助|奖励)?金额"
    r"|[几数十百千万]{1,3}元"
    r"|[^，]*(?:予以|给予|颁发)[^，]*(?<!的)"  # 每名学生予以通报表扬: another benefit
    r"|[每月年]{0,2}(?:特岗|运营|营运|安家|岗位)"
    r"|[为是][^，]{0,10}(?:工资|费用|标准|价格?|收入)"  # 特岗│补贴: the name of the benefit
    r"|(?:可以?|均|再)?(?:对其|适用|等同于|参照|依照|比照|除)[^，]*"
    r"|(?:可以?|均|再)?按照?[^，]*(?:[%％]|标准|比例|规定|政策|办法|原则|方式)"
    r"|(?:分阶段|分年度|分期|分档|分类|每[一-龥]{1,2}|一次性?|同等|优先|给予|全额|其中|再|另|增加|增发|发放|可|按|至)+"
    r")$"
)
# Words at the end of the condition that belong to the benefit after it: 建立大师工作室，并 | 在完成身份标识之日起即.
_TRAIL = re.compile(
    r"(?:(?:之日|之月|当日|当月)起(?:即可?)?|(?<=[，；、的时后])[由从](?:[^，]{1,20}(?:时|期间)，)?"
    r"|(?<=[，；、])(?:在|按|统一|当年|分别|并|且|可以?|应当?|将|均|再|另|还|也|又|即|分别奖?)|，每[项个家户人次]|(?<!办)按照?"
    r"|减|，(?:标准|比例)?为|(?<![认评定转成作升列晋改])为|，?每[一-龥]{1,3}再?(?:增加|增发)|，?每[人户个家名项件次岁年月]|再增加|可?获得?|可?"
    r"(?:提高|放宽|增加|上浮)[到至]|(?<=以[上下内])的[年月]|[，、；：])$"
)
_BRACKET_END = re.compile(r"^[^（）]*）[，、]?")  # 床位费不高于35元），居民: the end of a bracket that began before
_JOINS = re.compile("^(?:且|并且|其中：)")
_LEVEL = re.compile(r"(?:国内|省内|市内|境内|境外|省外|国外|国际|国家|行业|省部?|自治区|市|县|区|校|院)级?")
_LEVEL_LAST = re.compile(rf"(?<![园景社街辖校]){_LEVEL.pattern}$")
_GRADE = "级等档类型星奖名"  # what the last character of a grade is: 中级、高级, 一等、二等, 四星、五星
_NUMBER = re.compile(r"\d[\d.,]*(?:[—~-]\d[\d.,]*)?(?P<unit>[^\d、]*)$")
_MEASURED = re.compile(r"[^、]*\d[^、]*、\d")
_REACHED = re.compile(
    r"^.*(?:获批|获评|突破|超过|通过|入选|入围|列入|位列|创建|认定|评定|授予|制[定订]|纳入|进入|[为得到于满的]|获(?![评批得]))"
    r"(?=[^、]{2,20}$)")
# 第二、三年: one time, no list; 在主板、创业板上市: the verb comes last
_CUT = re.compile(r"(?:^|[^\d一二三四五六七八九十])第?[一二三四五六七八九十]$|[单双大小]$|^在[^的]{1,4}$")
_RANKS = re.compile(
    r"(?P<ranks>[特一二三四五六](?:[、和][一二三四五六])+)(?P<noun>等奖|级(?!医)|等(?!级)|星级|档|类)")
_LEVELS = re.compile(
    r"(?P<ranks>(?:国家|自治区|省|市|县|区)级(?:[、和及](?:自治区|省|市|县|区)级)+)(?P<noun>)(?=[一-龥]{2,12}[、和])")
_OPEN_BAND = re.compile(r"\d[\d.,]*[^\d、，]{0,3}[—–~-]$")  # the lower end of 5000万元—2亿元
_BAND_END = re.compile(r"[—–~至-]\s?\d[^、，]*$")
_RANGE = re.compile(
    r"(?P<lead>.*?)(?P<low>\d)\s?(?:—+|–|-|~|～|至|到)\s?(?P<high>\d)(?P<unit>星级?|级|[A-Z]级?)(?P<rest>.*)$")


def condition(text: str) -> str:
    """The condition among the words before a benefit, at most 160 characters; empty when they are about the benefit
    itself.
    """
    text = _BRACKET_END.sub("", text)
    parts = [part.strip() for part in text.strip("，、的 ").split("，")]
    kept = "，".join(_JOINS.sub("", part) for part in parts if part and not _NO_CONDITION.match(part))
    while shorter := _TRAIL.search(kept):
        kept = kept[:shorter.start()]
    return kept.strip("，、的 ")[:LONGEST]


def tiers(text: str, count: int) -> list[str]:
    """The parts of 新评定为三星级、四星级、五星级 when they are as many as the amounts dealt out to them, each with the
    common beginning.

    Only what is printed is repeated: the beginning ends before a number, or after the word that a grade is reached
    with.
    """
    if (grades := _RANGE.match(text)) and int(grades["high"]) - int(grades["low"]) + 1 == count > 1:  # 国家2—5星级
        return [f"{grades['lead']}{n}{grades['unit']}{grades['rest']}"
                for n in range(int(grades["low"]), int(grades["high"]) + 1)]
    if levels := _levels(text, count) or _ranks(text, count):
        return levels
    listed = outside_brackets(text)
    parts = re.split("[、和及与]", text) if count > len(listed) and "（" not in text else listed
    head, of, rest = text.partition("的")
    if of and _MEASURED.match(rest):
        # 购置货车、客车的费用达到100万元、200万元: the list with the numbers, when there is only one
        thresholds = [] if _MEASURED.search(head) else tiers(rest, count)
        return [f"{head}的{tier}" for tier in thresholds]
    if of and len(parts) > count > 1:  # 国际性、全国性的会议、会展、竞赛: the list before 的
        return [f"{tier}的{rest}" for tier in tiers(head, count)]
    if count < 2 or len(parts) != count or any(not part or _CUT.search(part) for part in parts):
        return []
    noun = _noun_of_all(parts)
    parts = [*(part + noun for part in parts[:-1]), parts[-1]]
    prefix = _common(parts[0].removesuffix(noun), parts[1].removesuffix(noun))
    return [parts[0], *(part if part.startswith(prefix) else prefix + part for part in parts[1:])]


def outside_brackets(text: str) -> list[str]:
    """The members of a list; a 、 inside a bracket parts nothing: 示范园区（或A、B）、景区."""
    parts, depth = [""], 0
    for char in text:
        depth += {"（": 1, "）": -1}.get(char, 0)
        if char == "、" and depth <= 0:
            parts.append("")
        else:
            parts[-1] += char
    return parts


def _levels(text: str, count: int) -> list[str]:
    """国家、省“千人计划”人才: what the last level says for all."""
    parts = outside_brackets(text) if "（" in text else re.split("[、和及与]", text)
    last = _LEVEL.match(parts[-1])
    first = _LEVEL_LAST.search(parts[0])
    if (
        count < 2 or len(parts) != count or not last or not first
        or not all(_LEVEL.fullmatch(part) for part in parts[1:-1])
    ):
        return []
    lead, noun = parts[0][:first.start()], parts[-1][last.end():]
    return [f"{lead}{level}{noun}" for level in (first[0], *parts[1:-1], last[0])] if noun else []


def _ranks(text: str, count: int) -> list[str]:
    """Ranks or levels that are as many as the amounts: 获得科学技术一、二、三等奖, 国家级、省级技术中心、创新中心."""
    ranks = [found for pattern in (_RANKS, _LEVELS) for found in pattern.finditer(text)]
    if count < 2 or len(ranks) != 1:
        return []
    listed = re.split("[、和及与]", ranks[0]["ranks"])
    lead, noun, rest = text[:ranks[0].start()], ranks[0]["noun"], text[ranks[0].end():]
    return [f"{lead}{rank}{noun}{rest}" for rank in listed] if len(listed) == count else []


def _noun_of_all(parts: list[str]) -> str:
    """What the last of a list says for all: 导游证人员 of 取得中级、高级导游证人员, 以上 of 达到500万元、1000万元以上;
    empty when nothing.
    """
    first, last = parts[0], parts[-1]
    if last[:1].isdigit() and (number := _NUMBER.search(first)):
        if _BAND_END.search(first):
            return ""  # 25—50家、50家及以上
        unit = number["unit"]
        own = (
            re.match(rf"\d[\d.,]*{re.escape(unit)}", last) if all(part.endswith(unit) for part in parts[:-1]) else None
        )
        return last[own.end():] if own else ""
    found = last.rfind if first[-1] == "奖" else last.find  # 优秀奖、省专利奖特等奖的专利
    level = found(first[-1]) + 1 if first[-1] in _GRADE else 0
    # 质量奖、质量奖提名奖
    shared = level and all(part.endswith(first[-1]) for part in parts[:-1]) and not first.endswith(last[:level])
    return last[level:] if shared else ""


def _common(first: str, second: str) -> str:
    """What the first of a list says for all: 营业收入首次突破 of 首次突破100亿元、50亿元; empty when it cannot be
    told.
    """
    if second[:1].isdigit() and re.match(r"\d{4}年", second):
        return ""  # 2016年1月1日后生育两孩、2021年5月31日后生育三孩: each its own day
    if second[:1].isdigit():
        number = _NUMBER.search(first)
        lead = first[:number.start()] if number else ""
        return _OPEN_BAND.sub("", lead)
    if len(second) == 3 and first[-2:] == second[-2:] == "等奖":  # 获得省专利奖特等奖、一等奖
        return first[:-3]
    if (reached := _REACHED.match(first)) and not _REACHED.match(second):
        return reached[0]  # 成功创建为国家级“领航”标杆企业、制造业单项冠军企业
    if len(first) <= len(second) or first[-1:] != second[-1:] or first.endswith(second):
        return ""
    own = first[-len(second):]
    alike = len(second) > 2 and (own[1:] == second[1:] or (own[0], own[-2:]) == (second[0], second[-2:]))
    return first[:-len(second)] if alike else ""  # 新建高级雪道、中级雪道; 制定国际标准、国家标准
