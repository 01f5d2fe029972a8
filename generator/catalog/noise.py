"""What the web leaves in and around a text: repairs and furniture rules (site_config/noise.yml)."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Literal

from msgspec import Struct

from generator.catalog.registry import read_entries
from generator.diagnostics import finding
from generator.model import Diagnostic


class NoiseRule(Struct, frozen=True, kw_only=True):
    """One rule. ``repair`` rewrites characters of a line; ``furniture`` leaves a whole line out; ``lead_in`` is prose of a news page."""

    id: str
    kind: Literal["repair", "furniture", "lead_in"]
    pattern: str
    replace: str = ""
    reason: str
    certain: bool = True
    where: Literal["anywhere", "head", "end"] = "anywhere"
    examples: tuple[str, ...] = ()
    not_examples: tuple[str, ...] = ()


class NoiseRules(Struct, frozen=True, kw_only=True):
    """Every rule in the order of the file, with its compiled pattern."""

    rules: tuple[NoiseRule, ...]
    patterns: dict[str, re.Pattern[str]]

    def of_kind(self, kind: str) -> tuple[tuple[NoiseRule, re.Pattern[str]], ...]:
        """The rules of one kind with their patterns."""
        return tuple((rule, self.patterns[rule.id]) for rule in self.rules if rule.kind == kind)


def load_noise(folders: tuple[Path, ...], found: list[Diagnostic]) -> NoiseRules:
    """The rules of all folders; a later rule of the same id replaces the earlier. A bad pattern is a K002 finding."""
    rules: dict[str, NoiseRule] = {}
    patterns: dict[str, re.Pattern[str]] = {}
    for rule, path, line in read_entries(folders, "noise.yml", NoiseRule, found):
        try:
            patterns[rule.id] = re.compile(rule.pattern)
        except re.error as error:
            found.append(finding("K002", path=path, line=line, key="pattern", detail=str(error)))
            continue
        rules[rule.id] = rule
    return NoiseRules(rules=tuple(rules.values()), patterns=patterns)
