"""RTF: the text of the document through striprtf, with what it does not know told to it beforehand.

A GBK character whose second byte is an ASCII letter may be written half as \\'xx and half as the letter itself; bytes
above 127 may stand bare; cells, rows and the numbers of old lists are marked so that they survive.
"""

from __future__ import annotations

import re
import struct

from striprtf.striprtf import rtf_to_text

from tiaowen.diagnostics import finding
from tiaowen.model import Diagnostic, Line, SourceText
from tiaowen.read.docx_fields import equation
from tiaowen.read.source import Source

_ESCAPED = re.compile(r"((?:\\'[0-9a-fA-F]{2})+)([@-\[\]-z|~]?)")
_CODEPAGE = re.compile(r"\\ansicpg(\d{1,5})")
_CELL, _ROW, _BEGIN, _COVERED, _DEFINED = "\ue000", "\ue001", "\ue002", "\ue003", "\ue004"
_CELLS = re.compile("[\ue000-\ue004]")
_STRUCTURE = re.compile(r"\\(cell|row|trowd|nestcell|nestrow|clvmrg|cellx-?\d*)(?![a-z]) ?")
_NOT_SHOWN = re.compile(r"\\(?:deleted|v)(?![a-z0-9])")
_MARKS = {"cell": _CELL, "nestcell": " ", "row": _ROW, "nestrow": " ", "trowd": _BEGIN, "clvmrg": _COVERED}
_LOST = {"脚注": re.compile(r"\{\\footnote(?![a-z])"), "文本框": re.compile(r"\{\\shptxt(?![a-z])")}
_INSTRUCTION = re.compile(r"\{\\\*\\fldinst(?![a-z])")
_EQUATION = re.compile(r"(?<![a-z])eq(?![a-z])", re.I)
_BRACE = re.compile(r"\\[\\{}]|[{}]")
_PICTURE = re.compile(r"\{\\pict(?![a-z])")
_LONGEST_INSTRUCTION = 4000  # characters
_DOUBLE_BYTE = frozenset(("932", "936", "949", "950"))


def read_rtf(source: Source) -> SourceText:
    """The paragraphs and table rows of the document, numbered from 1."""
    raw = source.data.decode("latin-1")
    codepage = _CODEPAGE.search(raw[:4096])
    text = re.sub("[\x80-\xff]", lambda match: f"\\'{ord(match[0]):02x}", raw)
    if codepage is None or codepage[1] in _DOUBLE_BYTE:
        text = _ESCAPED.sub(_whole, text)
    text = _NOT_SHOWN.sub(r"\\*", text)
    text = _STRUCTURE.sub(lambda match: f"{{\\uc0\\u{ord(_MARKS.get(match[1], _DEFINED))} }}", text)
    text = text.replace("{\\pntext", "{\\listtext")
    encoding = "gb18030" if codepage is None else f"cp{codepage[1]}"
    try:
        plain = _plain(_printed_fields(text, encoding), encoding)
    except MemoryError:  # the limit of a file: who set it tells it
        raise
    except Exception:
        return source.unreadable("rtf", "文件损坏")
    plain = plain.encode("utf-16", "surrogatepass").decode("utf-16", "replace")
    lines = tuple(_lines(plain))
    return source.result("rtf", encoding="utf-8", lines=lines, diagnostics=_findings(source, raw, lines))


def _plain(text: str, encoding: str) -> str:
    return str(rtf_to_text(text, encoding=encoding, errors="replace"))  # type: ignore[no-untyped-call]


def _printed_fields(text: str, encoding: str) -> str:
    """The text with what its EQ fields print in place of their instructions: a character that has its reading above it
    or a ring around it stands nowhere else.
    """
    pieces, at = list[str](), 0
    for begun in _INSTRUCTION.finditer(text):
        end = _closed(text, begun.start()) if begun.start() >= at else 0
        if end and _EQUATION.search(text, begun.end(), end):
            made = equation(_plain(f"{{\\rtf1 {text[begun.end():end]}", encoding))
            if made is not None:
                units = struct.unpack(f"<{len(made.encode('utf-16-le')) // 2}h", made.encode("utf-16-le"))
                printed = "".join(f"\\u{unit} " for unit in units)
                pieces += [text[at:begun.start()], f"{{\\uc0 {printed}}}"]
                at = end
    return "".join([*pieces, text[at:]])


def _closed(text: str, begin: int) -> int:
    """Where the group ends that begins there; 0 when it is too long for an instruction."""
    depth = 0
    for brace in _BRACE.finditer(text, begin, begin + _LONGEST_INSTRUCTION):
        depth += {"{": 1, "}": -1}.get(brace[0], 0)
        if depth == 0:
            return brace.end()
    return 0


def _whole(match: re.Match[str]) -> str:
    """A run of escaped bytes that ends inside a double-byte character takes the bare letter after it as that
    character's second byte.
    """
    open_lead = False
    for byte in bytes.fromhex(match[1].replace("\\'", "")):
        open_lead = not open_lead and 0x81 <= byte <= 0xFE
    return f"{match[1]}\\'{ord(match[2]):02x}" if open_lead and match[2] else match[0]


def _lines(text: str) -> list[Line]:
    """Paragraphs, and rows of tables with their cells joined by tabs; a cell that the one above covers says what that
    one says.
    """
    lines: list[Line] = []
    table, above = 0, list[str]()
    for block in re.split(f"(?<={_ROW})", text):
        before, begun, row = block.partition(_BEGIN)
        if not block.endswith(_ROW):
            before, row = block, ""
        elif not begun:
            before, row = "", block
        for paragraph in _CELLS.sub("\n", before).split("\n"):
            if paragraph.strip():
                above = []
                lines.append(Line(number=len(lines) + 1, text=paragraph.strip("\t")))
        if row:
            cells = _row(row, above)
            if any(cells):
                table += not above
                above = cells
                lines.append(Line(number=len(lines) + 1, text="\t".join(cells), table=table))
    return lines


def _row(row: str, above: list[str]) -> list[str]:
    definitions = row[:row.rfind(_DEFINED) + 1].split(_BEGIN)[-1].split(_DEFINED)[:-1]
    texts = [" ".join(_CELLS.sub("", cell).split()) for cell in row.removesuffix(_ROW).split(_CELL)[:-1]]
    covered = {index for index, definition in enumerate(definitions) if _COVERED in definition}
    return [above[index] if not text and index in covered and index < len(above) else text for index,
            text in enumerate(texts)]


def _findings(source: Source, raw: str, lines: tuple[Line, ...]) -> tuple[Diagnostic, ...]:
    found: list[Diagnostic] = []
    pictures = len(_PICTURE.findall(raw))
    if not lines:
        found.append(finding("R006" if pictures else "R001", path=source.name))
    if pictures:
        found.append(finding("R015", path=source.name, count=pictures, example="图片"))
    lost = {name: count for name, mark in _LOST.items() if (count := len(mark.findall(raw)))}
    if lost:
        found.append(finding("R021", path=source.name, count=sum(lost.values()), detail="、".join(lost)))
    return tuple(found)
