"""One reading of a policy for two extractors: facts with their roles, and mentions of those whose roles stay open."""

from __future__ import annotations

from tiaowen.catalog import Catalog
from tiaowen.model import Policy


class Asked:
    """A policy with its catalog, the same as long as its clauses are, though facts were added: the key of a cache."""

    def __init__(self, policy: Policy, catalog: Catalog) -> None:
        self.policy, self.catalog = policy, catalog

    def __hash__(self) -> int:
        return id(self.policy.clauses)

    def __eq__(self, other: object) -> bool:
        return (
            isinstance(other, Asked) and self.policy.clauses is other.policy.clauses and self.catalog is other.catalog
        )
