"""What the parser understood of one file: the JSON document ``tiaowen/inspect/1`` of the contract."""

from __future__ import annotations

from collections import Counter
from itertools import groupby
from typing import Any

from msgspec import to_builtins

from tiaowen.anchors import policy_page
from tiaowen.kinds import KINDS
from tiaowen.model import Policy, Repair
from tiaowen.render.apparatus import RULES
from tiaowen.text import shortened

EXAMPLES = 5
LINE = 40  # characters of a text on a console
_CLAUSE = ("anchor", "path", "inferred_path", "kind", "level", "label", "heading", "text", "tail", "full", "line",
           "parent", "sha256")
_POLICY = (
    "id", "title", "doc_number", "issuers", "issue_date", "publish_date", "effective_date", "expiry_date",
    "validity", "validity_by",
    "document_type", "jurisdiction", "addressees", "source_script", "source_url",
)
PAST = ("versions", "tombstones", "former_texts")
_STATUS = {"published": "发布", "held": "待核", "refused": "无法采用"}
_COUNTED = {"clauses": "条款", **{kind.name: kind.short for kind in KINDS if kind.correction is not None}}


def inspect_document(policy: Policy) -> dict[str, Any]:
    """The policy as the contract's inspect document, ready for JSON. Values that are unknown are null."""
    facts = to_builtins(policy.facts)
    # one of the revision note stands in no clause
    facts["citations"] = [fact for fact in facts["citations"] if fact["path"]]
    return {
        "schema": "tiaowen/inspect/1",
        "status": policy.status,
        "policy": {name: _known(to_builtins(getattr(policy, name))) for name in _POLICY}
        | {"provenance": policy.provenance},
        "clauses": [{name: getattr(clause, name) for name in _CLAUSE} for clause in policy.clauses],
        **facts,
        "repairs": repair_summary(policy.repairs),
        "furniture": to_builtins(policy.furniture),
        "gaps": to_builtins(policy.gaps),
        "parts": to_builtins(policy.parts),
        "header": to_builtins(policy.header),
        "diagnostics": to_builtins(policy.diagnostics),
        **_past(policy),
    }


def _past(policy: Policy) -> dict[str, Any]:
    """What a document with earlier versions says of them; ``current``: the page of the current one, when this is
    none.
    """
    past = {name: to_builtins(getattr(policy, name)) for name in PAST}
    current = policy_page(policy.id) if policy.version else ""
    return {name: value for name, value in {"version": policy.version, "current": current, **past}.items() if value}


def _known(value: Any) -> Any:
    return None if value == "" else value


def repair_summary(repairs: tuple[Repair, ...]) -> list[dict[str, Any]]:
    """One entry a rule, in order of the rule's name: whether it is certain, its count, and the first examples with
    their lines.
    """
    key = lambda repair: (repair.rule, repair.certain)  # noqa: E731
    out = []
    for (rule, certain), group in groupby(sorted(repairs, key=key), key=key):
        items = list(group)
        examples = [{"line": r.line, "before": r.before, "after": r.after} for r in items[:EXAMPLES]]
        out.append({"rule": rule, "certain": certain, "count": len(items), "examples": examples})
    return out


def outline(document: dict[str, Any], *, clauses: bool = True) -> str:
    """The inspect document for a person at a console: what the file is, its facts counted, what was repaired or left
    out.

    With ``clauses`` also every clause as a tree and every line left out; without, these are counted.
    """
    policy = document["policy"]
    within = policy["jurisdiction"]
    # 重庆市 is province and city
    names = dict.fromkeys(within[level] for level in ("province", "city", "county") if within[level])
    place = "".join(names) or ("全国" if within["place_id"] == "cn" else "")
    facts = {
        "标题": policy["title"], "文号": policy["doc_number"], "发文机关": "、".join(policy["issuers"]),
        "成文日期": policy["issue_date"],
        "发布日期": policy["publish_date"], "施行日期": policy["effective_date"],
        "文种": policy["document_type"], "地区": place,
    }
    where_told = {"失效日期": policy["expiry_date"], "时效性": policy["validity"],
                  "主送机关": "、".join(policy["addressees"])}
    facts |= {name: value for name, value in where_told.items() if value} | {"结论": _STATUS[document["status"]]}
    lines = [f"{name}：{value or '（没有找到）'}" for name, value in facts.items()]
    if clauses:
        lines += ["", *(_clause_line(clause) for clause in document["clauses"]), ""]
    counted = ((key, _COUNTED[key]) for key in document if key in _COUNTED)
    lines += [f"{name} {len(document[key])}" for key, name in counted if document[key]]
    repairs = ((RULES.get(item["rule"], item["rule"]), item["count"], "" if item["certain"] else "（不确定）")
               for item in document["repairs"])
    lines += [f"修复 {rule}：{count} 处{doubt}" for rule, count, doubt in repairs]
    if clauses:
        lines += [f"略去 第{item['line']}行 {shortened(item['text'], LINE)}（{item['reason']}）"
                  for item in document["furniture"]]
    elif document["furniture"]:
        reasons = Counter(item["reason"] for item in document["furniture"])
        lines.append(f"略去 {len(document['furniture'])} 行：" + "、".join(f"{reason} {count}" for reason,
                                                                           count in reasons.items()))
    return "\n".join(lines)


def _clause_line(clause: dict[str, Any]) -> str:
    words = clause["label"] + (clause["heading"] or clause["text"])
    return f"{'  ' * (clause['level'] - 1)}{shortened(words, LINE)}  #{clause['anchor']}"
