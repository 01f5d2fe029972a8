"""The short form of the mutation fuzz: every kind of mutation of real files, each through all stages of one
document.
"""

from pathlib import Path

from tests.properties.mutation import Fuzz


def test_mutated_files_raise_nothing_lose_nothing_and_bring_no_markup(tmp_path: Path) -> None:
    fuzz = Fuzz(tmp_path)
    kinds = {fuzz.run(number, seed=20)[0] for number in range(50)}
    assert len(kinds) >= 7
