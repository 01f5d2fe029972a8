"""Targets without a number of their own: full coverage, clearing, doubling, milestones, relative aims, and numbers that
are lost.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Literal, NamedTuple

from tiaowen.catalog.quantities import QuantityWords
from tiaowen.facts.target.dues import Due
from tiaowen.facts.target.milestones import reached
from tiaowen.facts.target.scope import Setting
from tiaowen.facts.target.wording import LONGEST_METRIC, balanced, noun_before, without_times
from tiaowen.language.damage import Loss, overlaps
from tiaowen.language.quantity import plain
from tiaowen.language.sentences import Reading, Segment
from tiaowen.model import Clause, Span, Target

Kind = Literal["target", "milestone", "full_coverage", "recurring", "relative", "soft"]
# a word of coverage is an aim where it is the predicate: not 全覆盖检查, 倍增计划, 全覆盖、全流程要求
_PREDICATE = re.compile(r"[”’]?(?:$|[“（）—]|、(?!(?:全|保|广|多|可|强)[\u4e00-\u9fff]{1,3})|[和与及并且到]|的?目标)")
_ALSO = re.compile(r"(?:[”’]|[、和]“?应.尽.”?)*")  # “应纳尽纳、应享尽享”
_LED = re.compile(  # what is done about that which is covered
    r"^(?:力争|确保|争取|努力|大力|积极|全力|抓紧|尽快|全面|持续|深入|进一步|高质量|高标准|稳步|逐步|切实|基本(?=实现)|推行|开展|实现|做到|保持|维持|保障|要(?!素|点|求|件|害)|推动|推进|加快|促进|助力"
    r"|并|使(?!用|命)|将|把|对(?!外))+")
_ONLY_DONE = re.compile(
    r"(?:原则上|力争|确保|争取|全部|全面|基本|正式)*(?:完成|建成|建设|投产|投用|开工|竣工|到位|落实|办结|启动|挂牌|上线|实施|实现|建立|出台){1,2}")
_PRINCIPLE = re.compile(r"应.[尽].[^，。；]{0,16}(?:为|的)?(?:原则|要求|方针)")
_STATE = re.compile(
    r"(?:基本|全面|初步|显著|明显|大幅|决定性|根本)(?:形成|实现|建成|建立|完成|消除|改善|提升|增强|提高|好转|健全"
    r"|达到)|取得[^，。；]{0,12}(?:进展|成效|突破)"
)
_DECIDES = re.compile(r"决定|编制了|实现“?$|根据")
_SOMEBODY = re.compile(r"负责|牵头|配合|按职责|请|要(?!求|素|点)|^$")  # 市公安局负责，6月底前完成: who acts, not what
_DATED = re.compile(r"(?P<what>[^\d]{4,30}?)(?:20\d\d年)?\d{1,2}月(?:\d{1,2}日|底|末)?前")
_ANAPHOR = re.compile("(?:以上|上述|该项|此项|这项|本项)(?:工作|任务|事项)")
_UNIT = re.compile(
    r"0?\s?(场次|人次|亿元|万元|万吨|万亩|万户|万人|万千瓦|万平方米|平方公里|公里|%|个百分点|个|家|套|户|人|名|项|处"
    r"|件|条|元)"
)


class Found(NamedTuple):
    """What a segment sets without a number; ``what`` is read for a milestone, else taken from the segment's words."""

    kind: Kind
    value: float | None
    unit: str
    word: str
    what: str = ""


LEAD = 6  # characters that may stand before a deadline at the head of a segment: 力争到, 确保在
_HOPED = re.compile(r"[^\u4e00-\u9fff]*(?:力争|确保|争取|计划|预计|努力|并|在|于|到|至|将|要|全[国省市县区])*")
_STATES = re.compile(r"(?:是|为|系|作为|定为|确定为|列为|(?:之?前|以前)?[已曾])")
_ALL = re.compile(r"(?:全部|均|所有[^，。；]{1,30}?[都均])")
_NO_AIM = tuple(map(re.compile, (
    r"我们要|坚持(?:和|并)?完善",
    r"(?:明确|提出|细化)[^，。；]*(?:目标任务|目标|任务|要求)$",  # what a plan has to say
    r"^(?:特|现)?(?:制定|提出|印发)[^，。；]*(?:方案|清单|办法|意见|计划|措施|要点)$",  # 特制定任务清单
    r"以[^，]{2,40}为(?:基数|准)",
    r"^\s*为(?!期|主)",  # 为到2030年基本实现现代化奠定基础: a purpose
)))
_PRINCIPLES = re.compile(r"坚持|原则|要求")  # 坚持金融活动全部纳入监管: a principle, no aim
# 为…，实现…全覆盖，现提出以下意见: why the paper is written
_PURPOSE = re.compile(r"[^。；]{0,60}，(?:现|特)(?:提出|制定|就)")
# 全部建成高标准农田的实施方案
_OF_A_PAPER = re.compile(r"的[^，。；]{0,8}(?:方案|计划|规划|办法|意见|机制|制度|措施|清单)$")
_AT_MOST = re.compile("不[得能应宜]?$")  # 不得高于当地平均水平: a limit
_ENTITLES = re.compile(r"，(?:凭|方可|即可|可(?=抵扣|申请|享受))")  # 年底前完成备案，凭证可抵扣购房款: what for
_MODAL = re.compile(r"(?:应当|应|必须|不得|可以)$")
# 高于全市平均水平的地区
_OF_THOSE = re.compile(
    r"[^，。；]{0,20}的[^，。；的]{0,6}?(?:地区|区县|县区|[市县区镇村]|企业|单位|机构|家庭|人员|对象|学生|项目)")
_ZERO_UNITS = ((re.compile("案"), "件"), (re.compile("户|家庭"), "户"))


def without_numbers(
    clause: Clause, reading: Reading, setting: Setting, due: list[Due], taken: set[int], lost: list[Loss],
    words: QuantityWords
) -> Iterator[Target]:
    """One entry a segment at most: what it is due to reach without naming a number."""
    for segment, when in zip(reading.segments, due, strict=True):
        if not when.printed and _PURPOSE.match(reading.text, segment.end):
            continue
        if when.past or segment.item in taken or (not when.printed and (setting.article or setting.standard)):
            continue
        text = reading.of(segment)
        if text.rstrip().endswith("的") or _ENTITLES.match(reading.text, segment.end):  # 2月底前取得许可证的，: who may
            continue
        found: Found | None = _valued(text, words)
        damaged_here = overlaps(lost, segment.start, segment.end)
        dated = [(mention.start, mention.end) for mention in when.own]
        # neither 三级清单 nor 六月底前
        counted = any(q.measure != "rank" and not any(a <= q.start < b for a, b in dated) for q in segment.found)
        if found is None and not counted and not damaged_here:
            found = _unvalued(reading, segment, when, words)
        if found is not None:
            yield from _entry(clause, reading, segment, when, found, words)


def _valued(text: str, words: QuantityWords) -> Found | None:
    match = words.find("coverage", text)
    if match and not _PRINCIPLE.search(text) and _PREDICATE.match(text, match.end()):
        return Found("full_coverage", 100.0, "%", match[0])
    match = words.find("cleared", text)
    if match and _PREDICATE.match(text, match.end()):
        unit = next((unit for noun, unit in _ZERO_UNITS if noun.search(text[:match.start()])), "")
        return Found("full_coverage", 0.0, unit, match[0])
    match = words.find("doubling", text)
    if match and _PREDICATE.match(text, match.end()):
        return Found("target", 4.0 if "两番" in match[0] else 2.0, "倍", match[0])
    return _all_of(text, words)


def _all_of(text: str, words: QuantityWords) -> Found | None:
    """贫困县全部摘帽, 把所有天然林都纳入保护范围: every one of them."""
    for match in _ALL.finditer(text):
        before = text[:match.start()]
        if (
            match[0] == "均" or _MODAL.search(before) or _PRINCIPLES.search(before)
            or _OF_A_PAPER.search(text[match.end():])
        ):
            continue
        done = words.patterns["all_done"].match(text, match.end())
        if done:
            return Found("full_coverage", 100.0, "%", "全部" if match[0] == "全部" else "所有")
    return None


def _unvalued(reading: Reading, segment: Segment, when: Due, words: QuantityWords) -> Found | None:
    """A relative aim, or a milestone: something to be done by a printed date."""
    text, start = reading.of(segment), segment.start
    match = words.find("relative", text)
    compared = words.find("comparing", text)
    beside = match and compared and compared.start() < match.start() and match.start() - compared.end() < 12
    limited = compared and _AT_MOST.search(text, 0, compared.start())
    if match and compared and beside and not limited and not _OF_THOSE.match(text, match.end()):
        level = compared[0] != "与"  # 与城镇居民享受同等权利: nothing that grows with theirs
        if level or "同步" in text[compared.end():]:
            return Found("relative", None, "", compared[0] if level else "与…同步")
    if any(no_aim.search(text) for no_aim in _NO_AIM) or not _sets(text, start, when):
        return None
    done = reached(without_times(reading.text, start, segment.end, when.own), words)
    return Found("milestone", None, "", done.verb, done.what) if done else None


def _sets(text: str, start: int, when: Due) -> bool:
    """Whether a segment says by when something is to be so: it follows a time that stands alone, or prints one."""
    said = text[when.own[0].end - start:] if when.own and when.own[0].start - start < LEAD else text
    if not _STATES.match(said) and (when.opening or (when.goal and _STATE.search(text))):
        return True
    for mention in when.own:
        if not mention.dates or mention.kind not in ("by", "within", "to"):
            continue
        at_start = mention.start - start < LEAD
        if mention.kind == "within" and not _HOPED.fullmatch(text[:mention.start - start]):
            continue  # 组织开展2023年第三方评价, 某市2023年工作要点: part of a name
        firm = mention.kind == "by" or (mention.kind == "to" and mention.end - mention.start > 5) or at_start
        follows = text[mention.end - start:]
        if firm and not _STATES.match(follows) and not _DECIDES.search(text[:mention.start - start]):
            return True
    return False


def _entry(
    clause: Clause, reading: Reading, segment: Segment, when: Due, found: Found, words: QuantityWords
) -> Iterator[Target]:
    """The entry of a segment; none for a verb alone that nothing named before it completes."""
    start, end = _bare(reading.text, segment)
    name = without_times(reading.text, start, end, when.own)
    if found.kind in ("full_coverage", "relative"):
        name = _LED.sub("", name)
    if found.kind == "full_coverage":
        name = _covered(name, found.word)
    name = re.sub(r"^(?:力争|确保|争取|实现|要(?!素|点|求|件|害)|推动|加快|并|使(?!用|命)|将|把)+", "",
                  found.what or name)
    if found.what and (found.what == found.word or _ONLY_DONE.fullmatch(found.what)):  # 检测平台，2025年底前建成
        subject = _said_before(reading, segment, clause)
        if _SOMEBODY.search(subject):
            return
        name = subject + name.removeprefix("原则上")
    if found.what and (told := _ANAPHOR.match(found.what)):  # 该项工作于4月底前完成: what the heading names
        if not clause.heading:
            return
        name = plain(clause.heading) + found.what[told.end():]
    if found.kind == "target":  # 高新技术企业达到1500家，较2020年翻一番: the metric stands before
        name = (
            re.sub(r"(?:较|(?<!占)比)[^，。；]{2,8}$", "", _LED.sub("", name).removesuffix(found.word))
            or _subject_before(reading, segment, words)
        )
    yield Target(
        path=clause.path, anchor=clause.anchor, line=clause.line, quote=clause.full[start:end], span=Span(start, end),
        metric=balanced(name[:LONGEST_METRIC]), comparator=found.word, value=found.value, unit=found.unit,
        deadline=when.date, deadline_inferred=when.inferred and when.date is not None, kind=found.kind,
    )


def _covered(name: str, word: str) -> str:
    """What is covered, with the word that says so, and without what is named beside it: “应制尽制”│、互通互认."""
    at = name.find(word)
    end = _ALSO.match(name, at + len(word)).end() if at >= 0 else len(name)  # type: ignore[union-attr]
    return name[:end] if name[end:end + 1] == "、" else name


def _said_before(reading: Reading, segment: Segment, clause: Clause) -> str:
    """What was named before a segment that only says that it is done: the segment before it, else the heading."""
    earlier = [s for s in reading.sentence(segment.sentence) if s.start < segment.start]
    if not earlier:
        return plain(clause.heading)
    said = reading.of(earlier[-1]).strip(" （“”")
    dated = _DATED.match(said)  # 力争水库11月底前获得批复，12月底前│开工
    return _LED.sub("", dated["what"]) if dated else said


def _subject_before(reading: Reading, segment: Segment, words: QuantityWords) -> str:
    earlier = [s for s in reading.sentence(segment.sentence) if s.item == segment.item
               and s.start < segment.start and s.found]
    if not earlier:
        return ""
    text = reading.text[earlier[-1].start:earlier[-1].found[0].start]
    return re.sub(rf"(?:{words.patterns['reaching'].pattern})$", "", text).strip()


def damaged(clause: Clause, reading: Reading, due: list[Due], lost: list[Loss],
            words: QuantityWords) -> Iterator[Target]:
    """An entry without value for each number whose digits are missing: shown as damaged, never filled in."""
    index = 0
    for segment, when in zip(reading.segments, due, strict=True):
        while index < len(lost) and lost[index].start < segment.end:
            loss = lost[index]
            index += 1
            if loss.start >= segment.start and not when.past:
                start, end = _bare(reading.text, segment)
                yield Target(
                    path=clause.path, anchor=clause.anchor, line=clause.line, quote=clause.full[start:end],
                    span=Span(start, end),
                    metric=_lost_metric(reading.text, start, loss, end, words),
                    unit=_unit(reading.text[loss.start:loss.end + 2]),
                    deadline=when.date, deadline_inferred=when.inferred and when.date is not None, damaged=True,
                    kind="recurring" if when.recurring else "target",
                )


def _lost_metric(text: str, start: int, loss: Loss, end: int, words: QuantityWords) -> str:
    """What the lost number counts: the words before it, else those after its unit (推动家外贸企业实现突破)."""
    before = noun_before(text[start:loss.start], words)
    return before[-LONGEST_METRIC:] or balanced(re.split("[、，]", text[loss.end:end], maxsplit=1)[0][:LONGEST_METRIC])


def _unit(text: str) -> str:
    match = _UNIT.match(text)
    return match[1] if match else ""


def _bare(text: str, segment: Segment) -> tuple[int, int]:
    start, end = segment.start, segment.end
    while start < end and text[start] in " \t”）":
        start += 1
    while end > start and text[end - 1] in " \t":
        end -= 1
    return start, end
