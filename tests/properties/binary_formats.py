"""Writers of the smallest files that Word 97, Excel 97 and a printer of PDF could have made."""

from __future__ import annotations

import struct
from collections.abc import Sequence

_SECTOR = 512
_END, _FREE, _FAT, _NONE = 0xFFFFFFFE, 0xFFFFFFFF, 0xFFFFFFFD, 0xFFFFFFFF


def as_doc(paragraphs: list[str]) -> bytes:
    """A document of one piece in UTF-16 ([MS-DOC] 2.4.1), each paragraph with the format of the style sheet."""
    text = "".join(f"{paragraph}\r" for paragraph in paragraphs).encode("utf-16-le")
    begin = 2048
    end = begin + len(text)
    page = -(-end // _SECTOR)  # the paragraphs' formats stand in a page of 512 bytes ([MS-DOC] 2.9.205)
    ends = [begin]
    for paragraph in paragraphs:
        ends.append(ends[-1] + 2 * (len(paragraph.encode("utf-16-le")) // 2 + 1))
    formats = struct.pack(f"<{len(ends)}I", *ends) + bytes(13 * len(paragraphs))
    clx = b"\x02" + struct.pack("<I", 16) + struct.pack("<2i", 0, len(text) // 2) + struct.pack("<HIH", 0, begin, 0)
    bins = struct.pack("<3I", begin, end, page)
    places = [0] * 186
    places[2 * 33:2 * 33 + 2] = [0, len(clx)]
    places[2 * 13:2 * 13 + 2] = [len(clx), len(bins)]
    head = struct.pack("<HHHHHH20x", 0xA5EC, 0x00C1, 0, 0x0804, 0, 0x0200)
    counts = [0, 0, 0, len(text) // 2, *[0] * 18]
    fib = head + struct.pack("<H28xH22iH186I", 14, 22, *counts, 93, *places) + struct.pack("<H", 0)
    main = (fib.ljust(begin, b"\0") + text).ljust(page * _SECTOR, b"\0")
    main += formats.ljust(_SECTOR - 1, b"\0") + bytes([len(paragraphs)])
    return _compound({"WordDocument": main, "1Table": clx + bins})


def as_xls(rows: list[list[str]]) -> bytes:
    """A workbook of one sheet whose cells are texts of the shared table ([MS-XLS] 2.4.265)."""
    texts = [cell for row in rows for cell in row]
    strings = struct.pack("<II", len(texts), len(texts)) + b"".join(
        struct.pack("<HB", len(text.encode("utf-16-le")) // 2, 1) + text.encode("utf-16-le") for text in texts)
    font = _record(0x31, struct.pack("<HHHHHBBBxBB", 200, 0, 0x7FFF, 400, 0, 0, 0, 0, 1, 0) + b"A")
    head = _record(0x809, struct.pack("<HHHHII", 0x600, 5, 0, 0, 0, 6)) + font + _record(0xE0, bytes(20))
    tail = _record(0xFC, strings) + _record(0x0A, b"")
    sheet = _record(0x809, struct.pack("<HHHHII", 0x600, 16, 0, 0, 0, 6))
    sheet += _record(0x200, struct.pack("<IIHHH", 0, len(rows), 0, len(rows[0]), 0))
    cells = [(row, column) for row, cells in enumerate(rows) for column in range(len(cells))]
    sheet += b"".join(_record(0xFD, struct.pack("<HHHI", *place, 0, index)) for index, place in enumerate(cells))
    sheet += _record(0x0A, b"")
    begin = len(head) + len(tail) + 4 + 14
    named = _record(0x85, struct.pack("<IBBBB", begin, 0, 0, 6, 0) + b"Sheet1")
    return _compound({"Workbook": head + named + tail + sheet})


def as_pdf(paragraphs: list[str], *, pages: int = 1, drawn: str = "", layers: Sequence[tuple[str, bool]] = ()) -> bytes:
    """So many equal pages with a line for each paragraph, in a font that only says which character a glyph is
    (ISO 32000-1, 9.10.3), over what is ``drawn`` (8.5). ``layers``: name, and whether it is switched on (8.11); the
    first is /L9 of the page.
    """
    chars = sorted(set("".join(paragraphs)))
    maps = [f"<{number:04X}> <{char.encode('utf-16-be').hex()}>" for number, char in enumerate(chars, 1)]
    names = {char: f"{number:04X}" for number, char in enumerate(chars, 1)}
    shown = ["".join(names[char] for char in paragraph) for paragraph in paragraphs]
    lines = "".join(f"1 0 0 1 60 {800 - 24 * row} Tm <{text}> Tj\n" for row, text in enumerate(shown))
    pieces = [maps[at:at + 100] for at in range(0, len(maps), 100)]
    codes = "".join(f"{len(piece)} beginbfchar\n{chr(10).join(piece)}\nendbfchar\n" for piece in pieces)
    to_unicode = (
        "/CIDInit /ProcSet findresource begin 12 dict begin begincmap /CMapName /A def /CMapType 2 def\n"
        f"1 begincodespacerange <0000> <FFFF> endcodespacerange\n{codes}endcmap end end")
    groups = [f"{number} 0 R" for number in range(9, 9 + len(layers))]
    off = [group for group, (_, is_on) in zip(groups, layers, strict=True) if not is_on]
    bodies = [
        "<< /Type /Catalog /Pages 2 0 R "
        f"/OCProperties << /OCGs [{' '.join(groups)}] /D << /OFF [{' '.join(off)}] >> >> >>",
        f"<< /Type /Pages /Kids [{'3 0 R ' * pages}] /Count {pages} >>",
        "<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Contents 4 0 R /Resources << /Font << /F 5 0 R >> "
        f"/Properties << {' '.join(f'/L{group[0]} {group}' for group in groups)} >> >> >>",
        _stream(f"{drawn}\nBT /F 12 Tf\n{lines}ET"),
        "<< /Type /Font /Subtype /Type0 /BaseFont /A /Encoding /Identity-H /DescendantFonts [6 0 R] /ToUnicode 7 0 R >>",  # noqa: E501
        "<< /Type /Font /Subtype /CIDFontType2 /BaseFont /A /DW 1000 /FontDescriptor 8 0 R "
        "/CIDSystemInfo << /Registry (Adobe) /Ordering (Identity) /Supplement 0 >> >>",
        _stream(to_unicode),
        "<< /Type /FontDescriptor /FontName /A /Flags 4 /FontBBox [0 -120 1000 880] /ItalicAngle 0 /Ascent 880 "
        "/Descent -120 /StemV 80 /CapHeight 700 >>",
        *(f"<< /Type /OCG /Name ({name}) >>" for name, _ in layers),
    ]
    data, places = b"%PDF-1.4\n", []
    for number, body in enumerate(bodies, 1):
        places.append(len(data))
        data += f"{number} 0 obj\n{body}\nendobj\n".encode("ascii")
    table = "".join(f"{place:010d} 00000 n \n" for place in places)
    return data + (
        f"xref\n0 {len(bodies) + 1}\n0000000000 65535 f \n{table}trailer\n<< /Size {len(bodies) + 1} /Root 1 0 R >>\n"
        f"startxref\n{len(data)}\n%%EOF").encode("ascii")


def _stream(text: str) -> str:
    return f"<< /Length {len(text)} >>\nstream\n{text}\nendstream"


def _record(kind: int, body: bytes) -> bytes:
    return struct.pack("<HH", kind, len(body)) + body


def _compound(streams: dict[str, bytes]) -> bytes:
    """The streams in a compound file ([MS-CFB]): a FAT of one sector, each stream above the size of a mini stream."""
    sectors, chain, entries = b"", list[int](), list[tuple[str, int, int]]()
    for name, data in streams.items():
        data = data.ljust(-(-max(len(data), 4096) // _SECTOR) * _SECTOR, b"\0")
        first = len(chain)
        chain += [*range(first + 1, first + len(data) // _SECTOR), _END]
        entries.append((name, first, len(data)))
        sectors += data
    directory = len(chain)
    chain += [_END, _FAT]
    nodes = _entry("Root Entry", 5, 1, _END, 0)
    for at, (name, first, size) in enumerate(entries, 2):
        nodes += _entry(name, 2, _NONE, first, size, at if at <= len(entries) else _NONE)
    nodes = nodes.ljust(_SECTOR, b"\0")
    table = struct.pack("<128I", *chain, *[_FREE] * (128 - len(chain)))
    begin, numbers = bytes.fromhex("d0cf11e0a1b11ae1"), (0, 1, directory, 0, 4096, _END, 0, _END, 0)
    head = struct.pack("<8s16xHHHHH6x9I", begin, 0x3E, 3, 0xFFFE, 9, 6, *numbers)
    return head + struct.pack("<109I", directory + 1, *[_FREE] * 108) + sectors + nodes + table


def _entry(name: str, kind: int, child: int, first: int, size: int, right: int = _NONE) -> bytes:
    encoded = f"{name}\0".encode("utf-16-le")
    return struct.pack("<64sHBBIII36xIQ", encoded, len(encoded), kind, 1, _NONE, right, child, first, size)
