"""Where in a document targets can stand, and which deadline a clause inherits from what encloses it.

A work report tells first what was reached, a plan first where it stands: clauses below such a heading hold results, no
targets. 到2025年 in the unlabelled introduction of 二、 holds for （一）（二）… below it; “十五五”时期的主要目标任务 in
a heading holds for all of it.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import NamedTuple

from tiaowen.catalog.quantities import QuantityWords
from tiaowen.facts.target.deadlines import Year, mentions, period_end
from tiaowen.language.quantity import plain
from tiaowen.model import Clause, Policy

_YEARLY_TITLE = re.compile(r"(?:要点|计划|重点工作|任务|实事|工作安排|行动方案|实施方案|工作方案|分工|目标)")
_YEARLY_HEADING = re.compile(r"(?:工作|任务|目标|安排|举措|计划|要点|建议|总体要求|重点)")
_PLANS = re.compile(r"(?:规划|纲要|计划|方案|要点|目标|行动)")
_WORK_AHEAD = re.compile(r"(?:主要目标|发展目标|目标任务|重点工作|主要任务|工作安排|工作打算|下一步)")
# what follows are conditions
_REQUIRED = re.compile(r"(?:符合|具备|满足)(?:以下|下列)[^，。；]{0,8}条件[^。；]{0,40}[：:]\s*$")
_YEAR = re.compile(r"((?:19|20)\d\d)\s?[年—–\-]")


class Setting(NamedTuple):
    """What the surroundings of a clause say: its inherited deadline, and whether numbers in it can be targets at
    all.
    """

    due: str | None = None
    due_inferred: bool = False
    past: bool = False
    standard: bool = False  # a heading such as 建设标准, 申报条件: its numbers are requirements
    aim: bool = False  # a heading such as 主要目标: its numbers are targets
    article: bool = False  # 第十二条, 实施细则: a norm, no plan


def settings(policy: Policy, words: QuantityWords, year: Year) -> Iterator[tuple[Clause, Setting]]:
    """Every clause of the policy with its setting, in document order."""
    title = plain(policy.title)
    default = period_end(title, yearly=_YEARLY_TITLE) if _PLANS.search(title) and "报告" not in title else None
    norm = policy.document_type in words.entries["norm_types"].words  # 实施细则 of 一、 as of 第一条
    root = Setting(due=default, due_inferred=True, article=norm)
    known: dict[str, Setting] = {}
    for clause in policy.clauses:
        around = known.get(clause.parent, root)
        setting = _setting_of(clause, around, words, year)
        known[clause.path] = setting
        yield clause, setting
        _hand_on(clause, setting, known, year)


def _setting_of(clause: Clause, around: Setting, words: QuantityWords, year: Year) -> Setting:
    heading = _heading_of(clause)
    article = around.article or clause.kind == "article"
    if not heading:
        return around._replace(article=article)
    aim = around.aim or words.find("aim", heading) is not None
    past = around.past or (not around.aim and not _WORK_AHEAD.search(heading) and _looks_back(heading, words, year))
    standard = around.standard or words.find("standard", heading) is not None and not aim
    due = period_end(heading, yearly=_YEARLY_HEADING) if not past else None
    if due and (year.value is None or int(due[:4]) >= year.value):
        return around._replace(due=due, due_inferred=False, past=past, standard=standard, aim=aim, article=article)
    return around._replace(past=past, standard=standard, aim=aim, article=article)


def _heading_of(clause: Clause) -> str:
    """The heading, also of a unit that is nothing but one: 第三章 附则."""
    if clause.heading or clause.kind not in ("heading", "chapter", "section") or re.search(r"[，；。：]", clause.full):
        return plain(clause.heading)
    return plain(clause.full)


def _looks_back(heading: str, words: QuantityWords, year: Year) -> bool:
    if words.find("retrospect", heading):
        return True
    years = [int(y) for y in _YEAR.findall(heading)]
    return bool(years) and year.value is not None and max(years) < year.value


def _hand_on(clause: Clause, setting: Setting, known: dict[str, Setting], year: Year) -> None:
    """Lets an introduction's 到2025年 reach what follows it: the labelled children of its section, and in a section of
    aims the next paragraphs.
    """
    if _REQUIRED.search(clause.full):
        holder = clause.path if clause.label else clause.parent
        known[holder] = known.get(holder, setting)._replace(standard=True)
        return
    if setting.past or (clause.label and not clause.full[clause.body_start:].strip()):
        return
    goals = [m for m in mentions(plain(clause.full), year) if m.kind == "to" and len(m.dates) == 1]
    if not goals or len({m.date for m in goals}) != 1:
        return
    if not clause.label and clause.parent in known:
        known[clause.parent] = known[clause.parent]._replace(due=goals[0].date, due_inferred=False)
    elif clause.label and setting.aim:
        known[clause.path] = setting._replace(due=goals[0].date, due_inferred=True)
