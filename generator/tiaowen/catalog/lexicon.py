"""Words by what they do in a sentence (site_config/lexicon.yml): verbs by who gives to whom, bounds, markers."""

from __future__ import annotations

import re
from pathlib import Path

from msgspec import Struct

from tiaowen.catalog.quantities import alternation
from tiaowen.catalog.registry import read_entries
from tiaowen.diagnostics import finding
from tiaowen.model import Diagnostic


class WordClass(Struct, frozen=True, kw_only=True):
    """One class: each word, a regular-expression fragment, with a sentence in which it stands; ``not_examples`` hold none of them."""

    id: str
    words: dict[str, str]
    not_examples: tuple[str, ...] = ()


class Lexicon(Struct, frozen=True, kw_only=True, eq=False):  # compared by identity, so that what is made of it can be cached
    """Every class by its id, with one compiled pattern each."""

    classes: dict[str, WordClass]
    patterns: dict[str, re.Pattern[str]]

    def find(self, name: str, text: str) -> re.Match[str] | None:
        """The first word of that class in the text."""
        return self.patterns[name].search(text)


def load_lexicon(folders: tuple[Path, ...], found: list[Diagnostic]) -> Lexicon:
    """The classes of all folders; a later class of the same id adds its words. A bad fragment is a K002 finding."""
    classes: dict[str, WordClass] = {}
    patterns: dict[str, re.Pattern[str]] = {}
    for entry, path, line in read_entries(folders, "lexicon.yml", WordClass, found):
        before = classes.get(entry.id)
        words = {**before.words, **entry.words} if before else entry.words
        try:
            patterns[entry.id] = re.compile(alternation(tuple(words)))
        except re.error as error:
            found.append(finding("K002", path=path, line=line, key="words", detail=str(error)))
            continue
        classes[entry.id] = WordClass(id=entry.id, words=words, not_examples=entry.not_examples)
    return Lexicon(classes=classes, patterns=patterns)
