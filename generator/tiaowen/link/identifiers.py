"""Ids of documents: the number or the title in pinyin, and what happens when two would share one (contract,
"Addresses").
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence, Set

from msgspec import structs

from tiaowen.catalog import Catalog
from tiaowen.document_names import find_numbers, number_key, title_key
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


def cited_ids(documents: Mapping[str, tuple[str, str]], catalog: Catalog,
              frozen: Mapping[str, str] = {}) -> dict[str, str]:
    """Ids for documents that are cited and not held: key → id, from (title, number). One whose number or title is that
    of a ``frozen`` id (id → name) keeps it, no other is given it; those that would share one get -b, -c … in order of
    key.
    """
    by_name = {key: cited_id for cited_id, name in sorted(frozen.items()) for key in _keys(name)}
    out: dict[str, str] = {}
    taken: set[str] = {*frozen}
    for key in sorted(documents):
        title, number = documents[key]
        known = next((by_name[name] for name in (*_keys(number), *_keys(title)) if name in by_name), "")
        if known and known not in out.values():
            out[key] = known
    for key in sorted(documents):
        if key not in out:
            title, number = documents[key]
            wanted = policy_id(number, title, "", None, catalog.places)
            out[key] = wanted if _is_still(wanted, title, frozen, out) else _free(wanted, taken)
            taken.add(out[key])
    return out


def _keys(name: str) -> Iterator[str]:
    """What spellings of a number, or of a title, share."""
    if name:
        yield f"n:{number_key(name)}" if find_numbers(name) else f"t:{title_key(name)}"


def _is_still(cited_id: str, title: str, frozen: Mapping[str, str], given: Mapping[str, str]) -> bool:
    """Whether the frozen document of an id is this one with more or fewer words of its title: 关于 or an issuer before
    it.
    """
    name, key = title_key(frozen.get(cited_id, "")), title_key(title)
    return bool(name and key) and cited_id not in given.values() and (name in key or key in name)


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
