"""What the pages of a printed document leave between its lines: page numbers and running heads."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence

from generator.text import half_width_digits, squeeze

PAGE_NUMBER = "页码"
RUNNING_HEAD = "页眉页脚"
_NUMBER = re.compile(r"^[-—–－·\s]*(?:第\s*)?(\d{1,4})(?:\s*页)?(?:\s*[/，,共]\s*(?:共\s*)?\d{1,4}\s*页?)?[-—–－·\s]*$")
_FEWEST = 3


def page_furniture(texts: Sequence[str]) -> dict[int, str]:
    """Index → reason of the lines that belong to the page, not to the document.

    Numbers on lines of their own count when at least three of them rise by one or two; a short line that stands beside
    page numbers again and again is a running head.
    """
    numbers = [(i, int(m[1])) for i, text in enumerate(texts) if len(text) < 40 and (m := _NUMBER.match(half_width_digits(text).strip()))]
    rising = {i for (i, a), (j, b) in zip(numbers, numbers[1:], strict=False) if 1 <= b - a <= 2 for i in (i, j)}
    if len(rising) < _FEWEST:
        return {}
    found = dict.fromkeys(sorted(rising), PAGE_NUMBER)
    filled = [i for i, text in enumerate(texts) if text.strip()]
    place = {index: order for order, index in enumerate(filled)}
    neighbours = (place[i] + step for i in rising for step in (-1, 1))
    repeated = Counter(squeeze(texts[filled[n]]) for n in neighbours if 0 <= n < len(filled) and filled[n] not in rising)
    heads = {text for text, count in repeated.items() if count >= _FEWEST and len(text) <= 40 and not text.endswith(("。", "；", "，"))}
    found.update({i: RUNNING_HEAD for i in filled if squeeze(texts[i]) in heads})
    return found
