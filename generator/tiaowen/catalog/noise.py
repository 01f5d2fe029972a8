"""What the web leaves in and around a text: repairs, furniture, page metadata (site_config/noise.yml).

Each rule is matched against one line, in Simplified characters and with full-width punctuation. Its kind says what
happens to the line:

* ``repair`` rewrites characters.
* ``furniture`` leaves the whole line out; ``cut`` that line and everything after it; ``foot`` lines directly above a
  ``cut``.
* ``glued`` leaves out the rest of the last line, behind the last sentence.
* ``lead_in`` marks prose of a news page; where it is not ``certain``, only in front of the document's own title.
* ``portal`` is a key of page metadata; ``field`` is the Policy field that it fills.
* ``mainland`` and ``elsewhere`` tell a Traditional text of the mainland from one of Hong Kong, Macau or Taiwan.
"""

from __future__ import annotations

import re
from pathlib import Path
from typing import Literal

from msgspec import Struct

from tiaowen.catalog.registry import compiled, read_entries
from tiaowen.diagnostics import finding
from tiaowen.model import Diagnostic

NoiseKind = Literal["repair", "furniture", "cut", "foot", "glued", "lead_in", "portal", "mainland", "elsewhere"]

NoiseField = Literal["", "title", "page_title", "doc_number", "index_number", "issuers", "publisher", "issue_date",
                     "publish_date", "effective_date", "expiry_date", "validity", "source_url"]


class NoiseRule(Struct, frozen=True, kw_only=True):
    """One rule. ``where``: head, before the first clause; end, after the last; anywhere."""

    id: str
    kind: NoiseKind
    pattern: str
    replace: str = ""
    field: NoiseField = ""
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


def _fits(rule: NoiseRule, pattern: re.Pattern[str], path: str, line: int, found: list[Diagnostic]) -> bool:
    """Whether the replacement names groups that the pattern has; otherwise a K002 finding is added."""
    try:
        pattern.sub(rule.replace, "")  # the replacement is read first, whatever is found
    except (re.error, IndexError):
        found.append(finding("K002", path=path, line=line, key="replace", detail="反斜杠后面应是 pattern 里的组"))
        return False
    return True


def load_noise(folders: tuple[Path, ...], found: list[Diagnostic]) -> NoiseRules:
    """The rules of all folders; a later rule of the same id replaces the earlier. A bad pattern is a K002 finding."""
    rules: dict[str, NoiseRule] = {}
    patterns: dict[str, re.Pattern[str]] = {}
    for rule, path, line in read_entries(folders, "noise.yml", NoiseRule, found):
        pattern = compiled({"pattern": rule.pattern}, path, line, found)
        if pattern is not None and _fits(rule, pattern["pattern"], path, line, found):
            rules[rule.id], patterns[rule.id] = rule, pattern["pattern"]
    return NoiseRules(rules=tuple(rules.values()), patterns=patterns)
