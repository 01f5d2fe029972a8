"""Property: whatever people, branches and full disks do to a site folder, no published address dies or silently
changes, and ``freeze`` settles.
"""

import random
from pathlib import Path

from tests.properties.site_edits import EDITS
from tests.properties.site_simulation import Site, simulate


def test_no_address_of_a_site_folder_dies(tmp_path: Path) -> None:
    made, wrong = simulate(Site(tmp_path, random.Random(5)), 40, EDITS)
    assert sum(made.values()) == 40
    assert not wrong, wrong
