"""Words around numbers (site_config/quantities.yml): units, and what makes a number a target, a threshold or a
benefit.
"""

from __future__ import annotations

import re
from pathlib import Path
from typing import Literal

from msgspec import Struct

from tiaowen.catalog.registry import compiled, read_entries
from tiaowen.model import Diagnostic

Measure = Literal["", "percent", "money", "area", "physical", "count", "time", "multiple", "score", "rank"]


class QuantityWord(Struct, frozen=True, kw_only=True):
    """One list of words. ``words`` are regular-expression fragments; ``measure`` and ``keeps_scale`` belong to units,
    ``first`` and ``last`` (years) to an epoch, ``replaces`` drops the words of an earlier folder instead of adding to
    them.
    """

    id: str
    kind: Literal["unit", "per", "words", "party", "epoch"]
    words: tuple[str, ...]
    measure: Measure = ""
    keeps_scale: bool = False
    first: int = 0
    last: int = 0
    replaces: bool = False
    examples: tuple[str, ...] = ()
    not_examples: tuple[str, ...] = ()


# compared by identity, so that what is made of it can be cached
class QuantityWords(Struct, frozen=True, kw_only=True, eq=False):
    """Every list by its id, with one compiled pattern each; ``units`` is (fragment, measure, keeps 万 and 亿), longest
    first.
    """

    entries: dict[str, QuantityWord]
    patterns: dict[str, re.Pattern[str]]
    units: tuple[tuple[str, Measure, bool], ...] = ()
    per: str = ""

    def find(self, name: str, text: str) -> re.Match[str] | None:
        """The first word of that list in the text."""
        return self.patterns[name].search(text)

    def of_kind(self, kind: str) -> tuple[QuantityWord, ...]:
        """The lists of one kind, in the order of the file."""
        return tuple(entry for entry in self.entries.values() if entry.kind == kind)


def _longest_first(fragment: str) -> tuple[int, str]:
    return -len(re.sub(r"\(\?.*?\)", "", fragment)), fragment


def alternation(words: tuple[str, ...]) -> str:
    """The fragments as one alternative, longest first, so that 万元以上 is not read as 万."""
    return "|".join(sorted(words, key=_longest_first))


def load_quantities(folders: tuple[Path, ...], found: list[Diagnostic]) -> QuantityWords:
    """The lists of all folders; a later list of the same id adds its words. A bad fragment is a K002 finding."""
    entries: dict[str, QuantityWord] = {}
    patterns: dict[str, re.Pattern[str]] = {}
    for entry, path, line in read_entries(folders, "quantities.yml", QuantityWord, found):
        before = entries.get(entry.id)
        words = entry.words if before is None or entry.replaces else (*before.words, *entry.words)
        pattern = compiled({"words": alternation(words)}, path, line, found)
        if pattern is None:
            continue
        patterns[entry.id] = pattern["words"]
        entries[entry.id] = QuantityWord(
            id=entry.id, kind=entry.kind, words=words, measure=entry.measure, keeps_scale=entry.keeps_scale,
            first=entry.first, last=entry.last, examples=entry.examples, not_examples=entry.not_examples,
        )
    units = [(word, entry.measure, entry.keeps_scale) for entry in entries.values() if entry.kind == "unit"
             for word in entry.words]
    per = alternation(tuple(word for entry in entries.values() if entry.kind == "per" for word in entry.words))
    return QuantityWords(entries=entries, patterns=patterns,
                         units=tuple(sorted(units, key=lambda unit: _longest_first(unit[0]))), per=per)
