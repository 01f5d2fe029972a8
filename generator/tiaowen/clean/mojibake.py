"""Characters destroyed by byte misalignment: 更新?lián)Q代 was 更新換代 (seed 004), worked out from the GBK bytes.

A scraper searched GBK bytes for characters whose reading it wanted to add, without minding where a character begins.
新換 is D0 C2 | 93 51; it found C2 93 = 聯 across the border and wrote (lián) after it: D0 C2 93 ( l i á n ) 51. Read as
GBK again, 93 takes the bracket with it as "?", and everything after stands one byte out of step until a single-byte
character (here 51 = Q) brings it back. So the lost byte is one that makes, with the byte before it, a character of that
reading, and with the bytes after it, good text: that is computed, not listed. Where no reading was added the lost byte
is chosen by the words of the text, and the repair is marked as uncertain.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from functools import cache, lru_cache

from tiaowen.clean.draft import Draft
from tiaowen.clean.phrases import phrases
from tiaowen.clean.pinyin import is_reading
from tiaowen.clean.script import simplified
from tiaowen.text import HAN, is_han

_TONED = "a-zü\u00e0-\u01dc"
_INSERTED = re.compile(f"(?<=[{HAN}])[?？]([{_TONED}]{{1,7}})[)）]")
_SHIFTED = re.compile(f"(?<=[{HAN}])[!-~\uff01-\uff5e](?=[\ue000-\uf8ff{HAN}])")
_DAMAGE = re.compile(f"[?？][{_TONED}]{{1,7}}[)）]|[\ue000-\uf8ff]|\ufffd+")
_RUN = 12
_TRIES = 60
_LEADS = range(0x81, 0xFF)
_TRAILS = (*range(0x40, 0x7F), *range(0x80, 0xFF))
_FULL = {ord(c): ord(c) + 0xFEE0 for c in "!,:;?().%+-/0123456789<=>"}


def realign_inserted(drafts: Sequence[Draft]) -> None:
    """Restore the characters that an inserted reading tore apart; call it before the readings are taken out."""
    torn = [draft for draft in drafts if _INSERTED.search(draft.text)]
    words = _words_of(drafts) if torn else Counter()
    for draft in torn:
        draft.edit("mojibake", list(_inserted(draft.text, words)))


def realign_shifted(drafts: Sequence[Draft]) -> None:
    """Restore, as a guess, what was shifted without a reading; only for a text that carried readings, after they are
    taken out.
    """
    words = _words_of(drafts)
    budget = iter(range(_TRIES))
    for draft in drafts:
        draft.edit("mojibake-guess", list(_shifted(draft.text, words, budget)), certain=False)


def _words_of(drafts: Sequence[Draft]) -> Counter[str]:
    return Counter(pair for draft in drafts for pair in _pairs(simplified(draft.text)))


def damage_left(drafts: Iterable[Draft]) -> list[str]:
    """Places whose characters stay unknown, each with a little of what stands around it."""
    return [d.text[max(0, m.start() - 4):m.end() + 4] for d in drafts for m in _DAMAGE.finditer(d.text)]


def _pairs(text: str) -> Iterator[str]:
    return (text[i:i + 2] for i in range(len(text) - 1))


@cache
def _lexicon() -> frozenset[str]:
    return frozenset(pair for phrase in phrases() for pair in _pairs(phrase))


def _sense(text: str, words: Counter[str]) -> int:
    """How many neighbouring characters of the text are neighbours in this document or in a dictionary, rare characters
    counting against.
    """
    plain = simplified(text)
    return sum((words[pair] > 0) + (pair in _lexicon())
               for pair in _pairs(plain)) - sum(not _is_common(char) for char in plain)


def _is_common(char: str) -> bool:
    """Whether the character is punctuation or one of the 3,755 of GB 2312's first level."""
    try:
        return char.encode("gb2312")[0] < 0xD8
    except UnicodeEncodeError:
        return False


def _bytes(char: str) -> bytes:
    """The character's GBK bytes; half-width signs that cannot end a GBK character were full-width in the page."""
    try:
        return char.translate(_FULL).encode("gb18030")
    except UnicodeEncodeError:
        return b""


def _inserted(text: str, words: Counter[str]) -> Iterator[tuple[int, int, str]]:
    for match in _INSERTED.finditer(text):
        before = _bytes(text[match.start() - 1])
        if len(before) != 2:
            continue
        found: list[tuple[int, str, int]] = []
        for lead in _LEADS:
            false_match = _decoded(bytes((before[1], lead)))
            if not false_match or not is_reading(false_match, match[1]):
                continue
            restored, used = _realigned(bytes((lead,)), text, match.end())
            if restored:
                end = match.end() + used
                found.append((_sense(text[match.start() - 1] + restored + text[end:end + 1], words), restored, end))
        if found:
            _, restored, end = max(found)
            yield match.start(), end, restored


def _realigned(pending: bytes, text: str, start: int) -> tuple[str, int]:
    """The characters from a lost lead byte to where a single-byte character brings the text back into step, and how
    many were used.
    """
    data = pending
    for used, char in enumerate(text[start:start + _RUN], 1):
        data += char.encode("ascii") if char.isascii() and ord(char) >= 0x40 else _bytes(char)
        if len(data) % 2 == 0:
            restored = _decoded(data)
            return (restored, used) if restored and len(data) // 2 == len(restored) else ("", 0)
    return "", 0


@lru_cache(maxsize=50_000)
def _decoded(data: bytes) -> str:
    """The characters of the bytes when all of them are Han or Chinese punctuation, otherwise nothing."""
    try:
        text = data.decode("gbk")
    except UnicodeDecodeError:
        return ""
    return text if re.fullmatch(f"[{HAN}、。，；：？！（）“”《》]+", text) else ""


def _shifted(text: str, words: Counter[str], budget: Iterator[int]) -> Iterator[tuple[int, int, str]]:
    """規?刂。 → 規模控制。: a full-width sign stands where the second byte of one character met the first of the
    next.
    """
    done = 0
    for match in _SHIFTED.finditer(text):
        start = match.start()
        if start < done or not _is_rare(text[start + 1]):
            continue
        if next(budget, None) is None:
            return
        best = max(_unshifted(text, start, words), default=None)
        if best:
            done = best[2]
            yield start, best[2], best[1]


def _is_rare(char: str) -> bool:
    """Whether the character is of the kind that misalignment makes: private use, or in no word of the dictionary."""
    return "\ue000" <= char <= "\uf8ff" or simplified(char) not in _word_characters()


@cache
def _word_characters() -> frozenset[str]:
    return frozenset(char for pair in _lexicon() for char in pair)


def _unshifted(text: str, start: int, words: Counter[str]) -> Iterator[tuple[int, str, int]]:
    """What may have stood there: (sense, characters, end), each character in a word with a neighbour."""
    data = b""
    firsts: list[str] = []
    for end in range(start + 1, min(len(text), start + _RUN) + 1):
        char = text[end - 1]
        single = char.isascii() and ord(char) >= 0x40
        data += char.encode("ascii") if single else _bytes(char)
        firsts = firsts or [first for lead in _LEADS if (first := _decoded(bytes((lead, data[0]))))] if data else []
        body = data[1:]
        following = text[end:end + 1]
        torn = bool(following) and _is_rare(following) and (is_han(following) or "\ue000" <= following <= "\uf8ff")
        if body and not torn:
            middles = (
                [_decoded(body)] if len(body) % 2 == 0 else [_decoded(body + bytes((trail,))) for trail in _TRAILS]
            )
            known = (middle for middle in filter(None, middles) if _is_words(middle + following, 1, len(middle), words))
            for first, middle in ((first, middle) for middle in known for first in firsts):
                around = text[start - 1] + first + middle + following
                if _is_words(around, 1, 1 + len(middle), words):
                    yield _sense(around, words) + 2 * (end - start - len(around)), first + middle, end
        if single and len(body) % 2 == 0:  # back in step
            return


def _is_words(text: str, start: int, stop: int, words: Counter[str]) -> bool:
    """Whether each of the characters start…stop makes a word with the one before or after it."""
    plain = simplified(text)
    known = [words[pair] > 0 or pair in _lexicon() for pair in _pairs(plain)]
    return all(plain[i] in "、。，；：？！" or known[i - 1] or i < len(known) and known[i]
               for i in range(start, min(stop + 1, len(plain))))
