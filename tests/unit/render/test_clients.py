"""The record of what real clients make of the outputs (tests/clients/) is of what the program writes today, and every
row is right or reasoned.
"""

from __future__ import annotations

import json

from tests.clients.programs import examples
from tests.clients.run import RECORD, digest

RENEW = "renew the record: tests/clients/README.md"


def test_clients_were_given_what_is_written_today() -> None:
    assert json.loads(RECORD.read_text(encoding="utf-8"))["given"] == digest(), RENEW


def test_every_client_is_right_or_the_difference_is_reasoned() -> None:
    rows = json.loads(RECORD.read_text(encoding="utf-8"))["rows"]
    assert len(rows) >= 30
    assert not {client: row["saw"] for client, row in rows.items() if not row["right"] and not row.get("reason")}, RENEW
    assert all(row["version"] and row["saw"] for row in rows.values())


def test_examples_for_scripts_are_programs_that_were_run() -> None:
    """Reads them as the record's script does; what they print is in its row."""
    told = json.loads(RECORD.read_text(encoding="utf-8"))["rows"]["docs/how-to/scripts.md"]
    assert len([compile(example, "scripts.md", "exec") for example in examples()]) == len(told["saw"]) == 3
