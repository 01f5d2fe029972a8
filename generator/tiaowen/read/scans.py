"""Pages that are pictures, through RapidOCR (extra ``ocr``; its wheel brings the models, nothing is downloaded).

Its scores say little: what it drops has none, and most of what it misreads scores high. So the shapes of a text are
checked as well, and a text that was recognised is never published before a person has said so.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from functools import cache
from importlib.util import find_spec
from typing import Any

import numpy as np

from tiaowen.model import Line, Span
from tiaowen.read.glyph_lines import Glyph, visual_lines
from tiaowen.read.pages import Page
from tiaowen.read.scan_tables import ruled_rows

DPI = 150  # more brings nothing but time
_SURE = 0.9
_READABLE = 0.8  # the median score of a page that stands upright
_LEVEL, _TURNED = 0.15, 15.0  # degrees: what is less is level, what is more is no page askew
_WORD = re.compile(r"[\w%％.]")
_SHAPES = (  # what a printed text hardly says, and what is misread into it
    re.compile(r"\d[一lIOo|]+\d"), re.compile(r"(?<![A-Za-z])[A-Z]{2,4}一\d"),
    re.compile(r"\d[OolI|](?![A-Za-z])|(?<![A-Za-z])[OolI|]\d"),
    re.compile(r"[\[(（]\s*(?:19|20)\d\d\s*[\])）]\s*\d+\s*号"), re.compile(r"\d\s+[.,]\s*\d|\d[.,]\s+\d"),
    re.compile(r"(?<=[第〔])[日目曰口]|[日目曰口](?=、)"),
)
_OPENING, _CLOSING = "（(〔[【《“", "）)〕]】》”"


def is_available() -> bool:
    """Whether the extra is installed."""
    return find_spec("rapidocr") is not None and find_spec("onnxruntime") is not None


@cache
def _engine() -> Callable[..., Any]:
    from rapidocr import RapidOCR

    # By itself it throws away lines below a score of 0.5 without a word; here they stay and are marked.
    engine: Callable[..., Any] = RapidOCR(params={"Global.text_score": 0.0, "Global.log_level": "critical"})
    return engine


def recognised_page(image: np.ndarray[Any, Any]) -> Page:
    """The lines of one page. ``image``: height × width × RGB at about ``DPI``; positions are in its pixels."""
    image, found = _found(image)
    glyphs: list[Glyph] = []
    if found.boxes is not None:
        words = found.word_results or [()] * len(found.txts)
        image, places = straightened(image, np.asarray(found.boxes, dtype=float))
        for box, text, score, characters in zip(places, found.txts, found.scores, words, strict=False):
            glyphs.append(_glyph(box, _marked(str(text), float(score), characters)))
    rows, boxes = ruled_rows(image, glyphs)
    free = [glyph for glyph in glyphs if not any(_inside(glyph, box) for box in boxes)]
    lines = sorted([*visual_lines(free), *rows], key=lambda line: line.top)
    return Page(lines=lines, height=float(image.shape[0]), images=1)


def _found(image: np.ndarray[Any, Any]) -> tuple[np.ndarray[Any, Any], Any]:
    """The page the right way up, and what the engine finds on it.

    The engine can judge for each line whether it is upside down, but turns good lines over and loses them; a page is
    turned as one, when little of it could be read.
    """
    found = _look(image)
    if found.boxes is None or float(np.median(found.scores)) >= _READABLE:
        return image, found
    turned = np.ascontiguousarray(image[::-1, ::-1])
    again = _look(turned)
    better = again.boxes is not None and float(np.median(again.scores)) > float(np.median(found.scores))
    return (turned, again) if better else (image, found)


def _look(image: np.ndarray[Any, Any]) -> Any:
    return _engine()(image, use_det=True, use_cls=False, use_rec=True, return_word_box=True,
                     return_single_char_box=True)


def straightened(image: np.ndarray[Any, Any],
                 boxes: np.ndarray[Any, Any]) -> tuple[np.ndarray[Any, Any], np.ndarray[Any, Any]]:
    """A page that lay askew on the scanner with its lines made level, and where the texts stand on it then: the rules
    of a table are followed straight. ``boxes``: the four corners of each text, the upper left one first.
    """
    import cv2

    edges = boxes[:, 1] - boxes[:, 0]
    long = edges[edges[:, 0] > 5 * np.abs(boxes[:, 3, 1] - boxes[:, 0, 1])]
    angle = float(np.degrees(np.median(np.arctan2(long[:, 1], long[:, 0])))) if len(long) else 0.0
    if not _LEVEL < abs(angle) < _TURNED:
        return image, boxes
    height, width = image.shape[:2]
    turn = cv2.getRotationMatrix2D((width / 2, height / 2), angle, 1)
    return cv2.warpAffine(image, turn, (width, height), borderValue=(255, 255, 255)), boxes @ turn[:, :2].T + turn[:, 2]


def _inside(glyph: Glyph, box: tuple[float, float, float, float]) -> bool:
    x, y = (glyph.x0 + glyph.x1) / 2, (glyph.top + glyph.bottom) / 2
    return box[0] <= x <= box[2] and box[1] <= y <= box[3]


def _glyph(box: Any, text: str) -> Glyph:
    xs, ys = [float(point[0]) for point in box], [float(point[1]) for point in box]
    ems = sum(1.0 if char > "\u2e7f" else 0.5 for char in text if char not in _MARKS) or 1.0
    middle, size = (min(ys) + max(ys)) / 2, min((max(xs) - min(xs)) / ems, max(ys) - min(ys)) or 1.0
    return Glyph(text=text, x0=min(xs), x1=max(xs), top=middle - size / 2, bottom=middle + size / 2, size=size)


_MARKS = "\ue0f0\ue0f1"  # begin and end of a doubtful place, until the lines are put together


def _marked(text: str, score: float, characters: Sequence[Any]) -> str:
    """The text with its doubtful places between marks: low scores, and shapes that are no writing."""
    text = text.translate(dict.fromkeys(map(ord, _MARKS)))
    if score < _SURE:
        return f"{_MARKS[0]}{text}{_MARKS[1]}"
    places = {match.span() for shape in _SHAPES for match in shape.finditer(text)}
    at = 0
    for char, confidence, *_ in characters:
        place = text.find(str(char), at)
        if place >= 0:
            at = place + len(str(char))
            if float(confidence) < _SURE:
                places.add((place, at))
    for place in _unpaired(text):
        places.add((place, place + 1))
    return _with_marks(text, places)


def _unpaired(text: str) -> Iterator[int]:
    """Brackets that close what is not open in a line that also opens one: half of a pair was misread."""
    stack: list[str] = []
    for place, char in enumerate(text):
        if char in _OPENING:
            stack.append(char)
        elif char in _CLOSING and stack and _OPENING.index(stack.pop()) // 2 != _CLOSING.index(char) // 2:
            yield place


def _with_marks(text: str, places: set[tuple[int, int]]) -> str:
    """Each place widened to the word or number that it stands in, overlapping ones joined."""
    widened: list[tuple[int, int]] = []
    for start, end in sorted(places):
        while start > 0 and end - start < 12 and _WORD.match(text[start - 1]) and text[start - 1].isascii():
            start -= 1
        while end < len(text) and end - start < 12 and _WORD.match(text[end]) and text[end].isascii():
            end += 1
        if widened and start <= widened[-1][1]:
            widened[-1] = (widened[-1][0], max(end, widened[-1][1]))
        else:
            widened.append((start, end))
    for start, end in reversed(widened):
        text = f"{text[:start]}{_MARKS[0]}{text[start:end]}{_MARKS[1]}{text[end:]}"
    return text


def without_marks(line: Line) -> Line:
    """The line with its doubtful places as spans instead of marks."""
    if _MARKS[0] not in line.text:
        return line
    pieces: list[str] = []
    spans: list[Span] = []
    length, start = 0, 0
    for char in line.text:
        if char == _MARKS[0]:
            start = length
        elif char == _MARKS[1]:
            spans.append(Span(start, length))
        else:
            pieces.append(char)
            length += 1
    return Line(number=line.number, text="".join(pieces), table=line.table, left_out=line.left_out,
                doubtful=tuple(spans))
