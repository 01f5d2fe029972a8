"""Printed pages of any format (PDF, OFD, scans) → the lines of a text: running heads and page numbers told apart,
paragraphs found, tables that run over a page put together. A line that ends a paragraph keeps a space at its end, as
Word's own conversion to text writes it, so that broken lines are joined by one rule wherever they come from.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from itertools import pairwise

from msgspec import Struct
from msgspec.structs import replace

from tiaowen.model import Line
from tiaowen.read.glyph_lines import VisualLine

_PAGE_NUMBER = re.compile(
    r"^[-—–－·\s]*(?:第\s*)?\d{1,4}(?:\s*页)?(?:\s*[/，,共]\s*(?:共\s*)?\d{1,4}\s*页?)?[-—–－·\s]*$")
_WATERMARK, _NUMBER, _HEAD, _UNREADABLE, _TABLE_HEAD = (
    "水印", "页码", "页眉页脚", "字形没有对应的文字", "下一页重复的表头"
)
_OVERLAP = "上一页已印过的行"
_MOST_OVERLAP = 3
_MARGIN = 0.09
_SENTENCE_END = re.compile("[。；：！？”）.;:!?)]$")
_FULL_STOP = re.compile("[。；：！？.;]$")
# ems: how far short of the right edge a line that goes on may end, when nothing that cannot be cut fitted any more
_RAGGED = 8.0


class Page(Struct, kw_only=True):
    """One page: its lines from top to bottom, rows of tables among them; ``top``: where the part of it that is shown
    begins.
    """

    lines: list[VisualLine]
    height: float
    top: float = 0.0
    columns: bool = False
    images: int = 0
    drawing: bool = False
    unreadable: bool = False


def lines_of(pages: Sequence[Page]) -> Iterator[Line]:
    """All lines with their reasons, numbered over all pages; a paragraph's last line ends in a space."""
    heads = _running_heads(pages)
    size = _usual_size(pages)
    all_lines = _without_overlap([[(line, _reason(line, page, heads, size)) for line in page.lines] for page in pages])
    body = [line for line, reason in all_lines if not line.table and not reason]
    left = _left_margin([line.left for line in body])
    right = _right_margin(body, size)
    following: VisualLine | None = None
    ends: list[bool] = []
    for line, reason in reversed(all_lines):
        ends.append(_ends_paragraph(line, following, left, right))
        following = following if reason else line
    tables = _Tables()
    for number, ((line, reason), end) in enumerate(zip(all_lines, reversed(ends), strict=True), 1):
        if reason:
            yield from tables.flush() if not tables.is_open else ()
            yield Line(number=number, text=line.text, left_out=reason)
        elif line.table:
            yield from tables.add(number, line)
        else:
            yield from tables.flush()
            yield Line(number=number, text=line.text + (" " if end else ""), bold=line.bold)
    yield from tables.flush()


def _without_overlap(pages: Sequence[list[tuple[VisualLine, str]]]) -> list[tuple[VisualLine, str]]:
    """The lines of all pages. Some browsers print the last lines of a page once more at the top of the next: where half
    of the pages begin so, two or more, these lines are left out.
    """
    bodies = [[at for at, (line, reason) in enumerate(page) if not reason and not line.table] for page in pages]
    texts = [[page[at][0].text for at in body] for page, body in zip(pages, bodies, strict=True)]
    again = [next((count for count in range(_MOST_OVERLAP, 0, -1) if len(lower) >= count <= len(upper)
                   and upper[-count:] == lower[:count]), 0) for upper, lower in pairwise(texts)]
    overlaps = sum(count > 0 for count in again)
    if overlaps >= 2 and overlaps * 2 >= len(again):
        for page, body, count in zip(pages[1:], bodies[1:], again, strict=True):
            for at in body[:count]:
                page[at] = page[at][0], _OVERLAP
    return [line for page in pages for line in page]


class _Tables:
    """Numbers the tables. One that ends a page and one of as many columns that begins the next are one: the head is
    said once, and a row that the page broke is whole.
    """

    def __init__(self) -> None:
        self.count = 0
        self.source = 0
        self.head = ""
        self.waiting: Line | None = None

    @property
    def is_open(self) -> bool:
        """Whether the last line was a row, so that a table may go on behind a page number."""
        return self.waiting is not None

    def add(self, number: int, row: VisualLine) -> Iterator[Line]:
        """The rows that are whole now that this one follows."""
        before = self.waiting
        goes_on = before is not None and before.text.count("\t") == row.text.count("\t")
        first = row.table != self.source
        self.source = row.table
        if first and not goes_on:
            yield from self.flush()
            self.count, self.head = self.count + 1, row.text
        elif first and row.text == self.head:
            self.source = 0  # the row below the repeated head may be the lower part of the one that waits
            yield Line(number=number, text=row.text, left_out=_TABLE_HEAD)
            return
        elif first and before is not None and _is_broken(before.text, row.text):
            pairs = zip(before.text.split("\t"), row.text.split("\t"), strict=True)
            self.waiting = replace(before, text="\t".join(above + below for above, below in pairs))
            return
        yield from self._release()
        self.waiting = Line(number=number, text=row.text, table=self.count)

    def flush(self) -> Iterator[Line]:
        """The last row; the table is over."""
        yield from self._release()
        self.source = 0

    def _release(self) -> Iterator[Line]:
        if self.waiting is not None:
            yield self.waiting
        self.waiting = None


def _is_broken(above: str, below: str) -> bool:
    """Whether a page cut a row in two: the lower part has no number of its own, and a cell above it stops inside a
    sentence.
    """
    upper, lower = above.split("\t"), below.split("\t")
    if lower[0].strip() and (len(lower) < 3 or lower[1].strip()):
        return False
    open_end = any(a.strip() and b.strip() and not _FULL_STOP.search(a.strip()) for a,
                   b in zip(upper, lower, strict=True))
    return open_end and not all(map(str.strip, lower))


def _ends_paragraph(line: VisualLine, following: VisualLine | None, left: float, right: float) -> bool:
    """A short line ends its paragraph; so does a full one when the next line is indented, and one before other type
    (letterhead, title, text).
    """
    em = line.size or 10.0
    if following is not None and (following.table or following.size and not 0.8 < line.size / following.size < 1.25):
        return True
    if line.left > left + 0.3 * (right - left):  # set to the right or in the middle: a signature, a date, a title
        return True
    indented = following is not None and following.left > left + 1.4 * em
    if line.right < right - 2.3 * em:  # two characters may go to the next line together (型，)
        ragged = line.right > right - _RAGGED * em and line.right - line.left > 0.5 * (right - left)
        return following is None or indented or not ragged or bool(_SENTENCE_END.search(line.text))
    return indented and bool(_SENTENCE_END.search(line.text))


def _usual_size(pages: Sequence[Page]) -> float:
    """The size of type that most characters have."""
    counts: Counter[float] = Counter()
    for page in pages:
        for line in page.lines:
            counts[round(line.size, 1)] += 0 if line.table else len(line.text)
    return max(counts, key=lambda s: (counts[s], s), default=0.0)


def _reason(line: VisualLine, page: Page, heads: set[tuple[str, str]], size: float) -> str:
    if line.rotated:
        return _WATERMARK
    if page.unreadable:
        return _UNREADABLE
    if line.table:
        return ""
    edge = _edge(line, page)
    if edge and _PAGE_NUMBER.match(line.text):
        return _NUMBER
    head = edge and (_at_edge(line, edge) in heads or line.size < 0.75 * size)
    return _HEAD if head else ""


def _edge(line: VisualLine, page: Page) -> str:
    """The margin that a line stands in: top, bottom or none."""
    at = line.top - page.top
    return "top" if at < page.height * _MARGIN else "bottom" if at > page.height * (1 - _MARGIN) else ""


def _at_edge(line: VisualLine, edge: str) -> tuple[str, str]:
    return edge, re.sub(r"\d+", "", line.text).strip()


def _running_heads(pages: Sequence[Page]) -> set[tuple[str, str]]:
    """Margin and words of what stands in the top or in the bottom margin of at least half of the pages, two or more.
    What ends one page and begins the next is no head: the printer has overlapped them.
    """
    found = Counter(
        head for page in pages for head in {
            _at_edge(line, _edge(line, page)) for line in page.lines if not line.table and _edge(line, page)
        }
    )
    return {head for head, count in found.items() if head[1] and count >= 2 and count * 2 >= len(pages)}


def _left_margin(values: Sequence[float]) -> float:
    """Where lines begin that are not indented: the leftmost place at which one line in twenty begins."""
    counts = Counter(round(value) for value in values)
    return float(min((place for place, count in counts.items() if count * 20 >= len(values)), default=0))


def _right_margin(body: Sequence[VisualLine], size: float) -> float:
    """Where full lines end: the rightmost place near which one line in ten ends (an address or a page's own header may
    reach further).
    """
    ends = sorted((line.right for line in body), reverse=True)
    for place, right in enumerate(ends):
        near = sum(1 for other in ends[place:] if other > right - size)
        if near * 10 >= len(ends):
            return right
    return ends[0] if ends else 0.0
