"""What of a clause's notes stands beside its text, and what is folded: notes that are taller than the text beside them
would tear a hole into it.

Lengths are in ems of the text as ``site.css`` sets it on a wide screen: 40 characters a line; the notes have at least
17 a line, of .83 em.
"""

from __future__ import annotations

import re
from collections import Counter
from math import ceil

from markupsafe import Markup
from msgspec import Struct

TEXT_WIDTH, TEXT_LINE = 40, 1.85
NOTE_WIDTH, NOTE_LINE, NOTE_GAP = 17, 1.29, 0.21
FOLD = 1.45  # the line that opens what is folded
_LATIN = 0.55  # of the width of a Han character
_PARAGRAPH = re.compile(r"\n(?=<p[ >])")
_QUIET = re.compile(r'<p[^<>]* class="tw-more"')  # said in the text already, or for editors: the switch shows it
_WARNING = '<p class="tw-warn"'
_NAME = re.compile(r"<b>(.*?)</b>")


class Margin(Struct, frozen=True, kw_only=True):
    """The notes of one clause: those ``shown`` beside it and those ``folded``. ``name``: what is folded, in words.
    ``quiet``: what is folded is only for readers who ask for everything; ``silent``: so are all notes.
    """

    shown: Markup
    folded: Markup
    name: str
    quiet: bool
    silent: bool


def margin(written: Markup, text: str | None) -> Margin:
    """Of paragraphs, one a line, the warnings and the first that fit beside ``text``; None: nothing stands beside them,
    so that all are folded.
    """
    lines = [line for line in _PARAGRAPH.split(str(written).strip()) if line]
    told = [line for line in lines if not _QUIET.match(line)]
    quiet = [line for line in lines if _QUIET.match(line)]
    room = _lines(text, TEXT_WIDTH) * TEXT_LINE if text is not None else 0
    sizes = [_lines(Markup(line).striptags(), NOTE_WIDTH) * NOTE_LINE + NOTE_GAP for line in told]
    most = len(told)
    least = sum(line.startswith(_WARNING) for line in told) if text is not None else 0  # they come first
    while most > least and sum(sizes[:most]) > (room if most == len(told) else room - FOLD):
        most -= 1
    folded = [*told[most:], *quiet]
    return Margin(shown=Markup("\n".join(told[:most])), folded=Markup("\n".join(folded)), quiet=most == len(told),
                  silent=not told, name=_name(told[most:] or quiet))


def _lines(text: str, width: int) -> int:
    """How many lines of so many Han characters a text takes."""
    return ceil(sum(1 if char > "\u2e7f" else _LATIN for char in text) / width)


def _name(lines: list[str]) -> str:
    """What the paragraphs are about, with how many are about the same: 目标 3、产业."""
    names = Counter(found[1] for line in lines if (found := _NAME.search(line)))
    return "、".join(name if count == 1 else f"{name} {count}" for name, count in names.items()) or "说明"
