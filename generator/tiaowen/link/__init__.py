"""Linking: from single policies to the library. Ids, duplicates, citations resolved, backlinks, indexes (contract,
"Addresses").

Postconditions, the first four asserted in tests/properties/test_link.py:

1. The result does not depend on the order of the policies.
2. Every published policy has an id, and no two share one; a frozen id is given to nobody else.
3. Every citation of a document that is held leads to it, every other one to a page of ``cited``; every target exists.
4. Every policy given is in ``policies`` or in ``unpublished``, exactly once.
5. The work grows linearly with clauses and facts.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from pathlib import PurePosixPath

from msgspec import structs

from tiaowen.catalog import Catalog
from tiaowen.diagnostics import finding
from tiaowen.link.citations import resolve, unresolved
from tiaowen.link.duplicates import without_duplicates
from tiaowen.link.former_names import Name, with_former_names, with_redirects
from tiaowen.link.identifiers import with_ids
from tiaowen.link.indexes import agencies_of, industries_of, issuer_ids, places_of, policies_by_place
from tiaowen.link.placeless import former_bodies, with_own_bodies
from tiaowen.link.validity import with_validity
from tiaowen.model import Policy
from tiaowen.model.corpus import Corpus

__all__ = ["link", "with_redirects"]


def link(policies: Iterable[Policy], catalog: Catalog, frozen: frozenset[str] = frozenset(),
         frozen_names: Mapping[Name, str] = {}) -> Corpus:
    """The library of the policies. ``frozen``: ids that belong to what the ledger knows and are given to nobody else.
    ``frozen_names``: (kind, id) of the other pages that it knows → their name, so that each keeps its address or leads
    on.
    """
    ordered = sorted(policies, key=lambda p: (p.source.sha256, p.source.path))
    published, unpublished, found = without_duplicates(_each_with_its_id(ordered))
    named = with_own_bodies(with_ids(published, catalog, frozen))
    known = {key: name for (kind, key), name in frozen_names.items() if kind == "cited"}
    resolved, cited, cited_by = resolve(named, catalog, known)
    resolved = with_validity(resolved)
    agencies, duties_of = agencies_of(resolved, catalog)
    industries, clauses_of = industries_of(resolved, catalog)
    issuers = issuer_ids(resolved, catalog)
    corpus = Corpus(
        policies=resolved, unpublished=tuple(sorted(unpublished, key=lambda p: p.source.path)),
        agencies=agencies, industries=industries, places=places_of(resolved, agencies, catalog), cited=cited,
        duties_of=duties_of, clauses_of=clauses_of, policies_at=policies_by_place(resolved), cited_by=cited_by,
        issuer_ids=issuers, moved=former_bodies(resolved, issuers, catalog),
        diagnostics=tuple(sorted((*found, *unresolved(resolved)))),
    )
    return with_former_names(corpus, frozen_names, catalog)


def _each_with_its_id(policies: Sequence[Policy]) -> list[Policy]:
    """The policies, those held whose sidecar asks for the id of another one: the first in order of path has it."""
    owner: dict[str, str] = {}
    for policy in sorted(policies, key=lambda p: p.source.path):
        if policy.id and policy.status == "published":
            owner.setdefault(policy.id, policy.source.path)
    return [policy if owner.get(policy.id, policy.source.path) == policy.source.path or policy.status != "published"
            else _without_id(policy, owner[policy.id]) for policy in policies]


def _without_id(policy: Policy, owner: str) -> Policy:
    told = finding("K030", path=PurePosixPath(policy.source.path).with_suffix(".yml").as_posix(), id=policy.id,
                   other=owner)
    return structs.replace(policy, id="", status="held", diagnostics=(*policy.diagnostics, told))
