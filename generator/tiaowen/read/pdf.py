"""PDF: characters through PDFium, the ruled lines of tables through pdfplumber, put together as printed pages."""

from __future__ import annotations

import io
import logging
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from typing import Any

import numpy as np
import pdfplumber
import pypdfium2

from tiaowen.diagnostics import finding
from tiaowen.model import Diagnostic, Line, SourceText
from tiaowen.read.decode import is_meaningless
from tiaowen.read.glyph_lines import Glyph, VisualLine, is_two_columns, visual_lines
from tiaowen.read.image import recognised
from tiaowen.read.open_tables import missing_lines
from tiaowen.read.pages import Page, lines_of
from tiaowen.read.pdf_glyphs import (
    Box,
    Hidden,
    completed,
    emboldened,
    hidden_text,
    is_passed_over,
    page_glyphs,
    shown_box,
)
from tiaowen.read.pdf_layers import layers_of, switched_off
from tiaowen.read.scans import DPI
from tiaowen.read.source import Source
from tiaowen.read.tables import REPEATED

_PATH, _IMAGE, _TEXT = (getattr(pypdfium2.raw, f"FPDF_PAGEOBJ_{kind}") for kind in ("PATH", "IMAGE", "TEXT"))
_FRAME_CELLS, _FRAME_TEXT = 5, 200
logging.getLogger("pdfminer").setLevel(logging.ERROR)  # it warns of every font without a bounding box


def read_pdf(source: Source) -> SourceText:
    """The lines of a PDF; ``number`` is a running line over all pages. Without a text layer, or with glyphs that mean
    nothing, refused.
    """
    try:
        document = pypdfium2.PdfDocument(source.data)
    except pypdfium2.PdfiumError as error:
        detail = "需要密码" if "password" in str(error).lower() else "文件损坏"
        return source.result("pdf", diagnostics=(finding("R012", path=source.name, detail=detail),))
    try:
        total = len(document)
        pages = list(_pages(document, source))
        if _is_scan(pages):
            return recognised(source, "pdf", _pictures(document), total)
    except MemoryError:  # the limit of a file: who set it tells it
        raise
    except Exception:  # a broken PDF fails in as many ways as it has objects; it costs only this file
        return source.result("pdf", diagnostics=(finding("R012", path=source.name, detail="文件损坏"),))
    finally:
        document.close()
    lines = tuple(lines_of(pages))
    return source.result("pdf", encoding="utf-8", lines=lines,
                         diagnostics=tuple(_findings(source, pages, lines, total)))


def _pages(document: Any, source: Source) -> Iterator[Page]:
    ruled = _Ruled(source.data, source.limits.drawn)
    for index in range(min(len(document), source.limits.pages)):
        page = document[index]
        try:
            objects = list(page.get_objects(filter=[_PATH, _IMAGE, _TEXT], max_depth=3))
            kinds = [item.type for item in objects]
            layers = {name for item in objects if item.type == _TEXT for name in layers_of(item)}
            unseen = layers & ruled.switched_off() if layers else set()
            glyphs = page_glyphs(page, unseen)
            if any(item.type == _TEXT and is_passed_over(item) for item in objects):
                hidden = hidden_text(page, (item for item in objects if item.type == _TEXT), unseen)
                glyphs = ruled.completed(index, glyphs, hidden)
            if any(glyph.bold is None for glyph in glyphs):
                glyphs = ruled.emboldened(index, glyphs)
            box = shown_box(page)
            glyphs = [glyph for glyph in glyphs if _inside(glyph, [box])]
            tables, drawing = ruled.tables(index, glyphs, kinds.count(_PATH))
            yield _page(glyphs, tables, box, kinds.count(_IMAGE), drawing=drawing)
        finally:
            page.close()
    ruled.close()


@contextmanager
def _where_sound() -> Iterator[None]:
    """Do without what pdfplumber fails on; memory that is short is no matter of the page."""
    try:
        yield
    except MemoryError:
        raise
    except Exception:  # a broken PDF fails in as many ways as it has objects
        return


class _Ruled:
    """What pdfplumber knows of the pages: ruled tables, names of fonts, characters that PDFium passes over, layers that
    are switched off. It is opened for the first page that needs it.
    """

    def __init__(self, data: bytes, most: int) -> None:
        self.data, self.most = data, most
        self.document: Any = None

    def _page(self, index: int) -> Any:
        self.document = self.document or pdfplumber.open(io.BytesIO(self.data))
        return self.document.pages[index]

    def switched_off(self) -> frozenset[str]:
        """The names of the layers that are not shown."""
        with _where_sound():
            self._page(0)
            return switched_off(self.document.doc.catalog)
        return frozenset()

    def emboldened(self, index: int, glyphs: list[Glyph]) -> list[Glyph]:
        """The glyphs of a page with the bold ones marked."""
        with _where_sound():
            page = self._page(index)
            return emboldened(glyphs, page.chars, float(page.height))
        return glyphs

    def completed(self, index: int, glyphs: list[Glyph], hidden: Hidden) -> list[Glyph]:
        """The glyphs of a page with those that PDFium has passed over, but for the ``hidden`` ones."""
        with _where_sound():
            page = self._page(index)
            return completed(glyphs, page.chars, float(page.height), hidden)
        return glyphs

    def tables(self, index: int, glyphs: Sequence[Glyph], drawn: int) -> tuple[list[Any], bool]:
        """The tables of a page on which so many paths are ``drawn``, none where pdfplumber cannot read it; and whether
        it is a drawing, on which none is looked for.
        """
        if not 0 < drawn <= self.most:
            return [], drawn > 0
        with _where_sound():
            page = self._page(index)
            if len(page.lines) + len(page.rects) + len(page.curves) > self.most:
                return [], True
            upright, level = missing_lines(page.edges, glyphs)
            found = page.find_tables({"explicit_vertical_lines": upright, "explicit_horizontal_lines": level})
            page.close()
            return [table for table in found if _is_ruled(table)], False
        return [], False

    def close(self) -> None:
        """Close what was opened."""
        if self.document is not None:
            self.document.close()


def _is_ruled(table: Any) -> bool:
    """Two rows or more and two columns or more; or one row of three cells, the piece of a table that runs over the
    page.
    """
    columns = max((len(row.cells) for row in table.rows), default=0)
    return len(table.rows) > 1 < columns or columns > 2


def _page(glyphs: list[Glyph], tables: list[Any], box: Box, images: int, *, drawing: bool) -> Page:
    data, rows = [], list[VisualLine]()
    for table in tables:
        texts = _texts(table, glyphs)
        if not _is_frame(texts):
            data.append(table)
            rows += [
                VisualLine(top=row.bbox[1], left=row.bbox[0], right=row.bbox[2], size=0, text="\t".join(cells),
                           table=id(table))
                for row, cells in zip(table.rows, texts, strict=True) if "".join(cells).strip()
            ]
    boxes = [table.bbox for table in data]
    lines = visual_lines([glyph for glyph in glyphs if not _inside(glyph, boxes)])
    text = "".join(line.text for line in [*lines, *rows])
    ordered = sorted([*lines, *rows], key=lambda line: line.top)
    return Page(lines=ordered, top=box[1], height=box[3] - box[1], columns=is_two_columns(lines), images=images,
                drawing=drawing, unreadable=is_meaningless(text))


def _texts(table: Any, glyphs: Sequence[Glyph]) -> list[list[str]]:
    """The texts of the cells, a list a row; a cell that covers several rows says the same in each."""
    x0, top, x1, bottom = table.bbox
    inside = [glyph for glyph in glyphs if _inside(glyph, [(x0, top, x1, bottom)]) and not glyph.rotated]
    found: list[list[str]] = []
    above: dict[int, tuple[float, str]] = {}
    for row in table.rows:
        held = [glyph for glyph in inside if row.bbox[1] - 1 <= (glyph.top + glyph.bottom) / 2]
        texts: list[str] = []
        for column, box in enumerate(row.cells):
            if box is None:
                end, text = above.get(column, (0.0, ""))
                texts.append(text if end > row.bbox[1] + 2 else "")
                continue
            text = "".join(
                line.text for line in visual_lines([glyph for glyph in held if _inside(glyph, [box])])).replace(
                    "\t", " ")
            above[column] = (box[3], text if len(text) <= REPEATED else "")
            texts.append(text)
        found.append(texts)
    return found


def _is_frame(rows: list[list[str]]) -> bool:
    """Whether the lines are the frames of a web page and not of a table: one cell holds most of the text, and is one of
    a few or alone in its row.
    """
    cells = [{text for cell in row if (text := "".join(cell.split()))} for row in rows]
    texts = set[str]().union(*cells)
    longest = max(texts, key=len, default="")
    alone = len(texts) <= _FRAME_CELLS or any(row == {longest} for row in cells)
    return alone and len(longest) > _FRAME_TEXT and len(longest) * 2 > sum(map(len, texts))


def _inside(glyph: Glyph, boxes: Sequence[tuple[float, float, float, float]]) -> bool:
    x, y = (glyph.x0 + glyph.x1) / 2, (glyph.top + glyph.bottom) / 2
    return any(left <= x <= right and top <= y <= bottom for left, top, right, bottom in boxes)


def _is_scan(pages: Sequence[Page]) -> bool:
    """Whether the pages are pictures: no text at all, or hardly any (a stamp, a page number) where most pages hold a
    picture.
    """
    visible = sum(len("".join(line.text.split())) for page in pages for line in page.lines)
    return not visible or visible < 30 * len(pages) and sum(page.images > 0 for page in pages) * 2 > len(pages)


def _pictures(document: Any) -> Iterator[np.ndarray[Any, Any]]:
    for index in range(len(document)):
        page = document[index]
        yield np.asarray(page.render(scale=DPI / 72).to_pil().convert("RGB"))
        page.close()


def _findings(source: Source, pages: Sequence[Page], lines: Sequence[Line], total: int) -> Iterator[Diagnostic]:
    name = source.name
    if total > len(pages):
        yield source.cut(f"前 {len(pages)} 页", f"{total} 页")
    if drawings := [index for index, page in enumerate(pages, 1) if page.drawing]:
        yield finding("R024", path=name, page=drawings[0], count=len(drawings))
    visible = "".join(line.text for line in lines if not line.left_out).strip()
    lost = [index for index, page in enumerate(pages, 1) if page.unreadable]
    empty = [index for index, page in enumerate(pages, 1) if page.images
             and not any(line.text.strip() for line in page.lines)]
    if not visible and lost:
        yield finding("R010", path=name, example=" ".join("".join(line.text for line in lines).split())[:12])
    elif lost or empty:
        yield finding("R020", path=name, page=min(lost + empty), count=len(lost + empty))
    columns = [index for index, page in enumerate(pages, 1) if page.columns]
    if columns:
        yield finding("R011", path=name, page=columns[0])
