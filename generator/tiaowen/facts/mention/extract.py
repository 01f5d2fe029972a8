"""Clauses that speak of a duty, a target or an incentive which could not be read for certain: each of these kinds says
so itself.
"""

from __future__ import annotations

from tiaowen.catalog import Catalog
from tiaowen.facts.duty.extract import mentions as of_duties
from tiaowen.facts.incentive.extract import mentions as of_incentives
from tiaowen.facts.target.extract import mentions as of_targets
from tiaowen.model import Mention, Policy


def extract(policy: Policy, catalog: Catalog) -> tuple[Mention, ...]:
    """What those kinds could not read for certain, in document order."""
    places = {clause.path: number for number, clause in enumerate(policy.clauses)}
    found = [fact for mentions in (of_duties, of_targets, of_incentives) for fact in mentions(policy, catalog)]
    return tuple(sorted(found, key=lambda fact: (places[fact.path], fact.span)))
