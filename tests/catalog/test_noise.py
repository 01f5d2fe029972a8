"""Every noise rule says why, hits its examples and leaves its not_examples alone."""

import re
from pathlib import Path

import pytest
from tiaowen.catalog.noise import NoiseRule, load_noise
from tiaowen.diagnostics import ConfigurationError
from tiaowen.model import Diagnostic

FOLDER = Path(__file__).parents[2] / "site_config"
FOUND: list[Diagnostic] = []
RULES = load_noise((FOLDER,), FOUND)


def hits(rule: NoiseRule, text: str) -> bool:
    pattern = RULES.patterns[rule.id]
    return bool(re.fullmatch(f"(?:{rule.pattern})(?:\\s*[：:].*)?", text) if rule.kind == "portal"
                else pattern.search(text))


def test_the_file_is_without_findings() -> None:
    assert not FOUND, ConfigurationError(FOUND)
    assert len(RULES.rules) > 40


@pytest.mark.parametrize("rule", RULES.rules, ids=lambda rule: rule.id)
def test_examples(rule: NoiseRule) -> None:
    assert rule.examples and rule.not_examples and rule.reason
    assert [text for text in rule.examples if not hits(rule, text)] == []
    assert [text for text in rule.not_examples if hits(rule, text)] == []


def test_a_bad_pattern_is_a_finding_with_its_line(tmp_path: Path) -> None:
    folder = tmp_path / "site_config"
    folder.mkdir()
    rules_file = folder / "noise.yml"
    rules_file.write_text("- {id: a, kind: furniture, pattern: 'x'}\n- {id: b, kind: furniture, pattern: '('}\n",
                          encoding="utf-8")
    found: list[Diagnostic] = []
    rules = load_noise((folder,), found)
    assert [rule.id for rule in rules.rules] == ["a"]
    assert [(item.code, item.line) for item in found] == [("K002", 2)]
