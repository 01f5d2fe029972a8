"""OpenDocument texts: content.xml in reading order with the numbers that its list styles print (ODF 1.3 part 3,
chapters 5, 9, 16.30).
"""

from __future__ import annotations

import io
import zipfile
from collections.abc import Iterator

from lxml import etree

from tiaowen.diagnostics import finding
from tiaowen.model import Diagnostic, Line, SourceText
from tiaowen.read.container import unsafe
from tiaowen.read.formula import formula_text
from tiaowen.read.odt_lists import Lists
from tiaowen.read.source import Source
from tiaowen.read.tables import TALLEST, WIDEST, Cell, grid, is_layout
from tiaowen.text import whole_number

_TEXT, _TABLE = "{urn:oasis:names:tc:opendocument:xmlns:text:1.0}", "{urn:oasis:names:tc:opendocument:xmlns:table:1.0}"
_DRAW, _XLINK = "{urn:oasis:names:tc:opendocument:xmlns:drawing:1.0}", "{http://www.w3.org/1999/xlink}"
_UNSEEN = frozenset((f"{_TEXT}tracked-changes", f"{_TEXT}ruby-text", f"{_TEXT}sequence-decls",
                     f"{_TEXT}table-of-content-source", f"{_TEXT}note"))
_PARAGRAPHS = frozenset((f"{_TEXT}p", f"{_TEXT}h"))
_STYLE = "{urn:oasis:names:tc:opendocument:xmlns:style:1.0}"
_CONTENTS = "目录（自动生成）"


def read_odt(source: Source) -> SourceText:
    """The paragraphs and table rows of the document, numbered from 1."""
    problem = unsafe(source.data)
    if problem:
        return source.unreadable("odt", problem)
    parser = etree.XMLParser(resolve_entities=False, no_network=True, huge_tree=True)
    try:
        with zipfile.ZipFile(io.BytesIO(source.data)) as container:
            content = etree.fromstring(container.read("content.xml"), parser)
            styles = (
                etree.fromstring(container.read("styles.xml"), parser) if "styles.xml" in container.namelist() else None
            )
            formulas = {name: container.read(name) for name in container.namelist() if name.endswith("/content.xml")}
    except MemoryError:  # the limit of a file: who set it tells it
        raise
    except Exception:
        return source.unreadable("odt", "文件损坏")
    body = next(content.iter("{urn:oasis:names:tc:opendocument:xmlns:office:1.0}text"), None)
    if body is None:
        return source.unreadable("odt", "里面没有文字")
    reader = _Reader(Lists(content, styles), formulas, _hidden_styles(content, styles))
    lines = tuple(reader.lines(body))
    return source.result("odt", encoding="utf-8", lines=lines, diagnostics=reader.findings(source.name, lines))


class _Reader:
    """Walks the body once, counting paragraphs and list numbers."""

    def __init__(self, lists: Lists, formulas: dict[str, bytes], hidden_styles: frozenset[str]) -> None:
        self.lists = lists
        self.formulas = formulas
        self.hidden_styles = hidden_styles
        self.number = 0
        self.tables = 0
        self.notes: list[etree._Element] = []
        self.pictures: list[tuple[int, str]] = []
        self.made: list[tuple[int, str]] = []

    def lines(self, body: etree._Element) -> Iterator[Line]:
        """Body, then footnotes."""
        yield from self._blocks(body, "")
        for order, note in enumerate(list(self.notes), 1):
            text = " ".join(self._inline(p).strip() for p in note.iter(f"{_TEXT}p"))
            yield Line(number=self._next(), text=f"[{order}]{text}")

    def findings(self, path: str, lines: tuple[Line, ...]) -> tuple[Diagnostic, ...]:
        """Pictures and formulas that were met, each kind once with its first place; an empty document."""
        found = [
            finding(code, path=path, line=items[0][0], count=len(items), example=items[0][1])
            for code, items in (("R015", self.pictures), ("R018", self.made)) if items
        ]
        if not any(not line.left_out for line in lines):
            found.append(finding("R006" if self.pictures else "R001", path=path))
        return tuple(found)

    def _next(self) -> int:
        self.number += 1
        return self.number

    def _blocks(self, parent: etree._Element, reason: str) -> Iterator[Line]:
        for child in parent:
            if not isinstance(child.tag, str) or child.tag in _UNSEEN or self._hidden(child):
                continue
            if child.tag in _PARAGRAPHS:
                yield from self._paragraph(child, self.lists.heading(child) if child.tag == f"{_TEXT}h" else "", reason)
            elif child.tag == f"{_TEXT}list":
                yield from self._list(child, reason)
            elif child.tag == f"{_TABLE}table":
                yield from self._table(child)
            else:
                yield from self._blocks(child, _CONTENTS if child.tag == f"{_TEXT}table-of-content" else reason)

    def _hidden(self, element: etree._Element) -> bool:
        """Whether the document shows nothing of the element: by its style, as a hidden section, paragraph or text."""
        if element.get(f"{_TEXT}display") == "none" or element.get(f"{_TEXT}is-hidden") == "true":
            return True
        if element.tag in _PARAGRAPHS and any(mark.get(f"{_TEXT}is-hidden") == "true"
                                              for mark in element.iter(f"{_TEXT}hidden-paragraph")):
            return True
        return element.get(f"{_TEXT}style-name") in self.hidden_styles

    def _paragraph(self, paragraph: etree._Element, label: str, reason: str) -> Iterator[Line]:
        number = self._next()
        for text in (label + self._inline(paragraph)).split("\n"):
            if text.strip():
                yield Line(number=number, text=text, left_out=reason)
        for box in paragraph.iter(f"{_DRAW}text-box"):
            if next(box.iterancestors(*_PARAGRAPHS), None) is paragraph:
                yield from self._blocks(box, reason)

    def _list(self, element: etree._Element, reason: str) -> Iterator[Line]:
        self.lists.enter(element)
        for item in element:
            if item.tag not in (f"{_TEXT}list-item", f"{_TEXT}list-header"):
                continue
            label = self.lists.item(item) if item.tag == f"{_TEXT}list-item" else ""
            for child in item:
                if self._hidden(child):
                    continue
                if child.tag in _PARAGRAPHS:
                    yield from self._paragraph(child, label, reason)
                    label = ""
                elif child.tag == f"{_TEXT}list":
                    yield from self._list(child, reason)
        self.lists.leave()

    def _inline(self, element: etree._Element) -> str:
        pieces = [str(element.text or "")]
        for child in element:
            pieces += [self._inline_element(child), str(child.tail or "")]
        return "".join(pieces) if element.tag.__class__ is str else ""

    def _inline_element(self, child: etree._Element) -> str:
        tag = child.tag
        if not isinstance(tag, str) or self._hidden(child):
            return ""
        if tag == f"{_TEXT}s":
            return " " * whole_number(child.get(f"{_TEXT}c"), 1)
        if tag == f"{_TEXT}tab":
            return " "
        if tag == f"{_TEXT}line-break":
            return "\n"
        if tag == f"{_TEXT}note":
            self.notes.append(next(child.iter(f"{_TEXT}note-body"), child))
            return f"[{len(self.notes)}]"
        if tag == f"{_DRAW}frame":
            return self._frame(child)
        return "" if tag in _UNSEEN or tag == f"{_DRAW}text-box" else self._inline(child)

    def _frame(self, frame: etree._Element) -> str:
        """A frame holds a text box (read after the paragraph), a formula, or a picture."""
        found = frame.find(f"{_DRAW}object")
        data = (
            None if found is None else self.formulas.get(str(found.get(f"{_XLINK}href") or "").removeprefix("./")
                                                         + "/content.xml")
        )
        if data is not None:
            math = etree.fromstring(data, etree.XMLParser(resolve_entities=False, no_network=True))
            if str(math.tag).endswith("}math"):
                text = formula_text(math)
                self.made.append((self.number, text))
                return text
        if frame.find(f"{_DRAW}text-box") is None:
            self.pictures.append((self.number, str(frame.get(f"{_DRAW}name") or "图片")))
        return ""

    def _table(self, table: etree._Element) -> Iterator[Line]:
        own = [row for row in table.iter(f"{_TABLE}table-row")
               if next(row.iterancestors(f"{_TABLE}table"), None) is table]
        start = self.number
        found = [[(cell, list(self._blocks(cell, ""))) for cell in row if cell.tag == f"{_TABLE}table-cell"]
                 for row in own]
        rows = [[one for cell, lines in row for one in _cells(cell, [line.text for line in lines])] for row in found]
        if is_layout(rows):
            yield from (line for row in found for _, lines in row for line in lines)
            return
        self.number = start
        self.tables += 1
        for texts in grid(_repeated(own, rows)):
            number = self._next()
            if "".join(texts).strip():
                yield Line(number=number, text="\t".join(texts), table=self.tables)


def _cells(cell: etree._Element, paragraphs: list[str]) -> list[Cell]:
    """The cell as often as it is said to be repeated (9.1.4); an empty one is as wide as that instead."""
    width, height = (whole_number(cell.get(f"{_TABLE}number-{name}-spanned"), 1) for name in ("columns", "rows"))
    times = whole_number(cell.get(f"{_TABLE}number-columns-repeated"), 1)
    if not any(paragraphs):
        return [Cell(paragraphs=paragraphs, width=max(width, times), height=height)]
    return [Cell(paragraphs=paragraphs, width=width, height=height)] * min(max(times, 1), WIDEST)


def _repeated(own: list[etree._Element], rows: list[list[Cell]]) -> Iterator[list[Cell]]:
    """The rows, those with text as often as they are said to be repeated (9.1.3); all such rows of a table together
    add at most ``TALLEST``.
    """
    spare = TALLEST
    for element, row in zip(own, rows, strict=True):
        more = whole_number(element.get(f"{_TABLE}number-rows-repeated"), 1) - 1
        more = max(0, min(more, spare)) if any(cell.text for cell in row) else 0
        spare -= more
        yield from [row] * (1 + more)


def _hidden_styles(*roots: etree._Element | None) -> frozenset[str]:
    """The names of the styles whose text is not shown."""
    return frozenset(
        str(style.get(f"{_STYLE}name")) for root in roots if root is not None for style in root.iter(f"{_STYLE}style")
        if any(mark.get(f"{_TEXT}display") == "none" for mark in style.iter(f"{_STYLE}text-properties"))
    )
