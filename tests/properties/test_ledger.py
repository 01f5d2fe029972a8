"""Property: whatever happens to a source or to the parser, no frozen address dies or silently changes its text."""

from pathlib import Path

from tests.properties.ledger_simulation import Library, simulate, sources


def test_no_frozen_address_dies_or_changes_silently(tmp_path: Path) -> None:
    made, failed, details = simulate(Library(sources()[:3], tmp_path), 40, seed=11)
    assert sum(made.values()) >= 40
    assert not failed, details
