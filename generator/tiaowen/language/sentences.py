"""A clause's text cut into sentences, ；-items and comma segments, each with the quantities in it."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache
from typing import NamedTuple

from msgspec import Struct

from tiaowen.catalog.quantities import QuantityWords
from tiaowen.language.quantity import Quantity, masked, plain, quantities
from tiaowen.model import Clause
from tiaowen.spans import Spans

_BREAK = re.compile(r"[。！？\n\t；，：]")
_BRACKET = re.compile(r"（([^（）]{1,120})）")
_HOLDS_NUMBER = re.compile(r"\d|分之")
_INSIDE_NUMBER = re.compile(r"（(?:含|不含|[一二三四五六七八九十]+）)")
LONGEST_SEGMENT = 400  # characters; what is longer is no prose, and the windows of the rules must stay small


class Segment(NamedTuple):
    """A stretch between commas; ``sentence`` and ``item`` number the 。-sentence and the ；-item it stands in."""

    start: int
    end: int
    sentence: int
    item: int
    found: tuple[Quantity, ...]
    bracketed: bool = False


class Reading(Struct, frozen=True, eq=False):  # compared by identity, so that what is made of it can be cached
    """A clause's text as the rules see it: ``text`` has the length of ``full``; duty tails and the label are no
    segments.
    """

    text: str
    segments: tuple[Segment, ...]
    sentences: tuple[tuple[Segment, ...], ...]  # by number; an empty one has no segment of its own

    def of(self, segment: Segment) -> str:
        """The segment's text."""
        return self.text[segment.start:segment.end]

    def sentence(self, number: int) -> tuple[Segment, ...]:
        """The segments of one sentence; none for a number that does not occur."""
        return self.sentences[number] if 0 <= number < len(self.sentences) else ()


@lru_cache(maxsize=512)  # targets and incentives read the same clauses
def read(clause: Clause, words: QuantityWords) -> Reading:
    """The clause cut up. A bracket with a number of its own (其中，省外不低于60%) is a segment; （含） and （一） are
    not.
    """
    text = plain(clause.full)
    hidden = masked(text)
    cuts = {match.start() for match in _BREAK.finditer(text)}
    brackets: set[int] = set()
    for match in _BRACKET.finditer(hidden):
        if _HOLDS_NUMBER.search(match[1]) and not _INSIDE_NUMBER.match(match[0]) and len(match[1]) > 4:
            cuts |= {match.start(), match.end() - 1}
            brackets.add(match.start())
    for tail in clause.tails:
        cuts |= {tail.span.start, tail.span.end}
    skipped = Spans(tail.span for tail in clause.tails)
    segments = tuple(_segments(text, hidden, sorted(cuts), brackets, skipped, _body(clause), words))
    grouped: list[list[Segment]] = [[] for _ in range(segments[-1].sentence + 1)] if segments else []
    for segment in segments:
        grouped[segment.sentence].append(segment)
    return Reading(text, segments, tuple(tuple(group) for group in grouped))


def _body(clause: Clause) -> int:
    """Where reading starts: after label and heading; a clause that is all heading (1.建设50个智能工厂) is read
    itself.
    """
    return clause.body_start if clause.full[clause.body_start:].strip() else len(clause.label)


def _segments(
    text: str, hidden: str, cuts: list[int], brackets: set[int], skipped: Spans, begin: int, words: QuantityWords
) -> Iterator[Segment]:
    found = quantities(hidden, words)
    position, sentence, item, index, inside = begin, 0, 0, 0, False
    for cut in (*cuts, len(text)):
        for start, end in _pieces(position, cut):
            while index < len(found) and found[index].start < start:
                index += 1
            own: list[Quantity] = []
            while index < len(found) and found[index].end <= end:
                own.append(found[index])
                index += 1
            if not any(skipped.touching(start, start + 1)) and text[start:end].strip(" ）"):
                yield Segment(start, end, sentence, item, tuple(own), inside)
        char = text[cut:cut + 1]
        if char in ("。", "！", "？", "\n", "\t"):
            sentence, item = sentence + 1, item + 1
        elif char == "；":
            item += 1
        inside = cut in brackets or (inside and char != "）")
        if cut >= position:
            position = cut + (1 if char in "。！？\n\t；，：（）" else 0)


def _pieces(start: int, end: int) -> Iterator[tuple[int, int]]:
    while start < end:
        stop = min(end, start + LONGEST_SEGMENT)
        yield start, stop
        start = stop
