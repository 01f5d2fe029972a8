"""是否想查: what a word that the library does not hold may have been meant for; the same as the page's
(search-correct.js).

One wrong, exchanged, missing or superfluous character, pinyin, initials. A character may be any other inside a text of
four or more; at its ends, and in shorter ones, only one that sounds or looks alike. What is proposed is a whole phrase
or title of the library, with or without its kind (…防治规定), never a piece cut out of one (中市人民).
"""

from __future__ import annotations

import math
import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from typing import Any

from msgspec import Struct

LONGEST = 12
SHOWN = 5
_SOUNDS = (("zh", "z"), ("ch", "c"), ("sh", "s"), ("ng", "n"), ("l", "n"), ("f", "h"))
_SYLLABLES = re.compile("([a-z]+)([^a-z ]+)")
_KIND = re.compile("(?:通知|意见|决定|批复|公告|通告|办法|规定|方案|条例|细则|报告|措施)$")
_OTHER = 0.8  # what a character costs that neither sounds nor looks alike


class Correction(Struct, frozen=True):
    """The key with its wrong part corrected, that part, what it may be meant for, whether that is a plain slip (what
    sounds or looks alike, exchanged characters, pinyin), the key as typed.
    """

    key: str
    typed: str
    meant: tuple[str, ...]
    plain: bool
    whole: str


class Phrases:
    """The phrases and titles of a library (phrases.py); ``alike``: characters that look alike."""

    def __init__(self, data: Mapping[str, Any], alike: Mapping[str, set[str]]) -> None:
        self._readings = {char: match[1] for match in _SYLLABLES.finditer(data["readings"]) for char in match[2]}
        self._alike = alike
        self._phrases: list[tuple[str, int]] = [(phrase, count) for phrase, count in data["phrases"]]
        self._titles: list[str] = data["titles"]
        names = dict.fromkeys((*self._titles, *(_KIND.sub("", title) for title in self._titles)))
        self._texts = [*self._phrases, *((name, 1) for name in names)]

    def _blurred(self, char: str) -> str:
        sound = self._readings.get(char, char)
        for old, new in _SOUNDS:
            sound = sound.replace(old, new, 1)
        return sound

    def plain(self, typed: str, meant: str) -> bool:
        """Whether one is a plain slip for the other."""
        return len(typed) == len(meant) and self._difference(typed, meant) < _OTHER

    def _difference(self, typed: str, meant: str) -> float:
        """How the typed text differs from a phrase as long: less for what sounds or looks alike, infinite for more
        than one character.
        """
        differing = [at for at, (a, b) in enumerate(zip(typed, meant, strict=True)) if a != b]
        if not differing or len(differing) > 2:
            return 0 if not differing else math.inf
        first, last = differing[0], differing[-1]
        if last == first + 1 and typed[first] == meant[last] and typed[last] == meant[first]:
            return 0.6 if len(typed) > 3 else math.inf
        similar = all(self._blurred(typed[at]) == self._blurred(meant[at])
                      or meant[at] in self._alike.get(typed[at], ()) for at in differing)
        if similar and len(differing) <= (2 if len(typed) > 3 else 1):
            return 0.4 * len(differing)
        return _OTHER if len(differing) == 1 and len(typed) > 3 and 0 < first < len(typed) - 1 else math.inf

    def meant(self, typed: str) -> list[str]:
        """What a text was meant for, the likeliest first."""
        if re.fullmatch("[a-z]+", typed):
            return self._spelt(typed)
        if not 2 < len(typed) <= LONGEST:
            return []
        found: dict[str, float] = {}
        letters = set(typed)
        for phrase, count in self._texts:
            if len(letters.intersection(phrase)) < len(letters) - 2:  # differs by more than two characters
                continue
            often = min(0.3, math.log(1 + count) / 20)
            for text, cost in self._near(typed, phrase):
                found[text] = min(found.get(text, math.inf), cost - often)
        return [phrase for phrase, _ in sorted(found.items(), key=lambda item: (item[1], item[0]))][:SHOWN]

    def _near(self, typed: str, phrase: str) -> Iterator[tuple[str, float]]:
        if len(typed) == len(phrase) and 0 < (cost := self._difference(typed, phrase)) < 1:
            yield phrase, cost - 0.1
        if len(typed) > 4 and abs(len(phrase) - len(typed)) == 1:
            short, long = sorted((typed, phrase), key=len)
            if any(long[:at] + long[at + 1 :] == short for at in range(1, len(long) - 1)):
                yield phrase, 0.9

    def _spelt(self, letters: str) -> list[str]:
        """Phrases by their pinyin or its initials."""
        if len(letters) < 3:
            return []
        whole, begun = [], []
        for phrase, _ in self._phrases:
            sounds = [self._readings.get(char, char) for char in phrase]
            initials = "".join(sound[0] for sound in sounds)
            if letters in (initials, "".join(sounds)):
                whole.append(phrase)
            elif len(letters) > 3 and initials.startswith(letters):
                begun.append(phrase)
        parts = (part for title in self._titles for part in self._within(letters, title))
        return list(dict.fromkeys((*whole, *begun, *parts)))[:SHOWN]

    def _within(self, letters: str, title: str) -> Iterator[str]:
        """The part of a title whose pinyin these letters are."""
        sounds = [self._readings.get(char, char) for char in title]
        if letters not in "".join(sounds):
            return
        for start in range(len(title)):
            rest, end = letters, start
            while end < len(title) and rest and rest.startswith(sounds[end]):
                rest, end = rest[len(sounds[end]):], end + 1
            if not rest and end - start > 2:
                yield title[start:end]


def corrected(key: str, phrases: Phrases, strange: Sequence[str], held: Callable[[str], bool]) -> Correction | None:
    """The key with the longest part corrected that the library does not hold; only with one of its ``strange`` parts,
    of which it knows nothing.
    """
    if re.fullmatch("[a-z]+", key):
        meant = phrases.meant(key)
        return Correction(meant[0], key, tuple(meant), True, key) if meant else None
    for length in range(min(len(key), LONGEST), 2, -1):
        for at in range(len(key) - length + 1):
            typed = key[at : at + length]
            if re.search("[0-9]", typed) or not _touches(typed, at, key, strange) or held(typed):
                continue
            meant = phrases.meant(typed)
            if meant:
                plain = phrases.plain(typed, meant[0])
                return Correction(key[:at] + meant[0] + key[at + length :], typed, tuple(meant), plain, key)
    return None


def _touches(typed: str, at: int, key: str, strange: Sequence[str]) -> bool:
    """Whether the part of the key shares two characters with a strange one."""
    starts = ((part, key.find(part)) for part in strange)
    return any(start >= 0 and min(at + len(typed), start + len(part)) - max(at, start) > 1 for part, start in starts)
