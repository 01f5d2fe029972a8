"""What stands inside one paragraph of a Word document: runs, fields, formulas, readings, symbols, boxes to tick; and
what is no text.
"""

from __future__ import annotations

from collections.abc import Iterator

from docx.oxml.ns import qn
from lxml import etree
from msgspec import Struct, field

from tiaowen.read.docx_fields import FONTS, equation, symbol
from tiaowen.read.formula import formula_text

_HIDDEN = frozenset(qn(name) for name in ("w:del", "w:moveFrom", "w:pPr", "w:txbxContent"))
_MATH = "{http://schemas.openxmlformats.org/officeDocument/2006/math}"
_PICTURE_TAGS = frozenset(("blip", "imagedata", "OLEObject", "chart", "relIds"))
_TICKED, _EMPTY = "☑", "□"
_TRUE = ("", "1", "true", "on")


class Piece(Struct, kw_only=True):
    """Characters of one run (``run`` None: of a formula); a line break is a piece of its own."""

    text: str
    run: etree._Element | None = None


class Unread(Struct, kw_only=True):
    """What was met that is no text: pictures and objects by their names, formulas as they were written out."""

    pictures: list[tuple[int, str]] = field(default_factory=list)
    formulas: list[tuple[int, str]] = field(default_factory=list)


class Inline:
    """Reads paragraphs one after the other; a field may begin in one and end in another."""

    def __init__(self) -> None:
        self.notes: list[tuple[str, str]] = []
        self.unread = Unread()
        self._fields: list[list[str]] = []

    def pieces(self, paragraph: etree._Element, number: int) -> Iterator[Piece]:
        """The characters of the paragraph in order: not what is deleted, moved away or inside a text box. ``number``:
        its line, for findings.
        """
        stack = list(reversed(paragraph))
        while stack:
            element = stack.pop()
            if element.tag in _HIDDEN or not isinstance(element.tag, str):
                continue
            if element.tag == qn("w:r"):
                yield from self._run(element, number)
            elif element.tag in (f"{_MATH}oMath", f"{_MATH}oMathPara"):
                text = formula_text(element)
                self.unread.formulas.append((number, text))
                yield Piece(text=text)
            elif (
                element.tag == qn("w:fldSimple")
                and (made := equation(str(element.get(qn("w:instr")) or ""))) is not None
            ):
                yield Piece(text=made)
            else:
                stack.extend(reversed(element))

    def _run(self, run: etree._Element, number: int) -> Iterator[Piece]:
        for child in run:
            if not isinstance(child.tag, str):
                continue
            if child.tag == qn("w:fldChar"):
                yield from self._field(child, run)
            elif child.tag == qn("w:instrText"):
                if self._fields:
                    self._fields[-1].append(str(child.text or ""))
            elif child.tag == qn("w:ruby"):
                base = child.find(qn("w:rubyBase"))
                for inner in () if base is None else base.iter(qn("w:r")):
                    yield from self._run(inner, number)
            else:
                text = self._text(child, run)
                if text:
                    yield Piece(text=text, run=run)
                self._picture(child, number)

    def _text(self, child: etree._Element, run: etree._Element) -> str:
        if child.tag == qn("w:t"):
            return _in_font(str(child.text or "").replace("\n", " "), run)
        if child.tag == qn("w:tab"):
            return " "
        if child.tag in (qn("w:br"), qn("w:cr")):
            return "\n"
        if child.tag == qn("w:noBreakHyphen"):
            return "-"
        if child.tag == qn("w:sym"):
            return symbol(str(child.get(qn("w:char")) or ""), str(child.get(qn("w:font")) or ""))
        if child.tag in (qn("w:footnoteReference"), qn("w:endnoteReference")):
            kind = "footnotes" if child.tag == qn("w:footnoteReference") else "endnotes"
            self.notes.append((kind, str(child.get(qn("w:id")))))
            return f"[{len(self.notes)}]"
        return ""

    def _field(self, mark: etree._Element, run: etree._Element) -> Iterator[Piece]:
        """A complex field: its instruction is collected; what an EQ field or a box to tick prints is said where the
        field stands.
        """
        kind = mark.get(qn("w:fldCharType"))
        if kind == "begin":
            self._fields.append([])
            box = mark.find(f"{qn('w:ffData')}/{qn('w:checkBox')}")
            if box is not None:
                yield Piece(text=_TICKED if _is_ticked(box) else _EMPTY, run=run)
        elif kind in ("separate", "end") and self._fields:
            instruction = "".join(self._fields[-1])
            self._fields[-1] = []
            if kind == "end":
                self._fields.pop()
            made = equation(instruction)
            if made and self._fields and kind == "end":  # a field in the instruction of another
                self._fields[-1].append(made)
            elif made:
                yield Piece(text=made, run=run)

    def _picture(self, child: etree._Element, number: int) -> None:
        """Note a picture, chart, diagram or embedded object; lines, boxes and shapes of their own are none."""
        if child.tag not in (qn("w:drawing"), qn("w:pict"), qn("w:object"),
                             "{http://schemas.openxmlformats.org/markup-compatibility/2006}AlternateContent"):
            return
        for found in child.iter():
            if (
                not isinstance(found.tag, str)
                or any(str(parent.tag).endswith("}Fallback") for parent in found.iterancestors())
            ):
                continue
            if found.tag.rpartition("}")[2] in _PICTURE_TAGS:
                named = next(child.iter("{*}docPr", "{*}shape"), None)
                name = "" if named is None else str(named.get("descr") or named.get("name") or named.get("alt") or "")
                self.unread.pictures.append((number, name.split("\n")[0][:80] or "图片"))
                return


def _is_ticked(box: etree._Element) -> bool:
    for name in ("w:checked", "w:default"):
        found = box.find(qn(name))
        if found is not None:
            return str(found.get(qn("w:val")) or "") in _TRUE
    return False


def _in_font(text: str, run: etree._Element) -> str:
    """Characters of a symbol font that stand as private ones (U+F0FE) in the text of the run."""
    if not any("\uf000" <= char <= "\uf0ff" for char in text):
        return text
    fonts = run.find(f"{qn('w:rPr')}/{qn('w:rFonts')}")
    names = (
        [] if fonts is None else [str(fonts.get(qn(f"w:{kind}")) or "")
                                  for kind in ("ascii", "hAnsi", "cs", "eastAsia")]
    )
    font = next((name for name in names if name.lower() in FONTS), "")
    return "".join(symbol(f"{ord(char):x}", font) if "\uf000" <= char <= "\uf0ff" and font else char for char in text)
