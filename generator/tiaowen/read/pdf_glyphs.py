"""The characters of a PDF page through PDFium, with their places in the coordinates that pdfplumber uses for the lines
of tables.

PDFium heeds the text that a writer states for its glyphs (ActualText): other readers give the radicals and look-alikes
that share a glyph with what was printed (⼀ for 一, 〜 for ～, ∕ for ／).
"""

from __future__ import annotations

import ctypes
import math
import re
from collections.abc import Collection, Iterable, Iterator, Sequence
from typing import Any

import pypdfium2.raw as pdfium
from msgspec import Struct
from msgspec.structs import replace

from tiaowen.read.glyph_lines import Glyph
from tiaowen.read.pdf_layers import layers_of

_BOLD = re.compile(r"bold|black|heavy|simhei|heiti|黑体", re.I)
_HIGH, _LOW = range(0xD800, 0xDC00), range(0xDC00, 0xE000)  # PDFium gives a character beyond U+FFFF as two of UTF-16
_NO_CHARACTER = (0, 0xFFFE, 0xFFFF)
_ASCENT = 0.88  # share of a character above its base line; its own box is no measure, 一 is flat
Box = tuple[float, float, float, float]
_NEAR = 1.0  # points: the same character so near itself is one that was printed twice, for want of a bold font


def is_bold(font: str) -> bool:
    """Whether the name of a font says that its characters are bold, or set in the face that stands for bold (黑体)."""
    return _BOLD.search(font) is not None


def emboldened(glyphs: list[Glyph], chars: Sequence[Any], height: float) -> list[Glyph]:
    """The glyphs, those whose font PDFium does not name (Type 3) bold where pdfplumber's ``chars`` are."""
    heavy = (_origin(char, height) for char in chars if is_bold(str(char["fontname"])))
    bold = {(x + near, y) for x, y in heavy for near in (-1, 0, 1)}
    return [replace(g, bold=_place(g) in bold) if g.bold is None else g for g in glyphs]


class Hidden(Struct, kw_only=True):
    """What a page holds in layers that are switched off: all ``glyphs`` of the page that PDFium gives, seen ones
    too, and where the hidden text objects begin, of which it may pass some over.
    """

    glyphs: list[Glyph] = []
    origins: list[tuple[float, float]] = []


def hidden_text(page: Any, items: Iterable[Any], unseen: Collection[str]) -> Hidden:
    """The hidden text of a page with the text objects ``items``, in the layers ``unseen``."""
    if not unseen:
        return Hidden()
    matrices = [item.get_matrix() for item in items if not layers_of(item).isdisjoint(unseen)]
    return Hidden(glyphs=page_glyphs(page, ()), origins=[(matrix.e, matrix.f) for matrix in matrices])


def is_passed_over(item: Any) -> bool:
    """Whether PDFium gives no character of a text object: its only glyph has no width, for want of the font on this
    machine.
    """
    left, _, right, _ = item.get_bounds()
    return bool(left == right and pdfium.FPDFFont_GetIsEmbedded(pdfium.FPDFTextObj_GetFont(item)) == 0)


def completed(glyphs: list[Glyph], chars: Sequence[Any], height: float, hidden: Hidden) -> list[Glyph]:
    """The glyphs, with those of pdfplumber's ``chars`` where PDFium gives none; not those of a layer that is switched
    off.
    """
    places = [*map(_place, glyphs), *map(_place, hidden.glyphs)]
    places += [(round(x), round(height - y)) for x, y in hidden.origins]
    known = {(x + dx, y + dy) for x, y in places for dx in (-1, 0, 1) for dy in (-1, 0, 1)}
    missing = [char for char in chars if str(char["text"]).strip() and _origin(char, height) not in known]
    return glyphs + [
        Glyph(
            text="\ufffd" if char["text"].startswith("(cid:") else char["text"], x0=char["x0"], x1=char["x1"],
            top=char["top"], bottom=char["bottom"], size=char["size"], bold=is_bold(str(char["fontname"])),
            rotated=not char["upright"])
        for char in missing
    ]


def _origin(char: Any, height: float) -> tuple[int, int]:
    """Where pdfplumber's character begins on its base line."""
    return round(char["matrix"][4]), round(height - char["matrix"][5])


def _place(glyph: Glyph) -> tuple[int, int]:
    return round(glyph.x0), round(glyph.bottom - (1 - _ASCENT) * glyph.size)


def shown_box(page: Any) -> Box:
    """x0, top, x1, bottom of what is shown of a pypdfium2 page: its crop box, as far as it lies in the media box. What
    is outside, cutting marks and the name of the printer's file, is on the sheet and on no page (ISO 32000-1, 14.11.2).
    """
    sheet, crop = page.get_mediabox(), page.get_cropbox()
    left, bottom, right, top = *map(max, sheet[:2], crop[:2]), *map(min, sheet[2:], crop[2:])
    if left >= right or bottom >= top:
        left, bottom, right, top = sheet
    return _Placing(page).box(left, top, right, bottom)


def page_glyphs(page: Any, unseen: Collection[str]) -> list[Glyph]:
    """The characters of a pypdfium2 page, without the spaces and hyphens that PDFium adds and the layers that are
    ``unseen``, each once; U+FFFD where a glyph has no character.
    """
    found: list[Glyph] = []
    seen: dict[tuple[str, int, int], list[Glyph]] = {}
    for glyph in _glyphs(page, unseen):
        place = round(glyph.x0), round(glyph.top)
        near = [g for dx in (-1, 0, 1) for dy in (-1, 0, 1)
                for g in seen.get((glyph.text, place[0] + dx, place[1] + dy), ())]
        if glyph.text.strip() and any(abs(g.x0 - glyph.x0) <= _NEAR and abs(g.top - glyph.top) <= _NEAR for g in near):
            continue
        seen.setdefault((glyph.text, *place), []).append(glyph)
        found.append(glyph)
    return found


def _glyphs(page: Any, unseen: Collection[str]) -> Iterator[Glyph]:
    text = page.get_textpage()
    place = _Placing(page)
    box, matrix = pdfium.FS_RECTF(), pdfium.FS_MATRIX()
    left, base = ctypes.c_double(), ctypes.c_double()
    name, flags = ctypes.create_string_buffer(256), ctypes.c_int()
    fonts: dict[bytes, bool | None] = {}
    before = 0
    try:
        for index in range(pdfium.FPDFText_CountChars(text)):
            code = pdfium.FPDFText_GetUnicode(text, index)
            if pdfium.FPDFText_IsGenerated(text, index) == 1 or code in (10, 13) or code in _LOW and before in _HIGH:
                before = code
                continue
            before = code
            if unseen and not layers_of(pdfium.FPDFText_GetTextObject(text, index)).isdisjoint(unseen):
                continue
            pdfium.FPDFText_GetLooseCharBox(text, index, box)
            pdfium.FPDFText_GetMatrix(text, index, matrix)
            pdfium.FPDFText_GetFontInfo(text, index, name, 256, flags)
            bold = fonts.setdefault(name.value, is_bold(name.value.decode("utf-8", "replace")) if name.value else None)
            pdfium.FPDFText_GetCharOrigin(text, index, left, base)
            size = pdfium.FPDFText_GetFontSize(text, index) * math.hypot(matrix.c, matrix.d) or 1.0
            along, across = place.direction(matrix.a, matrix.b)
            x0, top, x1, bottom = place.box(*_line_box(box, left.value, base.value, size, place.turn))
            if abs(across) > abs(along):
                x0, top, x1, bottom = place.box(box.left, box.top, box.right, box.bottom)
            char = _character(code, pdfium.FPDFText_GetUnicode(text, index + 1) if code in _HIGH else 0)
            turned = abs(across) > 0.1 * abs(along) or along < 0
            yield Glyph(text=char, x0=x0, x1=x1, top=top, bottom=bottom, size=size, bold=bold, rotated=turned)
    finally:
        text.close()


def _line_box(box: Any, x: float, y: float, size: float, turn: int) -> Box:
    """The box of a glyph whose origin is x, y: its width, and the height of its line above and below the base line,
    which a page that is shown turned counts along the other axis or the other way.
    """
    up = 1 if turn in (0, 270) else -1
    above, below = up * _ASCENT * size, up * (1 - _ASCENT) * size
    if turn in (90, 270):
        return x + above, box.bottom, x - below, box.top
    return box.left, y + above, box.right, y - below


def _character(code: int, following: int) -> str:
    """The character of a glyph; U+FFFD where it has none."""
    if code in _HIGH and following in _LOW:
        return chr(0x10000 + (code - _HIGH.start << 10) + following - _LOW.start)
    return "\ufffd" if code in _NO_CHARACTER or code in _HIGH or code in _LOW else chr(code)


class _Placing:
    """Points of a page as it is shown: turned by its rotation, measured from the top left of its media box."""

    def __init__(self, page: Any) -> None:
        x0, y0, x1, y1 = page.get_mediabox()
        self.turn = page.get_rotation() % 360
        self.height = x1 - x0 if self.turn in (90, 270) else y1 - y0
        self.matrix = {
            0: (1, 0, 0, 1, -x0, -y0), 90: (0, -1, 1, 0, -y0, x1), 180: (-1, 0, 0, -1, x1, y1),
            270: (0, 1, -1, 0, y1, -x0),
        }[self.turn]

    def box(self, left: float, top: float, right: float, bottom: float) -> Box:
        """x0, top, x1, bottom of the shown page."""
        a, b, c, d, e, f = self.matrix
        xs = (a * left + c * top + e, a * right + c * bottom + e)
        ys = (b * left + d * top + f, b * right + d * bottom + f)
        return min(xs), self.height - max(ys), max(xs), self.height - min(ys)

    def direction(self, x: float, y: float) -> tuple[float, float]:
        """The direction of writing on the shown page."""
        a, b, c, d, _, _ = self.matrix
        return a * x + c * y, b * x + d * y
