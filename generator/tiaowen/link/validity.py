"""Validity follows from the library: what another held document repeals or amends says so, and by which clauses
(inferred).

A person's word in the sidecar stands; so does a portal's 已废止. Silence proves nothing: no document becomes 现行有效
here.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence

from msgspec import structs

from tiaowen.anchors import Address, clause_address
from tiaowen.model import Citation, Policy, Validity

_STRENGTH: dict[Validity | None, int] = {None: 0, "现行有效": 1, "尚未施行": 1, "已修改": 2, "已废止": 3}


def with_validity(policies: Sequence[Policy]) -> tuple[Policy, ...]:
    """The policies, those that others repeal or amend with their validity and the addresses of the clauses that say
    so.
    """
    changes = _changes(policies)
    return tuple(_changed(policy, changes[policy.id]) if policy.id in changes else policy for policy in policies)


def _changes(policies: Iterable[Policy]) -> Mapping[str, dict[Validity, list[str]]]:
    """Policy id → 已废止 or 已修改 → addresses of the clauses that do it, in the order of their documents."""
    held = {policy.id: policy for policy in policies}
    found: dict[str, dict[Validity, list[str]]] = defaultdict(lambda: defaultdict(list))
    for policy in held.values():
        for fact in policy.facts.citations:
            said = _said(fact)
            other = held.get(Address.parse(fact.target).document) if said else None
            if said and other is not None and other.id != policy.id and not _is_earlier(policy, other):
                address = clause_address(policy.id, fact.anchor)
                found[other.id][said] += [address] if address not in found[other.id][said] else []
    return found


def _said(fact: Citation) -> Validity | None:
    """What a citation does to the whole document; a repeal of one clause of it is an amendment."""
    if fact.relation == "amends" or fact.relation == "repeals" and fact.locator:
        return "已修改"
    return "已废止" if fact.relation == "repeals" else None


def _is_earlier(policy: Policy, other: Policy) -> bool:
    """Whether the document that repeals was there before the one it names: then it means a predecessor."""
    mine, others = policy.issue_date or policy.publish_date, other.issue_date or other.publish_date
    return bool(mine and others and mine < others)


def _changed(policy: Policy, changes: Mapping[Validity, list[str]]) -> Policy:
    said: Validity = "已废止" if "已废止" in changes else "已修改"
    by = tuple(changes[said])
    stated = policy.provenance.get("validity") == "sidecar" or _STRENGTH[policy.validity] >= _STRENGTH[said]
    if stated:
        return structs.replace(policy, validity_by=by)
    return structs.replace(policy, validity=said, validity_by=by,
                           provenance={**policy.provenance, "validity": "inferred"})
