"""Industries: two levels, their terms, and where a term means something else (site_config/industries.yml,
industry_masks.yml).
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path
from typing import Annotated, Literal

from msgspec import Meta, Struct

from tiaowen.catalog.registry import compiled, read_entries
from tiaowen.diagnostics import finding
from tiaowen.model import Diagnostic, Span
from tiaowen.needed import words_needed
from tiaowen.terms import Sieve, Terms


class Industry(Struct, frozen=True, kw_only=True):
    """One industry of either level."""

    id: Annotated[str, Meta(description="it, or it.printer below it", pattern=r"^[a-z_]+(\.[a-z_]+)?$")]
    name: str
    gbt4754: Annotated[
        tuple[str, ...], Meta(description="divisions of GB/T 4754-2017; empty: those of the parent")] = ()
    shiqiang: Annotated[
        str, Meta(description="the Shandong 十强 industry it belongs to, or why none; empty: that of the parent")] = ""
    certain: Annotated[bool, Meta(description="false: the mapping needs a person's eye")] = True
    note: str = ""
    terms: Annotated[tuple[str, ...], Meta(description="words that mean this industry wherever they stand")] = ()
    hints: Annotated[
        tuple[str, ...], Meta(description="everyday words that mean it only where something supports them")] = ()
    examples: tuple[str, ...]
    not_examples: tuple[str, ...] = ()

    @property
    def parent(self) -> str:
        """Id of the industry above; empty at the first level."""
        return self.id.rpartition(".")[0]


class IndustryMask(Struct, frozen=True, kw_only=True):
    """Text in which a term names no industry (hide) or only in passing (mention)."""

    id: str
    effect: Literal["hide", "mention"]
    pattern: str
    examples: tuple[str, ...]
    not_examples: tuple[str, ...] = ()


class Term(Struct, frozen=True):
    """A term or hint with the industries it means."""

    text: str
    industries: tuple[str, ...]
    certain: bool


class Mask(Struct, frozen=True):
    """An entry of masks as it is looked for."""

    entry: IndustryMask
    pattern: re.Pattern[str]

    def find(self, text: str) -> Iterator[Span]:
        """Where it matches."""
        return (Span(*match.span()) for match in self.pattern.finditer(text))


class IndustryRegistry(Struct, frozen=True, kw_only=True):
    """Every industry by id, in order of id; the masks; and the terms by their text."""

    entries: dict[str, Industry] = {}
    masks: Sieve[Mask] = Sieve(())
    terms: dict[str, Term] = {}
    words: Terms = Terms(())

    def find(self, text: str) -> Iterator[tuple[Span, Term]]:
        """Every term of the text, leftmost and longest first, none overlapping another."""
        for at, word in self.words.find(text):
            yield Span(at, at + len(word)), self.terms[word]

    def masked(self, text: str) -> Iterator[tuple[Span, Literal["hide", "mention"]]]:
        """Where a mask lies, and its effect, mask by mask."""
        for mask in self.masks.of(text):
            yield from ((span, mask.entry.effect) for span in mask.find(text))


def load_industries(folders: tuple[Path, ...], found: list[Diagnostic]) -> IndustryRegistry:
    """The industries and masks of all folders; a later entry of the same id replaces the earlier.

    Findings: K002 for what does not fit, K005 for an id twice in one file.
    """
    entries: dict[str, Industry] = {}
    for entry, path, line in read_entries(folders, "industries.yml", Industry, found):
        entries[entry.id] = entry
        if any(len(term) < 2 for term in (*entry.terms, *entry.hints)):
            found.append(finding("K002", path=path, line=line, key="terms", detail="词至少两个字"))
        if entry.parent and entry.parent not in entries:
            found.append(finding("K002", path=path, line=line, key="id", detail=f"没有上级产业 {entry.parent}"))
    masks: dict[str, Mask] = {}
    for mask, path, line in read_entries(folders, "industry_masks.yml", IndustryMask, found):
        if (pattern := compiled({"pattern": mask.pattern}, path, line, found)) is not None:
            masks[mask.id] = Mask(mask, pattern["pattern"])
    terms = _terms(entries)
    return IndustryRegistry(entries=dict(sorted(entries.items())), terms=terms, words=Terms(terms),
                            masks=Sieve((mask, words_needed(mask.pattern)) for mask in masks.values()))


def _terms(entries: dict[str, Industry]) -> dict[str, Term]:
    meanings: dict[str, list[str]] = {}
    certain: set[str] = set()
    for entry in entries.values():
        certain.update(entry.terms)
        for text in (*entry.terms, *entry.hints):
            meanings.setdefault(text, []).append(entry.id)
    return {text: Term(text, tuple(industries), text in certain) for text, industries in meanings.items()}
