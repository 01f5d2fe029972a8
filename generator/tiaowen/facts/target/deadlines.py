"""When something is due: the times a text names, the year it is written in, and what a title or a heading says of a
period.

到2025年 → 2025, 2025年底前 → 2025-12, 6月底前 → <year>-06, 年内 → <year>, “十四五”末 → 2025 (contract, "inspect": dates
by precision).
"""

from __future__ import annotations

import re
from functools import lru_cache
from typing import Literal, NamedTuple

from tiaowen.catalog.quantities import QuantityWords
from tiaowen.model import Policy
from tiaowen.needed import headed
from tiaowen.text import DIGITS, chinese_to_int

Kind = Literal["to", "by", "within", "recurring", "open", "past"]
# 十一五 → 2010
_FIVE_YEAR = {f"十{name}五": 2005 + 5 * number for name, number in DIGITS.items() if 1 <= number <= 9 and name != "两"}
_MONTH_OF = {"上半年": "06", "一季度": "03", "二季度": "06", "三季度": "09", "四季度": "12", "下半年": "12"}
_YEAR = r"(?:19|20)\d\d"
_TIME = headed(
    rf"(?P<lead>力争|确保|争取)?(?P<to>到|至|截至|截止|于|在)?\s?(?P<first>{_YEAR})\s?年?\s?"
    rf"(?:[—–\-至到~]+|[、和与]|及)\s?(?P<last>{_YEAR})\s?年(?P<span>期间|前|底前?|末)?"
    rf"|(?P<to2>到|至|截至|截止|于|在)?\s?(?P<year>{_YEAR})\s?年(?:度(?=[，内底末]))?"
    r"(?:\s?(?P<month>\d{1,2})\s?月(?:份)?(?:\s?(?P<day>\d{1,2})\s?[日号]|(?P<ten>[上中下]旬))?)?"
    r"(?:\s?(?:[一二三]、)?第?(?P<part>上半年|下半年|[一二三四]季度))?\s?(?P<end>年?底|年?末|初(?!步|级|中|次|创))?"
    r"(?P<before>之?前|以前|内|期间)?"
    r"|(?P<to3>到|至|在)?\s?[“\"]?(?P<plan>十[一二三四五六七八九]五)[”\"]?\s?(?P<planend>期?末|期间|时期|期内|以来)?"
    r"|(?P<cycle>每(?:一|个)?(?:年度?|月|季度?|周|天|日|半年|学期|学年|届|旬)|每[\d两三四五](?:年|个月)|逐年"
    r"|[一两三]月一次|一年一[次度])"
    r"|(?P<open>(?:未来|今后|用|力争|利用)?\s?(?<![\d.])[\d一二两三四五六七八九十]{1,"
    r"4}(?:[—\-至到][\d一二三四五六七八九十]{1,4})?\s?(?:年|个?月|周)(?:左右)?(?:时间)?(?:内|的时间|时间))"
    r"|(?P<within>(?:明年|今年|本年度?|年)(?:内|底之?前?|末|终前)|全年)"
    r"|(?P<to4>到|至|于)?(?<![\d年.十])(?P<month2>\d{1,2}|(?<!第)(?:十[一二]?|[一二三四五六七八九]))\s?月(?:份)?"
    r"(?:\s?(?P<day2>\d{1,2})\s?[日号]|(?P<end2>底|末|[上中下]旬))?(?P<before2>之?前|以前|底|(?<=旬))"
    r"|(?P<half>上半年|(?:[一二三]、)?第?[一二三四]季度末?)(?P<halfbefore>之?前|内)?"
    r"|(?P<current>今年|明年)(?!以来|来)"
)
_HOLDS_TIME = re.compile("[年月周季五每]")  # every alternative of _TIME has one of them
_TITLED = re.compile(r"《[^《》]{1,80}》")  # the period of another document is no deadline of this one
_BASELINE = re.compile(
    r"(?:比|较|自|从|由|以|同|与|截至|是|的|对|据"
    r"|延.?|顺延|推迟|有效期)\s?[“\"]?$")  # 延长至, 延续到: until when something lasts
_NAMED = re.compile(r"(?:规划|纲要|计划|方案)[（(]$")  # the period in brackets after a plan is part of its name
# 编制“十五五”时期农业规划: part of its name
_TO_BE_WRITTEN = re.compile(r"(?:编制|编修|编好|起草|制定|谋划|研究|出台|做好|启动)[^，。；]{0,6}$")
_OPENS = re.compile("[^，。；]{0,16}(?:良好开局|开好局|开局之年|起好步)")  # 实现“十五五”时期发展良好开局: its beginning
_PLAN_AFTER = re.compile(r"[^，。；]{0,16}(?:规划|纲要|计划|方案)")
_BASELINE_AFTER = re.compile(
    r"^[”\"]?(?:以来|起|开始|相比|相较|同比|出台的|印发|制定的|版|年度|度"
    r"|规划|纲要|目标|发展|高质量|战略|计划|数据|水平|的[\d.]|基数|为基期"
    r"|[春夏秋冬]季|两会|高考|中考)"  # 2023年春季招聘活动: a name
)
# 将上半年和全年工作总结于12月20日前报送: what a paper tells of
_TOLD_OF = re.compile("）?(?:和|、|及|（(?:半年|全年)）)*(?:全年|下半年|[一二三四]季度|工作(?!日)|进展|情况|总结)")


class Mention(NamedTuple):
    """One time in the text. ``dates`` are several for 到2025年、2030年; none when the time is no date (两年内)."""

    start: int
    end: int
    kind: Kind
    dates: tuple[str, ...]
    inferred: bool = False

    @property
    def date(self) -> str | None:
        """The date that counts: the last one of a span."""
        return self.dates[-1] if self.dates else None


class Year(NamedTuple):
    """The year a document is written in; ``inferred`` when the document does not print it."""

    value: int | None
    inferred: bool = False


def year_of(policy: Policy, words: QuantityWords) -> Year:
    """The year of 年内 and 今年: from the date, the number or the title; else from events that the text takes for
    present (inferred).
    """
    for text in (policy.issue_date, policy.doc_number, policy.title):
        match = re.search(_YEAR, text or "")
        if match and policy.provenance.get("issue_date" if text == policy.issue_date else "") != "portal":
            return Year(int(match[0]))
    for text in (policy.issue_date, policy.effective_date, policy.publish_date):
        if match := re.search(_YEAR, text or ""):
            return Year(int(match[0]), inferred=True)
    return _year_of_events(policy, words)


def _year_of_events(policy: Policy, words: QuantityWords) -> Year:
    """The one year that every event named in the text allows (决战决胜脱贫攻坚 → 2020); none when there is none or more
    than one.
    """
    text = "".join(clause.full for clause in policy.clauses)
    first, last, seen = 0, 9999, False
    for event in words.of_kind("epoch"):
        if words.find(event.id, text):
            first, last, seen = max(first, event.first), min(last, event.last), True
    return Year(first, inferred=True) if seen and first == last else Year(None, inferred=True)
_STOP = re.compile("[。；]")


@lru_cache(maxsize=1024)  # asked for targets and again for incentives
def mentions(text: str, year: Year) -> tuple[Mention, ...]:
    """The times that a ``plain`` text names, in order; what is only a baseline (比2022年) or a start (自2019年起) is
    left out.
    """
    found: list[Mention] = []
    if not _HOLDS_TIME.search(text):
        return ()
    text = _TITLED.sub(lambda title: "\x00" * len(title[0]), text)
    for match in _TIME.finditer(text):
        before, after = text[max(0, match.start() - 3):match.start()], text[match.end():match.end() + 4]
        if match["cycle"]:
            found.append(Mention(match.start(), match.end(), "recurring", ()))
        elif match["open"]:
            found.append(Mention(match.start(), match.end(), "open", ()))
        elif (
            match["plan"] and _OPENS.match(text, match.end())
            or (match["plan"] or match["year"]) and _PLAN_AFTER.match(text, match.end())
            and _TO_BE_WRITTEN.search(text[max(0, match.start() - 10):match.start()])
        ) or (match["half"] or match["within"]) and not match["halfbefore"] and _TOLD_OF.match(text, match.end()):
            continue
        elif (
            not _NAMED.search(before) and (match["last"] or not _BASELINE.search(before))
            and (match["current"] or not _BASELINE_AFTER.match(after))  # 今年│发展主要目标 names no paper
        ):
            mention = _dated(match, year)
            if mention is not None:
                found.append(mention if match["year"] or not found else _in_year_of(found[-1], mention, text))
    return tuple(found)


def _in_year_of(before: Mention, mention: Mention, text: str) -> Mention:
    """A month without a year in the year that the time before it in its sentence prints: 2027年6月底前…，12月底前…."""
    said = before.dates[-1] if before.dates else ""
    month = mention.dates[0][4:] if mention.dates else ""
    if not month or month < said[4:] or len(said) < len("2027-06") or _STOP.search(text, before.end, mention.start):
        return mention
    return mention._replace(dates=(said[:4] + month,), inferred=before.inferred)


def _dated(match: re.Match[str], year: Year) -> Mention | None:
    start, end = match.span()
    if (match["to"] or match["to2"] or "").startswith("截"):  # 截止2023年1月底，建成45家: what is by then
        return Mention(start, end, "past", ())
    if match["last"]:
        listed = bool(re.search(r"[、和与及]", match[0]))
        dates = (match["first"], match["last"]) if listed else (match["last"],)
        return Mention(start, end, "to", dates)
    if match["year"]:
        return _year_mention(match, year)
    if match["plan"]:
        if match["planend"] == "以来":
            return Mention(start, end, "past", ())
        if year.value is not None and _FIVE_YEAR[match["plan"]] < year.value:
            return Mention(start, end, "past", ())
        known = match["to3"] or match["planend"]
        return Mention(start, end, "to", (str(_FIVE_YEAR[match["plan"]]),)) if known else None
    return _relative_to_year(match, year)


def _year_mention(match: re.Match[str], year: Year) -> Mention | None:
    number = int(match["year"])
    date = match["year"]
    if match["month"]:
        date += f"-{int(match['month']):02d}" + (f"-{int(match['day']):02d}" if match["day"] else "")
    elif match["part"]:
        date += "-" + _MONTH_OF[match["part"]]
    elif match["end"] and match["end"][-1] in "底末":
        date += "-12"
    if year.value is not None and number < year.value:
        return Mention(match.start(), match.end(), "past", (date,))
    if match["before"] or match["end"] or match["ten"]:
        return Mention(match.start(), match.end(), "to" if match["to2"] in ("到", "至") else "by", (date,))
    if match["to2"] in ("到", "至"):
        return Mention(match.start(), match.end(), "to", (date,))
    if match["day"] or match["month"]:
        return None  # a day on which something happens, not by which it is done
    return Mention(match.start(), match.end(), "within", (date,))


def _number(numeral: str) -> int:
    return int(numeral) if numeral.isdecimal() else chinese_to_int(numeral)


def _relative_to_year(match: re.Match[str], year: Year) -> Mention | None:
    text = match[0]
    next_year = "明年" in text
    base = None if year.value is None else str(year.value + next_year)
    month = ""
    if match["month2"]:
        month = f"-{_number(match['month2']):02d}" + (f"-{int(match['day2']):02d}" if match["day2"] else "")
    elif match["half"]:
        month = "-" + next(value for name, value in _MONTH_OF.items() if name in text)
    elif match["within"]:
        month = "-12" if re.search(r"[底末终]", text) else ""
    dates = (base + month,) if base else ()
    return Mention(match.start(), match.end(), "within" if not month else "by", dates, year.inferred)


_TITLE_SPAN = re.compile(rf"({_YEAR})\s?年?\s?[—–\-至到~]+\s?({_YEAR})")
_TITLE_YEAR = re.compile(rf"({_YEAR})\s?年")
_TITLE_PLAN = re.compile(r"“?(十[一二三四五六七八九]五)”?")


def period_end(text: str, *, yearly: re.Pattern[str]) -> str | None:
    """The year a title or heading runs to: 2021—2025 → 2025, “十四五”规划 → 2025, 2023年工作要点 → 2023 (when it has a
    word of ``yearly``).
    """
    if match := _TITLE_SPAN.search(text):
        return match[2]
    if match := _TITLE_PLAN.search(text):
        return str(_FIVE_YEAR[match[1]])
    if (match := _TITLE_YEAR.search(text)) and yearly.search(text):
        return match[1]
    return None
