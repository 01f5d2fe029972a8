"""Runs of characters that are no known word, as the library knows them; the same as the page's (search-rank.js)."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

import msgspec

from tiaowen.search.understand import Concept

if TYPE_CHECKING:
    from tiaowen.search.query import Segment
    from tiaowen.search.rank import Facts

LOOSE = 0.3  # what a single character of no known word counts; it is never needed
EDGE = 0.3  # a character that also asks stays at the end of a run if so much of what goes on has it


def cut_runs(segments: Sequence[Segment], facts: Sequence[Facts], concepts: Sequence[Concept],
             weak: set[str]) -> list[Concept]:
    """Runs as the library knows them: cut where two neighbouring characters stand together nowhere; words that ask are
    left out of them.
    """
    cut: list[Concept] = []
    for concept in concepts:
        if concept.kind != "run":
            cut.append(concept)
        elif len(concept.text) < 2:
            if concept.text not in weak:
                cut.append(msgspec.structs.replace(concept, weight=LOOSE, need=False))
        else:
            cut += _cut(segments, facts, concept, weak)
    return cut


def _cut(segments: Sequence[Segment], facts: Sequence[Facts], concept: Concept, weak: set[str]) -> list[Concept]:
    text = _unglued(segments, concept)
    pairs = [msgspec.structs.replace(concept, keys=((text[at : at + 2], 1),)) for at in range(len(text) - 1)]
    counts = [sum(len(segment.places(pair.keys[0][0])[0]) for segment in segments)
              + sum(len(of.titled(pair)) for of in facts) for pair in pairs]
    parts = [text[0]]
    for at, count in enumerate(counts):
        loose = text[at] in weak or text[at + 1] in weak
        beside = max(counts[at - 1] if at else 0, counts[at + 1] if at + 1 < len(counts) else 0)
        edge = (not at and text[0] in weak) or (at + 2 == len(text) and text[-1] in weak)
        if not count or (loose and (count < 3 or count < (EDGE if edge else 0.05) * beside)):
            parts.append(text[at + 1])
        else:
            parts[-1] += text[at + 1]
    kept = [part for part in parts if len(part) > 1]
    lost = "".join(part for part in parts if len(part) == 1 and part not in weak)
    cut = [msgspec.structs.replace(concept, text=part, keys=((part, 1),), weight=1.3 if len(part) > 3 else 1)
           for part in kept]
    if len(lost) == 1:
        cut.append(msgspec.structs.replace(concept, text=lost, keys=((lost, 1),), weight=LOOSE, need=False))
    elif lost:
        weight = min(1, 0.35 * len(lost) + 0.15) if kept else 1
        cut.append(msgspec.structs.replace(concept, text=lost if kept else text, keys=(), weight=weight, absent=True))
    return cut


def _unglued(segments: Sequence[Segment], concept: Concept) -> str:
    """The run without a character at either end that goes with the known word beside it: 失业补助|金领, where the
    library has 助金 and no 金领.
    """
    def stands(pair: str) -> bool:
        return any(segment.places(pair)[0] for segment in segments)

    text = concept.text
    if concept.before and not stands(text[:2]) and stands(concept.before + text[0]):
        text = text[1:]
    if concept.after and len(text) > 1 and not stands(text[-2:]) and stands(text[-1] + concept.after):
        text = text[:-1]
    return text
