"""How a line ends: with its sentence, inside something that it opened, or closing what the line before opened."""

from __future__ import annotations

import re

_STOP = re.compile("[。！？；!?;：:…][”’」』）)》】\\]]*$|[”」』]$")
_FULL_STOP = re.compile("[。！？；：:;][”’」』]?$")
_SENTENCE_BEFORE = re.compile("[。！？；][”’」』]?\\s*$|^$")
_PAIRS = {"（": "）", "(": ")", "《": "》", "〔": "〕", "“": "”"}


def closes(text: str, following: str) -> bool:
    """Whether the line closes what the line before it opened: 3.《…总体规划│（2021-2035年）》,
    重点任务（2023年6│月30日）.
    """
    pairs = (("《", "》"), ("〈", "〉"), ("（", "）"))
    return any(text.rfind(a) > text.rfind(b) and 0 <= following.find(b) < (following + a).find(a) for a, b in pairs)


def is_end(text: str) -> bool:
    """Whether a paragraph may end here: after a sentence, or after a bracket that follows one
    (…发展。（责任单位：市商务局）).
    """
    if _STOP.search(text):
        return True
    if not text.endswith(("）", ")")):
        return False
    depth = 0
    for at in range(len(text) - 1, -1, -1):
        depth += (text[at] in "）)") - (text[at] in "（(")
        if depth == 0:
            return bool(_SENTENCE_BEFORE.search(text[max(0, at - 4):at]))
    return False


def is_open(text: str) -> bool:
    """Whether a bracket or quotation was opened in the last sentence and not closed: the rest is on the next line."""
    if _FULL_STOP.search(text):  # a quotation of several paragraphs
        return False
    for opening, closing in _PAIRS.items():
        start = text.rfind(opening)
        if start >= 0 and closing not in text[start:] and (closing != ")" or "）" not in text[start:]):
            return True
    return False
