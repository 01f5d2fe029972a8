"""Rules of repair have names that readers understand."""

import re
from pathlib import Path
from types import SimpleNamespace
from typing import cast

from msgspec import structs
from tiaowen.catalog import Catalog
from tiaowen.model import Repair
from tiaowen.render.apparatus import EXAMPLES, RULES, apparatus

from tests.factories import clause, policy

CLEAN = Path(__file__).parents[3] / "generator" / "tiaowen" / "clean"


def test_every_built_in_rule_of_cleaning_has_its_chinese_name() -> None:
    used = {rule for file in CLEAN.glob("*.py")
            for rule in re.findall(r'draft\.(?:edit|sub)\(\s*"([a-z-]+)"', file.read_text(encoding="utf-8"))}
    assert len(used) > 5
    assert used <= set(RULES)


def test_examples_of_repairs_say_of_how_many_they_are() -> None:
    catalog = cast(Catalog, SimpleNamespace(noise=SimpleNamespace(rules=())))
    wrong = "甲乙丙丁戊己庚辛"
    repairs = tuple(Repair(rule="traditional", line=1, col=at, before=char, after="正", certain=True)
                    for at, char in enumerate(wrong + wrong))
    item = structs.replace(policy("a", clause("1", "一、事项。", label="一、")), repairs=repairs)
    [rule] = apparatus(item, catalog).rules
    assert (rule.count, rule.kinds, len(rule.examples)) == (16, 8, EXAMPLES)


def test_characters_that_nobody_sees_have_a_sign_in_examples() -> None:
    catalog = cast(Catalog, SimpleNamespace(noise=SimpleNamespace(rules=())))
    repairs = tuple(Repair(rule="space", line=1, col=0, before=before, after=after, certain=True)
                    for before, after in ((" ", ""), ("第 三", "第三"), ("\u3000", ""), ("\u200b", "")))
    item = structs.replace(policy("a", clause("1", "一、事项。", label="一、")), repairs=repairs)
    [rule] = apparatus(item, catalog).rules
    assert {(change.before, change.after) for change in rule.examples} == {
        ("␣", ""), ("第␣三", "第三"), ("⟨全角空格⟩", ""), ("⟨U+200B⟩", "")}
