"""Which clauses answer what a query means, best first; the same as the page's (search-rank.js).

A concept is met in a clause by one of its keys or by a fact that the clause holds; it counts less when only the heading
above, a neighbouring clause, the title, the beginning or some other clause of the document meets it. Rare concepts
count more than frequent ones.
"""

from __future__ import annotations

import math
from bisect import bisect_left
from collections.abc import Mapping, Sequence
from typing import Any

import msgspec
from msgspec import Struct

from tiaowen.search.facts import Facts, Met
from tiaowen.search.runs import cut_runs
from tiaowen.search.segment import Segment
from tiaowen.search.understand import Concept, Lexicon

HEADED, AGAIN = 0.08, 0.03
# what a concept counts that the clause itself does not meet
ABOVE, BESIDE, TITLED, BEGINNING, ELSEWHERE = 0.5, 0.4, 0.45, 0.4, 0.15
# and how sure it makes that the clause answers
SURE_ABOVE, SURE_BESIDE, SURE_TITLED, SURE_BEGINNING, SURE_ELSEWHERE = 0.9, 0.75, 0.9, 0.8, 0.25
UNHELD, OTHERS = 0.5, 3  # a word that the library does not hold counts less beside so many others that it holds
REACH, BESIDES, FIRST = 12, 2, 3
SPLIT = 0.8
SCARCE = 50  # a word that fewer clauses hold is looked for in parts too
SUBJECT = 0.06  # … more when the title, or the heading above, holds it as well
KEPT = 200
_LONGEST_RUN = 30


class Ranked(Struct):
    """A clause with its score, how much of what is needed it covers, how it meets each concept, how much that counts
    and how sure it makes, and which concepts are missing.
    """

    segment: int
    clause: int
    document: int
    score: float
    cover: float
    met: list[Met | None]
    strengths: list[float]
    sures: list[float]
    missing: list[str]


class Ranking(Struct):
    """The best clauses; the concepts as the library knows them, what each weighs, and in how many clauses it is met."""

    ranked: list[Ranked]
    concepts: list[Concept]
    weights: list[float]
    counts: list[int]


def rank(segments: Sequence[Segment], facts: Sequence[Facts], concepts: Sequence[Concept], known: Lexicon) -> Ranking:
    """The clauses that meet the concepts, best first; places narrow them."""
    cut = cut_runs(segments, facts, concepts, known)
    asked = _needing([concept for concept in cut if concept.kind != "place"])
    places = [concept for concept in cut if concept.kind == "place"]
    clauses = sum(segment.count for segment in segments)
    met = [[_met(segment, of, concept) for segment, of in zip(segments, facts, strict=True)] for concept in asked]
    titled = [[of.titled(concept) for of in facts] for concept in asked]
    counts = [sum(map(len, some)) for some in met]
    weights = _weights(asked, counts, [any(some) for some in titled], clauses)
    ranked: list[Ranked] = []
    for number, segment in enumerate(segments):
        held = _Held([some[number] for some in met], [some[number] for some in titled])
        ranked += _Segment(number, segment, facts[number], asked, weights, held).ranked(places, known)
    ranked.sort(key=lambda hit: (-hit.score, hit.segment, hit.clause))
    return Ranking(ranked[:KEPT], asked, weights, counts)


def _needing(concepts: list[Concept]) -> list[Concept]:
    """The concepts; single characters are needed too where they are more than those of all that is needed."""
    needed = sum(len(concept.text) for concept in concepts if concept.need)
    single = [concept.kind != "ask" and len(concept.text) == 1 for concept in concepts]
    if needed >= sum(single):
        return concepts
    return [msgspec.structs.replace(concept, need=concept.need or one) for concept,
            one in zip(concepts, single, strict=True)]


def _weights(concepts: Sequence[Concept], counts: Sequence[int], titled: Sequence[bool], clauses: int) -> list[float]:
    """What each concept counts: more when fewer clauses meet it; less when nothing does beside enough others."""
    held = [bool(count) or named for count, named in zip(counts, titled, strict=True)]
    many = sum(some and concept.need and len(concept.text) > 1 for some,
               concept in zip(held, concepts, strict=True)) >= OTHERS
    return [concept.weight * (0.35 + 0.65 * (math.log(1 + clauses / (1 + count)) / math.log(1 + clauses)))
            * (UNHELD if many and not some and concept.kind in ("run", "word") else 1)
            for concept, count, some in zip(concepts, counts, held, strict=True)]


def _met(segment: Segment, facts: Facts, concept: Concept) -> dict[int, Met]:
    met: dict[int, Met] = {}

    def offer(clause: int, strength: float, headed: bool, key: str, part: bool = False) -> None:
        held = met.get(clause)
        if held is None or held.strength < strength:
            met[clause] = Met(strength, headed, key, part)

    for key, weight in concept.keys:
        counts, headed = segment.places(key)
        for clause, count in counts.items():
            inside = clause in headed
            offer(clause, weight * (1 + AGAIN * min(3, count.bit_length() - 1) + (HEADED if inside else 0)), inside,
                  key)
    if (
        (concept.kind == "run" and len(concept.text) > 2 and not concept.absent)
        or (concept.kind == "word" and len(concept.text) > 3 and len(met) < SCARCE)
    ):
        _met_in_parts(segment, concept.text, offer)
    if concept.facet:
        facts.meets(concept, met)
    return met


def _met_in_parts(segment: Segment, text: str, offer: Any) -> None:
    """A text that stands nowhere whole: clauses that hold most of its characters in pairs."""
    held: dict[int, tuple[int, bool]] = {}
    length = min(len(text), _LONGEST_RUN)
    for at in range(length - 1):
        counts, headed = segment.places(text[at : at + 2])
        for clause in counts:
            mask, inside = held.get(clause, (0, False))
            held[clause] = mask | 3 << at, inside or clause in headed
    for clause, (mask, inside) in held.items():
        share = mask.bit_count() / length
        if share >= 0.5 and not (share < 0.75 and len(text) > 3):
            offer(clause, SPLIT * share * share, inside, text, True)


class _Held(Struct):
    """Of a segment, for each concept: the clauses that meet it and how, the documents whose title holds it."""

    met: list[dict[int, Met]]
    titled: list[set[int]]


class _Segment:
    """The clauses of one segment against the concepts."""

    def __init__(self, number: int, segment: Segment, facts: Facts, concepts: list[Concept], weights: list[float],
                 held: _Held) -> None:
        self._number, self._segment, self._facts = number, segment, facts
        self._concepts, self._weights, self._met, self._titled = concepts, weights, held.met, held.titled
        self._whole = sum(weights)
        self._needed = sum(weight for weight, concept in zip(weights, concepts, strict=True) if concept.need) or 1.0

    def ranked(self, places: Sequence[Concept], known: Lexicon) -> list[Ranked]:
        by_document: dict[int, list[list[int]]] = {}
        for number, found in enumerate(self._met):
            for clause in sorted(found):
                by_document.setdefault(self._segment.document_of(clause),
                                       [[] for _ in self._met])[number].append(clause)
        ranked = []
        for document, held in by_document.items():
            local = self._facts.local(document, places, known.above) if places else 1.0
            if local:
                about = any(document in some for some,
                            concept in zip(self._titled, self._concepts, strict=True) if concept.need)
                candidates = {clause for clauses, concept in zip(held, self._concepts, strict=True) if concept.need
                              or about for clause in clauses}
                ranked += [self._judged(clause, document, held, local) for clause in candidates]
        return ranked

    def _judged(self, clause: int, document: int, held: list[list[int]], local: float) -> Ranked:
        first = self._segment.first_of(document)
        score = cover = 0.0
        how: list[Met | None] = []
        strengths: list[float] = []
        sures: list[float] = []
        missing = []
        for number, concept in enumerate(self._concepts):
            own = self._met[number].get(clause)
            strength, sure = (own.strength, min(1, own.strength * 1.2)) if own else (0.0, 0.0)
            other, surely = _around(held[number], clause, first, self._met[number])
            titled = document in self._titled[number]
            if own is None or own.strength < ABOVE:
                strength, sure = max(strength, other), max(sure, surely)
                if titled:
                    strength, sure = max(strength, TITLED), max(sure, SURE_TITLED)
            elif titled or other == ABOVE:
                strength += SUBJECT
            score += self._weights[number] * strength
            if concept.need:
                cover += self._weights[number] * sure
                if sure < 0.5:
                    missing.append(concept.text)
            how.append(own)
            strengths.append(strength)
            sures.append(sure)
        score = score / self._whole * local * self._facts.standing(document)
        return Ranked(self._number, clause, document, score, cover / self._needed * local, how,
                      strengths, sures, missing)


def _around(clauses: Sequence[int], clause: int, first: int, met: Mapping[int, Met]) -> tuple[float, float]:
    """What a concept counts in a clause that does not meet it itself, and how sure that is; ``clauses`` of the document
    meet it.
    """
    if not clauses:
        return 0.0, 0.0
    strength, sure = (BEGINNING, SURE_BEGINNING) if clauses[0] - first < FIRST else (ELSEWHERE, SURE_ELSEWHERE)
    for at in range(bisect_left(clauses, clause - REACH), len(clauses)):
        before = clause - clauses[at]
        if before < -1:
            break
        if before > 0 and met[clauses[at]].headed:
            strength, sure = max(strength, ABOVE), max(sure, SURE_ABOVE)
        elif 0 < before <= BESIDES or before == -1:
            strength, sure = max(strength, BESIDE), max(sure, SURE_BESIDE)
    return strength, sure
