"""The permalink ledger: what was published keeps its address (contract, "Addresses (frozen)" and "Versions").

Postconditions, each asserted in tests/properties/test_ledger.py:

1. Every frozen clause address exists in the site: as a clause, an alias or a tombstone.
2. Same bytes: a frozen address holds the text it was frozen with, whatever the parser now makes of the file.
3. Changed bytes: a clause whose text or number differs from the frozen one links to the earlier version, kept whole.
4. Nothing is removed from the ledger but the words of what was taken down, and only ``freeze`` writes it.
"""

from tiaowen.ledger.addresses import addresses, incomplete
from tiaowen.ledger.former_ids import versions_of_former_ids, with_former_ids
from tiaowen.ledger.freeze import Waiting, frozen_names, pending, removals, silenced, write
from tiaowen.ledger.identity import identify
from tiaowen.ledger.mending import mended
from tiaowen.ledger.reading import read_ledger
from tiaowen.ledger.records import Ledger
from tiaowen.ledger.settle import settle
from tiaowen.ledger.whole import keep_names, replaced, settle_all, withdrawn, without_removed

__all__ = [
    "Ledger", "addresses", "frozen_names", "identify", "incomplete", "keep_names", "mended", "pending", "read_ledger",
    "removals", "replaced", "settle", "settle_all", "silenced", "Waiting", "versions_of_former_ids", "with_former_ids",
    "withdrawn", "without_removed", "write",
]
