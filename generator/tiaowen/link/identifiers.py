"""Ids of documents: the number or the title in pinyin, and what happens when two would share one (contract,
"Addresses").
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence, Set

from msgspec import structs

from tiaowen.catalog import Catalog
from tiaowen.model import Policy
from tiaowen.policy_id import policy_id

LETTERS = "bcdefghijklmnopqrstuvwxyz"


def with_ids(policies: Sequence[Policy], catalog: Catalog, frozen: frozenset[str]) -> list[Policy]:
    """The policies, those without an id with a new one. ``frozen`` ids and those already given are nobody else's.

    When several would share an id, each gets its place's id in front; those still equal get -b, -c … in order of issue
    date, then source hash.
    """
    taken = {*frozen, *(policy.id for policy in policies if policy.id)}
    new = [policy for policy in policies if not policy.id]
    wanted = {id(policy): _wanted(policy, catalog) for policy in new}
    short = _grouped(new, wanted)
    for base, group in short.items():
        if len(group) > 1 or base in taken:
            wanted |= {id(policy): _with_place(base, policy.jurisdiction.place_id) for policy in group}
    final: dict[int, str] = {}
    for base, group in sorted(_grouped(new, wanted).items()):
        for policy in sorted(group, key=lambda p: (p.issue_date or p.publish_date or "9999", p.source.sha256,
                                                   p.source.path)):
            final[id(policy)] = _free(base, taken)
            taken.add(final[id(policy)])
    return [policy if policy.id else structs.replace(policy, id=final[id(policy)]) for policy in policies]


def cited_ids(documents: Mapping[str, tuple[str, str]], catalog: Catalog) -> dict[str, str]:
    """Ids for documents that are cited and not held: key → id, from (title, number); those that would share one get -b,
    -c … in order of key.
    """
    out: dict[str, str] = {}
    taken: set[str] = set()
    for key in sorted(documents):
        title, number = documents[key]
        out[key] = _free(policy_id(number, title, "", None, catalog.places), taken)
        taken.add(out[key])
    return out


def _wanted(policy: Policy, catalog: Catalog) -> str:
    date = policy.issue_date or policy.publish_date
    return policy_id(policy.doc_number, policy.title, policy.jurisdiction.place_id, date, catalog.places)


def _grouped(policies: Sequence[Policy], wanted: Mapping[int, str]) -> dict[str, list[Policy]]:
    groups: dict[str, list[Policy]] = defaultdict(list)
    for policy in policies:
        groups[wanted[id(policy)]].append(policy)
    return groups


def _with_place(base: str, place_id: str) -> str:
    return base if not place_id or base.startswith(f"{place_id}-") else f"{place_id}-{base}"


def _free(base: str, taken: Set[str]) -> str:
    if base not in taken:
        return base
    suffixes = (*LETTERS, *(str(n) for n in range(27, 10_000)))
    return next(name for suffix in suffixes if (name := f"{base}-{suffix}") not in taken)
