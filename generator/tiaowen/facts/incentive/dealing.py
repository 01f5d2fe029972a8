"""Which class of a list 分别 deals an amount to: 三星级、四星级…的酒店，分别给予20万元、50万元."""

from __future__ import annotations

import re

from tiaowen.catalog.quantities import QuantityWords
from tiaowen.facts.incentive.names import does, has_deed, kind_of
from tiaowen.facts.incentive.parties import Party

_LEVEL = re.compile(r"(?:国内|省内|市内|境内|境外|省外|国外|国际|国家|行业|省部?|自治区|市|县|区)级?|[校院]级")
_LEVEL_LAST = re.compile(rf"(?<![园景社街辖校])(?:{_LEVEL.pattern})$")
_GRADE = "级等档类型星奖名"  # what the last character of a grade is: 中级、高级, 一等、二等, 四星、五星
_NUMBER = re.compile(r"\d[\d.,]*(?:[—~-]\d[\d.,]*)?(?P<unit>[^\d、]*)$")
_MEASURED = re.compile(r"[^、]*\d[^、]*、\d")
_REACHED = re.compile(
    r"^.*(?:获批|获评|突破|超过|通过|入选|入围|列入|位列|创建|认定|评定|授予|制[定订]|纳入|进入|[为得到于满的]|获(?![评批得]))"
    r"(?=[^、]{2,20}$)")
# 第二、三年: one time, no list; 在主板、创业板上市: the verb comes last
_CUT = re.compile(r"(?:^|[^\d一二三四五六七八九十])第?[一二三四五六七八九十]$|[单双大小]$|^在[^的]{1,4}$")
_RANKS = re.compile(  # 一、二、三等奖; A、B、C类人才; 5A、4A级景区; 第一套、第二套住房
    r"(?P<ordinals>第[一二三四五][套次家个](?:[、和]第[一二三四五][套次家个])+)(?P<of>)|"
    r"(?P<scenic>\dA(?:[、和]\dA)+)(?P<grade>级?)|"
    r"(?P<ranks>[特一二三四五六](?:[、和][一二三四五六])+)(?P<noun>等奖|级(?!医)|等(?!级)|星级|档|类)"
    r"|(?P<births>[一二三四五](?:[、和][一二三四五])+)(?P<birth>[孩胎])(?!且|并)"
    r"|(?P<letters>[A-Z](?:[、和][A-Z])+)(?P<class>[类级])")
_BIRTHS = re.compile(r"([一二三四五])([孩胎])(?=[、和][一二三四五]\2)")  # 二孩、三孩
_LEVELS = re.compile(
    r"(?P<ranks>(?:国家|自治区|省|市|县|区)级(?:[、和及](?:自治区|省|市|县|区)级)+)(?P<noun>)(?=[一-龥]{2,12}[、和])")
_COUNTED = re.compile(r"(?<=[一-龥])\d[\d.]*[^\d、，（）]{1,3}(?:[、和]\d[\d.]*[^\d、，（）]{1,3})*[、和]\d[^、]*$")
_AND_MORE = re.compile(r"以[上下].*\d|至\d")  # 5000万元以上、2亿元以上且增幅在10%以上: what is said of all
_OPEN_BAND = re.compile(r"\d[\d.,]*[^\d、，]{0,3}[—–~-]$")  # the lower end of 5000万元—2亿元
_BAND_END = re.compile(r"[—–~至-]\s?\d[^、，]*$")
_RANGE = re.compile(
    r"(?P<lead>.*?)(?P<low>\d)\s?(?:—+|–|-|~|～|至|到)\s?(?P<high>\d)(?P<unit>星级?|级|[A-Z]级?)(?P<rest>.*)$")
_DAY = re.compile(r"[在自于]?\d{4}年")
_BRACKET_FIRST = re.compile("^（[^（）]*）")
_BRACKET_LAST = re.compile("（[^（）]*）$")
SHARED = 4  # characters by which the last of a list may be longer; more of them may be said of all
MODIFIER = 2  # characters by which the first of a list of receivers may be longer


def dealt(who: Party, place: int, count: int, words: QuantityWords) -> Party | None:
    """The party of the amount at ``place`` of ``count`` that are dealt over a list; None when not exactly one list of
    the sentence has as many members.
    """
    parts = who.condition.split("，")
    lists = [(at, tiers(part, count)) for at, part in enumerate(parts)]
    found = [(at, members) for at, members in lists if members and len(members[-1]) - len(members[0]) <= SHARED]
    names = _names(who.name, count, words)
    measured = [each for each in found if _MEASURED.match(parts[each[0]])]
    found = measured if len(measured) == 1 and not names else found  # 组织职工、村民团购3套、5套: by the numbers
    if len(found) + bool(names) != 1:
        return None
    if names:
        return who._replace(name=names[place], kind=kind_of(names[place], words))
    at, members = found[0]
    own = members[place].replace("分别", "", 1)  # 销售额│分别│达到500万元、1000万元
    return who._replace(condition="，".join([*parts[:at], own, *parts[at + 1:]]))


def _names(name: str, count: int, words: QuantityWords) -> list[str]:
    """A list of as many receivers, none with a modifier that others may share, or one of as many levels
    or ranks (国家级、省级技术中心, 5A、4A级景区); empty when it is none.
    """
    if levels := _levels(name, count) or _ranks(name, count):
        return levels if all(kind_of(level, words) != "unknown" for level in levels) else []
    parts = re.split("[、和及与]", name)
    whole = len(parts) == count > 1 and all(kind_of(part, words) != "unknown" for part in parts)
    return parts if whole and len(parts[0]) - len(parts[1]) <= MODIFIER else []


def tiers(text: str, count: int) -> list[str]:
    """The parts of 新评定为三星级、四星级、五星级 when they are as many as the amounts dealt out to them, each with the
    common beginning.

    Only what is printed is repeated: the beginning ends before a number, or after the word that a grade is reached
    with.
    """
    if (grades := _RANGE.match(text)) and int(grades["high"]) - int(grades["low"]) + 1 == count > 1:  # 国家2—5星级
        return [f"{grades['lead']}{n}{grades['unit']}{grades['rest']}"
                for n in range(int(grades["low"]), int(grades["high"]) + 1)]
    numbers = list(_COUNTED.finditer(text))
    if numbers and "、" in text[:numbers[0].start()]:  # 组织职工、村民团购│3套、5套以上住房
        lead = text[:numbers[0].start()]
        return [lead + tier for tier in tiers(text[len(lead):], count)]
    if levels := _levels(text, count) or _ranks(text, count):
        return levels
    parts = _members(text, count)
    head, of, rest = text.partition("的")
    if of and _MEASURED.match(rest):
        # 购置货车、客车的费用达到100万元、200万元: the list with the numbers, when there is only one
        thresholds = [] if _MEASURED.search(head) else tiers(rest, count)
        return [f"{head}的{tier}" for tier in thresholds]
    if of and len(_members(head, count)) == count > 1:  # 国际性、全国性的会议、会展、竞赛: the list before 的
        return [f"{tier}的{rest}" for tier in tiers(head, count)]
    cut = any(not part or _CUT.search(part) or _AND_MORE.search(part) for part in parts)
    if count < 2 or len(parts) != count or cut:
        return []
    noun = _noun_of_all(parts)
    parts = [*(part + noun for part in parts[:-1]), parts[-1]]
    prefix = _common(parts[0].removesuffix(noun), parts[1].removesuffix(noun))
    if does(parts[0][len(prefix):]) and not does(parts[-1]):
        return []  # 符合政策的家庭购买首套、二套住房: the verb is said once
    deeds = [has_deed(part) for part in parts]
    alike = len({_BRACKET_LAST.sub("", part)[-1:] for part in parts}) == 1 and not deeds[0]
    goes_on = parts[0][-2:] in parts[-1][:-2]  # 引进甲类专家、乙类专家在市内购房: what the last says of all
    if not (prefix or alike or all(deeds) and not goes_on):
        return []  # 组织游客以专列、包机形式来省; 在社区医院、区级医院就诊: what they share was not read
    return [parts[0], *(part if part.startswith(prefix) else prefix + part for part in parts[1:])]


def _members(text: str, count: int) -> list[str]:
    listed = outside_brackets(text)
    return re.split("[、和及与]", text) if count > len(listed) and "（" not in text else listed


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
    shared = _BRACKET_FIRST.sub("", noun)  # 国际、国家（行业）标准
    return [*(f"{lead}{level}{shared}" for level in (first[0], *parts[1:-1])), f"{lead}{last[0]}{noun}"] if noun else []


def _ranks(text: str, count: int) -> list[str]:
    """Ranks or levels that are as many as the amounts: 获得科学技术一、二、三等奖, 国家级、省级技术中心、创新中心."""
    text = _BIRTHS.sub(r"\1", text)
    ranks = [found for pattern in (_RANKS, _LEVELS) for found in pattern.finditer(text)]
    if count < 2 or len(ranks) != 1:
        return []
    said, noun = [group for group in ranks[0].groups() if group is not None]
    listed = re.split("[、和及与]", said)
    lead, rest = text[:ranks[0].start()], text[ranks[0].end():]
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
        day = _DAY.search(first)  # 同一对夫妻│2016年1月1日后生育两孩、2021年5月31日后生育三孩: each its own day
        return first[:day.start()] if day else ""
    if second[:1].isdigit() and (number := _NUMBER.search(first)):
        return _OPEN_BAND.sub("", first[:number.start()])
    if len(second) == 3 and first[-2:] == second[-2:] == "等奖":  # 获得省专利奖特等奖、一等奖
        return first[:-3]
    bare = _BRACKET_LAST.sub("", first)
    if (reached := _REACHED.match(bare)) and not _REACHED.match(second):
        at = len(reached[0])  # 成功创建为国家级“领航”标杆企业、制造业单项冠军企业
        shared = bare.find(second[:2], at + 2)  # 获得│海南省│专利金奖、专利优秀奖
        return first[:shared] if shared > 0 else reached[0]
    if len(first) <= len(second) or first[-1:] != second[-1:] or first.endswith(second):
        return ""
    own = first[-len(second):]
    alike = len(second) > 2 and (own[1:] == second[1:] or (own[0], own[-2:]) == (second[0], second[-2:]))
    return first[:-len(second)] if alike else ""  # 新建高级雪道、中级雪道; 制定国际标准、国家标准
