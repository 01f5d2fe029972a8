"""Runs of characters that are no known word, as the library knows them; the same as the page's (search-rank.js)."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

import msgspec

from tiaowen.search.facts import Facts
from tiaowen.search.segment import Segment
from tiaowen.search.understand import Concept, Lexicon, aside

LOOSE = 0.3  # what a single character of no known word counts; it is never needed
EDGE = 0.3  # a character that also asks stays at the end of a run if so much of what goes on has it


def cut_runs(segments: Sequence[Segment], facts: Sequence[Facts], concepts: Sequence[Concept],
             known: Lexicon) -> list[Concept]:
    """Runs as the library knows them: cut where two neighbouring characters stand together nowhere, and until each part
    stands somewhere; words that ask are left out of them.
    """
    cut: list[Concept] = []
    for concept in concepts:
        if concept.kind != "run":
            cut.append(concept)
        elif len(concept.text) < 2:
            if concept.text not in known.weak:
                cut.append(_single(concept, concept.text, known))
        else:
            cut += _cut(segments, facts, concept, known)
    return cut


def _cut(segments: Sequence[Segment], facts: Sequence[Facts], concept: Concept, known: Lexicon) -> list[Concept]:
    text, weak = _unglued(segments, concept), known.weak
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
    parts = [part for whole, own in _with_counts(parts, counts) for part in _standing(segments, whole, own)]
    kept = [part for part in parts if len(part) > 1]
    single = [part for part in parts if len(part) == 1 and part not in weak]
    cut_short = [_single(concept, part, known) for part in single if part in known.entries]
    lost = "".join(part for part in single if part not in known.entries)
    cut = [msgspec.structs.replace(concept, text=part, keys=((part, 1),), weight=1.3 if len(part) > 3 else 1)
           for part in kept] + cut_short
    if len(lost) == 1:
        cut.append(_single(concept, lost, known))
    elif lost:
        weight = min(1, 0.35 * len(lost) + 0.15) if kept else 1
        cut.append(msgspec.structs.replace(concept, text=lost if kept else text, keys=(), weight=weight, absent=True))
    return cut


def _single(concept: Concept, char: str, known: Lexicon) -> Concept:
    entries = known.entries.get(char, ())
    if any(entry["kind"] == "aside" for entry in entries):
        return aside(char, entries)
    return msgspec.structs.replace(concept, text=char, keys=((char, 1),), weight=LOOSE, need=False)


def _with_counts(parts: Sequence[str], counts: Sequence[int]) -> Iterator[tuple[str, list[int]]]:
    """Each part with the counts of its pairs."""
    at = 0
    for part in parts:
        yield part, list(counts[at : at + len(part) - 1])
        at += len(part)


def _standing(segments: Sequence[Segment], text: str, counts: Sequence[int]) -> list[str]:
    """The text, or, where it stands nowhere, its parts: cut where the fewest go on."""
    if len(text) < 3 or any(segment.places(text)[0] for segment in segments):
        return [text]
    at = counts.index(min(counts)) + 1
    return [*_standing(segments, text[:at], counts[: at - 1]), *_standing(segments, text[at:], counts[at:])]


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
