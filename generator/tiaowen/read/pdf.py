"""PDF with a text layer: visual lines in reading order. A line that ends a paragraph keeps a space at its end, as Word's own
conversion to text writes it, so that broken lines are joined by one rule wherever they come from.
"""

from __future__ import annotations

import io
import logging
import re
from collections import Counter
from collections.abc import Iterator, Sequence
from typing import Any

import pdfplumber
from msgspec import Struct

from tiaowen.diagnostics import finding
from tiaowen.model import Diagnostic, Line, SourceText
from tiaowen.read.pdf_lines import VisualLine, is_two_columns, visual_lines
from tiaowen.read.source import Source

_PAGES = 3000
logging.getLogger("pdfminer").setLevel(logging.ERROR)  # it warns of every font without a bounding box
_PAGE_NUMBER = re.compile(r"^[-—–－·\s]*(?:第\s*)?\d{1,4}(?:\s*页)?(?:\s*[/，,共]\s*(?:共\s*)?\d{1,4}\s*页?)?[-—–－·\s]*$")
_WATERMARK, _NUMBER, _HEAD = "水印", "页码", "页眉页脚"
_MARGIN = 0.09
_FRAME_CELLS, _FRAME_TEXT = 5, 200


class _Page(Struct, kw_only=True):
    """One page: its lines from top to bottom, rows of tables among them."""

    lines: list[VisualLine]
    height: float
    columns: bool
    images: int


def read_pdf(source: Source) -> SourceText:
    """The lines of a PDF; ``number`` is a running line over all pages. Without a text layer, or with glyphs that mean nothing, refused."""
    if not source.data:
        return source.result("pdf", diagnostics=(finding("R001", path=source.name),))
    try:
        with pdfplumber.open(io.BytesIO(source.data)) as document:
            pages = [_page(page) for page in document.pages[:_PAGES]]
    except Exception as error:  # a broken PDF fails in as many ways as it has objects; it costs only this file
        detail = "需要密码" if "password" in type(error).__name__.lower() else f"文件损坏：{type(error).__name__}"
        return source.result("pdf", diagnostics=(finding("R012", path=source.name, detail=detail),))
    lines = tuple(_lines(pages))
    return source.result("pdf", encoding="utf-8", lines=lines, diagnostics=tuple(_findings(source.name, pages, lines)))


def _page(printed: Any) -> _Page:
    # A browser that has no bold font prints a bold character twice or more at one place (一一、、总总体体要要求求): it is one character.
    page = printed.dedupe_chars(tolerance=1, extra_attrs=()) if _is_overprinted(printed.chars) else printed
    tables = page.find_tables() if page.lines or page.rects or page.curves else []
    ruled = [table for table in tables if len(table.rows) > 1 and max((len(row.cells) for row in table.rows), default=0) > 1]
    data = [table for table in ruled if not _is_frame(table)]
    boxes = [table.bbox for table in data]
    lines = visual_lines([char for char in page.chars if not _inside(char, boxes)])
    rows = [
        VisualLine(top=row.bbox[1], left=row.bbox[0], right=row.bbox[2], size=0, text="\t".join(cells), table=id(table))
        for table in data for row, cells in zip(table.rows, _cells(table), strict=False) if "".join(cells).strip()
    ]
    printed.close()
    ordered = sorted([*lines, *rows], key=lambda line: line.top)
    return _Page(lines=ordered, height=float(page.height), columns=is_two_columns(lines), images=len(page.images))


def _is_overprinted(chars: Sequence[dict[str, Any]]) -> bool:
    """Whether one character in a hundred stands where the same character stood before."""
    places = Counter((char["text"], round(char["x0"]), round(char["top"])) for char in chars if char["text"].strip())
    return sum(places.values()) > len(places) * 1.01


def _is_frame(table: Any) -> bool:
    """Whether the lines are the frames of a web page and not of a table: a few cells, one of which holds most of the text."""
    texts = {text for row in table.extract() for cell in row if (text := "".join((cell or "").split()))}
    longest = max(map(len, texts), default=0)
    return len(texts) <= _FRAME_CELLS and longest > _FRAME_TEXT and longest * 2 > sum(map(len, texts))


def _inside(char: dict[str, Any], boxes: Sequence[tuple[float, float, float, float]]) -> bool:
    x, y = (char["x0"] + char["x1"]) / 2, (char["top"] + char["bottom"]) / 2
    return any(left <= x <= right and top <= y <= bottom for left, top, right, bottom in boxes)


def _cells(table: Any) -> list[list[str]]:
    return [["".join((cell or "").split("\n")).replace("\t", " ") for cell in row] for row in table.extract()]


def _lines(pages: Sequence[_Page]) -> Iterator[Line]:
    """All lines with their reasons; a paragraph's last line ends in a space, its first one is indented."""
    heads = _running_heads(pages)
    size = _usual_size(pages)
    tables: dict[int, int] = {}
    all_lines = [(line, "" if line.table else _reason(line, page, heads, size)) for page in pages for line in page.lines]
    body = [line for line, reason in all_lines if not line.table and not reason]
    left = _left_margin([line.left for line in body])
    right = _right_margin(body, size)
    following: VisualLine | None = None
    ends: list[bool] = []
    for line, reason in reversed(all_lines):
        ends.append(_ends_paragraph(line, following, left, right))
        following = following if reason else line
    for number, ((line, reason), end) in enumerate(zip(all_lines, reversed(ends), strict=True), 1):
        if line.table:
            yield Line(number=number, text=line.text, table=tables.setdefault(line.table, len(tables) + 1))
        elif reason:
            yield Line(number=number, text=line.text, left_out=reason)
        else:
            yield Line(number=number, text=line.text + (" " if end else ""), bold=line.bold)


def _ends_paragraph(line: VisualLine, following: VisualLine | None, left: float, right: float) -> bool:
    """A short line ends its paragraph; so does a full one when the next line is indented."""
    em = line.size or 10.0
    if line.left > left + 0.3 * (right - left):  # set to the right or in the middle: a signature, a date, a title
        return True
    if line.right < right - 2.3 * em:  # two characters may go to the next line together (型，)
        return True
    return following is not None and following.left > left + 1.4 * em and bool(re.search("[。；：！？”）]$", line.text))


def _usual_size(pages: Sequence[_Page]) -> float:
    """The size of type that most characters have."""
    counts: Counter[float] = Counter()
    for page in pages:
        for line in page.lines:
            counts[round(line.size, 1)] += 0 if line.table else len(line.text)
    return max(counts, key=lambda s: (counts[s], s), default=0.0)


def _reason(line: VisualLine, page: _Page, heads: set[str], size: float) -> str:
    if line.rotated:
        return _WATERMARK
    edge = line.top < page.height * _MARGIN or line.top > page.height * (1 - _MARGIN)
    if edge and _PAGE_NUMBER.match(line.text):
        return _NUMBER
    head = edge and (re.sub(r"\d+", "", line.text).strip() in heads or line.size < 0.75 * size)
    return _HEAD if head else ""


def _running_heads(pages: Sequence[_Page]) -> set[str]:
    """What stands in the top or bottom margin of at least half of the pages, two or more."""
    found = Counter(
        text for page in pages for text in {
            re.sub(r"\d+", "", line.text).strip() for line in page.lines
            if not line.table and (line.top < page.height * _MARGIN or line.top > page.height * (1 - _MARGIN))
        }
    )
    return {text for text, count in found.items() if text and count >= 2 and count * 2 >= len(pages)}


def _left_margin(values: Sequence[float]) -> float:
    """Where lines begin that are not indented: the leftmost place at which one line in twenty begins."""
    counts = Counter(round(value) for value in values)
    return float(min((place for place, count in counts.items() if count * 20 >= len(values)), default=0))


def _right_margin(body: Sequence[VisualLine], size: float) -> float:
    """Where full lines end: the rightmost place near which one line in ten ends (an address or a page's own header may reach further)."""
    ends = sorted((line.right for line in body), reverse=True)
    for place, right in enumerate(ends):
        near = sum(1 for other in ends[place:] if other > right - size)
        if near * 10 >= len(ends):
            return right
    return ends[0] if ends else 0.0


def _findings(name: str, pages: Sequence[_Page], lines: Sequence[Line]) -> Iterator[Diagnostic]:
    text = "".join(line.text for line in lines if not line.left_out)
    visible = len("".join(text.split()))
    if not visible:
        yield finding("R009" if any(page.images for page in pages) or pages else "R001", path=name)
    elif visible < 30 * len(pages) and sum(page.images > 0 for page in pages) * 2 > len(pages):
        yield finding("R009", path=name)
    columns = [index for index, page in enumerate(pages, 1) if page.columns]
    if columns:
        yield finding("R011", path=name, page=columns[0])

