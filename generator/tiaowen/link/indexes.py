"""The indexes: agencies with their duties, industries with their clauses, places with their documents."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence

from tiaowen.anchors import is_own_body
from tiaowen.catalog import Catalog
from tiaowen.link.placeless import own_id
from tiaowen.model import Policy
from tiaowen.model.corpus import AgencyRecord, ClauseRef, DutyRef, IndustryRecord, IndustryRef, PlaceRecord


def agencies_of(policies: Sequence[Policy],
                catalog: Catalog) -> tuple[dict[str, AgencyRecord], dict[str, tuple[DutyRef, ...]]]:
    """Every agency that has a duty, issued a document, or succeeds one that does, and the duties of each, by id.

    Of a predecessor that no text names there is nothing to tell but its name, which its successor's page tells.
    """
    names: dict[str, tuple[str, str]] = {}
    duties: dict[str, list[DutyRef]] = defaultdict(list)
    for policy in policies:
        for index, duty in enumerate(policy.facts.duties):
            ref = ClauseRef(policy_id=policy.id, anchor=duty.anchor, path=duty.path)
            for name, agency_id in zip(duty.agencies, duty.agency_ids, strict=False):
                if agency_id:
                    names.setdefault(agency_id, (name, policy.jurisdiction.place_id))
                    leads = duty.role == "lead" or name in duty.lead
                    duties[agency_id].append(DutyRef(clause=ref, duty=index, leads=leads))
        for name, agency_id in _issuers(policy, catalog):
            if agency_id:
                names.setdefault(agency_id, (name, policy.jurisdiction.place_id))
    records = {i: _agency(i, *names[i], catalog) for i in sorted(names)}
    for item in [item for record in records.values() for item in record.succession if item.direction == "successor"]:
        if item.agency_id not in records:
            records[item.agency_id] = _agency(item.agency_id, item.name, item.agency_id.rpartition("-")[0], catalog)
    return dict(sorted(records.items())), {i: tuple(dict.fromkeys(refs)) for i, refs in sorted(duties.items())}


def _agency(agency_id: str, name: str, place_id: str, catalog: Catalog) -> AgencyRecord:
    """The body of that id: what the registry knows, or the name alone."""
    met = catalog.agencies.identify(name, place_id)
    if is_own_body(agency_id):
        return AgencyRecord(id=agency_id, name=name, place_id="", known="unregistered")
    found = met if met.id == agency_id else catalog.agencies.record(agency_id)
    return found or AgencyRecord(id=agency_id, name=name, place_id=agency_id.rpartition("-")[0], known="unregistered")


def _issuers(policy: Policy, catalog: Catalog) -> Iterable[tuple[str, str]]:
    for name in policy.issuers:
        yield name, own_id(policy, catalog.agencies.id_of(name, policy.jurisdiction.place_id))


def issuer_ids(policies: Sequence[Policy], catalog: Catalog) -> dict[str, tuple[str, ...]]:
    """Policy id → the agency ids of its issuers, in their order."""
    return {policy.id: tuple(agency_id for _, agency_id in _issuers(policy, catalog)) for policy in policies}


def industries_of(policies: Sequence[Policy],
                  catalog: Catalog) -> tuple[dict[str, IndustryRecord], dict[str, tuple[IndustryRef, ...]]]:
    """Every industry that a clause concerns, with those above it, and the clauses of each."""
    clauses: dict[str, list[IndustryRef]] = defaultdict(list)
    for policy in policies:
        for index, mention in enumerate(policy.facts.industries):
            ref = ClauseRef(policy_id=policy.id, anchor=mention.anchor, path=mention.path)
            clauses[mention.industry].append(IndustryRef(clause=ref, mention=index))
    wanted = {i for name in clauses for i in (name, name.partition(".")[0])}
    return {i: _industry(i, catalog) for i in sorted(wanted)}, {i: tuple(refs) for i, refs in sorted(clauses.items())}


def _industry(industry_id: str, catalog: Catalog) -> IndustryRecord:
    """An industry of the registry; a branch that maps to no division of its own has those of the industry above."""
    entry = catalog.industries.entries[industry_id]
    above = catalog.industries.entries.get(entry.parent, entry)
    return IndustryRecord(id=entry.id, name=entry.name, parent=entry.parent, gbt4754=entry.gbt4754 or above.gbt4754,
                          shiqiang=entry.shiqiang or above.shiqiang)


def places_of(policies: Sequence[Policy], agencies: Mapping[str, AgencyRecord],
              catalog: Catalog) -> dict[str, PlaceRecord]:
    """Every place with a document or an agency, and the places above it up to the province."""
    found: dict[str, PlaceRecord] = {}
    wanted = {p.jurisdiction.place_id for p in policies} | {a.place_id for a in agencies.values()}
    for place_id in sorted(wanted - {""}):
        place = catalog.places.get(place_id)
        while place is not None and place.id not in found:
            parent = place.parent if catalog.places.get(place.parent) and place.parent != "cn" else ""
            found[place.id] = PlaceRecord(id=place.id, name=place.name, level=place.level,
                                          code=place.code, parent=parent)
            place = catalog.places.get(parent) if parent else None
    return dict(sorted(found.items()))


def policies_by_place(policies: Sequence[Policy]) -> dict[str, tuple[str, ...]]:
    """Place id → the documents of that very place, by id."""
    found: dict[str, list[str]] = defaultdict(list)
    for policy in policies:
        if policy.jurisdiction.place_id:
            found[policy.jurisdiction.place_id].append(policy.id)
    return {place_id: tuple(sorted(ids)) for place_id, ids in sorted(found.items())}
