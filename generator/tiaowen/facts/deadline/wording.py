"""What is to be done by a time: what follows it; where nothing follows but that it is finished (…，6月底前完成), what
comes before it; where the matter is named first (工作方案请于6月底前报…), both.
"""

from __future__ import annotations

import re

from tiaowen.facts.target.milestones import acts, without_actor
from tiaowen.language.bodies import is_sure, items_of
from tiaowen.model import Span

LONGEST = 80  # characters of what is to be done; the quote holds the rest
_LOOKED_AT = 10 * LONGEST  # of a text that is to be shortened
_DONE = re.compile(  # …，6月底前完成。: what is to be done stands before the time
    r"^[\s，]*(?:之?前|以前)?(?:全部|全面|基本|必须|要)?"
    r"(?:[^，。；]{0,4}?(?:完成|完毕|到位|办结|建成|报送|结束|落实|达标|清零|交付|投产|投用|投入使用|开工建设|开工|动工|竣工"
    r"|通车|开通|上线|启动|挂牌|核准){1,2})?[、。；！）)\s]*$"
)
# 力争年内│开工, 东段应于: neither what is to be done nor what is to be finished
_HOPE = re.compile(r"(?:原则上|力争|确保|争取|努力|计划|预计|务必|[并将要须在于到应]|应当|必须)+$")
_MADE = re.compile(r"^(?:其中|力争|确保|争取|努力|推动|推进|保障|并|将|使)+")  # 争取│交易中心年内挂牌
_BY_WHOM = re.compile(r"(?:[于在要应须将]|应当|必须)\s?$")  # 各乡镇应于6月底前: who, not what
_ABOUT = re.compile("对[^，]{2,40}的[^，]{1,12}")  # 对拖欠的款项│年底前要清偿
_MUST = re.compile("^(?:务必|必须|要(?!求|素|点)|应当|力争|确保)+")
_SPOKEN_OF = re.compile("(?P<topic>.{2,60}?)(?:基本|全部|全面)?[一-鿿]{2}(?:完毕|完成|到位)")
_PLAIN_END = re.compile(r"(?:完成|到位|办结|落实|结束|报送|投入使用)$")  # …，6月底前完成: all of what was named
_EDGES = re.compile(r"[，,；;：:（）。]")
# 以旅游业为依托，在农业、建筑等领域，│培育品牌: how and where
_ADJUNCTS = re.compile(r"^(?:(?:以|在|按照?|根据|依据|依托|结合|围绕|通过|针对|对照|立足)[^，]*，)+")
# what is handed in, made or put in force
_THING = re.compile(
    r"(?:方案|情况|总结|报告|清单|材料|计划|名单|台账|意见|信息|数据|目录|成果|结果|申请|项目|工程|系统|平台|任务|事项|政策|措施|资金)"
    r"(?:（[^（）]*）)?[，；]?$")
_HOLDS_VERB = re.compile(r"^(?:在|对|按照?|根据|依据|结合|通过|依托|围绕|并)|[将把]")
_ASKED = re.compile("(?<!申)请(?:分别)?[于在]?$")
_TAKEN = re.compile("[将把][^，]{2,60}$")
_CASE = re.compile("(?:对于?|凡)[^，]{2,40}的[^，]{0,16}")
_HANDS_IN = re.compile(r"(?:上报|报送|报|送|提交|反馈|备案|印发|公布)")
_HOW = re.compile(r"(?:后|并|原则上|[应要须请]|^)$")
# 市住建局│结合实际制定名单: who, where nothing tells them to
_DOES_SO = re.compile("由?(?P<who>[^，。；]{3,30}?)(?=将|结合|会同|联合|组织|制定|印发|对)")
_DATES = re.compile(  # 请分别于3月31日、6月23日和│11月24日前
    r"(?:[请要]|必?须|应当?)?(?:原则上)?(?:分别)?[于在]?(?:(?:\d{4}年)?\d{1,2}月(?:\d{1,2}日)?[、和及])*$")
_EDGE = " 　\t，、；。：！？"


def task_of(full: str, start: int, time: Span, end: int, earlier: Span | None = None) -> tuple[Span, str]:
    """What is to be done by a time that stands between ``start`` and ``end`` of a clause: the stretch to quote, and
    its words. ``earlier`` is the time before it in its sentence, which ends at ``start``.
    """
    comma = max((m.end() for m in _EDGES.finditer(full, start, time.start)), default=start)
    stop = _EDGES.search(full, time.end, end)
    phrase = Span(comma, stop.start() if stop else end)
    said = full[comma:time.start].strip(_EDGE)
    subject = "" if is_done(said) else _MADE.sub("", _HOPE.sub("", _DATES.sub("", said)))
    named = time.start
    if acts(subject) and (said.startswith("请") or "、" in subject):
        subject, named = "", comma  # 请科技部、卫生健康委等部门在2月底前完成: who, not what
    done = is_done(full[time.end:phrase.end])
    if done and earlier and (len(subject) < 2 or start == comma):
        span = _trimmed(full, time.start, end)
        return span, _topic(full, earlier, full[start:time.start]) + full[time.end:span.end].lstrip(_EDGE)
    if done and len(subject) > 1 and not _BY_WHOM.search(full, comma, time.start):
        # 西北二环年底前竣工，: the verb has its own subject
        span = _trimmed(full, phrase.start, phrase.end)
        return span, subject + full[time.end:span.end].lstrip(_EDGE)
    if is_done(full[time.end:end]) and not is_done(full[start:time.start].strip(_EDGE) or "x"):
        span = _trimmed(full, start, end)
        return span, _before(full[span.start:named], full[time.end:span.end])
    # 6月底前开工，11月底前竣工: what stands before belongs to the time before, unless it is what is done something to
    span = _trimmed(full, time.start, end)
    matter = _matter(full, start, comma, time)
    task = _told_apart(full[time.end:span.end].lstrip(_EDGE))
    if matter is None:
        return span, task
    said = _DATES.sub("", full[matter.start:matter.end])
    return Span(matter.start, span.end), (said if said[:1] in "将把" else _MADE.sub("", said)) + task


def _topic(full: str, earlier: Span, between: str) -> str:
    """What a time before is said of, for the next that says only that it is done: 水库│11月底前获得批复，12月底前│开工;
    6月底前债券│发行完毕、8月底前│使用完毕.
    """
    before = _EDGES.split(full[max(0, earlier.start - _LOOKED_AT):earlier.start])[-1]
    named = _MADE.sub("", _HOPE.sub("", before.strip(_EDGE)))
    if len(named) > 1:
        return "" if acts(named) else named
    spoken = _SPOKEN_OF.fullmatch(between.strip(_EDGE))
    return _MADE.sub("", spoken["topic"]) if spoken else ""


def _told_apart(task: str) -> str:
    """The words behind a time without the bodies that are told, who are given beside them, and without 要, 务必."""
    does = _DOES_SO.match(task)
    if does and _bodies(does["who"]):
        return task[does.end():]
    rest = without_actor(task)
    told = _HOPE.sub("", task[:len(task) - len(rest)])
    return _MUST.sub("", rest if not told or told.startswith("由") or _bodies(told) else task)


def _matter(full: str, start: int, comma: int, time: Span) -> Span | None:
    """What is named before a time for the verb behind it: 工作方案请于6月底前│报送; 编制清单，审核后于8月底前│报送."""
    said = _DATES.sub("", full[comma:time.start])
    before = full[start:max(start, comma - 1)]
    at = max((m.end() for m in _EDGES.finditer(before)), default=0)
    if _CASE.fullmatch(before[at:]) and not _HOPE.sub("", said):  # 对于需要新建的，12月底前│完成规划
        return Span(start + at, comma)
    if (_THING.search(said) or _ASKED.search(full, comma, time.start)) and not _HOLDS_VERB.search(said):
        return Span(comma, time.start)
    if taken := _TAKEN.search(said):  # 请将实施方案于4月底前│报送
        return Span(comma + taken.start(), time.start)
    if _own_subject(said) or _ABOUT.fullmatch(said):  # 确保教育投资上半年│完成200亿元
        return Span(comma + len(said) - len(_MADE.sub("", said)), time.start)
    again = full[time.end:time.end + 2]  # 加快基金投放，上半年│投放60%
    if not _own_subject(said) and len(before[at:]) > len(again) > 1 and before.endswith(again):
        return Span(start + at, comma)
    taken = _TAKEN.search(before[at:])
    if taken and not said:  # 要将方案和比例，于3月底前│报部
        return Span(start + at + taken.start(), comma)
    if not _HANDS_IN.match(full, time.end) or full[comma:time.start].strip(_EDGE) and not _HOW.search(said):
        return None
    return Span(start + at, comma) if _THING.search(before[at:]) else None


def _own_subject(said: str) -> bool:
    """Whether the words before a time in its phrase name what it is said of: no body, no way, no hope."""
    core = _HOPE.sub("", _MADE.sub("", said.strip(_EDGE)))
    way = _HOLDS_VERB.match(core) or _HOW.search(core)  # 审核后│报送
    return len(core) > 1 and not acts(core) and not way and not is_done(core)


def who_of(full: str, start: int, time: Span, end: int) -> tuple[str, ...]:
    """The bodies right before a time (省卫生健康委于6月底前…) or behind it (6月底前，各县要…), as printed."""
    phrase = _EDGES.split(full[start:time.start])[-1]
    said = _HOPE.sub("", _DATES.sub("", phrase)).strip(_EDGE)
    after = _EDGES.split(full[time.end:end].lstrip(_EDGE))[0]
    told = after[:len(after) - len(without_actor(after))]
    does = _DOES_SO.match(after)
    return _bodies(said) or _bodies(_HOPE.sub("", told)) or _bodies(does["who"] if does else "")


def _bodies(who: str) -> tuple[str, ...]:
    """The names of a list that holds nothing but bodies; empty for any other words."""
    names = items_of(who.removeprefix("请"))
    sure = who and acts(who) and all(is_sure(name) or name.startswith("各") for name in names)
    return tuple(names) if sure else ()


def is_done(text: str) -> bool:
    """Whether words say no more than that something is finished: 完成。"""
    return _DONE.match(text) is not None


def _before(task: str, verb: str) -> str:
    """What was named before the time; with the verb behind it where that says more than that it is finished:
    …前期工作，力争年内开工.
    """
    plain = task.strip(_EDGE)
    bare = _HOPE.sub("", plain).strip(_EDGE) if _HOPE.search(plain) else plain
    verb = verb.strip(_EDGE)
    return bare if not bare.endswith("的") and (bare == plain or _PLAIN_END.search(verb)) else f"{bare}，{verb}"


def _trimmed(text: str, start: int, end: int) -> Span:
    """The stretch without stops at its ends, and without a bracket that closes outside it."""
    while start < end and (text[start] in _EDGE + "）" or text[start] == "（" and "）" not in text[start:end]):
        start += 1
    while start < end and (text[end - 1] in _EDGE + "（并且" or text[end - 1] == "）" and "（" not in text[start:end]):
        end -= 1
    return Span(start, end)


def shortened(text: str) -> str:
    """At most LONGEST characters, cut at a comma where there is one; the blanks of a row are one each."""
    text = " ".join(text[:_LOOKED_AT].split())
    span = _trimmed(text, 0, len(text))
    text = text[span.start:span.end]
    if len(text) > LONGEST:
        text = _ADJUNCTS.sub("", text) or text
    if len(text) <= LONGEST:
        return text
    cut = max(text.rfind(mark, 20, LONGEST) for mark in "，、；")
    return text[:cut if cut > 0 else LONGEST] + "…"
