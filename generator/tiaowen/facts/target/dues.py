"""Which deadline each comma segment of a clause stands under: its own, its sentence's, its paragraph's, or the one its
surroundings hand down.

到2025年，A；B；C。 holds for A, B and C (trap 33), and for the next sentence of the paragraph too; 年底前 and 年内 end
with their sentence.
"""

from __future__ import annotations

import re
from typing import NamedTuple

from tiaowen.catalog.quantities import QuantityWords
from tiaowen.facts.target.deadlines import Mention, Year, mentions
from tiaowen.facts.target.scope import Setting
from tiaowen.language.sentences import Reading

_MONTH = re.compile(r"[月季旬]")
_YEAR_ALONE = re.compile(r"\s?20\d\d\s?年")
_YEAR = re.compile(r"20\d\d|明年|今年|五")


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
    sentence, current, goal, past, yearly, told = -1, None, None, False, False, False
    index, alone = 0, False
    for segment in reading.segments:
        if segment.sentence != sentence:
            told = told or past  # a look back goes on until a time ahead is named
            sentence, current, past, yearly = segment.sentence, None, told, False
        while index < len(named) and named[index].start < segment.start:
            index += 1
        own: list[Mention] = []
        while index < len(named) and named[index].start < segment.end:
            own.append(named[index])
            index += 1
        past = past or any(m.kind == "past" for m in own) or words.find("looking_back", reading.of(segment)) is not None
        yearly = yearly or any(m.kind == "recurring" for m in own)
        own = [_yearly(m, reading.text) if yearly else m for m in own]
        ahead = [m for m in own if m.kind != "past" and not _names_a_thing(m, current, reading.text)]
        if ahead:
            current = next((m for m in ahead if m.kind == "recurring"), ahead[-1])
            past = past and not current.dates
            told = told and not current.dates
            goal = current if current.kind == "to" or _carries(current, reading.text) else goal
        due = _due(current or goal, setting, past, tuple(own))
        goal_rules = current is not None and current.kind == "to" and bool(due.dates)
        found.append(due._replace(goal=goal_rules, opening=alone and bool(due.dates)))
        rest = sum(m.end - m.start for m in own)
        alone = bool(own) and len(reading.of(segment).strip(" ”“力争确保")) - rest <= 1
    return found


def _names_a_thing(mention: Mention, current: Mention | None, text: str) -> bool:
    """Whether a year alone says which things and not by when: 2月底前，…，2024年│投资清单中新建项目办结率达到100%."""
    return (
        mention.kind == "within" and current is not None and current.kind == "by" and bool(mention.dates)
        and (current.date or "").startswith(mention.dates[-1]) and len(current.date or "") > len("2024")
        and _YEAR_ALONE.fullmatch(text, mention.start, mention.end) is not None
    )


def _yearly(mention: Mention, text: str) -> Mention:
    """每年2月底前，…，3月底前: under every year a month is no date."""
    bare = _MONTH.search(text, mention.start, mention.end) and not _YEAR.search(text, mention.start, mention.end)
    return mention._replace(kind="recurring", dates=()) if bare else mention


def _carries(mention: Mention, text: str) -> bool:
    """Whether a time by which something is done holds for the next sentences too: 2027年底前 as 到2027年; a month ends
    with its sentence.
    """
    printed = text[mention.start:mention.end]
    return (
        mention.kind == "by" and bool(_YEAR.search(printed)) and "月" not in printed and "季" not in printed
        and "半年" not in printed
    )


def _due(mention: Mention | None, setting: Setting, past: bool, own: tuple[Mention, ...]) -> Due:
    if mention is None:
        return Due(date=setting.due, inferred=setting.due_inferred and setting.due is not None, past=past, own=own)
    if mention.kind == "recurring":
        return Due(recurring=True, past=past, own=own, printed=True)
    printed = bool(mention.dates)
    return Due(date=mention.date, dates=mention.dates, inferred=mention.inferred and printed, past=past,
               printed=printed, own=own)
