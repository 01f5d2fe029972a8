"""The permalink ledger: what was published keeps its address (contract, "Addresses (frozen)" and "Versions").

Postconditions, each asserted in tests/properties/test_ledger.py:

1. Every frozen clause address exists in the site: as a clause, an alias or a tombstone.
2. Same bytes: a frozen address holds the text it was frozen with, whatever the parser now makes of the file.
3. Changed bytes: a clause whose text or number differs from the frozen one links to the earlier version, kept whole.
4. Nothing is removed from the ledger, and only ``freeze`` adds to it.
"""

from tiaowen.ledger.addresses import addresses, incomplete
from tiaowen.ledger.freeze import frozen_names, pending, write
from tiaowen.ledger.identity import identify
from tiaowen.ledger.records import Ledger, read_ledger
from tiaowen.ledger.settle import settle
from tiaowen.ledger.whole import keep_names, settle_all, withdrawn

__all__ = [
    "Ledger", "addresses", "frozen_names", "identify", "incomplete", "keep_names", "pending", "read_ledger", "settle", "settle_all", "withdrawn",
    "write",
]
