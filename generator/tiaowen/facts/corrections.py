"""Facts that a person corrects in the sidecar (``facts:``): for a clause and a kind they replace what was found, and
are shown as such.

A correction names the clause by path and quotes it::

    facts:
      targets:
        - {path: 2.1.1, quote: 产值突破千亿元, metric: 产值, value: 1000, unit: 亿元, deadline: 2025}
      incentives:
        - {path: 2.2.6, remove: true}
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Mapping, Sequence
from math import isfinite
from typing import Any

import msgspec
from msgspec import structs

from tiaowen.catalog import Catalog
from tiaowen.diagnostics import finding
from tiaowen.kinds import KINDS
from tiaowen.model import Clause, Diagnostic, Duty, Policy
from tiaowen.yamlfile import in_chinese

_KINDS = {kind.name: kind for kind in KINDS if kind.correction is not None}


def correct(policy: Policy, corrections: Mapping[str, Sequence[Mapping[str, Any]]], catalog: Catalog,
            sidecar: str, line_of: Callable[[str], int]) -> Policy:
    """The policy with corrected facts; what cannot be used is a K020 finding about the file ``sidecar``, at the line
    of its entry (``line_of``: of facts.targets.0), and changes nothing.
    """
    clauses = {clause.path: clause for clause in policy.clauses}
    facts: dict[str, tuple[Any, ...]] = {}
    found: list[Diagnostic] = []
    for kind, entries in corrections.items():
        if kind not in _KINDS:
            found.append(finding("K020", path=sidecar, line=line_of(f"facts.{kind}"),
                                 detail=f"没有 {kind} 这种事实，可用：{'、'.join(_KINDS)}"))
            continue
        given: dict[str, list[Any]] = defaultdict(list)
        for number, entry in enumerate(entries):
            path = str(entry.get("path", ""))
            made = _fact(kind, entry, clauses.get(path), catalog, policy)
            if isinstance(made, str):
                found.append(finding("K020", path=sidecar, line=line_of(f"facts.{kind}.{number}"),
                                     detail=f"{kind} {path}：{made}" if path else f"{kind}：没有写 path"))
            else:
                given[path] += made
        order = {path: number for number, path in enumerate(clauses)}
        kept = [fact for fact in getattr(policy.facts, kind) if fact.path not in given]
        both = [*kept, *(fact for facts_of in given.values() for fact in facts_of)]
        facts[kind] = tuple(sorted(both, key=lambda fact: order.get(fact.path, -1)))
    return structs.replace(policy, facts=structs.replace(policy.facts, **facts),
                           diagnostics=(*policy.diagnostics, *found))


def _fact(kind: str, entry: Mapping[str, Any], clause: Clause | None, catalog: Catalog,
          policy: Policy) -> list[Any] | str:
    """The corrected facts of one entry (none when it removes), or what is wrong with it."""
    if clause is None:
        return "没有这一条"
    if str(entry.get("remove", "")).lower() == "true":
        return []
    quote = str(entry.get("quote") or clause.full)
    start = clause.full.find(quote)
    if start < 0:
        return "条文里没有引文“" + quote[:20] + "”"
    record, defaults = _KINDS[kind].record, _KINDS[kind].correction or {}
    span = {"start": start, "end": start + len(quote)}
    place = {"path": clause.path, "anchor": clause.anchor, "line": clause.line, "quote": quote, "span": span,
             "corrected": True}
    values: dict[str, Any] = {**defaults, **entry, **place}
    if kind == "duties":
        values |= {"scope": {"start": 0, "end": len(clause.full)}, "agency_ids": []}
    known = {field.name for field in structs.fields(record)}
    unknown = set(values) - known - set(place)
    if unknown:
        return f"未知的键 {'、'.join(sorted(unknown))}"
    try:
        fact = msgspec.convert({name: value for name, value in values.items() if name in known}, record, strict=False)
    except ValueError as error:  # msgspec's own are such too; others are of a number of more digits than any has
        told, _, key = str(error).partition(" - at `$.")
        return f"{key.rstrip('`')} {in_chinese(told)}".strip()
    if any(isinstance(value, float) and not isfinite(value) for value in structs.astuple(fact)):
        return "数值应是一个数"
    if isinstance(fact, Duty):
        return [structs.replace(fact, agency_ids=_agency_ids(fact, catalog, policy))]
    return [fact]


def _agency_ids(duty: Duty, catalog: Catalog, policy: Policy) -> tuple[str, ...]:
    place = policy.jurisdiction.place_id
    return tuple("" if name in duty.generic else catalog.agencies.identify(name, place).id for name in duty.agencies)
