"""Which deadline each comma segment of a clause stands under: its own, its sentence's, its paragraph's, or the one its surroundings hand down.

到2025年，A；B；C。 holds for A, B and C (trap 33), and for the next sentence of the paragraph too; 年底前 and 年内 end with their sentence.
"""

from __future__ import annotations

from typing import NamedTuple

from tiaowen.catalog.quantities import QuantityWords
from tiaowen.facts.target.deadlines import Mention, Year, mentions
from tiaowen.facts.target.scope import Setting
from tiaowen.language.sentences import Reading


class Due(NamedTuple):
    """The deadline of one segment. ``own`` are the times printed in it; ``past`` says that it tells what already is."""

    date: str | None = None
    dates: tuple[str, ...] = ()
    inferred: bool = False
    recurring: bool = False
    past: bool = False
    printed: bool = False  # by the clause itself, not handed down
    goal: bool = False  # under 到2025年
    opening: bool = False  # the segment before is the deadline alone: 2023年10月底前，完成…
    own: tuple[Mention, ...] = ()


def dues(reading: Reading, setting: Setting, year: Year, words: QuantityWords) -> list[Due]:
    """The deadline of every segment, in order."""
    named = mentions(reading.text, year)
    found: list[Due] = []
    sentence, current, goal, past = -1, None, None, False
    index, alone = 0, False
    for segment in reading.segments:
        if segment.sentence != sentence:
            sentence, current, past = segment.sentence, None, False
        while index < len(named) and named[index].start < segment.start:
            index += 1
        own: list[Mention] = []
        while index < len(named) and named[index].start < segment.end:
            own.append(named[index])
            index += 1
        past = past or any(m.kind == "past" for m in own) or words.find("looking_back", reading.of(segment)) is not None
        ahead = [m for m in own if m.kind != "past"]
        if ahead:
            current = next((m for m in ahead if m.kind == "recurring"), ahead[-1])
            past = past and not current.dates
            goal = current if current.kind == "to" else goal
        due = _due(current or goal, setting, past, tuple(own))
        goal_rules = current is not None and current.kind == "to" and bool(due.dates)
        found.append(due._replace(goal=goal_rules, opening=alone and bool(due.dates)))
        rest = sum(m.end - m.start for m in own)
        alone = bool(own) and len(reading.of(segment).strip(" ”“力争确保")) - rest <= 1
    return found


def _due(mention: Mention | None, setting: Setting, past: bool, own: tuple[Mention, ...]) -> Due:
    if mention is None:
        return Due(date=setting.due, inferred=setting.due_inferred and setting.due is not None, past=past, own=own)
    if mention.kind == "recurring":
        return Due(recurring=True, past=past, own=own, printed=True)
    printed = bool(mention.dates)
    return Due(date=mention.date, dates=mention.dates, inferred=mention.inferred and printed, past=past, printed=printed, own=own)
