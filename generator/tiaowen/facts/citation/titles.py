"""Titles in 《》: where they stand in a text, and what they say without brackets and white space."""

from __future__ import annotations

import re

from msgspec import Struct

from tiaowen.text import HAN

LONGEST = 200  # characters; the longest real title measured has 118 (a decision that lists what it amends)
_OPEN, _CLOSE = "《", "》"
_BRACKET = re.compile("[《》。！？\n]")
_HAN_GAP = re.compile(rf"(?<=[{HAN}，。、：；（）《》〈〉“”〔〕—·])\s+|\s+(?=[{HAN}，。、：；（）《》〈〉“”〔〕—·])")


class Title(Struct, frozen=True, kw_only=True):
    """A title in 《》; ``start`` and ``end`` include the brackets."""

    start: int
    end: int
    text: str


def clean_title(printed: str) -> str:
    """The title without the white space of line breaks and type-setting: 二十条 措施 → 二十条措施; words in Latin
    letters keep theirs.
    """
    return _HAN_GAP.sub("", printed.replace("\u00a0", " ").replace("\u3000", " ")).strip()


def find_titles(text: str) -> list[Title]:
    """Every outermost 《…》 of the text, in order.

    《关于印发《办法》的通知》 is one title. Where the brackets do not balance within the sentence, the first 》 closes.
    """
    found: list[Title] = []
    at = text.find(_OPEN)
    while at >= 0:
        end = _close(text, at)
        if end:
            found.append(Title(start=at, end=end, text=clean_title(text[at + 1 : end - 1])))
        at = text.find(_OPEN, end or at + 1)
    return [title for title in found if title.text]


def _close(text: str, start: int) -> int:
    depth, first = 0, 0
    for match in _BRACKET.finditer(text, start, start + LONGEST):
        if match[0] == _OPEN:
            depth += 1
        elif match[0] == _CLOSE:
            depth -= 1
            first = first or match.end()
            if depth == 0:
                return match.end()
        elif first:  # the sentence ends and a bracket is still open
            return first
    return first
