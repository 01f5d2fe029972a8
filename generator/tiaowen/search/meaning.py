"""The answer to a query by what it means: clauses that hold it as it stands first, then those that say it in other
words, each with why it is there.

The page does the same (search-meaning.js).
"""

from __future__ import annotations

import math
from collections.abc import Callable, Sequence
from functools import cached_property
from typing import Any

import msgspec
from msgspec import Struct

from tiaowen.search import cited
from tiaowen.search.answers import Text, asks_for_penalty, closeness, places_in, share
from tiaowen.search.correct import Correction, Phrases, corrected
from tiaowen.search.facts import Facts
from tiaowen.search.fold import SEPARATOR, fold
from tiaowen.search.named import named
from tiaowen.search.pieces import BODY_END
from tiaowen.search.postings import spread
from tiaowen.search.rank import REACH, Ranked, Ranking, rank
from tiaowen.search.segment import Segment
from tiaowen.search.terms import Term, parse
from tiaowen.search.understand import Concept, Lexicon, document_in, understand

SURE = 0.72  # from this share of what was asked a clause counts as an answer; below it is merely near
READ = 20
INSIDE = 0.8  # what a concept counts that the clause does not meet itself, but one that it belongs to
CLOSE, SHORT, ANSWERS, WHOLE, HEADING, DEFINES, FORMAL = 0.2, 0.2, 0.5, 0.3, 0.2, 0.15, 0.1
PUNISHES = 0.15
MANY = 200  # with more clauses that hold the query as it stands nothing else is looked for
KEPT_NEAR = 30
# so many clauses with a word, or any with a phrase of so many characters, are what was meant, unless it names a body
ENOUGH, PHRASE = 10, 4
APART = "各词分开"  # why a clause is there that has all words, but not as they stand
SELDOM = 3  # a run that fewer clauses hold may be a slip
# without them a clause is no answer
ESSENTIAL = frozenset({"number", "year", "elsewhere", "number of document", "law"})


class Meant(Struct):
    """A clause of an answer: where it stands, its score, whether it holds the query as it stands, why it is there, what
    to mark in it.
    """

    segment: int
    clause: int
    points: int
    literal: bool
    why: str
    marks: tuple[str, ...]


class Meaning(Struct):
    """The clauses, best first; ``near``: they hold only part of what was asked. A correction that was ``used`` replaced
    the query. ``documents`` that the query names: segment, number in it.
    """

    hits: list[Meant]
    near: bool
    concepts: list[Concept]
    correction: Correction | None
    used: bool
    documents: list[tuple[int, int]]


class _Judged(Struct):
    hit: Ranked
    score: float
    cover: float
    exact: bool = False
    literal: bool = False
    sure: bool = False
    why: tuple[str, ...] = ()
    marks: tuple[str, ...] = ()


class Reader:
    """Answers by meaning from the opened segments; ``load`` reads a file of the index by its part: words, phrases,
    cited.
    """

    def __init__(self, segments: Sequence[Segment], load: Callable[[str], Any]) -> None:
        self._segments, self._load = segments, load
        self._facts = [Facts(segment) for segment in segments]

    @cached_property
    def known(self) -> Lexicon:
        """The words known before a query."""
        def names(facet: str) -> dict[str, str]:
            return {key: name for of in self._facts for key, name in of.names(facet).items()}

        known = Lexicon(self._load("words"), names("agency"), names("industry"))
        for segment in self._segments:
            segment.learn(known.homes)
        return known

    def understand(self, query: str) -> list[Concept]:
        """What the query means."""
        document, rest = document_in(query)
        return understand(parse(rest if document else query), self.known, document)

    def answer(self, query: str) -> Meaning | None:
        """None when the clauses that hold the query as it stands are what was meant: nothing else is looked for
        then.
        """
        terms = parse(query)
        literal = [segment.clauses(terms) for segment in self._segments]
        total, quoted = sum(map(len, literal)), all(term.exclude or term.quoted for term in terms)
        if stands(terms, total):
            return None
        concepts, correction, used = self.understand(query), None, False
        ranking, judged = self._ranked(terms, concepts)
        sure = [item for item in judged if item.sure]
        titles, elsewhere = self._named(concepts), bool(self.cited(query))
        if not elsewhere and ((not sure and not titles)
                              or (len(terms) == 1 and not any(item.literal for item in sure))):
            correction = self._corrected(terms, concepts)
            if correction:
                again = self.understand(_written(terms, correction))
                second, others = self._ranked(parse(_written(terms, correction)), again)
                found, called = [item for item in others if item.sure], self._named(again)
                if correction.plain and (found or called) and (not sure or any(item.exact for item in found)):
                    concepts, ranking, judged, sure, titles, used = again, second, others, found, called, True
        near = not sure or (not total and quoted)
        number = any(concept.kind == "number of document" for concept in concepts)
        hits = sure if not near else [] if number or titles or elsewhere else judged[:KEPT_NEAR]
        return Meaning([_meant(item) for item in hits], near and bool(hits), ranking.concepts, correction, used, titles)

    def cited(self, query: str) -> list[cited.Cited]:
        """The documents that the library cites and does not hold and that the query names."""
        name = cited.name_in(parse(query))
        rows = msgspec.convert(self._load("cited"), list[cited.Cited]) if name else []
        return cited.called(name, rows)

    def _named(self, concepts: Sequence[Concept]) -> list[tuple[int, int]]:
        places = [(number, document) for number,
                  segment in enumerate(self._segments) for document in range(segment.documents)]
        return [places[at] for at in named(concepts, [title for segment in self._segments for title in segment.titles])]

    def _corrected(self, terms: Sequence[Term], concepts: Sequence[Concept]) -> Correction | None:
        """What was meant instead of what neither the registries nor, more than once or twice, the library know."""
        strange = [concept.text for concept in concepts if concept.kind == "run" and len(concept.text) > 1
                   and sum(len(segment.places(concept.text)[0]) for segment in self._segments) < SELDOM]
        if not strange:
            return None
        phrases = Phrases(self._load("phrases"), self.known.alike)

        def held(part: str) -> bool:
            return any(segment.places(part)[0] for segment in self._segments)

        candidates = (corrected(term.key.replace("|", ""), phrases, strange, held) for term in terms if not term.exclude
                      and not term.quoted)
        return next(filter(None, candidates), None)

    def _ranked(self, terms: Sequence[Term], concepts: Sequence[Concept]) -> tuple[Ranking, list[_Judged]]:
        literal = [segment.clauses(tuple(terms)) for segment in self._segments]
        excluded = [{clause for term in terms if term.exclude for clause in segment.places(term.key)[0]}
                    for segment in self._segments]
        ranking = rank(self._segments, self._facts, concepts, self.known)
        hits = [hit for hit in ranking.ranked if hit.clause not in excluded[hit.segment]]
        bare = spread("".join(term.key for term in terms if not term.exclude).replace("|", ""))
        judged = [self._read(hit, ranking, bare) for hit in hits[:READ]] + [_Judged(hit, hit.score, hit.cover)
                                                                            for hit in hits[READ:]]
        essential = {concept.text for concept in ranking.concepts if concept.kind in ESSENTIAL
                     or (concept.need and len(concept.text) == 1)}
        for item in judged:
            item.literal = item.hit.clause in literal[item.hit.segment]
            item.sure = item.literal or (item.cover >= SURE and not essential.intersection(item.hit.missing))
        judged.sort(key=lambda item: (not item.exact, not item.sure, -item.score, item.hit.segment, item.hit.clause))
        return ranking, judged

    def _read(self, hit: Ranked, ranking: Ranking, bare: str) -> _Judged:
        """The hit with its text read: what it says of closeness, numbers that stand alone, what was asked; and that of
        the clauses it belongs to.
        """
        text, around = self._texts(hit)
        spans: list[list[tuple[int, int]]] = []
        change, sure, defines = 0.0, 0.0, False
        why: list[str] = []
        marks: list[str] = []
        for number, (concept, weight) in enumerate(zip(ranking.concepts, ranking.weights, strict=True)):
            met, strength = hit.met[number], hit.strengths[number]
            if concept.kind == "ask":
                continue
            found = [(key, places) for key, _ in concept.keys if (places := places_in(text.whole, spread(key)))]
            if found:
                spans.append([(start, start + len(spread(key))) for key, places in found for start in places])
                best = found[0][0]
                marks.append(best)
                defines = defines or f"{concept.text}|是指" in text.whole or f"所称{concept.text}" in text.whole
                if best != concept.text and concept.kind == "word":
                    why.append(f"同义：{best}")
            if met and met.fact == "agency":
                why.append("责任单位")
            if not found and met and not met.fact and not met.part:
                change, sure, strength = change - weight * met.strength, sure - weight * hit.sures[number], 0.0
            inside = INSIDE * max((value for key, value in concept.keys if places_in(around, spread(key))), default=0)
            if strength < inside and not found:
                change += weight * (inside - strength)
                sure += weight * max(0.0, min(1.0, inside * 1.2) - (hit.sures[number] if strength
                                                                    else 0.0)) * concept.need
            elif not found and met and not met.fact and not met.part:
                hit.missing.append(concept.text)
        score, exact = hit.score + change / sum(ranking.weights), bare in text.whole
        answers = share(text.whole, ranking.concepts, spans, hit.met)
        score += self._bonus(text, ranking.concepts, spans, exact, defines, answers)
        needed = sum(weight for weight, concept in zip(ranking.weights, ranking.concepts, strict=True) if concept.need)
        return _Judged(hit, score, hit.cover + (sure / needed if needed else 0), exact, why=tuple(why),
                       marks=tuple(marks))

    def _texts(self, hit: Ranked) -> tuple[Text, str]:
        """The folded text of a hit, and that of the clauses above that it belongs to: the lead of a list, the article
        of a paragraph.
        """
        segment = self._segments[hit.segment]
        rows = segment.rows(range(max(segment.first_of(hit.document), hit.clause - REACH), hit.clause + 1))
        own = rows[hit.clause][1]
        above = [row for clause, (_, row) in sorted(rows.items()) if own.anchor.startswith(f"{row.anchor}-")]
        return Text(spread(fold(own.full)), own.heading_units), spread(SEPARATOR.join(fold(row.full) for row in above))

    def _bonus(self, text: Text, concepts: Sequence[Concept], spans: list[list[tuple[int, int]]], exact: bool,
               defines: bool, answers: float) -> float:
        others = sum(concept.kind != "ask" for concept in concepts)
        close = closeness(spans) if len(spans) > 1 else float(bool(spans))
        bonus = CLOSE * math.sqrt(close) * (len(spans) / max(1, others)) + SHORT * (1 - min(1, len(text.whole) / 900))
        bonus += ANSWERS * answers
        bonus -= PUNISHES * (text.punishes and not exact and not asks_for_penalty(concepts))
        return bonus + (WHOLE if exact else 0) - (HEADING if text.is_heading and not exact and answers < 1 else 0) + (
            DEFINES if defines and others < 3 else 0) - (FORMAL if text.is_formal and not exact and not defines else 0)


def stands(terms: Sequence[Term], total: int) -> bool:
    """Whether what so many clauses hold as it stands is what was meant, whatever else it is called: in quotation marks,
    often, or a phrase.
    """
    if total > MANY or (total and all(term.exclude or term.quoted for term in terms)):
        return True
    phrase = len(terms) == 1 and not BODY_END.search(terms[0].key)
    return phrase and (total >= ENOUGH or (total > 0 and len(terms[0].key) >= PHRASE))


def _written(terms: Sequence[Term], correction: Correction) -> str:
    """The query with the corrected term."""
    done, parts = False, list[str]()
    for term in terms:
        if not done and not term.exclude and not term.quoted and term.key.replace("|", "") == correction.whole:
            parts, done = [*parts, correction.key], True
        else:
            parts.append(("-" if term.exclude else "") + (f'"{term.key}"' if term.quoted else term.key))
    return " ".join(parts)


def _meant(item: _Judged) -> Meant:
    reasons = dict.fromkeys((*item.why, *(f"未见：{text}" for text in item.hit.missing)))
    why = "" if item.exact else "；".join(list(reasons)[:3]) or ("" if item.literal else APART)
    return Meant(item.hit.segment, item.hit.clause, math.floor(item.score * 1000 + 0.5), item.literal, why, item.marks)
