"""What the pages of a printed document leave between its lines: page numbers, running heads, watermarks."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections import Counter
from collections.abc import Sequence

from tiaowen.numbering import match_label
from tiaowen.text import HAN, half_width_digits, squeeze

PAGE_NUMBER = "页码"
WATERMARK = "水印"
RUNNING_HEAD = "页眉页脚"
_NUMBER = re.compile(r"^[-—–－·\s]*(?:第\s*)?(\d{1,4})(?:\s*页)?(?:\s*[/，,共]\s*(?:共\s*)?\d{1,4}\s*页?)?[-—–－·\s]*$")
_SINGLE = re.compile(f"^(?![一二三四五六七八九十])[{HAN}]$")
_STOP = re.compile("[。；：！？”）]$")
_PIECE = re.compile("[，、。；：”）》]$")
_FEWEST = 3


def page_furniture(texts: Sequence[str]) -> dict[int, str]:
    """Index → reason of the lines that belong to the page, not to the document.

    Numbers on lines of their own count when at least three of them rise by one or two; a short line that stands beside
    page numbers again and again is a running head.
    """
    numbers = [(i, int(m[1])) for i, text in enumerate(texts) if len(text) < 40 and (m := _NUMBER.match(half_width_digits(text).strip()))]
    found = dict.fromkeys(_watermark(texts), WATERMARK)
    rising = {i for (i, a), (j, b) in zip(numbers, numbers[1:], strict=False) if 1 <= b - a <= 2 for i in (i, j)}
    if len(rising) < _FEWEST:
        return found
    found.update(dict.fromkeys(sorted(rising), PAGE_NUMBER))
    filled = [i for i, text in enumerate(texts) if text.strip()]
    place = {index: order for order, index in enumerate(filled)}
    neighbours = (place[i] + step for i in rising for step in (-1, 1))
    repeated = Counter(squeeze(texts[filled[n]]) for n in neighbours if 0 <= n < len(filled) and filled[n] not in rising)
    heads = {
        text for text, count in repeated.items()
        if count >= _FEWEST and len(text) <= 40 and not text.endswith(("。", "；", "，")) and not match_label(text)
    }
    found.update({i: RUNNING_HEAD for i in filled if squeeze(texts[i]) in heads})
    return found


def _watermark(texts: Sequence[str]) -> list[int]:
    """Single Han characters on lines of their own, at least four, that stand inside sentences: a slanted watermark read line by line.

    Not the pieces of printed lines that were taken apart at commas (…工作部署，│推│进改革): those follow a comma, and are all different.
    """
    single = [i for i, text in enumerate(texts) if _SINGLE.match(text.strip())]
    if len(single) < _FEWEST + 1:
        return []
    marks = set(single)
    filled = [i for i, text in enumerate(texts) if text.strip() and i not in marks]
    inside = pieces = 0
    for i in single:
        at = bisect_left(filled, i)
        pieces += 0 < at < len(filled) and bool(_PIECE.search(texts[filled[at - 1]].strip()))
        inside += 0 < at < len(filled) and not _STOP.search(texts[filled[at - 1]].strip()) and len(texts[filled[at - 1]].strip()) > 15
    taken_apart = pieces * 3 > len(single) and len({texts[i].strip() for i in single}) * 2 > len(single)
    return single if inside * 2 > len(single) and not taken_apart else []
