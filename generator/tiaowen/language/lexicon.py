"""The word lists of site_config/lexicon.yml, and patterns as templates over them: ``pattern(r"由{you}…")``.

They are the grammar of the program, not a registry of a site: read once from the packaged file, the same for every
site.
"""

from __future__ import annotations

import re
from functools import lru_cache

import yaml
from msgspec import Struct, convert

from tiaowen.data import packaged
from tiaowen.needed import headed

_NAME = re.compile(r"\{([a-z_]+)\}")  # {2,4} of a regular expression holds no letter


class Words(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """One list. ``words`` are fragments of regular expressions; ``at_end``: a text holds one only where it ends in
    it.
    """

    id: str
    words: tuple[str, ...]
    at_end: bool = False
    examples: tuple[str, ...]
    not_examples: tuple[str, ...]


@lru_cache(maxsize=1)
def lexicon() -> dict[str, Words]:
    """Every list by its id. Raises FileNotFoundError when the installation is incomplete."""
    text = (packaged("site_config") / "lexicon.yml").read_text(encoding="utf-8")
    entries = convert(yaml.load(text, getattr(yaml, "CSafeLoader", yaml.SafeLoader)), list[Words])
    return {entry.id: entry for entry in entries}


def fragment(name: str) -> str:
    """The words of a list as one alternative, longest first: {duty_verb} → (?:组织实施|负责|…). Raises KeyError for an
    unknown list.
    """
    words = sorted(lexicon()[name].words, key=lambda word: (-len(re.sub(r"\(\?.*?\)", "", word)), word))
    return f"(?:{'|'.join(words)})"


def pattern(template: str) -> re.Pattern[str]:
    """The regular expression with each {list} of the lexicon filled in."""
    return headed(_NAME.sub(lambda match: fragment(match[1]), template))


@lru_cache(maxsize=128)
def words_of(name: str) -> re.Pattern[str]:
    """A list of the lexicon as a pattern of its own."""
    return pattern(f"{{{name}}}")
