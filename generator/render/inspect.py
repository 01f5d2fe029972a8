"""What the parser understood of one file: the JSON document ``tiaowen/inspect/1`` of the contract."""

from __future__ import annotations

from itertools import groupby
from typing import Any

from msgspec import to_builtins

from generator.model import Policy, Repair

EXAMPLES = 5
_CLAUSE = ("anchor", "path", "inferred_path", "kind", "level", "label", "heading", "text", "tail", "full", "line", "parent", "sha256")
_POLICY = (
    "id", "title", "doc_number", "issuers", "issue_date", "publish_date", "effective_date", "expiry_date", "validity",
    "document_type", "jurisdiction", "addressees", "source_script", "source_url",
)


def inspect_document(policy: Policy) -> dict[str, Any]:
    """The policy as the contract's inspect document, ready for JSON. Values that are unknown are null."""
    facts = to_builtins(policy.facts)
    return {
        "schema": "tiaowen/inspect/1",
        "status": policy.status,
        "policy": {name: _known(to_builtins(getattr(policy, name))) for name in _POLICY} | {"provenance": policy.provenance},
        "clauses": [{name: getattr(clause, name) for name in _CLAUSE} for clause in policy.clauses],
        **facts,
        "repairs": repair_summary(policy.repairs),
        "furniture": to_builtins(policy.furniture),
        "gaps": to_builtins(policy.gaps),
        "parts": to_builtins(policy.parts),
        "header": to_builtins(policy.header),
        "diagnostics": to_builtins(policy.diagnostics),
    }


def _known(value: Any) -> Any:
    return None if value == "" else value


def repair_summary(repairs: tuple[Repair, ...]) -> list[dict[str, Any]]:
    """One entry a rule, in order of the rule's name: whether it is certain, its count, and the first examples with their lines."""
    key = lambda repair: (repair.rule, repair.certain)  # noqa: E731
    out = []
    for (rule, certain), group in groupby(sorted(repairs, key=key), key=key):
        items = list(group)
        examples = [{"line": r.line, "before": r.before, "after": r.after} for r in items[:EXAMPLES]]
        out.append({"rule": rule, "certain": certain, "count": len(items), "examples": examples})
    return out
