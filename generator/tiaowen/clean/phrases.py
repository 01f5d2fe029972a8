"""The words of a general dictionary with their readings: pypinyin's 47,000 phrases, the lexicon that clean judges
broken text by.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from functools import cache

Readings = Sequence[Sequence[str]]


@cache
def phrases() -> Mapping[str, Readings]:
    """Phrase → for each of its characters the readings with tone marks, the usual one first (重庆 → chóng, qìng)."""
    from pypinyin.phrases_dict import phrases_dict  # late: it takes a fifth of a second, and a clean text never asks

    found: Mapping[str, Readings] = phrases_dict
    return found


@cache
def readings_of(char: str) -> frozenset[str]:
    """Every reading of one character, tone marks included (行 → xíng, háng …)."""
    import pypinyin  # late, as above

    return frozenset(pypinyin.pinyin(char, heteronym=True)[0])
