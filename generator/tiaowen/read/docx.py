"""Word documents: paragraphs in reading order with their bold runs, the numbers Word prints, tables and footnotes."""

from __future__ import annotations

import email
import io
from collections.abc import Iterator

import docx
from docx.document import Document
from docx.oxml.ns import qn
from lxml import etree

from tiaowen.diagnostics import finding
from tiaowen.model import Line, SourceText, Span
from tiaowen.read.container import unsafe
from tiaowen.read.docx_numbers import Numbering
from tiaowen.read.html import read_html
from tiaowen.read.source import Source

_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_CONTENTS, _HEADER = "目录（Word 自动生成）", "页眉页脚"
_TRUE = ("", "1", "true", "on")
_BOLD_FACES = frozenset(("黑体", "SimHei"))


def read_docx(source: Source) -> SourceText:
    """The paragraphs of a document; ``number`` counts paragraphs and table rows from 1."""
    if not source.data:
        return source.result("docx", diagnostics=(finding("R001", path=source.name),))
    if source.data.startswith(_OLE):
        return source.result("docx", diagnostics=(finding("R008", path=source.name, detail="是加密的文档，或旧式 .doc 文件"),))
    problem = unsafe(source.data)
    if problem:
        return source.result("docx", diagnostics=(finding("R008", path=source.name, detail=problem),))
    try:
        document = docx.Document(io.BytesIO(source.data))
        lines = tuple(_Reader(document).lines())
        page = b"" if lines else _embedded_page(document)
    except Exception as error:  # a broken container fails in as many ways as it has parts; it costs only this file
        return source.result("docx", diagnostics=(finding("R008", path=source.name, detail=f"容器损坏：{type(error).__name__}"),))
    if page:
        embedded = read_html(Source(name=source.name, data=page))
        return source.result(
            "docx", encoding=embedded.encoding, lines=embedded.lines, portal=_properties(document), diagnostics=embedded.diagnostics)
    found = () if any(not line.left_out for line in lines) else (finding("R001", path=source.name),)
    return source.result("docx", encoding="utf-8", lines=lines, portal=_properties(document), diagnostics=found)


def _embedded_page(document: Document) -> bytes:
    """The web page that is all the document holds: pages saved "as Word" by a script carry the text as one alternative format chunk (w:altChunk)."""
    for chunk in document.element.body.iter(qn("w:altChunk")):
        part = document.part.rels[str(chunk.get(qn("r:id")))].target_part
        if "html" in part.content_type:
            return bytes(part.blob)
        for message in email.message_from_bytes(part.blob).walk():  # MHTML: the page as an e-mail
            if message.get_content_type() == "text/html":
                return bytes(message.get_payload(decode=True))
    return b""


def _properties(document: Document) -> dict[str, str]:
    title = (document.core_properties.title or "").strip()
    return {"page_title": title} if title else {}


class _Reader:
    """Walks the body once, counting paragraphs and list numbers."""

    def __init__(self, document: Document) -> None:
        self.document = document
        self.body = document.element.body
        self.numbering = Numbering(_part(document, "numbering"))
        self.styles = {str(style.get(qn("w:styleId"))): style for style in document.styles.element.iter(qn("w:style"))}
        self.notes: list[tuple[str, str]] = []
        self.number = 0
        self.tables = 0

    def lines(self) -> Iterator[Line]:
        """Body, then footnotes, then running heads as left out."""
        yield from self._blocks(self.body)
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
            elif child.tag in (qn("w:sdt"), qn("w:sdtContent"), qn("w:ins"), qn("w:smartTag"), qn("w:customXml")):
                yield from self._blocks(child)

    def _paragraph(self, paragraph: etree._Element) -> Iterator[Line]:
        number = self._next()
        style = self._style(paragraph)
        label = self._label(paragraph, style)
        reason = _CONTENTS if style.lower().replace(" ", "").startswith(("toc", "目录")) and style.lower() != "tocheading" else ""
        for text, bold in self._runs(paragraph, style):
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
        depth = str(level.get(qn("w:val"))) if level is not None else "0"
        return self.numbering.label(str(number.get(qn("w:val"))), int(depth) if depth.isdecimal() and len(depth) < 6 else 0, by_style)

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

    def _runs(self, paragraph: etree._Element, style: str) -> list[tuple[str, tuple[Span, ...]]]:
        """The paragraph's lines (cut at line breaks) with their bold ranges; deleted and hidden text is not there."""
        lines: list[tuple[str, tuple[Span, ...]]] = []
        text, bold = "", list[Span]()
        for run in _visible_runs(paragraph):
            if self._flag(run.find(qn("w:rPr")), "w:vanish"):
                continue
            strong = self._bold(run, style)
            for piece in self._pieces(run):
                if piece == "\n":
                    lines.append((text, tuple(bold)))
                    text, bold = "", []
                elif strong and bold and bold[-1].end == len(text):
                    bold[-1] = Span(bold[-1].start, len(text) + len(piece))
                    text += piece
                else:
                    bold += [Span(len(text), len(text) + len(piece))] if strong else []
                    text += piece
        return [*lines, (text, tuple(bold))]

    def _pieces(self, run: etree._Element) -> Iterator[str]:
        for child in run:
            if child.tag == qn("w:t"):
                yield str(child.text or "").replace("\n", " ")
            elif child.tag == qn("w:tab"):
                yield " "
            elif child.tag in (qn("w:br"), qn("w:cr")):
                yield "\n"
            elif child.tag == qn("w:noBreakHyphen"):
                yield "-"
            elif child.tag == qn("w:sym"):
                code = int(str(child.get(qn("w:char")) or "0"), 16)
                yield chr(code) if 0x20 < code < 0xE000 else "□"
            elif child.tag in (qn("w:footnoteReference"), qn("w:endnoteReference")):
                kind = "footnotes" if child.tag == qn("w:footnoteReference") else "endnotes"
                self.notes.append((kind, str(child.get(qn("w:id")))))
                yield f"[{len(self.notes)}]"

    def _footnotes(self) -> Iterator[Line]:
        parts = {kind: _part(self.document, kind) for kind in ("footnotes", "endnotes")}
        for order, (kind, name) in enumerate(list(self.notes), 1):
            part = parts[kind]
            for note in () if part is None else part:
                if str(note.get(qn("w:id"))) == name:
                    text = " ".join("".join(piece for run in _visible_runs(p) for piece in self._pieces(run)).strip() for p in note.iter(qn("w:p")))
                    yield Line(number=self._next(), text=f"[{order}]{text.strip()}")

    def _table(self, table: etree._Element) -> Iterator[Line]:
        own_rows = [row for row in table.iter(qn("w:tr")) if _owner(row, "w:tbl") is table]
        rows = [[cell for cell in row.iter(qn("w:tc")) if _owner(cell, "w:tr") is row] for row in own_rows]
        if sum(1 for row in rows if len(row) > 1) < 2:
            for cell in (cell for row in rows for cell in row):
                yield from self._blocks(cell)
            return
        self.tables += 1
        for row in rows:
            cells: list[str] = []
            for cell in row:
                merged = cell.find(f"{qn('w:tcPr')}/{qn('w:vMerge')}")
                below = merged is not None and str(merged.get(qn("w:val")) or "continue") == "continue"
                cells.append("" if below else self._cell(cell))
                span = cell.find(f"{qn('w:tcPr')}/{qn('w:gridSpan')}")
                width = str(span.get(qn("w:val"))) if span is not None else "1"
                cells += [""] * (min(int(width), 200) - 1 if width.isdecimal() and len(width) < 6 else 0)
            number = self._next()
            if "".join(cells).strip():
                yield Line(number=number, text="\t".join(cells), table=self.tables)

    def _cell(self, cell: etree._Element) -> str:
        kept = self.number
        pieces = [line.text.strip() for line in self._blocks(cell)]
        self.number = kept
        return " ".join(piece.replace("\t", " ") for piece in pieces if piece)


def _owner(element: etree._Element, tag: str) -> etree._Element | None:
    """The nearest element of that tag around it."""
    return next(element.iterancestors(qn(tag)), None)


def _visible_runs(paragraph: etree._Element) -> Iterator[etree._Element]:
    """Runs of the paragraph itself: not deleted, not moved away, not inside a text box."""
    hidden = {qn("w:del"), qn("w:moveFrom"), qn("w:pPr"), qn("w:txbxContent")}
    stack = list(reversed(paragraph))
    while stack:
        element = stack.pop()
        if element.tag in hidden or not isinstance(element.tag, str):
            continue
        if element.tag == qn("w:r"):
            yield element
        else:
            stack.extend(reversed(element))


def _boxes(paragraph: etree._Element) -> Iterator[etree._Element]:
    """Text boxes anchored in the paragraph, each once (Word writes them twice, for new and old readers)."""
    for box in paragraph.iter(qn("w:txbxContent")):
        if not any(str(parent.tag).endswith("}Fallback") for parent in box.iterancestors()):
            yield box


def _part(document: Document, kind: str) -> etree._Element | None:
    """The root of a part that belongs to the document (numbering, footnotes), or None."""
    for relation in document.part.rels.values():
        if relation.reltype.endswith(f"/{kind}") and not relation.is_external:
            return etree.fromstring(relation.target_part.blob, etree.XMLParser(resolve_entities=False, no_network=True))
    return None
