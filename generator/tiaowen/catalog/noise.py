"""What the web leaves in and around a text: repairs, furniture, page metadata (site_config/noise.yml).

Kinds of rule, each matched against one line in Simplified characters and full-width punctuation:
``repair`` rewrites characters; ``furniture`` leaves the whole line out; ``cut`` leaves out the line and everything
after it; ``foot`` leaves out lines directly above a ``cut``; ``glued`` leaves out the rest of the last line, behind the
last sentence; ``lead_in`` marks prose of a news page (not ``certain``: only in front of the document's own title);
``portal`` is a key of page metadata (``field``: the Policy field it fills); ``mainland`` and ``elsewhere`` tell a
Traditional text of the mainland from one of Hong Kong, Macau or Taiwan.
"""

from __future__ import annotations

import re
from pathlib import Path
from typing import Literal

from msgspec import Struct

from tiaowen.catalog.registry import read_entries
from tiaowen.diagnostics import finding
from tiaowen.model import Diagnostic

NoiseKind = Literal["repair", "furniture", "cut", "foot", "glued", "lead_in", "portal", "mainland", "elsewhere"]


class NoiseRule(Struct, frozen=True, kw_only=True):
    """One rule. ``where``: head, before the first clause; end, after the last; anywhere."""

    id: str
    kind: NoiseKind
    pattern: str
    replace: str = ""
    field: str = ""
    reason: str = ""
    certain: bool = True
    where: Literal["anywhere", "head", "end", "edges"] = "anywhere"
    examples: tuple[str, ...] = ()
    not_examples: tuple[str, ...] = ()


class NoiseRules(Struct, frozen=True, kw_only=True):
    """Every rule in the order of the file, with its compiled pattern."""

    rules: tuple[NoiseRule, ...]
    patterns: dict[str, re.Pattern[str]]

    def of_kind(self, *kinds: str) -> tuple[tuple[NoiseRule, re.Pattern[str]], ...]:
        """The rules of these kinds with their patterns."""
        return tuple((rule, self.patterns[rule.id]) for rule in self.rules if rule.kind in kinds)


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
