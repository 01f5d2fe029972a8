"""Bodies of documents whose place is unknown: each belongs to its document, for 市财政局 of one is not that of another.

Their ids begin with the document's and are in no ledger; when a person says where the document is from, the address
leads on by the same formula.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from msgspec import structs

from tiaowen.anchors import agency_page, own_body
from tiaowen.catalog import Catalog
from tiaowen.catalog.agencies import UNKNOWN
from tiaowen.model import Duty, Policy

_WITHOUT_PLACE = re.compile(r"(?:\d{4}|nd)-")  # what else stands before year and title is a place
_TELL_THE_PLACE = ("jurisdiction", "issuers", "title", "doc_number")


def with_own_bodies(policies: Sequence[Policy]) -> list[Policy]:
    """The policies, each with an id, the bodies of those without a place made their own. Called by ``link`` before
    anything is indexed.
    """
    return [policy if policy.jurisdiction.place_id else _with_own_bodies(policy) for policy in policies]


def _with_own_bodies(policy: Policy) -> Policy:
    def own(duty: Duty) -> Duty:
        return structs.replace(duty, agency_ids=tuple(own_id(policy, agency_id) for agency_id in duty.agency_ids))

    return structs.replace(policy, facts=structs.replace(policy.facts, duties=tuple(map(own, policy.facts.duties))))


def own_id(policy: Policy, agency_id: str) -> str:
    """The id of a body as the document has it: its own when no place is known."""
    return own_body(policy.id, agency_id) if agency_id.startswith(f"{UNKNOWN}-") else agency_id


def former_bodies(policies: Sequence[Policy], issuers: dict[str, tuple[str, ...]], catalog: Catalog) -> dict[str, str]:
    """The pages that bodies had before it was known where their documents are from, or under a former id of a document
    → those that they have now.
    """
    found: dict[str, str] = {}
    for policy in policies:
        if not (_was_placeless(policy) if policy.jurisdiction.place_id else policy.former_ids):
            continue
        pairs = [*zip(policy.issuers, issuers.get(policy.id, ()), strict=False)]
        pairs += [pair for duty in policy.facts.duties for pair in zip(duty.agencies, duty.agency_ids, strict=False)]
        for name, agency_id in pairs:
            unplaced = catalog.agencies.id_of(name, "") if agency_id else ""
            if unplaced.startswith(f"{UNKNOWN}-"):
                for policy_id in (policy.id, *policy.former_ids):
                    found.setdefault(agency_page(own_body(policy_id, unplaced)), agency_page(agency_id))
    return found


def _was_placeless(policy: Policy) -> bool:
    """Whether its pages may have been published without a place: a person told it, or its id was made without one."""
    told = any(policy.provenance.get(name) == "sidecar" for name in _TELL_THE_PLACE)
    return told or any(_WITHOUT_PLACE.match(policy_id) for policy_id in (policy.id, *policy.former_ids))
