"""Pinyin: the readings of place names (site_config/places_readings.yml), and in titles those of words
(title_readings.yml), before the general dictionary (pypinyin).
"""

from __future__ import annotations

import re
from functools import cached_property, lru_cache
from pathlib import Path
from typing import Annotated, Literal

from msgspec import Meta, Struct

from tiaowen.catalog.registry import read_entries
from tiaowen.diagnostics import finding
from tiaowen.model import Diagnostic

FILES = ("places_readings.yml", "title_readings.yml")
_WORD = re.compile(r"[a-z0-9]+")


class Reading(Struct, frozen=True, kw_only=True):
    """How some characters read: ``pinyin`` has a syllable for each, blank between. ``examples``: text=pinyin;
    ``not_examples``: must not be.
    """

    text: str
    pinyin: Annotated[str, Meta(pattern="^[a-z]+( [a-z]+)*$")]
    where: Literal["anywhere", "place", "head", "title"] = "anywhere"
    examples: tuple[str, ...] = ()
    not_examples: tuple[str, ...] = ()


class Readings(Struct, frozen=True, dict=True):
    """Every reading."""

    entries: tuple[Reading, ...]

    @cached_property
    def _starts(self) -> dict[str, list[Reading]]:
        starts: dict[str, list[Reading]] = {}
        for entry in sorted(self.entries, key=lambda e: (-len(e.text), e.text)):
            starts.setdefault(entry.text[0], []).append(entry)
        return starts

    def at(self, text: str, start: int, *, head: bool = False, place: bool = False,
           title: bool = False) -> tuple[str, tuple[str, ...]] | None:
        """The longest reading that applies at that offset, as (characters, syllables)."""
        asked = {"anywhere": True, "head": head, "place": place, "title": title}
        allowed = {where for where, wanted in asked.items() if wanted}
        for entry in self._starts.get(text[start:start + 1], ()):
            if entry.where in allowed and text.startswith(entry.text, start):
                return entry.text, tuple(entry.pinyin.split())
        return None

    def of_place(self, name: str) -> tuple[str, ...]:
        """The syllables of a place name."""
        syllables = list(self.general(name))
        if len(syllables) != len(name):
            return tuple(syllables)
        for index in range(len(name)):
            hit = self.at(name, index, place=True)
            if hit:
                syllables[index:index + len(hit[0])] = hit[1]
        return tuple(syllables)

    def general(self, text: str) -> tuple[str, ...]:
        """The syllables of any text by the general dictionary; what is neither Han, letter nor digit falls away."""
        return _general(text) if text else ()


@lru_cache(maxsize=20_000)
def _general(text: str) -> tuple[str, ...]:
    """Remembered: the words of a body's name come again for every place (财政局)."""
    from pypinyin import lazy_pinyin  # late: the dictionary takes a third of a second, and many commands need no pinyin

    return tuple(word for item in lazy_pinyin(text) for word in _WORD.findall(item.lower()))


def load_readings(folders: tuple[Path, ...], found: list[Diagnostic]) -> Readings:
    """The readings of all folders; a later one of the same text and place replaces the earlier."""
    entries = []
    for name in FILES:
        for entry, path, line in read_entries(folders, name, Reading, found, key=("text", "where")):
            if len(entry.pinyin.split()) != len(entry.text):
                found.append(finding("K002", path=path, line=line, key="pinyin", detail="每个字一个音节，以空格隔开"))
            else:
                entries.append(entry)
    return Readings(tuple({(entry.text, entry.where): entry for entry in entries}.values()))
