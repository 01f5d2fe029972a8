"""Word 97 and WPS binary documents (.doc, .wps): converted to .docx in memory and read as such; where the converter
gives up, the bare text.

The converter keeps what other readers of this format drop: the automatic numbers (一、（一）) and merged cells.
"""

from __future__ import annotations

import struct
import tempfile
from pathlib import Path

from doc2docx import convert
from doc2docx.cfb import CompoundFile
from doc2docx.errors import EncryptedDocumentError
from msgspec.structs import replace

from tiaowen.diagnostics import finding
from tiaowen.model import Diagnostic, Line, SourceText
from tiaowen.read.docx import docx_text
from tiaowen.read.source import Source
from tiaowen.read.text import text_lines

_LOST = {  # what the converter reports as not carried over whole, in words for the reader
    "MALFORMED_TABLE_FLATTENED": "表格", "TABLE_DEPTH_LIMITED": "表格", "TABLE_MARKER_DEFERRED": "表格",
    "PICTURES_DEFERRED": "图片",
    "OFFICEART_MALFORMED": "图形", "OLE_OBJECT_OMITTED": "嵌入的对象", "OLE_OBJECTS_UNANCHORED": "嵌入的对象",
    "OBJECT_ANCHOR_DEFERRED": "嵌入的对象",
    "OLE_OBJECT_STORAGE_MISSING": "嵌入的对象", "NOTE_REFERENCE_DEFERRED": "脚注", "UNDECLARED_FIELDS_FLATTENED": "域",
    "UNTERMINATED_FIELD": "域",
}
_MARKS = str.maketrans(
    {"\r": "\n", "\x07": "\t", "\x0b": "\n", "\x0c": "\n", "\x1e": "-", "\x1f": "", "\xa0": " "}
    | dict.fromkeys(map(chr, (1, 2, 3, 4, 5, 8)), ""))


def read_doc(source: Source) -> SourceText:
    """The paragraphs of a document as Word 97 or WPS saved it; ``number`` counts paragraphs and table rows from 1."""
    try:
        data, lost = _converted(source)
    except EncryptedDocumentError:
        return source.unreadable("doc", "需要密码")
    except MemoryError:  # the limit of a file: who set it tells it
        raise
    except Exception:  # a damaged document fails in as many ways as it has structures
        return _bare(source)
    result = docx_text(source, data, "doc")
    return replace(result, lines=tuple(map(_clean, result.lines)), diagnostics=(*result.diagnostics, *lost))


def _converted(source: Source) -> tuple[bytes, tuple[Diagnostic, ...]]:
    """The same document as .docx, and the finding for what the converter could not carry over."""
    with tempfile.TemporaryDirectory() as folder:
        before, after = Path(folder) / "a.doc", Path(folder) / "a.docx"
        before.write_bytes(source.data)
        report = convert(before, after).report
        data = after.read_bytes()
    lost = [_LOST[item.code] for item in report.diagnostics if item.code in _LOST]
    found = (finding("R021", path=source.name, count=len(lost), detail="、".join(dict.fromkeys(lost))),) if lost else ()
    return data, found


def _clean(line: Line) -> Line:
    """Without the marks of objects (U+FFFC) and the stray U+FFFD that the converter leaves; spans stay true, for both
    are rare and stand alone.
    """
    if "\ufffc" not in line.text and "\ufffd" not in line.text:
        return line
    return replace(line, text=line.text.replace("\ufffc", "").replace("\ufffd", ""), bold=())


def _bare(source: Source) -> SourceText:
    """The text alone, from the piece table ([MS-DOC] 2.8.35, 2.4.1): no automatic numbers, tables as tabs; R019 says
    so.
    """
    try:
        text = _pieces(source.data).translate(_MARKS)
    except MemoryError:
        raise
    except Exception:
        return source.unreadable("doc", "文件损坏")
    if not text.strip():
        return source.unreadable("doc", "文件损坏，没有文字")
    return source.result("doc", encoding="utf-8", lines=text_lines(text),
                         diagnostics=(finding("R019", path=source.name, detail="文件有损坏"),))


def _pieces(data: bytes) -> str:
    container = CompoundFile(data)
    main = container.open_stream("WordDocument")
    table = container.open_stream("1Table" if struct.unpack_from("<H", main, 0x0A)[0] & 0x0200 else "0Table")
    length, (start, size) = struct.unpack_from("<i", main, 0x4C)[0], struct.unpack_from("<II", main, 0x1A2)
    clx, at = table[start:start + size], 0
    while clx[at] == 1:
        at += 3 + struct.unpack_from("<H", clx, at + 1)[0]
    count = (struct.unpack_from("<I", clx, at + 1)[0] - 4) // 12
    ends = struct.unpack_from(f"<{count + 1}i", clx, at + 5)
    found: list[str] = []
    for piece in range(count):
        place = struct.unpack_from("<I", clx, at + 5 + 4 * (count + 1) + 8 * piece + 2)[0]
        size = ends[piece + 1] - ends[piece]
        if place & 0x40000000:
            begin = (place & 0x3FFFFFFF) // 2
            found.append(main[begin:begin + size].decode("cp1252", "replace"))
        else:
            found.append(main[place:place + 2 * size].decode("utf-16-le", "replace"))
    return "".join(found)[:length]
