"""Rules of repair have names that readers understand."""

import re
from pathlib import Path

from tiaowen.render.apparatus import RULES

CLEAN = Path(__file__).parents[3] / "generator" / "tiaowen" / "clean"


def test_every_built_in_rule_of_cleaning_has_its_chinese_name() -> None:
    used = {rule for file in CLEAN.glob("*.py")
            for rule in re.findall(r'draft\.(?:edit|sub)\(\s*"([a-z-]+)"', file.read_text(encoding="utf-8"))}
    assert len(used) > 5
    assert used <= set(RULES)
