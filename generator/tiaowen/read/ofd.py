"""OFD (GB/T 33190): the text of each page by its place, put together as printed pages are.

The number of offsets that a text states (DeltaX) fits the number of its characters often, not always, so no character
is placed by them alone: a run of text is one piece with a beginning and an estimated end.
"""

from __future__ import annotations

import io
import zipfile

import ofdkit
from lxml import etree
from ofdkit.errors import OFDError

from tiaowen.diagnostics import finding
from tiaowen.formats import FORMATS
from tiaowen.model import SourceText
from tiaowen.read.container import unsafe
from tiaowen.read.glyph_lines import Glyph, is_two_columns, visual_lines
from tiaowen.read.pages import Page, lines_of
from tiaowen.read.source import Source

_POINTS = 72 / 25.4  # in a millimetre
_ASCENT = 0.88
_BESIDE = 5.0  # millimetres: what is set farther outside the page is not printed


def read_ofd(source: Source) -> SourceText:
    """The lines of an OFD document; ``number`` is a running line over all pages. Without text, refused."""
    problem = unsafe(source.data)
    if problem:
        return source.unreadable("ofd", problem)
    try:
        with ofdkit.open(source.data) as document:
            total = len(document.pages)
            unseen = _unseen(source.data)
            pages = [_page(page, unseen) for page in document.pages[:source.limits.pages]]
    except MemoryError:  # the limit of a file: who set it tells it
        raise
    except OFDError:
        return source.unreadable("ofd", "文件损坏")
    except Exception:  # a damaged container fails in as many ways as it has parts
        return source.unreadable("ofd", "文件损坏，或超出限度")
    lines = tuple(lines_of(pages))
    found = [source.cut(f"前 {len(pages)} 页", f"{total} 页")] if total > len(pages) else []
    if not any(line.text.strip() for line in lines if not line.left_out):
        found.append(finding("R009", path=source.name, remedy=FORMATS["image"].remedy))
    columns = next((index for index, page in enumerate(pages, 1) if page.columns), 0)
    if columns:
        found.append(finding("R011", path=source.name, page=columns))
    return source.result("ofd", encoding="utf-8", lines=lines, diagnostics=tuple(found))


def _unseen(data: bytes) -> frozenset[tuple[str, str]]:
    """The objects that are not shown (Visible of GB/T 33190's CT_GraphicUnit), as (folder of their document, id): their
    text is handed over like any other.
    """
    parser = etree.XMLParser(resolve_entities=False, no_network=True, huge_tree=True, recover=True)
    found: set[tuple[str, str]] = set()
    with zipfile.ZipFile(io.BytesIO(data)) as container:
        for name in container.namelist():
            part = container.read(name) if name.endswith(".xml") else b""
            if b"Visible" in part and (root := etree.fromstring(part, parser)) is not None:
                for element in root.iterfind(".//*[@Visible]"):
                    if element.get("Visible") in ("false", "0"):
                        found.update((_folder(name), str(inner.get("ID", ""))) for inner in element.iter("*"))
    return frozenset(found)


def _folder(name: str | None) -> str:
    return (name or "").strip("/").partition("/")[0]


def _page(page: ofdkit.Page, unseen: frozenset[tuple[str, str]]) -> Page:
    left, top, width, height = page.box
    seen: set[tuple[str, int, int]] = set()
    glyphs: list[Glyph] = []
    for run in page.runs:
        inside = left - _BESIDE <= run.x <= left + width + _BESIDE and top - _BESIDE <= run.y <= top + height + _BESIDE
        place = (run.text, round(run.x * 2), round(run.y * 2))
        if inside and place not in seen and (_folder(page.location), run.object_id) not in unseen:
            seen.add(place)
            glyphs.append(_glyph(run, left, top))
    lines = visual_lines(glyphs)
    return Page(lines=lines, height=height * _POINTS, columns=is_two_columns(lines))


def _glyph(run: ofdkit.TextRun, left: float, top: float) -> Glyph:
    size = max(run.size, 0.5)
    y = run.y - top - _ASCENT * size
    return Glyph(
        text=run.text, x0=(run.x - left) * _POINTS, x1=(run.x - left + run.width) * _POINTS, top=y * _POINTS,
        bottom=(y + size) * _POINTS,
        size=size * _POINTS)
