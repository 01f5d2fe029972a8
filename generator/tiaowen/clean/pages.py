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
_MARKER = re.compile(r"^[-—–－]\s*\d{1,4}\s*[-—–－]$")
_SINGLE = re.compile(f"^(?![一二三四五六七八九十])[{HAN}]$")
_STOP = re.compile("[。；：！？”）]$")
_PIECE = re.compile("[，、。；：”）》]$")
_FEWEST = 3
_MOST_CELLS = 12
_LONGEST_CELL = 20
_ROW_NUMBER = re.compile("(?:序号|编号|序次)$")


def page_furniture(texts: Sequence[str]) -> dict[int, str]:
    """Index → reason of the lines that belong to the page, not to the document.

    － 2 － is a page number anywhere; other numbers on lines of their own count when at least three of them rise by one
    or two; a short line that stands beside page numbers again and again is a running head, and so is the next one.
    """
    numbers = [(i, int(m[1])) for i,
               text in enumerate(texts) if len(text) < 40 and (m := _NUMBER.match(half_width_digits(text).strip()))]
    found = dict.fromkeys(_watermark(texts), WATERMARK)
    found.update({i: PAGE_NUMBER for i,
                  text in enumerate(texts) if len(text) < 16 and _MARKER.match(half_width_digits(text).strip())})
    numbers = _without_rows(numbers, texts)
    rising = {i for (i, a), (j, b) in zip(numbers, numbers[1:], strict=False) if 1 <= b - a <= 2 for i in (i, j)}
    if len(rising) < _FEWEST:
        return found
    found.update(dict.fromkeys(sorted(rising), PAGE_NUMBER))
    filled = [i for i, text in enumerate(texts) if text.strip()]
    place = {index: order for order, index in enumerate(filled)}
    heads: set[str] = set()
    fewest, edge = _FEWEST, rising
    while edge:  # a head or foot of several lines: each stands beside the one before it on most of the pages
        neighbours = (place[i] + step for i in edge for step in (-1, 1))
        repeated = Counter(squeeze(texts[filled[n]]) for n in neighbours if 0 <= n < len(filled)
                           and filled[n] not in edge and "\t" not in texts[filled[n]])  # a table's head on each page
        more = {
            text for text, count in repeated.items()
            if count >= fewest and len(text) <= 40 and not text.endswith(("。", "；", "，")) and not match_label(text)
        } - heads
        heads |= more
        fewest, edge = max(_FEWEST, (len(rising) + 1) // 2), {i for i in filled if squeeze(texts[i]) in more}
    found.update({i: RUNNING_HEAD for i in filled if squeeze(texts[i]) in heads})
    return found


def _without_rows(numbers: Sequence[tuple[int, int]], texts: Sequence[str]) -> list[tuple[int, int]]:
    """The numbers without those that count the rows of a table left one cell a line.

    Few lines stand between them, equally many and all short; or 序号 stands among the heads of the columns before the
    first.
    """
    filled = [i for i, text in enumerate(texts) if text.strip()]
    place = {index: order for order, index in enumerate(filled)}
    rows: set[int] = set()
    for one, two, three in zip(numbers, numbers[1:], numbers[2:], strict=False):
        first, second, third = place[one[0]], place[two[0]], place[three[0]]
        if (
            two[1] - one[1] != 1 or three[1] - two[1] != 1 or not 1 < second - first <= _MOST_CELLS
            or not 1 < third - second <= _MOST_CELLS
        ):
            continue
        headed = (
            one[0] in rows or any(_ROW_NUMBER.match(squeeze(texts[i]))
                                  for i in filled[max(0, first - _MOST_CELLS):first])
        )
        short = all(len(texts[i]) <= _LONGEST_CELL for i in filled[first:third])
        if headed or short and second - first == third - second:
            rows |= {one[0], two[0], three[0]}
    return [number for number in numbers if number[0] not in rows]


def _watermark(texts: Sequence[str]) -> list[int]:
    """Single Han characters on lines of their own, at least four, that stand inside sentences: a slanted watermark read
    line by line.

    Not the pieces of printed lines that were taken apart at commas (…工作部署，│推│进改革): those follow a comma, and
    are all different.
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
        inside += (
            0 < at < len(filled) and not _STOP.search(texts[filled[at - 1]].strip())
            and len(texts[filled[at - 1]].strip()) > 15
        )
    taken_apart = pieces * 3 > len(single) and len({texts[i].strip() for i in single}) * 2 > len(single)
    return single if inside * 2 > len(single) and not taken_apart else []
