"""Where a document is from, when neither it nor a person says so."""

from __future__ import annotations

from tiaowen.catalog import Catalog
from tiaowen.diagnostics import finding
from tiaowen.model import Diagnostic, Policy


def without_place(policy: Policy, _catalog: Catalog) -> tuple[Diagnostic, ...]:
    """A P015 where nothing tells the place: one finding, in place of one about each body that could be any city's.

    Called when the sidecar has had its say; a place in it that no table knows is told there (K024).
    """
    told = policy.jurisdiction.place_id or any(item.code == "K024" for item in policy.diagnostics)
    return () if told or not policy.clauses else (finding("P015", path=policy.source.path),)
