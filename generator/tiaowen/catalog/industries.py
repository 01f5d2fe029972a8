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
    """An entry of masks as it is looked for; ``needed``: every match holds one of these words."""

    entry: IndustryMask
    pattern: re.Pattern[str]
    needed: tuple[str, ...]

    def find(self, text: str) -> Iterator[Span]:
        """Where it matches."""
        if not self.needed or any(word in text for word in self.needed):
            yield from (Span(*match.span()) for match in self.pattern.finditer(text))


class IndustryRegistry(Struct, frozen=True, kw_only=True):
    """Every industry by id, in order of id; the masks; and the terms by their first two characters, longest first."""

    entries: dict[str, Industry] = {}
    masks: tuple[Mask, ...] = ()
    starts: dict[str, tuple[Term, ...]] = {}

    def find(self, text: str) -> Iterator[tuple[Span, Term]]:
        """Every term of the text, leftmost and longest first, none overlapping another."""
        at, last = 0, len(text) - 1
        while at < last:
            terms = self.starts.get(text[at : at + 2])
            term = next((t for t in terms if text.startswith(t.text, at)), None) if terms else None
            if term is None:
                at += 1
                continue
            yield Span(at, at + len(term.text)), term
            at += len(term.text)


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
            masks[mask.id] = Mask(mask, pattern["pattern"], words_needed(pattern["pattern"]))
    return IndustryRegistry(entries=dict(sorted(entries.items())), masks=tuple(masks.values()), starts=_starts(entries))


def _starts(entries: dict[str, Industry]) -> dict[str, tuple[Term, ...]]:
    meanings: dict[str, list[str]] = {}
    certain: set[str] = set()
    for entry in entries.values():
        certain.update(entry.terms)
        for text in (*entry.terms, *entry.hints):
            meanings.setdefault(text, []).append(entry.id)
    starts: dict[str, list[Term]] = {}
    for text in sorted(meanings, key=lambda t: (-len(t), t)):
        starts.setdefault(text[:2], []).append(Term(text, tuple(meanings[text]), text in certain))
    return {key: tuple(terms) for key, terms in sorted(starts.items())}
