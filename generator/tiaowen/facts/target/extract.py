"""Targets: what is to be reached by when, with metric, comparator, value, unit and deadline (contract, "inspect")."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache

from tiaowen.catalog import Catalog
from tiaowen.diagnostics import finding
from tiaowen.facts.asked import Asked
from tiaowen.facts.deadline.brackets import due_of
from tiaowen.facts.target import kinds as target_kinds
from tiaowen.facts.target.deadlines import Year, year_of
from tiaowen.facts.target.dues import dues
from tiaowen.facts.target.numbers import numbers
from tiaowen.facts.target.scope import Setting, settings
from tiaowen.facts.target.tables import indicator_rows, of_row, points_tables
from tiaowen.language.amounts import amounts
from tiaowen.language.damage import is_damaged, losses
from tiaowen.language.governing import OFFERED
from tiaowen.language.quantity import plain
from tiaowen.language.sentences import read
from tiaowen.model import Clause, Diagnostic, Mention, Policy, Target

_NAMED = re.compile(r"[\u4e00-\u9fffA-Za-z]")
_COMPARATIVE = re.compile(
    r"(?:平均|年均|分别|累计|总数|同比|每年|力争|确保|实现|达到?|增长|下降|降低|提高|提升|增加|减少|超过|突破|不低于"
    r"|不少于|不超过|左右|以上|建|全部|全面|基本|至少|完成|建成|培育|形成|打造|投产|投用|开工|竣工|到位|计划|返还|兑现|拨付|）"
    r"|以后|最终|逐步|每[一二两三\d]?年|逐[年步])+"
)
# “应替尽替”, 达到全国先进水平: of what stands elsewhere
_BARE = re.compile(
    r"[“”]?应.尽.[“”]?(?:[、和][“”]?应.尽.[“”]?)*|全覆盖|按[每年月]?|(?:连续)?(?:长度|宽度|高度)|领域|部门|任务|事项"
    r"|从[^，。；]*(?:拿出|提取|列支)|应用率|使用率|占比|比例|(?:主要|发展)?预期目标"
    r"|[^，。；]*(?:至少|各)(?:打造|举办|开展|建设|培育|组织)"
    r"|(?:达到|超过|高于|保持)?全[国省市](?:先进|平均|领先)水平")
# 城六区不少于3所、三县一市不少于2所: where, and not what
_PLACES = re.compile(r"(?:城?(?:各|其他|每个?|[一二三四五六七八九十\d]+)[省市县区镇乡])+")
_BOUND = re.compile(r"不(?:得)?(?:低于|高于|超过|少于)")  # 不高于承担风险责任的0.3%: of what stands elsewhere


def extract(policy: Policy, catalog: Catalog) -> tuple[Target, ...]:
    """The targets of a policy that say what is measured, in document order."""
    return tuple(target for target in _read(Asked(policy, catalog)) if _is_named(target))


def mentions(policy: Policy, catalog: Catalog) -> tuple[Mention, ...]:
    """The numbers to be reached of which the text does not say, or we could not read, what they measure: 下降15%."""
    return tuple(
        Mention(path=target.path, anchor=target.anchor, quote=target.quote, span=target.span, kind="target",
                line=target.line)
        for target in _read(Asked(policy, catalog)) if not _is_named(target)
    )


def _is_named(target: Target) -> bool:
    """Whether the metric names something: more than marks and a comparator; what is damaged stays as it is."""
    return (
        target.damaged or bool(_NAMED.search(target.metric)) and not _COMPARATIVE.fullmatch(target.metric)
        and not _BOUND.match(target.metric) and not _PLACES.fullmatch(target.metric)
        and not _BARE.fullmatch(target.metric)
    )


@lru_cache(maxsize=1)
def _read(asked: Asked) -> tuple[Target, ...]:
    """All that sets something to be reached, in document order.

    1. ``quote`` is ``full[span.start:span.end]`` of its clause. 2. A damaged target has no value. 3. A deadline that
       the text does not
    print is marked as inferred. 4. Clauses that look back (工作回顾) and numbers of benefits give none.
    """
    policy, catalog = asked.policy, asked.catalog
    words = catalog.quantities
    year = year_of(policy, words)
    damaged_document = is_damaged(policy)
    found: list[Target] = []
    announcing = policy.document_type in words.entries["announcing_types"].words
    rows = indicator_rows(policy, year)
    scored = points_tables(policy)
    printed = due_of(policy, year)
    for clause, setting in settings(policy, words, year):
        if clause.path in rows:
            columns = rows[clause.path]
            found += of_row(clause, columns, words) if columns else ()
            continue
        if setting.past or not clause.full or clause.kind == "row" and clause.parent in scored:
            continue
        if clause.path in printed and clause.kind != "article":  # （责任单位：…；完成时限：2023年9月）
            setting = setting._replace(due=printed[clause.path], due_inferred=False)
        if announcing:  # a reply or an announcement plans nothing, unless it says by when
            setting = setting._replace(standard=True)
        found += sorted(_of_clause(clause, setting, year, catalog, damaged_document), key=lambda t: (t.span, t.metric))
    return tuple(found)


def _of_clause(clause: Clause, setting: Setting, year: Year, catalog: Catalog,
               damaged_document: bool) -> Iterator[Target]:
    words = catalog.quantities
    reading = read(clause, words)
    due = dues(reading, setting, year, words)
    taken = {reading.segments[a.segment].item for a in amounts(reading, "") if a.role in OFFERED}
    lost = losses(reading.text, words, damaged=damaged_document)
    yield from numbers(clause, reading, setting, due, taken, lost, words)
    yield from target_kinds.without_numbers(clause, reading, setting, due, taken, lost, words)
    yield from target_kinds.damaged(clause, reading, due, lost, words)


def damaged(policy: Policy, catalog: Catalog) -> tuple[Diagnostic, ...]:
    """A P003 finding for every number whose digits are missing in the source."""
    damaged_document = is_damaged(policy)
    found = []
    for clause in policy.clauses:
        text = plain(clause.full)
        for loss in losses(text, catalog.quantities, damaged=damaged_document):
            example = clause.full[max(0, loss.start - 12):loss.end + 6]
            found.append(finding("P003", path=policy.source.path, line=clause.line, example=example.replace("\n", "")))
    return tuple(found)

