"""Readings that a scraper put behind characters: 產(chǎn)業(yè) → 產業 (seed 004)."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Sequence

from tiaowen.clean.draft import Draft, Edit
from tiaowen.clean.phrases import readings_of
from tiaowen.text import HAN

_READING = re.compile(f"(?<=[{HAN}])\\(([a-zü\u00e0-\u01dc]{{1,7}})\\)")
_ENOUGH = 3


def remove_pinyin(drafts: Sequence[Draft]) -> bool:
    """Take out every bracket that holds a reading of the character before it, where a text has at least three of them.

    Says whether it did. Only lower-case readings of that very character count: （PPP）, (境) and the one-off gloss
    亳(bó)州 stay.
    """
    found: list[tuple[Draft, list[Edit]]] = [(draft, _readings(draft.text)) for draft in drafts]
    if sum(len(edits) for _, edits in found) < _ENOUGH:
        return False
    for draft, edits in found:
        draft.edit("pinyin", edits)
    return True


def _readings(text: str) -> list[Edit]:
    if "(" not in text:
        return []
    return [(m.start(), m.end(), "") for m in _READING.finditer(text) if is_reading(text[m.start() - 1], m[1])]


def is_reading(char: str, syllable: str) -> bool:
    """Whether the syllable, tone marks included, is a reading of the character."""
    wanted = unicodedata.normalize("NFC", syllable)
    return wanted in readings_of(char)
