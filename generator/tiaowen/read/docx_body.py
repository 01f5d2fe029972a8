"""The body of a Word document in reading order: paragraphs with bold runs and the numbers Word prints, tables,
footnotes, running heads.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from docx.document import Document
from docx.oxml.ns import qn
from lxml import etree

from tiaowen.model import Line, Span
from tiaowen.read.docx_inline import Inline
from tiaowen.read.docx_numbers import Numbering
from tiaowen.read.tables import Cell, grid, is_layout
from tiaowen.text import whole_number

_CONTENTS, _HEADER = "目录（Word 自动生成）", "页眉页脚"
_TRUE = ("", "1", "true", "on")
_BOLD_FACES = frozenset(("黑体", "SimHei"))
_WRAPPERS = frozenset(qn(name) for name in ("w:sdt", "w:sdtContent", "w:ins", "w:moveTo", "w:smartTag", "w:customXml"))
_LABELLED = re.compile("([】：:]) ")
_ALTERNATIVE = "{http://schemas.openxmlformats.org/markup-compatibility/2006}Fallback"


class Body:
    """Walks the body once, counting paragraphs and list numbers."""

    def __init__(self, document: Document) -> None:
        self.document = document
        self.numbering = Numbering(_part(document, "numbering"))
        self.styles = {str(style.get(qn("w:styleId"))): style for style in document.styles.element.iter(qn("w:style"))}
        self.inline = Inline()
        self.number = 0
        self.tables = 0
        self.hidden_rows = 0

    def lines(self) -> Iterator[Line]:
        """Body, then footnotes, then running heads as left out."""
        yield from self._blocks(self.document.element.body)
        yield from self._footnotes()
        seen: set[str] = set()
        for section in self.document.sections:
            for part in (section.header, section.footer):
                for paragraph in part.paragraphs:
                    text = paragraph.text.strip()
                    if text and text not in seen:
                        seen.add(text)
                        yield Line(number=self._next(), text=text, left_out=_HEADER)

    def _next(self) -> int:
        self.number += 1
        return self.number

    def _blocks(self, parent: etree._Element) -> Iterator[Line]:
        for child in parent:
            if child.tag == qn("w:p"):
                yield from self._paragraph(child)
            elif child.tag == qn("w:tbl"):
                yield from self._table(child)
            elif child.tag in _WRAPPERS:
                yield from self._blocks(child)

    def _paragraph(self, paragraph: etree._Element) -> Iterator[Line]:
        number = self._next()
        deleted = _mark_is_deleted(paragraph)
        if deleted and _is_joined_to_next(paragraph):
            return
        style = self._style(paragraph)
        label = "" if deleted else self._label(paragraph, style)
        reason = (
            _CONTENTS if style.lower().replace(" ", "").startswith(("toc", "目录"))
            and style.lower() != "tocheading" else ""
        )
        for text, bold in self._runs(paragraph, style, number):
            moved = tuple(Span(s.start + len(label), s.end + len(label)) for s in bold)
            if text.strip() or label:
                yield Line(number=number, text=label + text, bold=moved, left_out=reason)
            label = ""
        for box in _boxes(paragraph):
            yield from self._blocks(box)

    def _style(self, paragraph: etree._Element) -> str:
        found = paragraph.find(f"{qn('w:pPr')}/{qn('w:pStyle')}")
        return "" if found is None else str(found.get(qn("w:val")))

    def _label(self, paragraph: etree._Element, style: str) -> str:
        properties = paragraph.find(f"{qn('w:pPr')}/{qn('w:numPr')}")
        by_style = ""
        if properties is None or properties.find(qn("w:numId")) is None:
            for element in self._chain(style):
                inherited = element.find(f"{qn('w:pPr')}/{qn('w:numPr')}")
                if inherited is not None and inherited.find(qn("w:numId")) is not None:
                    properties, by_style = inherited, str(element.get(qn("w:styleId")))
                    break
        if properties is None:
            return ""
        number, level = properties.find(qn("w:numId")), properties.find(qn("w:ilvl"))
        if number is None:
            return ""
        depth = 0 if level is None else whole_number(level.get(qn("w:val")), 0)
        return self.numbering.label(str(number.get(qn("w:val"))), depth, by_style)

    def _chain(self, style: str) -> Iterator[etree._Element]:
        seen: set[str] = set()
        while style in self.styles and style not in seen:
            seen.add(style)
            element = self.styles[style]
            yield element
            based = element.find(qn("w:basedOn"))
            style = "" if based is None else str(based.get(qn("w:val")))

    def _flag(self, properties: etree._Element | None, name: str) -> bool | None:
        found = None if properties is None else properties.find(qn(name))
        return None if found is None else str(found.get(qn("w:val")) or "") in _TRUE

    def _bold(self, run: etree._Element, style: str) -> bool:
        properties = run.find(qn("w:rPr"))
        fonts = None if properties is None else properties.find(qn("w:rFonts"))
        if fonts is not None and str(fonts.get(qn("w:eastAsia")) or "") in _BOLD_FACES:
            return True  # 标黑体字的为牵头单位 means the typeface as well as the weight
        direct = self._flag(properties, "w:b")
        if direct is not None:
            return direct
        named = None if properties is None else properties.find(qn("w:rStyle"))
        for name in ("" if named is None else str(named.get(qn("w:val"))), style):
            for element in self._chain(name):
                flag = self._flag(element.find(qn("w:rPr")), "w:b")
                if flag is not None:
                    return flag
        return False

    def _runs(self, paragraph: etree._Element, style: str, number: int) -> list[tuple[str, tuple[Span, ...]]]:
        """The paragraph's lines (cut at line breaks) with their bold ranges; hidden text is not there."""
        lines: list[tuple[str, tuple[Span, ...]]] = []
        text, bold = "", list[Span]()
        run: etree._Element | None = None
        hidden = strong = False
        for piece in self.inline.pieces(paragraph, number):
            if piece.run is None:
                hidden = strong = False
            elif piece.run is not run:
                hidden = bool(self._flag(piece.run.find(qn("w:rPr")), "w:vanish"))
                strong = self._bold(piece.run, style)
            run = piece.run
            if hidden:
                continue
            if piece.text == "\n":
                lines.append((text, tuple(bold)))
                text, bold = "", []
            elif strong and bold and bold[-1].end == len(text):
                bold[-1] = Span(bold[-1].start, len(text) + len(piece.text))
                text += piece.text
            else:
                bold += [Span(len(text), len(text) + len(piece.text))] if strong else []
                text += piece.text
        return [*lines, (text, tuple(bold))]

    def _footnotes(self) -> Iterator[Line]:
        parts = {kind: _part(self.document, kind) for kind in ("footnotes", "endnotes")}
        for order, (kind, name) in enumerate(list(self.inline.notes), 1):
            part = parts[kind]
            for note in () if part is None else part:
                if str(note.get(qn("w:id"))) == name:
                    number = self._next()
                    text = " ".join("".join(piece.text for piece in self.inline.pieces(p, number)).strip()
                                    for p in note.iter(qn("w:p")))
                    yield Line(number=number, text=f"[{order}]{text.strip()}")

    def _table(self, table: etree._Element) -> Iterator[Line]:
        every = [row for row in table.iter(qn("w:tr")) if _owner(row, "w:tbl") is table]
        seen = [row for row in every if not self._flag(row.find(qn("w:trPr")), "w:hidden")]
        self.hidden_rows += len(every) - len(seen)
        own = [[cell for cell in row.iter(qn("w:tc")) if _owner(cell, "w:tr") is row] for row in seen]
        start = self.number
        found = [[(cell, list(self._blocks(cell))) for cell in row] for row in own]
        rows = [[Cell(paragraphs=[line.text for line in lines], width=_width(cell)) for cell, lines in row]
                for row in found]
        if is_layout(rows):
            yield from _laid_out([[lines for _, lines in row] for row in found])
            return
        self.number = start
        self.tables += 1
        for texts in grid(_merged([[cell for cell, _ in row] for row in found], rows)):
            number = self._next()
            if "".join(texts).strip():
                yield Line(number=number, text="\t".join(texts), table=self.tables)


def _laid_out(rows: list[list[list[Line]]]) -> Iterator[Line]:
    """The text of a layout table: a row of short cells is one line (【文号】 and the number beside it), a cell of
    paragraphs its paragraphs.
    """
    for row in rows:
        filled = [lines for lines in row if lines]
        if len(filled) > 1 and all(len(lines) == 1 for lines in filled):
            yield Line(number=filled[0][0].number,
                       text=_LABELLED.sub(r"\1", " ".join(lines[0].text.strip() for lines in filled)))
        else:
            yield from (line for lines in filled for line in lines)


def _width(cell: etree._Element) -> int:
    span = cell.find(f"{qn('w:tcPr')}/{qn('w:gridSpan')}")
    return 1 if span is None else whole_number(span.get(qn("w:val")), 1)


def _merged(elements: list[list[etree._Element]], rows: list[list[Cell]]) -> list[list[Cell]]:
    """The rows with what Word writes as continued cells (w:vMerge) told as the height of the cell above."""
    above: dict[int, Cell] = {}
    found: list[list[Cell]] = []
    for row, cells in zip(elements, rows, strict=True):
        kept: list[Cell] = []
        column, still = 0, dict[int, Cell]()
        for element, cell in zip(row, cells, strict=True):
            mark = element.find(f"{qn('w:tcPr')}/{qn('w:vMerge')}")
            if (
                mark is not None and str(mark.get(qn("w:val")) or "continue") == "continue" and column in above
                and not cell.text
            ):
                above[column].height += 1
                still[column] = above[column]
            else:
                kept.append(cell)
                if mark is not None:
                    still[column] = cell
            column += max(cell.width, 1)
        above = still
        found.append(kept)
    return found


def _mark_is_deleted(paragraph: etree._Element) -> bool:
    """Whether a tracked change takes away the mark that ends the paragraph, and its number with it."""
    properties = paragraph.find(f"{qn('w:pPr')}/{qn('w:rPr')}")
    return properties is not None and any(properties.find(qn(name)) is not None for name in ("w:del", "w:moveFrom"))


def _is_joined_to_next(paragraph: etree._Element) -> bool:
    """Puts its words before those of the next paragraph, as a deleted mark means (ISO/IEC 29500-1, 17.13.5.15);
    False where a table or nothing follows.
    """
    following = next(paragraph.itersiblings(qn("w:p"), qn("w:tbl")), None)
    if following is None or following.tag != qn("w:p"):
        return False
    start = len(following.findall(qn("w:pPr")))
    for child in reversed([child for child in paragraph if child.tag != qn("w:pPr")]):
        following.insert(start, child)
    return True


def _owner(element: etree._Element, tag: str) -> etree._Element | None:
    """The nearest element of that tag around it."""
    return next(element.iterancestors(qn(tag)), None)


def _boxes(paragraph: etree._Element) -> Iterator[etree._Element]:
    """Text boxes anchored in the paragraph, each once (Word writes them twice, for new and old readers)."""
    for box in paragraph.iter(qn("w:txbxContent")):
        if _owner(box, "w:p") is paragraph and not any(parent.tag == _ALTERNATIVE for parent in box.iterancestors()):
            yield box


def _part(document: Document, kind: str) -> etree._Element | None:
    """The root of a part that belongs to the document (numbering, footnotes), or None."""
    for relation in document.part.rels.values():
        if relation.reltype.endswith(f"/{kind}") and not relation.is_external:
            return etree.fromstring(relation.target_part.blob, etree.XMLParser(resolve_entities=False, no_network=True))
    return None
