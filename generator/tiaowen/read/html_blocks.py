"""The blocks of a page: each paragraph, heading, list item or table row as the text a browser shows, with its bold
ranges.

White space follows CSS Text 3: runs become one space, a line break between two wide characters becomes nothing, &nbsp;
and ideographic spaces stay.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from lxml import etree
from msgspec import Struct

from tiaowen.model import Span
from tiaowen.read.formula import formula_text
from tiaowen.read.html_lists import list_number, list_styles
from tiaowen.read.tables import Cell, grid, is_layout
from tiaowen.text import FULL_WIDTH, whole_number

_BLOCKS = frozenset((  # noqa: SIM905 - a word list reads better
    "address article aside blockquote body caption center dd details dialog div dl dt fieldset figcaption figure "
    "footer form h1 h2 h3 h4 h5 h6 "
    "header hr html legend li main menu nav ol optgroup p pre section summary table tbody td tfoot th thead tr ul "
    "ucapcontent ucaptitle"
).split())
_UNSEEN = frozenset((  # noqa: SIM905
    "script style head title meta link noscript template iframe object embed applet canvas svg select option textarea "
    "button input "
    "audio video map area img frameset noframes rt rp rtc"
).split())
_HIDDEN = re.compile(r"(?:display\s*:\s*none|visibility\s*:\s*hidden)", re.I)
_BOLD = re.compile(r"font-weight\s*:\s*(?:bold|bolder|[6-9]00)", re.I)
_NOT_BOLD = re.compile(r"font-weight\s*:\s*(?:normal|lighter|[1-5]00)", re.I)
_FACE = re.compile(r"font-family\s*:\s*([^;]+)", re.I)
# 标黑体字的为牵头单位 means the typeface as well as the weight
_BOLD_FACE = re.compile(r"^[\s'\"]*(?:黑体|SimHei)", re.I)
_BOLD_TAGS = frozenset(("b", "strong", "h1", "h2", "h3", "h4", "h5", "h6", "th"))
_ASCII_SPACE = re.compile(r"[ \t\r\n\f]+")


class Block(Struct, kw_only=True):
    """One block in reading order. ``weight``: characters outside links; ``table``: number of the data table the row
    belongs to.
    """

    element: etree._Element
    line: int
    text: str
    bold: tuple[Span, ...] = ()
    weight: int = 0
    table: int = 0


class _Builder:
    """Collects the inline text of one block."""

    def __init__(self) -> None:
        self.pieces: list[str] = []
        self.length = 0
        self.space = ""
        self.bold: list[Span] = []
        self.weight = 0
        self.line = 0

    def add(self, text: str, line: int, *, bold: bool, link: bool) -> None:
        start = 0
        for match in [*_ASCII_SPACE.finditer(text), None]:
            self._word(text[start:match.start() if match else len(text)], line, bold=bold, link=link)
            if match:
                self.space = "\n" if "\n" in match[0] and self.space != " " else " "
                start = match.end()

    def _word(self, word: str, line: int, *, bold: bool, link: bool) -> None:
        if not word:
            return
        if self.pieces and self.space:
            joint = self.pieces[-1][-1] + word[0]
            if self.space == " " or not (FULL_WIDTH.match(joint[0]) and FULL_WIDTH.match(joint[1])):
                self.pieces.append(" ")
                self.length += 1
        self.space = ""
        if not self.pieces:
            self.line = line
        if bold:
            if self.bold and self.bold[-1].end == self.length:
                self.bold[-1] = Span(self.bold[-1].start, self.length + len(word))
            else:
                self.bold.append(Span(self.length, self.length + len(word)))
        self.pieces.append(word)
        self.length += len(word)
        self.weight += 0 if link else len(word)

    def take(self, element: etree._Element) -> Block | None:
        text = "".join(self.pieces)
        block = (
            Block(element=element, line=self.line, text=text, bold=tuple(self.bold), weight=self.weight)
            if text.strip() else None
        )
        self.__init__()  # type: ignore[misc]
        return block


def blocks_of(root: etree._Element) -> list[Block]:
    """Every visible block of the page, in reading order; a data table gives one block a row, its cells joined by
    tabs.
    """
    return list(_Walker().walk(root))


class _Walker:
    def __init__(self) -> None:
        self.builder = _Builder()
        self.tables = 0
        self.block: list[etree._Element] = []
        self.bold = [False]
        self.links = 0
        self.preformatted = 0
        self.items: dict[etree._Element, int] = {}
        self.sheet: dict[str, str] = {}

    def walk(self, root: etree._Element) -> Iterator[Block]:
        """Pre-order without recursion: pages nest thousands deep."""
        self.sheet = list_styles(root)
        stack: list[tuple[str, etree._Element]] = [("open", root)]
        while stack:
            action, element = stack.pop()
            if action == "close":
                yield from self._close(element)
                continue
            if not isinstance(element.tag, str) or _is_hidden(element):
                yield from self._tail(element)
                continue
            if element.tag == "table" and (rows := _data_rows(element)):
                yield from self._flush(element)
                yield from self._table(element, rows)
                yield from self._tail(element)
                continue
            if element.tag == "math":
                yield from self._text(formula_text(element) or element.get("alttext"), element)
                yield from self._tail(element)
                continue
            yield from self._open(element)
            stack.append(("close", element))
            stack.extend(("open", child) for child in reversed(element))

    def _open(self, element: etree._Element) -> Iterator[Block]:
        tag = element.tag
        if tag in _BLOCKS or tag == "br":
            yield from self._flush(element.getparent() if tag == "br" else element)
        if tag in _BLOCKS:
            self.block.append(element)
        self.bold.append(_is_bold(element, inherited=self.bold[-1]))
        self.links += tag == "a" and bool(element.get("href"))
        self.preformatted += tag == "pre"
        if tag == "li":
            yield from self._text(self._number(element), element)
        yield from self._text(element.text, element)

    def _close(self, element: etree._Element) -> Iterator[Block]:
        tag = element.tag
        if tag in _BLOCKS:
            yield from self._flush(element)
            self.block.pop()
        self.bold.pop()
        self.links -= tag == "a" and bool(element.get("href"))
        self.preformatted -= tag == "pre"
        yield from self._tail(element)

    def _tail(self, element: etree._Element) -> Iterator[Block]:
        if element.getparent() is not None:
            yield from self._text(element.tail, element)

    def _text(self, text: str | None, element: etree._Element) -> Iterator[Block]:
        pieces = str(text or "").split("\n") if self.preformatted else [str(text or "")]
        for order, piece in enumerate(pieces):
            if order:
                yield from self._flush(element)
            self.builder.add(piece, _line(element), bold=self.bold[-1], link=self.links > 0)

    def _number(self, item: etree._Element) -> str:
        parent = item.getparent()
        if parent is None or parent.tag != "ol":
            return ""
        here = whole_number(item.get("value"), self.items.get(parent, whole_number(parent.get("start"), 1) - 1) + 1)
        self.items[parent] = here
        return list_number(item, here, self.sheet)

    def _flush(self, element: etree._Element | None) -> Iterator[Block]:
        owner = self.block[-1] if self.block else element
        block = self.builder.take(owner) if owner is not None else None
        if block:
            yield block

    def _table(self, table: etree._Element, rows: list[tuple[int, list[Cell]]]) -> Iterator[Block]:
        self.tables += 1
        for (line, _), texts in zip(rows, grid([cells for _, cells in rows]), strict=True):
            text = "\t".join(texts)
            if text.strip():
                yield Block(element=table, line=line, text=text, weight=len(text), table=self.tables)


def _line(element: etree._Element) -> int:
    return int(str(element.sourceline or 0))


def _is_hidden(element: etree._Element) -> bool:
    """Whether a person does not see the element. A page that hides its whole body shows it again by script."""
    if element.tag in ("html", "body"):
        return False
    return (
        element.tag in _UNSEEN or element.get("hidden") is not None
        or element.tag == "dialog" and element.get("open") is None
        or bool(_HIDDEN.search(str(element.get("style") or "")))
    )


def _is_bold(element: etree._Element, *, inherited: bool) -> bool:
    style = str(element.get("style") or "")
    if _BOLD.search(style) or element.tag in _BOLD_TAGS:
        return not _NOT_BOLD.search(style)
    face = _FACE.search(style) or _FACE.search(f"font-family:{element.get('face') or ''};")
    if face and _BOLD_FACE.search(face[1]):
        return True
    return inherited and not _NOT_BOLD.search(style)


def _data_rows(table: etree._Element) -> list[tuple[int, list[Cell]]]:
    """The rows of a data table, each with its source line; nothing when the table only lays out the page."""
    if next(table.iterdescendants("table"), None) is not None:
        return []
    rows = [[cell for cell in row if cell.tag in ("td", "th")] for row in table.iter("tr")]
    found = [(_line(row[0]), [_cell(cell) for cell in row]) for row in rows if row]
    return [] if is_layout([cells for _, cells in found]) else found


def _cell(cell: etree._Element) -> Cell:
    width, height = (whole_number(cell.get(name), 1) for name in ("colspan", "rowspan"))
    return Cell(paragraphs=[block.text for block in _Walker().walk(cell)], width=width, height=height)
