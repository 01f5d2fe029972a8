"""Pictures of pages (.png, .jpg, .tif): recognised where the extra ``ocr`` is installed, otherwise refused with the
line that installs it.
"""

from __future__ import annotations

import io
from collections.abc import Iterable, Iterator
from itertools import islice
from typing import Any

import numpy as np

from tiaowen.diagnostics import finding
from tiaowen.formats import FORMATS
from tiaowen.model import SourceFormat, SourceText
from tiaowen.read.pages import lines_of
from tiaowen.read.scans import is_available, recognised_page, without_marks
from tiaowen.read.source import Source

_PIXELS, _LONG_SIDE = 150_000_000, 2400
_INSTALL = "运行 pip install tiaowen[ocr] 后可从图片识别；或"


def read_image(source: Source) -> SourceText:
    """The lines that are recognised on the picture; of a TIFF on each of its pages."""
    return recognised(source, "image", _frames(source.data))


def recognised(source: Source, kind: SourceFormat, images: Iterable[np.ndarray[Any, Any]],
               total: int = 0) -> SourceText:
    """The lines of a text that is a row of pictures, with R017, which holds it; R009 where the extra is not installed.
    ``total``: of the pages, when known.
    """
    if not is_available():
        remedy = _INSTALL + FORMATS["image"].remedy
        return source.result(kind, diagnostics=(finding("R009", path=source.name, remedy=remedy),))
    waiting = iter(images)
    try:
        pages = [recognised_page(image) for image in islice(waiting, source.limits.scanned)]
        more = next(waiting, None) is not None
    except MemoryError:  # the limit of a file: who set it tells it
        raise
    except Exception:  # a damaged picture fails in as many ways as there are kinds of pictures
        return source.unreadable(kind, "文件损坏")
    lines = tuple(map(without_marks, lines_of(pages)))
    if not any(line.text.strip() for line in lines if not line.left_out):
        return source.result(kind, diagnostics=(finding("R006", path=source.name),))
    found = [finding("R017", path=source.name, count=len(pages))]
    if more:
        found.append(source.cut(f"前 {len(pages)} 页", f"{total} 页" if total else f"{len(pages) + 1} 页以上"))
    return source.result(kind, encoding="utf-8", lines=lines, diagnostics=tuple(found))


def _frames(data: bytes) -> Iterator[np.ndarray[Any, Any]]:
    """The pages of a picture file, none larger than a page at the resolution that is recognised best."""
    from PIL import Image, ImageOps, ImageSequence

    with Image.open(io.BytesIO(data)) as picture:
        if picture.width * picture.height > _PIXELS:
            raise ValueError("too large")
        for frame in ImageSequence.Iterator(picture):
            page = ImageOps.exif_transpose(frame.convert("RGB"))
            scale = _LONG_SIDE / max(page.size)
            yield np.asarray(page.resize((round(page.width * scale), round(page.height * scale)))
                             if scale < 1 else page)
